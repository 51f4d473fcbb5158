"""What is signed, in Word: on the page that Decree 30/2020 asks for, with tables that stay whole."""

import re
import shutil
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from msgspec.structs import replace
from weekly_sample import CLOSING, LETTERHEAD, low_units_table, units_table

from bsreform.files.shipped import shipped
from bsreform.language.wording import shown
from bsreform.report_model import Bars, Closing, Column, Paragraphs, Report, Row, Section, Table
from bsreform.writing import word_template
from bsreform.writing.fitting import text_pixels
from bsreform.writing.styles import MARKS
from bsreform.writing.word import document_bytes, report_paper
from bsreform.writing.word_template import BadTemplate

TEMPLATES = shipped("templates")
WEEKLY = TEMPLATES / "bao-cao-tuan.docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(report: Report, template: Path = WEEKLY):
    return Document(BytesIO(made(report, template)))


def made(report: Report, template: Path = WEEKLY) -> bytes:
    return document_bytes(report_paper(report, "tuan-2024-W10.xlsx"), template)


def with_blocks(report: Report, *blocks: object) -> Report:
    return of_blocks(report, LETTERHEAD, *blocks, CLOSING)


def of_blocks(report: Report, *blocks: object) -> Report:
    return replace(report, document=Section("Văn bản", blocks))


def texts(document) -> list[str]:
    """Every paragraph, those in tables too, in the order of the page."""
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in document.element.body.iter(f"{W}p")]


def cells(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def edited(folder: Path, change: dict[str, str], template: Path = WEEKLY) -> Path:
    """The template after a clerk has typed something else in these paragraphs."""
    document = Document(template)
    for paragraph in [*document.paragraphs, *(p for t in document.tables for c in t._cells for p in c.paragraphs)]:
        if paragraph.text in change:
            runs = paragraph.runs
            runs[0].text = change[paragraph.text]
            for run in runs[1:]:
                run.text = ""
    path = folder / "mau.docx"
    document.save(path)
    return path


# --- it says what the report says --------------------------------------------------------------------


def test_letterhead_sentences_and_closing_are_those_of_the_report(report: Report) -> None:
    told = texts(opened(report))
    assert {
        "UBND HUYỆN BÌNH SƠN",
        "VĂN PHÒNG HĐND VÀ UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số:      /BC-VP",
        "Bình Sơn, ngày      tháng      năm 2024",
        "BÁO CÁO",
        LETTERHEAD.subject,
        "(Từ ngày 02/3/2024 đến ngày 08/3/2024)",
        "Nơi nhận:",
        "CHÁNH VĂN PHÒNG",
    } <= set(told)
    paragraphs = [block for block in report.document.blocks if isinstance(block, Paragraphs)]
    for block in paragraphs:
        at = told.index(block.heading)
        assert tuple(told[at + 1 : at + 1 + len(block.lines)]) == block.lines
    assert not [text for text in told if "{" in text or "}" in text]


def test_recipients_end_as_the_decree_ends_them(report: Report) -> None:
    told = texts(opened(report))
    at = told.index("- Chủ tịch UBND huyện;")
    assert told[at : at + 3] == ["- Chủ tịch UBND huyện;", "- Các phòng, ban;", "- Lưu: VT."]
    closing = Closing(("- Như trên;", "Lưu: VT."), "Chánh Văn phòng")
    report = of_blocks(report, LETTERHEAD, closing)
    assert {"- Như trên;", "- Lưu: VT."} <= set(texts(opened(report)))


def test_a_table_has_the_cells_of_the_report(report: Report) -> None:
    wide = units_table()
    table = opened(with_blocks(report, wide)).tables[1]
    body = cells(table)[2:]
    assert len(body) == len(wide.rows)
    for found, row in zip(body, wide.rows, strict=True):
        for text, column in zip(found, wide.columns, strict=True):
            value, verdict = row.cells.get(column.key), row.verdicts.get(column.key)
            if column.key == "no" and value is None:
                assert text == ""
            else:
                assert text == shown(value, column.kind) + (f"\u00a0{MARKS[verdict]}" if verdict else "")


def test_bands_stand_above_their_columns_and_the_header_is_repeated(report: Report) -> None:
    table = opened(with_blocks(report, units_table())).tables[1]
    top, labels = cells(table)[:2]
    assert top[:3] == ["STT", "Đơn vị", "Hồ sơ trực tuyến"] and top[8] == "Chỉ tiêu"
    assert set(top[2:8]) == {"Hồ sơ trực tuyến"}
    assert labels[2:5] == ["Trực tuyến", "Khác", "Tổng"] and labels[0] == "STT", "labels reach over both rows"
    repeated = [row._tr.find(f"{W}trPr").find(f"{W}tblHeader") is not None for row in table.rows]
    assert repeated == [True, True] + [False] * (len(repeated) - 2)


def kept_with_next(row) -> bool:
    return all(p._p.find(f"{W}pPr/{W}keepNext") is not None for cell in row.cells for p in cell.paragraphs)


def lines_table(count: int) -> Table:
    return Table("x", "X", (Column("name", "Đơn vị"),), tuple(Row({"name": f"Đơn vị {n}"}) for n in range(count)))


def test_a_short_table_stays_on_one_page(report: Report) -> None:
    table = opened(with_blocks(report, lines_table(5))).tables[1]
    assert [kept_with_next(row) for row in table.rows] == [True] * 5 + [False]


def test_of_a_long_table_two_rows_are_on_either_side_of_a_break(report: Report) -> None:
    table = opened(with_blocks(report, lines_table(40))).tables[1]
    kept = [kept_with_next(row) for row in table.rows]
    assert kept == [True, True, *[False] * 37, True, False], "header and first, the last two"
    assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in table.rows)


