"""What the mutants of the fuzz descend from: per format an export with whatever reading has to understand."""

import io
from datetime import datetime

import xlsxwriter
import xlwt

from hostile import binary_workbook, good
from hostile.binary_workbook import Error, Formula, Sheet
from hostile.zips import edited, parts_of

TITLE = "DANH SÁCH HỒ SƠ, Ngày xuất: 08/03/2024 16:00"
FINISHED = datetime(2024, 3, 6, 16, 30)
_DATE = "dd/mm/yyyy hh:mm"


def xlsx() -> bytes:
    """Title, merges, hidden rows and columns, true dates, errors, formulas with and without a result, two sheets."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        date = book.add_format({"num_format": _DATE})
        sheet = book.add_worksheet("HS")
        sheet.merge_range("A1:G1", TITLE)
        for row, values in enumerate([good.HEADER, *good.ROWS], 2):
            sheet.write_row(row, 0, values)
        sheet.write_datetime("E5", FINISHED, date)
        sheet.write_formula("G5", "=5000*2", None, 10_000)
        sheet.write_formula("G6", "=NA()", None, "#N/A")
        sheet.set_row(6, None, None, {"hidden": True})
        sheet.set_column("H:H", None, None, {"hidden": True})
        sheet.merge_range("B10:B11", "UBND xã Bình Chánh")
        book.add_worksheet("Ghi chú").write("C3", "Trang này không có hồ sơ")
    return edited(file.getvalue(), {"sheet1": lambda part: part.replace(b"</f><v>10000</v>", b"</f>")})


def xlsm() -> bytes:
    """The same with macros."""
    return good.with_part(xlsx(), "xl/vbaProject.bin", parts_of(good.xlsm())["xl/vbaProject.bin"])


def xlsb() -> bytes:
    """The same as binary records."""
    rows: list[list[object]] = [[TITLE], [], list(good.HEADER), *map(list, good.ROWS)]
    rows[4][4], rows[5][6], rows[6][6], rows[7][6] = FINISHED, Error("#N/A"), Formula(10_000.0), Formula("", True)
    sheet = Sheet("HS", rows, [(1, 1, 1, 7), (10, 2, 11, 2)], hidden_rows=[7], hidden_columns=[8])
    return binary_workbook.xlsb(sheet, Sheet("Ghi chú", [[], [], ["", "", "Trang này không có hồ sơ"]]))


def xls() -> bytes:
    """The same in BIFF8."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("HS")
    sheet.write_merge(0, 0, 0, 6, TITLE)
    for row, values in enumerate([good.HEADER, *good.ROWS], 2):
        for column, value in enumerate(values):
            if (row, column) not in {(4, 4), (5, 6), (6, 6), (10, 1), (9, 1)}:
                sheet.write(row, column, value)
    sheet.write(4, 4, FINISHED, xlwt.easyxf(num_format_str=_DATE))
    sheet.write(5, 6, xlwt.Formula("5000*2"))
    sheet.row(6).set_cell_error(6, 0x2A)
    sheet.row(7).hidden = True
    sheet.col(7).hidden = True
    sheet.write_merge(9, 10, 1, 1, "UBND xã Bình Chánh")
    book.add_sheet("Ghi chú").write(2, 2, "Trang này không có hồ sơ")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods() -> bytes:
    """The same as OpenDocument, with repeated blanks to the last row."""
    title = (
        '<table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="7">'
        f"<text:p>{TITLE}</text:p></table:table-cell></table:table-row>"
    )
    lines = [good.ods_row(row) for row in (good.HEADER, *good.ROWS)]
    text = '<table:table-cell office:value-type="string"><text:p>'
    day = (
        f'<table:table-cell office:value-type="date" office:date-value="{FINISHED.isoformat()}">'
        "<text:p>06/03/2024</text:p></table:table-cell>"
    )
    lines[2] = lines[2].replace(f"{text}02/03/2024 16:30:00</text:p></table:table-cell>", day)
    number = '<table:table-cell office:value-type="float" office:value="10000"{}><text:p>10.000</text:p>'
    plain = f"{text}10000</text:p>"
    lines[3] = lines[3].replace(plain, number.format(' table:formula="of:=5000*2"'))
    lines[4] = lines[4].replace(plain, '<table:table-cell table:formula="of:=NA()"><text:p>#N/A</text:p>')
    lines[5] = lines[5].replace("<table:table-row>", '<table:table-row table:visibility="collapse">')
    blank = '<table:table-row table:number-rows-repeated="1048500"><table:table-cell/></table:table-row>'
    notes = '<table:table table:name="Ghi chú">' + good.ods_row(["Trang này không có hồ sơ"]) + "</table:table>"
    return good.ods_of(f'<table:table table:name="HS">{title}{"".join(lines)}{blank}</table:table>{notes}')


def csv() -> bytes:
    """The same as text, with a title and a quoted field over two lines."""
    head, _, body = good.csv().decode("utf-8-sig").partition("\r\n")
    body = body.replace("UBND xã Bình Chánh", '"UBND xã\nBình Chánh"', 1)
    return f"{TITLE}\r\n\r\n{head}\r\n{body}".encode("utf-8-sig")


def html() -> bytes:
    """The same as a page, with spans, a hidden row, breaks, entities and a second table."""
    page = good.html(around=(f"<h3>{TITLE}</h3>", "<table><tr><td>Ghi chú</td></tr></table>")).decode()
    page = page.replace("<td>UBND xã Bình Chánh</td>", "<td rowspan=2>UBND x&atilde; B&#236;nh Ch&aacute;nh</td>", 1)
    page = page.replace("0002</td><td>UBND xã Bình Chánh</td>", "0002</td>", 1)
    page = page.replace("<tr><td>000.00.53.H48-240304-0004", "<tr style='display:none'><td>000.00.53.H48-240304-0004")
    return page.replace("Đã trả kết quả", "Đã trả<br>kết quả", 1).encode()


SEEDS = {"xlsx": xlsx, "xlsm": xlsm, "xlsb": xlsb, "xls": xls, "ods": ods, "csv": csv, "html": html}
