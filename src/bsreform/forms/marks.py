"""The mark on sheets that bsreform itself makes: reading knows a form by it, and leaves our side sheets alone."""

import re
from collections.abc import Iterable

LOOKUP_SHEET = "Tra cứu"
"""The sheet of a report that tells which figures its cells show."""
LOOKUP_MARK = " ¦ "
"""Stands between the parts of a record of that sheet."""
_MARK = re.compile(r"\bbsreform/([a-z-]+)/(\d+)(/notes)?(?![\w/-])")


def form_mark(form: str, version: int, *, notes: bool = False) -> str:
    """“bsreform/tracker/1”; with `notes` the mark of a side sheet that holds no data (instructions, lists)."""
    return f"bsreform/{form}/{version}" + ("/notes" if notes else "")


def form_of(texts: Iterable[str]) -> str:
    """“tracker/1”: the form of which one of these cell texts bears the mark; "" if none does."""
    found = next(filter(None, map(_MARK.search, texts)), None)
    return f"{found[1]}/{found[2]}" if found else ""


def is_side_sheet(texts: Iterable[str]) -> bool:
    """Does one of these cell texts say that the sheet holds no data?"""
    return any(found[3] for found in map(_MARK.search, texts) if found)
