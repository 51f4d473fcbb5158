"""“Kiểm tra số liệu”: the identities with both sides, and this report against what earlier ones said; with the lists
behind it, “Hồ sơ chuyển kỳ” and “Số liệu điều chỉnh”, where there is anything to list.
"""

from bsreform.identities import Sums
from bsreform.language.wording import official_date
from bsreform.material.self_checks import SHEET, SelfChecks
from bsreform.material.values import Material
from bsreform.model import Value
from bsreform.report_model import Address, Column, Row, Section, Table
from bsreform.reports.sheets.addresses import TOTAL
from bsreform.reports.sheets.against_earlier import adjusted_list, carried_list, carried_over, periods

_DIFFERENCE = "Chênh lệch (phải bằng 0)"
_NUMBER = Column("no", "STT", "integer", width=5)


def checks_of(material: Material, checks: SelfChecks) -> tuple[Section, ...]:
    """The sheets: the checks, and the lists behind them where there is anything to list."""
    carried = checks.history.carried
    return (
        Section(
            name=SHEET,
            title="KIỂM TRA SỐ LIỆU",
            subtitle=f"Số liệu tính đến hết ngày {official_date(material.period.as_of)}",
            blocks=(
                _identities(checks),
                _sums(material, checks),
                carried_over(material, carried),
                periods(material, checks),
            ),
            landscape=True,
            audit=True,
        ),
        *((carried_list(carried),) if carried and carried.units else ()),
        *((adjusted_list(material, checks),) if checks.adjusted else ()),
    )


def _identities(checks: SelfChecks) -> Table:
    columns = (
        _NUMBER,
        Column("label", "Đẳng thức", width=46),
        Column("left", "Vế trái", "integer", width=12),
        Column("right", "Vế phải", "integer", width=12),
        Column("difference", _DIFFERENCE, "integer", width=12, difference=("left", "right")),
        Column("units", "Số đơn vị đã kiểm tra", "integer", width=12),
        Column("holding", "Số đơn vị khớp", "integer", width=12),
    )
    rows = tuple(
        Row(
            {
                "no": number,
                "label": each.label,
                "left": each.left,
                "right": each.right,
                "difference": each.left - each.right,
                "units": "" if each.units is None else each.units,
                "holding": "" if each.holding is None else each.holding,
            }
        )
        for number, each in enumerate(checks.identities, 1)
    )
    return Table("identities", "1. Các đẳng thức", columns, rows)


def _sums(material: Material, checks: SelfChecks) -> Table:
    columns = (
        _NUMBER,
        Column("label", "Số liệu trong kỳ", width=46),
        Column("units", "Cộng các đơn vị", "integer", width=12),
        Column("groups", "Cộng các nhóm", "integer", width=12),
        Column("total", material.total.name, "integer", width=12),
        Column("units.check", "Đơn vị trừ toàn bộ (phải bằng 0)", "integer", width=12, difference=("units", "total")),
        Column("groups.check", "Nhóm trừ toàn bộ (phải bằng 0)", "integer", width=12, difference=("groups", "total")),
        *(_FORM if checks.form else ()),
    )

    rows = tuple(_sums_row(number, each, checks) for number, each in enumerate(checks.sums, 1))
    title = f"2. Đơn vị, nhóm và {material.total.name.lower()}"
    return Table(
        "sums",
        title,
        columns,
        rows,
        figures=dict.fromkeys(("units", "groups", "total", "form"), Address(scope=TOTAL, span="now")),
    )


def _sums_row(number: int, each: Sums, checks: SelfChecks) -> Row:
    cells: dict[str, Value] = {"no": number, "label": checks.labels[each.name], "units": each.units}
    cells |= {"groups": each.groups, "total": each.total}
    cells |= {"units.check": each.units - each.total, "groups.check": each.groups - each.total}
    form = checks.form.get(each.name)
    cells |= {"form": "", "form.check": ""} if form is None else {"form": form, "form.check": form - each.total}
    rate, _, side = each.name.rpartition(".")
    is_side = side in ("counted", "out_of")
    return Row(cells, about=Address(rate if is_side else each.name, side=side if is_side else "value"))


_FORM = (
    Column("form", "Cộng Biểu II.06a", "integer", width=12),
    Column("form.check", "Biểu trừ toàn bộ (phải bằng 0)", "integer", width=12, difference=("form", "total")),
)
