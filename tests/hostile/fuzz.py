"""A seeded fuzz of reading: thousands of spoilt files per format, through the guarded worker; no part of the tests.

python tests/hostile/fuzz.py --per-format 2000 --seed 1       goes on where it was stopped, then prints the tally
python tests/hostile/fuzz.py --seed 1 --only xls:123          writes that one mutant here and says what becomes of it

Mutants are read a batch at a time; then a whole run (`weekly`, or `validate`, also with marked-up copies) over most
batches proves that the program as such survives them. What violates the promise is kept in the results' folder.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[0] = str(TESTS)

import psutil  # noqa: E402

from bsreform.reading.guarded.pool import FileResult, ReadingLimits, read_files  # noqa: E402
from hostile.judging import OUTCOMES, STOPPED, VIOLATION, judge, run_over  # noqa: E402
from hostile.mutating import mutant, spoils_a_sealed_container  # noqa: E402
from hostile.seeds import SEEDS  # noqa: E402

LIMITS = ReadingLimits(seconds=20, memory_mb=400, max_unpacked_mb=64, workers=2)
OPTIONS = {"layouts": ["dossier_export"], "headers": {"dossier_export": {}}}
BATCH = 200
EXTRACTOR = "hostile.watched_extract:extract"
SETTINGS = "[limits]\nseconds_per_file = 20\nmemory_mb = 512\nmax_unpacked_mb = 64\n"
_WEEKLY, _CHECKS = ["weekly", "--week", "2024-W10", "--json"], ["validate", "--format", "csv"]
_COPIES = ["validate", "--annotate", "copies"]
COMMANDS = (_WEEKLY, None, _CHECKS, None, _COPIES)
"""The run over each batch in turn."""
MOST_COPIES = 40


def main() -> None:
    """Runs what is missing and prints the tally."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--per-format", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", nargs="+", default=list(SEEDS), choices=list(SEEDS))
    parser.add_argument("--out", type=Path, default=Path(".fuzz"))
    parser.add_argument("--only", metavar="FORMAT:NUMBER")
    chosen = parser.parse_args()
    os.environ["PYTHONPATH"] = os.pathsep.join([str(TESTS), str(TESTS.parent / "src")])
    chosen.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bsreform-fuzz-") as scratch:
        os.environ["BSREFORM_CACHE"] = str(Path(scratch) / "cache")
        if chosen.only:
            kind, _, number = chosen.only.partition(":")
            path = chosen.out / f"{chosen.seed}-{int(number):05}.{kind}"
            path.write_bytes(mutant(chosen.seed, kind, int(number), SEEDS[kind]()))
            print(path, *_judged(chosen.seed, [path], Path(scratch))[0])
            return
        for kind in chosen.formats:
            for first in range(0, chosen.per_format, BATCH):
                _batch(chosen, kind, first, Path(scratch))
    print(_tally(chosen))


def _record(chosen: argparse.Namespace) -> Path:
    return Path(chosen.out) / f"seed-{chosen.seed}.jsonl"


def _records(chosen: argparse.Namespace) -> list[dict]:
    path = _record(chosen)
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def _batch(chosen: argparse.Namespace, kind: str, first: int, scratch: Path) -> None:
    if any((each["format"], each["first"]) == (kind, first) for each in _records(chosen)):
        return
    root = scratch / "workspace"
    shutil.rmtree(root, ignore_errors=True)
    (root / "ho-so").mkdir(parents=True)
    (root / "bsreform.toml").write_text(SETTINGS)
    paths = [root / "ho-so" / f"{number:05}.{kind}" for number in range(first, min(first + BATCH, chosen.per_format))]
    for number, path in enumerate(paths, first):
        path.write_bytes(mutant(chosen.seed, kind, number, SEEDS[kind]()))
    began = time.monotonic()
    with _peak() as peak:
        judged = _judged(chosen.seed, paths, scratch)
        command = COMMANDS[first // BATCH % len(COMMANDS)]
        for path in paths[MOST_COPIES:] if command is _COPIES else ():
            path.rename(root / path.name)  # out of the way: each copy takes a worker of its own
        wrong = run_over(root, command, 20.0 * len(paths)) if command else ""
    violations = [
        f"{path.name}: {why}" for path, (outcome, why) in zip(paths, judged, strict=True) if outcome == VIOLATION
    ]
    for line in violations:
        shutil.copy(next(root.rglob(line.partition(":")[0])), chosen.out)
    told = {
        "format": kind,
        "first": first,
        "outcomes": Counter(outcome for outcome, _ in judged),
        "stopped": [f"{path.name}: {why}" for path, (_, why) in zip(paths, judged, strict=True) if why in STOPPED],
        "violations": [*violations, *([f"{command}: {wrong}"] if wrong else [])],
        "seconds": round(time.monotonic() - began, 1),
        "peak_mb": peak[0] >> 20,
    }
    with _record(chosen).open("a") as file:
        file.write(json.dumps(told, ensure_ascii=False) + "\n")
    print(kind, first, told["seconds"], "s", *told["violations"], sep="  ", flush=True)


def _judged(seed: int, paths: list[Path], scratch: Path) -> list[tuple[str, str]]:
    kind = paths[0].suffix[1:]
    original = scratch / f"original.{kind}"
    original.write_bytes(SEEDS[kind]())
    reference, *results = _read([original, *paths])
    assert reference.fault is None, (reference.fault, reference.detail)
    sealed = [spoils_a_sealed_container(seed, kind, int(path.stem.rpartition("-")[2])) for path in paths]
    return [judge(result, reference, each) for result, each in zip(results, sealed, strict=True)]


def _read(paths: list[Path]) -> list[FileResult]:
    return read_files(paths, OPTIONS, LIMITS, extractor=EXTRACTOR)


@contextmanager
def _peak() -> Iterator[list[int]]:
    """The most bytes that one process below this one holds meanwhile, looked at five times a second."""
    most, done = [0], threading.Event()

    def look() -> None:
        while not done.wait(0.2):
            for child in psutil.Process().children(recursive=True):
                try:
                    most[0] = max(most[0], child.memory_info().rss)
                except psutil.Error:
                    continue

    thread = threading.Thread(target=look)
    thread.start()
    yield most
    done.set()
    thread.join()


def _tally(chosen: argparse.Namespace) -> str:
    head = ("format", "mutants", *OUTCOMES, "stopped by a limit", "seconds", "peak MB of a process")
    lines = [head, ["---"] * len(head)]
    for kind in SEEDS:
        batches = [each for each in _records(chosen) if each["format"] == kind]
        counts = sum((Counter(each["outcomes"]) for each in batches), Counter())
        broken = sum(len(each["violations"]) for each in batches)
        outcomes = [counts[each] for each in OUTCOMES[:-1]]
        stopped, seconds = sum(len(each["stopped"]) for each in batches), sum(each["seconds"] for each in batches)
        peak = max((each["peak_mb"] for each in batches), default=0)
        lines.append([kind, counts.total(), *outcomes, broken, stopped, round(seconds), peak])
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


if __name__ == "__main__":
    main()
