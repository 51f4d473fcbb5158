"""The covering report in Word: whether it can be made, which template makes it, and where it is saved."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bsreform.files.folders import FORMS
from bsreform.files.shipped import shipped
from bsreform.model import CannotRun

if TYPE_CHECKING:
    from bsreform.records.loading import Workspace
    from bsreform.report_model import Report

INSTALL = (r".venv\Scripts\pip" if os.name == "nt" else ".venv/bin/pip") + " install docxtpl"
"""What to type, in the folder of the software, to add what Word documents need."""


_PIP = r".venv\Scripts\pip" if os.name == "nt" else ".venv/bin/pip"


def require_workbook(output: Path | None) -> None:
    """CannotRun if the file asked for is no workbook."""
    if output and output.suffix.lower() != ".xlsx" and not output.is_dir():
        raise CannotRun(
            f"-o “{output}”: báo cáo là tệp Excel, tên phải có đuôi .xlsx. "
            "Văn bản Word (--docx), PDF (--pdf) được ghi bên cạnh, cùng tên."
        )


def require_docx() -> None:
    """CannotRun if no Word document can be made here."""
    if find_spec("docxtpl") is None:
        raise CannotRun(f"Chưa cài phần ghi văn bản Word; trong thư mục cài phần mềm hãy chạy: {INSTALL}")


def require_pdf() -> None:
    """CannotRun if no PDF can be made here."""
    if find_spec("typst") is None:
        raise CannotRun(f"Chưa cài phần ghi PDF; trong thư mục cài phần mềm hãy chạy: {_PIP} install typst")


def save_covering(report: "Report", place: "Workspace", template: str, target: Path) -> Path:
    """Save the covering report; comes back: the path written. Raises CannotWrite, also for a faulty template.

    A `template` in the workspace's folder of forms comes before the one that is shipped.
    """
    from bsreform.files.safe import CannotWrite, save
    from bsreform.writing.word import guarded_document
    from bsreform.writing.word_template import BadTemplate

    chosen = place.optional(f"{FORMS}/{template}") or shipped("templates") / template
    try:
        content = guarded_document(report, chosen, Path(report.file).name, place.limits)
    except BadTemplate as problem:
        raise CannotWrite(str(problem)) from problem
    return save(target, lambda draft: draft.write_bytes(content))
