"""The repaired copy of a file, and its repairs on the screen."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from openpyxl.cell.cell import Cell
from rich.console import Console
from rich.text import Text

from bsreform.language.people import without_people
from bsreform.language.text import differs
from bsreform.language.wording import clean, decimal, plain_date
from bsreform.sending_back.repairs import Repair
from bsreform.sending_back.senders_book import SendersBook, save_copy

_DATE_FORMAT = "dd/mm/yyyy"


def text_of(opened: SendersBook, sheet: str, place: str) -> str | None:
    """The plain text typed in a cell; None for anything else."""
    cell = opened.book[sheet][place] if sheet in opened.book.sheetnames else None
    return cell.value if isinstance(cell, Cell) and cell.data_type == "s" and isinstance(cell.value, str) else None


def write_fixed(opened: SendersBook, changes: Iterable[Repair], target: Path) -> Path:
    """Make the changes and save the copy; comes back: the path written. Raises CannotWrite."""
    for change in changes:
        cell = opened.book[change.sheet][change.cell]
        cell.value = change.after
        if isinstance(change.after, date):
            cell.number_format = _DATE_FORMAT
        else:
            cell.data_type = "s"
    return save_copy(opened.book, target)


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
    return without_people(clean(text).replace("\n", " ⏎ "))
