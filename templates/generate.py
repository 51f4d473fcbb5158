"""Makes the Word templates of the signed documents anew: `python templates/generate.py`; the same bytes every time.

The layout is that of Decree 30/2020/NĐ-CP, annex I. Everything in them may be edited in Word, and `{{ … }}`, `{%p … %}`
are the places that bsreform fills in (README.vi.md lists them).
"""

import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

HERE = Path(__file__).resolve().parent
FONT = "Times New Roman"
BODY, SMALL = 14, 11
LEFT, CENTER, RIGHT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY,
)  # fmt: skip
# Millimetres: the national title needs one line of 13 points.
ISSUER, NATION = 67, 98
HEAD, MOTTO = 12, 13
ROOM_TO_SIGN = 5

OPENING = {
    "bao-cao-tuan.docx": "kết quả số hóa hồ sơ, giải quyết thủ tục hành chính và thực hiện dịch vụ công trực tuyến",
    "bao-cao-thang.docx": "kết quả thực hiện nhiệm vụ được giao và kết quả giải quyết thủ tục hành chính",
    "bao-cao-quy.docx": "kết quả hoạt động của Tổ công nghệ số cộng đồng và kết quả giải quyết thủ tục hành chính",
    "bao-cao-nam.docx": "đề xuất xếp loại mức độ hoàn thành nhiệm vụ của các cơ quan, đơn vị",
}
LETTER = "cong-van-don-doc.docx"
ATTACHED = "Danh sách chi tiết ở tệp số liệu kèm theo: {{ tep_so_lieu }}."
CLOSING = "Trên đây là báo cáo của {{ co_quan }}, kính trình {{ kinh_gui }} xem xét, chỉ đạo./."


def report(opening: str) -> Doc:
    """One report: page, styles, head, body with the places to fill in, closing."""
    document = _empty()
    _head(document)
    _title(document)
    _text(document.add_paragraph(), "Kính gửi: {{ kinh_gui }}").paragraph_format.space_after = Pt(8)
    document.add_paragraph(f"{{{{ can_cu }}}}{{{{ co_quan }}}} báo cáo {opening} như sau:", style="Đoạn văn")
    _parts(document, "noi_dung")
    for text in (ATTACHED, CLOSING):
        document.add_paragraph(text, style="Đoạn văn").paragraph_format.keep_with_next = True
    _closing(document)
    _page_number(document)
    return document


def letter() -> Doc:
    """The letter that urges one unit: the subject below its number, the lists in an annex on pages of their own."""
    document = _empty()
    _head(document, "{{ trich_yeu }}")
    addressee = _text(document.add_paragraph(), "Kính gửi: {{ kinh_gui }}")
    addressee.paragraph_format.space_before, addressee.paragraph_format.space_after = Pt(14), Pt(8)
    _parts(document, "noi_dung")
    _closing(document)
    document.add_paragraph("{%p if phu_luc %}", style="Đoạn văn")
    _text(document.add_paragraph(), "PHỤ LỤC", bold=True).paragraph_format.page_break_before = True
    period = _text(
        document.add_paragraph(), "(Kèm theo Công văn số      /{{ ky_hieu }} của {{ co_quan }})", italic=True
    )
    period.paragraph_format.space_after = Pt(8)
    _parts(document, "phu_luc")
    document.add_paragraph("{%p endif %}", style="Đoạn văn")
    _page_number(document)
    return document


def _empty() -> Doc:
    document = Document()
    _clear(document)
    _page(document)
    _styles(document)
    return document


def _clear(document: Doc) -> None:
    """Nothing of the library's own look: its table styles, its properties."""
    styles = document.styles.element
    for style in list(styles.findall(qn("w:style"))):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in ("TableNormal", "TableGrid"):
            styles.remove(style)
    properties = document.core_properties
    properties.author = properties.comments = properties.last_modified_by = ""


def _page(document: Doc) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True


