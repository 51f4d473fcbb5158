"""What page one of the quarterly report adds: which teams' forms came, and what the letter wanted done by now."""

from collections.abc import Sequence

from bsreform.material.schedule import STATES, Item
from bsreform.material.team_values import TeamMaterial
from bsreform.material.values import Material
from bsreform.report_model import Column, Row, Table


def sent_forms(material: Material, teams: TeamMaterial) -> Table:
    """By group: how many sent their form, and who did not."""
    expected, missing = teams.expected(material), teams.missing(material)
    columns = (
        Column("group", "Nhóm", width=8),
        Column("sent", "Đã gửi", width=3),
        Column("missing", "Chưa gửi", width=19),
    )
    rows = []
    for group in material.groups:
        members = [unit for unit in expected if unit.group == group.id]
        absent = [unit.short or unit.name for unit in missing if unit.group == group.id]
        if members:
            counted = f"{len(members) - len(absent)}/{len(members)}"
            rows.append(Row({"group": group.name, "sent": counted, "missing": "; ".join(absent)}))
    return Table("sent_forms", "3. BIỂU CỦA TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", columns, tuple(rows))


def milestone_table(milestones: Sequence[Item]) -> Table:
    """The duties done once that fall due by the end of the quarter."""
    columns = (
        Column("title", "Mốc phải hoàn thành đến hết quý", width=18),
        Column("due", "Thời hạn", "date", width=4),
        Column("state", "Tình trạng", width=8),
    )
    rows = tuple(
        Row({"title": item.obligation.title, "due": item.occurrence.due, "state": STATES[item.state]})
        for item in milestones
    )
    return Table("milestones", "4. CÁC MỐC", columns, rows)
