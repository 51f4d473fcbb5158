"""Proves that `weekly --engine dask` gives the bytes of the one-machine run, and measures how both grow.

    python benchmarks/cluster.py [--rows 250000 500000 1000000 2000000] [--files 200] [--week 2024-W40]

Two workers of our own on this machine, one thread each. The extracts are there already (`generate_extracts.py`), so
the figures are those of the joining: loading, the shuffle, checking, merging, counting, and the workbook. Memory is the
peak of each process, looked at twenty times a second. Processor time does not grow when others use the machine.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import generate_extracts
import psutil

ENOUGH = (0, 1)
"""Exit codes of a report that was made."""
MB = 1024**2
SMALL = 100
"""MB: helpers of the operating system need less, workers more."""


@dataclass(frozen=True, slots=True)
class Used:
    """What a process took at most: MB, and seconds of processor time."""

    megabytes: float = 0
    busy: float = 0

    def and_now(self, process: psutil.Process) -> "Used":
        """The same after another look at the process."""
        times = process.cpu_times()
        return Used(max(self.megabytes, process.memory_info().rss / MB), max(self.busy, times.user + times.system))


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took: seconds, its own process and its dask workers; its outputs."""

    seconds: float
    own: Used
    workers: tuple[Used, ...]
    json: bytes
    workbook: bytes


def run(workspace: Path, cache: Path, week: str, engine: bool) -> Run:
    """`weekly` on this workspace."""
    output = workspace / "out.xlsx"
    command = [sys.executable, "-m", "bsreform", "weekly", "--week", week, "-w", str(workspace), "--json"]
    command += ["-o", str(output), *(["--engine", "dask"] if engine else [])]
    with tempfile.TemporaryFile() as told:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=told, env={**os.environ, "BSREFORM_CACHE": str(cache)})
        used = watch(process)
        seconds = time.perf_counter() - began
        told.seek(0)
        json = told.read()
    if process.returncode not in ENOUGH:
        raise SystemExit(f"{command} ended with {process.returncode}")
    own, *workers = used
    return Run(seconds, own, tuple(workers), json, output.read_bytes())


def watch(process: "subprocess.Popen[bytes]") -> list[Used]:
    """What the process and each worker below it took, from now to its end."""
    known = {process.pid: psutil.Process(process.pid)}
    used = {process.pid: Used()}
    while process.poll() is None:
        for each in below(known[process.pid]):
            known.setdefault(each.pid, each)
        for pid, each in known.items():
            with suppress(psutil.Error):
                used[pid] = used.get(pid, Used()).and_now(each)
        time.sleep(0.05)
    return [each for pid, each in used.items() if pid == process.pid or each.megabytes > SMALL]


def below(process: psutil.Process) -> list[psutil.Process]:
    """The processes that it has started."""
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def main() -> None:
    """Reads the command line, makes the extracts, runs both engines on each size and prints a table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, nargs="+", default=[250_000, 500_000, 1_000_000, 2_000_000])
    arguments.add_argument("--files", type=int, default=200)
    arguments.add_argument("--week", default="2024-W40")
    chosen = arguments.parse_args()
    print("| rows | one machine, s | busy, s | MB | 2 workers, s | busy, s | MB per worker | MB of the parent | same |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---|")
    for rows in chosen.rows:
        with tempfile.TemporaryDirectory(prefix="bsreform-bench-") as name:
            workspace, cache = Path(name) / "workspace", Path(name) / "cache"
            generate_extracts.write(workspace, cache, rows, chosen.files, seed=1)
            one, many = (run(workspace, cache, chosen.week, engine) for engine in (False, True))
        same = (one.json, one.workbook) == (many.json, many.workbook)
        peaks = ", ".join(f"{each.megabytes:.0f}" for each in many.workers)
        busy = many.own.busy + sum(each.busy for each in many.workers)
        print(
            f"| {rows:,} | {one.seconds:.1f} | {one.own.busy:.1f} | {one.own.megabytes:.0f} | {many.seconds:.1f} | "
            f"{busy:.1f} | {peaks} | {many.own.megabytes:.0f} | {'yes' if same else '**no**'} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
