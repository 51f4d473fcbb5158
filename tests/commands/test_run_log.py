"""`--log FILE`: one line for each run, added in one piece, with nothing of the command's own words in it."""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bsreform.commands import run_log
from calling import call
from hostile import good


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "ho-so").mkdir()
    (tmp_path / "bsreform.toml").touch()
    (tmp_path / "ho-so" / "a.csv").write_bytes(good.csv())
    return tmp_path


def test_each_run_adds_one_line_that_says_how_it_ended(place: Path) -> None:
    log = place / "bsreform.log"
    log.write_text("dòng cũ\n", encoding="utf-8")
    call("weekly", "--week", "2024-W10", "-q", "-w", place, "--log", log)
    call("weekly", "--week", "2024-W99", "-q", "-w", place, "--log", log)
    old, done, wrong = log.read_text(encoding="utf-8").splitlines()
    assert old == "dòng cũ"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0700  bsreform \S+ weekly  \d+,\d giây  mã 0 \(xong\)", done)
    assert "mã 2 (không chạy được): Không có tuần “2024-W99”." in wrong


def test_a_run_that_asks_for_none_leaves_none(place: Path) -> None:
    call("status", "-w", place, "--log", place / "one.log")
    call("status", "-w", place)
    assert len((place / "one.log").read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.parametrize("wrong", [("--nonsense",), ("--week",), ("x", "y")])
def test_a_run_whose_options_are_wrong_is_noted_too(place: Path, wrong: tuple[str, ...]) -> None:
    ended = call("weekly", "-w", place, f"--log={place / 'l'}", *wrong)
    (line,) = (place / "l").read_text(encoding="utf-8").splitlines()
    assert ended.code == 2
    assert " weekly " in line and "mã 2 (không chạy được): " in line


def test_numbers_of_people_and_line_breaks_stay_out(tmp_path: Path) -> None:
    run_log._asked.update(command="weekly", file=tmp_path / "l")
    run_log.note(2, "hồ sơ của 0905 123 456\nở\x1b[31m đây", 0.0)
    (line,) = (tmp_path / "l").read_text(encoding="utf-8").splitlines()
    assert "905" not in line
    assert "\x1b" not in line


@pytest.mark.skipif(os.name == "nt", reason="devices of POSIX")
def test_a_log_that_cannot_be_written_is_4_and_the_report_is_there(place: Path) -> None:
    pipe = place / "pipe"
    os.mkfifo(pipe)
    for target in ("/dev/full", pipe, place / "ho-so"):
        ended = call("weekly", "--week", "2024-W10", "-q", "-w", place, "--log", target)
        assert (ended.code, len(ended.err.decode().splitlines())) == (4, 1)
    assert (place / "bao-cao" / "2024" / "tuan-2024-W10.xlsx").exists()


def test_lines_of_runs_that_end_together_stay_whole(tmp_path: Path) -> None:
    lines = [f"{n:04}{'x' * 300}\n".encode() for n in range(200)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda line: run_log._append(tmp_path / "l", line), lines))
    assert sorted((tmp_path / "l").read_bytes().splitlines(keepends=True)) == lines
