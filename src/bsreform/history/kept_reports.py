"""What reports gave when they were written: small files in the workspace, for the reports that follow.

Only counts, paths and hashes of the sources, and codes of dossiers: no name, no text of a task. No figure needs them:
one that is missing, damaged or not synced only makes a later report explain less.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from bsreform.files import kept_files
from bsreform.files.kept_files import Kept, KeptFile, Name
from bsreform.history.issued import issues
from bsreform.history.values import Reported
from bsreform.model import Period
from bsreform.organisation.working_days import WorkingCalendar
from bsreform.report_model import Codes, Report
from bsreform.spec import TREND, Span, Spans

SCHEMA = 2
"""Version 1 told neither the snapshot of the tasks nor the day of the data."""
_EXPORTS = ("dossier_export", "task_export")
_LISTS = ("closed", "excluded", "not_accepted")
KeptCount = Annotated[int, Field(ge=0, le=10**12)]


class _Period(Kept):
    id: Name
    start: date
    end: date
    as_of: date


class KeptReport(Kept):
    """A file of this module, in order with itself: every unit has as many codes as open dossiers, no two the same.

    Only then can differences be explained. `tasks` is the mark of the snapshot of its tasks ("" = none), `data_day` the
    day of the newest export.
    """

    schema_: Literal[1, 2] = Field(alias="schema")
    report: Name
    period: _Period
    figures: list[Name]
    units: dict[Name, list[KeptCount | None]]
    sources: dict[str, str]
    open: dict[Name, list[Name]]
    closed: list[Name]
    excluded: list[Name]
    not_accepted: list[Name]
    tasks: Annotated[str, Field(pattern="^([0-9a-f]{8})?$")] = ""
    data_day: date | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        codes = [code for own in self.open.values() for code in own]
        told = self.counts()
        if not (
            self.period.start <= self.period.as_of <= self.period.end
            and len(set(self.figures)) == len(self.figures)
            and len(set(codes)) == len(codes)
            and {unit: counts["open"] for unit, counts in told.items() if counts.get("open")}
            == {unit: len(own) for unit, own in self.open.items()}
        ):
            raise ValueError("it does not agree with itself")
        return self

    def counts(self) -> dict[str, dict[str, int | None]]:
        """Unit id → name of the count → count."""
        return {unit: dict(zip(self.figures, counts, strict=True)) for unit, counts in self.units.items()}


def keep(root: Path, report: Report) -> Path | None:
    """Write what the report gave unless that is the newest already: the new file, if any.

    CannotWrite if it cannot be written.
    """
    return kept_files.keep(root, report.kind, report.period.as_of, text(report))


def text(report: Report) -> str:
    """The file's content: the same figures of the same sources give the same text."""
    period, names = report.period, list(report.total.counts)
    rows = {unit.id: list(unit.counts.values()) for unit in report.units}
    content = {
        "schema": SCHEMA,
        "report": report.kind,
        "period": {name: str(getattr(period, name)) for name in ("id", "start", "end", "as_of")},
        "figures": names,
        "units": rows,
        "data_day": str(day) if (day := data_day(report)) else None,
        "tasks": report.snapshot,
        "sources": {each.path: each.sha256 or "" for each in sorted(report.sources, key=lambda each: each.path)},
        "open": report.codes.open,
        **{name: getattr(report.codes, name) for name in _LISTS},
    }
    lines = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in content.items())
    return "{" + ",\n".join(lines) + "}\n"


def data_day(report: Report) -> date | None:
    """The day of the newest export that the report was made of; None if it was made of none."""
    exports = (each for each in report.sources if each.layout in _EXPORTS and each.exported_at)
    return max((each.exported_at.date() for each in exports if each.exported_at), default=None)


def last(root: Path, report: str, days: Span) -> KeptReport | None:
    """What the last run on the period of these days gave, as far as one was kept."""
    start, end = days
    files = [file for file in kept_files.newest(root, report, end) if start <= file.day]
    for file in sorted(files, key=lambda each: each.number, reverse=True):
        kept = kept_files.read(file, KeptReport)
        if kept and (kept.report, kept.period.start, kept.period.end) == (report, start, end):
            return kept
    return None


def from_old_data(kept: KeptReport, calendar: WorkingCalendar) -> bool:
    """Was the newest export made before the last working day of the period? Then its last days are missing."""
    return kept.data_day is not None and kept.data_day < calendar.before(kept.period.end)


def earlier(root: Path, kind: str, spans: Spans, labels: Sequence[str]) -> tuple[Reported, ...]:
    """What issued reports of this kind gave on this period and those of the trend before it, latest period first.

    Of a period before, the last report that saw most of it. Of this one, only as seen on the same day: the last
    report and, if there is one, the last before it that gave other figures; so a repeated run can say the same again.
    """
    issued = {(each.as_of, each.mark) for each in issues(root, spans.now[1]) if each.report == kind}
    kept = [file for file in kept_files.newest(root, kind, spans.now[1]) if (file.day, file.mark) in issued]

    def of(start: date, first: date, last: date, label: str) -> Iterator[Reported]:
        for file in (file for file in kept if first <= file.day <= last):
            found = read(file, kind, label)
            if found and found.period.start == start:
                yield found

    start, end = spans.now
    found = _differing(of(start, end, end, labels[-1]))
    for back in range(1, TREND):
        first, last = spans.before(back)
        found += list(of(first, first, last, labels[-1 - back]))[:1]
    return tuple(found)


def behind(root: Path, report: str, period: Period, sources: Mapping[str, str]) -> tuple[KeptFile, KeptReport] | None:
    """What the workbook of such a report gave that was made of these sources (path → hash); None if it was not kept.

    Of several runs on the same files the last, which wrote the workbook.
    """
    for file in kept_files.newest(root, report, period.as_of):
        kept = kept_files.read(file, KeptReport) if file.day == period.as_of else None
        if kept and (kept.report, kept.period.id, kept.sources) == (report, period.id, sources):
            return file, kept
    return None


def _differing(versions: Iterator[Reported]) -> list[Reported]:
    """The first, and the next with other figures."""
    found = list(islice(versions, 1))
    return found + list(islice((each for each in versions if each.figures != found[0].figures), 1))


def read(file: KeptFile, kind: str, label: str) -> Reported | None:
    """What the file holds; None, with a SetAside warning, if it is not one of ours of this kind and day."""
    kept = kept_files.read(file, KeptReport)
    if kept is None:
        return None
    if (kept.report, kept.period.as_of) != (kind, file.day):
        kept_files.set_aside(file.path)
        return None
    return Reported(
        label,
        Period(kept.period.id, kept.period.start, kept.period.end, kept.period.as_of),
        kept.counts(),
        kept.sources,
        Codes(
            {unit: tuple(codes) for unit, codes in kept.open.items()}, *(tuple(getattr(kept, name)) for name in _LISTS)
        ),
    )
