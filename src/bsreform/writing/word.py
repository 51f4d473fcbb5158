"""The covering report as a Word document: what the first sheet says, in a template that the user may edit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bsreform.language.wording import clean
from bsreform.reading.guarded.job import JobFailed, JobMade, done, given, made
from bsreform.reading.guarded.pool import ReadingLimits
from bsreform.reading.notes import Options
from bsreform.report_model import Closing, Codes, Letterhead, Paragraphs, Report, Section, Table
from bsreform.writing.word_table import table_xml

if TYPE_CHECKING:
    from docx.document import Document

_JOB = "bsreform.writing.word:filled"
_SECONDS, _MEMORY_MB = 30, 768
"""What filling in a template may take; a usual one takes a second and 100 MB."""
_WHY_NOT = {"oversized_file": "quá lớn, hoặc các thẻ trong mẫu cần quá nhiều bộ nhớ hay thời gian"}
_NO_FILE = "không phải là tệp Word đọc được"
_PACKED = (1980, 1, 1, 0, 0, 0)


def document_bytes(report: Report, template: Path, workbook: str) -> bytes:
    """The document that `template` makes of what is signed of `report`; the same bytes for the same report.

    `workbook` is the name of the file that holds the lists. Raises `word_template.BadTemplate`.
    """
    from bsreform.writing.word_template import open_template, render

    opened = open_template(template)
    document = opened.get_docx()
    render(opened, context(report, document, workbook), template)
    _detach(document)
    _date(document, clean(report.title), report.period.as_of)
    stream = BytesIO()
    document.save(stream)
    return packed(stream.getvalue())


def filled(path: Path, options: Options) -> JobMade:
    """In a guarded worker: `document_bytes` for the template at `path`. ReadFault "bad_template" says what is wrong."""
    from bsreform.reading.decoding.raw import ReadFault
    from bsreform.writing.word_template import BadTemplate

    asked = given(options)
    try:
        content = document_bytes(asked["report"], path, asked["workbook"])
    except BadTemplate as problem:
        raise ReadFault("bad_template", str(problem)) from problem
    return made(content)


def guarded_document(report: Report, template: Path, workbook: str, limits: ReadingLimits) -> bytes:
    """`document_bytes` by a worker that a hostile template may fill or keep busy. Raises BadTemplate."""
    from bsreform.writing.word_template import BadTemplate, bad

    first = replace(report, sections=report.sections[:1], screen=(), problems=(), sources=(), units=(), codes=Codes())
    within = replace(
        limits, seconds=min(limits.seconds, _SECONDS), memory_mb=min(limits.memory_mb, _MEMORY_MB), workers=1
    )
    try:
        return done(template, _JOB, {"report": first, "workbook": workbook}, within)[0]
    except JobFailed as failed:
        if failed.fault == "bad_template":
            raise BadTemplate(failed.detail) from failed
        raise bad(template, _WHY_NOT.get(failed.fault, _NO_FILE)) from failed


def context(report: Report, document: "Document", workbook: str) -> Mapping[str, object]:
    """What the tags of a template mean (README.vi.md lists them); tables are made for the page of `document`."""
    section = report.document or report.sections[0]
    return {
        **_letterhead(section, report.period.end.year),
        "noi_dung": _parts(section, document),
        "tep_so_lieu": clean(workbook),
    }


def _letterhead(section: Section, year: int) -> Mapping[str, object]:
    head = next(block for block in section.blocks if isinstance(block, Letterhead))
    closing = next(block for block in section.blocks if isinstance(block, Closing))
    recipients = [clean(text).removeprefix("-").strip() for text in closing.recipients]
    return {
        "co_quan_cap_tren": clean(head.parent),
        "co_quan": clean(head.issuer),
        "dia_danh": clean(head.place),
        "ky_hieu": clean(head.symbol),
        "ten_van_ban": clean(head.title),
        "trich_yeu": clean(head.subject),
        "thoi_gian": clean(head.period),
        "nam": str(year),
        "noi_nhan": _listed(recipients),
        "nguoi_ky": clean(closing.signer),
    }


def _listed(recipients: Sequence[str]) -> list[str]:
    """“- Các phòng, ban;” … “- Lưu: VT.”, as Decree 30/2020 ends the lines."""
    bare = [text.rstrip(";.") for text in recipients]
    return [f"- {text}{'.' if at == len(bare) else ';'}" for at, text in enumerate(bare, 1)]


def _parts(section: Section, document: "Document") -> list[Mapping[str, object]]:
    """The running text and the tables of the sheet, in its order; charts stay in the workbook."""
    from markupsafe import Markup

    styles = {normalize("NFC", style.name or ""): style.style_id for style in document.styles}
    page = document.sections[0]
    width = int(((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)) / 635)
    parts: list[Mapping[str, object]] = []
    for block in section.blocks:
        if isinstance(block, Paragraphs):
            parts.append(_part(block.heading, block.lines))
        elif isinstance(block, Table) and block.rows:
            parts.append(_part(block.title, (), Markup(table_xml(block, styles, width)), block.notes))
        elif isinstance(block, Table):
            parts.append(_part(block.title, (block.empty,), "", block.notes))
    return parts


def _part(heading: str, lines: Sequence[str], table: str = "", notes: Sequence[str] = ()) -> Mapping[str, object]:
    return {
        "tieu_de": clean(heading),
        "doan": [clean(line) for line in lines],
        "bang": table,
        "ghi_chu": [clean(note) for note in notes],
    }


def _detach(document: "Document") -> None:
    """No template of somewhere else: Word would fetch it, and run its macros, wherever the document is opened."""
    settings = next(part for part in document.part.package.iter_parts() if part.partname == "/word/settings.xml")
    for number, link in list(settings.rels.items()):
        if link.reltype.endswith("/attachedTemplate"):
            del settings.rels[number]
    for element in document.settings.element.xpath("w:attachedTemplate"):
        element.getparent().remove(element)


def _date(document: "Document", title: str, day: date) -> None:
    """The properties of the file: its title, and the day of the report in place of the clock."""
    properties = document.core_properties
    properties.title = title
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = datetime.combine(day, time())
    properties.revision = 1


def packed(content: bytes) -> bytes:
    """The same package with fixed times of its parts: the library writes the clock into them."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name in given.namelist():
            target.writestr(ZipInfo(name, _PACKED), given.read(name), ZIP_DEFLATED)
    return stream.getvalue()
