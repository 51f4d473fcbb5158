"""Killed at any step: the old report or the new one, and the next run needs no help."""

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from bsreform.files import safe
from bsreform.files.safe import save
from hostile.test_links_and_pipes import workspace
from killing import COMMANDS, OLD, WARM_CACHE, Run
from test_monthly_run import book

pytestmark = [pytest.mark.skipif(os.name == "nt", reason="SIGKILL"), pytest.mark.process]

FORKING = """
import os, pkgutil, signal, sys
import pandas, pyarrow.parquet, xlsxwriter
import bsreform
for each in pkgutil.walk_packages(bsreform.__path__, "bsreform."):
    if "cluster" not in each.name and "__main__" not in each.name: __import__(each.name)
from bsreform import cli

ours, left = tuple(sys.argv[1:3]), 0

def end_before_the_last_step(event, arguments):
    global left
    if event not in ("open", "os.mkdir", "os.rename", "os.remove", "os.utime"): return
    if event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR): return
    if not str(arguments[0]).startswith(ours): return
    left -= 1
    if left == 0: os.kill(os.getpid(), signal.SIGKILL)

for line in sys.stdin:
    number, *words = line.split("\\t")
    child = os.fork()
    if child == 0:
        left = int(number)
        sys.addaudithook(end_before_the_last_step)
        sys.argv = ["bsreform", *words[:-1]]
        cli.run()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Runs commands, each in a process of its own that ends at once before it changes files for the so manieth time."""


class Forked:
    """A command in a workspace of its own, run as often as is asked for."""

    def __init__(self, run: Run, process: "subprocess.Popen[str]") -> None:
        self.run, self._process = run, process

    def ends(self, step: int = 0) -> int:
        """The exit code, or minus the signal when killed before this step; 0 = never killed."""
        assert self._process.stdin is not None and self._process.stdout is not None
        words = [str(step), *COMMANDS[self.run.name][0].split(), "-q", "-w", str(self.run.root), "\n"]
        self._process.stdin.write("\t".join(words))
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def state(self) -> tuple[bytes, dict[str, bytes]]:
        """The report and what the workspace remembers."""
        return self.run.report.read_bytes(), self.run.kept()


def _little(root: Path) -> Path:
    """A tracker and an export: all that a month writes is written."""
    book(root / "theo-doi" / "binh-chanh.xlsx")
    workspace(root)
    return root


@pytest.fixture
def forked(tmp_path: Path) -> Iterator[Forked]:
    run = Run(_little(tmp_path / "w"), tmp_path / "cache", "monthly")
    env = {**os.environ, "BSREFORM_CACHE": str(run.cache)}
    places = [str(run.root), str(run.cache)]
    with subprocess.Popen(
        [sys.executable, "-c", FORKING, *places], env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        yield Forked(run, process)
        process.kill()


def test_a_run_that_is_killed_before_any_step_leaves_the_old_report_or_the_new_one(forked: Forked) -> None:
    forked.run.reset(WARM_CACHE)
    assert forked.ends() in (0, 1)
    new, kept = forked.state()
    reports = []
    for step in count(1):
        forked.run.reset(WARM_CACHE)
        if forked.ends(step) >= 0:
            break
        report, remembered = forked.state()
        reports.append({OLD: "old", new: "new"}.get(report, "half of one"))
        assert remembered.items() <= kept.items(), "half a snapshot"
        if step % 8 == 0:
            assert forked.ends() in (0, 1)
            assert forked.state() == (new, kept), "the next run needs no help"
    assert reports == ["old"] * reports.count("old") + ["new"] * reports.count("new")
    assert reports[0] == "old" and reports[-1] == "new"


SAVING = """
import os, signal, sys
from pathlib import Path
from bsreform.files import safe

def end(*_): os.kill(os.getpid(), signal.SIGKILL)

def write(path):
    with path.open("wb") as file:
        file.write(b"ne" if step == "write" else b"new")
        file.flush()
        if step == "write": end()

target, step = Path(sys.argv[1]), sys.argv[2]
safe.save(target, write)
end()
"""


@pytest.mark.parametrize(
    ("step", "left"),
    [("write", b"old"), ("the end", b"new")],
)
def test_killed_amid_writing_and_after_it(tmp_path: Path, step: str, left: bytes) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")
    env = {**os.environ, "PYTHONPATH": str(Path(safe.__file__).parents[2])}
    subprocess.run([sys.executable, "-c", SAVING, target, step], env=env, check=False)
    assert target.read_bytes() == left
    drafts = list(tmp_path.glob(".bsreform-*.tmp"))
    assert len(drafts) == (left == b"old")
    save(target, lambda path: path.write_bytes(b"newer"))
    assert target.read_bytes() == b"newer"
    assert all(draft.exists() for draft in drafts), "it might be that of another machine"
    for draft in drafts:
        os.utime(draft, (1, 1))
    save(target, lambda path: path.write_bytes(b"newest"))
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
