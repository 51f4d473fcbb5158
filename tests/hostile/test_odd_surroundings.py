"""A machine that lacks something, a folder that is gone, Ctrl-C: one line says why, the exit code is as documented."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from calling import call
from forking import forked
from hostile import good

posix = pytest.mark.skipif(os.name == "nt", reason="limits and signals of POSIX")
WEEKLY = ("weekly", "--week", "2024-W10", "-q")
ODD_UNITS = ("UBND xã " + "👩‍👩‍👧" * 40, "UBND xã " + "Rất Dài " * 24, "CON", "UBND xã a/b\\c:d*e?f[g]h", "'..'")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A small workspace."""
    (tmp_path / "ho-so").mkdir()
    (tmp_path / "bsreform.toml").touch()
    (tmp_path / "ho-so" / "a.csv").write_bytes(good.csv())
    return tmp_path


def ended(*command: object, before: str = "", cwd: Path | None = None, flags: tuple[str, ...] = ()) -> tuple[int, str]:
    """The exit code and the standard error of the command, in a shell that has done something `before`."""
    line = [sys.executable, *flags, "-m", "bsreform", *map(str, command)]
    run = subprocess.run(
        ["sh", "-c", f'{before}exec "$0" "$@"', *line] if before else line, cwd=cwd, capture_output=True, check=False
    )
    return run.returncode, run.stderr.decode()


@posix
@pytest.mark.process
def test_few_file_handles_are_enough(place: Path) -> None:
    assert ended(*WEEKLY, "-w", place, before="ulimit -n 64; ") == (0, "")


@posix
@pytest.mark.process
@pytest.mark.parametrize("limit", ["-v 500000", "-d 50000"])
def test_too_little_memory_is_told_in_one_line(place: Path, limit: str) -> None:
    code, told = ended(*WEEKLY, "-w", place, before=f"ulimit {limit}; ")
    assert (code, len(told.splitlines())) == (2, 1), told
    assert "không đủ bộ nhớ" in told
    assert not (place / "bao-cao").exists()


@posix
@pytest.mark.process
def test_a_folder_that_is_gone_is_told_in_one_line(place: Path) -> None:
    code, told = ended(*WEEKLY, "-w", place, before=f"mkdir '{place}/x'; cd '{place}/x'; rmdir '{place}/x'; ")
    assert (code, len(told.splitlines())) == (2, 1), told
    assert "Thư mục hiện tại không còn" in told


@pytest.mark.process
def test_without_docstrings_the_report_is_the_same(place: Path) -> None:
    assert ended(*WEEKLY, "-w", place, flags=("-OO",)) == (0, "")
    assert (place / "bao-cao" / "2024" / "tuan-2024-W10.xlsx").exists()


STOPPED_AT = """
import os, signal, sys
done = []
def stop(event, arguments):
    path = str(arguments[0]) if arguments else ""
    first = event == "import" if not "{stage}" else event in ("open", "os.mkdir") and "{stage}" in path
    if first and not done:
        done.append(event)
        os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(stop)
"""
"""SIGINT comes when it first imports, or first opens or makes what has this name."""
AT_ONCE = f"""
import signal, sys
sys.argv[0] = "bsreform"
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background has it ignored
from bsreform import __main__
{STOPPED_AT.format(stage="")}
__main__.main()
"""


@posix
@pytest.mark.process
def test_ctrl_c_before_all_is_imported_is_one_line(place: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", AT_ONCE, *WEEKLY, "-w", place], capture_output=True, start_new_session=True, check=False
    )
    assert (run.returncode, run.stderr.decode()) == (2, "Đã dừng theo yêu cầu.\n")
    assert not (place / "bao-cao").exists()


@posix
@pytest.mark.process
@pytest.mark.parametrize("seen", ["ho-so", "bao-cao"])
def test_ctrl_c_is_one_line_and_nothing_half_written(place: Path, seen: str) -> None:
    """While a file is read, which is a pipe's other end; when the report would be saved into a full folder."""
    run = forked(*WEEKLY, "-w", place, before=STOPPED_AT.format(stage=seen), BSREFORM_CACHE=str(place / "cache"))
    assert (run.code, run.err.decode()) == (2, "Đã dừng theo yêu cầu.\n")
    assert not list((place / "bao-cao").rglob("*")) if seen != "bao-cao" else not list(place.rglob("*.xlsx"))
    assert not list(place.rglob("*.tmp"))


def test_units_of_any_name_have_sheets_and_letters(place: Path) -> None:
    units = "".join(
        f"[[unit]]\nid = \"u{n}\"\nname = '''{name}'''\ngroup = \"commune\"\n" for n, name in enumerate(ODD_UNITS)
    )
    (place / "units.toml").write_text(units, encoding="utf-8")
    rows = [(row[0], f'"{unit}"', "32/03/2024", *row[3:]) for row, unit in zip(good.ROWS, ODD_UNITS, strict=False)]
    (place / "ho-so" / "a.csv").write_bytes(good.csv(rows))
    for command in (
        WEEKLY,
        ("validate", "--format", "xlsx", "-o", place / "x.xlsx"),
        ("remind", "--notices", place / "n"),
    ):
        run = call(*command, "-w", place)
        assert run.code in (0, 1), run.err.decode()
    assert (place / "x.xlsx").exists()
