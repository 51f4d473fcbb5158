"""Marked-up copies for the senders: their own workbooks with coloured cells, comments and a first sheet of requests."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import groupby
from math import ceil
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from msgspec import Struct
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from bsreform.files.os_errors import reason
from bsreform.files.safe import CannotWrite, save
from bsreform.language.wording import SEVERITY, clean
from bsreform.reading.decoding.raw import ReadFault
from bsreform.reading.guarded.job import Do, JobFailed, given, jobs, made
from bsreform.reading.guarded.pool import ReadingLimits
from bsreform.reading.notes import Extract, Options
from bsreform.reading.recognising.privacy import told
from bsreform.reading.recognising.secrecy import is_marked
from bsreform.sending_back.remade import remake
from bsreform.sending_back.requests import Request, Requests
from bsreform.sending_back.requests_sheet import add_requests_sheet
from bsreform.sending_back.senders_book import (
    CannotCopyError,
    SendersBook,
    TooLargeError,
    copy_bytes,
    filled_cells,
    hide,
    open_book,
    own_cell,
)

# Pink and pale blue: our tracker uses orange and yellow for deadlines.
FILLS: Final = {"error": PatternFill("solid", fgColor="FFFF9FB5"), "warning": PatternFill("solid", fgColor="FFBFE3FF")}
_AUTHOR = "bsreform"
_COMMENT_WIDTH, _LINE_HEIGHT, _LINE_LENGTH = 360, 18, 52
_HEADING = "— Đề nghị chỉnh sửa —"
_TELLING, _SURELY_TELLING = 8, 20
"""Letters from which a text tells something where it is repeated as it is, or within a longer text."""
_HIDDEN_ROWS = (
    "Dòng có dấu hiệu văn bản mật đã được ẩn trong bản sao này; đề nghị xóa dòng ấy khỏi tệp dùng chung, "
    "không gửi qua thư mục này."
)
_MARKED = "Tệp hoặc trang có dấu chỉ độ mật nên không lập bản sao; trao đổi với đơn vị theo quy định về văn bản mật."
_UNREAD = "Tệp không đọc được hoặc là bản sao thừa nên không lập bản sao có ghi chú."
_GONE = "Tệp vừa bị xóa, bị thay hoặc bị khóa nên không lập bản sao có ghi chú; chạy lại khi tệp đã đồng bộ."
_CANNOT_COPY = "Tệp có phần không chép lại được nên không lập bản sao có ghi chú; xem danh sách lỗi trên màn hình."
_REMADE = (
    "Tệp gốc không phải định dạng .xlsx nên bản sao được lập lại từ các giá trị đọc được, dưới dạng chữ, "
    "không có định dạng của tệp gốc; có thể chỉnh sửa trên tệp gốc."
)

_JOB = "bsreform.sending_back.marked_copy:marked"
_WHY_NOT = {
    "oversized_file": "Tệp quá lớn để lập bản sao có ghi chú; xem danh sách lỗi trên màn hình.",
    "gone": _GONE,
    "unreadable_file": _GONE,
    "not_synced_file": _GONE,
    "cannot_hide": "Không ẩn được nội dung mật nên không lập bản sao.",
}
_LONGEST_NAME = 230
"""Bytes of a name without its ending and number; file systems take 255."""


class Annotated(Struct, frozen=True):
    """What became of one file: the copy, or None and why there is none; `remarks` are sentences for the screen.

    `failed`: it could be made, but not written.
    """

    path: str
    copy: Path | None
    remarks: tuple[str, ...] = ()
    failed: bool = False


def annotating(limits: ReadingLimits) -> AbstractContextManager[Do]:
    """The guarded worker that makes the copies, for `annotate`."""
    return jobs(_JOB, limits)


def annotate(original: Path, target: Path, asked: Requests, office: str, mark: Do) -> Annotated:
    """Write the marked-up copy of one file, `target` naming it without its final ending.

    The original is only read, and that by the guarded worker that can `mark`; a file of that name that is not an
    earlier copy of ours is left alone, and the copy gets a number. Raises CannotWrite.
    """
    if asked.marked or not asked.readable:
        return Annotated(asked.path, None, (_MARKED if asked.marked else _UNREAD,))
    try:
        content, notes = mark(original, {"asked": asked, "office": office})
    except JobFailed as failed:
        return Annotated(asked.path, None, (_WHY_NOT.get(failed.fault, _CANNOT_COPY),))
    named = target.with_name(_short(target.name, notes["suffix"]))
    try:
        saved = save(_free(named), lambda draft: draft.write_bytes(content))
    except OSError as problem:  # asking for the name already fails
        raise CannotWrite(f"Không ghi được tệp “{named}”: {reason(problem, writing=True)}.") from problem
    return Annotated(asked.path, saved, tuple(notes["remarks"]))


def _short(stem: str, suffix: str) -> str:
    """A name that leaves room for a number, and a mark of its own where it had to be cut."""
    raw = stem.encode()
    if len(raw) <= _LONGEST_NAME:
        return stem + suffix
    return f"{raw[:_LONGEST_NAME].decode(errors='ignore')}~{hashlib.sha256(raw).hexdigest()[:6]}{suffix}"


def marked(path: Path, options: Options) -> Extract:
    """In a guarded worker: the marked-up copy. ReadFault "cannot_hide", "cannot_copy", "oversized_file" or "gone"."""
    asked: Requests = given(options)["asked"]
    try:
        opened = open_book(path)
    except TooLargeError as problem:
        raise ReadFault("oversized_file", "the workbook") from problem
    except OSError as problem:
        raise ReadFault("gone", type(problem).__name__) from problem
    remarks: tuple[str, ...] = ()
    if opened is None:
        book, names = remake(path, options["max_unpacked_mb"])
        opened, remarks = SendersBook(book, macros=False, lost=()), (_REMADE,)
    else:
        names = {told(name): name for name in opened.book.sheetnames}
    if not remarks and opened.lost:
        remarks = (f"Bản sao có thể không giữ được {', '.join(opened.lost)} của tệp gốc; phần này xem ở tệp gốc.",)
    if any(names.get(sheet, sheet) not in opened.book.sheetnames for sheet, _ in asked.secret_rows):
        raise ReadFault("cannot_hide", "")
    if asked.secret_rows:
        remarks = (*remarks, _HIDDEN_ROWS)
    _mark(opened.book, asked, names, given(options)["office"], remarks)
    try:
        return made(copy_bytes(opened.book), suffix=opened.suffix, remarks=list(remarks))
    except CannotCopyError as problem:
        raise ReadFault("cannot_copy", "") from problem


def _mark(book: Workbook, asked: Requests, names: Mapping[str, str], office: str, remarks: Sequence[str]) -> None:
    """All that is done to the book; `names` are its sheets' names where they differ from those in the file."""
    _hide_secrets(book, asked, names)
    _hide_marked_rows(book)
    _drop_older_comments(book)
    cells = _cells(book, asked, names)
    for _, group in groupby(sorted(cells, key=_place), key=_place):
        _mark_cell([(cell, request) for cell, request in group])
    places = {request.number: (str(cell.parent.title), cell.coordinate) for cell, request in cells}
    add_requests_sheet(book, asked, office, places, remarks)
    book.properties.lastModifiedBy = _AUTHOR


