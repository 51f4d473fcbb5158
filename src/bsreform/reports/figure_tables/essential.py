"""“DVC thiết yếu”: the rates of the essential services (letter, clause 2.3 e)."""

from bsreform.material.values import Material
from bsreform.measures import Figures, Verdict
from bsreform.model import Value
from bsreform.report_model import Column, Table
from bsreform.reports.sheets.addresses import rates, value
from bsreform.reports.sheets.layout import NAMES, rate_cells, rate_columns, silent_note, unit_rows


def essential(material: Material) -> tuple[Table, ...]:
    """The table; none without a catalogue that flags the essential services."""
    chosen = tuple(each for each in material.indicators if each.id.startswith("essential_"))
    if not any(each.id in material.measurable for each in chosen):
        return ()

    def cells(figures: Figures) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for each in chosen:
            measure = figures.indicators[each.id]
            found |= {**rate_cells(each.id, measure.now), f"{each.id}.year": measure.year.percent}
        return found

    def verdicts(figures: Figures) -> dict[str, Verdict]:
        return {f"{each.id}.percent": found for each in chosen if (found := figures.indicators[each.id].own_verdict)}

    columns = [*NAMES]
    for each in chosen:
        rate = rate_columns(material, each, each.label.partition(": ")[2].capitalize(), starts_page=False)
        columns += [*rate, Column(f"{each.id}.year", "Lũy kế năm", "percent", rate[0].band, 9)]
    return (
        Table(
            id="essential",
            title="",
            columns=tuple(columns),
            rows=unit_rows(material, cells, verdicts),
            notes=silent_note(material),
            figures={
                **rates(each.id for each in chosen),
                **{f"{each.id}.year": value(each.id, "year") for each in chosen},
            },
        ),
    )