def _styles(document: Doc) -> None:
    styles = document.styles
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _set_font(defaults)
    language = defaults.find(qn("w:lang"))
    for key in ("val", "eastAsia"):
        language.set(qn(f"w:{key}"), "vi-VN")
    normal = styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(BODY)
    _set_font(normal.element.get_or_add_rPr())
    _space(normal.paragraph_format, 0, 0)
    _style(document, "Đoạn văn", "DoanVan", BODY, JUSTIFY, before=3, after=3, indent=12.7)
    _style(document, "Đoạn dẫn", "DoanDan", BODY, JUSTIFY, before=3, after=3, indent=12.7, keep=True)
    _style(document, "Đề mục", "DeMuc", BODY, JUSTIFY, bold=True, before=6, after=3, indent=12.7, keep=True)
    _style(document, "Tên bảng", "TenBang", BODY - 1, CENTER, bold=True, before=6, after=3, keep=True)
    _style(document, "Ghi chú bảng", "GhiChuBang", SMALL + 1, JUSTIFY, italic=True, before=2, after=2)
    _style(document, "Bảng đầu cột", "BangDauCot", SMALL, CENTER, bold=True, before=2, after=2, keep=True)
    for name, id_, align in (("chữ", "BangChu", LEFT), ("giữa", "BangGiua", CENTER), ("số", "BangSo", RIGHT)):
        _style(document, f"Bảng {name}", id_, SMALL, align, before=2, after=2)


def _style(
    document: Doc, name: str, id_: str, size: int, align: WD_ALIGN_PARAGRAPH, *, bold: bool = False,
    italic: bool = False, before: float = 0, after: float = 0, indent: float = 0, keep: bool = False,
) -> None:  # fmt: skip
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), id_)
    style.base_style, style.quick_style = document.styles["Normal"], True
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, italic
    shape = style.paragraph_format
    _space(shape, before, after)
    shape.alignment, shape.keep_with_next, shape.widow_control = align, keep, True
    if indent:
        shape.first_line_indent = Mm(indent)


def _space(shape: object, before: float, after: float) -> None:
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing_rule = WD_LINE_SPACING.SINGLE


