"""Cells of .xlsx files at their true places, as text, with what stands beside them."""

import io
import zipfile
from datetime import datetime

import fastexcel
import openpyxl
import pytest
from workbooks import NAMESPACE, book_of, one_sheet, table, with_parts, with_sheet, xlsx

from bsreform.reading.decoding import openpyxl_sheets
from bsreform.reading.decoding.decode import decode
from bsreform.reading.decoding.raw import ReadFault
from bsreform.reading.decoding.xlsx_marks import scan, scan_exactly


def cells(folder, data):
    return table(book_of(folder, data).sheets[0])


# --- values ----------------------------------------------------------------------------------


def fill_kinds(book):
    sheet = book.add_worksheet("Dữ liệu")
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
    sheet.write_row("A1", ["Mã", 10000, 0.6, True, "001234", "NA", 0.1 + 0.2, 1e-7])
    sheet.write_datetime("A2", datetime(2024, 3, 8, 15, 0, 1), moment)
    sheet.write_datetime("B2", datetime(2024, 3, 8), moment)
    sheet.write_number("C2", 45359.5, book.add_format({"num_format": "0.0"}))


EXPECTED_KINDS = [
    ["Mã", "10000", "0.6", "true", "001234", "NA", "0.3", "0.0000001"],
    ["2024-03-08 15:00:01", "2024-03-08 00:00:00", "45359.5", "", "", "", "", ""],
]


@pytest.mark.parametrize("date_1904", [False, True])
def test_values_are_text_and_dates_are_right_in_both_date_systems(tmp_path, date_1904):
    book = book_of(tmp_path, xlsx(fill_kinds, date_1904=date_1904))
    assert table(book.sheets[0]) == EXPECTED_KINDS
    assert book.date1904 is date_1904


def test_the_second_reader_writes_values_as_the_first(tmp_path, monkeypatch):
    data = xlsx(fill_kinds)
    monkeypatch.setattr("bsreform.reading.decoding.sheets._reader", lambda data: None)
    assert cells(tmp_path, data) == EXPECTED_KINDS


@pytest.mark.parametrize("refused", [False, True])
def test_a_large_sheet_is_read_like_a_small_one_though_its_xml_is_let_go_before(tmp_path, monkeypatch, refused):
    monkeypatch.setattr("bsreform.reading.decoding.sheets._LARGE", 0)
    if refused:
        monkeypatch.setattr("bsreform.reading.decoding.sheets._reader", lambda data: None)
    assert cells(tmp_path, xlsx(fill_kinds)) == EXPECTED_KINDS


def test_where_the_system_has_no_thread_left_the_decoder_works_in_turn(tmp_path, monkeypatch):
    def no_thread(thread):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("threading.Thread.start", no_thread)
    assert cells(tmp_path, xlsx(fill_kinds)) == EXPECTED_KINDS


def test_a_file_that_changes_while_its_bytes_are_let_go_is_not_read_in_part(tmp_path, monkeypatch):
    monkeypatch.setattr("bsreform.reading.decoding.sheets._LARGE", 0)
    path = tmp_path / "tep.xlsx"
    path.write_bytes(xlsx(lambda book: [book.add_worksheet().write("A1", name) for name in "xy"]))

    def saved(data):
        path.write_bytes(xlsx(fill_kinds))
        return fastexcel.read_excel(data)

    monkeypatch.setattr("bsreform.reading.decoding.sheets._reader", saved)
    with pytest.raises(ReadFault) as caught:
        decode(path, 64)
    assert (caught.value.rule, caught.value.detail) == ("unreadable_file", "changed while read")


def test_saved_time_is_vietnamese(tmp_path):
    data = xlsx(lambda book: (book.set_properties({"created": datetime(2024, 3, 8, 20, 0)}), fill_kinds(book)))
    assert book_of(tmp_path, data).modified == datetime(2024, 3, 9, 3, 0)


