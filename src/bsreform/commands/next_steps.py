"""What to do next, one line after each command: it depends on what the command found."""

import re
import shlex
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from bsreform.language.wording import clock_time
from bsreform.layouts import SENT, extensions
from bsreform.model import Problem, Source
from bsreform.periods import KINDS

if TYPE_CHECKING:
    from bsreform.material.schedule import Schedule
    from bsreform.organisation.config import Folders
    from bsreform.report_model import Report
    from bsreform.reports.reminders import Reminders
    from bsreform.reports.status import Status


class Done(Struct, frozen=True):
    """What was done already: letters that tell of that day `urged` the units, the `document` to sign was written."""

    urged: bool = False
    document: bool = False


_NOTHING = Done()
Typed = Callable[..., str]
"""Arguments → the whole command as it has to be typed: paths quoted, the workspace named where it is needed."""
_SEND_BACK = "gui-lai"
_NOTICES = ("remind", "--notices", "nhac-viec")


def after_report(report: "Report", typed: Typed, done: Done = _NOTHING) -> str:
    """What the data still lack comes first, then who has to be urged, then the chair's signature."""
    period = (KINDS[report.kind].option, report.period.id)
    if any(source.unread for source in report.sources):
        return f"{typed('validate')} – xem tệp nào không đọc được, vì sao."
    if any(problem.severity == "error" for problem in report.problems):
        return f"{typed('validate', *period)} – xem lỗi ở đâu, sửa thế nào."
    if report.notice:
        return "xuất lại hồ sơ từ hệ thống một cửa, rồi lập lại báo cáo."
    if report.low_units and not done.urged:
        return f"{typed(*_NOTICES)} – ghi công văn đôn đốc."
    if done.document:
        return "mở tệp Word, điền số, ngày rồi trình ký; gửi xong ghi nhận bằng lệnh issue."
    return f"{typed(report.kind, *period, '--docx')} – ghi văn bản trình ký."


_READ_BY = {
    "dossiers": ("weekly", "lập báo cáo tuần"),
    "tasks": ("monthly", "lập báo cáo tháng"),
    "digital_teams": ("quarterly", "lập báo cáo quý"),
}
"""By subject the report that is made of its files alone."""


def after_validate(
    found: tuple[Sequence[Problem], Sequence[Source]],
    given: Sequence[object],
    annotated: Path | None,
    typed: Typed,
    made: Sequence[str] = (),
) -> str:
    """Errors go back to who made them; without any, the report can be `made`, else that which these files are for.

    `given` is what was typed already.
    """
    problems, sources = found
    if not any(problem.severity == "error" for problem in problems):
        if made:
            return f"{typed(*made)} – lập báo cáo {KINDS[made[0]].noun}."
        read = {each.layout for each in sources if each.rows}
        there = {each.subject for each in (*SENT, *extensions()) if each.id in read}
        command, what = next((_READ_BY[each] for each in _READ_BY if each in there), ("doctor", "xem còn thiếu gì"))
        return f"{typed(command)} – {what}."
    if annotated:
        return f"gửi các tệp trong “{annotated}” cho đơn vị sửa, nhận lại rồi kiểm tra lại."
    return f"{typed('validate', *given, '--annotate', _SEND_BACK)} – ghi bản sao có ghi chú để gửi đơn vị."


def after_fix(file: Path, changes: int, output: Path | None, typed: Typed) -> str:
    """`output` is the copy that was written, None if none was."""
    if output:
        return f"{typed('validate', output)} – kiểm tra bản sao, rồi dùng thay tệp gốc."
    if changes:
        copy = file.with_name(f"{file.stem}-da-sua{file.suffix}")
        return f"{typed('fix', file, '-o', copy)} – ghi bản sao đã sửa."
    return f"{typed('validate', file)} – xem các lỗi phải sửa bằng tay."


def after_fix_folder(folder: Path, changes: int, output: Path | None, typed: Typed) -> str:
    """As `after_fix`, of all files of a folder; `output` is where the copies went."""
    if not changes:
        return f"{typed('validate', folder)} – xem các lỗi phải sửa bằng tay."
    if output:
        return f"{typed('validate', output)} – kiểm tra các bản sao, rồi dùng thay tệp gốc."
    copies = folder.with_name(f"{folder.name}-da-sua")
    return f"{typed('fix', folder, '-o', copies)} – ghi các bản sao đã sửa."


