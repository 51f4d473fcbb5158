"""A slow second opinion on every figure: the rules of the domain in plain Python, sharing nothing with the engines.

Units are told apart by the name that a report prints, days are plain dates, and a set of rows is a list.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from oracle_facts import AGENCIES, DAYS_OFF, MERGED_2020, MERGER, STATUS, SUCCESSOR_2025, WORKED_SATURDAYS


class Procedure(Struct, frozen=True):
    """One line of the catalogue; a level of None is a blank cell."""

    level: str | None = None
    fee_bearing: bool = False
    payment_list: bool = False
    essential: bool = False
    statutory_days: float | None = None


class File(Struct, frozen=True):
    """One export. A column that it lacks is one that all its rows leave blank."""

    name: str
    exported_at: datetime


class Row(Struct, frozen=True):
    """One row of an export; None is a blank cell. Units are names of communes without "xã", or of agencies."""

    file: File
    number: int
    code: str | None
    handling: str | None
    received: date | None
    due: date | None
    receiving: str | None = None
    finished: date | None = None
    returned: date | None = None
    status: str | None = None
    channel: str | None = None
    level: str | None = None
    procedure: str | None = None
    fee: float | None = None
    exempt: bool | None = None
    paid: bool | None = None
    components: bool | None = None
    result: bool | None = None
    reused: bool | None = None
    statutory_days: float | None = None
    asked: date | None = None


class Settings(Struct, frozen=True):
    """The settings that move a figure; targets by group and indicator."""

    targets: dict[str, dict[str, int]]
    end_date: str = "finished"
    postal: bool = True
    unit_column: str = "handling"
    catalogue: dict[str, Procedure] | None = None
    min_cases: int = 1


class Dossier(Struct, frozen=True):
    """A row that entered the figures, with everything about it that does not depend on the period.

    `columns` are those that its file fills.
    """

    row: Row
    procedure: Procedure | None
    unit: str
    received: date
    due: date
    ended: date | None
    waiting: bool
    with_result: bool
    level: str | None
    owes: bool | None
    columns: frozenset[str]
    seen: date
    newest: date = date.max
    reported_from: date = date.min


Span = tuple[date, date]
Answer = Callable[[Dossier], bool | None]
"""Yes, no, or not known (None)."""


def week(text: str) -> tuple[date, date]:
    """The Saturday and the Friday of a week such as "2024-W10"."""
    year, number = text.split("-W")
    friday = date.fromisocalendar(int(year), int(number), 5)
    return friday - timedelta(days=6), friday


def week_before(start: date) -> tuple[date, date]:
    """The seven days before a week that starts that day."""
    return start - timedelta(days=7), start - timedelta(days=1)


def percent(counted: int, out_of: int | None) -> Decimal | None:
    """The percentage with two decimals, half up."""
    if not out_of:
        return None
    hundredfold = Decimal(counted) * 100 / Decimal(out_of)
    return hundredfold.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def group_of(unit: str) -> str:
    """Agencies and communes: the two groups of the report."""
    return "agency" if unit in AGENCIES else "commune"


def printed_unit(name: str, end: date) -> str:
    """The unit that answers for a name on the last day of a period."""
    if name in AGENCIES:
        return name
    name = MERGED_2020.get(name, name)
    if name not in SUCCESSOR_2025:
        return "UBND xã " + name
    if end >= MERGER:
        return "UBND xã " + SUCCESSOR_2025[name]
    return "UBND thị trấn Châu Ổ" if name == "Châu Ổ" else "UBND xã " + name


def working_days(after: date, until: date) -> int:
    """Working days in (after, until]."""
    days = (after + timedelta(days=n) for n in range(1, (until - after).days + 1))
    return sum(day in WORKED_SATURDAYS or (day.weekday() < 5 and day not in DAYS_OFF) for day in days)


def sort_out(
    rows: Iterable[Row], settings: Settings, end: date, start: date = date.min
) -> tuple[list[Dossier], dict[str, int]]:
    """The dossiers that enter the figures of a report on [start, end], and how many rows went where."""
    rows = list(rows)
    last = max((row.file.exported_at.date() for row in rows), default=date.max)
    columns = {file: _columns([row for row in rows if row.file == file]) for file in {row.file for row in rows}}
    newest: dict[object, Row] = {}
    counts = {"read": 0, "used": 0, "superseded": 0, "excluded": 0, "not_accepted": 0}
    used = []
    for row in sorted(rows, key=lambda row: (row.file.exported_at, row.file.name, row.number)):
        key = row.code or (row.file.name, row.number)
        counts["read"] += 1
        counts["superseded"] += key in newest
        newest[key] = row
    for row in newest.values():
        if STATUS[row.status] == "not accepted":
            counts["not_accepted"] += 1
        elif (dossier := _dossier(row, columns[row.file], settings, end)) is None:
            counts["excluded"] += 1
        else:
            counts["used"] += 1
            used.append(replace(dossier, newest=last, reported_from=start))
    return used, counts


def filled(rows: Iterable[Row], column: str) -> bool:
    """Does any of the rows say anything in that column?"""
    return any(getattr(row, column) is not None for row in rows)


def _columns(rows: list[Row]) -> frozenset[str]:
    return frozenset(name for name in Row.__struct_fields__ if filled(rows, name))


def _dossier(row: Row, columns: frozenset[str], settings: Settings, end: date) -> Dossier | None:
    """What a row says, or None where it cannot enter whole."""
    first, second = row.handling, row.receiving
    if settings.unit_column == "receiving":
        first, second = second, first
    unit = first or second
    if row.code is None or unit is None or row.received is None or row.due is None:
        return None
    if row.received < MERGER and unit in set(SUCCESSOR_2025.values()) - set(SUCCESSOR_2025):
        return None
    meaning = STATUS[row.status]
    dates = [row.finished, row.returned] if settings.end_date == "finished" else [row.returned, row.finished]
    ended = next((day for day in dates if day is not None), None)
    if meaning in ("open", "waiting"):
        ended = None
    elif ended is None and meaning != "missing":
        return None
    if ended is not None and ended < row.received:
        return None
    procedure = (settings.catalogue or {}).get(row.procedure or "")
    owes: bool | None = procedure.fee_bearing if procedure else None
    if "fee" in columns:
        owes = (row.fee or 0) > 0
    return Dossier(
        row=row,
        procedure=procedure,
        unit=printed_unit(unit, end),
        received=row.received,
        due=row.due,
        ended=ended,
        waiting=meaning == "waiting",
        with_result=meaning == "result" or (meaning == "missing" and ended is not None),
        level=row.level or (procedure.level if procedure else None),
        owes=False if row.exempt else owes,
        columns=columns,
        seen=row.file.exported_at.date(),
    )


def ledger(dossiers: list[Dossier], start: date, end: date) -> dict[str, int]:
    """The nine numbers of a period, each counted on its own."""
    closed = [d for d in dossiers if d.ended and start <= d.ended <= end]
    still = [d for d in dossiers if d.received <= end and not (d.ended and d.ended <= end)]
    in_term = [d for d in still if in_time(d, start, end)]
    return {
        "carried": sum(d.received < start and not (d.ended and d.ended < start) for d in dossiers),
        "received": sum(start <= d.received <= end for d in dossiers),
        "closed": len(closed),
        "early": sum(d.ended < d.due for d in closed if d.ended),
        "on_day": sum(d.ended == d.due for d in closed),
        "late": sum(d.ended > d.due for d in closed if d.ended),
        "open": len(still),
        "open_in_term": len(in_term),
        "open_overdue": len(still) - len(in_term),
    }


def in_time(d: Dossier, start: date, end: date) -> bool:
    """Is an open dossier in term at the end of a span, as far as anybody has looked by then?

    Nothing is overdue where nobody has exported anything since the reported period began, or the span if it is over
    before that.
    """
    waits = d.waiting and (d.row.asked is None or d.row.asked <= end)
    began = d.reported_from if d.reported_from <= end else start
    return waits or d.newest < began or d.due >= min(end, d.seen)


def _used_little(d: Dossier) -> bool:
    assert d.ended is not None
    return Fraction(working_days(d.received, d.ended)) <= Fraction(4, 5) * Fraction(_term(d)).limit_denominator(1000)


def _term(d: Dossier) -> float:
    if d.row.statutory_days is not None:
        return d.row.statutory_days
    if d.procedure and d.procedure.statutory_days is not None:
        return d.procedure.statutory_days
    return working_days(d.received, d.due)


class Rate(Struct, frozen=True):
    """How many rows are counted, out of how many (None = no data), and of how many more it is not known."""

    counted: int
    out_of: int | None
    unknown: int


def rate(rows: Iterable[Dossier], belongs: list[Answer], counts: list[Answer], told: bool = True) -> Rate:
    """A row certainly outside is no matter; of the others, one with anything unknown is on neither side.

    `told` is False where nothing that was read can tell.
    """
    counted = out_of = unknown = 0
    for d in rows:
        base, rest = [ask(d) for ask in belongs], [ask(d) for ask in counts]
        if any(answer is False for answer in base):
            continue
        if None in base or None in rest:
            unknown += 1
            continue
        out_of += 1
        counted += all(rest)
    return Rate(counted, out_of if out_of or (told and not unknown) else None, unknown)


def indicators(dossiers: list[Dossier], rows: list[Row], settings: Settings, start: date, end: date) -> dict[str, Rate]:
    """Every indicator of a period.

    `dossiers` are those of one unit or of many, `rows` all that were read.
    """
    procedures = list((settings.catalogue or {}).values())
    levels_listed = any(procedure.level for procedure in procedures)
    essential_listed = any(procedure.essential for procedure in procedures)
    payment_listed = any(procedure.payment_list for procedure in procedures)
    received = [d for d in dossiers if start <= d.received <= end]
    closed = [d for d in dossiers if d.ended and start <= d.ended <= end]
    still = [d for d in dossiers if d.received <= end and not (d.ended and d.ended <= end)]
    results = [d for d in closed if d.with_result]

    def cell(name: str) -> Answer:
        return lambda d: bool(getattr(d.row, name)) if name in d.columns else None

    def listed(flag: str, known: bool) -> Answer:
        return lambda d: getattr(d.procedure, flag) if known and d.procedure else None

    def online(d: Dossier) -> bool | None:
        return d.row.channel == "online" if "channel" in d.columns else None

    def offered(d: Dossier) -> bool | None:
        if d.row.channel == "postal" and not settings.postal:
            return False
        if not levels_listed:
            return True
        return d.procedure.level in ("full", "partial") if d.procedure else None

    def full(d: Dossier) -> bool | None:
        known = "level" in d.columns or (levels_listed and d.procedure)
        return d.level == "full" if known else None

    def owes(d: Dossier) -> bool | None:
        return d.owes

    essential, in_list = listed("essential", essential_listed), listed("payment_list", payment_listed)
    paid, components, result, reused = (cell(name) for name in ("paid", "components", "result", "reused"))
    has_channel, has_paid, has_components, has_result = (
        filled(rows, name) for name in ("channel", "paid", "components", "result")
    )
    has_fee = filled(rows, "fee") or bool(procedures)
    has_level = filled(rows, "level") or levels_listed
    alive = [d for d in dossiers if d.received <= end and not (d.ended and d.ended < start)]
    in_term = [d for d in still if in_time(d, start, end)]
    on_time = sum(d.ended <= d.due for d in closed if d.ended)
    return {
        "online_rate": rate(received, [offered], [online], has_channel),
        "full_online_rate": rate(received, [full], [online], has_channel and has_level),
        "online_payment_rate": rate(received, [owes], [paid], has_paid and has_fee),
        "listed_payment_rate": rate(received, [owes, in_list], [paid], has_paid and has_fee and payment_listed),
        "component_digitisation_rate": rate(received, [], [components], has_components),
        "result_digitisation_rate": rate(results, [], [result], has_result),
        "full_digitisation_rate": rate(alive, [], [components, result], has_components and has_result),
        "reuse_rate": rate(received, [], [reused], filled(rows, "reused")),
        "on_time_rate": Rate(on_time, len(closed), 0),
        "progress_rate": Rate(on_time + len(in_term), len(closed) + len(still), 0),
        "early_20_rate": rate(results, [online, lambda d: _term(d) > 0], [_used_little], has_channel),
        "essential_online_rate": rate(received, [offered, essential], [online], has_channel and essential_listed),
        "essential_payment_rate": rate(received, [owes, essential], [paid], has_paid and has_fee and essential_listed),
        "essential_digitisation_rate": rate(received, [essential], [components], has_components and essential_listed),
    }


def verdict(rate: Rate, target: int | None) -> str | None:
    """Above, equal or below the target; None without a target or without anything to measure."""
    if target is None or (value := percent(rate.counted, rate.out_of)) is None:
        return None
    return "above" if value > target else "equal" if value == target else "below"


class Judged(Struct, frozen=True):
    """The verdict on one rate: above, equal or below, on which counts, and how many dossiers more would do."""

    verdict: str | None = None
    basis: str | None = None
    rate: Rate = Rate(0, None, 0)
    short_by: int | None = None


def judge(period: Rate, year: Rate, target: int | None, settings: Settings) -> Judged:
    """By the period if it has rows enough; if it has some, by the year so far if that has enough; else not at all."""
    if not period.out_of or target is None:
        return Judged()
    for basis, rate in (("period", period), ("year", year)):
        if (rate.out_of or 0) >= settings.min_cases:
            more = 0
            while verdict(Rate(rate.counted + more, rate.out_of, 0), target) == "below":
                more += 1
            return Judged(verdict(rate, target), basis, rate, more)
    return Judged()


def judged(
    dossiers: list[Dossier], rows: list[Row], settings: Settings, target: int | None, indicator: str, span: Span
) -> Judged:
    """The verdict on a span of a unit, beside the year up to its end."""
    start, end = span
    found = (
        indicators(dossiers, rows, settings, first, end)[indicator] for first in (start, end.replace(month=1, day=1))
    )
    return judge(*found, target, settings)


def weeks_in_a_row(
    dossiers: list[Dossier], rows: list[Row], settings: Settings, indicator: str, target: int, start: date, end: date
) -> int:
    """How many weeks, this one counted, the rows of one unit have stayed below the target without a break."""
    weeks = 0
    while judged(dossiers, rows, settings, target, indicator, (start, end)).verdict == "below":
        weeks += 1
        start, end = week_before(start)
    return weeks


def calls(found: dict[str, tuple[int, dict[str, Judged]]]) -> list[str]:
    """The units to be called, in their order: by overdue dossiers, then by all that lacks to the targets; of equals in
    the order given. `found`: by unit its open overdue dossiers, and its rates below target.
    """
    lacking = {unit: sum(each.short_by or 0 for each in low.values()) for unit, (_, low) in found.items()}
    asked = [unit for unit, (overdue, low) in found.items() if overdue or low]
    return sorted(asked, key=lambda unit: (-found[unit][0], -lacking[unit]))
