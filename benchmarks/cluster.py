"""Proves that `weekly --engine dask` gives the bytes of the one-machine run, and measures how both grow.

    python benchmarks/cluster.py [--rows 250000 500000 1000000 2000000] [--files 200] [--week 2024-W40] [--times 3]

One process whose threads are the workers, one per processor. The extracts are there already (`generate_extracts.py`),
so the figures are those of the joining: loading, the shuffle, checking, merging, counting, and the workbook. Both
engines run in turn, so many `times`; told is the least of each, and the ratio of these. Memory is the peak of the
process. Processor time (“busy”) does not grow when others use the machine, but for what they take from its caches.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import generate_extracts
from msgspec import Struct

ENOUGH = (0, 1)
"""Exit codes of a report that was made."""


class Run(Struct, frozen=True):
    """What one command took: seconds, of them processor time, MB at most; its outputs."""

    seconds: float
    busy: float
    megabytes: float
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
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        json = told.read()
    if process.returncode not in ENOUGH:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, json, output.read_bytes())


def least(runs: Sequence[Run]) -> str:
    """The least of the seconds, of the processor time and of the memory, as cells."""
    figures = (min(each.seconds for each in runs), min(each.busy for each in runs))
    return f"{figures[0]:.1f} | {figures[1]:.1f} | {min(each.megabytes for each in runs):.0f}"


def main() -> None:
    """Reads the command line, makes the extracts, runs both engines on each size and prints a table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, nargs="+", default=[250_000, 500_000, 1_000_000, 2_000_000])
    arguments.add_argument("--files", type=int, default=200)
    arguments.add_argument("--week", default="2024-W40")
    arguments.add_argument("--times", type=int, default=3)
    chosen = arguments.parse_args()
    print("| rows | one machine, s | busy, s | MB | dask, s | busy, s | MB | ratio of s | same |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---|")
    for rows in chosen.rows:
        with tempfile.TemporaryDirectory(prefix="bsreform-bench-") as name:
            workspace, cache = Path(name) / "workspace", Path(name) / "cache"
            generate_extracts.write(workspace, cache, rows, chosen.files, seed=1)
            pairs = [
                [run(workspace, cache, chosen.week, engine) for engine in (False, True)] for _ in range(chosen.times)
            ]
        same = len({(each.json, each.workbook) for pair in pairs for each in pair}) == 1
        one, many = zip(*pairs, strict=True)
        ratio = min(each.seconds for each in many) / min(each.seconds for each in one)
        print(f"| {rows:,} | {least(one)} | {least(many)} | {ratio:.2f} | {'yes' if same else '**no**'} |", flush=True)


if __name__ == "__main__":
    main()
