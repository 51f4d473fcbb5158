"""“Tổng hợp” of the quarterly report: community digital teams first, then procedures, on one document."""

from collections.abc import Sequence

from bsreform.duties.schedule import STATES, Item
from bsreform.language.wording import official_count, official_date
from bsreform.layouts.digital_team import LABELS
from bsreform.material.team_values import TeamMaterial, counts_of
from bsreform.material.values import Material
from bsreform.model import Value
from bsreform.report_model import Address, Column, Paragraphs, Row, Section, Table
from bsreform.reports.sentences.team_conclusions import due_sentence
from bsreform.reports.sheets.addresses import TOTAL, difference, now, value
from bsreform.reports.sheets.layout import filled, shown
from bsreform.reports.sheets.summary import closing, letterhead, results
from bsreform.reports.sheets.team_units import any_figure

_ROMAN = ("III", "IV", "V", "VI", "VII")
_SIDES = ("now", "before")


def quarter_summary(
    material: Material,
    teams: TeamMaterial,
    subject: str,
    sentences: tuple[Sequence[str], Sequence[str]],
    milestones: Sequence[Item],
) -> Section:
    """The sheet. `sentences` are those on the teams and those on procedures; what has no data has no table."""
    has_teams = any_figure(teams.total)
    tables = iter(_ROMAN)
    parts = (
        *((_milestones(milestones, next(tables)),) if milestones else ()),
        *((_total(material, teams, next(tables)), _levels(material, teams, next(tables))) if has_teams else ()),
        *(results(material, next(tables), next(tables)) if material.rows.read else ()),
    )
    return Section(
        name="Tổng hợp",
        blocks=(
            letterhead(material, "BÁO CÁO", subject),
            Paragraphs((due_sentence(teams),)),
            Paragraphs(tuple(sentences[0]), heading="I. HOẠT ĐỘNG CỦA TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG"),
            Paragraphs(tuple(sentences[1]), heading="II. KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"),
            *parts,
            closing(material),
        ),
    )


def _milestones(milestones: Sequence[Item], number: str) -> Paragraphs:
    """What the letter wants done by the end of the quarter, and what proves it."""
    lines = []
    for item in milestones:
        due = f"thời hạn {official_date(item.occurrence.due)}; " if item.occurrence.due else ""
        proof = f"; minh chứng: {'; '.join(item.evidence)}" if item.evidence else "; chưa có minh chứng"
        lines.append(f"- {item.obligation.title}: {due}{STATES[item.state].lower()}{proof}.")
    return Paragraphs(tuple(lines), heading=f"{number}. CÁC MỐC PHẢI HOÀN THÀNH ĐẾN HẾT QUÝ")


def _total(material: Material, teams: TeamMaterial, number: str) -> Table:
    columns = (
        Column("no", "STT", "integer", width=4),
        Column("label", "Nội dung", width=22.5),
        Column("now", f"Quý {material.names.now.split()[1]}", "integer", width=6.6),
        Column("before", material.names.before.capitalize(), "integer", width=6.6),
        Column("change", "Tăng, giảm", "integer", width=10, difference=("now", "before")),
    )
    rows = []
    for index, (key, label) in enumerate(LABELS.items(), 1):
        now, before = teams.total.now[key], teams.total.before[key]
        change = None if now is None or before is None else now - before
        cells: dict[str, Value] = {"no": index, "label": label, "now": now, "before": before, "change": change}
        rows.append(Row(cells, about=Address(f"teams.{key}", TOTAL)))
    sent = [sum(getattr(teams.of(unit), side)["teams"] is not None for unit in material.units) for side in _SIDES]
    note = f"Số đơn vị có số liệu: quý này {official_count(sent[0])}, quý trước {official_count(sent[1])}."
    title = f"{number}. TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG TOÀN {material.level.upper()}"
    figures = {"now": value(span="now"), "before": value(span="before-1"), "change": difference()}
    return Table("team_total", title, columns, tuple(rows), (note,), figures=figures)


def _levels(material: Material, teams: TeamMaterial, number: str) -> Table:
    columns = (
        Column("no", "STT", "integer", width=4),
        Column("label", "Cấp của Tổ", width=22.5),
        *(
            Column(key, label, "integer", width=7, adds=True, shows=now(f"teams.{key}"))
            for key, label in LABELS.items()
        ),
    )
    found = [line for line in teams.levels.values() if any(each is not None for each in counts_of(line).values())]
    own = f"Cấp {material.level}"  # the highest level of a form is that of the office itself
    rows = []
    for index, line in enumerate(found, 1):
        label = own if line.id == "district" else line.name
        cells = {"no": index, "label": label, **filled(columns, {"now": line})}
        rows.append(Row(cells, about=Address(scope=f"level:{line.id}")))
    total = filled(columns, teams.total.lines)
    rows.append(Row({"no": None, "label": "Tổng số", **total}, "total", about=Address(scope=TOTAL)))
    return Table("team_levels", f"{number}. THEO CẤP CỦA TỔ", columns, tuple(rows), figures=shown(columns))
