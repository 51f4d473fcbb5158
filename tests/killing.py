"""Kills runs at random moments and looks at what is left; as a script it prints the table of docs/SURVIVAL.md.

`python tests/killing.py --points 30` takes a few minutes: every third moment is followed by a run to the end.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import product
from pathlib import Path

import psutil
from msgspec import Struct

from example_run import copy_of_examples

OLD = b"the old report"
COMMANDS: Mapping[str, tuple[str, str]] = {
    "weekly": ("weekly --week 2024-W10", "tuan-2024-W10.xlsx"),
    "monthly": ("monthly --month 2024-03", "thang-2024-03.xlsx"),
}
WARM_CACHE, COLD_CACHE = True, False
_HEALED = 3
"""One run to the end per so many killed ones."""
_SAVING = 0.02
"""Seconds that saving takes, about."""
_MOMENT = 5.0
"""Seconds in which the worker processes of a killed run must have noticed."""


class Run(Struct, frozen=True):
    """A command in a workspace of its own, with an old report in place."""

    root: Path
    cache: Path
    name: str

    @property
    def report(self) -> Path:
        return self.root / "bao-cao" / "2024" / COMMANDS[self.name][1]

    def start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "bsreform", *COMMANDS[self.name][0].split(), "-q", "-w", str(self.root)]
        env = {**os.environ, "BSREFORM_CACHE": str(self.cache)}
        return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def to_the_end(self) -> None:
        """Run it without help; AssertionError where it does not end as it should."""
        with self.start() as process:
            said, _ = process.communicate()
        assert process.returncode in (0, 1, 3), said.decode()  # the report is there
        assert b"Traceback" not in said, said.decode()

    def reset(self, warm: bool) -> None:
        """The state before a run: the old report, no snapshot, and the cache as asked for."""
        shutil.rmtree(self.root / ".bsreform", ignore_errors=True)
        shutil.rmtree(self.report.parent, ignore_errors=True)
        self.report.parent.mkdir(parents=True)
        self.report.write_bytes(OLD)
        if not warm:
            shutil.rmtree(self.cache, ignore_errors=True)

    def kept(self) -> dict[str, bytes]:
        """What the workspace remembers of runs: name → content, without drafts."""
        return {path.name: path.read_bytes() for path in self.root.glob(".bsreform/*.json")}

    def saving(self) -> bool:
        """Whether a report or a snapshot is being saved: looked at as often as can be."""
        folders = (self.report.parent, self.root / ".bsreform")
        return any(name.endswith(".tmp") for folder in folders for name in _names(folder))

    def drafts(self) -> list[Path]:
        return list(self.root.rglob(".bsreform-*.tmp"))


class Killed(Struct, frozen=True):
    """What was left of a run that was killed anywhere or while saving: which report, and whether a draft."""

    command: str
    warm: bool
    saving: bool
    report: str
    draft: bool
    ended: float | None = None
    """Seconds after which the run had ended by itself, before it could be killed."""


def kill_at(run: Run, seconds: float, *, saving: bool, warm: bool, new: bytes, kept: Mapping[str, bytes]) -> Killed:
    """Start the command, kill it that long after its start, or (`saving`) after its first draft is seen, and look.

    AssertionError where anything is not whole.
    """
    run.reset(warm)
    begun, ended = time.monotonic(), None
    with run.start() as process:
        while saving and process.poll() is None and not run.saving():
            pass
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
            ended = time.monotonic() - begun
        workers = _children(process.pid)
        process.kill()
    _, alive = psutil.wait_procs(workers, timeout=_MOMENT)
    assert not alive, f"workers outlive the killed run: {alive}"
    left = run.report.read_bytes()
    assert left in (OLD, new), f"half a report: {len(left)} bytes"
    for name, content in run.kept().items():
        assert kept.get(name) == content, f"half a snapshot: {name}"
    return Killed(run.name, warm, saving, "new" if left == new else "old", bool(run.drafts()), ended)


def _names(folder: Path) -> list[str]:
    with suppress(OSError):
        return os.listdir(folder)  # noqa: PTH208 - quicker
    return []


def _children(pid: int) -> list[psutil.Process]:
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).children(recursive=True)
    return []


def prepared(root: Path, name: str) -> tuple[Run, bytes, Mapping[str, bytes], dict[bool, float]]:
    """A run, the report and snapshots that it gives, and how long it takes with a cold and with a warm cache."""
    run = Run(root, root.with_name("cache"), name)
    took = {}
    for warm in (COLD_CACHE, WARM_CACHE):
        run.reset(warm)
        begun = time.monotonic()
        run.to_the_end()
        took[warm] = time.monotonic() - begun
    return run, run.report.read_bytes(), run.kept(), took


def kill_often(root: Path, name: str, warm: bool, points: int, seed: int, healed_every: int = 1) -> Iterator[Killed]:
    """Kill the command in this workspace at so many random moments, every third of them while it saves.

    After every `healed_every`-th one a run must heal all without help. How long a run takes is learnt anew from those
    that end before they are killed: a machine gets quicker when others leave it alone.
    """
    moments = random.Random(seed)
    run, new, kept, took = prepared(root, name)
    for number in range(points):
        saving = number % 3 == 2
        seconds = moments.uniform(0, _SAVING if saving else took[warm])
        killed = kill_at(run, seconds, saving=saving, warm=warm, new=new, kept=kept)
        if killed.ended and not saving:
            took[warm] = min(took[warm], killed.ended)
        if (number + 1) % healed_every == 0:
            run.to_the_end()
            assert (run.report.read_bytes(), run.kept()) == (new, kept)
        yield killed


def _rows(killed: Sequence[Killed]) -> Iterator[str]:
    """The rows of the table on the runs of one command with a warm or a cold cache."""
    for saving in (False, True):
        of = [each for each in killed if each.saving == saving]
        count = Counter(each.report for each in of)
        told = (killed[0].command, "warm" if killed[0].warm else "cold", "while it saves" if saving else "anywhere")
        cells = (*told, len(of), count["old"], count["new"], sum(each.draft for each in of))
        yield "| " + " | ".join(map(str, cells)) + " |"


def main() -> None:
    """Print the table, row by row as it comes about."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=30, help="moments per command and state of the cache")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    head = "| command | cache | killed | moments | old report | new report | a draft left |"
    print(head, "|" + "---|" * 7, sep="\n", flush=True)  # noqa: T201
    for name, warm in product(COMMANDS, (WARM_CACHE, COLD_CACHE)):
        with tempfile.TemporaryDirectory() as folder:
            root = copy_of_examples(Path(folder))
            killed = list(kill_often(root, name, warm, asked.points, asked.seed, _HEALED))
        print(*_rows(killed), sep="\n", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
