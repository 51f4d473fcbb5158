"""The quarterly report: community digital teams, due on the 25th of the quarter's last month (letter, clause 2.4 b),
and the quarter's procedures.
"""

from bsreform.language.wording import official_date
from bsreform.material.schedule import STATES, Item
from bsreform.material.self_checks import SelfChecks
from bsreform.material.team_values import TeamMaterial
from bsreform.material.values import Material
from bsreform.measures import Figures
from bsreform.periods import QUARTER
from bsreform.report_model import Section, Table
from bsreform.reports.composing import Contents, ReportSpec
from bsreform.reports.page_one.front import front
from bsreform.reports.page_one.quarter import milestone_table, sent_forms
from bsreform.reports.papers.quarterly import Milestone, quarterly_paper
from bsreform.reports.sentences.team_conclusions import team_conclusions
from bsreform.reports.shared import (
    aggregate_sheet,
    check_sheets,
    data_with,
    dossier_sheets,
    figures_sheet,
    form_sheet,
    on_procedures,
    source_sheet,
)
from bsreform.reports.sheets.quality import accounting, excluded_list
from bsreform.reports.sheets.screen import screen
from bsreform.reports.sheets.team_screen import team_screen
from bsreform.reports.sheets.team_units import any_before, team_changes, team_units

KIND = QUARTER


def _milestones(told: Contents) -> tuple[Item, ...]:
    """Of the duties those done once (clause 2.4 a)."""
    return tuple(duty for duty in told.duties if duty.obligation.cadence == "once" and duty.occurrence.due)


def _in_words(item: Item) -> Milestone:
    due = item.occurrence.due
    day = official_date(due) if due else ""
    return Milestone(item.obligation.title, day, STATES[item.state].capitalize(), item.state == "done")


def _document(told: Contents) -> Section:
    material = told.material
    subject = (
        f"Kết quả hoạt động của Tổ công nghệ số cộng đồng và kết quả giải quyết thủ tục hành chính {material.names.now}"
    )
    return quarterly_paper(material, told.teams, subject, [*map(_in_words, _milestones(told))])


def _page_one(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
    lists = (sent_forms(told.material, told.teams), milestone_table(_milestones(told)))
    return (front(told.material, lower=(), lists=lists),)


def _teams(told: Contents, _: SelfChecks) -> tuple[Section, ...]:
    material, teams = told.material, told.teams
    if not teams.listed(material).units:
        return ()  # nobody is asked for a form, and nobody sent one
    compared = any(any_before(teams.of(unit)) for unit in material.units)
    return (team_units(material, teams), *((team_changes(material, teams),) if compared else ()))


def _screen(told: Contents) -> tuple[Table, ...]:
    on_dossiers = screen(told.material) if told.has_dossiers else ()
    return (*team_screen(told.material, told.teams), *on_dossiers)


def _more(told: Contents) -> dict[str, object]:
    return {
        "digital_teams": _teams_document(told.material, told.teams),
        "milestones": [*map(_milestone, _milestones(told))],
    }


def _accounts(told: Contents) -> tuple[Table, ...]:
    rows = told.teams.rows
    counts = (
        ("Số dòng biểu của quý đã đọc", rows.read, "Bằng tổng ba dòng dưới; kể cả dòng không rõ quý", ""),
        ("Dòng được dùng để tính", rows.used, "Theo biểu gửi sau cùng của mỗi đơn vị", ""),
        ("Dòng được thay thế", rows.superseded, "Đơn vị đã có biểu mới hơn của quý", ""),
        ("Dòng đã loại do lỗi", rows.excluded, "Đơn vị sửa rồi gửi lại", ""),
        ("Dòng của quý khác", told.teams.elsewhere, "Không thuộc báo cáo này", ""),
    )
    return (accounting("team_accounting", "Số dòng biểu Tổ công nghệ số đã đọc", counts),)


def _lists(told: Contents) -> tuple[Table, ...]:
    title = "Dòng biểu Tổ công nghệ số không được tính do lỗi dữ liệu"
    return (excluded_list("teams_excluded", "Đơn vị", title, told.teams.excluded),)


def _teams_document(material: Material, teams: TeamMaterial) -> dict[str, object]:
    """What the JSON says of the teams; a count is null where no figure was given."""

    def counts(figures: Figures) -> dict[str, object]:
        own = teams.of(figures)
        return {**own.now, "previous": dict(own.before), "excluded": own.excluded, "late_days": own.late}

    return {
        "due": teams.due.isoformat(),
        "expected": len(teams.expected(material)),
        "sent": len(teams.expected(material)) - len(teams.missing(material)),
        "missing": [unit.id for unit in teams.missing(material)],
        "units": [
            {"id": unit.id, "name": unit.name, "sent": teams.of(unit).sent, **counts(unit)}
            for unit in teams.listed(material).units
        ],
        "total": counts(material.total),
        "rows": teams.rows.counts,
    }


def _milestone(item: Item) -> dict[str, object]:
    duty, due = item.obligation, item.occurrence.due
    due_on = due.isoformat() if due else None
    return {"id": duty.id, "title": duty.title, "due": due_on, "state": item.state, "evidence": list(item.evidence)}


SPEC = ReportSpec(
    title=lambda told: (
        f"Báo cáo {told.material.names.now} về Tổ công nghệ số cộng đồng và giải quyết thủ tục hành chính"
    ),
    sentences=lambda told: (team_conclusions(told.material, told.teams), on_procedures(told)),
    document=_document,
    sheets=(
        _page_one,
        dossier_sheets,
        _teams,
        form_sheet,
        aggregate_sheet,
        data_with(_accounts, _lists),
        figures_sheet,
        check_sheets,
        source_sheet,
    ),
    screen=_screen,
    more=_more,
)
