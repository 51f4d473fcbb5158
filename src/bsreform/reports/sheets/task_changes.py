"""“Thay đổi”: what became of the tasks since the monthly run before."""

from collections.abc import Mapping

from bsreform.history.values import ChangeKind, TaskChange
from bsreform.language.wording import official_count, official_date
from bsreform.material.task_values import TaskMaterial
from bsreform.material.values import Material
from bsreform.report_model import Column, Paragraphs, Row, Section, Table

_KINDS: Mapping[ChangeKind, str] = {
    "deadline_moved": "Điều chỉnh thời hạn",
    "task_vanished": "Không còn trong số liệu",
    "completion_withdrawn": "Rút kết quả hoàn thành",
}
_REQUESTS = (
    "Điều chỉnh thời hạn: đơn vị nêu văn bản đồng ý gia hạn. Không còn trong số liệu: đơn vị bổ sung lại, hoặc ghi "
    "trạng thái “Thu hồi”. Rút kết quả hoàn thành: đơn vị nêu rõ lý do."
)
_COLUMNS = (
    Column("no", "STT", "integer", width=5),
    Column("kind", "Thay đổi", width=17),
    Column("document_no", "Số, ký hiệu văn bản", width=16),
    Column("title", "Nội dung nhiệm vụ", width=42),
    Column("unit", "Đơn vị chủ trì", width=25),
    Column("before", "Lần trước", width=14),
    Column("after", "Lần này", width=14),
)


def task_changes(material: Material, tasks: TaskMaterial) -> Section:
    """The sheet: the changes by kind and unit; or that there is nothing yet to compare with."""
    return Section(
        name="Thay đổi",
        title="THAY ĐỔI SO VỚI LẦN BÁO CÁO TRƯỚC",
        subtitle=f"Tính đến hết ngày {official_date(material.period.as_of)}",
        blocks=(
            Paragraphs((*told(tasks), *_caution(tasks))),
            *((_table(tasks),) if tasks.compared_with else ()),
        ),
        landscape=True,
    )


def told(tasks: TaskMaterial) -> tuple[str, ...]:
    """The changes in one sentence."""
    if tasks.compared_with is None:
        return (
            "Chưa có báo cáo tháng nào đã phát hành để so sánh; khi có, trang này nêu các nhiệm vụ thay đổi từ đó.",
        )
    counts = {kind: sum(each.kind == kind for each in tasks.changes) for kind in _KINDS}
    return (
        f"So với báo cáo đã phát hành gần nhất (số liệu đến hết ngày {official_date(tasks.compared_with)}): "
        f"{official_count(tasks.added)} nhiệm vụ mới; {official_count(counts['deadline_moved'])} nhiệm vụ được dời "
        f"thời hạn; {official_count(counts['task_vanished'])} nhiệm vụ không còn trong số liệu; "
        f"{official_count(counts['completion_withdrawn'])} nhiệm vụ đã báo hoàn thành nay bị rút lại.",
    )


def _caution(tasks: TaskMaterial) -> tuple[str, ...]:
    """What lies in a file that could not be read has not vanished."""
    if tasks.compared_with and any(source.unread for source in tasks.sources):
        return ("Có tệp lần này không đọc được: nhiệm vụ của tệp đó cũng nằm trong số không còn trong số liệu.",)
    return ()


def _table(tasks: TaskMaterial) -> Table:
    found = [each for kind in _KINDS for each in tasks.changes if each.kind == kind]
    rows = tuple(_row(number, each) for number, each in enumerate(found, 1))
    return Table("task_changes", "", _COLUMNS, rows, (_REQUESTS,) if rows else (), empty="Không có thay đổi.")


def _row(number: int, each: TaskChange) -> Row:
    before, after = ("không có thời hạn" if day is None else official_date(day) for day in (each.before, each.after))
    if each.kind == "task_vanished":
        before, after = f"Thời hạn: {before}", "Không còn"
    elif each.kind == "completion_withdrawn":
        before, after = f"Hoàn thành {before}" if each.before else "Hoàn thành", "Chưa hoàn thành"
    return Row(
        {
            "no": number,
            "kind": _KINDS[each.kind],
            "document_no": each.document_no,
            "title": each.title,
            "unit": each.unit,
            "before": before,
            "after": after,
        }
    )
