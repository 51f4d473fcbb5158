"""The sentences of a report on tasks, in official Vietnamese, made from its figures and from nothing else."""

from collections.abc import Iterator

from bsreform.language.wording import counts_of, listed, official_count, official_date, percent_of
from bsreform.material import self_checks
from bsreform.material.task_values import TaskMaterial
from bsreform.material.values import Material
from bsreform.reports.sentences.conclusions import unread_files
from bsreform.reports.sheets.task_changes import told

_NAMED = 5


def task_conclusions(material: Material, tasks: TaskMaterial) -> tuple[str, ...]:
    """Full sentences: the official split, the on-time rate, who is late, what is close, what changed or is missing."""
    return (
        *_split(material, tasks),
        *_late(material, tasks),
        *(told(tasks) if tasks.compared_with else ()),
        *trackers_told(material, tasks),
        *self_checks.told(tasks.history, "nhiệm vụ"),
        *_missing(material, tasks),
    )


def _split(material: Material, tasks: TaskMaterial) -> Iterator[str]:
    counts = {name: official_count(count) for name, count in tasks.total.numbers.items()}
    days = f"từ ngày {official_date(material.period.start)} đến ngày {official_date(material.period.as_of)}"
    yield (
        f"Trong {material.names.now} ({days}), toàn {material.level} theo dõi {counts['total_in']} nhiệm vụ do UBND, "
        f"Chủ tịch UBND {material.level} giao (kỳ trước chuyển sang {counts['carried']}, giao mới "
        f"{counts['received']}): đã hoàn thành {counts['completed_with_deadline']} nhiệm vụ (đúng hạn "
        f"{counts['on_time']}, quá hạn {counts['late']}); chưa hoàn thành {counts['not_completed']} nhiệm vụ (trong "
        f"hạn {counts['open_in_term']}, quá hạn {counts['open_overdue']}); không có thời hạn {counts['no_deadline']} "
        "nhiệm vụ."
    )
    rate = tasks.line(material.total).ratio("tasks.on_time_rate")
    if rate.percent is not None:
        yield (
            f"Tỷ lệ hoàn thành đúng hạn đạt {percent_of(rate)} ({counts_of(rate)} nhiệm vụ đã hoàn thành có thời hạn)."
        )


def _late(material: Material, tasks: TaskMaterial) -> Iterator[str]:
    late = tasks.late(material.units)
    if late:
        named = [
            f"{unit.name} ({official_count(tasks.of(unit).ledger['open_overdue'])} nhiệm vụ)" for unit in late[:_NAMED]
        ]
        more = f" và {official_count(len(late) - _NAMED)} đơn vị khác" if len(late) > _NAMED else ""
        over = tasks.total.ageing[">90"]
        long = f"; trong đó {official_count(over)} nhiệm vụ quá hạn trên 90 ngày" if over else ""
        yield (
            f"Có {official_count(len(late))} đơn vị còn nhiệm vụ quá hạn: "
            f"{', '.join(named) + more if more else listed(named)}{long}."
        )
        yield (
            f"Đề nghị Chủ tịch UBND {material.level} chỉ đạo các đơn vị nêu trên khẩn trương hoàn thành, "
            "báo cáo rõ nguyên nhân chậm trễ (danh sách tại trang “Quá hạn, sắp hạn”)."
        )
    elif tasks.total.ledger["open"]:
        yield "Không có nhiệm vụ quá hạn chưa hoàn thành."
    if tasks.total.numbers["due_soon"]:
        yield (
            f"Có {official_count(tasks.total.numbers['due_soon'])} nhiệm vụ sắp đến hạn (còn không quá "
            f"{official_count(material.config.tasks.due_soon_days)} ngày làm việc)."
        )


def trackers_told(material: Material, tasks: TaskMaterial) -> Iterator[str]:
    """Trackers that nobody updates, and where they differ from the software."""
    stale = [each for each in tasks.trackers if each.stale]
    if stale:
        yield (
            f"Có {official_count(len(stale))}/{official_count(len(tasks.trackers))} bảng theo dõi chậm cập nhật "
            f"({official_count(sum(each.stale for each in stale))} nhiệm vụ không cập nhật "
            f"từ {official_count(material.config.tasks.stale_after_days)} ngày trở lên)."
        )
    if tasks.differences:
        yield (
            f"Có {official_count(len(tasks.differences))} nội dung chưa thống nhất giữa phần mềm và bảng theo dõi; "
            "đề nghị các đơn vị rà soát, thống nhất số liệu."
        )


def _missing(material: Material, tasks: TaskMaterial) -> Iterator[str]:
    folders = material.config.folders
    for layout, folder, what in (
        ("task_export", folders.tasks, "tệp xuất từ phần mềm theo dõi nhiệm vụ"),
        ("task_tracker", folders.trackers, "bảng theo dõi tiến độ"),
    ):
        if not any(source.layout == layout for source in tasks.sources):
            yield f"Chưa có {what} nào trong thư mục “{folder}”."
    if tasks.rows.excluded:
        yield (
            f"Có {official_count(tasks.rows.excluded)} nhiệm vụ không được tính do lỗi dữ liệu "
            "(danh sách tại trang “Dữ liệu”)."
        )
    yield from unread_files(tasks.sources)
