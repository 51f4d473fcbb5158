"""What the example workspace gives, as texts to compare; run as a script it renews examples/expected/ and README.md."""

import io
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import openpyxl

from bsreform import pipeline
from bsreform.commands import validating
from bsreform.commands.examples_folder import DEMO_MONTH, DEMO_WEEK
from bsreform.files.shipped import shipped
from bsreform.forms.marks import LOOKUP_SHEET
from bsreform.periods import MONTH, WEEK
from bsreform.records.loading import Workspace
from bsreform.report_model import Report
from bsreform.reports.kinds import REPORTS
from bsreform.writing.as_json import report_json, validate_json
from bsreform.writing.terminal import make_console, show
from bsreform.writing.workbook import write_workbook

README = Path(__file__).parents[1] / "README.md"
EXPECTED = README.parent / "examples" / "expected"
VALIDATED = date(2024, 3, 14)
"""The day on which `validate` is run: that of the software's export."""
_FEW = ("binh-tri.csv", "nhiem-vu-14-3.xls", "so-theo-doi-toan-huyen.xlsx")
_SAVED = 1_709_888_400  # 08/3/2024 16:00 in Vietnam: unread files have no other time than the file system's


def copy_of_examples(folder: Path) -> Path:
    """The example workspace in a folder of its own, with file times that a checkout does not keep."""
    root = folder / "workspace"
    shutil.copytree(shipped("examples") / "workspace", root)
    for path in (path for path in root.rglob("*") if path.is_file()):
        os.utime(path, (_SAVED, _SAVED))
    return root


def few_of_examples(folder: Path) -> Path:
    """A copy with an export of dossiers, one of tasks and a tracker: enough for every command, and soon read."""
    root = copy_of_examples(folder)
    for path in [each for each in root.glob("*/**/*") if each.is_file() and each.name not in _FEW]:
        path.unlink()
    return root


def weekly_report(root: Path, as_of: date | None = None) -> Report:
    """The report on the demo's week."""
    place = Workspace.open(root)
    return pipeline.report(place, REPORTS["weekly"], WEEK.period(DEMO_WEEK, as_of, place.config.periods)).report


def monthly_run(root: Path) -> pipeline.Made:
    """The report on the demo's month, and the snapshot of its tasks."""
    place = Workspace.open(root)
    return pipeline.report(place, REPORTS["monthly"], MONTH.period(DEMO_MONTH, None, place.config.periods))


def workbook_bytes(report: Report) -> bytes:
    """The workbook as a file."""
    stream = io.BytesIO()
    write_workbook(report, stream)
    return stream.getvalue()


def produce(root: Path) -> Mapping[str, str]:
    """File name in examples/expected → content."""
    return as_texts(root, weekly_report(root), monthly_run(root).report)


def as_texts(root: Path, week: Report, month: Report) -> Mapping[str, str]:
    """The same, of reports that are made."""
    problems, sources, units = validating.validate(Workspace.open(root), [], VALIDATED)
    return {
        "weekly.json": report_json(week) + "\n",
        "screen.txt": _screen(week),
        "workbook.txt": "\n".join(workbook_cells(workbook_bytes(week))) + "\n",
        "monthly.json": report_json(month) + "\n",
        "monthly-screen.txt": _screen(month),
        "monthly-workbook.txt": "\n".join(workbook_cells(workbook_bytes(month))) + "\n",
        "validate.json": "".join(validate_json(problems, sources, units)) + "\n",
    }


def _screen(report: Report) -> str:
    """What the terminal shows, without spaces at the ends of lines."""
    screen = io.StringIO()
    show(report, make_console(screen), report.file)
    return "\n".join(line.rstrip() for line in screen.getvalue().splitlines()) + "\n"


def workbook_cells(content: bytes) -> Iterator[str]:
    """`sheet!cell: value`, with ` | formula` where there is one; the lookup sheet is proved by test_explaining.py."""
    with warnings.catch_warnings(action="ignore"):  # openpyxl knows no sparklines
        live = openpyxl.load_workbook(io.BytesIO(content))
        stored = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    for sheet in (sheet for sheet in stored if sheet.title != LOOKUP_SHEET):
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            formula = live[sheet.title][cell.coordinate].value
            shown = str(cell.value).replace("\n", "⏎")
            yield f"{sheet.title}!{cell.coordinate}: {shown}" + (f" | {formula}" if formula != cell.value else "")


def with_excerpt(readme: str, screen: str) -> str:
    """README.md with the first lines of the screen (its title and the low units) in its first text block."""
    before, fence, rest = readme.partition("```text\n")
    excerpt = "\n\n".join(screen.split("\n\n")[:2])
    return before + fence + excerpt + "\n…\n```" + rest.partition("```")[2]


def _refresh() -> None:
    with tempfile.TemporaryDirectory() as made:
        produced = produce(copy_of_examples(Path(made)))
    for name, text in produced.items():
        EXPECTED.mkdir(exist_ok=True)
        (EXPECTED / name).write_text(text, encoding="utf-8", newline="\n")
    readme = README.read_text(encoding="utf-8")
    README.write_text(with_excerpt(readme, produced["screen.txt"]), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _refresh()
