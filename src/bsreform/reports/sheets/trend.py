"""“Diễn biến 8 kỳ”: the rates of the letter over the last periods, one sparkline a unit."""

from bsreform.model import Column, Figures, Row, Section, Table, Value
from bsreform.reports.conclusions import LETTER
from bsreform.reports.material import Material


def trend(material: Material) -> Section:
    """The sheet: a list that can be filtered by indicator and unit; the newest period stands on the right."""
    keys = tuple(f"p{number}" for number in range(len(material.trend_labels)))
    columns = (
        Column("label", "Chỉ tiêu", width=26),
        Column("unit", "Đơn vị", width=34),
        *(Column(key, label, "percent", width=10) for key, label in zip(keys, material.trend_labels, strict=True)),
        Column("line", "Diễn biến", "sparkline", width=18, over=keys),
    )
    rows = []
    for name in LETTER:
        if name in material.measurable:
            rows += [
                _row(material.by_id[name].label, each, name, keys)
                for each in (material.total, *material.groups, *material.units)
            ]
    return Section(
        name="Diễn biến",
        title=f"DIỄN BIẾN {len(keys)} KỲ GẦN NHẤT",
        blocks=(Table("trend", "", columns, tuple(rows), filtered=True, empty="Không có số liệu."),),
        landscape=True,
    )


def _row(label: str, figures: Figures, indicator: str, keys: tuple[str, ...]) -> Row:
    values: dict[str, Value] = dict(zip(keys, figures.indicators[indicator].trend, strict=True))
    name = "Toàn huyện" if figures.id == "total" else figures.name
    return Row({"label": label, "unit": name, **values})