def test_a_header_has_not_each_of_its_words_on_a_line(report: Report) -> None:
    figures = (Column(f"n{at}", "Trên tổng số", "integer") for at in range(4))
    table = Table("x", "X", (Column("name", "Đơn vị"), *figures), (Row({"name": "A"}),))
    width = opened(with_blocks(report, table)).tables[1].columns[1].width
    assert width.pt >= text_pixels("tổng số", 11, bold=True) * 0.75


def test_a_percent_is_drawn_as_long_as_it_is_and_the_target_marked(report: Report) -> None:
    columns = (Column("name", "Chỉ tiêu"), Column("bar", "Kết quả", "sparkline"))
    rows = tuple(
        Row({"name": str(percent), "percent": percent, "target": target})
        for percent, target in ((25.0, 80.0), (80.0, 80.0), (95.0, 50.0), (120.0, None), (0.0, 80.0), (None, 80.0))
    )
    bars = Bars(Table("x", "X", columns, rows), "bullet", "bar", ("percent", "target"), "")
    table = opened(with_blocks(report, bars)).tables[1]
    drawn = [pieces(row.cells[1]) for row in table.rows[1:]]
    assert drawn == [
        [(25, "grey", ""), (55, "", "target"), (20, "", "")],
        [(80, "grey", "target"), (20, "", "")],
        [(50, "grey", "target"), (45, "grey", ""), (5, "", "")],
        [(100, "grey", "")],
        [(80, "", "target"), (20, "", "")],
        [],
    ]


def pieces(cell) -> list[tuple[int, str, str]]:
    """Of a bar: width in percent, its shade, whether the target is at its end."""
    found = [each for table in cell.tables for each in table._tbl.iter(f"{W}tc")]
    widths = [int(each.find(f".//{W}tcW").get(f"{W}w")) for each in found]
    return [
        (
            round(100 * width / sum(widths)),
            "grey" if each.find(f".//{W}shd") is not None else "",
            "target" if each.find(f".//{W}tcBorders") is not None else "",
        )
        for each, width in zip(found, widths, strict=True)
    ]


def test_a_table_is_as_wide_as_the_text(report: Report) -> None:
    for shape in (units_table(), low_units_table(), Table("x", "X", (Column("n", "Số", "integer"),), (Row({"n": 1}),))):
        table = opened(with_blocks(report, shape)).tables[1]
        assert 160 <= sum(column.width.mm for column in table.columns) <= 165.1


def test_a_table_without_rows_says_so(report: Report) -> None:
    empty = replace(low_units_table(), rows=(), empty="Không có đơn vị nào.")
    document = opened(with_blocks(report, empty))
    assert "Không có đơn vị nào." in texts(document)
    assert len(document.tables) == 2, "letterhead and closing only"


