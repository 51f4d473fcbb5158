"""A reader that has gone, or streams that came closed: all that was asked for is written, the exit code as ever."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from calling import Ended
from forking import CLOSED, GONE, forked
from small_office import small_office

pytestmark = pytest.mark.process

if os.name == "nt":
    pytest.skip("a shell of POSIX closes the streams", allow_module_level=True)

WHOLE = (None, None, None)
ALL_CLOSED, NO_OUT, NO_ERR, NO_READER = (
    (CLOSED, CLOSED, CLOSED),
    (None, CLOSED, None),
    (None, None, CLOSED),
    (None, GONE, None),
)
JSON = ("weekly", "--week", "2024-W10", "--json")
COMMANDS = {
    "monthly": ("monthly --month 2024-03", (ALL_CLOSED, NO_OUT, NO_ERR, NO_READER)),
    "remind": ("remind --as-of 2024-03-13 --notices nhac", (NO_READER,)),
    "annotate": ("validate --annotate copies", (ALL_CLOSED, NO_READER)),
    "fix": ("fix theo-doi/binh-chanh.xlsx -o fixed.xlsx", (NO_READER,)),
    "json": (" ".join(JSON), (NO_OUT, NO_READER)),
}
"""What each writes is written in another way; all streams go through one place."""
SHELL = "weekly --week 2024-W10 <&- >&- 2>&-", "weekly --week 2024-W10 --json | true; exit ${PIPESTATUS[0]}"


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    return small_office(tmp_path_factory.mktemp("given") / "w")


@pytest.fixture(scope="module")
def weekly(given, tmp_path_factory):
    """How the weekly report ends, and what it leaves, where nothing is wrong with its streams."""
    root = shutil.copytree(given, tmp_path_factory.mktemp("weekly") / "w")
    return forked(*JSON, cwd=root).code, left(root)


@pytest.fixture
def place(given, tmp_path):
    return shutil.copytree(given, tmp_path / "w")


def shell(root: Path, line: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a shell that closes or breaks its streams; the shell's exit code is the command's."""
    command = f"{shlex.quote(sys.executable)} -m bsreform {line}"
    return subprocess.run(["bash", "-c", command], cwd=root, capture_output=True, check=False, timeout=120)


def left(root: Path) -> set[str]:
    """What the command wrote, by name; what `.bsreform` keeps without its marks."""
    names = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
    return {name[:24] if name.startswith(".bsreform") else name for name in names}


def outcome(root: Path, ended: Ended) -> tuple[int, set[str], bool]:
    return ended.code, left(root), b"Traceback" in ended.err + ended.out


@pytest.mark.parametrize(("line", "broken"), COMMANDS.values(), ids=COMMANDS)
def test_closed_and_broken_streams_change_neither_what_is_written_nor_the_code(tmp_path, given, line, broken):
    outcomes = {}
    for streams in (WHOLE, *broken):
        root = shutil.copytree(given, tmp_path / f"copy {len(outcomes)}")
        outcomes[streams] = outcome(root, forked(*line.split(), cwd=root, streams=streams))
    code, files, _ = outcomes[WHOLE]
    assert code in (0, 1)
    assert len(files) > len(left(given))
    assert outcomes == dict.fromkeys((WHOLE, *broken), (code, files, False))


@pytest.mark.parametrize("line", SHELL)
def test_an_interpreter_that_finds_them_so_does_the_same(place, weekly, line):
    ended = shell(place, line)
    assert (ended.returncode, left(place)) == weekly
    assert b"Traceback" not in ended.stderr
