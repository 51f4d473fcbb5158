"""One writer per shape of file that people send; equal rows give equal bytes."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from pathlib import Path

import openpyxl
import xlsxwriter
import xlwt
from odf.dc import Date
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from bsreform.forms import FORMS
from bsreform.language.legacy import _TCVN3
from bsreform.sending_back.form_book import HEADER_ROW

Row = Mapping[str, object]
Column = tuple[str, str]
"""(header, key of the row)."""
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_FIXED = (1980, 1, 1, 0, 0, 0)
_OLD_FONT = {letter: code for code, letter in _TCVN3.items()}


class Formula(str):
    """A formula with the value that Excel stored beside it in `stored` ("" = never calculated)."""

    stored: str = ""


def formula(text: str, stored: str = "") -> Formula:
    """`text` begins with "="; `stored` may be an error such as #N/A."""
    made = Formula(text)
    made.stored = stored
    return made


def html_table(
    titles: Sequence[str], header: Sequence[str], columns: Sequence[str], rows: Iterable[Row | str], total: str
) -> bytes:
    """A web system's "Excel": an HTML table. `header` are its <tr>s; a text among the rows is a group row."""
    width = len(columns)
    lines = [f'<tr><td colspan="{width}">{escape(title)}</td></tr>' for title in titles]
    lines += header
    lines.append("<tr>" + "".join(f"<td>({number})</td>" for number in range(1, width + 1)) + "</tr>")
    for row in rows:
        if isinstance(row, str):
            lines.append(f'<tr><td colspan="{width}"><b>{escape(row)}</b></td></tr>')
        else:
            lines.append("<tr>" + "".join(f"<td>{escape(_webbed(row.get(key)))}</td>" for key in columns) + "</tr>")
    body = "\n".join((*lines, total))
    head = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
    return f'<html><head>{head}</head><body><table border="1">\n{body}\n</table></body></html>\n'.encode()


def _webbed(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M:%S}"
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else str(value or "")


def workbook(fill: Callable[[xlsxwriter.Workbook], None], saved: datetime) -> bytes:
    """An .xlsx whose properties say that it was saved then."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": saved})
        fill(book)
    return _uncalculated(stream.getvalue())


def _uncalculated(content: bytes) -> bytes:
    """Formulas without a value, as programs write them that do not calculate (XlsxWriter always stores one)."""
    return _repacked(content, lambda part: part.replace(b"<v></v>", b""))


def _repacked(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Each part changed, at a fixed time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _FIXED), change(old.read(name)), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def sheet_rows(
    book: xlsxwriter.Workbook,
    name: str,
    titles: Sequence[str],
    columns: Sequence[Column],
    rows: Iterable[Row | str],
    below: Sequence[str] = (),
) -> xlsxwriter.worksheet.Worksheet:
    """A sheet with a title block, a header, the rows (a text is a section row) and texts below."""
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "align": "center", "text_wrap": True, "border": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    sheet.set_column(1, len(columns) - 1, 18)
    for number, title in enumerate(titles):
        sheet.merge_range(number, 0, number, len(columns) - 1, title, bold)
    top = len(titles) + 1
    for column, (text, _) in enumerate(columns):
        sheet.write_string(top, column, text, bold)
    place = top
    for place, row in enumerate(rows, top + 1):
        if isinstance(row, str):
            sheet.merge_range(place, 0, place, len(columns) - 1, row, bold)
            continue
        for column, (_, key) in enumerate(columns):
            _write(sheet, place, column, row.get(key), day)
    for number, text in enumerate(below, place + 1):
        sheet.write_string(number, 1, text)
    return sheet


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: object, day: object) -> None:
    if isinstance(value, Formula):
        sheet.write_formula(row, column, value, None, value.stored)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value:
        sheet.write_string(row, column, str(value))


def filled_form(template: Path, rows: Sequence[Row], saved: datetime) -> bytes:
    """A form of templates/ with these rows below its header, saved then. Keys are fields of the form's layout."""
    form = next(form for form in FORMS if form.id == template.stem)
    places = {column.field: number for number, column in enumerate(form.columns, 1)}
    book = openpyxl.load_workbook(template)
    for number, row in enumerate(rows, HEADER_ROW + 2):
        for field, value in row.items():
            book.worksheets[0].cell(number, places[field]).value = value or None
    book.properties.created = saved
    stream = io.BytesIO()
    book.save(stream)
    return _repacked(stream.getvalue(), lambda part: _MODIFIED.sub(rf"\g<1>{saved:%Y-%m-%dT%H:%M:%SZ}".encode(), part))


def old_workbook(titles: Sequence[str], columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """A BIFF8 .xls of texts and numbers."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Hồ sơ")
    for number, title in enumerate(titles):
        sheet.write_merge(number, number, 0, len(columns), title)
    top = len(titles) + 1
    for place, row in enumerate(({"": ""}, *rows), top):
        sheet.write(place, 0, "TT" if place == top else place - top)
        for column, (text, key) in enumerate(columns, 1):
            sheet.write(place, column, text if place == top else row[key])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_file(titles: Sequence[str], columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """Semicolons and a byte order mark, as Excel saves on a Vietnamese machine; days as yyyy-mm-dd hh:mm."""
    lines = [*titles, ";".join(text for text, _ in columns)]
    for row in rows:
        values = (row.get(key) for _, key in columns)
        lines.append(
            ";".join(f"{v:%Y-%m-%d %H:%M}" if isinstance(v, datetime) else str("" if v is None else v) for v in values)
        )
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def open_document(titles: Sequence[str], columns: Sequence[Column], rows: Iterable[Row], saved: datetime) -> bytes:
    """An .ods with true dates and the same title block."""
    document = OpenDocumentSpreadsheet()
    document.meta.addElement(Date(text=saved.isoformat()))
    table = Table(name="Danh sách")
    for title in titles:
        line = TableRow()
        line.addElement(_cell(title, numbercolumnsspanned=len(columns)))
        line.addElement(CoveredTableCell(numbercolumnsrepeated=len(columns) - 1))
        table.addElement(line)
    for row in ({key: text for text, key in columns}, *rows):
        line = TableRow()
        for _, key in columns:
            value = row.get(key)
            if isinstance(value, datetime):
                line.addElement(_cell(f"{value:%d/%m/%Y}", valuetype="date", datevalue=value.isoformat()))
            elif isinstance(value, int):
                line.addElement(_cell(str(value), valuetype="float", value=str(value)))
            else:
                line.addElement(_cell(str(value or ""), valuetype="string"))
        table.addElement(line)
    document.spreadsheet.addElement(table)
    stream = io.BytesIO()
    document.save(stream)
    return _uncalculated(stream.getvalue())


def _cell(text: str, **attributes: object) -> TableCell:
    made = TableCell(**attributes)
    made.addElement(P(text=text))
    return made


def old_font(value: object) -> object:
    """A text as typed in a .VnTime font (TCVN3): capitals with tones have no code of their own."""
    if not isinstance(value, str):
        return value
    return "".join(_OLD_FONT.get(letter, _OLD_FONT.get(letter.lower(), letter)) for letter in value)
