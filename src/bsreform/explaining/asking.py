"""`explain` of a figure: what was asked → its address → the rows behind it, and what has changed since the report."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from bsreform.files.toml_file import nearest
from bsreform.ground import folder_of, read, require_files, wanted
from bsreform.language.text import fold
from bsreform.language.wording import mid_sentence, short_heading
from bsreform.layouts import sent
from bsreform.model import CannotRun, Period, Unit
from bsreform.periods import KINDS
from bsreform.records.loading import CATALOGUE, Progress, Workspace
from bsreform.report_model import Address
from bsreform.reports.kinds import REPORTS
from bsreform.spec import spans_of

if TYPE_CHECKING:
    from bsreform.explaining.listing import Basis
    from bsreform.explaining.report_book import CellPlace
    from bsreform.explaining.since import Written
    from bsreform.figures.explanation import Explanation
    from bsreform.figures.registry import Figure

_WHOLE = ("total", "tổng", "tổng số", "toàn bộ")


class Question(Struct, frozen=True):
    """What a clerk asked for: the figure by id or name, whose by id or name, and the span of days."""

    figure: str
    unit: str
    span: str


def rests_on(workspace: Workspace, report: str, period: Period, progress: Progress | None = None) -> Basis:
    """What the figures of a report rest on: the workspace as the report reads it. CannotRun if there is nothing."""
    kind = REPORTS[report]
    require_files(workspace, kind.enough)
    asked = [wanted(workspace, subject, layouts) for subject, layouts in kind.reads.items()]
    ground = read(workspace, asked, period.as_of, progress, period.start)
    from bsreform.explaining.listing import basis
    from bsreform.history import snapshots

    subjects = dict(ground.subjects)
    if kind.compares:
        tasks = subjects["tasks"]
        previous = snapshots.previous(workspace.root, snapshots.take(tasks.merged.used, period.as_of))
        context = replace(tasks.context, previous=previous.tasks if previous else None)
        subjects["tasks"] = replace(tasks, context=context)
    return basis(report, period, spans_of(kind.period, period, workspace.config.periods), subjects)


def by_question(
    workspace: Workspace, report: str, period: Period, asked: Question, progress: Progress | None
) -> Explanation:
    """The explanation of a figure that is named. CannotRun if the name is not known, or means several."""
    figure = _figure(asked.figure, workspace)
    ground = rests_on(workspace, report, period, progress)
    scope = _scope(asked.unit, ground)
    address = Address(figure.id, scope, asked.span, "value")
    found = _explained(ground, figure, address)
    path = workspace.root / workspace.config.folders.reports / KINDS[report].file_name(period.id)
    written = _report_there(path, workspace, period)
    return _with_since(found, written, written.place(address) if written else None, workspace)


def by_cell(workspace: Workspace, path: Path, cell: str, progress: Progress | None) -> Explanation:
    """The explanation of a cell of a report that bsreform wrote. CannotRun if it shows no figure."""
    from bsreform.explaining.report_book import parse_place
    from bsreform.explaining.since import changed, read_report

    place = parse_place(cell)
    if place is None:
        raise CannotRun(f"“{cell}” không phải một ô; hãy viết như 'Các đơn vị!F12' (tên trang, dấu !, ô).")
    written = read_report(path, workspace)
    address = written.address(place)
    if address is None:
        raise CannotRun(_no_figure(written, place))
    ground = rests_on(workspace, written.report, written.period, progress)
    if not _is_known(address.scope, ground):
        raise changed(path)
    found = _explained(ground, _figure(address.figure, workspace), address)
    return _with_since(found, written, place, workspace)


def _no_figure(written: Written, place: CellPlace) -> str:
    sheets = sorted({sheet for sheet, *_ in written.columns})
    if place.sheet not in sheets:
        hint = nearest(place.sheet, sheets) or f"các trang tra cứu được: {', '.join(sheets)}."
        return f"Trang “{place.sheet}” không có số liệu tra cứu được; {hint}"
    own = [(first, last, column) for sheet, first, last, column, _ in written.columns if sheet == place.sheet]
    near = sorted({column for first, last, column in own if first <= place.row <= last}, key=lambda c: (len(c), c))
    told = f"ở dòng {place.row} tra cứu được các cột {', '.join(near)}." if near else _rows_told(own)
    return f"Ô {place.column}{place.row} của trang “{place.sheet}” không phải số liệu tra cứu được; {told}"


def _rows_told(own: Iterable[tuple[int, int, str]]) -> str:
    ranges = sorted({(first, last) for first, last, _ in own})
    return f"các dòng có số liệu: {', '.join(f'{first}–{last}' for first, last in ranges)}."


def _figure(asked: str, workspace: Workspace) -> Figure:
    """By id, else by its whole name. CannotRun with what is near."""
    from bsreform.figures.registry import figures
    from bsreform.indicators import INDICATORS

    known = figures(workspace.config)
    if asked in known:
        return known[asked]
    named = [each for each in known.values() if fold(each.label) == fold(asked)]
    if len(named) == 1:
        return named[0]
    names = {each.label: each.id for each in known.values()}
    hint = nearest(asked, [*known, *names]) or f"các chỉ tiêu chính: {', '.join(each.id for each in INDICATORS)}."
    raise CannotRun(f"Không có chỉ tiêu “{asked}”; {hint}")


def _scope(asked: str, ground: Basis) -> str:
    """The scope that a name means, among the units that the report lists. CannotRun if none or several."""
    folded = fold(asked)
    if folded in {fold(each) for each in _WHOLE}:
        return "total"
    registry = ground.context.registry
    for group, heading in registry.groups.items():
        if folded in {fold(word) for word in (group, heading, heading.removeprefix("UBND "), short_heading(heading))}:
            return f"group:{group}"
    exact = registry.get(asked)
    heirs = {
        registry.successor(unit, ground.period.as_of).id for unit in ([exact] if exact else registry.resolve(asked))
    }
    listed = [unit for unit in ground.units if unit.id in heirs]
    if len(listed) == 1:
        return f"unit:{listed[0].id}"
    raise CannotRun(f"{_unit_told(asked, listed)} {_unit_hint(asked, listed, ground)}")


def _unit_told(asked: str, listed: list[Unit]) -> str:
    return f"“{asked}” có thể là nhiều đơn vị:" if listed else f"Báo cáo không có đơn vị “{asked}”."


def _unit_hint(asked: str, listed: list[Unit], ground: Basis) -> str:
    near = listed or [unit for unit in ground.context.registry.suggest(asked) if unit in ground.units]
    names = ", ".join(f"“{unit.name}” ({unit.id})" for unit in near)
    if listed:
        return f"{names}."
    return f"Có phải {names} không?" if near else "Viết tên hoặc mã đơn vị như trong báo cáo; toàn bộ: total."


def _explained(ground: Basis, figure: Figure, address: Address) -> Explanation:
    from bsreform.explaining.listing import explain

    if ground.lacks(figure, "now"):
        noun = KINDS[ground.report].noun
        raise CannotRun(f"Báo cáo {noun} không có số liệu “{figure.label}”; hãy chọn báo cáo khác.")
    if ground.lacks(figure, address.span):
        span = "lũy kế năm" if address.span == "year" else "kỳ trước"
        raise CannotRun(f"Số liệu “{figure.label}” không có {span}, chỉ có trong kỳ báo cáo; hãy bỏ --span.")
    return explain(ground, figure, address, _whose(address.scope, ground))


def _is_known(scope: str, ground: Basis) -> bool:
    """Can a report of ours have a figure of that scope? A unit that left the registry has none any more."""
    from bsreform.material.team_values import LEVELS

    kind, _, id_ = scope.partition(":")
    known = {"group": ground.context.registry.groups, "level": LEVELS}
    whose = id_.partition("/")[0]
    if kind in ("unit", "shop") or (kind == "system" and whose != "total"):
        return ground.context.registry.get(whose) is not None
    return scope == "total" or kind in ("field", "system") or id_ in known.get(kind, ())


def _whose(scope: str, ground: Basis) -> str:
    """The name of a scope, as the report writes it."""
    from bsreform.material.aggregates import SYSTEMS
    from bsreform.material.team_values import LEVELS

    kind, _, id_ = scope.partition(":")
    registry = ground.context.registry
    if kind in ("unit", "shop") and (unit := registry.get(id_)):
        return unit.name
    if kind == "system":
        whose, _, system = id_.partition("/")
        named = _whose(whose if whose == "total" else f"unit:{whose}", ground)
        return f"{named}, {mid_sentence(SYSTEMS[system])}"
    if kind == "field":
        return f"Lĩnh vực {id_}"
    names = {"group": registry.groups, "level": LEVELS}.get(kind, {})
    return names.get(id_, f"Toàn {ground.context.config.organisation.level}")


def _report_there(path: Path, workspace: Workspace, period: Period) -> Written | None:
    """The report of the same period seen from the same day, if it has been written and can be read."""
    from bsreform.explaining.since import read_report

    if not path.is_file():
        return None
    try:
        written = read_report(path, workspace)
    except CannotRun:
        return None
    return written if written.period == period else None


def _with_since(
    found: Explanation, written: Written | None, place: CellPlace | None, workspace: Workspace
) -> Explanation:
    from bsreform.explaining.since import since
    from bsreform.records.gathering import relative

    if written is None:
        return found
    kept = {path: mark for path, mark in written.hashes.items() if _is_read(path, found, workspace)}
    of_report = replace(written, hashes=kept)
    return replace(found, since=since(of_report, place, found.sources, relative(written.path, workspace.root)))


def _is_read(path: str, found: Explanation, workspace: Workspace) -> bool:
    """Does a source of the report lie where the explanation of this figure reads?"""
    places = [folder_of(workspace, layout) for layout in sent(*found.subjects)]
    in_folders = any(PurePosixPath(path).is_relative_to(place) for place in places)
    return in_folders or ("dossiers" in found.subjects and path == CATALOGUE)
