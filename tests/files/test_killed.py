"""Killed at any moment: the old report or the new one, and the next run needs no help."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bsreform.files import safe
from bsreform.files.safe import save
from example_run import few_of_examples
from killing import COLD_CACHE, WARM_CACHE, kill_often

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL")


@pytest.mark.parametrize(("command", "warm", "points"), [("weekly", WARM_CACHE, 24), ("monthly", COLD_CACHE, 6)])
def test_a_run_that_is_killed_anywhere_leaves_the_old_report_or_the_new_one(
    tmp_path: Path, command: str, warm: bool, points: int
) -> None:
    killed = list(kill_often(few_of_examples(tmp_path), command, warm, points, seed=1, healed_every=points))
    assert Counter(each.report for each in killed)["old"] > points / 3, "most of a run is reading and computing"


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
for name in ("_flush", "_sweep", "_put"):
    if name == step: setattr(safe, name, end)
safe.save(target, write)
end()
"""


@pytest.mark.parametrize(
    ("step", "left"),
    [("write", b"old"), ("_flush", b"old"), ("_sweep", b"old"), ("_put", b"old"), ("the end", b"new")],
)
def test_each_step_of_saving(tmp_path: Path, step: str, left: bytes) -> None:
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
