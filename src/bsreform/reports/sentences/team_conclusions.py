"""The sentences of the quarterly report on community digital teams, made from their figures and from nothing else."""

from collections.abc import Iterator

from bsreform.language.wording import decimal, listed, mid_sentence, official_count, official_date
from bsreform.material.team_values import TeamMaterial
from bsreform.material.values import Material

_NAMED = 22
_RESULTS = {
    "households": "hộ được hướng dẫn",
    "people": "người được hướng dẫn",
    "dossiers_helped": "hồ sơ trực tuyến được hỗ trợ",
    "payments_helped": "lượt thanh toán trực tuyến được hỗ trợ",
    "vneid_accounts": "tài khoản VNeID được hỗ trợ",
    "sessions": "buổi tuyên truyền, tập huấn",
}


def team_conclusions(material: Material, teams: TeamMaterial) -> tuple[str, ...]:
    """Full sentences: who has sent, how many teams, their results, the change, what was left out."""
    return (*sent(material, teams), *results(material, teams), *_left_out(teams))


def sent(material: Material, teams: TeamMaterial) -> Iterator[str]:
    """Who has sent the form, who has not, who was late."""
    expected, missing = teams.expected(material), teams.missing(material)
    groups = {unit.group: material.config.groups[unit.group] for unit in expected if unit.group}
    whose = listed([mid_sentence(heading.removeprefix("UBND ")) for heading in groups.values()])
    if not expected:
        if not teams.rows.read:
            yield f"Chưa có biểu kết quả hoạt động của Tổ công nghệ số cộng đồng {material.names.now}."
        return
    if len(missing) == len(expected):
        yield f"Chưa có {whose} nào gửi biểu của {material.names.now}."
        return
    sent = len(expected) - len(missing)
    form = "biểu kết quả hoạt động của Tổ công nghệ số cộng đồng"
    told = f"Có {official_count(sent)}/{len(expected)} {whose} gửi {form}"
    if missing:
        names = listed([unit.name.removeprefix("UBND ") for unit in missing[:_NAMED]])
        yield f"{told}; {official_count(len(missing))} đơn vị chưa gửi: {names}."
    else:
        yield f"{told}."
    if late := teams.late(material):
        yield f"Có {official_count(len(late))} đơn vị gửi biểu sau ngày {official_date(teams.day)}: {listed(late)}."


def results(material: Material, teams: TeamMaterial) -> Iterator[str]:
    """How many teams, what they did, and the change."""
    now, before = teams.total.now, teams.total.before
    if now["teams"] is not None:
        members = "" if now["members"] is None else f" với {decimal(now['members'])} thành viên"
        yield f"Các đơn vị đã gửi biểu có {decimal(now['teams'])} Tổ{members}."
    parts = [f"{decimal(count)} {label}" for key, label in _RESULTS.items() if (count := now[key]) is not None]
    if parts:
        yield f"Kết quả trong quý: {'; '.join(parts)}."
    changed = [
        f"{label} {_change(value - past)}"
        for key, label in _RESULTS.items()
        if (value := now[key]) is not None and (past := before[key]) is not None
    ]
    if changed:
        yield f"So với {material.names.before}: {'; '.join(changed)}."


def _change(amount: int) -> str:
    if not amount:
        return "không đổi"
    return f"{'tăng' if amount > 0 else 'giảm'} {decimal(abs(amount))}"


def _left_out(teams: TeamMaterial) -> Iterator[str]:
    if teams.rows.excluded:
        count = official_count(teams.rows.excluded)
        yield f"Đã loại {count} dòng của biểu do lỗi dữ liệu; đơn vị phải sửa và gửi lại."
