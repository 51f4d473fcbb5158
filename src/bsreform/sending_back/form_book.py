"""A fill-in form as an Excel workbook: the sheet to fill in, its instructions and the lists behind its drop-downs."""

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_range_abs

from bsreform.forms.marks import form_mark
from bsreform.spec import ValueKind, Watch
from bsreform.writing.fitting import line_count, pixels, row_height
from bsreform.writing.styles import BODY, DEFAULT_FORMAT, SMALL, Styles
from bsreform.writing.xlsx import XlsxBook, XlsxFormat, XlsxOptions, XlsxSheet

if TYPE_CHECKING:
    from bsreform.sending_back.forms import Template, TemplateColumn

PREPARED_ROWS: Final = 200
HEADER_ROW: Final = 3
"""0-based; the first row to fill in is the next."""
NO_DEADLINE: Final = "Thường xuyên"
INSTRUCTIONS, LISTS = "Hướng dẫn", "Danh mục"
OVERDUE_FILL, DUE_SOON_FILL = "#F8C08A", "#FFF2A8"
_DATES = ("date", "deadline")
_COUNTS = ("number", "money")
_FORMATS: Final[dict[ValueKind, str]] = {"percent": "0%", "number": "#,##0", "money": "#,##0"}
_MADE = datetime(2024, 3, 1)  # noqa: DTZ001  a fixed day: the same form gives the same bytes
_OPTIONS = {"in_memory": True, "default_format_properties": DEFAULT_FORMAT}
_DUE_SOON_DAYS = 3
_MARGINS = {"left": 0.6, "right": 0.4, "top": 0.6, "bottom": 0.6}
_PAGE_PIXELS: Final = int((297 / 25.4 - _MARGINS["left"] - _MARGINS["right"]) * 96 * 0.93)
"""The width that surely fits A4 landscape: printers set columns a little wider than the screen."""
_NAMING = frozenset({"title", "procedure_name", "unit", "name"})
_GUIDE_WIDTHS = (5, 30, 11, 60, 34)


