"""The settings files that a clerk edits: decoded, parsed, and complained about in one way."""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from bsreform.files.os_errors import reason
from bsreform.files.plain_file import read_plain
from bsreform.model import CannotRun

_MOST_BYTES = 4 * 1024**2
_KEY = re.compile(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)")
_HEADER = re.compile(r"\s*\[{1,2}([^\[\]]+)\]{1,2}\s*(?:#.*)?$")
_ASSIGNMENT = re.compile(r"\s*((?:\"[^\"]*\"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:\"[^\"]*\"|'[^']*'|[\w-]+))*)\s*=")
_POSITION = re.compile(r"at line (\d+), column (\d+)")
_CAUSES = (
    ("overwrite", "khóa này đã được khai báo ở trên"),
    ("twice", "mục này đã được khai báo ở trên"),
    ("Unescaped '\\'", "dấu \\ trong chuỗi phải viết thành / (hoặc đặt chuỗi trong dấu nháy đơn)"),
    ("escape", "dấu \\ trong chuỗi phải viết thành / (hoặc đặt chuỗi trong dấu nháy đơn)"),
    ("Invalid value", 'giá trị không hợp lệ; chữ phải đặt trong dấu nháy kép thẳng, ví dụ: name = "UBND xã Vạn Tường"'),
    ("Expected ']'", "tên mục phải đóng bằng dấu ]"),
    ("Expected newline", "thừa chữ ở cuối dòng; chú thích phải đứng sau dấu #"),
    ("Cannot declare", "mục này đã được khai báo ở trên"),
    ("Invalid date", "không có ngày này"),
    ("Expected '='", "thiếu dấu = sau tên khóa; tên khóa có dấu hoặc khoảng trắng phải đặt trong nháy kép"),
    ("Invalid statement", "không phải một khóa, một mục [tên] hay một chú thích #"),
    ("Illegal character", "chuỗi chưa đóng dấu nháy hoặc có ký tự điều khiển"),
    ("Unterminated", "chuỗi chưa đóng dấu nháy"),
    ("Unclosed", "chưa đóng ngoặc"),
)


TomlTable = dict[str, Any]
"""A table of a TOML file, as its parser gives it."""


class TomlFile(Struct, frozen=True):
    """A parsed file. `data` is what it says; `text` is kept to find the line of a key."""

    path: Path
    text: str
    data: TomlTable

    def line_of(self, key: Sequence[str]) -> int | None:
        """The 1-based line of the key, or of what is nearest around it or first inside it; None if absent."""
        wanted = tuple(key)
        table: tuple[str, ...] = ()
        best, line = 0, None
        for number, content in enumerate(self.text.splitlines(), start=1):
            if header := _HEADER.match(content):
                path = table = _parts(header[1])
            elif assignment := _ASSIGNMENT.match(content):
                path = table + _parts(assignment[1])
            else:
                continue
            shared = min(len(path), len(wanted))
            if shared > best and path[:shared] == wanted[:shared]:
                best, line = shared, number
        return line


def _parts(key: str) -> tuple[str, ...]:
    return tuple(a or b or c for a, b, c in _KEY.findall(key))


def read_toml(path: Path) -> TomlFile:
    """The file at `path`; CannotRun if it cannot be opened, decoded or parsed. A BOM is tolerated."""
    try:
        raw = read_plain(path, _MOST_BYTES)
    except OSError as error:
        raise CannotRun(f"Không mở được tệp thiết lập {path}: {reason(error)}.") from error
    text = _decoded(raw, path).replace("\r\n", "\n")
    try:
        return TomlFile(path, text, tomllib.loads(text))
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a plain ValueError
        raise CannotRun(_syntax_complaint(path, text, str(error))) from error


def read_own(path: Path | None) -> TomlFile | None:
    """The user's file, see `read_toml`; None where nothing lies there: a link that leads nowhere is something."""
    return read_toml(path) if path is not None and os.path.lexists(path) else None


def _decoded(raw: bytes, path: Path) -> str:
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise CannotRun(
            f"{path}, dòng {line}: tệp không dùng bảng mã UTF-8. "
            "Mở tệp bằng Notepad, chọn Save As, mục Encoding chọn UTF-8 rồi lưu lại."
        ) from error


def _syntax_complaint(path: Path, text: str, message: str) -> str:
    cause = next((vietnamese for english, vietnamese in _CAUSES if english in message), "dòng này viết sai")
    if position := _POSITION.search(message):
        number, column = int(position[1]), int(position[2])
        content = text.split("\n")[number - 1].strip()
        return f"{path}, dòng {number}, cột {column}: {cause}. Dòng đó là: {content}"
    return f"{path}, cuối tệp: {cause}."


def nearest(word: str, known: Iterable[str]) -> str:
    """“có phải “x” không?” for the known word most like `word`; "" where none is."""
    from difflib import get_close_matches

    found = get_close_matches(word.casefold(), list(known), n=1, cutoff=0.6)
    return f"có phải “{found[0]}” không?" if found else ""


def takes_all(file: TomlFile) -> bool:
    """Takes `replace` out of what the file says: does it stand alone, instead of changing what is shipped?"""
    value = file.data.pop("replace", False)
    if not isinstance(value, bool):
        raise CannotRun(f"{file.path}: “replace” phải là true hoặc false.")
    return value


def entries(file: TomlFile, tables: Sequence[str], what: str, kinds: Mapping[str, str]) -> list[TomlTable]:
    """The entries of a list of tables ([[unit]]), each with an id of its own; CannotRun on a mistake.

    `tables` are the names the list may have, `what` is the word for one entry; `kinds` words what each key holds:
    “chuỗi”, “danh sách chuỗi”, “số nguyên”, “true hoặc false”, “ngày, ví dụ …”.
    """
    found: list[TomlTable] = []
    for table, content in file.data.items():
        if table not in tables:
            raise CannotRun(f"{file.path}: không có mục “{table}” – có phải “[[{tables[0]}]]” không?")
        if not isinstance(content, list) or not all(isinstance(entry, dict) for entry in content):
            raise CannotRun(f"{file.path}: mỗi {what} phải bắt đầu bằng dòng [[{table}]] (hai dấu ngoặc vuông).")
        found += content
    ids = set()
    for number, entry in enumerate(found, start=1):
        _check_entry(f"{file.path}, {what} thứ {number} ({entry.get('id', 'chưa có id')})", entry, kinds)
        if entry["id"] in ids:
            raise CannotRun(f"{file.path}: id “{entry['id']}” được khai báo hai lần.")
        ids.add(entry["id"])
    return found


def _check_entry(place: str, entry: TomlTable, kinds: Mapping[str, str]) -> None:
    for key, value in entry.items():
        if key not in kinds:
            hint = nearest(key, kinds) or f"các khóa dùng được: {', '.join(kinds)}."
            raise CannotRun(f"{place}: không có khóa “{key}” – {hint}")
        if not _fits(kinds[key], value):
            raise CannotRun(f"{place}: “{key}” phải là {kinds[key]}.")
    if "id" not in entry:
        raise CannotRun(f"{place}: thiếu khóa “id”.")


def _fits(kind: str, value: object) -> bool:
    match kind:
        case "chuỗi":
            return isinstance(value, str) and bool(value.strip())
        case "danh sách chuỗi":
            return isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)
        case "số nguyên":
            return type(value) is int
        case "true hoặc false":
            return isinstance(value, bool)
    return type(value) is date  # a date with a time of day is also a `date`
