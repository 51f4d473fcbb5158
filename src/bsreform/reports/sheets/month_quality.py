"""“Chất lượng dữ liệu” of the monthly report: rows of dossiers and of tasks, a score for every unit, all problems."""

from bsreform.figures.pooling import pooled
from bsreform.language.wording import official_count, official_date
from bsreform.material.task_values import TaskMaterial
from bsreform.material.values import Material
from bsreform.measures import Figures, Ratio
from bsreform.model import Value
from bsreform.report_model import Block, Column, Section, Table
from bsreform.reports.sheets.addresses import rate
from bsreform.reports.sheets.layout import NAMES, unit_rows
from bsreform.reports.sheets.quality import (
    Accounts,
    accounting,
    dossier_rows,
    excluded,
    excluded_list,
    problem_list,
    without_data,
)

_BANDS = {"dossiers": "Hồ sơ", "tasks": "Nhiệm vụ", "all": "Chung"}
_COLUMNS = (
    *NAMES,
    *(
        column
        for key, band in _BANDS.items()
        for column in (
            Column(f"{key}.counted", "Số dòng không có lỗi", "integer", band, 11, adds=True),
            Column(f"{key}.out_of", "Số dòng đã gửi", "integer", band, 11, adds=True),
            Column(f"{key}.percent", "Điểm", "percent", band, 11, ratio=(f"{key}.counted", f"{key}.out_of")),
        )
    ),
)
_FIGURES = {
    **rate("dossiers", "quality"),
    **rate("tasks", "tasks.quality"),
    **rate("all", "all.quality"),
}


def month_quality(material: Material, tasks: TaskMaterial) -> tuple[Section, ...]:
    """The sheets: where the rows went and every problem, the scores, what counts in no figure."""
    dossiers = material.rows.read > 0
    blocks: list[Block] = [
        *([accounting("accounting", "Số dòng hồ sơ đã đọc", dossier_rows(material))] if dossiers else []),
        *([accounting("task_accounting", "Số dòng nhiệm vụ đã đọc", _task_rows(tasks))] if tasks.rows.read else []),
        *([without_data(material, 1)] if dossiers else []),
        problem_list((*material.problems, *tasks.problems), 2 if dossiers else 1),
    ]
    whole = Section(
        name="Chất lượng dữ liệu",
        title="CHẤT LƯỢNG DỮ LIỆU",
        subtitle=f"Số liệu tính đến hết ngày {official_date(material.period.as_of)}",
        blocks=tuple(blocks),
        landscape=True,
    )
    lists = [*([excluded(material)] if dossiers else []), *([_excluded(tasks)] if tasks.rows.read else [])]
    return (whole, _scores(material, tasks), *lists)


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
            "Xem trang “Nhiệm vụ bị loại”; đơn vị sửa rồi gửi lại",
            "tasks.rows.excluded",
        ),
        ("Nhiệm vụ đã rút, hủy", rows.not_accepted, "Không tính", "tasks.rows.not_accepted"),
    )


def _excluded(tasks: TaskMaterial) -> Section:
    label, empty = "Số, ký hiệu văn bản hoặc nội dung", "Không loại nhiệm vụ nào."
    return Section(
        name="Nhiệm vụ bị loại",
        title="DANH SÁCH NHIỆM VỤ KHÔNG ĐƯỢC TÍNH DO LỖI DỮ LIỆU",
        subtitle=f"{official_count(tasks.rows.excluded)} nhiệm vụ; đơn vị sửa rồi gửi lại",
        blocks=(excluded_list("tasks_excluded", label, tasks.excluded, empty),),
        landscape=True,
    )


def _scores(material: Material, tasks: TaskMaterial) -> Section:
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
    return Section(
        name="Điểm chất lượng",
        title="ĐIỂM CHẤT LƯỢNG DỮ LIỆU THEO ĐƠN VỊ",
        subtitle=f"Số liệu tính đến hết ngày {official_date(material.period.as_of)}",
        blocks=(Table("quality_scores", "", _COLUMNS, rows, (note,), numbered=True, figures=_FIGURES),),
    )
