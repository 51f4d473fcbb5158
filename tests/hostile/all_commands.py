"""Every command that reads, one after another in one process, over a workspace of mutants: what is wrong with each."""

import gc
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from calling import call
from hostile.judging import complaint, tell

REPORTS: tuple[tuple[object, ...], ...] = (
    ("weekly", "--week", "2024-W10", "--json"),
    ("monthly", "--month", "2024-03", "--json"),
    ("quarterly", "--quarter", "2024-Q1", "--json"),
    ("annual", "--year", "2024", "--json"),
    ("validate", "--format", "csv"),
    ("validate", "--format", "json"),
    ("explain", "weekly", "--week", "2024-W10", "--unit", "binh-chanh", "--indicator", "online_rate", "--json"),
    ("remind", "--as-of", "2024-03-13", "--json"),
)
ENDS, ENDS_OF_ONE = {0, 1, 3}, {0, 1, 2, 3, 4}
"""Exit codes over many files, and over one file that is named: nothing can be done with that one."""
FEW = 3
"""Files of each batch over which the commands go that take one file, or start a process for each."""


def over(root: Path) -> Iterator[tuple[tuple[object, ...], set[int]]]:
    """The commands, and how each may end."""
    out = root.parent / "out"
    files = sorted((root / "ho-so").iterdir())
    few = files[:: max(len(files) // FEW, 1)][:FEW]
    yield from ((line, ENDS) for line in REPORTS)
    yield ("export", out / "export", "--week", "2024-W10", "--format", "csv"), ENDS
    yield ("validate", *few, "--annotate", out / "copies"), ENDS
    for number, file in enumerate(few):
        yield ("fix", file, "-o", out / f"{number}.xlsx"), ENDS_OF_ONE
        yield ("fix", file, "--diff"), ENDS_OF_ONE
        yield ("map", file, "--dry-run"), ENDS_OF_ONE


def inputs(root: Path) -> str:
    """A hash of everything that lies among the inputs."""
    digest = hashlib.sha256()
    for path in sorted((root / "ho-so").iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def main(root: Path) -> None:
    """Prints each command as it begins, then what was wrong with it."""
    before = inputs(root)
    for line, ends in over(root):
        shown = " ".join(map(str, line))
        tell({"begun": shown})
        ended = call(*line, "-w", root)
        wrong = complaint(ended.code, ended.out, ended.err, "--json" in line and ended.code in ENDS, ends)
        if inputs(root) != before:
            wrong = "an input was changed"
        tell({"wrong": wrong and f"{shown}: {wrong}"})
        gc.collect()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
