"""What reports gave when they were written: small files in the workspace, for the reports that follow.

Only counts, paths and hashes of the sources, and codes of dossiers: no name, no text of a task. No figure needs them:
one that is missing, damaged or not synced only makes a later report explain less.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from bsreform.files import kept_files
from bsreform.history.values import Reported
from bsreform.model import Period
from bsreform.report_model import Codes, Report
from bsreform.spec import TREND, Spans

SCHEMA = 1
_LISTS = ("closed", "excluded", "not_accepted")


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
        "sources": {each.path: each.sha256 or "" for each in sorted(report.sources, key=lambda each: each.path)},
        "open": report.codes.open,
        **{name: getattr(report.codes, name) for name in _LISTS},
    }
    lines = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in content.items())
    return "{" + ",\n".join(lines) + "}\n"


def earlier(root: Path, kind: str, spans: Spans, labels: Sequence[str]) -> tuple[Reported, ...]:
    """What reports of this kind gave on this period and those of the trend before it, latest period first.

    Of a period before, the last report that saw most of it. Of this one, only as seen on the same day: the last
    report and, if there is one, the last before it that gave other figures; so a repeated run can say the same again.
    """
    kept = [(path, day) for path, day, _ in kept_files.newest(root, kind, spans.now[1])]

    def of(start: date, first: date, last: date, label: str) -> Iterator[Reported]:
        for path in (path for path, day in kept if first <= day <= last):
            found = read(path, label)
            if found and found.period.start == start:
                yield found

    start, end = spans.now
    found = _differing(of(start, end, end, labels[-1]))
    for back in range(1, TREND):
        first, last = spans.before(back)
        found += list(of(first, first, last, labels[-1 - back]))[:1]
    return tuple(found)


def _differing(versions: Iterator[Reported]) -> list[Reported]:
    """The first, and the next with other figures."""
    found = list(islice(versions, 1))
    return found + list(islice((each for each in versions if each.figures != found[0].figures), 1))


def read(path: Path, label: str) -> Reported | None:
    """What the file holds; None if it cannot be read, is not one of ours, or does not agree with itself."""
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8"))
        found = _reported(content, label)
        return found if content["schema"] == SCHEMA and _agrees(found) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _reported(content: Any, label: str) -> Reported:
    days = (date.fromisoformat(content["period"][name]) for name in ("start", "end", "as_of"))
    names = content["figures"]
    return Reported(
        label,
        Period(content["period"]["id"], *days),
        {unit: dict(zip(names, counts, strict=True)) for unit, counts in content["units"].items()},
        dict(content["sources"]),
        Codes({unit: tuple(codes) for unit, codes in content["open"].items()}, *map(tuple, map(content.get, _LISTS))),
    )


def _agrees(found: Reported) -> bool:
    """Are the counts numbers, and has every unit as many codes as open dossiers, no two the same?

    Only then can differences be explained.
    """
    counts = [count for unit in found.figures.values() for count in unit.values()]
    told = {unit: each["open"] for unit, each in found.figures.items() if each["open"]}
    codes = [code for own in found.codes.open.values() for code in own]
    return (
        all(count is None or type(count) is int for count in counts)
        and told == {unit: len(own) for unit, own in found.codes.open.items()}
        and len(set(codes)) == len(codes)
    )
