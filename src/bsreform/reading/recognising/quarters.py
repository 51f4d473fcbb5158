"""Which quarter a text states (“Quý I/2024”): in a title, a cell, or the name of a file."""

import re

from bsreform.language.text import fold

_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBER = r"(iv|i{1,3}|0?[1-4])"
_WORD = r"\bq(?:uý|úy|uy)?\s?"
_STATED = re.compile(rf"{_WORD}{_NUMBER}\s(?:năm |nam )?(20\d\d)\b")
_ID = re.compile(r"\b(20\d\d)\s?q([1-4])\b")
_NAMED = re.compile(rf"{_WORD}{_NUMBER}\b")
_BARE = re.compile(r"(iv|i{1,3})\s(?:năm )?(20\d\d)")


def stated_quarter(*texts: str) -> str:
    """The one quarter that these texts state together with its year ("2024-Q1"); "" where they state none, or several
    (“so với quý IV/2023”): none is chosen among them.
    """
    plain = [fold(text.replace("_", " ")) for text in texts]
    found = {_id(year, number) for text in plain for number, year in _STATED.findall(text)}
    found |= {_id(year, number) for text in plain for year, number in _ID.findall(text)}
    named = {_number(number) for text in plain for number in _NAMED.findall(text)}
    return found.pop() if len(found) == 1 and len(named) == 1 else ""


def quarter_of_cell(text: str) -> str:
    """The same for a cell under the heading “Quý”, where “I/2024” is enough; “1/2024” may be a month and is not."""
    bare = _BARE.fullmatch(fold(text))
    return _id(bare[2], bare[1]) if bare else stated_quarter(text)


def _number(text: str) -> int:
    return _NUMBERS[text] if text in _NUMBERS else int(text)


def _id(year: str, number: str) -> str:
    return f"{year}-Q{_number(number)}"