def _set_font(properties: object) -> None:
    """One font for all scripts, in place of the theme's."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _text(
    paragraph: Paragraph, text: str, size: float = BODY, *, bold: bool = False, italic: bool = False,
    align: WD_ALIGN_PARAGRAPH = CENTER,
) -> Paragraph:  # fmt: skip
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic
    paragraph.alignment = align
    return paragraph


def _rule(paragraph: Paragraph, room: float, length: float) -> None:
    """A thin line of `length` mm in the middle of `room` mm: the upper border of an otherwise empty paragraph."""
    border = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{key}"), value)
    border.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm((room - length) / 2)
    shape.space_before, shape.line_spacing = Pt(4), Pt(4)
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    _text(paragraph, "", 2)


def _two_sides(document: Doc, rows: int) -> Table:
    """A table without borders: the issuer's side and the nation's."""
    table = document.add_table(rows, 2)
    table.style, table.alignment, table.autofit = document.styles["Normal Table"], WD_TABLE_ALIGNMENT.CENTER, False
    for at, width in enumerate((ISSUER, NATION)):
        table.columns[at].width = Mm(width)
        for cell in table.columns[at].cells:
            cell.width = Mm(width)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)
    return table


def _more(cell: _Cell) -> Paragraph:
    return cell.add_paragraph()


def _head(document: Doc, subject: str = "") -> None:
    """Issuer and nation, number and day; a letter has its `subject` below the number."""
    table = _two_sides(document, 2)
    (left, right), (number, dated) = (row.cells for row in table.rows)
    _text(left.paragraphs[0], "{{ co_quan_cap_tren|upper }}", HEAD)
    _text(_more(left), "{{ co_quan|upper }}", HEAD, bold=True)
    _rule(_more(left), ISSUER, 24)
    _text(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", HEAD, bold=True)
    _text(_more(right), "Độc lập - Tự do - Hạnh phúc", MOTTO, bold=True)
    _rule(_more(right), NATION, 57)
    _text(number.paragraphs[0], "Số:      /{{ ky_hieu }}", MOTTO)
    _text(dated.paragraphs[0], "{{ dia_danh }}, ngày      tháng      năm {{ nam }}", MOTTO, italic=True)
    for cell in (number, dated):
        cell.paragraphs[0].paragraph_format.space_before = Pt(4)
    if subject:
        _text(_more(number), subject, HEAD)


def _title(document: Doc) -> None:
    title = _text(document.add_paragraph(), "{{ ten_van_ban|upper }}", bold=True)
    title.paragraph_format.space_before = Pt(14)
    _text(document.add_paragraph(), "{{ trich_yeu }}", bold=True)
    _rule(document.add_paragraph(), 165, 50)
    period = _text(document.add_paragraph(), "({{ thoi_gian }})", italic=True)
    period.paragraph_format.space_before, period.paragraph_format.space_after = Pt(4), Pt(8)


def _parts(document: Doc, of: str) -> None:
    """Headings, paragraphs, tables with their captions and notes, in the order of the report."""
    lines = (
        (f"{{%p for muc in {of} %}}", "Đoạn văn"),
        ("{%p if muc.tieu_de and muc.bang %}", "Đoạn văn"),
        ("{{ muc.tieu_de }}", "Tên bảng"),
        ("{%p elif muc.tieu_de %}", "Đoạn văn"),
        ("{{ muc.tieu_de }}", "Đề mục"),
        ("{%p endif %}", "Đoạn văn"),
        ("{%p for doan in muc.doan %}", "Đoạn văn"),
        ('{%p if doan.endswith(":") %}', "Đoạn văn"),
        ("{{ doan }}", "Đoạn dẫn"),
        ("{%p else %}", "Đoạn văn"),
        ("{{ doan }}", "Đoạn văn"),
        ("{%p endif %}", "Đoạn văn"),
        ("{%p endfor %}", "Đoạn văn"),
        ("{%p if muc.bang %}", "Đoạn văn"),
        ("{{p muc.bang }}", "Đoạn văn"),
        ("{%p endif %}", "Đoạn văn"),
        ("{%p for dong in muc.ghi_chu %}", "Ghi chú bảng"),
        ("{{ dong }}", "Ghi chú bảng"),
        ("{%p endfor %}", "Ghi chú bảng"),
        ("{%p endfor %}", "Đoạn văn"),
    )
    for text, style in lines:
        document.add_paragraph(text, style=style)


def _closing(document: Doc) -> None:
    """Recipients, and the signer's place with room for a signature; they stay on one page."""
    table = _two_sides(document, 1)
    left, right = table.rows[0].cells
    _text(left.paragraphs[0], "Nơi nhận:", 12, bold=True, italic=True, align=LEFT)
    for tag in ("{%p for noi in noi_nhan %}", "{{ noi }}", "{%p endfor %}"):
        _text(_more(left), tag, SMALL, align=LEFT)
    _text(right.paragraphs[0], "{{ nguoi_ky|upper }}", bold=True)
    for _ in range(ROOM_TO_SIGN):
        _text(_more(right), "")
    _text(_more(right), "{{ ten_nguoi_ky }}", bold=True)
    for cell in (left, right):
        cell.paragraphs[0].paragraph_format.space_before = Pt(8)
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    last = document.add_paragraph().paragraph_format  # Word wants one after a table
    last.line_spacing, last.line_spacing_rule = Pt(1), WD_LINE_SPACING.EXACTLY


def _page_number(document: Doc) -> None:
    """In the middle of the upper margin, from the second page on."""
    paragraph = document.sections[0].header.paragraphs[0]
    paragraph.style, paragraph.alignment = document.styles["Normal"], CENTER
    run = paragraph.add_run()
    run.font.size = Pt(BODY)
    for kind in ("begin", None, "end"):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = "PAGE"
        run._r.append(part)


def produce() -> Mapping[str, bytes]:
    """File name → content."""
    from bsreform.writing.word import packed

    made = {}
    for name, document in ({name: report(opening) for name, opening in OPENING.items()} | {LETTER: letter()}).items():
        stream = BytesIO()
        document.save(stream)
        made[name] = packed(stream.getvalue())
    return made


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent / "src"))
    for name, content in produce().items():
        (HERE / name).write_bytes(content)
