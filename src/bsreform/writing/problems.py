"""The problems of the data on the screen, file by file, floods of one kind cut short."""

from collections.abc import Collection, Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bsreform.language.wording import SEVERITY, clean, decimal
from bsreform.model import Problem
from bsreform.writing.as_json import severities

_FLOOD = 5
_SHOWN_OF_FLOOD = 3
_RAW_LENGTH = 60
_STYLES = {"error": "bold red", "warning": "yellow"}


def show_problems(problems: Sequence[Problem], read: Collection[str], console: Console) -> None:
    """Print every problem with place, raw text, message and remedy, grouped by file, and a line that sums up.

    `read` are the paths of the files; a problem elsewhere is of a whole folder, and comes last as the checks put it.

    Of more than five of one rule in one column of one sheet only the first three are printed in full.
    """
    files = dict.fromkeys(problem.file for problem in problems)
    for file in files:
        console.print(Text(clean(file), style="bold underline"))
        for flood in _floods([problem for problem in problems if problem.file == file]):
            _show_flood(flood, "cả tệp" if file in read else "cả thư mục", console)
        console.print()
    console.print(Text(_summary(problems, sum(file in read for file in files)), style="bold"))
    if problems:
        worst = next((each for each in problems if each.severity == "error"), problems[0])
        console.print(Text(f"Giải thích mã trong ngoặc, ví dụ: bsreform explain {worst.rule}"))


def _floods(problems: list[Problem]) -> list[list[Problem]]:
    """The problems of a file by sheet, column and rule, in the order in which each kind first appears."""

    def kind(problem: Problem) -> tuple[str, str, str]:
        return problem.sheet or "", problem.rule, problem.column or ""

    ordered = sorted(problems, key=lambda problem: (problem.sheet or "", problem.row or 0, problem.column or ""))
    kinds = list(dict.fromkeys(map(kind, ordered)))
    ordered.sort(key=lambda problem: kinds.index(kind(problem)))
    return [list(group) for _, group in groupby(ordered, key=kind)]


def _show_flood(flood: list[Problem], whole: str, console: Console) -> None:
    told = flood[:_SHOWN_OF_FLOOD] if len(flood) > _FLOOD else flood
    for problem in told:
        _show_problem(problem, whole, console)
    rest = flood[len(told) :]
    if rest:
        alike = f"… và {decimal(len(rest))} {SEVERITY[rest[0].severity]} tương tự{_row_span(rest)}"
        console.print(Padding(Text(alike, style="italic"), (0, 0, 0, 4), expand=False))


def _row_span(problems: list[Problem]) -> str:
    rows = [problem.row for problem in problems if problem.row is not None]
    return f" (dòng {min(rows)}–{max(rows)})" if rows else ""


def _show_problem(problem: Problem, whole: str, console: Console) -> None:
    severity = SEVERITY[problem.severity].capitalize()
    place = clean(problem.place.removeprefix(problem.file).removeprefix("!")) or whole
    raw = _shortened(problem.raw)
    head = Text.assemble((f"{severity} ", _STYLES[problem.severity]), place, (f" ({problem.rule})", "dim"))
    if raw:
        head.append(f": “{raw}”")
    console.print(Padding(head, (0, 0, 0, 2), expand=False))
    console.print(Padding(Text(clean(problem.message)), (0, 0, 0, 4), expand=False))
    if problem.hint:
        console.print(Padding(Text(f"→ {clean(problem.hint)}", style="italic"), (0, 0, 0, 4), expand=False))


def _shortened(raw: str) -> str:
    flat = " ".join(clean(raw).split())
    return flat if len(flat) <= _RAW_LENGTH else flat[: _RAW_LENGTH - 1] + "…"


def _summary(problems: Sequence[Problem], files: int) -> str:
    if not problems:
        return "Không phát hiện vấn đề nào."
    counts = severities(problems)
    told = ", ".join(f"{decimal(counts[severity])} {word}" for severity, word in SEVERITY.items())
    return f"Tổng cộng: {told} trong {decimal(files)} tệp."