def test_names_with_markup_and_tags_survive(report: Report) -> None:
    odd = "A & B <b>x</b> {{ nam }} “y” 'z' \x07 1 < 2"
    rows = (Row({"name": odd, "percent": 1.0, "weeks": 1}),)
    head = replace(LETTERHEAD, issuer="Phòng <TN&MT>", subject=odd)
    blocks = (head, Paragraphs((odd,), odd), replace(low_units_table(), rows=rows, title=odd, notes=(odd,)), CLOSING)
    document = opened(of_blocks(report, *blocks))
    kept = odd.replace("\x07", "")
    assert texts(document).count(kept) == 6
    assert "PHÒNG <TN&MT>" in texts(document)


def test_the_ground_the_addressee_and_the_signers_name_stand_where_they_belong(report: Report) -> None:
    head = replace(LETTERHEAD, addressee="Chủ tịch UBND huyện", basis=("Công văn số 1/UBND", "Kế hoạch số 2/KH-UBND"))
    told = texts(opened(of_blocks(report, head, replace(CLOSING, name="Nguyễn Văn A"))))
    at = told.index("Kính gửi: Chủ tịch UBND huyện")
    assert told[at + 1].startswith(
        "Thực hiện Công văn số 1/UBND; Kế hoạch số 2/KH-UBND, Văn phòng HĐND và UBND báo cáo "
    )
    assert told[-2:] == ["Nguyễn Văn A", ""]


def test_without_a_ground_the_report_begins_with_its_office(report: Report) -> None:
    assert any(text.startswith(f"{LETTERHEAD.issuer} báo cáo ") for text in texts(opened(report)))


def test_the_signature_takes_the_last_sentences_along(report: Report) -> None:
    document = opened(report)
    last = document.paragraphs[-3:-1]
    assert [p.text.partition(" ")[0] for p in last] == ["Danh", "Trên"]
    assert all(p.paragraph_format.keep_with_next for p in last)
    signer = document.tables[-1].rows[0]
    assert signer._tr.find(f"{W}trPr/{W}cantSplit") is not None and kept_with_next(signer)


def test_what_follows_the_signature_is_an_annex_on_a_page_of_its_own(report: Report) -> None:
    letter = TEMPLATES / "cong-van-don-doc.docx"
    document = opened(of_blocks(report, LETTERHEAD, Paragraphs(("Một việc.",)), CLOSING, lines_table(40)), letter)
    annex = next(p for p in document.paragraphs if p.text == "PHỤ LỤC")
    assert annex.paragraph_format.page_break_before
    assert len(document.tables[-1].rows) == 41
    told = texts(opened(of_blocks(report, LETTERHEAD, Paragraphs(("Một việc.",)), CLOSING), letter))
    assert "Một việc." in told and "PHỤ LỤC" not in told


# --- the page ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(path.name for path in TEMPLATES.glob("*.docx")))
def test_the_page_is_that_of_decree_30(report: Report, name: str) -> None:
    document = opened(report, TEMPLATES / name)
    page = document.sections[0]
    assert [round(each.mm) for each in (page.page_width, page.page_height)] == [210, 297]
    assert [round(each.mm) for each in (page.left_margin, page.right_margin)] == [30, 15]
    assert [round(each.mm) for each in (page.top_margin, page.bottom_margin)] == [20, 20]
    assert page.different_first_page_header_footer, "no number on the first page"
    assert "PAGE" in page.header.paragraphs[0]._p.xml
    assert page.header.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert page.first_page_header.paragraphs[0].text == ""


def test_body_text_is_justified_indented_and_of_14_points(report: Report) -> None:
    document = opened(report)
    line = next(block for block in report.document.blocks if isinstance(block, Paragraphs)).lines[0]
    style = next(p for p in document.paragraphs if p.text == line).style
    assert style.font.size == Pt(14)
    assert style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(style.paragraph_format.first_line_indent.mm, 1) == 12.7


def test_everything_is_in_times_new_roman(report: Report) -> None:
    document = opened(report)
    fonts = set(re.findall(r'w:(?:ascii|hAnsi|cs|eastAsia)="([^"]+)"', document.element.xml))
    defaults = document.styles.element.find(f"{W}docDefaults").find(f".//{W}rFonts")
    assert fonts <= {"Times New Roman"}
    assert set(defaults.attrib.values()) == {"Times New Roman"}
    assert document.styles["Normal"].font.name == "Times New Roman"


