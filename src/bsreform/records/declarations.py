"""Units that declare a period without any work in the small form: which unit, which days."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from bsreform.language.text import fold
from bsreform.layouts.no_work import LAYOUT as NO_WORK
from bsreform.model import CannotRun, Fact, NoWork
from bsreform.organisation.units import Registry
from bsreform.periods import KINDS, Cut
from bsreform.reading.recognising.stated import stated_span
from bsreform.records.gathering import Gathered
from bsreform.records.placing import unit_on


def declarations(gathered: Gathered, cut: Cut, registry: Registry) -> tuple[tuple[NoWork, ...], tuple[Fact, ...]]:
    """What is declared, and the rows of which the unit or the period is not known; `cut` says how periods are cut."""
    table = gathered.beside.get(NO_WORK.id)
    if table is None:
        return (), ()
    found = list(_read(table.to_pylist(), cut, registry))
    return tuple(each for each in found if isinstance(each, NoWork)), tuple(
        each for each in found if isinstance(each, Fact)
    )


def _read(rows: Iterable[dict[str, object]], cut: Cut, registry: Registry) -> Iterator[NoWork | Fact]:
    for row in rows:
        source, number = int(str(row["source"])), int(str(row["row"]))
        name, period = str(row["unit"] or ""), str(row["period"] or "")
        days = period_days(period, cut)
        unit = unit_on(name, days[1] if days else None, registry)
        if unit and days:
            yield NoWork(unit.id, days)
        if not unit:
            yield Fact(source, "unknown_unit" if name else "missing_value", number, None, "unit", name)
        if not days:
            yield Fact(
                source, "unreadable_value" if period else "missing_value", number, None, "period", period, "period"
            )


def period_days(text: str, cut: Cut) -> tuple[date, date] | None:
    """First and last day of a period that says which kind it is (“tuần 10/2026”, “2026-W10”, “quý I năm 2026”), or
    that is two days; None where it says neither (“10/2026” may be a week or a month).
    """
    if span := stated_span(text):
        return span
    plain = re.sub(r"^kỳ ", "", fold(text))
    for kind in KINDS.values():
        if plain.startswith(f"{kind.noun} ") or kind.is_id(text.strip().upper()):
            try:
                return kind.days(kind.parse(text, cut), cut)
            except CannotRun:
                return None
    return None
