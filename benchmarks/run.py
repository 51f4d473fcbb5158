"""Measures bsreform on generated exports beside bare decoders, each in its own process; prints Markdown tables.

    python benchmarks/run.py [--rows 100000] [--repeat 3] [--skip-pandas]

Times are whole processes, median of the repeats; “busy” is processor time, their workers' too, which others on the
same machine disturb least; memory is that of the largest process of each (POSIX; never below this program's own, from
which they are started). About five minutes on two quiet processors, of which two make the exports.
"""

import argparse
import importlib.metadata
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import generate
import stages
import tasks_beside
from costs import Accept, Cost, answered, emptied, helped, measured, number, reported
from msgspec import Struct

WEEK, MONTH = "2024-W40", "2024-09"
INFLATE = """
import sys, zipfile
for path in sys.argv[1:]:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            with package.open(name) as part:
                while chunk := part.read(1 << 20):
                    chunk.count(b"<c ")
"""
FASTEXCEL = """
import sys, fastexcel
for path in sys.argv[1:]:
    book = fastexcel.read_excel(open(path, "rb").read())
    book.load_sheet(0, header_row=None, dtypes="string").to_arrow()
"""
PANDAS = f"""
import sys, pandas
frames = [pandas.read_excel(path, engine="openpyxl", header={len(generate.TITLE)}) for path in sys.argv[1:]]
pandas.concat(frames).groupby(["Đơn vị giải quyết", "Hình thức nộp"]).size()
"""
BARE, HELP, LIMIT, DECODE = "bare Python", "bsreform --help", "inflate + one pass", "fastexcel → Arrow"
COLD, WARM = "bsreform weekly, cold", "bsreform weekly, warm"
CHANGED = "bsreform weekly, one file changed"
SLOW = "pandas.read_excel(openpyxl) + groupby"
AS_OF = "2024-10-04"
OTHERS = (
    ("monthly", "--month", MONTH, "--json"),
    ("quarterly", "--quarter", "2024-Q3", "--json"),
    ("explain", "weekly", "--week", WEEK, "--indicator", "online_rate", "--json"),
    ("validate", "--format", "json"),
    ("status", "--as-of", AS_OF, "--json"),
    ("remind", "--as-of", AS_OF, "--json"),
    ("schedule", "--as-of", AS_OF, "--json"),
)
"""What else is asked of a workspace whose files have been read before."""
ROWS = 100_000
LARGE = 3
"""So many times the rows, in one file."""
MANY = 34
"""A file from every unit of the district."""


class Part(Struct, frozen=True):
    """An export: the rows from `first` to `last` of all that this seed gives."""

    last: int
    first: int = 1
    seed: int = 1

    @property
    def rows(self) -> int:
        return self.last - self.first + 1


class Bench(Struct, frozen=True):
    """A workspace with exports of its own and a cache of its own."""

    folder: Path
    exports: tuple[Path, ...]
    rows: int

    @classmethod
    def make(cls, folder: Path, parts: Sequence[Part]) -> "Bench":
        """These exports, and the tasks that lie beside them."""
        workspace = folder / "workspace"
        inputs = workspace / "ho-so"
        inputs.mkdir(parents=True)
        (workspace / "bsreform.toml").write_text("", encoding="utf-8")
        tasks_beside.write(workspace)
        exports = tuple(inputs / f"export-{number:03}.xlsx" for number in range(1, len(parts) + 1))
        for path, part in zip(exports, parts, strict=True):
            export(path, part)
        return cls(folder, exports, sum(part.rows for part in parts))

    @property
    def environment(self) -> dict[str, str]:
        """That of a user: what Python has compiled once it keeps."""
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return {**kept, "BSREFORM_CACHE": str(self.folder / "cache")}

    def script(self, text: str, repeat: int) -> Cost:
        """A Python script that is given the exports."""
        return measured([sys.executable, "-c", text, *map(str, self.exports)], self.environment, repeat)

    def weekly(self, repeat: int, before: Callable[[], object] = lambda: None) -> Cost:
        """The weekly report; `before` is done before each run."""
        return self.command(("weekly", "--week", WEEK, "--json"), repeat, reported(self.rows), before)

    def command(
        self, words: Sequence[str], repeat: int, accept: Accept, before: Callable[[], object] = lambda: None
    ) -> Cost:
        """A command on the workspace; `before` is done before each run."""
        command = [sys.executable, "-m", "bsreform", *words, "-w", str(self.folder / "workspace")]
        return measured(command, self.environment, repeat, accept, before)

    def cold(self, repeat: int) -> Cost:
        """Nothing has been read before."""
        return self.weekly(repeat, emptied(self.folder / "cache"))

    def one_changed(self, repeat: int) -> Cost:
        """All but the first export have been read before."""
        seeds = iter(range(1_000, 1_000 + repeat))
        rows = self.rows // len(self.exports)
        return self.weekly(repeat, lambda: export(self.exports[0], Part(rows, seed=next(seeds))))


def export(path: Path, part: Part) -> None:
    """One export, made by a process of its own: its memory must not be taken for that of the commands."""
    given = {"--rows": part.last, "--first": part.first, "--seed": part.seed, "--out": path}
    command = [sys.executable, generate.__file__, *(str(word) for pair in given.items() for word in pair)]
    subprocess.run(command, check=True)


