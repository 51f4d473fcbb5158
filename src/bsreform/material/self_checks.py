"""The checks that a report makes on itself: its identities with both sides, and what earlier reports said otherwise."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from bsreform.files.changed_files import FileChange, changes
from bsreform.history.values import Adjustment, CarriedDossier, CarriedUnit, History, Reported
from bsreform.identities import DOSSIERS, LEDGER, ROWS, TASKS, Identity, Sums, sums
from bsreform.language.wording import official_count
from bsreform.material.values import Material
from bsreform.measures import Line, RowCount
from bsreform.report_model import Report

SHEET, CARRIED_SHEET, ADJUSTED_SHEET = "Kiểm tra số liệu", "Hồ sơ chuyển kỳ", "Số liệu điều chỉnh"
_ROWS = {"read": "Số dòng {} đã đọc", "used": "được dùng", "superseded": "được thay thế", "excluded": "bị loại do lỗi"}
_LEFT_OUT = {"hồ sơ": "không được tiếp nhận", "nhiệm vụ": "đã rút, hủy"}
CHANGES: tuple[FileChange, ...] = ("new", "changed", "gone")
_WHOLE = "total"


class Check(Struct, frozen=True):
    """An identity with both its sides; of `units` that were checked one by one, it holds in `holding`."""

    id: str
    label: str
    left: int
    right: int
    units: int | None = None
    holding: int | None = None

    @property
    def ok(self) -> bool:
        return self.left == self.right and self.units == self.holding


class Changed(Struct, frozen=True):
    """The sources of an earlier report that are not those of this one: paths, and what has become of them."""

    reported: Reported
    files: tuple[tuple[str, FileChange], ...]

    def paths(self, change: FileChange) -> list[str]:
        """Those that are new, changed, or gone."""
        return [path for path, what in self.files if what == change]


class SelfChecks(Struct, frozen=True):
    """`sums` are the counts with data on three levels, `form` those of form II.06a, where the report has it;
    `sources` are those of the reports of which something was adjusted.
    """

    identities: tuple[Check, ...]
    sums: tuple[Sums, ...]
    form: Mapping[str, int]
    labels: Mapping[str, str]
    history: History
    adjusted: tuple[Adjustment, ...]
    sources: tuple[Changed, ...]

    @property
    def all(self) -> Iterator[Check]:
        """Every check, those of the sums too."""
        yield from self.identities
        for each in self.sums:
            for level in ("units", "groups"):
                yield Check(f"{level}: {each.name}", self.labels[each.name], getattr(each, level), each.total)
            if each.name in self.form:
                yield Check(f"form_06a: {each.name}", self.labels[each.name], self.form[each.name], each.total)


def self_checks(report: Report, material: Material, fields: Iterable[Line], tasks: History) -> SelfChecks:
    """Of a finished report: `fields` are those of its form II.06a (none: it has no such form), `tasks` what earlier
    reports said of its tasks.
    """
    counts, fields = report.total.counts, tuple(fields)
    now = {each.path: each.sha256 or "" for each in report.sources}
    adjusted = (*material.history.adjusted, *tasks.adjusted)
    return SelfChecks(
        identities=(*_on_dossiers(report, material.history.labels), *_on_tasks(report, tasks.labels)),
        sums=tuple(each for each in sums(report.units, report.groups, report.total) if counts[each.name] is not None),
        form={name: sum(each.number(name) for each in fields) for name in LEDGER} if fields else {},
        labels={**material.history.labels, **tasks.labels},
        history=material.history,
        adjusted=adjusted,
        sources=tuple(
            Changed(each, changes(each.sources, now))
            for each in material.history.reported
            if any(one.report is each for one in adjusted)
        ),
    )


def _on_dossiers(report: Report, labels: Mapping[str, str]) -> Iterator[Check]:
    if report.rows.read:
        for each in DOSSIERS:
            yield _check("dossiers", each, labels, report.total.ledger, [unit.ledger for unit in report.units])
        yield _rows("rows", report.rows, "hồ sơ")


def _on_tasks(report: Report, labels: Mapping[str, str]) -> Iterator[Check]:
    if report.task_rows and report.task_rows.read and report.total.tasks:
        named = {name: labels[f"tasks.{name.removeprefix('overdue ')}"] for name in report.total.tasks.counts}
        units = [unit.tasks.counts for unit in report.units if unit.tasks]
        for each in TASKS:
            yield _check("tasks", each, named, report.total.tasks.counts, units)
        yield _rows("task_rows", report.task_rows, "nhiệm vụ")


def _check(
    subject: str,
    identity: Identity,
    labels: Mapping[str, str],
    total: Mapping[str, int],
    units: Sequence[Mapping[str, int]] | None = None,
) -> Check:
    left, right = identity.sides(total)
    sides = [identity.sides(unit) for unit in units] if units is not None else None
    told = " = ".join(" + ".join(labels[name] for name in side) for side in (identity.left, identity.right))
    counts = (None, None) if sides is None else (len(sides), sum(a == b for a, b in sides))
    return Check(f"{subject}: {identity}", told[:1] + told[1:].lower(), left, right, *counts)


def _rows(subject: str, rows: RowCount, what: str) -> Check:
    labels = {**{name: label.format(what) for name, label in _ROWS.items()}, "not_accepted": _LEFT_OUT[what]}
    return _check(subject, ROWS, labels, rows.counts)


# --- in words ------------------------------------------------------------------------------


def of_units(adjusted: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    """The adjustments without those of the whole that its units explain."""
    found = tuple(adjusted)
    units = {(each.report.period, each.figure) for each in found if each.unit != _WHOLE}
    return tuple(each for each in found if each.unit != _WHOLE or (each.report.period, each.figure) not in units)


def units_of(adjusted: Iterable[Adjustment]) -> frozenset[str]:
    """The units that they are about."""
    return frozenset(each.unit for each in adjusted if each.unit != _WHOLE)


def told(history: History, what: str) -> tuple[str, ...]:
    """One sentence for the conclusions, if earlier reports said otherwise; `what` is counted (“hồ sơ”)."""
    parts = []
    if found := of_units(history.adjusted):
        units, periods = units_of(found), {each.report.period.id for each in found}
        whose = f" của {official_count(len(units))} đơn vị" if units else ""
        parts.append(
            f"có {official_count(len(found))} số liệu về {what}{whose} trong {official_count(len(periods))} kỳ đã báo "
            f"cáo được điều chỉnh (trang “{ADJUSTED_SHEET}”)"
        )
    if history.carried and history.carried.units:
        added, removed = (
            sum(len(getattr(each, way)) for each in history.carried.units) for way in ("added", "removed")
        )
        parts.append(
            f"{what} kỳ trước chuyển sang thêm {official_count(added)}, bớt {official_count(removed)} {what} "
            f"(trang “{CARRIED_SHEET}”)"
        )
    return (f"So với số liệu đã báo cáo: {'; '.join(parts)}.",) if parts else ()


def line(checks: SelfChecks) -> str:
    """All of it in one line, for the screen."""
    wrong = sum(not each.ok for each in checks.all)
    parts = [f"{official_count(wrong)} đẳng thức không khớp" if wrong else "các đẳng thức đều khớp"]
    if found := of_units(checks.adjusted):
        parts.append(f"{official_count(len(found))} số liệu đã báo cáo nay được điều chỉnh")
    if units := checks.history.carried.units if checks.history.carried else ():
        count = sum(len(each.added) + len(each.removed) for each in units)
        parts.append(f"{official_count(count)} hồ sơ chuyển kỳ khác báo cáo kỳ trước")
    where = f" (xem trang “{SHEET}”)" if len(parts) > 1 or wrong else ""
    return f"Kiểm tra số liệu: {'; '.join(parts)}{where}."


# --- for scripts ---------------------------------------------------------------------------


def document(checks: SelfChecks) -> dict[str, object]:
    """The keys of the JSON; `carried_over` is null where no report on the period before was kept."""
    carried = checks.history.carried
    return {
        "checks": [{"id": each.id, "left": each.left, "right": each.right, "ok": each.ok} for each in checks.all],
        "carried_over": None if carried is None else [_unit(unit) for unit in carried.units],
        "adjusted": [
            {"period": each.report.period.id, "unit": each.unit, "figure": name, "reported": before, "now": now}
            for each in checks.adjusted
            for name, before, now in each.counts
        ],
        "changed_sources": [
            {"period": each.reported.period.id, **{change: each.paths(change) for change in CHANGES}}
            for each in checks.sources
        ],
    }


def _unit(unit: CarriedUnit) -> dict[str, object]:
    return {
        "unit": unit.id,
        "reported": unit.reported,
        "carried": unit.carried,
        "added": [*map(_dossier, unit.added)],
        "removed": [*map(_dossier, unit.removed)],
    }


def _dossier(each: CarriedDossier) -> dict[str, object]:
    return {"code": each.code, "why": each.why, "day": each.day.isoformat() if each.day else None}
