"""“Theo đơn vị”: units × indicators with both counts, the percent and the change on the period before."""

from collections.abc import Sequence

from bsreform.language.wording import NO_COLUMN
from bsreform.material.values import Material
from bsreform.measures import Figures, Verdict
from bsreform.model import Value
from bsreform.report_model import Column, Table
from bsreform.reports.sheets.addresses import counts, difference
from bsreform.reports.sheets.layout import (
    MARKS_NOTE,
    NAMES,
    filled,
    points_note,
    rate_columns,
    shown,
    silent_note,
    unit_rows,
)
from bsreform.spec import Indicator

_PER_PAGE = 3


def by_unit(material: Material) -> Table:
    """The rates of this period, with both counts and the change against the period before."""
    columns = [*NAMES]
    for number, each in enumerate(material.main_indicators):
        rate = rate_columns(material, each, each.label, starts_page=bool(number) and number % _PER_PAGE == 0)
        against = f"So với {material.names.before}"
        change = Column(f"{each.id}.change", against, "points", rate[0].band, 8, shows=difference(each.id))
        columns += [*rate, change]
    columns.append(Column("score", "Điểm QĐ 766", "decimal", width=9))

    def cells(figures: Figures) -> dict[str, Value]:
        return {**filled(columns, figures.lines), "score": figures.score}

    return Table(
        id="by_unit",
        title="",
        columns=tuple(columns),
        rows=unit_rows(material, cells, lambda figures: _verdicts(figures, material.main_indicators)),
        notes=_notes(material),
        numbered=True,
        figures={**shown(columns), **counts(("score",))},
    )


def _verdicts(figures: Figures, indicators: Sequence[Indicator]) -> dict[str, Verdict]:
    return {f"{each.id}.percent": found for each in indicators if (found := figures.indicators[each.id].own_verdict)}


def _notes(material: Material) -> tuple[str, ...]:
    missing = [each.label for each in material.main_indicators if each.id not in material.measurable]
    notes = [
        f"{MARKS_NOTE} “–”: không phát sinh hồ sơ để tính. So với {material.names.before}: điểm phần trăm.",
        *silent_note(material),
        points_note(material),
    ]
    if missing:
        notes.append(f"Không có số liệu (các tệp nguồn {NO_COLUMN}): {'; '.join(missing)}.")
    return tuple(notes)