def _cells(book: Workbook, asked: Requests, names: Mapping[str, str]) -> list[tuple[Cell, Request]]:
    wanted = [(names.get(each.sheet, each.sheet), each) for each in asked.listed if each.cell]
    return [(own_cell(book[name], each.cell), each) for name, each in wanted if each.cell and name in book.sheetnames]


def _place(marked: tuple[Cell, Request]) -> tuple[str, int, int]:
    cell = marked[0]
    return cell.parent.title, cell.row, cell.column


def _mark_cell(marked: Sequence[tuple[Cell, Request]]) -> None:
    """Colour the cell by the worst of its requests and add them all to its comment."""
    cell = marked[0][0]
    cell.fill = FILLS["error" if any(request.severity == "error" for _, request in marked) else "warning"]
    said = [
        f"{SEVERITY[each.severity].capitalize()} (số {each.number}): {each.what}\n→ {each.how}" for _, each in marked
    ]
    own, author = (cell.comment.text, cell.comment.author) if cell.comment else ("", _AUTHOR)
    text = "\n".join([*([own] if own else ()), _HEADING, *map(clean, said)])
    lines = sum(ceil(max(len(line), 1) / _LINE_LENGTH) for line in text.split("\n"))
    cell.comment = Comment(text, author, height=(lines + 1) * _LINE_HEIGHT, width=_COMMENT_WIDTH)


def _drop_older_comments(book: Workbook) -> None:
    """What we said in an earlier round; what the sender says stays."""
    for sheet in book.worksheets:
        for cell in filled_cells(sheet):
            if cell.comment and _HEADING in cell.comment.text:
                own = cell.comment.text.partition(_HEADING)[0].strip()
                cell.comment = Comment(own, cell.comment.author) if own else None


def _hide_secrets(book: Workbook, asked: Requests, names: Mapping[str, str]) -> None:
    """Rows on secret documents lose their text, and so does every cell that repeats what they are about."""
    told: set[str] = set()
    for sheet, cell in _secret_cells(book, asked, names):
        if (sheet, cell.column_letter) in asked.telling and len(str(cell.value)) >= _TELLING:
            told.add(str(cell.value))
        hide(cell)
    for each in book.worksheets if asked.secret_rows else ():
        # What charts and pivot tables remember of their data cannot be searched.
        each._charts, each._pivots = [], []  # type: ignore[attr-defined]
        for cell in filled_cells(each):
            value, said = str(cell.value), cell.comment.text if cell.comment else ""
            repeats = any(
                text == value or (len(text) >= _SURELY_TELLING and text in f"{value}\n{said}") for text in told
            )
            if repeats:
                hide(cell)


def _secret_cells(book: Workbook, asked: Requests, names: Mapping[str, str]) -> list[tuple[str, Cell]]:
    rows = {name: {row for sheet, row in asked.secret_rows if sheet == name} for name, _ in asked.secret_rows}
    return [
        (name, cell)
        for name, hidden in rows.items()
        for cell in filled_cells(book[names.get(name, name)])
        if cell.row in hidden
    ]


def _hide_marked_rows(book: Workbook) -> None:
    """Rows with a marking in whatever sheet: what is no list of tasks was not searched when it was read."""
    for sheet in book.worksheets:
        cells = filled_cells(sheet)
        marked = {cell.row for cell in cells if is_marked(str(cell.value))}
        for cell in cells:
            if cell.row in marked:
                hide(cell)


def _free(path: Path) -> Path:
    """The path, or beside it the first that nothing but an earlier copy of ours stands at."""
    number, free = 1, path
    while free.exists() and not _is_ours(free):
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free


def _is_ours(path: Path) -> bool:
    try:
        with ZipFile(path) as file:
            return f">{_AUTHOR}</cp:lastModifiedBy>".encode() in file.read("docProps/core.xml")
    except (BadZipFile, KeyError, OSError):
        return False
