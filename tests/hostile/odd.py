"""Odd files that are whole: they have to be read, however large, blank or strange their cells are."""

import re
from collections.abc import Mapping
from datetime import datetime

from openpyxl.utils.datetime import CALENDAR_MAC_1904

from hostile import good
from hostile.binary_workbook import Formula, Sheet, xlsb
from hostile.hazard import READ, Hazard
from hostile.zips import edited

LONG = "Đ" * 32_767
FORMULA = "=cmd|'/c calc'!A1"
STRANGE = (
    *(FORMULA, "+1+1", "-2+3", "@SUM(1+1)", "\t=1+1", "a;=1+1", "＝1+1"),
    *("\x1b[31mđỏ\x1b[0m", "\x1b]0;tiêu đề\x07", "\x9b31m", "\u202eab\u202c", "\u2066ab\u2069", "\x00\x01\x08\x7f"),
    *(
        "[red]đỏ[/red]",
        "[/x]",
        "<b>đậm</b>",
        "&amp;#27;",
        "${jndi:x}",
        "%s%n",
        "{0}",
        "\ud800",
        "\udc00\ud800",
        "\ufffe",
    ),
    *("a\r\nb\rc\nd", "\u2028", "\ufeff", "👩‍👩‍👧", "e" + "\u0301" * 50, LONG),
)
"""Texts that a cell may hold and that must come out as texts wherever they are shown."""
_ROW = good.ROWS[0]


def strange_rows(texts: tuple[str, ...] = STRANGE) -> list[tuple[object, ...]]:
    """The good rows, and one for each strange text, as its unit and its status."""
    more = [(f"000.00.53.H48-240305-{n:04d}", text, *_ROW[2:5], text, 0) for n, text in enumerate(texts)]
    return [*good.ROWS, *more]


def strange_csv() -> bytes:
    """The strange texts in a .csv, quoted, after rows enough for the file to be taken for text."""
    lines = [";".join(f'"{cell}"' for cell in row) for row in (good.HEADER, *strange_rows())]
    return "\r\n".join(lines).encode("utf-8", "surrogatepass")


def strange_xlsx() -> bytes:
    """The strange texts in an .xlsx, those that XML cannot hold in Excel's own escapes (_x001B_)."""
    places = {f"{column}{row}": "" for row in range(10, 10 + len(STRANGE)) for column in "BF"}
    texts = {place: STRANGE[int(place[1:]) - 10] for place in places}
    plain = [(row[0], "@" + row[0], *row[2:5], "@" + row[0], row[6]) for row in strange_rows()[len(good.ROWS) :]]
    return edited(
        good.shared_xlsx([*good.ROWS, *plain]), {"sharedStrings": lambda part: _with_texts(part, plain, texts)}
    )


def _with_texts(part: bytes, plain: list[tuple[object, ...]], texts: Mapping[str, str]) -> bytes:
    for row, text in zip(plain, (texts[f"B{n}"] for n in range(10, 10 + len(plain))), strict=True):
        escaped = "".join(_excel_escape(character) for character in text)
        part = part.replace(f"<t>{row[1]}</t>".encode(), f'<t xml:space="preserve">{escaped}</t>'.encode())
    return part


def _excel_escape(character: str) -> str:
    if character in "&<>":
        return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}[character]
    unwritable = (
        (character < " " and character not in "\t\n") or "\ud800" <= character <= "\udfff" or character == "\ufffe"
    )
    return f"_x{ord(character):04X}_" if unwritable else character


def strange_xlsb() -> bytes:
    """The strange texts in an .xlsb, in UTF-16 as they are."""
    return xlsb(Sheet("HS", [good.HEADER, *strange_rows()]), shared=False)


def strange_xls() -> bytes:
    """The strange texts in an .xls; xlwt refuses halves of characters, so they are put in afterwards."""
    halves = (("\ud800", "\ue0d8"), ("\udc00", "\ue0dc"))
    texts = STRANGE
    for half, standing_in in halves:
        texts = tuple(text.replace(half, standing_in) for text in texts)
    data = good.xls(strange_rows(texts))
    for half, standing_in in halves:
        data = data.replace(standing_in.encode("utf-16-le"), half.encode("utf-16-le", "surrogatepass"))
    return data


def strange_html() -> bytes:
    """The strange texts in a page, as references to characters."""

    def references(text: object) -> str:
        return "".join(c if c.isalnum() else f"&#{ord(c)};" for c in str(text))

    return good.html([tuple(map(references, row)) for row in strange_rows()])


