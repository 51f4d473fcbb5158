"""“Diễn biến”: the rates of the letter for the whole over the last periods, each in a small chart with its target."""

from bsreform.language.wording import official_count
from bsreform.material.values import Material
from bsreform.report_model import Address, Chart, Column, Row, Section, Table
from bsreform.reports.sentences.conclusions import LETTER
from bsreform.reports.sheets import addresses

TOTAL = "trend_total"
LEAST = 4
"""Fewer points make no line."""


def trend(material: Material) -> tuple[Section, ...]:
    """The sheet, on one page; none where there are fewer than `LEAST` periods with figures."""
    names = [name for name in ("on_time_rate", *LETTER) if name in material.measurable]
    places = [
        place
        for place in range(len(material.trend_labels))
        if any(material.total.indicators[name].trend[place] is not None for name in names)
    ]
    if len(places) < LEAST:
        return ()
    count = official_count(len(places))
    return (
        Section(
            name="Diễn biến",
            title=f"DIỄN BIẾN {count} {material.names.noun.upper()} GẦN NHẤT, TOÀN {material.level.upper()}",
            blocks=(_table(material, names, places), *(_chart(material, name) for name in names)),
        ),
    )


def _chart(material: Material, name: str) -> Chart:
    target = material.total.indicators[name].target
    series = (name, f"{name}.target") if target is not None else (name,)
    return Chart(material.by_id[name].label, TOTAL, "period", series, kind="line", axis="", small=True)


def _table(material: Material, names: list[str], places: list[int]) -> Table:
    """One row per period with figures; the target beside every rate, for its line."""
    columns = [Column("period", material.names.noun.capitalize(), width=14)]
    for name in names:
        short = material.by_id[name].short
        columns.append(Column(name, "Tỷ lệ", "percent", short, width=8))
        if material.total.indicators[name].target is not None:
            columns.append(Column(f"{name}.target", "Chỉ tiêu", "percent", short, width=8))
    rows = tuple(
        Row(
            {
                "period": material.trend_labels[place],
                **{name: material.total.indicators[name].trend[place] for name in names},
                **{f"{name}.target": material.total.indicators[name].target for name in names},
            },
            about=Address(scope=addresses.TOTAL, span=addresses.trend_span(place)),
        )
        for place in places
    )
    return Table(TOTAL, "", tuple(columns), rows, figures={name: addresses.value(name) for name in names})
