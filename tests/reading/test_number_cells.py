"""A number cell is a number: 1.234 is no thousand; only text has the Vietnamese thousands dot."""

from test_ods import cell, ods, row
from workbooks import book_of, xls, xlsx

from bsreform.layouts.digital_team import LAYOUT
from bsreform.reading.recognising.columns import parse_column

NUMBERS = (1.234, 1.125, -12.375, 0.125, 1234.567, 1.5)
TEXTS = ("1.234", "12.345", "1.234.567")


def values(sheet):
    """What a column of counts makes of the cells of column A."""
    field = LAYOUT.field("households")
    return parse_column(sheet.columns[0], field)[0].to_pylist()


def filled(book_sheet):
    for place, number in enumerate(NUMBERS):
        book_sheet.write(place, 0, number)
    for place, text in enumerate(TEXTS, len(NUMBERS)):
        book_sheet.write(place, 0, text)


EXPECTED = [*NUMBERS, 1234.0, 12345.0, 1234567.0]


def test_in_xlsx(tmp_path):
    data = xlsx(lambda book: filled(book.add_worksheet("S")), strings_to_numbers=False)
    [sheet] = book_of(tmp_path, data).sheets
    assert values(sheet) == EXPECTED


def test_in_xls(tmp_path):
    [sheet] = book_of(tmp_path, xls(lambda book: filled(book.add_sheet("S"))), "tep.xls").sheets
    assert values(sheet) == EXPECTED


def test_in_ods(tmp_path):
    numbers = [row(cell(valuetype="float", value=str(number))) for number in NUMBERS]
    texts = [row(cell(text, valuetype="string")) for text in TEXTS]
    [sheet] = book_of(tmp_path, ods(*numbers, *texts), "tep.ods").sheets
    assert values(sheet) == EXPECTED


def test_in_csv_all_is_text(tmp_path):
    [sheet] = book_of(tmp_path, "Số hộ;Số người\n1.234;2\n1,5;3\n", "tep.csv").sheets
    assert sheet.columns[0].to_pylist()[1:] == ["1.234", "1,5"]
