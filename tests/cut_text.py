"""Which cells of a written workbook are too low for their text, by the product's own measure of type."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import openpyxl

from bsreform.report_model import Section
from bsreform.writing.fitting import MAX_HEIGHT, line_count, pixels
from bsreform.writing.workbook import write_sections


def written(sections: Sequence[Section]):
    """The sheets of a workbook with these sections."""
    stream = BytesIO()
    write_sections(sections, "Báo cáo", date(2024, 3, 8), stream)
    return openpyxl.load_workbook(stream).worksheets


def too_low(sheet) -> list[str]:
    """The cells whose text needs more height than their rows have."""
    widths = widths_of(sheet)
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    found = []
    for row in sheet.iter_rows():
        for cell in row:
            if not isinstance(cell.value, str) or cell.value.startswith("=") or not cell.alignment.wrap_text:
                continue
            area = spans.get((cell.row, cell.column))
            last_row, last_col = (area.max_row, area.max_col) if area else (cell.row, cell.column)
            room = sum(widths[cell.column - 1 : last_col])
            has = sum((sheet.row_dimensions[at].height or 15) for at in range(cell.row, last_row + 1))
            # A line of Times New Roman is 1.15 times as high as its type.
            needs = line_count(cell.value, room, cell.font.sz, bool(cell.font.b)) * cell.font.sz * 1.15
            if needs > has + 0.75 and has < MAX_HEIGHT:  # heights are whole pixels
                found.append(f"{sheet.title}!{cell.coordinate}: {has} < {needs}")
    return found


def widths_of(sheet) -> list[int]:
    """Pixels of every column; equal neighbours are kept as one."""
    kept = {}
    for letter, dimension in sheet.column_dimensions.items():
        first = dimension.min or openpyxl.utils.column_index_from_string(letter)
        kept |= dict.fromkeys(range(first, (dimension.max or first) + 1), dimension.width)
    # A file keeps a width with its padding: 5 of 7 pixels more.
    return [pixels(round(kept[index] - 5 / 7, 1)) for index in range(1, sheet.max_column + 1)]