def alike(bench: Bench, repeat: int, with_pandas: bool) -> dict[str, Cost]:
    """Every command beside bare decoders, on exports as a user has them."""
    costs = {
        BARE: measured([sys.executable, "-c", "pass"], bench.environment, 5),
        HELP: measured([sys.executable, "-m", "bsreform", "--help"], bench.environment, 5, helped),
        LIMIT: bench.script(INFLATE, 1),
        DECODE: bench.script(FASTEXCEL, repeat),
        COLD: bench.cold(repeat),
        WARM: bench.weekly(repeat),
        **{f"bsreform {words[0]}, warm": bench.command(words, repeat, answered) for words in OTHERS},
    }
    return costs | ({SLOW: bench.script(PANDAS, 1)} if with_pandas else {})


def large(bench: Bench) -> dict[str, Cost]:
    """One export of many rows; once each, as it takes long."""
    return {DECODE: bench.script(FASTEXCEL, 1), COLD: bench.cold(1), WARM: bench.weekly(1)}


def many(bench: Bench, repeat: int) -> dict[str, Cost]:
    """An export from every unit, and one of them sent anew."""
    return {COLD: bench.cold(1), WARM: bench.weekly(repeat), CHANGED: bench.one_changed(repeat)}


def overlapping(rows: int) -> list[Part]:
    """Three exports of so many rows together; a tenth of them repeats dossiers of the one before."""
    part = rows // 10
    return [Part(4 * part), Part(7 * part, 3 * part + part // 2 + 1), Part(9 * part, 6 * part + part // 2 + 1)]


def installed(package: str) -> str:
    """The version of a package, "" where it is not installed."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def goals(usual: dict[str, Cost], big: dict[str, Cost], files: dict[str, Cost]) -> Iterable[tuple[str, float, float]]:
    """(what, measured, at most) of every goal that could be measured."""
    took = {name: cost.seconds for name, cost in usual.items() if cost.seconds is not None}
    if {COLD, DECODE} <= took.keys():
        yield "cold ≤ 1.3 × bare decode + 0.6 s", took[COLD], 1.3 * took[DECODE] + 0.6
    if {WARM, SLOW} <= took.keys():
        yield "warm ≤ pandas / 30, s", took[WARM], took[SLOW] / 30
    if {HELP, BARE} <= took.keys():
        yield "--help beyond bare Python ≤ 0.12 s", took[HELP] - took[BARE], 0.12
    peaks = [big[name].megabytes for name in (COLD, WARM)]
    if all(peaks):
        yield f"peak memory, {LARGE} times the rows, < 600 MB", max(peak or 0 for peak in peaks), 600
    before, after = files[WARM].seconds, files[CHANGED].seconds
    if before is not None and after is not None:
        yield f"{MANY} files, one changed ≤ warm + 0.5 s", after, before + 0.5


def show(costs: dict[str, Cost], bench: Bench) -> None:
    """The figures."""
    fastest = costs[DECODE].seconds if DECODE in costs else None
    size = sum(path.stat().st_size for path in bench.exports) / 1e6
    print(f"\n## {len(bench.exports)} × {bench.rows // len(bench.exports):,} rows, {size:.1f} MB\n")
    print("| command | seconds | × fastexcel | busy, s | peak MB |\n|---|---:|---:|---:|---:|")
    for name, cost in costs.items():
        ratio = cost.seconds / fastest if cost.seconds and fastest else None
        figures = (cost.seconds, 3), (ratio, 2), (cost.busy, 2), (cost.megabytes, 0)
        print(f"| {name} | {' | '.join(number(*each) for each in figures)} |")


def show_goals(found: Iterable[tuple[str, float, float]]) -> None:
    """Whether each was met."""
    print("\n## Goals\n\n| goal | measured | limit | met |\n|---|---:|---:|---|")
    for what, value, most in found:
        print(f"| {what} | {value:.2f} | {most:.2f} | {'yes' if value <= most else '**no**'} |")


def versions() -> str:
    """On what it was measured."""
    packages = ("bsreform", "fastexcel", "pyarrow", "pandas", "openpyxl", "XlsxWriter", "typer")
    named = ", ".join(f"{name} {installed(name)}" for name in packages if installed(name))
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    return f"{system}, Python {platform.python_version()}, {named}"


def main() -> None:
    """Reads the command line, makes the exports, measures and prints."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=ROWS)
    arguments.add_argument("--repeat", type=int, default=3)
    arguments.add_argument("--skip-pandas", action="store_true", help="leave out the slow comparison")
    chosen = arguments.parse_args()
    rows, repeat = chosen.rows, chosen.repeat
    each = [Part(rows // MANY, seed=number) for number in range(1, MANY + 1)]
    with tempfile.TemporaryDirectory(prefix="bsreform-bench-") as name, ThreadPoolExecutor(os.cpu_count()) as pool:
        made = (("usual", overlapping(rows)), ("large", [Part(LARGE * rows)]), ("many", each))
        usual, big, files = pool.map(lambda named: Bench.make(Path(name) / named[0], named[1]), made)
        tables = alike(usual, repeat, not chosen.skip_pandas), large(big), many(files, repeat)
        for costs, bench in zip(tables, (usual, big, files), strict=True):
            show(costs, bench)
        show_goals(goals(*tables))
        stages.show(usual.folder / "workspace", repeat)
    print(f"\n{versions()}")


if __name__ == "__main__":
    main()