def test_stale_dimension_is_not_believed(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="C3"><v>2</v></c></row>'
    data = one_sheet(rows, head='<dimension ref="A1"/>')
    assert cells(tmp_path, data) == [["1", "", ""], ["", "", ""], ["", "", "2"]]


def test_a_high_limit_costs_no_memory(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(xlsx(fill_kinds))
    assert decode(tmp_path / "a.xlsx", 10**6).sheets


def test_strict_ooxml_is_read(tmp_path):
    data = xlsx(fill_kinds)
    strict = b"http://purl.oclc.org/ooxml/"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    relations = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    for name, content in parts.items():
        named = content.replace(NAMESPACE.encode(), strict + b"spreadsheetml/main")
        parts[name] = named.replace(relations, strict + b"officeDocument/relationships")
    assert cells(tmp_path, with_parts(data, parts)) == EXPECTED_KINDS


# --- places ----------------------------------------------------------------------------------

PLACED = [["", "", ""], ["", "", ""], ["", "abc", "7"]]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3"><v>7</v></c></row>',
        '<row r="3"><c r="C3"><v>7</v></c><c r="B3" t="s"><v>0</v></c></row>',
        '<row r="1"><c r="A1" s="1"/></row><row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3"><v>7</v></c></row>',
        "<row r='3'><c r='B3' t='s'><v>0</v></c><c r='C3'><v>7</v></c></row>",
        '<row/><row/><row><c/><c t="s"><v>0</v></c><c><v>7</v></c></row>',
        '<row r="3"><c/><c t="s"><v>0</v></c><c r="C3"><v>7</v></c></row>',
        '\n <row r="3">\n  <c r="B3" t="s">\n <v>0</v> </c>\n <c r="C3"><v>7</v></c>\n</row>\n',
        '<row r="3"><c r="B3" t="inlineStr"><is><t>abc</t></is></c><c r="C3"><f>3+4</f><v>7</v></c></row>',
        '<row r="3" ht="20"><c s="1" r="B3" t="s"><v>0</v></c><c r="C3"><v>7</v></c></row>',
    ],
    ids=["usual", "unordered", "blank", "quotes", "no places", "some places", "spaces", "inline", "attributes"],
)
def test_values_stand_where_the_sheet_has_them(tmp_path, rows):
    assert cells(tmp_path, one_sheet(rows)) == PLACED


def test_prefixed_names_are_the_same_sheet(tmp_path):
    sheet = (
        f'<x:worksheet xmlns:x="{NAMESPACE}"><x:sheetData><x:row r="3"><x:c r="B3" t="s"><x:v>0</x:v></x:c>'
        '<x:c r="C3" t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData>'
        '<x:mergeCells><x:mergeCell ref="A1:B3"/></x:mergeCells></x:worksheet>'
    )
    read = book_of(tmp_path, with_sheet(sheet)).sheets[0]
    assert table(read)[2] == ["", "abc", ""]
    assert (read.error_cells, read.merges) == ({(3, 3): "#N/A"}, ((1, 1, 3, 2),))


@pytest.mark.parametrize(
    "first",
    [
        '<c r="B3" t="s"><v>1</v></c>',
        '<c r="B3" t="str"><f>""</f><v></v></c>',
        '<c r="B3" t="str"><f>""</f><v/></c>',
        '<c r="B3" t="str"><f>A1</f></c>',
        '<c r="B3"><f>A1</f></c>',
        '<c r="B3"><f>A1</f><v></v></c>',
        '<c r="B3" t="e"><v>#N/A</v></c>',
        '<c r="B3" t="e"><v></v></c>',
        '<c r="B3" t="inlineStr"><is><t></t></is></c>',
        '<c r="B3" t="inlineStr"><is/></c>',
        '<c r="B3" t="inlineStr"></c>',
        '<c r="B3" t="s"></c>',
        '<c r="B3" t="n"><v/></c>',
        '<c r="B3" s="1"></c>',
    ],
)
@pytest.mark.parametrize("quote", ['"', "'"])
def test_empty_texts_errors_and_formulas_before_the_first_value_shift_nothing(tmp_path, first, quote):
    rows = (first + '<c r="C3" t="s"><v>0</v></c>').replace('""', "A1").replace('"', quote)
    assert cells(tmp_path, one_sheet(f"<row r={quote}3{quote}>{rows}</row>"))[2] == ["", "", "abc"]


# --- marks -----------------------------------------------------------------------------------


def test_error_cells_are_named_and_empty(tmp_path):
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="B2" t="e"><f>NA()</f><v>#N/A</v></c>'
        '<c r="D2" s="3" t="e"><v>#REF!</v></c></row>'
    )
    sheet = book_of(tmp_path, one_sheet(rows)).sheets[0]
    assert sheet.error_cells == {(2, 2): "#N/A", (2, 4): "#REF!"}
    assert table(sheet) == [["abc", "", "", ""], ["", "", "", ""]]


def test_an_error_that_the_fast_decoder_does_not_know(tmp_path):
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="e"><v>#SPILL!</v></c></row>'
    sheet = book_of(tmp_path, one_sheet(rows)).sheets[0]
    assert (table(sheet), sheet.error_cells) == ([["abc", ""]], {(1, 2): "#SPILL!"})


def test_formulas_that_nobody_calculated(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["a", "=1+1", 3])
    book.save(tmp_path / "x.xlsx")
    sheet = book_of(tmp_path, (tmp_path / "x.xlsx").read_bytes()).sheets[0]
    assert (table(sheet), sheet.uncalculated) == ([["a", "", "3"]], frozenset({(1, 2)}))


