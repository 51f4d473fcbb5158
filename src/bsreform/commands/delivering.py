"""How results leave a run, shared by the commands: saved, shown as asked, kept for later runs; what failed is said."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from bsreform.commands import edges
from bsreform.commands.options import ReportOptions
from bsreform.language.wording import clean
from bsreform.model import CannotRun
from bsreform.periods import KINDS

if TYPE_CHECKING:
    from bsreform.commands.drafts import Earlier
    from bsreform.history.snapshots import Snapshot
    from bsreform.model import Problem, Source
    from bsreform.records.loading import Workspace
    from bsreform.report_model import Report

_CALLED = {"docx": "Word", "pdf": "PDF"}
_NOT_KEPT = "Báo cáo đã xong, nhưng lần sau không so sánh được với lần này"


def deliver(
    report: "Report", place: "Workspace", options: ReportOptions, once_saved: Callable[[], object] = lambda: None
) -> int:
    """Save the workbook and what is wanted beside it; show as asked; the exit code.

    `once_saved` is called as soon as the workbook is there: documents beside it may take half a minute more.
    What was issued is not overwritten. The run is a draft, or issued itself where the settings say so of every run.
    """
    from bsreform.commands import drafts
    from bsreform.files.safe import CannotWrite, save
    from bsreform.records.gathering import relative
    from bsreform.writing.workbook import write_workbook

    wanted = options.output.absolute() if options.output else place.root / report.file
    target = drafts.beside_issued(wanted, report, place.root)
    earlier = drafts.compare(report, place.root)
    code, failure = edges.exit_code(report.problems, report.sources, options.strict), ""
    outside = "" if options.output else edges.leads_out(place, target)
    try:
        if outside:
            raise CannotWrite(outside)
        saved = save(target, lambda path: write_workbook(report, path))
    except CannotWrite as problem:
        saved, code, failure = target, edges.CANNOT_WRITE, f"{problem} Ghi vào nơi khác: thêm --output TỆP."
    if not failure:
        _remember(report, place, code)
        once_saved()
    report = replace(report, file=relative(saved, place.root))
    beside = dict.fromkeys(_asked(options)) if outside else _save_beside(report, place, target, options, not failure)
    told = {name: path and relative(path, place.root) for name, path in beside.items()}
    report = replace(report, more={**report.more, **earlier.document, **told})
    code = code if all(beside.values()) else edges.CANNOT_WRITE
    _show(report, None if failure else saved, beside, options)
    _tell(report, earlier, options.silent)
    if failure:
        edges.complain(failure)
        return code
    tell_place(target, saved)
    if options.open:
        edges.open_file(beside.get("pdf") or saved)
    return code


def _asked(options: ReportOptions) -> list[str]:
    """The kinds of documents wanted beside the workbook."""
    return [kind for kind in _CALLED if getattr(options, kind)]


def _save_beside(
    report: "Report", place: "Workspace", workbook: Path, options: ReportOptions, saved: bool
) -> dict[str, Path | None]:
    """The documents wanted beside the workbook, by their kind; None for one that could not be written.

    `saved`: the workbook is there, which is a comfort where a document is not.
    """
    found: dict[str, Path | None] = {}
    if options.docx:
        template = f"bao-cao-{KINDS[report.kind].file}.docx"
        comfort = " Tệp Excel đã lập xong." if saved else ""
        found["docx"] = _save_word(report, place, workbook, template, comfort)
    if options.pdf:
        found["pdf"] = _save_pdf(report, workbook)
    return found


def _show(report: "Report", saved: Path | None, beside: Mapping[str, Path | None], options: ReportOptions) -> None:
    if options.json:
        from bsreform.writing.as_json import report_json

        edges.print_bytes(report_json(report))
    elif not options.quiet:
        from bsreform.writing.terminal import show

        show(report, edges.console(), saved and _from_here(saved), options.full)
        told = (f"{_CALLED[kind]}: {path.name}" for kind, path in beside.items() if path)
        if line := "; ".join(told):
            edges.console().print(f"Kèm theo, cùng thư mục: {line}", soft_wrap=True, markup=False)


def _from_here(path: Path) -> Path:
    """The path as short as it can be typed here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _save_pdf(report: "Report", workbook: Path) -> Path | None:
    """Save page one and the units as a PDF beside the workbook; None if it could not be written."""
    from bsreform.files.safe import CannotWrite, save
    from bsreform.writing.pdf import pdf_bytes

    content = pdf_bytes(report)
    try:
        return save(workbook.with_suffix(".pdf"), lambda draft: draft.write_bytes(content))
    except CannotWrite as problem:
        edges.complain(str(problem))
        return None


