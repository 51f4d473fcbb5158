"""Makes a workspace of many exports that have been read already: stand-ins for the files, and their extracts.

    python benchmarks/generate_extracts.py --rows 2000000 --files 200 --out WORKSPACE --cache FOLDER [--seed 1]

Millions of rows would take an hour to write and read as workbooks. What a run meets is the same: a file whose extract
lies in the cache (BSREFORM_CACHE=FOLDER) is not opened, only hashed. The same seed gives the same rows. Exports
overlap: two of five rows repeat a dossier of another file, as it stood on the day of that export; one row of a
thousand has a fault.
"""

import argparse
import hashlib
import os
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import generate
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bsreform.layouts import layout
from bsreform.reading.guarded import cache
from bsreform.reading.recognising.columns import empty_table
from bsreform.records.loading import Workspace, reading_options

LAYOUT = "dossier_export"
FIRST_ROW = len(generate.TITLE) + 2
ONCE = 0.6
"""The part of the rows that are a dossier's first."""
FAULTY = 0.001
PACKED = 96
"""Bytes of a row in a workbook: how a run shares out files goes by their size."""
COLUMNS = {
    "code": "B", "procedure_code": "C", "procedure_name": "D", "field": "E", "unit_handling": "F", "channel": "I",
    "service_level": "J", "received_at": "K", "due_at": "L", "finished_at": "M", "status_text": "N", "fee_levy": "O",
    "paid_direct": "P", "components_digitised": "Q", "result_digitised": "R", "reused": "S",
}  # fmt: skip
STATUSES = ("Đã trả kết quả", "Đang xử lý")
Days = NDArray[np.datetime64]
Numbers = NDArray[np.int64]


class Population:
    """Every dossier once, with what never changes about it, and the day on which it ends."""

    def __init__(self, count: int, chance: np.random.Generator) -> None:
        days = (generate.END - generate.START).days + 1
        self.received = np.datetime64(generate.START, "D") + np.sort(chance.integers(0, days, count))
        term = chance.choice((1, 3, 5, 10, 15), count)
        self.due = self.received + term
        self.ended = self.received + (term * chance.triangular(0.1, 0.6, 1.3, count)).astype(np.int64)
        self.procedure = chance.integers(0, generate.PROCEDURES, count)
        self.unit = chance.integers(0, len(generate.UNITS), count)
        self.channel = chance.choice(3, count, p=(0.55, 0.43, 0.02))
        self.yes = {name: chance.random(count) < part for name, part in (
            ("paid_direct", 0.5), ("components_digitised", 0.8), ("result_digitised", 0.75), ("reused", 0.3),
        )}  # fmt: skip
        dates = [f"{day:%y%m%d}" for day in self.received.tolist()]
        self.codes = pa.array([f"000.00.53.H48-{day}-{number % 10**6:06}" for number, day in enumerate(dates)])


def spread(people: Population, rows: int, exports: Sequence[datetime], chance: np.random.Generator) -> list[Numbers]:
    """The dossiers of every export: each is in one that knows its end (or in the last), some in a second one, too."""
    count, last = len(people.received), len(exports) - 1
    days = np.array([moment.date() for moment in exports], dtype="datetime64[D]")
    received, ended = (np.minimum(np.searchsorted(days, when), last) for when in (people.received, people.ended))
    files = ended + (chance.random(count) * (last + 1 - ended)).astype(np.int64)
    again = chance.permutation(count)[: rows - count]
    other = received[again] + (chance.random(len(again)) * (last + 1 - received[again])).astype(np.int64)
    other = np.where((other == files[again]) & (other > received[again]), other - 1, other)
    dossiers, files = np.concatenate([np.arange(count), again]), np.concatenate([files, other])
    order = np.argsort(files, kind="stable")
    return np.split(dossiers[order], np.searchsorted(files[order], np.arange(1, len(exports))))


def texts(values: Sequence[str], numbers: Numbers) -> Any:
    """One text for each number."""
    return pa.array(values).take(pa.array(numbers))


