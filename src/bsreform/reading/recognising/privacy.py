"""What may leave the worker: texts without people, and rows with a marking of secrecy without their texts."""

from collections.abc import Callable, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from bsreform.language.people import quotable, without_people
from bsreform.language.personal_numbers import MASK
from bsreform.language.text import clean
from bsreform.reading.notes import Notes
from bsreform.reading.recognising.secrecy import is_marked
from bsreform.reading.recognising.stated import looks_like_unit
from bsreform.spec import Field, Layout

_SHORT_NAME = 24
_FREE = ("text", "lines")
# fmt: off
_KNOWN = frozenset((
    "ngày", "tháng", "năm", "quý", "tuần", "thứ", "trong", "trước", "sau", "đến", "hết", "từ", "i", "ii", "iii", "iv",
    "t", "z", "h", "q", "am", "pm", "sa", "ch", "cn", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep",
    "oct", "nov", "dec", "zalo", "vneid", "vnpay", "momo", "vnpt", "viettel", "qr", "atm", "dvc", "ubnd", "hs", "kq",
))
"""Words in capitals of dates, deadlines and services, besides the wordings of the column."""
_OFFICIAL = frozenset((
    "bộ", "sở", "ban", "phòng", "nội", "tài", "kế", "nghị", "đại", "tết", "nguyên", "ủy", "uỷ", "hội", "hđnd", "chính",
    "quốc", "trung", "tỉnh", "huyện", "xã", "phường", "đảng", "chủ", "thủ", "thường", "quyết", "luật", "công", "đề",
    "dự", "lễ", "khi", "theo", "ngay", "thông", "kết", "chương", "chỉ", "bch", "bcđ", "bvhttdl", "qđ", "kh", "tb", "nq",
    "cv", "ct", "đ", "kèm", "phần", "mục", "văn", "ngành", "nhà", "thanh", "kho", "viện", "đoàn", "nông", "y",
))
"""Words in capitals of offices and their papers, which a deadline may name (“Sau khi Bộ Nội vụ ban hành”)."""
# fmt: on


def told(text: str) -> str:
    """A text beside the data (titles, headings, header cells) as it may be kept and quoted."""
    return MASK if is_marked(text) else without_people(text)


def told_of_cell(raw: str, field: Field) -> str:
    """The raw text of a cell that says nothing certain, as it may be quoted."""
    if is_marked(raw):
        return MASK
    if field.kind in _FREE:
        return without_people(clean(raw))
    known = _KNOWN | _OFFICIAL if field.kind == "deadline" else _KNOWN
    words = {word for choice in field.choices or () for word in choice.split()}
    return quotable(clean(raw), words | known)


def hide_secrets(values: Notes, layout: Layout, *, whole: bool = False) -> Mapping[int, str]:
    """Takes the texts off the rows (positions) in which one carries a marking, off all where the `whole` sheet does;
    returns the field that does.

    What stays are codes, numbers, days, and the name of the unit. Tasks are stricter: see task_sheets.py.
    """
    fields = [field.name for field in layout.fields if field.kind in _FREE]
    marks: dict[int, str] = {}
    for name in fields:
        marks |= dict.fromkeys(_marked(values[name]), name)
    if marks or whole:
        rows = pa.array([whole or place in marks for place in range(len(values[fields[0]]))], pa.bool_())
        for name in fields:
            values[name] = _without(values[name], rows, _names_unit if name.startswith("unit") else None)
    return marks


def _marked(column: pa.ChunkedArray) -> list[int]:
    if column.null_count == len(column):
        return []
    encoded = pc.dictionary_encode(column)
    flags = pa.array([is_marked(text) for text in encoded.dictionary.to_pylist()], pa.bool_())
    places: list[int] = pc.indices_nonzero(pc.fill_null(flags.take(encoded.indices), False)).to_pylist()
    return places


def _names_unit(text: str) -> bool:
    """In the column of units: “UBND xã Bình An”, or short “Bình An”; no sentence."""
    return not is_marked(text) and (looks_like_unit(text) or len(text) <= _SHORT_NAME)


def _without(column: pa.ChunkedArray, rows: pa.ChunkedArray, is_kept: Callable[[str], bool] | None) -> pa.ChunkedArray:
    if is_kept is None:
        return pc.if_else(rows, pa.scalar(None, pa.string()), column)
    kept = [text if text and is_kept(text) else None for text in column.to_pylist()]
    return pc.if_else(rows, pa.array(kept, pa.string()), column)
