"""“DVC thiết yếu”: the rates of the essential services (letter, clause 2.3 e)."""

from bsreform.material.values import Material
from bsreform.measures import Figures, Verdict
from bsreform.report_model import Column, Table
from bsreform.reports.sheets.addresses import value
from bsreform.reports.sheets.layout import NAMES, filled, rate_columns, shown, silent_note, unit_rows


def essential(material: Material) -> tuple[Table, ...]:
    """The table; none without a catalogue that flags the essential services."""
    chosen = tuple(each for each in material.indicators if each.id.startswith("essential_"))
    if not any(each.id in material.measurable for each in chosen):
        return ()

    def verdicts(figures: Figures) -> dict[str, Verdict]:
        return {f"{each.id}.percent": found for each in chosen if (found := figures.indicators[each.id].own_verdict)}

    columns = [*NAMES]
    for each in chosen:
        rate = rate_columns(material, each, each.label.partition(": ")[2].capitalize(), starts_page=False)
        columns += [
            *rate,
            Column(f"{each.id}.year", "Lũy kế năm", "percent", rate[0].band, 9, shows=value(each.id, "year")),
        ]
    return (
        Table(
            id="essential",
            title="",
            columns=tuple(columns),
            rows=unit_rows(material, lambda figures: filled(columns, figures.lines), verdicts),
            notes=silent_note(material),
            figures=shown(columns),
        ),
    )