def test_there_is_room_to_sign(report: Report) -> None:
    signer = opened(report).tables[-1].rows[0].cells[1]
    assert [p.text for p in signer.paragraphs] == ["CHÁNH VĂN PHÒNG", *[""] * 6]


# --- the file ----------------------------------------------------------------------------------------


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    first = made(report)
    assert first == made(report)
    assert {entry.date_time for entry in ZipFile(BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_is_dated_by_the_period_and_titled_by_the_report(report: Report) -> None:
    properties = opened(replace(report, title="A & B")).core_properties
    assert (properties.title, properties.author) == ("A & B", LETTERHEAD.issuer)
    assert properties.created.date() == properties.modified.date() == report.period.as_of


def test_the_committed_templates_are_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TEMPLATES))
    sys.modules.pop("generate", None)
    import generate

    for name, content in generate.produce().items():
        made, kept = ZipFile(BytesIO(content)), ZipFile(TEMPLATES / name)
        assert made.namelist() == kept.namelist()
        assert all(made.read(part) == kept.read(part) for part in made.namelist())
    sys.modules.pop("generate")


# --- templates that a clerk has edited ---------------------------------------------------------------


def test_own_words_and_a_tag_taken_out_are_respected(report: Report, tmp_path: Path) -> None:
    own = edited(
        tmp_path,
        {
            "Trên đây là báo cáo của {{ co_quan }}, kính trình {{ kinh_gui }} xem xét, chỉ đạo./.": "Kính báo cáo./.",
            "Nơi nhận:": "Gửi:",
        },
    )
    told = texts(opened(report, own))
    assert {"Kính báo cáo./.", "Gửi:"} <= set(told)
    assert "Nơi nhận:" not in told


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("{{ trich_yeu }}", "{{ trich_yeuu }}", "không có thẻ “trich_yeuu” – có phải “trich_yeu” không?"),
        ("{{ muc.tieu_de }}", "{{ muc.tieude }}", "không có thẻ “tieude” – có phải “tieu_de” không?"),
        ("{%p for muc in noi_dung %}", "{%p fo muc in noi_dung %}", "không có thẻ “fo”"),
        ("{%p for muc in noi_dung %}", "", "thẻ “endfor” thừa, hoặc"),
        ("{%p for noi in noi_nhan %}", "{% for noi in noi_nhan %}", "tài liệu bị đứt đoạn"),
        ("{{ trich_yeu }}", "{{ trich_yeu", ", gần “{{ trich_yeu"),
        ("{{ trich_yeu }}", "{{ trich_yeu|hoa }}", "không có phép biến đổi “hoa”"),
        ("{{ trich_yeu }}", "{{ trich_yeu.__class__ }}", "không được phép"),
        ("{{ trich_yeu }}", "{{ 1 / 0 }}", "không tính được"),
        ("{{ trich_yeu }}", "{{ noi_dung.append(1) }}", "không được phép"),
    ],
)
def test_a_mistake_in_a_template_is_named(report: Report, tmp_path: Path, before: str, after: str, said: str) -> None:
    own = edited(tmp_path, {before: after})
    with pytest.raises(BadTemplate) as told:
        opened(report, own)
    message = str(told.value)
    assert message.startswith("Trong mẫu mau.docx có cụm {{ }} viết sai")
    assert message.endswith("Sửa trong Word, hoặc xóa mẫu rồi chạy init.")
    assert said in message
    assert not re.search(r"\b(tag|template|Encountered|expected|undefined|block)\b", message), message


def test_what_is_no_word_document_is_named(report: Report, tmp_path: Path) -> None:
    workbook = tmp_path / "a.docx"
    shutil.copy(TEMPLATES / "tracker.xlsx", workbook)
    (tmp_path / "b.docx").write_bytes(b"x" * 200)
    (tmp_path / "c.docx").write_bytes(b"")
    (tmp_path / "d.docx").write_bytes(WEEKLY.read_bytes()[:9000])
    for name in "abcd":
        with pytest.raises(BadTemplate, match=f"{name}.docx” không phải là tệp Word"):
            opened(report, tmp_path / f"{name}.docx")


def test_a_template_that_cannot_be_read_is_named(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(word_template, "read_plain", refused)
    with pytest.raises(BadTemplate, match=r"không đọc được \(không có quyền\)"):
        opened(report)
