"""The sentences of the annual report, in official Vietnamese, made from its figures and from nothing else."""

from collections import Counter
from collections.abc import Iterator

from bsreform.language.wording import decimal, listed, official_count, official_date, short_decimal
from bsreform.material.annual_parts import GRADES, UNGRADED, Proposals
from bsreform.material.self_checks import told
from bsreform.material.task_values import TaskMaterial
from bsreform.material.values import Material
from bsreform.measures import Figures
from bsreform.reports.sentences.conclusions import unread_files

DECIDES = "Đây là đề xuất theo số liệu; người có thẩm quyền quyết định việc đánh giá, xếp loại và bình xét thi đua."
_NAMED = 5


def annual_conclusions(material: Material, tasks: TaskMaterial, proposals: Proposals) -> tuple[str, ...]:
    """Full sentences: the grades, who leads, who is held back by the share, who is not graded, what does not count."""
    return (
        *grades(material, proposals),
        DECIDES,
        *best(material, proposals),
        *held_back(material, proposals),
        *ungraded(material, proposals),
        *compiler(material, proposals),
        *_bases(material, tasks, proposals),
        *told(material.history, "hồ sơ"),
        *told(tasks.history, "nhiệm vụ"),
        *unread_files((*material.sources, *tasks.sources)),
    )


def grades(material: Material, proposals: Proposals) -> Iterator[str]:
    """How many units are proposed for which grade."""
    counts = Counter(proposals.of(unit).grade for unit in material.units)
    days = f"từ ngày {official_date(material.period.start)} đến ngày {official_date(material.period.as_of)}"
    told = [
        f"{_inside(label)} {official_count(counts[grade])} đơn vị" for grade, label in GRADES.items() if counts[grade]
    ]
    graded = official_count(sum(counts[grade] for grade in GRADES))
    proposed = f"đề xuất xếp loại {graded} đơn vị: {'; '.join(told)}" if told else "chưa đề xuất xếp loại đơn vị nào"
    yield f"Căn cứ số liệu {material.names.now} ({days}), {proposed}."


def best(material: Material, proposals: Proposals) -> Iterator[str]:
    """Who leads each group."""
    for group in material.groups:
        first = [(unit, own.score) for unit, own in proposals.ranked(material, group.id) if own.rank == 1]
        if first and (score := first[0][1]) is not None:
            names = listed([unit.name for unit, _ in first])
            yield f"Dẫn đầu nhóm {group.name}: {names} ({decimal(score, 2)} điểm)."


def held_back(material: Material, proposals: Proposals) -> Iterator[str]:
    """Who is held back by the share of the excellent units."""
    capped = [unit for unit in material.units if proposals.of(unit).capped]
    if capped:
        share = short_decimal(material.config.annual.excellent_share)
        yield (
            f"Có {official_count(len(capped))} đơn vị đạt mức điểm hoàn thành xuất sắc nhưng vượt tỷ lệ {share}% số "
            f"đơn vị từ mức hoàn thành tốt trở lên của nhóm: {_named(capped)}."
        )


def ungraded(material: Material, proposals: Proposals) -> Iterator[str]:
    """Who has too little to be graded by."""
    missing, settings = proposals.ungraded(material), material.config.annual
    if missing:
        named = f": {_named(missing)}" if len(missing) <= _NAMED else "; lý do ghi ở cột Ghi chú"
        yield (
            f"{UNGRADED} để xếp loại {official_count(len(missing))} đơn vị (các phần có số liệu dưới "
            f"{short_decimal(settings.min_weight)}% tổng điểm, hoặc dưới {official_count(settings.min_tasks)} nhiệm vụ "
            f"đến hạn và dưới {official_count(settings.min_dossiers)} hồ sơ){named}."
        )


def compiler(material: Material, proposals: Proposals) -> Iterator[str]:
    """It has counted for itself: whoever decides has to know."""
    for unit in material.units:
        if proposals.of(unit).compiles:
            yield f"{unit.name} là đơn vị tổng hợp báo cáo này, được chấm điểm theo cùng cách tính (ghi ở cột Ghi chú)."


def _bases(material: Material, tasks: TaskMaterial, proposals: Proposals) -> Iterator[str]:
    folders = material.config.folders
    if not tasks.rows.read:
        yield f"Không có số liệu nhiệm vụ: thư mục “{folders.tasks}” chưa có tệp xuất nào đọc được của Phần mềm."
    if not material.rows.read:
        yield f"Không có số liệu hồ sơ thủ tục hành chính: thư mục “{folders.dossiers}” chưa có tệp nào đọc được."
    yield (
        "Kết quả thực hiện nhiệm vụ chỉ lấy từ tệp xuất của Phần mềm; "
        f"bảng theo dõi trong thư mục “{folders.trackers}” không được tính ({official_count(proposals.trackers)} tệp)."
    )
    sent = proposals.of(material.total).parts["punctuality"]
    if sent.out_of is None:
        yield (
            f"Việc gửi báo cáo đúng hạn: không có số liệu (thư mục “{folders.digital_teams}” chưa có biểu nào đọc được "
            "hoặc chưa đến hạn gửi); phần này không tính điểm."
        )
    else:
        came = f"{official_count(sent.counted or 0)}/{official_count(sent.out_of)}"
        yield f"Biểu quý của Tổ công nghệ số cộng đồng: {came} biểu đến hạn được gửi đúng hạn."


def _named(units: "tuple[Figures, ...] | list[Figures]") -> str:
    return listed([unit.name for unit in units])


def _inside(label: str) -> str:
    return label[:1].lower() + label[1:]
