"""What “Dữ liệu” says of tasks: where their rows went, what is left out, and a score for every unit."""

from bsreform.figures.pooling import pooled
from bsreform.material.task_values import TaskMaterial
from bsreform.material.values import Material
from bsreform.measures import Figures, Ratio
from bsreform.model import Value
from bsreform.report_model import Column, Table
from bsreform.reports.composing import Contents
from bsreform.reports.sheets.addresses import rate
from bsreform.reports.sheets.layout import NAMES, unit_rows
from bsreform.reports.sheets.quality import Accounts, accounting, excluded_list

_BANDS = {"dossiers": "Hồ sơ", "tasks": "Nhiệm vụ", "all": "Chung"}
_COLUMNS = (
    NAMES[1],
    *(
        column
        for key, band in _BANDS.items()
        for column in (
            Column(f"{key}.counted", "Số dòng không có lỗi", "integer", band, 8, adds=True),
            Column(f"{key}.out_of", "Số dòng đã gửi", "integer", band, 8, adds=True),
            Column(f"{key}.percent", "Điểm", "percent", band, 8, ratio=(f"{key}.counted", f"{key}.out_of")),
        )
    ),
)
_FIGURES = {
    **rate("dossiers", "quality"),
    **rate("tasks", "tasks.quality"),
    **rate("all", "all.quality"),
}


def task_accounts(told: Contents) -> tuple[Table, ...]:
    """Where the rows of tasks went."""
    title = "Số dòng nhiệm vụ đã đọc"
    return (accounting("task_accounting", title, _task_rows(told.tasks)),) if told.has_tasks else ()


def task_lists_of_data(told: Contents) -> tuple[Table, ...]:
    """The tasks left out, and the scores of the units for their data."""
    return (_excluded(told.tasks), _scores(told.material, told.tasks))


def _task_rows(tasks: TaskMaterial) -> Accounts:
    rows = tasks.rows
    return (
        ("Số dòng nhiệm vụ đã đọc", rows.read, "Bằng tổng bốn dòng dưới", "tasks.rows.read"),
        (
            "Nhiệm vụ được dùng để tính",
            rows.used,
            "Mỗi nhiệm vụ một dòng; có cả hai nơi thì theo phần mềm",
            "tasks.rows.used",
        ),
        (
            "Dòng được thay thế",
            rows.superseded,
            "Nhiệm vụ đã có trong phần mềm hoặc trong dòng cập nhật sau",
            "tasks.rows.superseded",
        ),
        (
            "Nhiệm vụ đã loại do lỗi",
            rows.excluded,
            "Có danh sách ở dưới; đơn vị sửa rồi gửi lại",
            "tasks.rows.excluded",
        ),
        ("Nhiệm vụ đã rút, hủy", rows.not_accepted, "Không tính", "tasks.rows.not_accepted"),
    )


def _excluded(tasks: TaskMaterial) -> Table:
    label = "Số, ký hiệu văn bản hoặc nội dung"
    return excluded_list("tasks_excluded", label, "Nhiệm vụ không được tính do lỗi dữ liệu", tasks.excluded)


def _scores(material: Material, tasks: TaskMaterial) -> Table:
    def ratios(figures: Figures) -> dict[str, Ratio]:
        parts = {"dossiers": material.quality[figures.id], "tasks": tasks.of(figures).quality}
        return {**parts, "all": pooled(*parts.values())}

    def cells(figures: Figures) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for key, ratio in ratios(figures).items():
            found |= {f"{key}.counted": ratio.counted, f"{key}.out_of": ratio.out_of, f"{key}.percent": ratio.percent}
        return found

    rows = unit_rows(material, cells, has=lambda figures: bool(ratios(figures)["all"].out_of))
    note = "Điểm chất lượng dữ liệu của đơn vị = số dòng không có lỗi / số dòng đơn vị đã gửi; cảnh báo không trừ điểm."
    title = "Điểm chất lượng dữ liệu theo đơn vị"
    return Table("quality_scores", title, _COLUMNS, rows, (note,), figures=_FIGURES)
