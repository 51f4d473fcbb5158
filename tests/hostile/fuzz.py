"""A seeded fuzz of all commands that read: thousands of spoilt files of each kind; no part of the tests.

python tests/hostile/fuzz.py --per-kind 2000 --seed 1         goes on where it was stopped, then prints the tally
python tests/hostile/fuzz.py --seed 1 --only xls:123          writes that one mutant here and says what becomes of it

Inputs are read by the guarded worker a batch at a time; then every command that reads goes over the batch. Kept files,
settings and reports are spoilt in a small workspace, one at a time, and a command goes over it. What violates the
promise is kept in the results' folder.
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
from hostile.judging import OUTCOMES, STOPPED, VIOLATION, judge, lines_of  # noqa: E402
from hostile.laid import KINDS  # noqa: E402
from hostile.mutating import mutant, spoils_a_sealed_container  # noqa: E402
from hostile.seeds import SEEDS  # noqa: E402

LIMITS = ReadingLimits(seconds=120, memory_mb=400, max_unpacked_mb=64, workers=1)
OPTIONS = {"layouts": ["dossier_export"], "headers": {"dossier_export": {}}}
BATCH = 50
EXTRACTOR = "hostile.watched_extract:extract"
SETTINGS = "[limits]\nseconds_per_file = 120\nmemory_mb = 512\nmax_unpacked_mb = 64\n"


def main() -> None:
    """Runs what is missing and prints the tally."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--per-kind", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", nargs="+", default=[*SEEDS, *KINDS], choices=[*SEEDS, *KINDS])
    parser.add_argument("--out", type=Path, default=Path(".fuzz"))
    parser.add_argument("--only", metavar="FORMAT:NUMBER")
    chosen = parser.parse_args()
    os.environ["PYTHONPATH"] = os.pathsep.join([str(TESTS), str(TESTS.parent / "src")])
    chosen.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bsreform-fuzz-") as scratch:
        os.environ["BSREFORM_CACHE"] = str(Path(scratch) / "cache")
        if chosen.only:
            kind, _, number = chosen.only.partition(":")
            if kind in KINDS:
                first = int(number)
                print(*lines_of("laid.py", kind, chosen.seed, first, first + 1, scratch, seconds=600.0), sep="\n")
                return
            path = chosen.out / f"{chosen.seed}-{int(number):05}.{kind}"
            path.write_bytes(mutant(chosen.seed, kind, int(number), SEEDS[kind]()))
            print(path, *_judged(chosen.seed, [path], Path(scratch))[0])
            return
        for first in range(0, chosen.per_kind, BATCH):  # each kind in turn: whenever it is stopped, all have had some
            for kind in chosen.kinds:
                if not any((each["format"], each["first"]) == (kind, first) for each in _records(chosen)):
                    (_laid if kind in KINDS else _batch)(chosen, kind, first, Path(scratch))
    print(_tally(chosen))


def _record(chosen: argparse.Namespace) -> Path:
    return Path(chosen.out) / f"seed-{chosen.seed}.jsonl"


def _records(chosen: argparse.Namespace) -> list[dict]:
    path = _record(chosen)
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def _batch(chosen: argparse.Namespace, kind: str, first: int, scratch: Path) -> None:
    root = scratch / "workspace"
    shutil.rmtree(root, ignore_errors=True)
    (root / "ho-so").mkdir(parents=True)
    (root / "bsreform.toml").write_text(SETTINGS)
    paths = [root / "ho-so" / f"{number:05}.{kind}" for number in range(first, min(first + BATCH, chosen.per_kind))]
    for number, path in enumerate(paths, first):
        path.write_bytes(mutant(chosen.seed, kind, number, SEEDS[kind]()))
    began = time.monotonic()
    with _peak() as peak:
        judged = _judged(chosen.seed, paths, scratch)
        told = [each for each in lines_of("all_commands.py", root, seconds=40.0 * len(paths)) if isinstance(each, dict)]
        wrong = [each["wrong"] for each in told if each.get("wrong")]
        if wrong and "ended with" in wrong[-1]:
            wrong.append(next(each["begun"] for each in reversed(told) if "begun" in each))
    violations = [
        f"{path.name}: {why}" for path, (outcome, why) in zip(paths, judged, strict=True) if outcome == VIOLATION
    ]
    for line in violations:
        shutil.copy(next(root.rglob(line.partition(":")[0])), chosen.out)
    record = {
        "format": kind,
        "first": first,
        "outcomes": Counter(outcome for outcome, _ in judged),
        "stopped": [f"{path.name}: {why}" for path, (_, why) in zip(paths, judged, strict=True) if why in STOPPED],
        "violations": [*violations, *wrong],
        "seconds": round(time.monotonic() - began, 1),
        "peak_mb": peak[0] >> 20,
    }
    _note(chosen, record)


def _laid(chosen: argparse.Namespace, kind: str, first: int, scratch: Path) -> None:
    last, began = min(first + BATCH, chosen.per_kind), time.monotonic()
    with _peak() as peak:
        told = list(lines_of("laid.py", kind, chosen.seed, first, last, scratch, seconds=40.0 * BATCH))
    ended = [each for each in told if isinstance(each, list)]
    wrong = [f"{kind}:{number}: {why}" for number, _, why in ended if why]
    wrong += [each["wrong"] for each in told if isinstance(each, dict)]
    _note(
        chosen,
        {
            "format": kind,
            "first": first,
            "outcomes": Counter(f"ended with {code}" for _, code, _ in ended),
            "stopped": [],
            "violations": wrong,
            "seconds": round(time.monotonic() - began, 1),
            "peak_mb": peak[0] >> 20,
        },
    )


def _note(chosen: argparse.Namespace, record: dict) -> None:
    with _record(chosen).open("a") as file:
        file.write(json.dumps(record, ensure_ascii=False) + "\n")
    print(record["format"], record["first"], record["seconds"], "s", *record["violations"], sep="  ", flush=True)


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
    ends = [f"ended with {code}" for code in range(5)]
    head = (
        "kind",
        "mutants",
        *OUTCOMES[:-1],
        *ends,
        VIOLATION,
        "stopped by a limit",
        "seconds",
        "peak MB of a process",
    )
    lines = [head, ["---"] * len(head)]
    for kind in (*SEEDS, *KINDS):
        batches = [each for each in _records(chosen) if each["format"] == kind]
        counts = sum((Counter(each["outcomes"]) for each in batches), Counter())
        broken = sum(len(each["violations"]) for each in batches)
        outcomes = [counts[each] for each in (*OUTCOMES[:-1], *ends)]
        stopped, seconds = sum(len(each["stopped"]) for each in batches), sum(each["seconds"] for each in batches)
        peak = max((each["peak_mb"] for each in batches), default=0)
        lines.append([kind, counts.total(), *outcomes, broken, stopped, round(seconds), peak])
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


if __name__ == "__main__":
    main()