def test_shared_array_and_empty_text_formulas(tmp_path):
    rows = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">1&gt;2</f><v>5</v></c>'
        '<c r="B1" t="str"><f>C1</f><v></v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/></c><c r="B2"><f t="shared" si="0"/><v>6</v></c></row>'
        '<row r="3"><c r="A3"><f t="array" ref="A3">SUM(A1)</f><v/></c><c r="B3"/><c r="C3"><f>1</f><v>2</v></c></row>'
    )
    sheet = book_of(tmp_path, one_sheet(rows)).sheets[0]
    assert sheet.uncalculated == {(2, 1), (3, 1)}
    assert table(sheet) == [["5", "", ""], ["", "6", ""], ["", "", "2"]]


def test_merges_and_hidden_parts(tmp_path):
    def fill(book):
        sheet = book.add_worksheet("Một")
        sheet.merge_range("B2:C2", "tiêu đề")
        sheet.merge_range("A3:A9", "đơn vị")
        sheet.write("D4", 1)
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column("C:D", None, None, {"hidden": True})
        hidden = book.add_worksheet("Ẩn")
        hidden.write("A1", 1)
        hidden.hide()

    first, second = book_of(tmp_path, xlsx(fill)).sheets
    assert set(first.merges) == {(2, 2, 2, 3), (3, 1, 4, 1)}, "cut at the last row with a value"
    assert (first.hidden_rows, first.hidden_columns) == ({4}, {3, 4})
    assert (first.visible, second.visible) == (True, False)
    assert table(first)[1:3] == [["", "tiêu đề", "", ""], ["đơn vị", "", "", ""]]


def test_the_searches_and_the_full_parse_agree():
    rows = "".join(
        f'<row r="{row}" spans="1:3"{" hidden=" + chr(34) + "1" + chr(34) if row % 7 == 0 else ""}>'
        f'<c r="B{row}" s="1"/><c r="C{row}" t="s"><v>0</v></c>'
        f'<c r="AD{row}" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="AE{row}"><f>A1</f></c></row>'
        for row in range(4, 60)
    )
    xml = (
        f'<worksheet xmlns="{NAMESPACE}"><cols><col min="2" max="3" hidden="1"/></cols><sheetData>{rows}</sheetData>'
        '<autoFilter ref="A1:B2"><filterColumn/></autoFilter>'
        '<mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>'
    ).encode()
    assert scan(xml) == scan_exactly(xml)
    assert scan(xml).anchor == (4, 3)


# --- sheets beside each other ----------------------------------------------------------------


def three(book):
    for name in ("Một", "Hai"):
        book.add_worksheet(name).write(1, 1, name)
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Một!$A$1:$A$3"})
    book.add_chartsheet("Biểu đồ").set_chart(chart)
    book.add_worksheet("Trống")
    book.add_worksheet("Ba").write(0, 0, "Ba")


def test_chart_sheets_and_empty_sheets_are_left_out(tmp_path):
    assert [sheet.name for sheet in book_of(tmp_path, xlsx(three)).sheets] == ["Một", "Hai", "Ba"]


@pytest.mark.parametrize("bad", [None, b"<worksheet><sheetData><row", b""], ids=["missing", "broken", "empty"])
def test_one_bad_sheet_does_not_lose_the_others(tmp_path, bad):
    book = book_of(tmp_path, with_parts(xlsx(three), {"xl/worksheets/sheet2.xml": bad}))
    assert [sheet.name for sheet in book.sheets] == ["Một", "Ba"]
    assert book.unread == ("Hai",)


def test_a_workbook_that_the_fast_decoder_refuses_is_read_slowly(tmp_path, monkeypatch):
    def refuse(data):
        raise BaseException("panic")

    monkeypatch.setattr("bsreform.reading.decoding.sheets.fastexcel.read_excel", refuse)
    book = book_of(tmp_path, with_parts(xlsx(three), {"xl/worksheets/sheet2.xml": None}))
    assert [sheet.name for sheet in book.sheets] == ["Một", "Ba"]
    assert table(book.sheets[0]) == [["", ""], ["", "Một"]]


def test_a_cell_at_the_last_corner_is_refused_before_anyone_lays_out_the_sheet(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(ReadFault) as caught:
        book_of(tmp_path, one_sheet(rows))
    assert caught.value.rule == "oversized_file"


def test_blank_cells_down_to_the_last_corner_cost_nothing(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert cells(tmp_path, one_sheet(rows)) == [["1"]]


def test_rows_of_empty_text_at_the_end_are_cut(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="E9" t="s"><v>1</v></c></row>'
    assert cells(tmp_path, one_sheet(rows)) == [["1"]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2024, 1, 5, 7, 30, 0, 250_000), "2024-01-05 07:30:00.250"),
        (datetime(2024, 1, 5).date(), "2024-01-05 00:00:00"),
        (datetime(2024, 1, 5, 7, 30).time(), "1899-12-31 07:30:00"),
        (10000.0, "10000"),
        (1e20, "100000000000000000000"),
        (False, "false"),
    ],
)
def test_the_text_of_a_value(value, text):
    assert openpyxl_sheets.text_of(value) == text