def phantom_rows() -> bytes:
    """Rows formatted down to the last one of the sheet."""
    rows = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % n for n in range(10, 2**20 + 1))
    return edited(good.xlsx(), {"sheet1": lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>")})


def phantom_cells() -> bytes:
    """Blank cells with a border, far down."""
    rows = b"".join(b'<row r="%d"><c r="A%d" s="1"/><c r="G%d" s="1"/></row>' % (n, n, n) for n in range(10, 200_000))
    return edited(good.xlsx(), {"sheet1": lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>")})


def blank_rows_between() -> bytes:
    """A dossier in the last row of the sheet, and nothing for a million rows above it."""
    return good.xlsx(extra={f"{column}1048576": value for column, value in zip("ABCDEFG", _last_row(), strict=True)})


def _last_row() -> tuple[object, ...]:
    return ("000.00.53.H48-240304-9999", *_ROW[1:])


def merges(count: int) -> bytes:
    """Very many merged areas, to the right of the rows."""
    areas = "".join(f'<mergeCell ref="J{2 * n + 1}:K{2 * n + 2}"/>' for n in range(count)).encode()
    tag = b'<mergeCells count="%d">%s</mergeCells>' % (count, areas)
    return edited(good.xlsx(), {"sheet1": lambda part: part.replace(b"</sheetData>", b"</sheetData>" + tag)})


def wide_rows() -> tuple[tuple[object, ...], ...]:
    """Rows of 255 columns, most of them unknown."""
    return tuple((*row, *range(255 - len(row))) for row in good.ROWS)


def strict() -> bytes:
    """“Strict Open XML Spreadsheet”: other namespaces, the same content."""

    def renamed(part: bytes) -> bytes:
        main, relations = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"relationships"
        office = b"http://schemas.openxmlformats.org/officeDocument/2006/" + relations
        part = part.replace(main, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        return part.replace(office, b"http://purl.oclc.org/ooxml/officeDocument/relationships")

    def conforming(part: bytes) -> bytes:
        return part.replace(b"<workbook ", b'<workbook conformance="strict" ', 1)

    return edited(good.xlsx(), {r"\.(xml|rels)$": renamed, r"xl/workbook\.xml$": conforming})


def with_true_dates(row: tuple[object, ...]) -> list[object]:
    """The row with its texts of days as days."""
    days = [datetime.strptime(str(text), "%d/%m/%Y %H:%M:%S") for text in row[2:5]]
    return [*row[:2], *days, *row[5:]]


def mac_1904() -> bytes:
    """A workbook of an old Mac: day 0 is 01/01/1904; its dates are true dates."""
    book = good.empty_workbook()
    book.epoch = CALENDAR_MAC_1904
    for row in (good.HEADER, *map(with_true_dates, good.ROWS)):
        book.worksheets[0].append(row)
    return good.saved(book)


def stale_dimension() -> bytes:
    """Says that only A1 is used, as files of some office programs do."""
    wrong = b'<dimension ref="A1:A1"'
    return edited(good.xlsx(), {"sheet1": lambda part: re.sub(rb'<dimension ref="[^"]*"', wrong, part)})


def uncalculated_xlsb() -> bytes:
    """A formula without a result in an .xlsb."""
    rows = [list(row) for row in good.ROWS]
    rows[0][6] = Formula("", pending=True)
    return good.xlsb(rows)


_FORMULA, _ERROR = frozenset({"formula_without_value"}), frozenset({"error_value"})
HAZARDS = (
    Hazard("chữ lạ.csv", strange_csv, READ, 8 + len(STRANGE)),
    Hazard("chữ lạ.xlsx", strange_xlsx, READ, 8 + len(STRANGE)),
    Hazard("chữ lạ.xlsb", strange_xlsb, READ, 8 + len(STRANGE)),
    Hazard("chữ lạ.html", strange_html, READ, 8 + len(STRANGE)),
    Hazard("chữ lạ.xls", strange_xls, READ, 8 + len(STRANGE)),
    Hazard("định dạng tới dòng cuối.xlsx", phantom_rows, READ),
    Hazard("ô trống có khung.xlsx", phantom_cells, READ),
    Hazard("dòng cuối.xlsx", blank_rows_between, READ, 9),
    Hazard("vạn dòng trống.csv", lambda: good.csv() + b";;;;;;\r\n" * 100_000, READ),
    Hazard("triệu dòng trống.html", lambda: good.html(around=("", "\r\n" * 1_000_000)), READ),
    Hazard("vạn ô gộp.xlsx", lambda: merges(30_000), READ),
    Hazard("gộp cả trang.xlsx", lambda: _merged("J1:XFD1048576"), READ),
    Hazard("255 cột.xlsx", lambda: good.xlsx(wide_rows()), READ),
    Hazard("255 cột.xls", lambda: good.xls(wide_rows()), READ),
    Hazard("255 cột.csv", lambda: good.csv(wide_rows()), READ),
    Hazard("16.384 cột.xlsx", lambda: good.xlsx(extra={"XFD3": "x"}), READ),
    Hazard("ô dài.csv", lambda: good.csv([(*row[:6], LONG) for row in good.ROWS]), READ),
    Hazard("utf-16.csv", lambda: good.csv().decode("utf-8-sig").encode("utf-16"), READ),
    Hazard("strict.xlsx", strict, READ),
    Hazard("mốc 1904.xlsx", mac_1904, READ),
    Hazard("ngày thật.xlsb", lambda: good.xlsb([with_true_dates(row) for row in good.ROWS]), READ),
    Hazard("dimension sai.xlsx", stale_dimension, READ),
    Hazard("chưa tính.xlsx", lambda: good.xlsx(extra={"G2": "=5000*2"}), READ, facts=_FORMULA),
    Hazard("chưa tính.xlsb", uncalculated_xlsb, READ, facts=_FORMULA),
    Hazard("ô lỗi.xlsx", lambda: good.xlsx(extra={"G2": "#N/A", "D3": "#REF!"}), READ, facts=_ERROR),
)


def _merged(area: str) -> bytes:
    tag = f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'.encode()
    return edited(good.xlsx(), {"sheet1": lambda part: part.replace(b"</sheetData>", b"</sheetData>" + tag)})
