"""The sheets on community digital teams: every commune's form, and the change on the quarter before."""

from bsreform.language.wording import DASH, official_count, official_date
from bsreform.layouts.digital_team import LABELS
from bsreform.material.team_values import TeamMaterial, Teams
from bsreform.material.values import Material
from bsreform.measures import Figures
from bsreform.model import Value
from bsreform.report_model import Column, Section, Table
from bsreform.reports.sheets.addresses import difference, now, value
from bsreform.reports.sheets.layout import NAMES, filled, shown, unit_rows

_TEAMS, _RESULTS = "Tổ công nghệ số", "Kết quả trong quý"
_COLUMNS = (
    *NAMES,
    Column("state", "Tình trạng gửi biểu", width=9.5),
    Column("dated", "Ngày của biểu", "date", width=9),
    *(
        Column(
            key,
            label,
            "integer",
            _TEAMS if key in ("teams", "members") else _RESULTS,
            7,
            adds=True,
            shows=now(f"teams.{key}"),
        )
        for key, label in LABELS.items()
    ),
    Column("plan", "Kế hoạch", width=19.5),
    Column("difficulties", "Khó khăn, vướng mắc", width=14),
)
_CHANGES = (
    *NAMES,
    *(
        column
        for number, (key, label) in enumerate(LABELS.items())
        for column in (
            Column(
                f"{key}.now",
                "Quý này",
                "integer",
                label,
                7.5,
                adds=True,
                break_before=number == 4,
                shows=now(f"teams.{key}"),
            ),
            Column(
                f"{key}.before", "Quý trước", "integer", label, 7.5, adds=True, shows=value(f"teams.{key}", "before-1")
            ),
            Column(
                f"{key}.change",
                "Tăng, giảm",
                "integer",
                label,
                7.5,
                difference=(f"{key}.now", f"{key}.before"),
                shows=difference(f"teams.{key}"),
            ),
        )
    ),
)


def team_units(material: Material, teams: TeamMaterial) -> Section:
    """The sheet: one row for every commune, with what it sent."""
    listed, missing = teams.listed(material), len(teams.missing(material))
    notes = [
        "Số Tổ, số thành viên: đến cuối quý; các số khác: trong quý, không cộng dồn. "
        f"“{DASH}”: biểu không ghi số liệu. Mỗi đơn vị tính số liệu theo biểu gửi sau cùng, "
        "việc gửi muộn theo biểu gửi đầu tiên của quý.",
    ]
    if missing:
        notes.append(f"Chưa gửi biểu: {official_count(missing)} đơn vị.")
    # A commune that has sent nothing has a state, too.
    rows = unit_rows(listed, lambda figures: _cells(figures, teams), has=lambda _: True)
    return Section(
        name="Tổ công nghệ số",
        title=f"TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG, {material.names.now.upper()} "
        f"(thời hạn báo cáo: ngày {official_date(teams.due)})",
        blocks=(Table("teams", "", _COLUMNS, rows, tuple(notes), figures=shown(_COLUMNS)),),
        landscape=True,
        compact=True,
    )


def team_changes(material: Material, teams: TeamMaterial) -> Section:
    """The sheet: this quarter beside the one before."""

    rows = unit_rows(
        teams.listed(material),
        lambda figures: filled(_CHANGES, teams.of(figures).lines),
        has=lambda figures: any_figure(teams.of(figures)),
    )
    note = f"“{DASH}”: không có số liệu của một trong hai quý. Dòng tổng cộng các đơn vị đã gửi biểu của từng quý."
    return Section(
        name="So với quý trước",
        title="SO SÁNH VỚI QUÝ TRƯỚC",
        subtitle="Chỉ so sánh được đơn vị có số liệu của cả hai quý",
        blocks=(Table("team_changes", "", _CHANGES, rows, (note,), numbered=True, figures=shown(_CHANGES)),),
        landscape=True,
    )


def any_figure(own: Teams) -> bool:
    """Is there any figure of this quarter or the one before?"""
    return any(value is not None for counts in (own.now, own.before) for value in counts.values())


def any_before(own: Teams) -> bool:
    """Is there any figure of the quarter before, with which to compare?"""
    return any(value is not None for value in own.before.values())


def _state(own: Teams, idle: bool) -> str:
    if not own.sent:
        return "Không phát sinh" if idle else "Chưa gửi"
    late = f"muộn {official_count(own.late)} ngày" if own.late else ""
    wrong = f"{official_count(own.excluded)} dòng có lỗi không tính" if own.excluded else ""
    return ", ".join(filter(None, ("Đã gửi", late, wrong)))


def _cells(figures: Figures, teams: TeamMaterial) -> dict[str, Value]:
    own = teams.of(figures)
    if figures.id not in ("total", figures.group):
        told: dict[str, Value] = {"state": _state(own, figures.no_work), "plan": "; ".join(own.plans)}
        return {**filled(_COLUMNS, own.lines), **told, "dated": own.dated, "difficulties": "; ".join(own.difficulties)}
    return filled(_COLUMNS, own.lines)
