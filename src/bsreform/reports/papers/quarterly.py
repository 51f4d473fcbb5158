"""The quarterly report, as it is signed: community digital teams first, then procedures (letter, clause 2.4 b)."""

from collections.abc import Sequence

from msgspec import Struct

from bsreform.language.wording import official_count
from bsreform.layouts.digital_team import LABELS
from bsreform.material.team_values import TeamMaterial, counts_of
from bsreform.material.values import Material
from bsreform.model import Value
from bsreform.periods import QUARTER
from bsreform.report_model import Block, Column, Row, Section, Table
from bsreform.reports.papers.parts import Parts, Told, ahead, asked, calls, causes, dated, next_report, paper, rates
from bsreform.reports.sentences import on_paper
from bsreform.reports.sentences.team_conclusions import sent
from bsreform.reports.sheets.team_units import any_figure


class Milestone(Struct, frozen=True):
    """A duty done once: what, its day and how it stands in words, and whether it is done."""

    title: str
    due: str
    state: str
    done: bool


def quarterly_paper(material: Material, teams: TeamMaterial, subject: str, milestones: Sequence[Milestone]) -> Section:
    """Results, what is lacking and why, what comes next, what the chair is asked for."""
    coming = ahead(material, QUARTER)
    lacking: tuple[Told, ...] = (*sent(material, teams), *_unread(teams), *on_paper.lacking(material), *calls(material))
    asks = (*_asks(material, teams, coming.until), *on_paper.asks(material, coming.until))
    parts: Parts = (
        (
            "Kết quả",
            (
                *_totals(material, teams),
                *_levels(material, teams),
                *_reached(milestones),
                *dated(material),
                *on_paper.found(material),
                *rates(material),
            ),
        ),
        ("Tồn tại, hạn chế và nguyên nhân", causes(lacking)),
        ("Nhiệm vụ quý tới", (next_report(material, coming), *_milestones(milestones))),
        ("Kiến nghị", asked(material, asks)),
    )
    return paper(material, subject, parts)


def _unread(teams: TeamMaterial) -> tuple[str, ...]:
    count = teams.rows.excluded
    return (f"Có {official_count(count)} dòng của biểu chưa được tính do lỗi dữ liệu.",) if count else ()


def _asks(material: Material, teams: TeamMaterial, until: str) -> tuple[str, ...]:
    if not teams.missing(material):
        return ()
    office = material.config.organisation.office
    return (f"Các đơn vị chưa gửi biểu kết quả hoạt động của Tổ công nghệ số cộng đồng thì gửi về {office} {until}.",)


def _totals(material: Material, teams: TeamMaterial) -> tuple[Block, ...]:
    """What the teams did, against the quarter before; lines without a figure in either are left out."""
    columns = (
        Column("no", "STT", "integer", width=4),
        Column("label", "Nội dung", width=26),
        Column("now", f"Quý {material.names.now.split()[1]}", "integer", width=7),
        Column("before", material.names.before.capitalize(), "integer", width=7),
        Column("change", "Tăng, giảm", "integer", width=7),
    )
    rows: list[Row] = []
    for key, label in LABELS.items():
        now, before = teams.total.now[key], teams.total.before[key]
        change = None if now is None or before is None else now - before
        cells: dict[str, Value] = {"no": len(rows) + 1, "label": label, "now": now, "before": before, "change": change}
        if now is not None or before is not None:
            rows.append(Row(cells))
    title = f"Hoạt động của Tổ công nghệ số cộng đồng toàn {material.level}"
    return (Table("team_total", title, columns, tuple(rows)),) if rows else ()


def _levels(material: Material, teams: TeamMaterial) -> tuple[Block, ...]:
    """By level, where there are several; the highest level of a form is that of the office itself."""
    if not any_figure(teams.total):
        return ()
    told = {key: label for key, label in LABELS.items() if teams.total.now[key] is not None}
    columns = (
        Column("label", "Cấp của Tổ", width=22.5),
        *(Column(key, label, "integer", width=7) for key, label in told.items()),
    )
    own = f"Cấp {material.level}"
    lines = [line for line in teams.levels.values() if any(each is not None for each in counts_of(line).values())]
    rows = tuple(Row({"label": own if line.id == "district" else line.name, **counts_of(line)}) for line in lines)
    if len(rows) < 2:
        return ()
    return (Table("team_levels", "Hoạt động theo cấp của Tổ", columns, rows),)


def _milestones(milestones: Sequence[Milestone]) -> tuple[Block, ...]:
    columns = (
        Column("no", "STT", "integer", width=4),
        Column("title", "Nhiệm vụ có thời hạn", width=26),
        Column("due", "Thời hạn", width=9),
        Column("state", "Tình trạng", width=10),
    )
    waiting = [each for each in milestones if not each.done]
    rows = tuple(
        Row({"no": number, "title": each.title, "due": each.due, "state": each.state})
        for number, each in enumerate(waiting, 1)
    )
    return (Table("milestones", "Các mốc phải hoàn thành", columns, rows),) if rows else ()


def _reached(milestones: Sequence[Milestone]) -> tuple[str, ...]:
    done = [each.title for each in milestones if each.done]
    return (f"Đã thực hiện các mốc của quý: {'; '.join(done)}.",) if done else ()