def table(people: Population, own: Numbers, day: np.datetime64, chance: np.random.Generator) -> tuple[Any, list[Any]]:
    """The rows of one export as they stood on its day, and the facts about those with faults."""
    procedures = [generate.procedure(number) for number in range(generate.PROCEDURES)]
    procedure, done = people.procedure[own], people.ended[own] <= day
    faulty = chance.random(len(own)) < FAULTY
    lost = faulty & (own % 2 == 0)
    unit = np.where(faulty & ~lost, len(generate.UNITS), people.unit[own])
    values = {
        "sheet": pa.array(np.zeros(len(own), np.int16)),
        "row": pa.array((np.arange(len(own)) + FIRST_ROW).astype(np.int32)),
        "section": pa.array(np.full(len(own), -1, np.int32)),
        "code": people.codes.take(pa.array(own)),
        "procedure_code": texts([each[0] for each in procedures], procedure),
        "procedure_name": texts([each[1] for each in procedures], procedure),
        "field": texts([each[2] for each in procedures], procedure),
        "service_level": texts([{"Toàn trình": "full"}.get(each[3], "partial") for each in procedures], procedure),
        "fee_levy": pa.array(np.array([float(each[4]) for each in procedures])[procedure]),
        "unit_handling": texts([*generate.UNITS, "UBND xã Bình Xa"], unit),
        "channel": texts(("online", "in_person", "postal"), people.channel[own]),
        "status_text": texts(STATUSES, (~done).astype(np.int64)),
        "received_at": pa.array(people.received[own]),
        "due_at": pa.array(people.due[own], mask=lost),
        "finished_at": pa.array(people.ended[own], mask=~done),
        **{name: pa.array(flag[own] & (done | (name != "result_digitised"))) for name, flag in people.yes.items()},
    }
    empty = empty_table(layout(LAYOUT))
    nulls = {each.name: pa.nulls(len(own), each.type) for each in empty.schema if each.name not in values}
    facts = [
        [0, "missing_value", int(row) + FIRST_ROW, COLUMNS["due_at"], "due_at", "", ""] for row in np.flatnonzero(lost)
    ]
    return pa.table({**values, **nulls}).select(empty.column_names).cast(empty.schema), facts


def meta(rows: int, exported: datetime, facts: list[Any]) -> dict[str, Any]:
    """What reading notes of such a file."""
    sheet = {
        "name": "Hồ sơ",
        "visible": True,
        "stated": "",
        "layout": LAYOUT,
        "rows": rows,
        "exported_at": exported.isoformat(),
        "columns": COLUMNS,
        "blank": [],
        "accounting": {"header": FIRST_ROW - 1, "section": 0, "total": 0, "blank": 1, "footer": 1, "data": rows},
        "titles": [generate.TITLE[0][0]],
        "quarter": "",
        "stacks": [],
        "form": "",
    }
    return {"kind": "xlsx", "modified": None, "unread": [], "sheets": [sheet], "facts": facts}


def write(folder: Path, store: Path, rows: int, files: int, seed: int) -> None:
    """The workspace and the extracts of its files."""
    chance = np.random.default_rng(seed)
    (folder / "ho-so").mkdir(parents=True)
    (folder / "bsreform.toml").write_text("", encoding="utf-8")
    store.mkdir(parents=True, exist_ok=True)
    os.environ["BSREFORM_CACHE"] = str(store)
    options = reading_options(Workspace.open(folder), (LAYOUT,))
    people = Population(int(rows * ONCE), chance)
    length = (generate.END - generate.START) / files
    exports = [generate.START + length * number + timedelta(hours=24) for number in range(1, files)] + [generate.END]
    exports = [min(moment, generate.END).replace(microsecond=0) for moment in exports]
    for number, own in enumerate(spread(people, rows, exports, chance)):
        content = f"stand-in {seed} {rows} {number}".encode().ljust(len(own) * PACKED, b"\0")
        (folder / "ho-so" / f"xuat-{number:04}.xlsx").write_bytes(content)
        body, facts = table(people, own, np.datetime64(exports[number], "D"), chance)
        key = cache.key(hashlib.sha256(content).hexdigest(), options)
        cache.store(key, body, meta(len(own), exports[number], facts), folder=cache.cache_dir())


def main() -> None:
    """Reads the command line and writes the workspace."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=2_000_000)
    arguments.add_argument("--files", type=int, default=200)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--cache", type=Path, required=True)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    write(chosen.out, chosen.cache, chosen.rows, chosen.files, chosen.seed)


if __name__ == "__main__":
    main()
