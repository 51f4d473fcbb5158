"""Reports and snapshots that are kept and issued, as a run and `bsreform issue` leave them."""

from datetime import date
from pathlib import Path

from bsreform.files.kept_files import mark
from bsreform.history import issued, kept_reports, snapshots

ON = date(2024, 3, 8)


def issue_report(root: Path, report, number="15/BC-VP", file="bao-cao/2024/tuan.xlsx") -> Path:
    """Keep what the report gave and issue it: the file of what it gave."""
    path = kept_reports.keep(root, report)
    period, its_mark = report.period, mark(kept_reports.text(report))
    told = issued.Issued(report.kind, period.id, period.as_of, file, its_mark, report.snapshot, number, ON)
    issued.record(root, told)
    return path


def issue_tasks(root: Path, snapshot) -> Path | None:
    """Keep the snapshot of a monthly report and issue that report: the file of the snapshot."""
    path = snapshots.keep(root, snapshot)
    month = f"{snapshot.as_of:%Y-%m}"
    told = issued.Issued("monthly", month, snapshot.as_of, f"{month}.xlsx", "0" * 8, snapshot.mark, "", ON)
    issued.record(root, told)
    return path
