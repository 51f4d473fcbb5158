"""Each kind of bad file has its own rule, and nothing but ReadFault ever comes out."""

import struct

import pytest
from workbooks import book_of, one_sheet, with_parts, xls, xlsx, zipped

from bsreform.reading.decoding.decode import decode
from bsreform.reading.decoding.raw import ReadFault
from hostile.compound import ole
from hostile.encrypted import locked_zip

GOOD = xlsx(lambda book: book.add_worksheet("A").write(0, 0, "x"))
GOOD_XLS = xls(lambda book: book.add_sheet("A").write(0, 0, "x"))


def rule_of(folder, data, name="tep.xlsx"):
    with pytest.raises(ReadFault) as caught:
        book_of(folder, data, name)
    return caught.value.rule


def office(main):
    """A package whose main part is this one."""
    relation = f'<Relationships><Relationship Id="a" Type="x/officeDocument" Target="{main}"/></Relationships>'
    return zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": relation, main: "<x/>"})


ENCRYPTED_ODS = {
    "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
    "content.xml": b"\x8f\x12\x99",
    "META-INF/manifest.xml": "<manifest:encryption-data/>",
}


@pytest.mark.parametrize(
    ("rule", "data"),
    [
        ("empty_file", b""),
        ("empty_file", b" \r\n\t \n"),
        ("empty_file", b"\xef\xbb\xbf\r\n"),
        ("empty_file", b";;;\n;;;\n"),
        ("empty_file", xlsx(lambda book: (book.add_worksheet(), book.add_worksheet()))),
        ("not_synced_file", bytes(4096)),
        ("encrypted_file", locked_zip(GOOD)),
        ("encrypted_file", zipped(ENCRYPTED_ODS)),
        ("damaged_file", GOOD[: len(GOOD) // 2]),
        ("damaged_file", GOOD[:-30]),
        ("damaged_file", b"PK\x03\x04" + b"rubbish" * 50),
        ("damaged_file", with_parts(GOOD, {"xl/workbook.xml": None})),
        ("damaged_file", with_parts(GOOD, {"xl/workbook.xml": b"<workbook><sheets>"})),
        ("damaged_file", with_parts(GOOD, {"xl/worksheets/sheet1.xml": None})),
        ("damaged_file", with_parts(GOOD, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"})),
        ("damaged_file", GOOD_XLS[:1024]),
        ("damaged_file", GOOD_XLS[:200]),
        ("damaged_file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 2000),
        ("unsupported_file", office("word/document.xml")),
        ("damaged_file", office("xl/workbook.bin")),
        ("unsupported_file", zipped({"a.txt": "x"})),
        ("unsupported_file", b"%PDF-1.7\n1 0 obj\n"),
        ("unsupported_file", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
        ("unsupported_file", b"Rar!\x1a\x07\x01\x00"),
        ("unsupported_file", bytes(range(256)) * 8),
        ("unsupported_file", b"\x09\x08\x10\x00\x00\x06\x05\x00" + b"\x07" * 40),
        ("unsupported_file", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
        ("unsupported_file", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n<html><table>"),
        ("unreadable_file", b"<html><body><p>Phien lam viec da het han</p></body></html>"),
    ],
)
def test_bad_files(tmp_path, rule, data):
    assert rule_of(tmp_path, data) == rule


def test_ole_containers_are_told_apart_by_their_streams(tmp_path):
    assert rule_of(tmp_path, ole({"EncryptedPackage": b""})) == "encrypted_file"
    assert rule_of(tmp_path, ole({"Book": b""})) == "unsupported_file"
    assert rule_of(tmp_path, ole({"WordDocument": b""})) == "unsupported_file"


def test_a_sector_chain_in_a_circle_never_reaches_the_decoder(tmp_path):
    data = bytearray(ole({"Workbook": b""}))
    data[512 + 9 * 4 : 512 + 10 * 4] = struct.pack("<I", 2)  # the last sector of the stream leads to its first
    assert rule_of(tmp_path, bytes(data)) == "damaged_file"


def test_excel_95_and_passwords_within_an_xls(tmp_path):
    bof = GOOD_XLS.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    old = GOOD_XLS[: bof + 4] + b"\x00\x05" + GOOD_XLS[bof + 6 :]
    assert rule_of(tmp_path, old, "tep.xls") == "unsupported_file"
    locked = GOOD_XLS[: bof + 20] + b"\x2f\x00" + GOOD_XLS[bof + 22 :]
    assert rule_of(tmp_path, locked, "tep.xls") == "encrypted_file"


def test_too_much_by_the_directory_and_by_what_is_really_inflated(tmp_path):
    big = one_sheet(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"a" * 70_000_000}</t></is></c></row>')
    assert rule_of(tmp_path, big) == "oversized_file"
    lying = bytearray(big)
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = lying.find(b"xl/worksheets/sheet1.xml")
        while at >= 0:
            start = at - (30 if signature == b"PK\x03\x04" else 46)
            if lying[start : start + 4] == signature:
                lying[start + offset : start + offset + 4] = struct.pack("<I", 100)
            at = lying.find(b"xl/worksheets/sheet1.xml", at + 1)
    assert rule_of(tmp_path, bytes(lying)) == "oversized_file"


def test_one_byte_changed_anywhere_never_lets_another_exception_out(tmp_path):
    for data in (GOOD, GOOD_XLS):
        for at in range(0, len(data), len(data) // 60):
            changed = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
            try:
                book_of(tmp_path, changed)
            except ReadFault as fault:
                assert fault.rule.endswith("_file")


@pytest.mark.parametrize(
    ("error", "rule"),
    [
        (OSError(22, "Invalid argument"), "not_synced_file"),
        (PermissionError(13, "denied"), "unreadable_file"),
        (FileNotFoundError(2, "gone"), "unreadable_file"),
    ],
)
def test_files_that_cannot_be_opened(tmp_path, monkeypatch, error, rule):
    def refuse(*args, **options):
        raise error

    (tmp_path / "tep.xlsx").touch()
    monkeypatch.setattr("bsreform.files.plain_file.os.open", refuse)
    with pytest.raises(ReadFault) as caught:
        decode(tmp_path / "tep.xlsx", 64)
    assert caught.value.rule == rule


def test_a_windows_cloud_error_means_not_synced(tmp_path, monkeypatch):
    error = OSError(5, "The cloud file provider is not running")
    error.winerror = 362

    def refuse(*args, **options):
        raise error

    (tmp_path / "tep.xlsx").touch()
    monkeypatch.setattr("bsreform.files.plain_file.os.open", refuse)
    with pytest.raises(ReadFault, match="not_synced_file"):
        decode(tmp_path / "tep.xlsx", 64)


def test_memory_errors_are_oversized_files(tmp_path, monkeypatch):
    def swallow(content, limit):
        raise MemoryError

    monkeypatch.setattr("bsreform.reading.decoding.decode.decode_xlsx", swallow)
    assert rule_of(tmp_path, GOOD) == "oversized_file"
