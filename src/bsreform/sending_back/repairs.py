"""Safe repairs: which cells of a file can be written better without changing what they say."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct

from bsreform.forms.tracker import SAME_STATUS, STATUSES
from bsreform.language.text import clean, fold
from bsreform.layouts import layout as layout_of
from bsreform.model import Fact
from bsreform.organisation.units import Registry
from bsreform.reading.guarded.results import FileResult
from bsreform.reading.notes import Notes
from bsreform.reading.recognising.cells import parse_date
from bsreform.spec import Field

UNIT_FIELDS = frozenset({"unit", "unit_handling", "unit_receiving", "unit_named", "lead_unit", "supporting_units"})
_DATES = ("date", "deadline")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_BETWEEN_UNITS = re.compile(r"(\s*[;,\n]\s*)")
_DAY_MONTH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}")
_STATUSES = {fold(word): standard for standard in STATUSES for word in (standard, *SAME_STATUS[standard])}
# Facts of a column whose dates may mean something else than they seem to.
_DOUBTS = frozenset({"month_first", "month_first_column", "swapped"})

TextOf = Callable[[str, str], str | None]
"""(sheet, cell) → the text that was typed there; None for a formula, a number, a true date or no own cell."""


class Repair(Struct, frozen=True):
    """A cell as it is and as it should be; `after` is a date where a text becomes a true date."""

    sheet: str
    cell: str
    before: str
    after: str | date


def changes(result: FileResult, text_of: TextOf, registry: Registry) -> tuple[Repair, ...]:
    """All repairs in the data rows and known columns of a file that was read; rows on secret documents are left out.

    Only what says the same before and after: composition of letters and spaces, official names of units,
    unambiguous text dates, standard wordings of the status. Sheets in an old Vietnamese encoding stay as they are.
    """
    assert result.table is not None and result.meta is not None
    rows: dict[int, list[int]] = {}
    for sheet, row in zip(result.table["sheet"].to_pylist(), result.table["row"].to_pylist(), strict=True):
        rows.setdefault(sheet, []).append(row)
    found: list[Repair] = []
    for index, sheet in enumerate(result.meta["sheets"]):
        facts = [fact for fact in (Fact(*values) for values in result.meta["facts"]) if fact.source == index]
        if sheet["layout"] and not any(fact.kind == "legacy_encoding" for fact in facts):
            found += _of_sheet(sheet, rows.get(index, []), facts, text_of, registry)
    return tuple(found)


def _of_sheet(
    sheet: Notes, rows: Iterable[int], facts: Sequence[Fact], text_of: TextOf, registry: Registry
) -> list[Repair]:
    secret = {fact.row for fact in facts if fact.kind == "secret_document"}
    doubtful = {fact.field for fact in facts if fact.detail in _DOUBTS}
    layout = layout_of(sheet["layout"])
    open_rows = [row for row in rows if row not in secret]
    found = []
    for name, letter in sheet["columns"].items():
        typed = {f"{letter}{row}": text_of(sheet["name"], f"{letter}{row}") for row in open_rows}
        texts = {cell: text for cell, text in typed.items() if text}
        repair = _repairer(layout.field(name), texts.values(), registry, name in doubtful)
        found += [
            Repair(sheet["name"], cell, text, new) for cell, text in texts.items() if (new := repair(text)) != text
        ]
    return sorted(found, key=lambda change: (int(re.sub(r"\D", "", change.cell)), len(change.cell), change.cell))


def _repairer(field: Field, texts: Iterable[str], registry: Registry, doubtful: bool) -> Callable[[str], str | date]:
    """What mends one text of the column."""
    if field.name in UNIT_FIELDS:
        return lambda text: official_units(text, registry)
    if field.name == "status":
        return lambda text: _STATUSES.get(fold(text), tidy(text))
    if field.kind in _DATES and not doubtful:
        day_first = any(int(found[1]) > 12 for text in texts if (found := _DAY_MONTH.fullmatch(clean(text))))
        return lambda text: true_date(text, day_first) or tidy(text)
    return tidy


def tidy(text: str) -> str:
    """Each line in NFC, with Đ for Ð, without invisible characters and odd spaces; line breaks stay."""
    return "\n".join(map(clean, _LINE_BREAK.split(text))).strip("\n")


def official_units(text: str, registry: Registry) -> str:
    """The official name of the one unit that the text names, or of each unit of a list of them."""
    if name := _official(text, registry):
        return name
    parts = _BETWEEN_UNITS.split(tidy(text))
    names = [_official(part, registry) for part in parts[::2]]
    if len(parts) == 1 or not all(names):
        return tidy(text)
    parts[::2] = [name or "" for name in names]
    return "".join(parts)


def _official(text: str, registry: Registry) -> str | None:
    names = {unit.name for unit in registry.resolve(text)}
    return names.pop() if len(names) == 1 else None


def true_date(text: str, day_first: bool) -> date | None:
    """The day that a text names without a doubt; None where there is one.

    With a day up to 12 the column must show elsewhere that the day comes first (`day_first`). Texts with a time
    of day or a year of two digits stay texts.
    """
    text = clean(text)
    numbers = re.findall(r"\d+", text)
    if len(numbers) != 3 or not any(len(number) == 4 for number in numbers):
        return None
    found = _DAY_MONTH.fullmatch(text)
    if found and int(found[1]) <= 12 and found[1].zfill(2) != found[2].zfill(2) and not day_first:
        return None
    day, _ = parse_date(text)
    return day if isinstance(day, date) else None