def after_template(kind: str, folders: "Folders") -> str:
    """What to do with the new form, so that the reports find it."""
    if kind in ("procedures", "units"):
        return f"điền xong, lưu tên {kind}.xlsx vào thư mục làm việc."
    own = {"tracker": folders.trackers, "no-work": folders.dossiers}
    folder = own.get(kind, folders.digital_teams)
    return f"gửi đơn vị điền, lưu tệp đã điền vào thư mục “{folder}”."


def after_map(file: Path, sets: tuple[Sequence[str], Sequence[str]], unsaved: bool, typed: Typed) -> str:
    """Name the columns that are still missing, save what was only looked at, or look whether all is read.

    `sets` are the columns that were named ("due_at=D") and those that are missing ("due_at=CỘT").
    """
    given, missing = sets
    named = [part for each in (*given, *missing) for part in ("--set", each)]
    if missing:
        return f"{typed('map', file, *named)} – chỉ ra cột còn thiếu."
    if unsaved:
        return f"{typed('map', file, *named)} – lưu các đề xuất trên."
    return f"{typed('validate', file)} – kiểm tra tệp."


def after_status(found: "Status", typed: Typed) -> str:
    """The report that is missing, else who has to be urged, else the files."""
    missing = next((each for each in found.reports if each.to_make), None)
    if missing:
        command = typed(missing.kind, KINDS[missing.kind].option, missing.id)
        return f"{command} – {'xuất lại số liệu rồi lập lại báo cáo' if missing.old_data else 'lập báo cáo còn thiếu'}."
    if (found.overdue or found.stale) and not found.urged:
        return f"{typed(*_NOTICES)} – ghi công văn đôn đốc."
    if found.unsynced:
        return "đợi OneDrive đồng bộ xong các tệp nêu trên, rồi chạy lại."
    if found.unread:
        return f"{typed('validate')} – xem vì sao có tệp không đọc được."
    if found.urged:
        return f"công văn đôn đốc đã ghi lúc {clock_time(found.urged)}: gửi các đơn vị, chờ tệp mới."
    return "không còn báo cáo nào phải lập; hồ sơ quá hạn thì xem báo cáo tuần."


def after_schedule(found: "Schedule", ics: Path | None, typed: Typed, span: Sequence[str] = ()) -> str:
    """The calendar; then what is late. `span` are the options of days that were given."""
    from bsreform.reports.schedule import line_to_add

    if found.over:
        return "cơ quan kế tiếp lập thư mục làm việc của mình bằng bsreform init, hoặc sửa mục [organisation]."
    if ics:
        return "mở tệp .ics bằng Outlook để có lịch nhắc việc."
    if line := next(filter(None, map(line_to_add, found.items)), ""):
        return f"việc đã làm thì thêm dòng: {line} (mã ở cột “Mã”) vào mục [obligations] của bsreform.toml."
    return f"{typed('schedule', *span, '--ics', 'lich.ics')} – đưa lịch vào Outlook."


def after_remind(found: "Reminders", saved: bool, typed: Typed) -> str:
    """The letters, once there is somebody to urge."""
    if saved:
        return "in công văn, trình ký, gửi từng đơn vị."
    if found.units and len(found.same) == len(found.units):
        return f"đã nhắc đủ; khi đơn vị gửi tệp mới, chạy lại: {typed('remind')}"
    if found.units:
        return f"{typed(*_NOTICES)} – ghi công văn đôn đốc."
    return f"không đơn vị nào phải đôn đốc; lập báo cáo: {typed('weekly')}"


def after_doctor(ready: bool, typed: Typed) -> str:
    """What is missing, or the first report."""
    if ready:
        return f"{typed('weekly')} – lập báo cáo tuần."
    return f"làm theo các dòng có dấu →, rồi chạy lại: {typed('doctor')}"


def command_line(words: Iterable[object], *, windows: bool) -> str:
    """The words as they have to be typed: into sh, or on `windows` into PowerShell and cmd alike."""
    return " ".join(_quoted(str(word)) if windows else shlex.quote(str(word)) for word in words)


def _quoted(word: str) -> str:
    """Single quotes, which cmd does not know, are for what PowerShell would expand."""
    if re.search(r"[$`]", word):
        return "'" + word.replace("'", "''") + "'"
    return f'"{word}"' if re.search(r"[^\w.:\\/+=-]", word) else word
