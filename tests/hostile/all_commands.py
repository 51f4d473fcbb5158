"""Every command that reads, over one workspace of mutants of one kind, in one process: what is wrong with each.

all_commands.py KIND SEED FIRST LAST SCRATCH all        reading, then the commands of many files over all at once
all_commands.py KIND SEED FIRST LAST SCRATCH each       the commands of one file over each mutant
all_commands.py KIND SEED FIRST LAST SCRATCH NUMBER     only that one of the commands of many files

That one bad file stops no other is what is promised: so a command over hundreds is as good as one over each. Told are
the outcomes of reading, each command as it begins, what was wrong, the peak.
"""

import gc
import hashlib
import os
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import typer.main
from msgspec.structs import replace

from bsreform.reading.guarded.pool import read_files
from bsreform.records.loading import Workspace, reading_options
from calling import Ended, call
from hostile.judging import complaint, judge, peak_mb, tell
from hostile.mutating import mutant, spoils_a_sealed_container
from hostile.seeds import SEEDS
from staying import workers_stay

OVER_ALL: tuple[tuple[object, ...], ...] = (
    ("weekly", "--week", "2024-W10", "--json"),
    ("monthly", "--month", "2024-03", "--json"),
    ("quarterly", "--quarter", "2024-Q1", "--json"),
    ("annual", "--year", "2024", "--json"),
    ("validate", "--format", "csv"),
    ("validate", "--format", "json"),
    ("explain", "weekly", "--week", "2024-W10", "--unit", "binh-chanh", "--indicator", "online_rate", "--json"),
    ("remind", "--as-of", "2024-03-13", "--json"),
    ("weekly", "--week", "2024-W10"),
    ("export", "OUT/export", "--week", "2024-W10", "--format", "csv"),
    ("validate", "--annotate", "OUT/copies"),
)
ENDS, ENDS_OF_ONE = {0, 1, 3}, {0, 1, 2, 3, 4}
"""Exit codes over many files, and over one file that is named: nothing can be done with that one."""
SETTINGS = "[limits]\nseconds_per_file = 120\nmemory_mb = 512\nmax_unpacked_mb = 64\n"
EXTRACTOR = "hostile.watched_extract:extract"
SECONDS = 120
"""Of processor time that one command may take in its own process, over however many mutants."""
COLLECT_EVERY = 25


def lay_out(kind: str, seed: int, numbers: Sequence[int], scratch: Path) -> list[Path]:
    """The mutants in a workspace of their own."""
    root = scratch / "workspace"
    shutil.rmtree(root, ignore_errors=True)
    (root / "ho-so").mkdir(parents=True)
    (root / "bsreform.toml").write_text(SETTINGS)
    original = SEEDS[kind]()
    paths = [root / "ho-so" / f"{number:05}.{kind}" for number in numbers]
    for number, path in zip(numbers, paths, strict=True):
        path.write_bytes(mutant(seed, kind, number, original))
    return paths


def judged(kind: str, seed: int, paths: Sequence[Path], scratch: Path) -> list[tuple[str, str]]:
    """What becomes of each where it is read by itself, as the commands read it: they take it from the cache then."""
    original = scratch / f"original.{kind}"
    original.write_bytes(SEEDS[kind]())
    place = Workspace.open(paths[0].parents[1])
    options = reading_options(place, ["dossier_export"])
    reference, *results = read_files([original, *paths], options, replace(place.limits, workers=1), extractor=EXTRACTOR)
    assert reference.fault is None, (reference.fault, reference.detail)
    sealed = [spoils_a_sealed_container(seed, kind, int(path.stem)) for path in paths]
    return [judge(result, reference, each) for result, each in zip(results, sealed, strict=True)]


def over_each(paths: Sequence[Path], out: Path) -> Iterator[tuple[object, ...]]:
    """The commands of one file: of two neighbours one is mended into a copy, of the other the repairs are shown."""
    for number, file in enumerate(paths):
        yield ("fix", file, "--diff") if number % 2 else ("fix", file, "-o", out / f"{file.stem}.xlsx")
        yield ("map", file, "--dry-run")


def run(root: Path, line: Sequence[object], ends: set[int]) -> str:
    """What is wrong with how this command ends; "" if nothing."""
    tell({"begun": " ".join(map(str, line))})
    signal.setitimer(signal.ITIMER_PROF, SECONDS)  # a command that never ends is ended, and its process with it
    ended: Ended = call(*line, "-w", root)
    signal.setitimer(signal.ITIMER_PROF, 0)
    return complaint(ended.code, ended.out, ended.err, "--json" in line and ended.code in ENDS, ends)


def hashes(paths: Sequence[Path]) -> list[str]:
    """Of the inputs, to see whether one was changed."""
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]


def over_all(paths: Sequence[Path], out: Path, only: int | None) -> None:
    """The commands of many files; {"line": number} says which one was wrong."""
    before = hashes(paths)
    for number, pattern in enumerate(OVER_ALL):
        if only not in (None, number):
            continue
        line = [each.replace("OUT", str(out)) if isinstance(each, str) else each for each in pattern]
        wrong = run(paths[0].parents[1], line, ENDS)
        if hashes(paths) != before:
            wrong = "an input was changed"
        if wrong:
            tell({"line": number, "wrong": f"{' '.join(map(str, line))}: {wrong}"})
        gc.collect()


def each_alone(kind: str, paths: Sequence[Path], out: Path) -> None:
    """The commands of one file, over each."""
    before = hashes(paths)
    for number, line in enumerate(over_each(paths, out)):
        if wrong := run(paths[0].parents[1], line, ENDS_OF_ONE):
            tell({"wrong": f"{kind}:{int(Path(str(line[1])).stem)}: {' '.join(map(str, line))}: {wrong}"})
        if not number % COLLECT_EVERY:
            gc.collect()
    for path, one, other in zip(paths, before, hashes(paths), strict=True):
        if one != other:
            tell({"wrong": f"{kind}:{int(path.stem)}: fix or map changed it"})


def main(kind: str, seed: int, numbers: Sequence[int], scratch: Path, what: str) -> None:
    """Tells line by line, see above."""
    out = scratch / "out"
    shutil.rmtree(out, ignore_errors=True)
    paths = lay_out(kind, seed, numbers, scratch)
    if what == "each":
        each_alone(kind, paths, out)
    else:
        if what == "all":
            tell({"judged": judged(kind, seed, paths, scratch)})
        over_all(paths, out, None if what == "all" else int(what))
    tell({"peak_mb": peak_mb()})


if __name__ == "__main__":
    kind_, seed_, first, last, folder, what_ = sys.argv[1:]
    os.environ["BSREFORM_CACHE"] = str(Path(folder) / "cache")
    typer.main.get_command = cache(typer.main.get_command)  # half of a small command in this process
    with workers_stay():
        main(kind_, int(seed_), range(int(first), int(last)), Path(folder), what_)
