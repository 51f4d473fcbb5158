"""Every command of reports and of the day fits a screen of 25 lines of 80 columns, with much to say and with little.

How the reports print is looked at beside it: the same workspaces, the same runs.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bsreform.commands import edges
from bsreform.periods import KINDS
from calling import call
from pictured import make_big, make_tiny
from printed import faults

pytestmark = pytest.mark.slow

BIG = {
    "weekly": ("--week", "2024-W11"),
    "monthly": ("--month", "2024-03"),
    "quarterly": ("--quarter", "2024-Q1"),
    "annual": ("--year", "2024"),
    "status": (),
    "remind": (),
}
TINY = {
    "weekly": ("--week", "2025-W41"),
    "monthly": ("--month", "2025-10"),
    "quarterly": ("--quarter", "2025-Q4"),
    "annual": ("--year", "2025"),
    "status": (),
    "remind": (),
}


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    folder = tmp_path_factory.mktemp("pictured")
    make_big(folder / "big", 1_200)
    make_tiny(folder / "tiny")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("BSREFORM_WORKSPACE", raising=False)
        yield {"big": folder / "big", "tiny": folder / "tiny"}


def lines(text: str) -> int:
    """As a window of 80 columns shows them."""
    return sum(max(1, -(-len(line.rstrip()) // 80)) for line in text.splitlines())


@pytest.mark.parametrize("command", BIG)
@pytest.mark.parametrize("size", ["big", "tiny"])
def test_it_takes_at_most_25_lines_and_every_sheet_prints_well(
    places: dict[str, Path], monkeypatch: pytest.MonkeyPatch, size: str, command: str
) -> None:
    options, day = (BIG, "2024-03-15") if size == "big" else (TINY, "2025-10-10")
    monkeypatch.chdir(places[size])
    monkeypatch.setattr(edges, "today", lambda: date(2025, 12, 1))
    documents = ("--docx", "--pdf") if command in ("weekly", "monthly") else ()
    ended = call(command, *options[command], *documents, "--as-of", day)
    assert ended.code in (0, 1)
    shown = ended.out.decode()
    assert lines(shown) <= 25, shown
    step = shown.splitlines()[-1]
    assert step.startswith("Bước tiếp theo")
    assert f"--as-of {day}" in step or not any(f"bsreform {each}" in step for each in BIG)
    if command in KINDS:
        workbook = next((places[size] / "bao-cao").glob(f"*/{KINDS[command].file}-*.xlsx"))
        assert faults(workbook) == [], "how it prints"


@pytest.mark.parametrize("command", ["status", "remind"])
def test_full_shows_the_rest(places: dict[str, Path], monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.chdir(places["big"])
    brief, full = (call(command, "--as-of", "2024-03-15", *more).out.decode() for more in ((), ("--full",)))
    assert "--full" in brief
    assert lines(full) > 40
