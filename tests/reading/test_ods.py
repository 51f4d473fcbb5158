"""Cells and marks of OpenDocument spreadsheets."""

import io
from datetime import datetime

import pytest
from odf.dc import Date
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import LineBreak, P
from workbooks import book_of, table

from bsreform.reading.decoding.raw import ReadFault


def cell(text=None, **attributes):
    made = TableCell(**attributes)
    for line in (text or "").split("\n") if text is not None else ():
        made.addElement(P(text=line))
    return made


def row(*cells, **attributes):
    made = TableRow(**attributes)
    for each in cells:
        made.addElement(each)
    return made


def ods(*rows, columns=(), style=None, name="Dữ liệu"):
    document = OpenDocumentSpreadsheet()
    hidden = Style(name="an", family="table")
    hidden.addElement(TableProperties(display="false"))
    document.automaticstyles.addElement(hidden)
    document.meta.addElement(Date(text="2024-03-08T15:00:01"))
    sheet = Table(name=name, **({"stylename": style} if style else {}))
    for each in (*columns, *rows):
        sheet.addElement(each)
    document.spreadsheet.addElement(sheet)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_values_are_the_stored_ones_not_the_shown_ones(tmp_path):
    data = ods(
        row(
            cell("Mã số"),
            cell("1,50", valuetype="float", value="1.5"),
            cell("50%", valuetype="percentage", value="0.5"),
            cell("8/3/24", valuetype="date", datevalue="2024-03-08"),
            cell("8/3/24 10:11", valuetype="date", datevalue="2024-03-08T10:11:12"),
            cell("10:30", valuetype="time", timevalue="PT10H30M00S"),
            cell("ĐÚNG", valuetype="boolean", booleanvalue="true"),
            cell("a\nb", valuetype="string"),
        )
    )
    book = book_of(tmp_path, data, "tep.ods")
    assert table(book.sheets[0]) == [
        ["Mã số", "1.5", "0.5", "2024-03-08 00:00:00", "2024-03-08 10:11:12", "1899-12-31 10:30:00", "true", "a\nb"]
    ]
    assert (book.kind, book.modified) == ("ods", datetime(2024, 3, 8, 15, 0, 1))


def test_a_million_repeated_blank_rows_cost_nothing(tmp_path):
    data = ods(
        row(numberrowsrepeated=3),
        row(TableCell(numbercolumnsrepeated=2), cell("x")),
        row(TableCell(numbercolumnsrepeated=16384, stylename="an"), numberrowsrepeated=1_048_000),
    )
    assert table(book_of(tmp_path, data).sheets[0]) == [["", "", ""]] * 3 + [["", "", "x"]]


def test_repeated_values_are_repeated(tmp_path):
    data = ods(row(cell("x", numbercolumnsrepeated=2), numberrowsrepeated=2), row(cell("y")))
    assert table(book_of(tmp_path, data).sheets[0]) == [["x", "x"], ["x", "x"], ["y", ""]]


def test_spans_hidden_parts_and_hidden_sheets(tmp_path):
    data = ods(
        row(cell("tiêu đề", numbercolumnsspanned=2, numberrowsspanned=2), CoveredTableCell(), cell("x")),
        row(CoveredTableCell(numbercolumnsrepeated=2), cell("y"), visibility="collapse"),
        columns=(TableColumn(), TableColumn(numbercolumnsrepeated=2, visibility="collapse")),
        style="an",
    )
    sheet = book_of(tmp_path, data).sheets[0]
    assert table(sheet) == [["tiêu đề", "", "x"], ["", "", "y"]]
    assert (sheet.merges, sheet.hidden_rows, sheet.hidden_columns) == (((1, 1, 2, 2),), {2}, {2, 3})
    assert not sheet.visible


def test_errors_and_formulas_that_nobody_calculated(tmp_path):
    data = ods(
        row(
            cell("#N/A", valuetype="string", stringvalue="", formula="of:=NA()"),
            cell("Err:502", valuetype="float", value="0", formula="of:=X()"),
            cell(formula="of:=1+1"),
            cell("", valuetype="string", stringvalue="", formula='of:=""'),
            cell("#N/A"),
        )
    )
    sheet = book_of(tmp_path, data).sheets[0]
    assert sheet.error_cells == {(1, 1): "#N/A", (1, 2): "Err:502"}
    assert sheet.uncalculated == {(1, 3)}
    assert table(sheet) == [["", "", "", "", "#N/A"]]


def test_line_breaks_and_spaces_within_a_paragraph(tmp_path):
    broken = TableCell()
    paragraph = P(text="một")
    paragraph.addElement(LineBreak())
    paragraph.addText("hai")
    broken.addElement(paragraph)
    assert table(book_of(tmp_path, ods(row(broken))).sheets[0]) == [["một\nhai"]]


def test_a_value_at_the_last_corner_is_refused_before_anyone_lays_out_the_sheet(tmp_path):
    data = ods(
        row(cell("x")), row(numberrowsrepeated=1_048_574), row(TableCell(numbercolumnsrepeated=16383), cell("y"))
    )
    with pytest.raises(ReadFault, match="oversized_file"):
        book_of(tmp_path, data)
