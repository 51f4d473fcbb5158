"""The screen of the quarterly report: who has sent what, in 80 columns."""

from bsreform.language.wording import official_count
from bsreform.material.team_values import TeamMaterial
from bsreform.material.values import Material
from bsreform.measures import Figures
from bsreform.model import Value
from bsreform.report_model import Column, Row, Table

_SHOWN = {
    "teams": "Số\nTổ",
    "members": "Thành\nviên",
    "households": "Số\nhộ",
    "people": "Số\nngười",
    "dossiers_helped": "Hồ sơ\nTT",
    "payments_helped": "Thanh\ntoán TT",
    "vneid_accounts": "VNeID",
    "sessions": "Số\nbuổi",
}


def team_screen(material: Material, teams: TeamMaterial) -> tuple[Table, ...]:
    """The table of the terminal; none where no form of the quarter was sent."""
    shown = teams.listed(material)
    senders = [unit for unit in shown.units if teams.of(unit).sent]
    if not senders:
        return ()
    columns = (Column("unit", "Đơn vị"), *(Column(key, label, "integer") for key, label in _SHOWN.items()))
    rows = [Row(_cells(shown.total, teams), "total")]
    for group in shown.groups:
        rows.append(Row(_cells(group, teams), "group"))
        rows += [Row(_cells(unit, teams)) for unit in senders if unit.group == group.id]
    missing = [unit.short for unit in teams.missing(material)]
    told = (("Chưa gửi biểu", missing), ("Gửi muộn", teams.late(material)))
    notes = tuple(f"{what} ({official_count(len(names))} đơn vị): {', '.join(names)}." for what, names in told if names)
    return (Table("teams", "TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", columns, tuple(rows), notes),)


def _cells(figures: Figures, teams: TeamMaterial) -> dict[str, Value]:
    return {"unit": figures.short, **teams.of(figures).now}
