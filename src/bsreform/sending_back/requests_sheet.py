"""“Đề nghị chỉnh sửa”: the first sheet of an annotated copy, with a link to every cell to be mended."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bsreform.forms.marks import form_mark, is_side_sheet
from bsreform.language.wording import SEVERITY, clean, decimal
from bsreform.sending_back.requests import Request, Requests
from bsreform.writing.fitting import line_count, pixels, row_height
from bsreform.writing.styles import BODY, FONT, SMALL

SHEET: Final = "Đề nghị chỉnh sửa"
Places = Mapping[int, tuple[str, str]]
"""Number of a request → (sheet, cell) in the copy, for those that concern a cell."""
_HEADERS = ("STT", "Mức độ", "Trang", "Vị trí", "Nội dung chưa phù hợp", "Đề nghị")
_WIDTHS = (5, 10, 18, 9, 52, 52)
_HEADER_FILL = PatternFill("solid", fgColor="FFDCE6F1")
_THIN = Border(*(Side("thin"),) * 4)
_PLAIN = Font(FONT, SMALL)
_BOLD = Font(FONT, SMALL, bold=True)
_LINK = Font(FONT, SMALL, underline="single", color="FF0563C1")
_WRAPPED = Alignment(wrap_text=True, vertical="center")
_CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")


def add_requests_sheet(book: Workbook, asked: Requests, office: str, places: Places, remarks: Sequence[str]) -> None:
    """Put the sheet first and show it when the workbook is opened."""
    _drop_older(book)
    taken = {name.casefold() for name in book.sheetnames}
    sheet = book.create_sheet(SHEET if SHEET.casefold() not in taken else f"{SHEET} (2)", 0)
    for letter, width in zip("ABCDEF", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    header = _write_heading(sheet, asked, office, remarks) + 1
    for index, text in enumerate(_HEADERS, start=1):
        _write(sheet, header, index, text, _BOLD, centred=True).fill = _HEADER_FILL
    for row, request in enumerate(asked.listed, start=header + 1):
        _write_request(sheet, row, request, places.get(request.number))
    _set_up_page(sheet, header)
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0


def _drop_older(book: Workbook) -> None:
    """A copy that was annotated before, mended and sent back still has its old sheet."""
    for sheet in [each for each in book.worksheets if each.title.startswith(SHEET)]:
        if is_side_sheet(str(row[0]) for row in sheet.iter_rows(max_row=30, max_col=1, values_only=True)):
            book.remove(sheet)


def _write_heading(sheet: Worksheet, asked: Requests, office: str, remarks: Sequence[str]) -> int:
    """The paragraphs above the table; the row of the last one comes back."""
    counts = {word: asked.count(severity) for severity, word in SEVERITY.items()}
    told = ", ".join(f"{decimal(count)} {word}" for word, count in counts.items() if count)
    lines = (
        ("ĐỀ NGHỊ CHỈNH SỬA SỐ LIỆU", Font(FONT, 14, bold=True)),
        (f"Tệp: {_shown(asked.path)}", Font(FONT, BODY, italic=True)),
        (
            f"{office} kính đề nghị đơn vị rà soát, chỉnh sửa {decimal(len(asked.listed))} nội dung dưới đây ({told}) "
            "và gửi lại tệp này. Ô có lỗi được tô màu hồng, ô có cảnh báo được tô màu xanh nhạt, kèm ghi chú "
            "ngay tại ô; bấm vào cột “Vị trí” để đến ô.",
            Font(FONT, BODY),
        ),
        *((text, Font(FONT, BODY)) for text in remarks),
        (
            f"Trang này do phần mềm lập, không chứa số liệu ({form_mark('corrections', 1, notes=True)}).",
            Font(FONT, SMALL, italic=True, color="FF595959"),
        ),
    )
    room = sum(map(pixels, _WIDTHS))
    for row, (text, font) in enumerate(lines, start=1):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_WIDTHS))
        cell = _text_cell(sheet, row, 1, text)
        cell.font = font
        cell.alignment = _CENTRED if row <= 2 else _WRAPPED
        sheet.row_dimensions[row].height = row_height(line_count(text, room, font.size, font.bold), font.size)
    return len(lines)


def _shown(path: str) -> str:
    """A path of our own computer says nothing to the sender."""
    return Path(path).name if Path(path).is_absolute() else path


def _write_request(sheet: Worksheet, row: int, request: Request, place: tuple[str, str] | None) -> None:
    texts = (
        str(request.number),
        SEVERITY[request.severity].capitalize(),
        request.sheet,
        request.cell or "Cả trang" if request.sheet else "Cả tệp",
        request.what,
        request.how,
    )
    for index, text in enumerate(texts, start=1):
        _write(sheet, row, index, text, _PLAIN, centred=index in (1, 2, 4))
    lines = (line_count(text, pixels(width), SMALL) for text, width in zip(texts, _WIDTHS, strict=True))
    sheet.row_dimensions[row].height = row_height(max(lines), SMALL)
    if place:
        name = place[0].replace("'", "''")
        link = _write(sheet, row, 4, request.cell or "", _LINK, centred=True)
        link.hyperlink = Hyperlink(link.coordinate, location=f"'{name}'!{place[1]}", display=request.cell)


def _write(sheet: Worksheet, row: int, column: int, text: str, font: Font, *, centred: bool) -> Cell:
    cell = _text_cell(sheet, row, column, text)
    cell.font = font
    cell.border = _THIN
    cell.alignment = _CENTRED if centred else _WRAPPED
    return cell


def _text_cell(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """A cell that shows `text` as it is, even where it begins like a formula."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = clean(text)
    cell.data_type = "s"
    return cell


def _set_up_page(sheet: Worksheet, header: int) -> None:
    sheet.freeze_panes = f"A{header + 1}"
    sheet.auto_filter.ref = f"A{header}:F{max(sheet.max_row, header)}"
    sheet.print_title_rows = f"{header}:{header}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("Trang &P/&N"))
