"""Page one on the screen: the headline, whom to call, the rates and their targets, in 25 lines of 80 columns."""

from rich.console import Console
from rich.text import Text

from bsreform.language.wording import clean
from bsreform.report_model import FrontPage
from bsreform.writing.brief_screen import show_rows

CALLS = 5
"""The rows of units that the screen has room for."""
_SHARED = 1 + 2 + 2 + CALLS
"""Lines of what was seen, a warning and whom to call: a long warning stands whole, in the place of the last units."""


def show_front(front: FrontPage, console: Console) -> None:
    """Print page one without its drawings; long lines but the warning are cut."""
    _print(front.band, "bold", 1, console)
    seen = _print(front.seen, "", 2, console)
    rates = next((bars.table for bars in front.bars if bars.kind == "bullet"), None)
    notes = rates.notes if rates and rates.rows else ()
    room = _SHARED - len(notes) - seen
    room -= max(_print(front.warning, "bold reverse", room, console), 2) + 2
    _print(front.headline, "bold", 2, console)
    if front.calls and front.calls.rows and room > 0:
        _print(front.calls.title, "bold", 1, console)
        show_rows(front.calls, room, console)
    if rates and rates.rows:
        show_rows(rates, len(rates.rows), console)
    for note in notes:
        _print(note, "", 1, console)


def _print(text: str, style: str, most: int, console: Console) -> int:
    """How many lines that took."""
    if not text:
        return 0
    lines = Text(clean(text), style=style).wrap(console, console.width)
    for line in lines[:most]:  # what does not fit stands whole on the workbook's first sheet
        console.print(line)
    return min(len(lines), most)
