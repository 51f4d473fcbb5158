"""“Diễn biến”: the rates of the letter over the last periods: the whole as a chart, the units as sparklines."""

from bsreform.language.wording import official_count
from bsreform.material.values import Material
from bsreform.measures import Figures
from bsreform.model import Value
from bsreform.report_model import Address, Chart, Column, Row, Section, Table
from bsreform.reports.sentences.conclusions import LETTER
from bsreform.reports.sheets import addresses
from bsreform.reports.sheets.layout import NAMES, unit_rows

TOTAL = "trend_total"


def trend(material: Material) -> Section:
    """The sheet: the whole first, then one table for each rate; the newest period stands on the right."""
    names = [name for name in LETTER if name in material.measurable]
    return Section(
        name="Diễn biến",
        title=f"DIỄN BIẾN {official_count(len(material.trend_labels))} {material.names.noun.upper()} GẦN NHẤT",
        blocks=(
            _total(material, names),
            *([total_chart(material)] if names else []),
            against_targets(material),
            *(_units(material, name, number) for number, name in enumerate(names, 2)),
        ),
    )


def total_chart(material: Material) -> Chart:
    """The rates of the letter for the whole, as lines over the table of this sheet."""
    return Chart(
        f"Diễn biến {official_count(len(material.trend_labels))} {material.names.noun} gần nhất, toàn {material.level}",
        TOTAL,
        "period",
        tuple(name for name in LETTER if name in material.measurable),
        kind="line",
        axis="",
    )


def against_targets(material: Material) -> Chart:
    """The rates of this period with their targets, as bars over the table of “Tổng hợp”."""
    title = f"Kết quả toàn {material.level} so với chỉ tiêu, {material.names.now}"
    return Chart(title, "summary", "label", ("percent", "target"), "bar", "")


def _total(material: Material, names: list[str]) -> Table:
    columns = (
        Column("no", "STT", "integer", width=4),
        Column("period", material.names.noun.capitalize(), width=27),
        *(Column(name, material.by_id[name].short, "percent", width=9) for name in names),
    )
    rows = tuple(
        Row(
            {
                "no": number + 1,
                "period": label,
                **{name: material.total.indicators[name].trend[number] for name in names},
            },
            about=Address(scope=addresses.TOTAL, span=addresses.trend_span(number)),
        )
        for number, label in enumerate(material.trend_labels)
    )
    figures = {name: addresses.value(name) for name in names}
    shown = rows if names else ()
    return Table(TOTAL, f"1. Toàn {material.level}", columns, shown, empty="Không có số liệu.", figures=figures)


def _units(material: Material, name: str, number: int) -> Table:
    keys = tuple(f"p{place}" for place in range(len(material.trend_labels)))
    columns = (
        *NAMES,
        *(Column(key, label, "percent", width=9) for key, label in zip(keys, material.trend_labels, strict=True)),
        Column("line", "Diễn biến", "sparkline", width=22, over=keys),
    )

    def cells(figures: Figures) -> dict[str, Value]:
        return dict(zip(keys, figures.indicators[name].trend, strict=True))

    figures = {key: addresses.value(name, addresses.trend_span(place)) for place, key in enumerate(keys)}
    title = f"{number}. {material.by_id[name].label}"
    return Table(f"trend_{name}", title, columns, unit_rows(material, cells), figures=figures)
