"""The quarterly report: community digital teams, due on the 25th of the quarter's last month (letter, clause 2.4 b),
and the quarter's procedures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bsreform.duties.schedule import Item
from bsreform.language.wording import official_count, official_date
from bsreform.material.team_values import TeamMaterial
from bsreform.material.values import Material
from bsreform.model import Figures
from bsreform.periods import QUARTER
from bsreform.report_model import Report, Section
from bsreform.reports.monthly import dossier_sections
from bsreform.reports.sentences.conclusions import conclusions
from bsreform.reports.sentences.team_conclusions import team_conclusions
from bsreform.reports.sheets.checks import with_checks
from bsreform.reports.sheets.quality import (
    accounting,
    dossier_rows,
    excluded,
    excluded_list,
    problem_list,
    without_data,
)
from bsreform.reports.sheets.quarter_summary import quarter_summary
from bsreform.reports.sheets.screen import screen
from bsreform.reports.sheets.sources import sources
from bsreform.reports.sheets.team_screen import team_screen
from bsreform.reports.sheets.team_units import any_figure, team_changes, team_units

KIND = QUARTER
ID = KIND.report
_ROMAN = ("I", "II", "III", "IV")


def report(
    material: Material, teams: TeamMaterial, duties: Sequence[Item], file: str, fault_titles: Mapping[str, str]
) -> Report:
    """The report as a value, for every writer. Of the `duties` those done once are its milestones (clause 2.4 a)."""
    told = (team_conclusions(material, teams), _on_procedures(material))
    milestones = tuple(duty for duty in duties if duty.obligation.cadence == "once" and duty.occurrence.due)
    subject = (
        f"Kết quả hoạt động của Tổ công nghệ số cộng đồng và kết quả giải quyết thủ tục hành chính {material.names.now}"
    )
    read = replace(material, sources=(*material.sources, *teams.sources))
    made = Report(
        kind=ID,
        title=f"Báo cáo {material.names.now} về Tổ công nghệ số cộng đồng và giải quyết thủ tục hành chính",
        period=material.period,
        file=file,
        units=tuple(replace(unit, has_data=unit.has_data or teams.of(unit).sent) for unit in material.units),
        groups=material.groups,
        total=material.total,
        low_units=material.low_units,
        rows=material.rows,
        sources=read.sources,
        problems=(*material.problems, *teams.problems),
        conclusions=(*told[0], *told[1]),
        sections=(
            quarter_summary(material, teams, subject, told, milestones),
            team_units(material, teams),
            *((team_changes(material, teams),) if any_figure(teams.total) else ()),
            *(dossier_sections(material) if material.rows.read else ()),
            *_quality(material, teams),
            sources(read, dict(fault_titles)),
        ),
        screen=(*team_screen(material, teams), *(screen(material) if material.rows.read else ())),
        more={"digital_teams": _document(material, teams), "milestones": [*map(_milestone, milestones)]},
    )
    return with_checks(made, material, material.fields)


def _on_procedures(material: Material) -> tuple[str, ...]:
    if material.rows.read:
        return conclusions(material)
    folder = material.config.folders.dossiers
    return (f"Không có số liệu hồ sơ thủ tục hành chính: thư mục “{folder}” chưa có tệp nào đọc được.",)


def _quality(material: Material, teams: TeamMaterial) -> tuple[Section, ...]:
    dossiers, rows = material.rows.read > 0, teams.rows
    counts = (
        ("Số dòng biểu của quý đã đọc", rows.read, "Bằng tổng ba dòng dưới; kể cả dòng không rõ quý", ""),
        ("Dòng được dùng để tính", rows.used, "Theo biểu gửi sau cùng của mỗi đơn vị", ""),
        ("Dòng được thay thế", rows.superseded, "Đơn vị đã có biểu mới hơn của quý", ""),
        ("Dòng đã loại do lỗi", rows.excluded, "Đơn vị sửa rồi gửi lại", ""),
        ("Dòng của quý khác", teams.elsewhere, "Không thuộc báo cáo này", ""),
    )
    whole = Section(
        name="Chất lượng dữ liệu",
        title="CHẤT LƯỢNG DỮ LIỆU",
        subtitle=f"Số liệu tính đến hết ngày {official_date(material.period.as_of)}",
        blocks=(
            accounting("team_accounting", "Số dòng biểu Tổ công nghệ số đã đọc", counts),
            *((accounting("accounting", "Số dòng hồ sơ đã đọc", dossier_rows(material)),) if dossiers else ()),
            *((without_data(material, 1),) if dossiers else ()),
            problem_list((*material.problems, *teams.problems), 2 if dossiers else 1),
        ),
        landscape=True,
    )
    return (whole, *((excluded(material),) if dossiers else ()), *((_left_out(teams),) if rows.excluded else ()))


def _left_out(teams: TeamMaterial) -> Section:
    return Section(
        name="Dòng biểu bị loại",
        title="DANH SÁCH DÒNG BIỂU TỔ CÔNG NGHỆ SỐ KHÔNG ĐƯỢC TÍNH DO LỖI DỮ LIỆU",
        subtitle=f"{official_count(teams.rows.excluded)} dòng; đơn vị sửa rồi gửi lại",
        blocks=(excluded_list("teams_excluded", "Đơn vị", teams.excluded, "Không loại dòng nào."),),
        landscape=True,
    )


def _document(material: Material, teams: TeamMaterial) -> dict[str, object]:
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
