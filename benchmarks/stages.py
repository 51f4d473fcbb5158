"""Where the time of one run goes: the stages of a warm `weekly`, and those of the worker that parses a file.

    python benchmarks/stages.py WORKSPACE [--repeat 5]

Every repeat is a fresh process that does the stages one after the other (a real cold run does the imports while the
worker reads). Medians, in milliseconds.
"""

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

WEEK = "2024-W40"
DECODE, VALUES = "decode: cells (fastexcel) and marks (scan of the XML)", "header, rows, typed columns"
Marks = dict[str, float]


class Clock:
    """Seconds by stage; a stage ends when it is named."""

    def __init__(self) -> None:
        self.marks: Marks = {}
        self._last = time.perf_counter()

    def done(self, stage: str) -> None:
        now = time.perf_counter()
        self.marks[stage] = now - self._last
        self._last = now


def warm(workspace: Path) -> Marks:
    """The stages of a run whose files have been read before."""
    clock = Clock()
    import bsreform.cli

    clock.done("import: command line (typer, rich)")
    import bsreform.records.loading

    clock.done("import: settings (pydantic)")
    import pandas as pd

    clock.done("import: numpy, pandas, pyarrow")
    from bsreform import ground, periods
    from bsreform.material import dossiers
    from bsreform.material.outline import outline_of
    from bsreform.reports import composing, weekly
    from bsreform.writing import as_json, terminal, workbook

    clock.done("import: the rest of bsreform, XlsxWriter")
    place = bsreform.records.loading.Workspace.open(workspace)
    period = periods.WEEK.period(WEEK, None, place.config.periods)
    read = ground.read(place, [ground.wanted(place, "dossiers")], period.as_of, start=period.start)
    clock.done("hash the files, load the extracts, find units and statuses, check, merge, prepare")
    outline = outline_of(periods.WEEK, period, place.config.periods)
    material = dossiers.compile_material(read["dossiers"], outline)
    clock.done("measure")
    report = composing.compose(weekly.KIND.report, weekly.SPEC, composing.Contents(material, "report.xlsx"))
    clock.done("report")
    with tempfile.TemporaryDirectory() as folder:
        workbook.write_workbook(report, Path(folder) / "report.xlsx")
    clock.done("workbook")
    as_json.report_json(report)
    clock.done("JSON")
    assert pd and terminal
    return clock.marks


def worker(workspace: Path) -> Marks:
    """The stages of parsing the first file, as the worker does it."""
    clock = Clock()
    from bsreform.reading.guarded import cache
    from bsreform.reading.guarded.worker import do_without

    do_without()
    from bsreform.layouts import BESIDE
    from bsreform.reading import extract
    from bsreform.reading.decoding import decode

    clock.done("start")
    path = min(workspace.glob("ho-so/*.xlsx"))
    layouts = ["dossier_export", *(each.id for each in BESIDE)]
    options = {"layouts": layouts, "headers": {}, "max_unpacked_mb": 1024}
    decode.decode(path, options["max_unpacked_mb"])
    clock.done(DECODE)
    table, meta = extract.extract(path, options)
    clock.done(VALUES)
    clock.marks[VALUES] -= clock.marks[DECODE]  # extracting decodes, too
    with tempfile.TemporaryDirectory() as folder:
        cache.store("extract", table, meta, folder=Path(folder))
    clock.done("write the extract")
    return clock.marks


STAGES = {"warm": warm, "worker": worker}


def show(workspace: Path, repeat: int) -> None:
    """Both tables. The file is read once before, into a cache that goes again."""
    with tempfile.TemporaryDirectory(prefix="bsreform-bench-") as cache:
        child("warm", workspace, cache)
        for name, title in (("warm", "a warm run"), ("worker", "the worker of a cold run")):
            runs = [child(name, workspace, cache) for _ in range(repeat)]
            print(f"\n## Where {title} goes\n\n| stage | ms |\n|---|---:|")
            total = 0.0
            for stage in runs[0]:
                median = statistics.median(run[stage] for run in runs)
                total += median
                print(f"| {stage} | {1000 * median:,.0f} |")
            print(f"| together | {1000 * total:,.0f} |")


def child(name: str, workspace: Path, cache: str) -> Marks:
    """One fresh process that does these stages."""
    command = [sys.executable, __file__, str(workspace), "--child", name]
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "BSREFORM_CACHE": cache}
    if name == "worker":
        environment["ARROW_DEFAULT_MEMORY_POOL"] = "system"  # as the pool does
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    marks: Marks = json.loads(done.stdout)
    return marks


def main(arguments: Sequence[str] | None = None) -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--child", choices=STAGES, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.child:
        gc.disable()  # as the command line and the worker do
        print(json.dumps(STAGES[chosen.child](chosen.workspace)))
    else:
        show(chosen.workspace, chosen.repeat)


if __name__ == "__main__":
    main()
