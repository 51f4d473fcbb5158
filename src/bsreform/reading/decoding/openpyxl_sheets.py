"""The slow second reader of .xlsx sheets, for those that the fast decoder refuses."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from bsreform.reading.decoding import xlsx_marks
from bsreform.reading.decoding.marks import sheet_of, text_columns
from bsreform.reading.decoding.raw import RawSheet, ReadFault
from bsreform.reading.decoding.xlsx_parts import SheetPart

DAY_ZERO = datetime(1899, 12, 31)  # noqa: DTZ001  the day that a time of day without a date is shown on


def read(data: bytes, sheet: SheetPart, xml: bytes) -> RawSheet | None:
    """The sheet whose part is `xml`; None if it is empty. Raises ReadFault damaged_file."""
    try:
        marks = xlsx_marks.scan_exactly(xml)
        height, width = xlsx_marks.last_cell(xml)
        rows = _rows(data, sheet.name, height, width)
    except MemoryError:
        raise
    except Exception as fault:  # openpyxl has no exception of its own
        raise ReadFault("damaged_file", f"openpyxl: {type(fault).__name__}") from fault
    return sheet_of(sheet.name, text_columns(rows), 1, sheet.visible, marks)


def _rows(data: bytes, name: str, height: int, width: int) -> dict[int, dict[int, str]]:
    # Imported here: a quarter of a second that only refused files need.
    from bsreform.reading.decoding.openpyxl_books import to_read

    if not height:
        return {}
    book = to_read(data)
    sheet = book[name]
    sheet.reset_dimensions()  # what a file says of its own size is often wrong
    rows: dict[int, dict[int, str]] = {}
    for cells in sheet.iter_rows(max_row=height, max_col=width):
        for cell in cells:
            if cell.value is not None and cell.data_type != "e":
                rows.setdefault(cell.row, {})[cell.column] = text_of(cell.value)
    return rows


def text_of(value: object) -> str:
    """A value as the fast decoder writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f").removesuffix(".0")
    if isinstance(value, timedelta):
        value = DAY_ZERO + value
    elif isinstance(value, time):
        value = datetime.combine(DAY_ZERO, value)
    elif isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if isinstance(value, datetime):
        return value.isoformat(" ", "milliseconds").removesuffix(".000")
    return str(value)
