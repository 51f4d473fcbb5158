"""Measures bsreform on generated exports against bare decoders, each in its own process; prints Markdown.

    python benchmarks/run.py [--rows 100000] [--repeat 3] [--skip-pandas]    one export
    python benchmarks/run.py --all [--repeat 5]                              all tables of docs/PERFORMANCE.md

Times are whole processes, median of the repeats; “busy” is processor time, their workers' too, which others on the
same machine disturb least; memory is that of the largest process of each (POSIX; never below this program's own, from
which they are started).
"""

import argparse
import importlib.metadata
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import generate
import stages
import tasks_beside
from costs import Cost, emptied, helped, measured, number, reported

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
CALAMINE = """
import gc, sys; gc.disable()
import python_calamine
for path in sys.argv[1:]:
    python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
"""
PANDAS = f"""
import sys, pandas
frames = [pandas.read_excel(path, engine="openpyxl", header={len(generate.TITLE)}) for path in sys.argv[1:]]
pandas.concat(frames).groupby(["Đơn vị giải quyết", "Hình thức nộp"]).size()
"""
LIMIT, DECODE, COLD, WARM = "inflate + one pass", "fastexcel → Arrow", "bsreform weekly, cold", "bsreform weekly, warm"
MONTHLY = "bsreform monthly, warm"
ROWS, CHANGED = "python-calamine rows", "bsreform weekly, one file changed"
SLOW = "pandas.read_excel(openpyxl) + groupby"
SHORTEST, LONGEST = 100_000, 300_000
GROWTH = (50_000, 100_000, 200_000, 300_000)
MANY, EACH = 34, 3_000
"""A file from every unit of the district."""


