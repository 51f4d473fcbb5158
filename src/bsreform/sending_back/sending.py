"""Files that go back to those who sent them: repaired copies (`fix`) and marked-up copies (`validate --annotate`)."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bsreform.files.folders import input_files, lies_in
from bsreform.files.safe import CannotWrite
from bsreform.layouts import every_layout
from bsreform.model import CannotRun, Problem, Source
from bsreform.reading.guarded.crew import Crew
from bsreform.reading.guarded.job import JobFailed, jobs
from bsreform.reading.guarded.pool import EXTRACTOR, start
from bsreform.reading.guarded.results import FileResult
from bsreform.records.gathering import relative
from bsreform.records.loading import Workspace, reading_options
from bsreform.records.unit_list import workspace_registry
from bsreform.sending_back.fixed_copy import Repaired, repairs_told
from bsreform.sending_back.requests import requests

if TYPE_CHECKING:
    from bsreform.sending_back.marked_copy import Annotated

Mend = Callable[[Path, bool], Repaired]
"""What can be mended in a file and, where it is to be written, the mended copy. CannotRun where nothing can be."""
_JOB = "bsreform.sending_back.fixed_copy:fixed"
_NOT_OPENED = "không mở được để sửa; hãy mở bằng Excel, lưu thành .xlsx (Excel Workbook) rồi chạy lại."
_WHY_NOT = {
    "oversized_file": "quá lớn để sửa tự động.",
    "marked": "hoặc một trang của tệp có dấu chỉ độ mật nên không lập bản sao.",
    "no_workbook": "không phải định dạng .xlsx. Hãy mở bằng Excel, lưu thành .xlsx (Excel Workbook) rồi chạy lại.",
}


@contextmanager
def mending(place: Workspace) -> Iterator[Mend]:
    """To mend one file after another, each read and repaired by the same two guarded workers."""
    with Crew(EXTRACTOR, place.limits.memory_mb, stay=True) as readers, jobs(_JOB, place.limits) as do:
        registry = workspace_registry(place)

        def mend(path: Path, write: bool) -> Repaired:
            asked = {"read": _read(path, place, readers), "registry": registry, "write": write}
            try:
                content, notes = do(path, asked)
            except JobFailed as failed:
                raise CannotRun(f"Tệp “{path.name}” {_WHY_NOT.get(failed.fault, _NOT_OPENED)}") from failed
            return Repaired(notes["suffix"], tuple(notes["lost"]), repairs_told(notes["repairs"]), content)

        yield mend


def _read(path: Path, place: Workspace, readers: Crew) -> FileResult:
    options = reading_options(place, [each.id for each in every_layout()])
    with start([path], options, replace(place.limits, within=place.root), extractor=readers) as reading:
        result = reading.results()[0]
    if result.fault:
        from bsreform.rules import RULES

        title = next((rule.title for rule in RULES if rule.id == result.fault), result.fault)
        raise CannotRun(f"Không sửa được tệp “{path.name}”: {title[0].lower()}{title[1:]}.")
    return result


def require_copy(original: Path, copy: Path, suffix: str) -> None:
    """CannotRun if the copy would replace anything or be given a name with which Excel does not open it."""
    if copy.exists():
        same = copy.samefile(original)
        what = "chính là tệp gốc" if same else "đã có"
        raise CannotRun(f"Tệp “{copy}” {what}; lệnh fix không ghi đè, hãy đặt tên khác.")
    if copy.suffix.lower() != suffix:
        raise CannotRun(f"Tên bản sao phải kết thúc bằng {suffix} (tệp gốc {_kind(suffix)}).")


def _kind(suffix: str) -> str:
    return "có macro" if suffix == ".xlsm" else "không có macro"


def require_elsewhere(place: Workspace, folder: Path, checked: Sequence[Path]) -> None:
    """CannotRun if copies in `folder` would stand among the inputs, to be read as data or replace an original."""
    originals = {
        os.path.realpath(each) for each in (place.root, *(path.parent for path in checked if not path.is_dir()))
    }
    among_checked = any(lies_in(folder, path) for path in checked if path.is_dir())
    if os.path.realpath(folder) in originals or among_checked or place.holds_inputs(folder):
        raise CannotRun(
            f"Thư mục “{folder}” là nơi để số liệu gốc; hãy chọn một thư mục khác cho các bản sao có ghi chú, "
            "ví dụ: --annotate de-nghi-chinh-sua"
        )


def annotate_all(
    place: Workspace, problems: Sequence[Problem], sources: Sequence[Source], folder: Path
) -> "Iterator[Annotated]":
    """Write the marked-up copies, one after another, each under the relative name of its original.

    One that cannot be written stops no other.
    """
    from bsreform.sending_back.marked_copy import Annotated, annotate, annotating

    office = place.config.organisation.office
    with annotating(place.limits) as mark:
        for each in requests(problems, sources, office):
            target = Path(os.path.realpath(folder)) / _copy_name(each.path)
            try:
                yield annotate(_original(place.root, each.path), target, each, office, mark)
            except CannotWrite as problem:
                yield Annotated(each.path, None, (str(problem),), failed=True)


def _original(root: Path, shown: str) -> Path:
    """The file that is shown as `shown`: its own name may be decomposed, or hold what no screen should get."""
    path = root / shown
    if path.exists():
        return path
    return next((file for file in input_files(root, root) if relative(file, root) == shown), path)


def _copy_name(path: str) -> PurePosixPath:
    """The relative name without the ending of a workbook: “a”, but “a.xls” of an .xls, so that no two are alike.

    A file from outside the workspace goes by its name alone.
    """
    name = PurePosixPath(Path(path).name if Path(path).is_absolute() else path)
    return name.with_suffix("") if name.suffix.lower() in (".xlsx", ".xlsm") else name
