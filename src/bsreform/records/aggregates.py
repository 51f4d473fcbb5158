"""Tables of form II.06a that lie beside the dossiers: whose each is, of which system, and its totals made anew."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from bsreform.language.text import bare
from bsreform.layouts.aggregate_06a import COUNTS
from bsreform.layouts.aggregate_06a import LAYOUT as AGGREGATE_06A
from bsreform.model import Aggregate, Fact, Source, System
from bsreform.organisation.config import Config
from bsreform.organisation.units import Registry
from bsreform.periods import Cut, any_period
from bsreform.records.gathering import Gathered
from bsreform.records.placing import Elsewhere, fill_units, unit_on

SUMS: Mapping[str, tuple[str, ...]] = {
    "total_in": ("online", "direct", "carried"),
    "closed": ("early", "on_day", "late"),
    "open": ("open_in_term", "open_overdue"),
}
"""What each total of a row adds up; with all of them (3) = (7) + (11)."""
_NUMBERS = {name: f"({place})" for place, name in enumerate(COUNTS, 3)}
_SYSTEM: tuple[tuple[re.Pattern[str], System], ...] = (
    (re.compile(r"\bhe thong\b.*\b(?:bo|nganh|trung uong)\b"), "ministry"),
    (re.compile(r"\bhe thong\b.*\b(?:tinh|thanh pho|dia phuong|mot cua)\b"), "province"),
)
_LETTERED = re.compile(r"[IVX]+|[A-ZĐ]")


class _Counted(Struct, frozen=True):
    """A row of a table: `states` what others add up to ("system", "part", "total"), or "" = it is one of them."""

    row: int
    unit: str
    system: System
    states: str
    counts: Mapping[str, int | None]


def aggregates(
    gathered: Gathered, config: Config, registry: Registry, not_letterhead: frozenset[str]
) -> tuple[tuple[Aggregate, ...], tuple[Fact, ...]]:
    """One value for each unit and system of each table, the `newest`, and what is wrong in them: totals, units.

    `not_letterhead` as in `Elsewhere`.
    """
    table = gathered.beside.get(AGGREGATE_06A.id)
    if table is None:
        return (), ()
    elsewhere = Elsewhere(gathered, registry, frozenset({"unit"}), not_letterhead=not_letterhead)
    rows = table.to_pylist()
    texts, origins = (np.array([row["unit"] or "" for row in rows], dtype=object) for _ in range(2))
    sources, sections = (np.array([row[name] for row in rows], dtype=np.int32) for name in ("source", "section"))
    fill_units(texts, origins, sources, sections, elsewhere)
    found: list[Aggregate] = []
    facts: list[Fact] = []
    for index in dict.fromkeys(row["source"] for row in rows):
        source = gathered.sources[index]
        own = [(row, text) for row, text in zip(rows, texts, strict=True) if row["source"] == index]
        lines = _lines(own, source, gathered.stacks[index])
        facts += (replace(fact, source=index) for fact in _wrong(lines, source))
        days = _days(source.stated, config.periods)
        for made in _made(lines, source, days, registry):
            if isinstance(made, Fact):
                facts.append(replace(made, source=index))
            else:
                found.append(made)
    return newest(found), tuple(facts)


def newest(given: Iterable[Aggregate]) -> tuple[Aggregate, ...]:
    """Of several tables of one unit, system and period that of the newest export; a tie goes to the later file name."""
    ordered = sorted(given, key=_age)
    return tuple({(each.unit, each.system, each.days): each for each in ordered}.values())


def _age(each: Aggregate) -> tuple[str, str, str]:
    return each.exported_at.isoformat() if each.exported_at else "", each.path, each.sheet


def _days(stated: str, cut: Cut) -> tuple[date, date] | None:
    first, slash, last = stated.partition("/")
    if slash:
        return date.fromisoformat(first), date.fromisoformat(last)
    return any_period(stated, cut) if stated else None


def _lines(
    rows: Sequence[tuple[Mapping[str, Any], str]], source: Source, stacks: Sequence[Sequence[str]]
) -> list[_Counted]:
    """The rows of one table in order. A heading that names a system holds until the next one, with numbers or not."""
    from bsreform.reading.recognising.known_rows import is_total  # few offices send such tables

    numbered = any((row["number"] or "").rstrip(".)").isdigit() for row, _ in rows)
    named = (_system(name or "") for name in (source.sheet, source.path))
    system: System = next(filter(None, named), "")
    section = -1
    lines: list[_Counted] = []
    for row, unit in rows:
        text, number = row["field"] or row["number"] or "", (row["number"] or "").rstrip(".)")
        if row["section"] != section:
            section = row["section"]
            system = next((each for above in stacks[section][::-1] if (each := _system(above))), system)
        states = ""
        if _system(text):
            system, states = _system(text), "system"
        elif is_total([text]):
            states = "total"
        elif numbered and _LETTERED.fullmatch(number):
            states = "part"
        counts = {name: _count(row[name], name in source.columns) for name in COUNTS}
        lines.append(_Counted(row["row"], unit, system, states, counts))
    return lines


def _system(text: str) -> System:
    plain = bare(text)
    return next((system for pattern, system in _SYSTEM if pattern.search(plain)), "")


def _count(value: float | None, there: bool) -> int | None:
    return None if not there else int(value or 0)


def _made(
    lines: Sequence[_Counted], source: Source, days: tuple[date, date] | None, registry: Registry
) -> Iterator[Aggregate | Fact]:
    """The sums of the rows of each unit and system; a fact where it is not known whose they are."""
    for text in dict.fromkeys(line.unit for line in lines):
        unit = _unit(text, source, days, registry)
        mine = [line for line in lines if line.unit == text and not line.states]
        if unit is None:
            yield Fact(-1, "unknown_unit" if text else "missing_value", None, None, "unit", text)
            continue
        for system in dict.fromkeys(line.system for line in mine):
            counts = _whole([line.counts for line in mine if line.system == system])
            yield Aggregate(source.path, source.sheet or "", unit, system, days, counts, source.exported_at)


def _unit(text: str, source: Source, days: tuple[date, date] | None, registry: Registry) -> str | None:
    """The id of the unit, "" = the organisation as a whole, None = not known."""
    named = [text] if text else list(source.titles)
    if any(registry.around.is_own(each.removeprefix("Đơn vị: ")) for each in named):
        return ""
    day = days[1] if days else source.exported_at.date() if source.exported_at else None
    unit = unit_on(text, day, registry) if text else None
    return unit.id if unit else None


def _whole(counts: Iterable[Mapping[str, int | None]]) -> Mapping[str, int | None]:
    rows = list(counts)
    found = {name: _sum([row[name] for row in rows]) for name in COUNTS}
    made = {total: _sum([found[part] for part in parts]) for total, parts in SUMS.items()}
    return found | {total: value for total, value in made.items() if value is not None}


def _sum(values: Iterable[int | None]) -> int | None:
    given = list(values)
    known = [value for value in given if value is not None]
    return sum(known) if len(known) == len(given) else None


# --- what is wrong -------------------------------------------------------------------------


def _wrong(lines: Sequence[_Counted], source: Source) -> Iterator[Fact]:
    """Every total that is not what its columns or its rows add up to; of one cell only the first."""
    for at, line in enumerate(lines):
        wrong = dict(_of_columns(line.counts))
        if line.states:
            wrong = dict(_of_rows(at, lines)) | wrong
        for name, (stated, made, what) in wrong.items():
            yield Fact(-1, "total_mismatch", line.row, source.columns[name], name, str(stated), f"{made}|{what}")


Wrong = tuple[str, tuple[int, int, str]]
"""A column, what stands there, what it should be, and what that adds up."""


def _of_columns(counts: Mapping[str, int | None]) -> Iterator[Wrong]:
    for total, parts in SUMS.items():
        stated, made = counts[total], _sum([counts[part] for part in parts])
        if stated is not None and made is not None and stated != made:
            yield total, (stated, made, f"các cột {', '.join(_NUMBERS[part] for part in parts)}")
            return
    stated, made = counts["total_in"], _sum([counts["closed"], counts["open"]])
    if stated is not None and made is not None and stated != made:
        yield "total_in", (stated, made, "các cột (7), (11)")


def _of_rows(at: int, lines: Sequence[_Counted]) -> Iterator[Wrong]:
    """A total may mean the whole table, its system, or the rows since (a heading: up to) the next of its kind."""
    line = lines[at]
    rows = [(place, each) for place, each in enumerate(lines) if not each.states]
    marks = [place for place, each in enumerate(lines) if each.states]
    before, after = (
        max((place for place in marks if place < at), default=-1),
        min((place for place in marks if place > at), default=len(lines)),
    )
    groups = [
        [each for _, each in rows],
        [each for _, each in rows if each.system == line.system],
        [each for place, each in rows if before < place < at],
        [each for place, each in rows if at < place < after],
    ]
    sums = [_whole([each.counts for each in group]) for group in groups if group]
    for name, stated in line.counts.items():
        made = [each[name] for each in sums]
        known = [value for value in made if value is not None]
        if stated is not None and known and stated not in known:
            yield name, (stated, min(known, key=lambda value: abs(value - stated)), "các dòng lĩnh vực")
