"""What is signed, as a Word document: a report or a letter in a template that the user may edit."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from msgspec import Struct
from msgspec.structs import replace

from bsreform.language.wording import clean
from bsreform.reading.guarded.job import JobFailed, JobMade, done, given, made
from bsreform.reading.guarded.pool import ReadingLimits
from bsreform.reading.notes import Options
from bsreform.report_model import Bars, Block, Closing, Letterhead, Paragraphs, Report, Section, Table
from bsreform.writing.word_table import table_xml

if TYPE_CHECKING:
    from docx.document import Document

_JOB = "bsreform.writing.word:filled"
_SECONDS, _MEMORY_MB = 30, 768
"""What filling in a template may take; a usual one takes a second and 100 MB."""
_WHY_NOT = {"oversized_file": "quá lớn, hoặc các thẻ trong mẫu cần quá nhiều bộ nhớ hay thời gian"}
_NO_FILE = "không phải là tệp Word đọc được"
_PACKED = (1980, 1, 1, 0, 0, 0)


class Paper(Struct, frozen=True):
    """What becomes a document: its section, its title among the properties of the file, the day that the file gets,
    the year in its head, and the name of the workbook that lies beside it, if one does.
    """

    section: Section
    title: str
    day: date
    year: int
    workbook: str = ""


def report_paper(report: Report, workbook: str) -> Paper:
    """What is signed of a report; `workbook` is the name of the file that holds the lists."""
    assert report.document, report.kind
    return Paper(report.document, report.title, report.period.as_of, report.period.end.year, workbook)


def document_bytes(paper: Paper, template: Path) -> bytes:
    """The document that `template` makes of it; the same bytes each time. Raises `word_template.BadTemplate`."""
    from bsreform.writing.word_template import open_template, render

    opened = open_template(template)
    document = opened.get_docx()
    render(opened, context(paper, document), template)
    _detach(document)
    _describe(document, paper)
    stream = BytesIO()
    document.save(stream)
    return packed(stream.getvalue())


def filled(path: Path, options: Options) -> JobMade:
    """In a guarded worker: `document_bytes` of each paper; ReadFault "bad_template" says what is wrong with it."""
    from bsreform.reading.decoding.raw import ReadFault
    from bsreform.writing.word_template import BadTemplate

    try:
        documents = [document_bytes(paper, path) for paper in given(options)["papers"]]
    except BadTemplate as problem:
        raise ReadFault("bad_template", str(problem)) from problem
    return made(b"".join(documents), lengths=[*map(len, documents)])


def guarded_documents(papers: Sequence[Paper], template: Path, limits: ReadingLimits) -> list[bytes]:
    """`document_bytes` of each by a worker that a hostile template may fill or keep busy. Raises BadTemplate."""
    from bsreform.writing.word_template import BadTemplate, bad

    seconds, memory = min(limits.seconds, _SECONDS + len(papers)), min(limits.memory_mb, _MEMORY_MB)
    within = replace(limits, seconds=seconds, memory_mb=memory, workers=1)
    try:
        content, notes = done(template, _JOB, {"papers": [*papers]}, within)
    except JobFailed as failed:
        if failed.fault == "bad_template":
            raise BadTemplate(failed.detail) from failed
        raise bad(template, _WHY_NOT.get(failed.fault, _NO_FILE)) from failed
    ends = [*accumulate(notes["lengths"])]
    return [content[start:end] for start, end in pairwise([0, *ends])]


def context(paper: Paper, document: "Document") -> Mapping[str, object]:
    """What the tags of a template mean (README.vi.md lists them); tables are made for the page of `document`."""
    blocks = paper.section.blocks
    signed, closing = next((at, block) for at, block in enumerate(blocks) if isinstance(block, Closing))
    return {
        **_head(_letterhead(paper.section), paper.year),
        **_foot(closing),
        "noi_dung": _parts(blocks[:signed], document),
        "phu_luc": _parts(blocks[signed + 1 :], document),
        "tep_so_lieu": clean(paper.workbook),
    }


def _letterhead(section: Section) -> Letterhead:
    return next(block for block in section.blocks if isinstance(block, Letterhead))


def _head(head: Letterhead, year: int) -> Mapping[str, object]:
    return {
        "co_quan_cap_tren": clean(head.parent),
        "co_quan": clean(head.issuer),
        "dia_danh": clean(head.place),
        "ky_hieu": clean(head.symbol),
        "ten_van_ban": clean(head.title),
        "trich_yeu": clean(head.subject),
        "thoi_gian": clean(head.period),
        "kinh_gui": clean(head.addressee),
        "can_cu": f"Thực hiện {clean('; '.join(head.basis))}, " if head.basis else "",
        "nam": str(year),
    }


def _foot(closing: Closing) -> Mapping[str, object]:
    recipients = [clean(text).removeprefix("-").strip() for text in closing.recipients]
    return {
        "noi_nhan": _listed(recipients),
        "nguoi_ky": clean(closing.signer),
        "ten_nguoi_ky": clean(closing.name),
    }


def _listed(recipients: Sequence[str]) -> list[str]:
    """“- Các phòng, ban;” … “- Lưu: VT.”, as Decree 30/2020 ends the lines."""
    bare = [text.rstrip(";.") for text in recipients]
    return [f"- {text}{'.' if at == len(bare) else ';'}" for at, text in enumerate(bare, 1)]


def _parts(blocks: Sequence[Block], document: "Document") -> list[Mapping[str, object]]:
    """The running text and the tables, in their order."""
    from markupsafe import Markup

    styles = {normalize("NFC", style.name or ""): style.style_id for style in document.styles}
    page = document.sections[0]
    width = int(((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)) / 635)
    parts: list[Mapping[str, object]] = []
    for block in blocks:
        if isinstance(block, Paragraphs):
            parts.append(_part(block.heading, block.lines))
            continue
        if not isinstance(block, Table | Bars):
            continue
        table, bars = (block.table, block) if isinstance(block, Bars) else (block, None)
        if table.rows:
            parts.append(_part(table.title, (), Markup(table_xml(table, styles, width, bars)), table.notes))
        else:
            parts.append(_part(table.title, (table.empty,), "", table.notes))
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


def _describe(document: "Document", paper: Paper) -> None:
    """The properties of the file: its title, its office, and the day of the report in place of the clock."""
    properties = document.core_properties
    properties.title = clean(paper.title)
    properties.author = clean(_letterhead(paper.section).issuer)
    properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = datetime.combine(paper.day, time())
    properties.revision = 1


def packed(content: bytes) -> bytes:
    """The same package with fixed times of its parts: the library writes the clock into them."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name in given.namelist():
            target.writestr(ZipInfo(name, _PACKED), given.read(name), ZIP_DEFLATED)
    return stream.getvalue()
