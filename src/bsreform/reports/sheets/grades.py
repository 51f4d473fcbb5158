"""The proposed grades: the page for the deciders, the points of every unit, and the counts behind the points."""

from collections.abc import Sequence

from bsreform.figures.annual_score import PARTS, ScorePart
from bsreform.language.wording import official_count, official_date, short_decimal
from bsreform.material.annual_parts import GRADES, UNGRADED, Proposals
from bsreform.material.values import Material
from bsreform.measures import Figures, Grading
from bsreform.model import Value
from bsreform.report_model import Address, Column, Paragraphs, Row, Section, Table
from bsreform.reports.sentences.annual_conclusions import DECIDES
from bsreform.reports.sheets.addresses import rate, value
from bsreform.reports.sheets.layout import WIDE_NAMES, days_of, unit_rows

_PER_PAGE = 3


def rankings(material: Material, proposals: Proposals) -> tuple[Table, ...]:
    """One table for each group: rank, score, proposed grade, and why some have none."""
    return tuple(_ranking(material, proposals, each) for each in material.groups)


def _ranking(material: Material, proposals: Proposals, group: Figures) -> Table:
    columns = (
        Column("rank", "Hạng", "integer", width=6),
        Column("unit", "Đơn vị", width=35),
        Column("score", "Điểm", "decimal", width=8),
        Column("grade", "Đề xuất xếp loại", width=30),
        Column("note", "Ghi chú", width=29),
    )
    rows = (
        *(
            Row({"unit": unit.name, **_proposal(own), "note": _note(material, own)}, about=_scope(unit))
            for unit, own in proposals.ranked(material, group.id)
        ),
        *(
            _unranked(material, unit, proposals.of(unit))
            for unit in proposals.ungraded(material)
            if unit.group == group.id
        ),
    )
    notes = (f"{DECIDES} Điểm bằng nhau thì cùng hạng.",) if group == material.groups[-1] else ()
    figures = {"score": value("annual_score", "now")}
    return Table(f"ranking_{group.id}", group.name.upper(), columns, rows, notes, figures=figures)


def _scope(unit: Figures) -> Address:
    return Address(scope=f"unit:{unit.id}")


def _proposal(own: Grading) -> dict[str, Value]:
    return {"rank": own.rank, "score": own.score, "grade": GRADES[own.grade] if own.grade else UNGRADED}


def _note(material: Material, own: Grading) -> str:
    """Why the grade is not the one of the score, how much of the score has data, and who is judge of its own case."""
    settings = material.config.annual
    whole = sum(settings.weights.values())
    covered = f"Có số liệu {short_decimal(own.weight)}/{short_decimal(whole)} điểm" if own.weight < whole else ""
    covered = covered if own.weight else "Chưa có số liệu"
    tasks = own.parts["tasks"].out_of or 0
    few = tasks < settings.min_tasks and own.dossiers < settings.min_dossiers
    counted = ((tasks, "nhiệm vụ đến hạn"), (own.dossiers, "hồ sơ"))
    cases = ", ".join(f"{official_count(count)} {what}" for count, what in counted if count) if few else ""
    told = ("Đơn vị tổng hợp báo cáo" if own.compiles else "", "Vượt tỷ lệ xuất sắc" if own.capped else "")
    return "; ".join(filter(None, (*told, covered, cases)))


def _unranked(material: Material, unit: Figures, own: Grading) -> Row:
    note = _note(material, own)
    return Row({"unit": unit.name, "rank": None, "score": None, "grade": UNGRADED, "note": note})


def ranked(material: Material, proposals: Proposals) -> Section:
    """The page for the deciders: rank, score and proposed grade of every unit; then weights and thresholds."""
    return Section(
        name="Xếp loại",
        title=f"ĐỀ XUẤT XẾP LOẠI {material.names.now.upper()}",
        subtitle=f"Từ ngày {official_date(material.period.start)} đến ngày {official_date(material.period.as_of)}",
        blocks=(*rankings(material, proposals), Paragraphs(_rules(material), heading="Cách tính")),
    )


def points(material: Material, proposals: Proposals) -> tuple[Section, ...]:
    """The sheet of points: what each part gave, and how the score comes of it; none where nobody is graded."""
    if not any(proposals.of(unit).rank for unit in material.units):
        return ()
    used = _used(material)
    columns = (
        Column("rank", "Hạng trong nhóm", "integer", width=6),
        Column("unit", "Đơn vị", width=30),
        *(
            Column(part.id, f"{part.short} (tối đa {_weight(material, part)})", "decimal", "Điểm từng phần", 9)
            for part in used
        ),
        Column("sum", "Cộng", "decimal", width=8, sum_of=tuple(part.id for part in used)),
        Column("weight", "Điểm tối đa của các phần có số liệu", "decimal", width=11),
        Column("score", "Điểm (thang 100)", "decimal", width=9),
    )
    tables = tuple(
        Table(
            f"points_{group.id}",
            f"{number}. {group.name}",
            columns,
            tuple(
                Row(_points(unit, own, used), about=_scope(unit)) for unit, own in proposals.ranked(material, group.id)
            ),
            empty="Chưa có đơn vị nào đủ căn cứ để xếp loại.",
            figures={"score": value("annual_score", "now")},
        )
        for number, group in enumerate(material.groups, 1)
    )
    sheet = Section(
        name="Bảng điểm",
        title=f"BẢNG ĐIỂM {material.names.now.upper()} {days_of(material)}",
        blocks=tables,
        landscape=True,
        compact=True,
    )
    return (sheet,)


