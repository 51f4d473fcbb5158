"""Page one on the screen: the headline, whom to call, the rates and their targets, in 25 lines of 80 columns."""

from rich.console import Console
from rich.text import Text

from bsreform.language.wording import clean
from bsreform.report_model import FrontPage
from bsreform.writing.brief_screen import show_rows

CALLS = 5
"""The rows of units that the screen has room for."""
_LINES = {"seen": 1, "warning": 2, "headline": 2}


def show_front(front: FrontPage, console: Console) -> None:
    """Print page one without its drawings; long lines are cut, never wrapped into more than their share."""
    _print(front.band, "bold", 1, console)
    _print(front.seen, "", _LINES["seen"], console)
    _print(front.warning, "bold reverse", _LINES["warning"], console)
    _print(front.headline, "bold", _LINES["headline"], console)
    rates = next((bars.table for bars in front.bars if bars.kind == "bullet"), None)
    notes = rates.notes if rates and rates.rows else ()
    if front.calls and front.calls.rows:
        _print(front.calls.title, "bold", 1, console)
        show_rows(front.calls, CALLS - len(notes), console)
    if rates and rates.rows:
        show_rows(rates, len(rates.rows), console)
    for note in notes:
        _print(note, "", 1, console)


def _print(text: str, style: str, most: int, console: Console) -> None:
    if not text:
        return
    lines = Text(clean(text), style=style).wrap(console, console.width)
    for line in lines[:most]:  # what does not fit stands whole on the workbook's first sheet
        console.print(line)
