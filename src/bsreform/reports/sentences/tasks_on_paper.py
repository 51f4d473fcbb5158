"""The sentences of a signed document on tasks: each fact once, nothing about what did not happen."""

from collections.abc import Iterator

from bsreform.language.wording import official_count, official_date
from bsreform.material import self_checks
from bsreform.material.task_values import TaskMaterial
from bsreform.material.values import Material
from bsreform.reports.sentences.on_paper import named
from bsreform.reports.sentences.task_conclusions import trackers_told
from bsreform.reports.sheets.task_changes import told


def found(material: Material, tasks: TaskMaterial) -> Iterator[str]:
    """How many tasks there were, and what changed since the report before."""
    if not tasks.knows:
        return
    counts = tasks.total.numbers
    parts = (("kỳ trước chuyển sang", counts["carried"]), ("giao mới", counts["received"]))
    came = ", ".join(f"{label} {official_count(count)}" for label, count in parts if count)
    yield (
        f"Trong {material.names.now}, toàn {material.level} theo dõi {official_count(counts['total_in'])} nhiệm vụ do "
        f"UBND, Chủ tịch UBND {material.level} giao{f' ({came})' if came else ''}."
    )
    if tasks.compared_with:
        yield from told(tasks)
    yield from self_checks.told(tasks.history, "nhiệm vụ")


def lacking(material: Material, tasks: TaskMaterial) -> Iterator[str]:
    """What is overdue, and what the figures do not hold."""
    if not tasks.knows:
        of = " trong kỳ này" if tasks.rows.read else ""
        yield f"Chưa có số liệu nhiệm vụ được giao{of}."
    if not tasks.rows.read:
        return
    if late := tasks.late(material.units):
        over = tasks.total.ageing[">90"]
        long = f", trong đó {official_count(over)} nhiệm vụ quá hạn trên 90 ngày" if over else ""
        yield (
            f"Đến hết ngày {official_date(material.period.as_of)} còn "
            f"{official_count(tasks.total.ledger['open_overdue'])} nhiệm vụ quá hạn chưa hoàn thành ở "
            f"{official_count(len(late))} đơn vị{long}."
        )
    yield from trackers_told(material, tasks)
    if tasks.rows.excluded:
        yield f"Có {official_count(tasks.rows.excluded)} dòng nhiệm vụ chưa được tính do lỗi dữ liệu."


def asks(material: Material, tasks: TaskMaterial, until: str) -> Iterator[str]:
    """What the chair is asked to direct: who, what, by which day."""
    if late := tasks.late(material.units):
        yield (
            f"{named(late)} hoàn thành các nhiệm vụ quá hạn, báo cáo rõ nguyên nhân chậm trễ về "
            f"{material.config.organisation.office} {until}."
        )
