"""The documents beside the workbook: whether they can be made, which template makes them, where they are saved."""

import os
from collections.abc import Mapping
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bsreform.files.folders import FORMS
from bsreform.files.shipped import shipped
from bsreform.model import CannotRun

if TYPE_CHECKING:
    from bsreform.records.loading import Workspace
    from bsreform.report_model import Report
    from bsreform.writing.word import Paper

PIP = r".venv\Scripts\pip" if os.name == "nt" else ".venv/bin/pip"


_BESIDE = "Văn bản Word (--docx), PDF (--pdf) được ghi bên cạnh, cùng tên."


def require_workbook(output: Path | None, what: str = "báo cáo", more: str = _BESIDE) -> None:
    """CannotRun if the file asked for is no workbook; the message tells `what` it is and `more`."""
    if output and output.suffix.lower() != ".xlsx" and not output.is_dir():
        raise CannotRun(f"-o “{output}”: {what} là tệp Excel, tên phải có đuôi .xlsx. {more}".rstrip())


def require_pdf() -> None:
    """CannotRun if no PDF can be made here."""
    if find_spec("typst") is None:
        raise CannotRun(f"Chưa cài phần ghi PDF; trong thư mục cài phần mềm hãy chạy: {PIP} install typst")


def save_covering(report: "Report", place: "Workspace", template: str, target: Path) -> Path:
    """Save what is signed; comes back: the path written. Raises CannotWrite, also for a faulty template."""
    from bsreform.writing.word import report_paper

    return save_papers({target: report_paper(report, Path(report.file).name)}, place, template)[0]


def save_papers(papers: Mapping[Path, "Paper"], place: "Workspace", template: str) -> list[Path]:
    """Save the documents that one template makes; as `save_covering`.

    A `template` in the workspace's folder of forms comes before the one that is shipped.
    """
    from bsreform.files.safe import CannotWrite, save
    from bsreform.writing.word import guarded_documents
    from bsreform.writing.word_template import BadTemplate

    chosen = place.optional(f"{FORMS}/{template}") or shipped("templates") / template
    try:
        made = guarded_documents([*papers.values()], chosen, place.limits)
    except BadTemplate as problem:
        raise CannotWrite(str(problem)) from problem
    return [save(target, partial(_write, content)) for target, content in zip(papers, made, strict=True)]


def _write(content: bytes, draft: Path) -> None:
    draft.write_bytes(content)
