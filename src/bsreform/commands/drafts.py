"""A run beside what was issued: where its workbook goes, what is different, and when it is issued itself."""

from datetime import date
from pathlib import Path

from msgspec import Struct

from bsreform.files.kept_files import mark
from bsreform.history import drafts, issued, kept_reports
from bsreform.history.issued import Issued
from bsreform.records.gathering import relative
from bsreform.report_model import Report


class Earlier(Struct, frozen=True):
    """What a run says of earlier versions of its report: keys of the JSON and one line of the screen ("" = none).

    That there is an `issued` one is told to whoever asked for silence, too.
    """

    document: dict[str, object]
    line: str = ""
    issued: bool = False


def beside_issued(wanted: Path, report: Report, root: Path) -> Path:
    """Where a workbook goes that was to go there: beside it (“-dieu-chinh-1”) if that one was issued. The usual place
    of a report on an issued period is that of the one that was sent, though a copy of it was named.
    """
    sent = issued.last_issued(root, report.kind, report.period.id)
    return wanted.with_name(Path(issued.free_name(root, relative(wanted, root), (report.file,) if sent else ())).name)


def compare(report: Report, root: Path) -> Earlier:
    """Against the report on this period that was issued, else against the last draft: one line, never in the report."""
    draft, sent = drafts.since_draft(root, report), drafts.since_issued(root, report)
    keys: dict[str, object] = {"since_draft": draft.document if draft else None, "issued": None}
    if sent is None:
        return Earlier(keys, f"Thay đổi so với bản nháp trước: {draft.words}." if draft else "")
    before, found = sent
    keys["issued"] = {
        "file": before.file,
        "number": before.number or None,
        "date": before.on.isoformat(),
        "differs": found.document if found else None,
    }
    told = "không so sánh được" if found is None else found.words if found.any else "không có gì khác"
    kept = f"Báo cáo của kỳ này đã phát hành {drafts.told(before)}, giữ nguyên tệp {before.file}"
    return Earlier(keys, f"{kept}; so với bản ấy: {told}.", issued=True)


def issue_run(report: Report, root: Path, day: date) -> None:
    """Issue what a run has just written, unless that is what was issued last. CannotWrite if it cannot be told."""
    text = kept_reports.text(report)
    last = issued.last_issued(root, report.kind, report.period.id)
    if last is None or last.mark != mark(text):
        issued.record(root, issue_of(report, mark(text), report.file, day))


def issue_of(report: Report, its_mark: str, file: str, day: date, number: str = "") -> Issued:
    """The report as issued on that day."""
    period = report.period
    return Issued(report.kind, period.id, period.as_of, file, its_mark, report.snapshot, number, day)