def _tell(report: "Report", earlier: "Earlier", silent: bool) -> None:
    """How it compares with what was issued; where nothing is shown, what changes its meaning goes to stderr."""
    if not silent:
        if earlier.line:
            edges.console().print(earlier.line, markup=False)
        return
    ended = next((each.message for each in report.problems if each.rule == "organisation_ended"), "")
    for line in (earlier.line if earlier.issued else "", report.notice, ended):
        if line:
            edges.complain(line)


def _save_word(report: "Report", place: "Workspace", workbook: Path, template: str, comfort: str) -> Path | None:
    """Save the covering report beside the workbook and say where that is not its usual place; None if it could not."""
    from bsreform.commands.covering import save_covering
    from bsreform.files.safe import CannotWrite

    target = workbook.with_suffix(".docx")
    try:
        saved = save_covering(report, place, template, target)
    except CannotWrite as problem:
        edges.complain(f"{problem}{comfort}")
        return None
    tell_place(target, saved)
    return saved


def _remember(report: "Report", place: "Workspace", code: int) -> None:
    """Keep what the report gave; where that fails, one line says so and the report stands."""
    from bsreform.commands.drafts import issue_run
    from bsreform.files.safe import CannotWrite
    from bsreform.history.kept_reports import keep

    try:
        keep(place.root, report)
        if place.config.reports.issue == "every_run" and code in (0, 1):
            issue_run(report, place.root, edges.today())
    except CannotWrite as problem:
        edges.complain(f"{_NOT_KEPT}: {problem}")


def tell_place(target: Path, saved: Path) -> None:
    """One line where a file was not written to `target`, which is open in another program: by whom, and where it is."""
    from bsreform.files.in_use import owner_of

    if saved != target:
        owner = owner_of(target)
        held = f"đang mở bởi {owner}" if owner else "đang mở?"
        edges.complain(f"Không thay được {target} ({held}), đã ghi vào: {saved}")


def send_back(
    place: "Workspace", problems: "Sequence[Problem]", sources: "Sequence[Source]", folder: Path, quiet: bool
) -> int:
    """Write the marked-up copies into `folder` and tell of each (on stderr if `quiet`); 0 or CANNOT_WRITE."""
    from bsreform.sending_back.sending import annotate_all
    from bsreform.writing.terminal import make_console

    screen = make_console(sys.stderr if quiet else sys.stdout)
    code = 0
    for each in annotate_all(place, problems, sources, folder):
        if each.failed:
            edges.complain(" ".join(each.remarks))
            code = edges.CANNOT_WRITE
            continue
        done = f"Đã ghi bản sao có ghi chú: {each.copy}" if each.copy else f"Không có bản sao của {each.path}"
        screen.print(clean(" ".join((f"{done}.", *each.remarks))), soft_wrap=True, markup=False)
    return code


def save_list(target: Path, content: bytes) -> int:
    """Write a list that may be made again over an older one, and say where; 0 or CANNOT_WRITE."""
    from bsreform.files.safe import CannotWrite, save

    try:
        saved = save(target.absolute(), lambda draft: draft.write_bytes(content))
    except CannotWrite as problem:
        edges.complain(str(problem))
        return edges.CANNOT_WRITE
    tell_place(target.absolute(), saved)
    edges.console().print(f"Đã ghi: {saved}", soft_wrap=True, markup=False)
    return 0


def save_new(target: Path, write: Callable[[Path], Any]) -> int:
    """Write a file that is not there yet and say where; 0 or CANNOT_WRITE. CannotRun if something stands there."""
    from bsreform.files.safe import CannotWrite

    if target.exists():
        raise CannotRun(f"Đã có “{target}”; lệnh này không ghi đè, hãy đặt tên khác bằng -o.")
    try:
        write(target)
    except CannotWrite as problem:
        edges.complain(str(problem))
        return edges.CANNOT_WRITE
    edges.console().print(f"Đã ghi: {target}", soft_wrap=True, markup=False)
    return 0


def remember(place: "Workspace", snapshot: "Snapshot") -> None:
    """Keep what this run saw of the tasks; where that fails, one line says so and the report stands."""
    from bsreform.files.safe import CannotWrite
    from bsreform.history.snapshots import keep

    try:
        keep(place.root, snapshot)
    except CannotWrite as problem:
        edges.complain(f"{_NOT_KEPT}: {problem}")
