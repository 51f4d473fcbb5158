""".xls files that are older than they look, or whose container bites its own tail."""

import struct

from hostile import good
from hostile.compound import (
    ole,
    with_difat_loop,
    with_directory_loop,
    with_loop,
    with_siblings_in_a_circle,
)
from hostile.hazard import READ, Hazard

_VERSIONS = {2: b"\x09\x00\x04\x00", 3: b"\x09\x02\x06\x00", 4: b"\x09\x04\x06\x00"}


def plain(version: int) -> bytes:
    """Excel 2, 3 or 4: a bare stream of records, with one label."""
    begin = _VERSIONS[version] + struct.pack("<HH", version << 8, 0x10).ljust(_VERSIONS[version][2], b"\0")
    label = struct.pack("<HHHHHH", 4, 8 + 4, 0, 0, 0, 0) + b"HSAB"
    return begin + label + struct.pack("<HH", 10, 0)


def excel_95(stream: str) -> bytes:
    """Excel 5.0/95 in a compound file; its stream is usually called “Book”."""
    content = bytearray(good.workbook_stream(good.xls()))
    content[4:6] = b"\x00\x05"
    return ole({stream: bytes(content)})


def without_end() -> bytes:
    """A Workbook stream that ends within a sheet."""
    stream = good.workbook_stream(good.xls())
    return ole({"Workbook": stream[: len(stream) * 3 // 4]})


def long_record() -> bytes:
    """A record that says to be longer than the stream."""
    stream = bytearray(good.workbook_stream(good.xls()))
    struct.pack_into("<H", stream, 2, 0xFFFF)
    return ole({"Workbook": bytes(stream)})


def far_cell(row: int, column: int) -> bytes:
    """An .xls with a number there."""
    stream = good.workbook_stream(good.xls())
    at = stream.rindex(struct.pack("<HH", 10, 0))
    number = struct.pack("<HHHHHd", 0x203, 14, row, column, 0, 1.0)
    return ole({"Workbook": stream[:at] + number + stream[at:]})


HAZARDS = (
    Hazard("ô cuối.xls", lambda: far_cell(0xFFFF, 255), "oversized_file"),
    Hazard("ngoài trang.xls", lambda: far_cell(20, 60_000), "damaged_file"),
    Hazard("ngoài trang, dòng cuối.xls", lambda: far_cell(0xFFFF, 60_000), "oversized_file"),
    *(Hazard(f"Excel {version}.xls", lambda v=version: plain(v), "unsupported_file") for version in _VERSIONS),
    Hazard("Excel 5 trần.xls", lambda: b"\x09\x08\x08\x00\x00\x05\x05\x00" + bytes(60), "unsupported_file"),
    Hazard("Excel 95.xls", lambda: excel_95("Book"), "unsupported_file"),
    Hazard("Excel 95 giả 97.xls", lambda: excel_95("Workbook"), "unsupported_file"),
    Hazard("Word.xls", lambda: ole({"WordDocument": bytes(5000)}), "unsupported_file"),
    Hazard("vòng FAT.xls", lambda: with_loop(good.xls()), "damaged_file"),
    Hazard("vòng thư mục.xls", lambda: with_directory_loop(good.xls()), "damaged_file"),
    Hazard("vòng DIFAT.xls", lambda: with_difat_loop(good.xls()), "damaged_file"),
    Hazard("vòng anh em.xls", lambda: with_siblings_in_a_circle(good.xls()), READ),
    Hazard("đứt trong trang.xls", without_end, "damaged_file"),
    Hazard("bản ghi quá dài.xls", long_record, "damaged_file"),
    Hazard("vỏ khác.xls", lambda: ole({"Workbook": good.workbook_stream(good.xls())}), READ),
)
