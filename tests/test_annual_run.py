"""`annual` on real files: the software's export counts, a tracker does not, and without either it does not run."""

import json
from pathlib import Path

import pytest

from test_monthly_run import book, run


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "bsreform.toml").touch()
    return tmp_path


def annual(root: Path, *more: str) -> int:
    return run("annual", "--year", "2024", "--as-of", "2024-03-14", "-w", root, *more)


def units(printed: str) -> dict[str, dict]:
    return {each["id"]: each for each in json.loads(printed)["units"]}


def test_only_the_export_of_the_software_counts(root, capfd):
    book(root / "nhiem-vu" / "phan-mem.xlsx")
    book(root / "theo-doi" / "binh-an.xlsx", unit="UBND xã Bình An")
    assert annual(root, "--json") == 0
    assert (root / "bao-cao" / "2024" / "nam-2024.xlsx").is_file()
    found = units(capfd.readouterr().out)
    chanh, an = found["binh-chanh"], found["binh-an"]
    # One of the two that fell due was in time: 20 of 40, and 5 of 5 for the data.
    assert (chanh["score"], chanh["grade"], chanh["rank"]) == (55.56, "completed", 1)
    assert (an["score"], an["grade"], an["rank"]) == (None, None, None)


def test_trackers_alone_are_no_input(root):
    book(root / "theo-doi" / "binh-an.xlsx")
    assert annual(root, "-q") == 2


def test_the_screen_ranks_and_says_that_people_decide(root, capfd):
    book(root / "nhiem-vu" / "phan-mem.xlsx")
    assert annual(root) == 0
    shown = capfd.readouterr().out
    assert "55,56" in shown
    assert "người có thẩm quyền quyết định" in " ".join(shown.split())
