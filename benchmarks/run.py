"""Measures bsreform on a generated export against bare decoders, each in its own process; prints Markdown.

    python benchmarks/run.py [--rows 100000] [--repeat 3] [--file EXPORT.xlsx] [--skip-pandas]

Times are whole processes, median of the repeats; memory is that of the largest process of each (POSIX;
never below this program's own, from which they are started).
"""

import argparse
import importlib.metadata
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import generate

WEEK = "2024-W40"
FASTEXCEL = """
import sys, fastexcel
book = fastexcel.read_excel(open(sys.argv[1], "rb").read())
book.load_sheet(0, header_row=None, dtypes="string").to_arrow()
"""
CALAMINE = """
import gc, sys; gc.disable()
import python_calamine
python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
"""
PANDAS = f"""
import sys, pandas
frame = pandas.read_excel(sys.argv[1], engine="openpyxl", header={len(generate.TITLE)})
frame.groupby(["Đơn vị giải quyết", "Hình thức nộp"]).size()
"""
FINDINGS = 1
"""The exit code of a run that was done and found faults in the data."""
Accept = Callable[[int, bytes], bool]
"""Whether a command, by its exit code and output, did its work: a failure is quick, and no figure."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds and megabytes of one command; None where it could not be run."""

    seconds: float | None
    megabytes: float | None


def succeeded(code: int, output: bytes) -> bool:
    """For commands whose output does not matter."""
    return code == 0


def helped(code: int, output: bytes) -> bool:
    """The help names the commands."""
    return code == 0 and b"weekly" in output


def reported(rows: int) -> Accept:
    """The report is there and accounts for every row of the export."""

    def accept(code: int, output: bytes) -> bool:
        return code in (0, FINDINGS) and output.startswith(b"{") and json.loads(output)["rows"]["read"] == rows

    return accept


def once(command: Sequence[str], environment: dict[str, str], accept: Accept) -> Cost:
    """Runs a command and waits for it; its memory includes that of the workers it waited for."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=errors, env=environment)
        megabytes = None
        if hasattr(os, "wait4"):
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            megabytes = usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
        process.wait()
        seconds = time.perf_counter() - began
        output.seek(0)
        if not accept(process.returncode, output.read()):
            errors.seek(0)
            print(f"{command[1:4]} ended with {process.returncode}: {errors.read()[-300:]!r}", file=sys.stderr)
            return Cost(None, None)
    return Cost(seconds, megabytes)


def measured(
    command: Sequence[str],
    environment: dict[str, str],
    repeat: int,
    accept: Accept = succeeded,
    fresh: Path | None = None,
) -> Cost:
    """The median of some runs; the folder `fresh` is emptied before each of them."""
    costs = []
    for _ in range(repeat):
        if fresh:
            shutil.rmtree(fresh, ignore_errors=True)
        costs.append(once(command, environment, accept))
    seconds = [cost.seconds for cost in costs if cost.seconds is not None]
    megabytes = [cost.megabytes for cost in costs if cost.megabytes is not None]
    return Cost(statistics.median(seconds) if seconds else None, max(megabytes, default=None))


def measure_all(folder: Path, export: Path, rows: int, repeat: int, with_pandas: bool) -> dict[str, Cost]:
    """Every command on this export, in a workspace and with a cache of their own."""
    workspace, cache = folder / "workspace", folder / "cache"
    (workspace / "ho-so").mkdir(parents=True)
    (workspace / "bsreform.toml").write_text("", encoding="utf-8")
    shutil.copyfile(export, workspace / "ho-so" / export.name)
    environment = {**os.environ, "BSREFORM_CACHE": str(cache)}
    script = [sys.executable, "-c"]
    weekly = [sys.executable, "-m", "bsreform", "weekly", "--week", WEEK, "-w", str(workspace), "--json"]
    costs = {
        "bare Python": measured([*script, "pass"], environment, 5),
        "bsreform --help": measured([sys.executable, "-m", "bsreform", "--help"], environment, 5, helped),
        "fastexcel → Arrow": measured([*script, FASTEXCEL, str(export)], environment, repeat),
        "bsreform weekly, cold": measured(weekly, environment, repeat, reported(rows), fresh=cache),
        "bsreform weekly, warm": measured(weekly, environment, repeat, reported(rows)),
    }
    if installed("python-calamine"):
        costs["python-calamine rows"] = measured([*script, CALAMINE, str(export)], environment, repeat)
    if with_pandas:
        costs["pandas.read_excel(openpyxl) + groupby"] = measured([*script, PANDAS, str(export)], environment, 1)
    return costs


def installed(package: str) -> str:
    """The version of a package, "" where it is not installed."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def goals(costs: dict[str, Cost]) -> list[tuple[str, float, float]]:
    """(what, measured, at most) of every goal that could be measured."""
    seconds = {name: cost.seconds for name, cost in costs.items() if cost.seconds is not None}
    decodes = [seconds[name] for name in ("fastexcel → Arrow", "python-calamine rows") if name in seconds]
    cold, warm = seconds.get("bsreform weekly, cold"), seconds.get("bsreform weekly, warm")
    pandas = seconds.get("pandas.read_excel(openpyxl) + groupby")
    found = []
    if cold and decodes:
        found.append(("cold ≤ 1.5 × fastest decode + 1.0 s", cold, 1.5 * min(decodes) + 1.0))
    if warm and pandas:
        found.append(("warm ≤ pandas / 20, s", warm, pandas / 20))
    if "bsreform --help" in seconds:
        found.append(("--help beyond bare Python ≤ 0.35 s", seconds["bsreform --help"] - seconds["bare Python"], 0.35))
    peaks = [cost.megabytes for name, cost in costs.items() if name.startswith("bsreform weekly") and cost.megabytes]
    if peaks:
        found.append(("peak memory < 600 MB", max(peaks), 600))
    return found


