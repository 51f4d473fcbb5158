"""Times of files and in their properties, of any size, stop neither the run nor a good file: such a time is unknown."""

import json
import os
from contextlib import suppress
from pathlib import Path

import pytest
from test_run_over_hazards import WEEKLY, run, workspace

from hostile import good, two_readings

TIMES = (-(10.0**10), -1.0, 0.0, 253_402_300_799.0, 10.0**12)
"""Seconds since 1970: before the first year, before 1970, the last second of 9999, beyond any calendar."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one good file for each time, as far as the file system takes it, and for each property."""
    rows = [(row[0], "UBND xã Bình Chanh", *row[2:]) for row in good.ROWS]
    files = {f"{n}.csv": good.csv(rows) for n in range(len(TIMES))}
    files |= {f"thuộc tính {n}.xlsx": two_readings.saved_on(stamp) for n, stamp in enumerate(two_readings.STAMPS)}
    root = workspace(tmp_path_factory.mktemp("times") / "ws", files)
    for number, seconds in enumerate(TIMES):
        with suppress(OSError, OverflowError):
            os.utime(root / "ho-so" / f"{number}.csv", (seconds, seconds))
    return root


def test_every_row_is_read(place: Path) -> None:
    ended = run(place, *WEEKLY)
    assert ended.code in (0, 1), ended.err.decode()
    told = json.loads(ended.out)
    assert {source["fault"] for source in told["sources"]} == {None}
    assert told["rows"]["read"] == 8 * len(told["sources"])


@pytest.mark.parametrize("command", ["status", "doctor", "schedule"])
def test_commands_that_look_at_times_end_as_documented(place: Path, command: str) -> None:
    assert b"Traceback" not in run(place, command).err


def test_copies_are_made_of_workbooks_with_any_time(place: Path, tmp_path: Path) -> None:
    ended = run(place, "validate", place / "ho-so", "--annotate", tmp_path / "copies")
    assert "Không có bản sao" not in ended.out.decode()
    assert ended.code in (0, 1)
