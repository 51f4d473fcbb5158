"""What the annual score is made of: its parts with their counts, and the official names of the grades."""

from collections.abc import Mapping
from dataclasses import dataclass

from bsreform.figures.pooling import pooled
from bsreform.material.task_values import TaskMaterial
from bsreform.material.values import Material
from bsreform.measures import Figures, Grade, Grading, Ratio

GRADES: Mapping[Grade, str] = {
    "excellent": "Hoàn thành xuất sắc nhiệm vụ",
    "good": "Hoàn thành tốt nhiệm vụ",
    "completed": "Hoàn thành nhiệm vụ",
    "not_completed": "Không hoàn thành nhiệm vụ",
}
UNGRADED = "Chưa đủ căn cứ"


@dataclass(frozen=True, slots=True)
class ScorePart:
    """A part of the score; `formula` says in words which counts make it, `figure` is their id in figures.py."""

    id: str
    label: str
    short: str
    formula: str
    figure: str


PARTS = (
    ScorePart(
        "tasks",
        "Nhiệm vụ hoàn thành đúng hạn",
        "Nhiệm vụ",
        "số nhiệm vụ hoàn thành trước hạn và đúng hạn / số nhiệm vụ có thời hạn đã hoàn thành hoặc đã quá hạn; "
        "chỉ tính nhiệm vụ có trong tệp xuất của Phần mềm",
        "tasks.fell_due_rate",
    ),
    ScorePart(
        "on_time",
        "Hồ sơ giải quyết đúng hạn",
        "Hồ sơ",
        "số hồ sơ giải quyết trước hạn và đúng hạn / số hồ sơ đã giải quyết",
        "on_time_rate",
    ),
    ScorePart(
        "digitisation",
        "Số hóa hồ sơ và kết quả",
        "Số hóa",
        "số hồ sơ đã số hóa thành phần và số kết quả đã số hóa / số hồ sơ tiếp nhận và số hồ sơ đã có kết quả",
        "digitisation",
    ),
    ScorePart(
        "online",
        "Hồ sơ trực tuyến",
        "Trực tuyến",
        "số hồ sơ nộp trực tuyến / số hồ sơ tiếp nhận được nộp trực tuyến",
        "online_rate",
    ),
    ScorePart(
        "payment",
        "Thanh toán trực tuyến",
        "Thanh toán",
        "số hồ sơ thanh toán trực tuyến / số hồ sơ tiếp nhận phải nộp phí, lệ phí",
        "online_payment_rate",
    ),
    ScorePart(
        "quality",
        "Chất lượng dữ liệu",
        "Dữ liệu",
        "số dòng dữ liệu không có lỗi / số dòng dữ liệu của đơn vị",
        "all.quality",
    ),
    ScorePart(
        "punctuality",
        "Gửi biểu đúng hạn",
        "Gửi biểu",
        "số biểu quý của Tổ công nghệ số cộng đồng gửi lần đầu chậm nhất ngày 25 tháng cuối quý (theo thời điểm ghi "
        "trong tệp, không có thì theo thời điểm lưu tệp) / số biểu đến hạn gửi trong năm dương lịch, kể cả quý IV",
        "punctuality",
    ),
)


@dataclass(frozen=True, slots=True)
class Proposals:
    """The gradings by the id of unit, group and "total"; `trackers` counts the files that were not counted."""

    graded: Mapping[str, Grading]
    trackers: int

    def of(self, figures: Figures) -> Grading:
        return self.graded[figures.id]

    def ranked(self, material: Material, group: str) -> tuple[tuple[Figures, Grading], ...]:
        """The graded units of a group, the best first."""
        found = [(unit, own) for unit in material.members(group) if (own := self.of(unit)).rank is not None]
        return tuple(sorted(found, key=lambda each: each[1].rank or 0))

    def ungraded(self, material: Material) -> tuple[Figures, ...]:
        """The units that have too little to be graded by."""
        return tuple(unit for unit in material.units if not self.of(unit).enough)


def cases(material: Material) -> Mapping[str, int]:
    """The dossiers of the year, carried over or received in it, by the id of unit, group and "total"."""
    return {
        each.id: each.ledger["carried"] + each.ledger["received"]
        for each in (*material.units, *material.groups, material.total)
    }


def parts(
    material: Material, tasks: TaskMaterial, punctuality: Mapping[str, Ratio]
) -> Mapping[str, Mapping[str, Ratio]]:
    """The counts of every part by the id of unit, group and "total". `tasks` are those of the software alone."""
    return {
        each.id: {**_parts(each, material, tasks), "punctuality": punctuality[each.id]}
        for each in (*material.units, *material.groups, material.total)
    }


def _parts(figures: Figures, material: Material, tasks: TaskMaterial) -> Mapping[str, Ratio]:
    rates = {name: measure.now for name, measure in figures.indicators.items()}
    own = tasks.of(figures)
    in_time = own.ledger["early"] + own.ledger["on_day"]
    fell_due = in_time + own.ledger["late"] + own.ledger["open_overdue"]
    return {
        "tasks": Ratio(in_time, fell_due) if tasks.rows.read else Ratio(None, None),
        "on_time": rates["on_time_rate"],
        "digitisation": pooled(rates["component_digitisation_rate"], rates["result_digitisation_rate"]),
        "online": rates["online_rate"],
        "payment": rates["online_payment_rate"],
        "quality": pooled(material.quality[figures.id], own.quality),
    }
