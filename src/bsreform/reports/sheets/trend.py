"""“Diễn biến”: the rates of the letter for the whole over the last periods, each in a small chart with its target."""

from bsreform.language.wording import counts_of, official_count
from bsreform.material.values import Material
from bsreform.model import Value
from bsreform.report_model import Address, Chart, Column, Row, Section, Table
from bsreform.reports.sentences.conclusions import LETTER
from bsreform.reports.sheets import addresses

TOTAL = "trend_total"
LEAST = 4
"""Fewer points make no line."""


def trend(material: Material) -> tuple[Section, ...]:
    """The sheet, on one page; none of a rate that has fewer than `LEAST` periods with figures."""
    known = {name: _places(material, name) for name in ("on_time_rate", *LETTER) if name in material.measurable}
    names = [name for name, places in known.items() if len(places) >= LEAST]
    places = sorted({place for name in names for place in known[name]})
    if not names:
        return ()
    count = official_count(len(places))
    return (
        Section(
            name="Diễn biến",
            title=f"DIỄN BIẾN {count} {material.names.noun.upper()} GẦN NHẤT, TOÀN {material.level.upper()}",
            blocks=(_table(material, names, places), *(_chart(material, name) for name in names)),
            landscape=True,
            compact=True,
        ),
    )


def _places(material: Material, name: str) -> list[int]:
    """Of the periods for which the rate is known."""
    return [place for place, ratio in enumerate(material.total.indicators[name].trend) if ratio.percent is not None]


def _chart(material: Material, name: str) -> Chart:
    target = material.total.indicators[name].target
    series = (name, f"{name}.target") if target is not None else (name,)
    return Chart(material.by_id[name].label, TOTAL, "period", series)


def _table(material: Material, names: list[str], places: list[int]) -> Table:
    """One row per period with figures; the target beside every rate, for its line."""
    columns = [Column("period", material.names.noun.capitalize(), width=9)]
    for name in names:
        short = material.by_id[name].short
        ratio = (f"{name}.counted", f"{name}.out_of")
        columns.append(Column(name, "Tỷ lệ", "percent", short, width=6.5, ratio=ratio))
        columns.append(Column(f"{name}.counts", "Đạt/ tổng số", "line", short, width=10))
        if material.total.indicators[name].target is not None:
            columns.append(Column(f"{name}.target", "Chỉ tiêu", "percent", short, width=6.5))
    rows = tuple(
        Row(
            {
                "period": material.trend_labels[place],
                **{key: cell for name in names for key, cell in _rate(material, name, place).items()},
                **{f"{name}.target": material.total.indicators[name].target for name in names},
            },
            about=Address(scope=addresses.TOTAL, span=addresses.trend_span(place)),
        )
        for place in places
    )
    return Table(TOTAL, "", tuple(columns), rows, figures={name: addresses.value(name) for name in names})


def _rate(material: Material, name: str, place: int) -> dict[str, Value]:
    ratio = material.total.indicators[name].trend[place]
    counts = counts_of(ratio) if ratio.out_of else ""
    return {
        name: ratio.percent,
        f"{name}.counts": counts,
        f"{name}.counted": ratio.counted,
        f"{name}.out_of": ratio.out_of,
    }
