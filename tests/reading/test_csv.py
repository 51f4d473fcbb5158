"""Delimited text in every encoding and with every delimiter that people send."""

import codecs
import unicodedata

import pytest
from workbooks import book_of, table

from bsreform.language.legacy import legacy_encoding

TEXT = "Mã hồ sơ;Đơn vị\nH48-1;UBND xã Bình Thạnh, huyện Bình Sơn\nH48-2;Đã số hóa đủ “giấy tờ”\n"
ROWS = [line.split(";") for line in TEXT.splitlines()]


def cells(folder, data):
    book = book_of(folder, data, "tep.csv")
    assert book.kind == "csv"
    return table(book.sheets[0])


def cp1258(text):
    """As Windows writes Vietnamese: precomposed â, ê, ô, ơ, ư, ă, and the tones as letters of their own."""
    written = []
    for letter in unicodedata.normalize("NFC", text):
        try:
            written.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            base, tone = unicodedata.normalize("NFD", letter)[:-1], unicodedata.normalize("NFD", letter)[-1]
            if base[-1] == "\u0323" or tone not in "\u0300\u0301\u0303\u0309\u0323":
                marks = unicodedata.normalize("NFD", letter)
                base, tone = marks[0] + marks[2], marks[1]
            written.append((unicodedata.normalize("NFC", base) + tone).encode("cp1258"))
    return b"".join(written)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        cp1258(TEXT),
        TEXT.replace("\n", "\r\n").encode(),
        ("sep=;\r\n" + TEXT).encode(),
        TEXT.replace("ạ", "\0ạ").encode(),
    ],
    ids=["utf-8", "utf-8 bom", "le bom", "be bom", "le", "be", "cp1258", "crlf", "sep", "nul"],
)
def test_encodings(tmp_path, data):
    assert cells(tmp_path, data) == ROWS


def test_a_file_cut_within_its_last_letter(tmp_path):
    assert cells(tmp_path, TEXT.rstrip("\n").encode() + "ạ".encode()[:2]) == ROWS


@pytest.mark.parametrize(
    ("font", "lines"),
    [
        ("tcvn3", ["§¬n vÞ;Hå s¬", "X· B×nh Ch¸nh;§· sè hãa", "thÞ trÊn Ch©u æ;ch­a tr¶"]),
        ("vni", ["Ñôn vò;Hoà sô", "Xaõ Bình Chaùnh;Ñaõ soá hoùa", "thò traán Chaâu OÅ;chöa traû keát quaû"]),
    ],
)
def test_text_in_old_fonts_stays_recognisable(tmp_path, font, lines):
    read = cells(tmp_path, "\n".join(lines).encode("cp1252"))
    assert read == [line.split(";") for line in lines]
    assert legacy_encoding(text for row in read for text in row) == font


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_the_one_that_cuts_rows_alike(tmp_path, delimiter):
    rows = [["Báo cáo, tuần 10; tháng 3"], ["a", "b, c", "d; e"], ["1", "2,5", "3|4"], ["x", "y", "z"]]
    quoted = [[f'"{text}"' if any(mark in text for mark in ",;|\t") else text for text in row] for row in rows]
    data = "\n".join(delimiter.join(row) for row in quoted)
    assert cells(tmp_path, data)[1:] == rows[1:]


def test_decimal_commas_do_not_beat_semicolons(tmp_path):
    assert cells(tmp_path, "1,5;2,5;a\n3,5;4,5;b\n") == [["1,5", "2,5", "a"], ["3,5", "4,5", "b"]]


def test_quotes_line_breaks_blank_and_ragged_rows(tmp_path):
    data = 'Tên;Ghi chú;\n"a ""b""";"hai\ndòng"\n\nx;y;z;t\n\n\n'
    assert cells(tmp_path, data) == [
        ["Tên", "Ghi chú", "", ""],
        ['a "b"', "hai\ndòng", "", ""],
        ["", "", "", ""],
        ["x", "y", "z", "t"],
    ]


def test_a_very_long_cell(tmp_path):
    assert cells(tmp_path, "a;b\n1;" + "x" * 300_000)[1][1] == "x" * 300_000


def test_codes_keep_their_zeros(tmp_path):
    assert cells(tmp_path, "000.00.53.H48-240105-0001;001\n") == [["000.00.53.H48-240105-0001", "001"]]