def show(costs: dict[str, Cost], rows: int, export: Path) -> None:
    """The figures, the goals, and on what they were measured."""
    fastest = costs["fastexcel → Arrow"].seconds
    print(f"{rows:,} rows × {len(generate.HEADER)} columns, {export.stat().st_size / 1e6:.1f} MB\n")
    print("| command | seconds | × fastexcel | peak MB |\n|---|---:|---:|---:|")
    for name, cost in costs.items():
        ratio = cost.seconds / fastest if cost.seconds and fastest else None
        print(f"| {name} | {number(cost.seconds, 3)} | {number(ratio, 2)} | {number(cost.megabytes, 0)} |")
    print("\n| goal | measured | limit | met |\n|---|---:|---:|---|")
    for what, value, most in goals(costs):
        print(f"| {what} | {value:.2f} | {most:.2f} | {'yes' if value <= most else '**no**'} |")
    packages = (
        "bsreform",
        "fastexcel",
        "python-calamine",
        "pyarrow",
        "pandas",
        "openpyxl",
        "XlsxWriter",
        "typer",
    )
    versions = ", ".join(f"{name} {installed(name)}" for name in packages if installed(name))
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    print(f"\n{system}, Python {platform.python_version()}, {versions}")


def number(value: float | None, digits: int) -> str:
    """A figure, or a dash where it could not be measured."""
    return "–" if value is None else f"{value:,.{digits}f}"


def main() -> None:
    """Reads the command line, makes the export unless one is given, measures and prints."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=100_000)
    arguments.add_argument("--repeat", type=int, default=3)
    arguments.add_argument("--file", type=Path, help="an export made earlier with the same number of rows")
    arguments.add_argument("--skip-pandas", action="store_true", help="leave out the slow comparison")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="bsreform-bench-") as name:
        folder = Path(name)
        export = chosen.file or folder / "export.xlsx"
        if not chosen.file:
            generate.write_xlsx(export, chosen.rows, seed=1)
        costs = measure_all(folder, export, chosen.rows, chosen.repeat, not chosen.skip_pandas)
        show(costs, chosen.rows, export)


if __name__ == "__main__":
    main()