@dataclass(frozen=True, slots=True)
class Part:
    """An export: the rows from `first` to `last` of all that this seed gives."""

    last: int
    first: int = 1
    seed: int = 1

    @property
    def rows(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Bench:
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
        return {**os.environ, "BSREFORM_CACHE": str(self.folder / "cache")}

    def script(self, text: str, repeat: int) -> Cost:
        """A Python script that is given the exports."""
        return measured([sys.executable, "-c", text, *map(str, self.exports)], self.environment, repeat)

    def weekly(self, repeat: int, before: Callable[[], object] = lambda: None) -> Cost:
        """The weekly report; `before` is done before each run."""
        return self.report(("weekly", "--week", WEEK), repeat, before)

    def report(self, asked: Sequence[str], repeat: int, before: Callable[[], object] = lambda: None) -> Cost:
        """A report; `before` is done before each run."""
        command = [sys.executable, "-m", "bsreform", *asked, "--json", "-w", str(self.folder / "workspace")]
        return measured(command, self.environment, repeat, reported(self.rows), before)

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


def compare(bench: Bench, repeat: int, with_pandas: bool) -> dict[str, Cost]:
    """bsreform and the bare decoders on the same exports."""
    bare = [sys.executable, "-c", "pass"]
    costs = {
        "bare Python": measured(bare, bench.environment, 5),
        "bsreform --help": measured([sys.executable, "-m", "bsreform", "--help"], bench.environment, 5, helped),
        LIMIT: bench.script(INFLATE, repeat),
        DECODE: bench.script(FASTEXCEL, repeat),
        COLD: bench.cold(repeat),
        WARM: bench.weekly(repeat),
        MONTHLY: bench.report(("monthly", "--month", MONTH), repeat),
    }
    if len(bench.exports) == MANY:
        costs[CHANGED] = bench.one_changed(repeat)
    if installed("python-calamine"):
        costs[ROWS] = bench.script(CALAMINE, repeat)
    if with_pandas:
        costs[SLOW] = bench.script(PANDAS, 1)
    return costs


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


def goals(costs: dict[str, Cost]) -> Iterable[tuple[str, float, float]]:
    """(what, measured, at most) of every goal that could be measured."""
    seconds = {name: cost.seconds for name, cost in costs.items() if cost.seconds is not None}
    decodes = [seconds[name] for name in (DECODE, ROWS) if name in seconds]
    if COLD in seconds and decodes:
        yield "cold ≤ 1.3 × fastest decode + 0.6 s", seconds[COLD], 1.3 * min(decodes) + 0.6
    if WARM in seconds and SLOW in seconds:
        yield "warm ≤ pandas / 30, s", seconds[WARM], seconds[SLOW] / 30
    if CHANGED in seconds:
        yield "one file changed ≤ warm + 0.5 s", seconds[CHANGED], seconds[WARM] + 0.5
    yield "--help beyond bare Python ≤ 0.12 s", seconds["bsreform --help"] - seconds["bare Python"], 0.12
    peaks = [costs[name].megabytes for name in (COLD, WARM)]
    if all(peaks):
        yield "peak memory < 600 MB", max(peak or 0 for peak in peaks), 600


def show(costs: dict[str, Cost], bench: Bench) -> None:
    """The figures and the goals."""
    fastest, slowest = costs[DECODE].seconds, costs[SLOW].seconds if SLOW in costs else None
    size = sum(path.stat().st_size for path in bench.exports) / 1e6
    print(f"\n## {len(bench.exports)} × {bench.rows // len(bench.exports):,} rows, {size:.1f} MB\n")
    print(
        "| command | seconds | × fastexcel | pandas is × slower | busy, s | peak MB |\n|---|---:|---:|---:|---:|---:|"
    )
    for name, cost in costs.items():
        ratio = cost.seconds / fastest if cost.seconds and fastest else None
        slower = slowest / cost.seconds if cost.seconds and slowest else None
        figures = (cost.seconds, 3), (ratio, 2), (slower, 1), (cost.busy, 2), (cost.megabytes, 0)
        print(f"| {name} | {' | '.join(number(*each) for each in figures)} |")
    print("\n| goal | measured | limit | met |\n|---|---:|---:|---|")
    for what, value, most in goals(costs):
        print(f"| {what} | {value:.2f} | {most:.2f} | {'yes' if value <= most else '**no**'} |")


def grow(folder: Path, repeat: int) -> None:
    """How decoding and the report grow with the rows of one export."""
    print("\n## Growth\n")
    print("| rows | fastexcel, s | cold, s | µs a row | cold, busy, s | µs a row | warm, s | cold, MB |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|")
    for rows in GROWTH:
        bench = Bench.make(folder / f"grow-{rows}", [Part(rows)])
        decode, cold, warm = bench.script(FASTEXCEL, repeat), bench.cold(repeat), bench.weekly(repeat)
        each, busy = (took and took / rows * 1e6 for took in (cold.seconds, cold.busy))
        figures = (decode.seconds, 2), (cold.seconds, 2), (each, 1), (cold.busy, 2), (busy, 1), (warm.seconds, 2)
        shown = (number(*figure) for figure in (*figures, (cold.megabytes, 0)))
        print(f"| {rows:,} | {' | '.join(shown)} |")


def versions() -> str:
    """On what it was measured."""
    packages = ("bsreform", "fastexcel", "python-calamine", "pyarrow", "pandas", "openpyxl", "XlsxWriter", "typer")
    named = ", ".join(f"{name} {installed(name)}" for name in packages if installed(name))
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    return f"{system}, Python {platform.python_version()}, {named}"


def main() -> None:
    """Reads the command line, makes the exports, measures and prints."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=SHORTEST)
    arguments.add_argument("--repeat", type=int, default=3)
    arguments.add_argument("--skip-pandas", action="store_true", help="leave out the slow comparison")
    arguments.add_argument("--all", action="store_true", help="also 300,000 rows, 34 files, growth and the profile")
    chosen = arguments.parse_args()
    sizes = [overlapping(chosen.rows)]
    if chosen.all:
        sizes += [[Part(LONGEST)], [Part(EACH, seed=number) for number in range(1, MANY + 1)]]
    with tempfile.TemporaryDirectory(prefix="bsreform-bench-") as name:
        folder = Path(name)
        for place, each in enumerate(sizes):
            bench = Bench.make(folder / str(place), each)
            show(compare(bench, chosen.repeat, not chosen.skip_pandas), bench)
        if chosen.all:
            grow(folder, chosen.repeat)
            stages.show(Bench.make(folder / "stages", overlapping(chosen.rows)).folder / "workspace", chosen.repeat)
    print(f"\n{versions()}")


if __name__ == "__main__":
    main()
