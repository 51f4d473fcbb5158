"""Killed at any step: the old report or the new one, and the next run needs no help."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from bsreform.files import safe
from bsreform.files.safe import save
from forking import forked
from hostile.test_links_and_pipes import workspace
from killing import COMMANDS, OLD, WARM_CACHE, Run
from test_monthly_run import book

pytestmark = [pytest.mark.skipif(os.name == "nt", reason="SIGKILL"), pytest.mark.process]

COPY_BEFORE = """
import os, shutil, sys

def copy_before_a_step(event, arguments):
    global busy
    if busy or event not in ("open", "os.mkdir", "os.rename", "os.remove", "os.utime"): return
    if event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR): return
    if not str(arguments[0]).startswith(({root!r}, {cache!r})): return
    busy = True
    shutil.copytree({root!r}, {shots!r} + str(len(os.listdir({shots!r}))))
    busy = False

busy = False
sys.addaudithook(copy_before_a_step)
"""
"""Before it changes files, the process copies the workspace: what lies there is what it would leave if it ended now."""


def ends(run: Run, before: str = "") -> int:
    words = (*COMMANDS[run.name][0].split(), "-q", "-w", run.root)
    return forked(*words, before=before, BSREFORM_CACHE=str(run.cache)).code


def state(run: Run) -> tuple[bytes, dict[str, bytes]]:
    """The report and what the workspace remembers."""
    return run.report.read_bytes(), run.kept()


def _little(root: Path) -> Path:
    """A tracker and an export: all that a month writes is written."""
    book(root / "theo-doi" / "binh-chanh.xlsx")
    workspace(root)
    return root


def test_a_run_that_ends_before_any_step_leaves_the_old_report_or_the_new_one(tmp_path: Path) -> None:
    shots = tmp_path / "shots"
    shots.mkdir()
    run = Run(_little(tmp_path / "w"), tmp_path / "cache", "monthly")
    run.reset(WARM_CACHE)
    assert ends(run) in (0, 1)
    new, kept = state(run)
    run.reset(WARM_CACHE)
    assert ends(run, COPY_BEFORE.format(root=str(run.root), cache=str(run.cache), shots=f"{shots}/")) in (0, 1)
    reports = []
    for step in range(len(list(shots.iterdir()))):
        left = replace(run, root=shots / str(step))
        report, remembered = state(left)
        reports.append({OLD: "old", new: "new"}.get(report, "half of one"))
        assert remembered.items() <= kept.items(), "half a snapshot"
        if step % 8 == 0:
            assert ends(left) in (0, 1)
            assert state(left) == (new, kept), "the next run needs no help"
    assert reports == ["old"] * reports.count("old") + ["new"] * reports.count("new")
    assert reports[0] == "old" and reports[-1] == "new"


def test_a_run_that_is_killed_where_it_would_put_its_report_in_place_leaves_the_old_one(tmp_path: Path) -> None:
    run = Run(_little(tmp_path / "w"), tmp_path / "cache", "monthly")
    run.reset(WARM_CACHE)
    hook = "lambda event, of: event == 'os.rename' and str(of[1]).endswith('.xlsx') and os.kill(os.getpid(), 9)"
    assert ends(run, f"import os, sys\nsys.addaudithook({hook})") == -9
    assert (run.report.read_bytes(), len(run.drafts())) == (OLD, 1)
    assert ends(run) in (0, 1)
    assert run.report.read_bytes() != OLD


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
