"""Every live formula, worked out here a second time, gives the figure that is stored beside it."""

import re
from io import BytesIO

import openpyxl
import pytest
from msgspec.structs import replace

from bsreform.measures import Ratio
from bsreform.report_model import Column, Report, Row, Table
from bsreform.writing.fitting import line_count
from bsreform.writing.formulas import Placed, formula
from bsreform.writing.workbook import write_workbook


def worked_out(text: str, sheet) -> float | str:
    """A small calculator for the four shapes of formula that are written."""
    if ratio := re.fullmatch(r'=IF\((\w+)=0,"–",ROUND\((\w+)/\1,4\)\)', text):
        out_of, counted = (sheet[cell].value for cell in ratio.groups())
        return "–" if out_of == 0 else Ratio(counted, out_of).percent / 100
    if points := re.fullmatch(r"=ROUND\(\((\w+)-(\w+)\)\*100,2\)", text):
        first, second = (sheet[cell].value for cell in points.groups())
        return round((first - second) * 100, 2)
    parts = re.fullmatch(r"=SUM\(([\w:,]+)\)", text).group(1).split(",")
    cells = [cell for part in parts for cell in (sum(sheet[part], ()) if ":" in part else (sheet[part],))]
    return sum(cell.value for cell in cells if isinstance(cell.value, int | float))


def test_every_formula_of_a_report_gives_its_stored_value(report: Report) -> None:
    stream = BytesIO()
    write_workbook(report, stream)
    live, stored = openpyxl.load_workbook(stream), openpyxl.load_workbook(stream, data_only=True)
    checked = 0
    for sheet in live:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            expected = stored[sheet.title][cell.coordinate].value
            assert worked_out(cell.value, stored[sheet.title]) == pytest.approx(expected), cell.coordinate
            checked += 1
    assert checked > 20


TABLE = Table(
    "t",
    "",
    (Column("a", "A", "integer", adds=True), Column("b", "B", "integer", adds=True)),
    (Row({"a": 1, "b": None}), Row({"a": 2, "b": None}), Row({"a": 3, "b": None}, "total")),
)


def made(table: Table, index: int, at: int) -> str | None:
    return formula(Placed(table, 0, 0, 1), index, table.columns[at])


def test_a_total_without_groups_adds_all_rows() -> None:
    assert made(TABLE, 2, 0) == "=SUM(A2:A3)"


def test_a_column_without_data_has_no_formula() -> None:
    assert made(TABLE, 2, 1) is None


def test_a_wrong_total_is_refused() -> None:
    rows = (*TABLE.rows[:2], Row({"a": 4}, "total"))
    with pytest.raises(AssertionError):
        made(replace(TABLE, rows=rows), 2, 0)


def test_a_group_without_members_keeps_its_plain_value() -> None:
    rows = (Row({"a": 5}, "group"), Row({"a": 7}, "group"), Row({"a": 12}, "total"))
    table = replace(TABLE, rows=rows)
    assert made(table, 0, 0) is None
    assert made(table, 2, 0) == "=SUM(A2:A3)"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("Ngắn", 200, 1), ("a\nb", 200, 2), ("Đơn vị " * 20, 200, 5), ("x" * 80, 200, 3)],
)
def test_wrapped_lines_are_counted_before_excel_wraps_them(text: str, width: float, lines: int) -> None:
    assert lines <= line_count(text.strip(), width, 11) <= lines + 1
