"""A seeded fuzz of all commands that read: thousands of spoilt files of each kind; no part of the tests.

python tests/hostile/fuzz.py --per-kind 2000 --seed 1         goes on where it was stopped, then prints the tally
python tests/hostile/fuzz.py --seed 1 --only xls:123          says what becomes of that one; an input is written here

Inputs go by the hundred: `all_commands` lays a batch into one workspace and runs every command that reads. Where one
goes wrong over all of them, the batch is halved until one mutant is left. Kept files, settings, lists, reports and
templates are spoilt one at a time in a small workspace (`laid`). Each batch is a process of its own.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[0] = str(TESTS)

from hostile.judging import OUTCOMES, STOPPED, VIOLATION, lines_of  # noqa: E402
from hostile.laid import KINDS  # noqa: E402
from hostile.mutating import mutant  # noqa: E402
from hostile.seeds import SEEDS  # noqa: E402

BATCH = 500
SECONDS = 60.0 * BATCH
"""After which a batch is given up, on a machine however busy."""
TURNS, ALONE = ("all", "each"), ("all",)
"""What is done with inputs, see `all_commands`, and with what lies beside them."""
ENDED = [f"ended with {code}" for code in range(5)]


def main() -> None:
    """Runs what is missing and prints the tally."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--per-kind", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", nargs="+", default=[*SEEDS, *KINDS], choices=[*SEEDS, *KINDS])
    parser.add_argument("--out", type=Path, default=Path(".fuzz"))
    parser.add_argument("--only", metavar="KIND:NUMBER")
    chosen = parser.parse_args()
    os.environ["PYTHONPATH"] = os.pathsep.join([str(TESTS), str(TESTS.parent / "src")])
    chosen.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bsreform-fuzz-") as scratch:
        if chosen.only:
            kind, _, number = chosen.only.partition(":")
            if kind in SEEDS:
                _keep(chosen, kind, int(number))
            for what in ALONE if kind in KINDS else TURNS:
                told = _told(chosen, kind, int(number), int(number) + 1, scratch, what)
                print(json.dumps(told, ensure_ascii=False, indent=1))
            return
        done = {(each["kind"], each["first"], each["what"]) for each in _records(chosen)}
        # Each kind in turn: whenever it is stopped, all have had some. The commands of one file come last.
        for what in TURNS:
            for first in range(0, chosen.per_kind, BATCH):
                for kind in chosen.kinds:
                    if (kind, first, what) not in done and what in (ALONE if kind in KINDS else TURNS):
                        _batch(chosen, kind, first, scratch, what)
    print(_tally(chosen))


def _record(chosen: argparse.Namespace) -> Path:
    return Path(chosen.out) / f"seed-{chosen.seed}.jsonl"


def _records(chosen: argparse.Namespace) -> list[dict]:
    path = _record(chosen)
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def _keep(chosen: argparse.Namespace, kind: str, number: int) -> None:
    path = Path(chosen.out) / f"{chosen.seed}-{number:05}.{kind}"
    path.write_bytes(mutant(chosen.seed, kind, number, SEEDS[kind]()))


def _told(chosen: argparse.Namespace, kind: str, first: int, last: int, scratch: str, what: str) -> list[object]:
    script = ["laid.py"] if kind in KINDS else ["all_commands.py"]
    more = [] if kind in KINDS else [what]
    return [*lines_of(*script, kind, chosen.seed, first, last, scratch, *more, seconds=SECONDS)]


def _batch(chosen: argparse.Namespace, kind: str, first: int, scratch: str, what: str) -> None:
    last, began = min(first + BATCH, chosen.per_kind), time.monotonic()
    lines = _told(chosen, kind, first, last, scratch, what)
    told = [each for each in lines if isinstance(each, dict)]
    ended = [each for each in lines if isinstance(each, list)]  # of what lies beside the inputs
    judged = next((each["judged"] for each in told if "judged" in each), [])
    wrong = [(number, why) for number, _, why in ended if why]
    wrong += [(number, why) for number, (outcome, why) in enumerate(judged, first) if outcome == VIOLATION]
    record = {
        "kind": kind,
        "first": first,
        "what": what,
        "mutants": last - first,
        "outcomes": Counter([*(outcome for outcome, _ in judged), *(f"ended with {code}" for _, code, _ in ended)]),
        "stopped": [f"{kind}:{number}: {why}" for number, (_, why) in enumerate(judged, first) if why in STOPPED],
        "violations": [
            *(f"{kind}:{number}: {why}" for number, why in wrong),
            *_wrong(chosen, kind, (first, last), scratch, told),
        ],
        "seconds": round(time.monotonic() - began, 1),
        "peak_mb": next((each["peak_mb"] for each in told if "peak_mb" in each), 0),
    }
    with _record(chosen).open("a") as file:
        file.write(json.dumps(record, ensure_ascii=False) + "\n")
    print(kind, first, what, record["seconds"], "s", *record["violations"], sep="  ", flush=True)


def _wrong(
    chosen: argparse.Namespace, kind: str, numbers: tuple[int, int], scratch: str, told: list[dict]
) -> list[str]:
    """What was wrong with commands, with the one mutant that is to blame where a command went over many."""
    found, begun = [], ""
    for each in told:
        begun = each.get("begun", begun)
        if "line" in each:
            guilty = _guilty(chosen, kind, *numbers, scratch, each["line"])
            found.append(f"{kind}:{guilty}: {each['wrong']}")
        elif "wrong" in each:
            found.append(f"{each['wrong']} (amid: {begun})")
    return found


def _guilty(chosen: argparse.Namespace, kind: str, first: int, last: int, scratch: str, line: int) -> str:
    """The number of the mutant over which that command goes wrong; those between which it is if only many do it."""
    if last - first == 1:
        _keep(chosen, kind, first)
        return str(first)
    middle = (first + last) // 2
    for start, end in ((first, middle), (middle, last)):
        told = _told(chosen, kind, start, end, scratch, str(line))
        if any(isinstance(each, dict) and "wrong" in each for each in told):
            return _guilty(chosen, kind, start, end, scratch, line)
    return f"{first}-{last - 1} together"


def _tally(chosen: argparse.Namespace) -> str:
    columns = []
    for kind in (*SEEDS, *KINDS):
        batches = [each for each in _records(chosen) if each["kind"] == kind]
        counts = sum((Counter(each["outcomes"]) for each in batches), Counter())
        figures = [sum(each["mutants"] for each in batches if each["what"] == what) for what in TURNS]
        figures += [counts[each] for each in (*OUTCOMES[:-1], *ENDED)]
        figures += [sum(len(each[what]) for each in batches) for what in ("violations", "stopped")]
        seconds, peak = sum(each["seconds"] for each in batches), max((each["peak_mb"] for each in batches), default=0)
        columns.append([kind, *figures, round(seconds), peak])
    head = ("", "mutants", "of them each alone", *OUTCOMES[:-1], *ENDED)
    names = (*head, VIOLATION, "stopped by a limit", "seconds", "peak MB of a process")
    rows = [list(row) for row in zip(names, *columns, strict=True)]
    shown = [row for row in rows if any(row[1:])]
    lines = [shown[0], ["---"] * len(shown[0]), *shown[1:]]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


if __name__ == "__main__":
    main()
