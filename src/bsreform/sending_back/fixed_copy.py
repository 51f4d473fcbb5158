"""The repaired copy of a file, and its repairs on the screen."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from openpyxl.cell.cell import Cell
from rich.console import Console
from rich.text import Text

from bsreform.files.safe import CannotWrite, save
from bsreform.language.people import without_people
from bsreform.language.text import differs
from bsreform.language.wording import clean, decimal, plain_date
from bsreform.model import Fact
from bsreform.reading.decoding.raw import ReadFault
from bsreform.reading.guarded.job import given, made
from bsreform.reading.guarded.results import FileResult
from bsreform.reading.notes import Extract, Options
from bsreform.sending_back.repairs import Repair, changes, tidy
from bsreform.sending_back.senders_book import (
    CannotCopyError,
    SendersBook,
    TooLargeError,
    copy_bytes,
    filled_cells,
    hide,
    open_book,
)

_DATE_FORMAT = "dd/mm/yyyy"


class Repaired(Struct, frozen=True):
    """What a file's copy is: its ending, what it cannot keep, the repairs, and the content, b"" if there is none."""

    suffix: str
    lost: tuple[str, ...]
    repairs: tuple[Repair, ...]
    content: bytes


def text_of(opened: SendersBook, sheet: str, place: str) -> str | None:
    """The plain text typed in a cell; None for anything else."""
    cell = opened.book[sheet][place] if sheet in opened.book.sheetnames else None
    return cell.value if isinstance(cell, Cell) and cell.data_type == "s" and isinstance(cell.value, str) else None


def fixed(path: Path, options: Options) -> Extract:
    """In a guarded worker: the repairs of a workbook that was read, and the copy of it if one is to be written.

    ReadFault: "no_workbook" for what is no .xlsx, "oversized_file", "marked" where a whole sheet or the file is secret.
    """
    asked = given(options)
    if any(fact.kind == "secret_document" and not fact.row for fact in _facts(asked["read"])):
        raise ReadFault("marked", "")
    try:
        opened = open_book(path)
    except TooLargeError as problem:
        raise ReadFault("oversized_file", "the workbook") from problem
    if opened is None:
        raise ReadFault("no_workbook", "")
    found = changes(asked["read"], partial(text_of, opened), asked["registry"])
    opened = _without_secrets(opened, asked["read"])
    content = _mended(opened, found) if found and asked["write"] else b""
    listed = [(each.sheet, each.cell, each.before, _plain(each.after), isinstance(each.after, date)) for each in found]
    return made(content, suffix=opened.suffix, lost=list(opened.lost), repairs=listed)


def _plain(after: str | date) -> str:
    return after.isoformat() if isinstance(after, date) else after


def repairs_told(listed: Iterable[tuple[str, str, str, str, bool]]) -> tuple[Repair, ...]:
    """The repairs as the worker told them."""
    return tuple(
        Repair(sheet, cell, before, date.fromisoformat(after) if is_date else after)
        for sheet, cell, before, after, is_date in listed
    )


def _facts(result: FileResult) -> list[Fact]:
    return [Fact(*values) for values in (result.meta or {}).get("facts", ())]


def _without_secrets(opened: SendersBook, result: FileResult) -> SendersBook:
    """The book to make a copy of: rows on secret documents must not be copied (clause 2.1 e)."""
    sheets = (result.meta or {}).get("sheets", ())
    secret = {(sheets[fact.source]["name"], fact.row) for fact in _facts(result) if fact.kind == "secret_document"}
    for sheet in opened.book.worksheets if secret else ():
        for cell in filled_cells(sheet):
            if (sheet.title, cell.row) in secret:
                hide(cell)
    words = ("nội dung các dòng có dấu hiệu văn bản mật (đã ẩn)",) if secret else ()
    return replace(opened, lost=(*words, *opened.lost))


def _mended(opened: SendersBook, repairs: Iterable[Repair]) -> bytes:
    """The copy with the repairs made; nothing where the workbook cannot be written again."""
    for repair in repairs:
        cell = opened.book[repair.sheet][repair.cell]
        cell.value = repair.after
        if isinstance(repair.after, date):
            cell.number_format = _DATE_FORMAT
        else:
            cell.data_type = "s"
    try:
        return copy_bytes(opened.book)
    except CannotCopyError:
        return b""


def write_fixed(repaired: Repaired, target: Path) -> Path:
    """Save the copy; comes back: the path written. Raises CannotWrite."""
    if not repaired.content:
        raise CannotWrite(
            f"Tệp có phần không chép lại được vào “{target.name}”; hãy mở bằng Excel, lưu thành .xlsx rồi chạy lại."
        )
    return save(target, lambda draft: draft.write_bytes(repaired.content))


def show_changes(changes: tuple[Repair, ...], console: Console) -> None:
    """One line per repair: “[trang]!ô: trước → sau”, and what differs where both look alike."""
    for change in changes:
        place = f"[{clean(change.sheet)}]!{change.cell}"
        console.print(Text.assemble((place, "bold"), f": “{_shown(change.before)}” → {_after(change)}"), soft_wrap=True)
    none = "Không có chỗ nào tự sửa được chắc chắn."
    told = f"Có {decimal(len(changes))} chỗ sửa được." if changes else none
    console.print(Text(told, style="bold"))


def _after(change: Repair) -> str:
    if isinstance(change.after, date):
        return f"{plain_date(change.after)} (kiểu ngày)"
    difference = differs(change.before, change.after)
    return f"“{_shown(change.after)}”" + (f" ({difference})" if difference.startswith("khác dấu cách") else "")


def _shown(text: str) -> str:
    """The text without people: looked for in what it says once odd spaces and invisible letters are gone."""
    bare = tidy(text).replace("\n", " ⏎ ")
    masked = without_people(bare)
    return masked if masked != bare else without_people(clean(text).replace("\n", " ⏎ "))
