"""A report against an earlier version of itself, the last draft or the one that was issued: never told in it."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from bsreform.files import kept_files
from bsreform.files.changed_files import FileChange, changes
from bsreform.history.issued import Issued, last_issued
from bsreform.history.kept_reports import KeptReport
from bsreform.language.wording import official_count, official_date
from bsreform.report_model import Report

_FILES: Mapping[FileChange, str] = {"new": "thêm", "changed": "sửa", "gone": "bớt"}


class Differences(Struct, frozen=True):
    """How many `figures` of which `units` (ids) are others now, and the sources that are not what they were."""

    figures: int
    units: tuple[str, ...]
    files: Mapping[FileChange, tuple[str, ...]]

    @property
    def any(self) -> bool:
        return bool(self.figures or any(self.files.values()))

    @property
    def document(self) -> dict[str, object]:
        """For scripts."""
        return {
            "figures": self.figures,
            "units": list(self.units),
            **{key: list(own) for key, own in self.files.items()},
        }

    @property
    def words(self) -> str:
        """“12 số liệu của 03 đơn vị; thêm 01 tệp”."""
        figures = f"{official_count(self.figures)} số liệu của {official_count(len(self.units))} đơn vị"
        files = (f"{_FILES[key]} {official_count(len(own))} tệp" for key, own in self.files.items() if own)
        return "; ".join((figures if self.figures else "số liệu không đổi", *files))


def since_draft(root: Path, report: Report) -> Differences | None:
    """What has changed since the last run on this period, as far as one was kept; None if nothing has."""
    period = report.period
    for file in kept_files.newest(root, report.kind, period.as_of):
        kept = kept_files.read(file, KeptReport) if file.day >= period.start else None
        if kept and (kept.report, kept.period.id) == (report.kind, period.id):
            found = _differences(kept, report)
            return found if found.any else None
    return None


def since_issued(root: Path, report: Report) -> tuple[Issued, Differences | None] | None:
    """The report on this period that was issued last, and what is different now; None for the difference where what it
    gave is lost, None altogether where none was issued.
    """
    issued = last_issued(root, report.kind, report.period.id)
    if issued is None:
        return None
    for file in kept_files.newest(root, report.kind, issued.as_of):
        if (file.day, file.mark) == (issued.as_of, issued.mark):
            kept = kept_files.read(file, KeptReport)
            return issued, _differences(kept, report) if kept else None
    return issued, None


def told(issued: Issued) -> str:
    """“số 15/BC-VP ngày 08/3/2024”."""
    day = f"ngày {official_date(issued.on)}"
    return f"số {issued.number} {day}" if issued.number else day


def _differences(kept: KeptReport, report: Report) -> Differences:
    then, now = kept.counts(), {unit.id: unit.counts for unit in report.units}
    pairs = {
        (unit, name)
        for unit in {**then, **now}
        for name in {**then.get(unit, {}), **now.get(unit, {})}
        if (then.get(unit, {}).get(name) or 0) != (now.get(unit, {}).get(name) or 0)
    }
    found = changes(kept.sources, {each.path: each.sha256 or "" for each in report.sources})
    files: dict[FileChange, tuple[str, ...]] = {
        key: tuple(path for path, what in found if what == key) for key in _FILES
    }
    return Differences(len(pairs), tuple(sorted({unit for unit, _ in pairs})), files)
