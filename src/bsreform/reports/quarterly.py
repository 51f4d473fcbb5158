"""The quarterly report: community digital teams, due on the 25th of the quarter's last month (letter, clause 2.4 b),
and the quarter's procedures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bsreform.duties.schedule import Item
from bsreform.language.wording import official_count, official_date
from bsreform.material.team_values import TeamMaterial
from bsreform.material.values import Material, Names
from bsreform.model import CannotRun, Figures, Period
from bsreform.organisation.config import Config
from bsreform.periods import quarter, quarter_before, year_start
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
from bsreform.spec import TREND, Spans

ID = "quarterly"
_ROMAN = ("I", "II", "III", "IV")


def spans(period: Period, config: Config) -> Spans:
    """The quarter up to the day it is seen from, the year so far, and the whole quarters before."""
    year = year_start(period.as_of, config.periods.year_starts)
    return Spans(
        (period.start, period.as_of),
        (year, period.as_of),
        lambda k: quarter(quarter_before(period.id, k), config.periods.mode),
    )


def names(period: Period) -> Names:
    """What the report calls this quarter."""
    return Names(f"quý {_ROMAN[int(period.id[-1]) - 1]} năm {period.id[:4]}", "quý trước")


def trend_labels(period: Period, _: Config) -> tuple[str, ...]:
    """“I/2024”, oldest first."""
    ids = (quarter_before(period.id, k) for k in range(TREND - 1, -1, -1))
    return tuple(f"{_ROMAN[int(id_[-1]) - 1]}/{id_[:4]}" for id_ in ids)


def period(id_: str, as_of: date | None, config: Config) -> Period:
    """The quarter `id_` ("2024-Q1") seen at the end of `as_of`, or of its last day if that is earlier or None.

    CannotRun if the quarter begins after `as_of`: nothing of it has happened yet.
    """
    start, end = quarter(id_, config.periods.mode)
    if as_of and as_of < start:
        raise CannotRun(f"Chưa đến quý {id_}: bắt đầu ngày {official_date(start)}, sau ngày {official_date(as_of)}.")
    return Period(id_.strip().upper(), start, end, min(as_of or end, end))


def file_name(period: Period) -> str:
    """Where the workbook goes below the folder of reports."""
    return f"{period.id[:4]}/quy-{period.id}.xlsx"


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