def template_bytes(template: "Template") -> bytes:
    """The workbook of the form as .xlsx; the same form and units give the same bytes."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, dict(_OPTIONS))
    form = template.form
    book.set_properties({"title": form.title, "created": _MADE})
    book.set_custom_property("bsreform", form_mark(form.id, form.version))
    styles = Styles(book)
    sheet = book.add_worksheet(form.sheet)
    guide = book.add_worksheet(INSTRUCTIONS)
    ranges = _write_lists(book, styles, template)
    _write_heading(sheet, styles, template)
    _write_header(sheet, styles, template)
    _prepare_rows(sheet, styles, template, ranges)
    if form.watch:
        _colour(book, sheet, template, form.watch)
    _set_up_page(sheet)
    sheet.repeat_rows(HEADER_ROW)
    _set_pages(sheet, template)
    _write_guide(guide, styles, template)
    book.close()
    return stream.getvalue()


def _mark(template: "Template", *, notes: bool = False) -> str:
    return form_mark(template.form.id, template.form.version, notes=notes)


def _write_lists(book: XlsxBook, styles: Styles, template: "Template") -> dict[str, str]:
    """The hidden sheet of lists; list name → the formula of its range."""
    sheet = book.add_worksheet(LISTS)
    sheet.hide()
    sheet.write_string(0, 0, _mark(template, notes=True), styles.text(SMALL, "left", italic=True))
    lists = {column.list_name: column.options for column in template.columns if column.options}
    ranges = {}
    for index, (name, options) in enumerate(lists.items()):
        sheet.set_column(index, index, 40)
        sheet.write_string(2, index, name, styles.header())
        for row, option in enumerate(options, start=3):
            sheet.write_string(row, index, option)
        ranges[name] = f"='{LISTS}'!{xl_range_abs(3, index, 2 + len(options), index)}"
    return ranges


def _write_heading(sheet: XlsxSheet, styles: Styles, template: "Template") -> None:
    """Title, hint and mark, all on the first page."""
    last = next(iter(_breaks(template)), len(template.columns)) - 1
    sheet.merge_range(0, 0, 0, last, template.form.title.upper(), styles.text(14, bold=True))
    sheet.set_row(0, row_height(1, 14))
    middle = last // 2
    hint = f"Cột có dấu (*) là bắt buộc. Cách ghi từng cột: xem trang “{INSTRUCTIONS}”."
    sheet.merge_range(1, 0, 1, middle, hint, styles.look(italic=True, valign="vcenter"))
    look = styles.look(italic=True, align="right", valign="vcenter", font_color="#595959")
    mark = f"Mẫu {_mark(template)}"
    if middle + 1 < last:
        sheet.merge_range(1, middle + 1, 1, last, mark, look)
    else:
        sheet.write_string(1, last, mark, look)
    sheet.set_row(1, row_height(1, SMALL))


def _write_header(sheet: XlsxSheet, styles: Styles, template: "Template") -> None:
    lines = 1
    for index, column in enumerate(template.columns):
        text = f"{column.header} (*)" if column.required else column.header
        sheet.write_string(HEADER_ROW, index, text, styles.header())
        # Room for the filter button, so that it hides no word.
        lines = max(lines, line_count(text, pixels(column.width) - 16, SMALL, True))
    sheet.set_row(HEADER_ROW, row_height(lines, SMALL) + 6)


def _prepare_rows(sheet: XlsxSheet, styles: Styles, template: "Template", ranges: dict[str, str]) -> None:
    first, last = HEADER_ROW + 1, HEADER_ROW + PREPARED_ROWS
    for index, column in enumerate(template.columns):
        look = styles.look(border=1, **_look(column))
        sheet.set_column(index, index, column.width)
        for row in range(first, last + 1):
            _write(sheet, row, index, _filled(template, row - first, column.field), look)
        if rule := _validation(column, ranges, f"{xl_col_to_name(index)}{first + 1}"):
            sheet.data_validation(first, index, last, index, {**rule, "ignore_blank": True})
    sheet.autofilter(HEADER_ROW, 0, last, len(template.columns) - 1)
    sheet.freeze_panes(first, _kept(template))


def _filled(template: "Template", place: int, field: str) -> "str | date | None":
    return template.rows[place].get(field) if place < len(template.rows) else None


def _write(sheet: XlsxSheet, row: int, index: int, value: "str | date | None", look: XlsxFormat) -> None:
    if not value:
        sheet.write_blank(row, index, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, index, value, look)
    else:
        sheet.write_datetime(row, index, value, look)


def _kept(template: "Template") -> int:
    """How many columns stay in view and are repeated on every page: up to the one that names the row."""
    named = [index for index, column in enumerate(template.columns) if column.field in _NAMING]
    return named[0] + 1 if named else 1


def _breaks(template: "Template") -> list[int]:
    return [index for index, column in enumerate(template.columns) if column.break_before]


def _set_pages(sheet: XlsxSheet, template: "Template") -> None:
    """One page wide, or where a column asks for it two, at the scale at which the wider of them fits."""
    starts = _breaks(template)
    if not starts:
        sheet.fit_to_pages(1, 0)
        return
    widths = [pixels(column.width) for column in template.columns]
    kept = _kept(template)
    widest = max(sum(widths[: starts[0]]), sum(widths[:kept]) + sum(widths[starts[0] :]))
    sheet.set_v_pagebreaks(starts)
    sheet.repeat_columns(0, kept - 1)
    sheet.set_print_scale(min(100, int(100 * _PAGE_PIXELS / widest)))


def _look(column: "TemplateColumn") -> XlsxOptions:
    if column.kind in _DATES:
        return {"num_format": "dd/mm/yyyy", "align": "center", "valign": "top"}
    if column.kind in _FORMATS:
        return {"num_format": _FORMATS[column.kind], "align": "right", "valign": "top"}
    # Text stays text: Excel would make a date of “12/3” and drop the zeros of a number.
    return {"num_format": "@", "align": "left", "valign": "top", "text_wrap": True}


def _validation(column: "TemplateColumn", ranges: dict[str, str], cell: str) -> XlsxOptions | None:
    """What Excel takes in the column that begins at `cell`, and what it says of anything else."""
    if column.options:
        rule: XlsxOptions = {"validate": "list", "source": ranges[column.list_name]}
        return _saying(rule, column, "Hãy chọn một mục trong danh sách thả xuống của ô.")
    if column.kind == "deadline":
        dated = f"AND(ISNUMBER({cell}),{cell}>=DATE(2000,1,1),{cell}<=DATE(2100,12,31))"
        rule = {"validate": "custom", "value": f'=OR({dated},{cell}="{NO_DEADLINE}")'}
        return _saying(rule, column, f"Hãy ghi ngày/tháng/năm, ví dụ 15/3/2024, hoặc “{NO_DEADLINE}”.")
    if column.kind == "date":
        rule = {"validate": "date", "criteria": "between", "minimum": date(2000, 1, 1), "maximum": date(2100, 12, 31)}
        return _saying(rule, column, "Hãy ghi ngày/tháng/năm, ví dụ 15/3/2024; chưa có thì để trống.")
    if column.kind == "percent":
        rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
        return _saying(rule, column, "Hãy ghi tỷ lệ từ 0% đến 100%, ví dụ 60%.")
    if column.kind in _COUNTS:
        rule = {"validate": "integer", "criteria": ">=", "value": 0}
        return _saying(rule, column, "Hãy ghi một số nguyên, không âm, không kèm chữ.")
    return None


def _saying(rule: XlsxOptions, column: "TemplateColumn", message: str) -> XlsxOptions:
    return {**rule, "error_title": "Chưa đúng cách ghi", "error_message": f"Cột “{column.header}”: {message}"}


def _colour(book: XlsxBook, sheet: XlsxSheet, template: "Template", watch: Watch) -> None:
    """Rows of open tasks whose deadline has passed, and of those whose deadline is near, as of the day of opening."""
    first, last = HEADER_ROW + 1, HEADER_ROW + PREPARED_ROWS
    area = (first, 0, last, len(template.columns) - 1)

    def cell(field: str) -> str:
        return f"${xl_col_to_name(template.index(field))}{first + 1}"

    deadline = cell(watch.deadlines[-1])
    for field in reversed(watch.deadlines[:-1]):
        deadline = f'IF({cell(field)}<>"",{cell(field)},{deadline})'
    closed = "".join(f',{cell(watch.status)}<>"{word}"' for word in watch.closed)
    is_open = f'ISNUMBER({deadline}),{cell(watch.completed)}="",N({cell(watch.progress)})<1{closed}'
    overdue = {"bg_color": OVERDUE_FILL, "bold": True}
    due_soon = {"bg_color": DUE_SOON_FILL}
    for condition, look in (
        (f"{deadline}<TODAY()", overdue),
        (f"{deadline}>=TODAY(),{deadline}<=WORKDAY(TODAY(),{_DUE_SOON_DAYS})", due_soon),
    ):
        rule = {"type": "formula", "criteria": f"=AND({is_open},{condition})", "format": book.add_format(look)}
        sheet.conditional_format(*area, rule)


def _set_up_page(sheet: XlsxSheet) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_margins(**_MARGINS)
    sheet.hide_gridlines(2)
    sheet.set_footer('&C&"Times New Roman"&11Trang &P/&N')


def _write_guide(sheet: XlsxSheet, styles: Styles, template: "Template") -> None:
    """How to fill in: the rules in sentences, then one row per column with an example."""
    for index, width in enumerate(_GUIDE_WIDTHS):
        sheet.set_column(index, index, width)
    last = len(_GUIDE_WIDTHS) - 1
    sheet.merge_range(0, 0, 0, last, "HƯỚNG DẪN GHI BIỂU", styles.text(14, bold=True))
    sheet.merge_range(1, 0, 1, last, template.form.title, styles.text(BODY, bold=True))
    room = sum(map(pixels, _GUIDE_WIDTHS))
    row = 3
    for number, note in enumerate(template.form.notes, start=1):
        text = f"{number}. {note}"
        sheet.merge_range(row, 0, row, last, text, styles.text(BODY, "left"))
        sheet.set_row(row, row_height(line_count(text, room, BODY), BODY))
        row += 1
    row = _write_guide_table(sheet, styles, template, row + 1)
    mark = f"Trang này không chứa số liệu. Mẫu {_mark(template, notes=True)}"
    sheet.merge_range(row + 1, 0, row + 1, last, mark, styles.look(italic=True, font_color="#595959"))
    _set_up_page(sheet)
    sheet.fit_to_pages(1, 1)


def _write_guide_table(sheet: XlsxSheet, styles: Styles, template: "Template", row: int) -> int:
    for index, text in enumerate(("STT", "Cột", "Bắt buộc", "Cách ghi", "Ví dụ")):
        sheet.write_string(row, index, text, styles.header())
    look, centred = (styles.look(border=1, valign="vcenter", text_wrap=True, align=a) for a in ("left", "center"))
    for number, column in enumerate(template.columns, start=1):
        row += 1
        how = f"{column.how} {_offered(column)}".strip()
        texts = (str(number), column.header, "Có" if column.required else "", how, column.example)
        for index, text in enumerate(texts):
            sheet.write_string(row, index, text, centred if index in (0, 2) else look)
        lines = (line_count(text, pixels(width), SMALL) for text, width in zip(texts, _GUIDE_WIDTHS, strict=True))
        sheet.set_row(row, row_height(max(lines), SMALL))
    return row + 1


def _offered(column: "TemplateColumn") -> str:
    """The choices of a short list, so that they can be read on paper."""
    if not column.options or len(column.options) > 8:
        return ""
    return "Danh sách: " + "; ".join(column.options) + "."
