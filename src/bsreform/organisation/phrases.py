"""What the law calls things on a day: the one-stop shop, the ground of a letter of apology."""

from datetime import date
from functools import cache
from pathlib import Path

from msgspec import Struct

from bsreform.files.toml_file import read_toml

_SHIPPED = Path(__file__).resolve().parents[1] / "data" / "phrases.toml"


class Phrases(Struct, frozen=True):
    """In force from `first` on. `apology` follows “theo quy định tại”."""

    first: date
    one_stop: str
    apology: str


def phrases_on(day: date) -> Phrases:
    """What is in force on that day; before the first of all, the first."""
    known = _shipped()
    return next((each for each in reversed(known) if each.first <= day), known[0])


@cache
def _shipped() -> tuple[Phrases, ...]:
    given = (Phrases(**entry) for entry in read_toml(_SHIPPED).data["phrases"])
    return tuple(sorted(given, key=lambda each: each.first))