def _points(unit: Figures, own: Grading, used: Sequence[ScorePart]) -> dict[str, Value]:
    given: dict[str, Value] = {part.id: own.points.get(part.id) for part in used}
    total = round(sum(own.points.values()), 2)
    return {**_proposal(own), **given, "unit": unit.name, "sum": total, "weight": own.weight}


def _rules(material: Material) -> tuple[str, ...]:
    """Weights, thresholds and the share, as the settings have them."""
    settings = material.config.annual
    least = settings.thresholds
    told = [
        f"- {part.label} (tối đa {_weight(material, part)} điểm): {part.formula}; điểm = tỷ lệ × điểm tối đa."
        for part in _used(material)
    ]
    steps = (f"{label} từ {short_decimal(least[grade])} điểm" for grade, label in GRADES.items() if grade in least)
    return (
        DECIDES,
        *told,
        "- Điểm (thang 100) = 100 × tổng điểm các phần / tổng điểm tối đa của các phần có số liệu: phần không có số "
        "liệu được bỏ ra, điểm của phần đó chia lại cho các phần còn lại.",
        f"- {UNGRADED}, không xếp hạng, xếp loại: các phần có số liệu chưa đến {short_decimal(settings.min_weight)}% "
        f"tổng điểm; hoặc có ít hơn {official_count(settings.min_tasks)} nhiệm vụ đến hạn và ít hơn "
        f"{official_count(settings.min_dossiers)} hồ sơ trong năm.",
        f"- {'; '.join(steps)}; thấp hơn là {GRADES['not_completed'].lower()}.",
        f"- Hoàn thành xuất sắc không quá {short_decimal(settings.excellent_share)}% số đơn vị từ mức hoàn thành tốt "
        "trở lên của nhóm, lấy theo điểm từ cao xuống; các đơn vị bằng điểm thì cùng được hoặc cùng không.",
    )


def basis(material: Material, proposals: Proposals) -> Section:
    """The sheet of the counts behind every part, for every unit, group and the whole; also of parts without weight,
    unless nobody has a figure there.
    """
    known = {id_ for unit in material.units for id_, ratio in proposals.of(unit).parts.items() if ratio.out_of}
    parts = [part for part in PARTS if part in _used(material) or part.id in known]
    columns = [*WIDE_NAMES]
    for number, part in enumerate(parts):
        counted, out_of = f"{part.id}.counted", f"{part.id}.out_of"
        starts_page = bool(number) and number % _PER_PAGE == 0
        columns += [
            Column(counted, "Số đạt", "integer", part.label, 7, adds=True, break_before=starts_page),
            Column(out_of, "Trên tổng số", "integer", part.label, 7, adds=True),
            Column(f"{part.id}.percent", "Tỷ lệ", "percent", part.label, 8, ratio=(counted, out_of)),
            Column(f"{part.id}.points", f"Điểm (tối đa {_weight(material, part)})", "decimal", part.label, 8),
        ]

    def cells(figures: Figures) -> dict[str, Value]:
        own = proposals.of(figures)
        found: dict[str, Value] = {}
        for part in parts:
            ratio = own.parts[part.id]
            found |= {f"{part.id}.counted": ratio.counted, f"{part.id}.out_of": ratio.out_of}
            found |= {f"{part.id}.percent": ratio.percent, f"{part.id}.points": own.points.get(part.id)}
        return found

    rows = unit_rows(
        material, cells, has=lambda figures: any(each.out_of for each in proposals.of(figures).parts.values())
    )
    figures = {key: own for part in parts for key, own in rate(part.id, part.figure).items()}
    return Section(
        name="Căn cứ chấm điểm",
        title=f"SỐ LIỆU LÀM CĂN CỨ CHẤM ĐIỂM {material.names.now.upper()} {days_of(material)}",
        blocks=(Table("grading_basis", "", tuple(columns), rows, ("Công thức: trang “Xếp loại”.",), figures=figures),),
        landscape=True,
        compact=True,
    )


def grades_screen(material: Material, proposals: Proposals) -> tuple[Table, ...]:
    """The tables of the terminal: the ranking of each group."""
    columns = (
        Column("rank", "Hạng", "integer"),
        Column("unit", "Đơn vị"),
        Column("score", "Điểm", "decimal"),
        Column("grade", "Đề xuất xếp loại"),
    )
    return tuple(
        Table(
            f"ranking_{group.id}",
            group.name.upper(),
            columns,
            tuple(Row({**_proposal(own), "unit": unit.short}) for unit, own in proposals.ranked(material, group.id)),
            empty="Chưa có đơn vị nào đủ căn cứ để xếp loại.",
        )
        for group in material.groups
    )


def _used(material: Material) -> tuple[ScorePart, ...]:
    return tuple(part for part in PARTS if material.config.annual.weights[part.id])


def _weight(material: Material, part: ScorePart) -> str:
    return short_decimal(material.config.annual.weights[part.id])
