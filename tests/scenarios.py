"""Seeded random exports with all that real ones have: every status, blanks, repeated codes, merged units."""

from datetime import date, datetime, timedelta
from functools import cache
from random import Random

import pytest
from msgspec import Struct
from msgspec.structs import fields, replace

from oracle import File, Procedure, Row, Settings, week
from oracle_facts import AGENCIES, MERGED_2020, MERGER, STATUS, SUCCESSOR_2025

WEEKS = ("2024-W01", "2024-W10", "2024-W19", "2025-W01", "2025-W27", "2025-W28", "2025-W33")
OPTIONAL = (
    *("receiving", "finished", "returned", "status", "channel", "level", "procedure", "fee", "exempt", "paid"),
    *("components", "result", "reused", "statutory_days", "asked"),
)
NEW_COMMUNES = ("Bình Sơn", "Vạn Tường", "Bình Minh", "Bình Chương", "Đông Sơn")
TARGETS = {
    "online_rate": 50,
    "online_payment_rate": 50,
    "component_digitisation_rate": 80,
    "result_digitisation_rate": 80,
    "full_digitisation_rate": 80,
    "reuse_rate": 80,
    "on_time_rate": 90,
}


class Scenario(Struct, frozen=True):
    """A report that is asked for and the rows that lie in the workspace."""

    week: str
    as_of: date | None
    settings: Settings
    rows: tuple[Row, ...]


@cache
def scenario(seed: int) -> Scenario:
    """The same seed always gives the same scenario."""
    rng = Random(seed)
    name = rng.choice(WEEKS)
    start, end = week(name)
    as_of = rng.choice([None, None, start + timedelta(days=rng.randrange(7)), end + timedelta(days=30)])
    settings = Settings(
        targets={group: TARGETS | {"essential_online_rate": rng.choice([20, 60])} for group in ("agency", "commune")},
        end_date=rng.choice(["finished", "returned"]),
        postal=rng.random() < 0.6,
        unit_column=rng.choice(["handling", "receiving"]),
        catalogue=_catalogue(rng) if rng.random() < 0.6 else None,
        min_cases=Random(f"floor of {seed}").choice([1, 2, 3, 5]),
    )
    names, exported = _names(rng), _exported(Random(f"exports of {seed}"), start)
    rows: list[Row] = []
    for number in range(rng.randint(1, 3)):
        columns = [name for name in OPTIONAL if rng.random() < 0.85]
        file = File(f"tep-{rng.randrange(9)}{number}.xlsx", exported[rng.randrange(2)])
        made = [_row(rng, file, line, start, names) for line in range(4, rng.randint(5, 60))]
        again = [replace(rng.choice(rows), file=file, number=100 + n) for n in range(rng.randrange(6)) if rows]
        rows += [_without(row, [name for name in OPTIONAL if name not in columns]) for row in (*made, *again)]
    return Scenario(name, as_of, settings, tuple(rows))


def _exported(rng: Random, start: date) -> tuple[datetime, datetime]:
    """Two days on which the exports were made: long after the week, or around it, before its end or its beginning."""
    if rng.random() < 0.4:
        return datetime(2025, 12, 1, 8), datetime(2025, 12, 2, 8)
    first, second = (start + timedelta(days=rng.randint(-10, 12)) for _ in range(2))
    return datetime(first.year, first.month, first.day, 8), datetime(second.year, second.month, second.day, 8)


def _names(rng: Random) -> list[str]:
    """Few units, so that each has several dossiers; now and then one under an old name."""
    return [*rng.sample([*SUCCESSOR_2025, *MERGED_2020], 5), rng.choice(AGENCIES), rng.choice(NEW_COMMUNES)]


def _catalogue(rng: Random) -> dict[str, Procedure]:
    filled = rng.random() < 0.8
    return {
        f"1.00{number}": Procedure(
            level=rng.choice(["full", "partial", "information", None]) if filled else None,
            fee_bearing=rng.random() < 0.5,
            payment_list=rng.random() < 0.4,
            essential=rng.random() < 0.4,
            statutory_days=rng.choice([None, 0, 3, 10]),
        )
        for number in range(1, 5)
    }


def _row(rng: Random, file: File, number: int, start: date, names: list[str]) -> Row:
    received = start + timedelta(days=rng.choice([rng.randint(-3, 8), rng.randint(-60, 10), rng.randint(-200, 0)]))
    due = received + timedelta(days=rng.randint(-1, 25))
    ended = None if rng.random() < 0.3 else received + timedelta(days=rng.randint(-1, 30))
    old = [name for name in names if received < MERGER or name not in AGENCIES]
    return Row(
        file=file,
        number=number,
        code=_or_blank(rng, f"H48.53-240101-{rng.randrange(9999):04}"),
        handling=_or_blank(rng, rng.choice(old), 0.1),
        receiving=_or_blank(rng, rng.choice(old), 0.5),
        received=_or_blank(rng, received),
        due=_or_blank(rng, due),
        finished=ended if rng.random() < 0.8 else None,
        returned=ended + timedelta(days=rng.randrange(3)) if ended and rng.random() < 0.7 else None,
        status=rng.choice([*STATUS, *["Đang xử lý", "Đã xử lý xong", "Đã trả kết quả"] * 4]),
        channel=rng.choice(["online", "online", "in_person", "postal", None]),
        level=rng.choice(["full", "partial", "information", None]),
        procedure=rng.choice(["1.001", "1.002", "1.003", "1.004", "1.009", None]),
        fee=rng.choice([None, 0.0, 0.0, 15000.0]),
        exempt=rng.choice([True, False, None, None]),
        paid=rng.choice([True, False, None]),
        components=rng.choice([True, True, True, False, None]),
        result=rng.choice([True, True, False, None]),
        reused=rng.choice([True, False, None]),
        statutory_days=rng.choice([None, None, 0.0, 2.5, 5.0, 10.0]),
        asked=rng.choice([None, received + timedelta(days=rng.randrange(40))]),
    )


def _or_blank(rng: Random, value, chance: float = 0.02):
    return None if rng.random() < chance else value


def _without(row: Row, columns: list[str]) -> Row:
    assert {field.name for field in fields(row)} >= set(columns)
    return replace(row, **dict.fromkeys(columns))


def seeds(numbers: range, quick: int = 3) -> list[object]:
    """Parameters of a test on scenarios: the first few always, the others where there is time."""
    return [*numbers[:quick], *(pytest.param(number, marks=pytest.mark.slow) for number in numbers[quick:])]
