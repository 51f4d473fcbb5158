"""Marked-up copies: the sender's own workbook, where only fills, comments and the first sheet are new."""

import hashlib
from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from typer.testing import CliRunner

from bsreform import cli
from bsreform.commands.validating import validate
from bsreform.forms.marks import is_side_sheet
from bsreform.model import CannotRun
from bsreform.records.loading import Workspace
from bsreform.sending_back import senders_book
from bsreform.sending_back.marked_copy import FILLS
from bsreform.sending_back.requests_sheet import SHEET
from bsreform.sending_back.senders_book import HIDDEN
from bsreform.sending_back.sending import annotate_all, require_elsewhere

pytestmark = pytest.mark.slow

TODAY = date(2024, 3, 12)
TRACKER = "theo-doi/noi-vu.xlsx"
HEADER = (
    "Số, ký hiệu văn bản",
    "Ngày ban hành",
    "Nội dung nhiệm vụ",
    "Đơn vị chủ trì",
    "Thời hạn",
    "Ngày cập nhật",
    "Điểm",
)
TASKS = (
    (
        "101/UBND-VP",
        datetime(2024, 3, 4),
        "Rà soát thủ tục",
        "Phòng Nội vụ",
        datetime(2024, 3, 29),
        datetime(2024, 3, 11),
        0.5,
    ),
    ("102/UBND-VP", datetime(2024, 3, 4), "Báo cáo quý", "UBND xã Bình Chanh", "20/01/201", datetime(2024, 3, 11), 2),
)
SECRET = ("7/BC-UBND(M)", datetime(2024, 3, 4), "Kế hoạch phòng thủ năm 2024", "Phòng Nội vụ", "32/13/2024", None, 3)


@pytest.fixture
def place(tmp_path) -> Workspace:
    (tmp_path / "bsreform.toml").touch()
    (tmp_path / "theo-doi").mkdir()
    return Workspace.open(tmp_path)


def book_of(*tasks) -> openpyxl.Workbook:
    """A tracker with all that a sender may have made of it; tasks from row 4 on."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sổ 'T3'"
    sheet.merge_cells("A1:G1")
    sheet["A1"] = "THEO DÕI NHIỆM VỤ"
    sheet["A1"].font = Font("Arial", 20, bold=True, color="FFC00000")
    sheet.append([])
    for row in (HEADER, *tasks):
        sheet.append(row)
    for cell in sheet[3]:
        cell.fill, cell.border = PatternFill("solid", fgColor="FF99CCFF"), Border(bottom=Side("double"))
    for row in range(4, 4 + len(tasks)):
        sheet.cell(row, 2).number_format = "dd/mm/yyyy"
        sheet.cell(row, 7).number_format = "0.0%"
        sheet.cell(row, 3).alignment = Alignment(wrap_text=True)
    sheet["G20"] = "=SUM(G4:G19)"
    sheet["D5"].comment = Comment("Đã hỏi lại xã", "Cán bộ A")
    sheet.column_dimensions["C"].width, sheet.row_dimensions[4].height = 41, 33
    sheet.column_dimensions["F"].hidden, sheet.freeze_panes = True, "A4"
    rule = DataValidation("list", '"Phòng Nội vụ,Phòng Tư pháp"')
    rule.add("D4:D9")
    sheet.add_data_validation(rule)
    other = book.create_sheet("Tổng hợp")
    other["A1"] = "='Sổ ''T3'''!G20"
    return book


def annotated(place: Workspace, *tasks, path: str = TRACKER) -> tuple[openpyxl.Workbook, Path]:
    """The copy of that tracker, opened again."""
    original = place.root / path
    if tasks:
        book_of(*tasks).save(original)
    problems, sources, _ = validate(place, [original], TODAY)
    told = list(annotate_all(place, problems, sources, place.root / "gui-lai"))
    assert [each.path for each in told] == [path] and told[0].copy
    return openpyxl.load_workbook(told[0].copy), told[0].copy


def look(cell) -> tuple[object, ...]:
    """Everything about a cell but its fill and its comment."""
    styles = map(repr, (cell.font, cell.border, cell.alignment, cell.protection))
    return cell.value, cell.data_type, cell.number_format, *styles


def requests(book: openpyxl.Workbook) -> list[tuple[object, ...]]:
    """The rows below the header of the first sheet."""
    rows = list(book[SHEET].iter_rows(values_only=True))
    return rows[[row[0] for row in rows].index("STT") + 1 :]


class TestTheCopy:
    def test_differs_from_the_original_in_fills_comments_and_the_first_sheet_only(self, place) -> None:
        copy, _ = annotated(place, *TASKS)
        original = openpyxl.load_workbook(place.root / TRACKER)
        assert copy.sheetnames == [SHEET, *original.sheetnames]
        for old in original.worksheets:
            new = copy[old.title]
            assert new.dimensions == old.dimensions
            cells = [cell for row in old.iter_rows() for cell in row]
            assert [look(new[cell.coordinate]) for cell in cells] == [look(cell) for cell in cells]
            refilled = {cell.coordinate for cell in cells if repr(new[cell.coordinate].fill) != repr(cell.fill)}
            assert refilled == ({"D5", "E5"} if old.title == "Sổ 'T3'" else set())
            for name in ("merged_cells", "freeze_panes", "data_validations", "sheet_state", "print_area"):
                assert getattr(new, name) == getattr(old, name), name
            for name, dimension in old.column_dimensions.items():
                assert (new.column_dimensions[name].width, new.column_dimensions[name].hidden) == (
                    dimension.width,
                    dimension.hidden,
                )
            assert {k: d.height for k, d in new.row_dimensions.items()} == {
                k: d.height for k, d in old.row_dimensions.items()
            }

    def test_leaves_the_original_untouched(self, place) -> None:
        book_of(*TASKS).save(place.root / TRACKER)
        before = hashlib.sha256((place.root / TRACKER).read_bytes()).hexdigest()
        annotated(place)
        assert hashlib.sha256((place.root / TRACKER).read_bytes()).hexdigest() == before

    def test_says_in_each_cell_what_is_wrong_and_what_to_write(self, place) -> None:
        sheet = annotated(place, *TASKS)[0]["Sổ 'T3'"]
        assert sheet["E5"].fill == FILLS["error"]
        assert "“20/01/201”" in sheet["E5"].comment.text and "→ " in sheet["E5"].comment.text

    def test_keeps_what_the_sender_said_in_a_comment(self, place) -> None:
        comment = annotated(place, *TASKS)[0]["Sổ 'T3'"]["D5"].comment
        assert comment.text.startswith("Đã hỏi lại xã\n") and "UBND xã Bình Chánh" in comment.text
        assert comment.author == "Cán bộ A"

    def test_lists_the_requests_with_links_to_the_cells(self, place) -> None:
        copy, _ = annotated(place, *TASKS)
        sheet = copy[SHEET]
        told = requests(copy)
        assert [row[:4] for row in told] == [
            ("1", "Cảnh báo", "Tổng hợp", "Cả trang"),
            ("2", "Lỗi", "Sổ 'T3'", "D5"),
            ("3", "Lỗi", "Sổ 'T3'", "E5"),
        ]
        links = [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink]
        assert links == ["'Sổ ''T3'''!D5", "'Sổ ''T3'''!E5"]
        texts = [str(row[0]) for row in sheet.iter_rows(values_only=True)]
        assert (
            "Văn phòng HĐND và UBND kính đề nghị đơn vị rà soát, chỉnh sửa 3 nội dung dưới đây (2 lỗi, 1 cảnh báo)"
            in texts[2]
        )
        assert copy.active is sheet and is_side_sheet(texts)

    def test_can_be_mended_and_sent_back(self, place) -> None:
        copy, _ = annotated(place, *TASKS)
        sheet = copy["Sổ 'T3'"]
        sheet["D5"], sheet["G20"] = "UBND xã Bình Chánh", None
        copy.save(place.root / TRACKER)
        again, _ = annotated(place)
        assert again.sheetnames == [SHEET, "Sổ 'T3'", "Tổng hợp"]
        assert [row[3] for row in requests(again)] == ["Cả trang", "E5"]
        assert again["Sổ 'T3'"]["D5"].comment.text == "Đã hỏi lại xã"
        assert again["Sổ 'T3'"]["E5"].comment.text.count("20/01/201") == 1

    def test_replaces_an_earlier_copy_of_ours_but_nothing_else(self, place) -> None:
        _, first = annotated(place, *TASKS)
        assert annotated(place)[1] == first
        first.write_bytes(b"cua toi")
        _, second = annotated(place)
        assert (first.read_bytes(), second.name) == (b"cua toi", "noi-vu (2).xlsx")


class TestSecretDocuments:
    def test_show_nothing_of_their_text_anywhere(self, place) -> None:
        book = book_of(*TASKS, SECRET)
        book["Tổng hợp"]["B2"] = SECRET[2]
        book["Tổng hợp"]["B3"] = f"Nhắc: {SECRET[2]}"
        book["Sổ 'T3'"]["C6"].comment = Comment("Phòng thủ khu vực", "Cán bộ A")
        book.save(place.root / TRACKER)
        copy, path = annotated(place)
        assert [cell.value for cell in copy["Sổ 'T3'"][6]] == [HIDDEN] * 5 + [None, HIDDEN]
        assert [copy["Tổng hợp"][cell].value for cell in ("B2", "B3")] == [HIDDEN, HIDDEN]
        with ZipFile(path) as parts:
            everything = "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
        for text in ("7/BC", "hòng thủ", "32/13"):
            assert text not in everything

    def test_nor_of_their_sub_tasks_nor_of_sheets_that_are_no_list(self, place) -> None:
        book = book_of(*TASKS, SECRET)
        sheet = book["Sổ 'T3'"]
        sheet.insert_cols(1)
        for row, number in enumerate(("STT", 1, 2, 3, "3.1", "-"), start=3):
            sheet.cell(row, 1).value = number
        sheet["D7"], sheet["D8"] = "Bí danh Một", "Bí danh Hai"
        book["Tổng hợp"].append(("7/BC-UBND(M)", "Bí danh Ba"))
        book.save(place.root / TRACKER)
        _, path = annotated(place)
        with ZipFile(path) as parts:
            assert "Bí danh" not in "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())

    def test_of_a_conflict_copy_go_nowhere(self, place) -> None:
        book_of(*TASKS, SECRET).save(place.root / TRACKER)
        book_of(TASKS[0], SECRET).save(place.root / "theo-doi/noi-vu (1).xlsx")
        problems, sources, _ = validate(place, [place.root / "theo-doi"], TODAY)
        told = {each.path: each for each in annotate_all(place, problems, sources, place.root / "gui-lai")}
        assert told[TRACKER].copy
        assert told["theo-doi/noi-vu (1).xlsx"].copy is None

    def test_are_asked_for_and_the_other_rows_stay(self, place) -> None:
        copy, _ = annotated(place, *TASKS, SECRET)
        assert [row[3] for row in requests(copy)] == ["Cả trang", "D5", "E5", "A6"]
        assert copy["Sổ 'T3'"]["C5"].value == "Báo cáo quý" and copy["Sổ 'T3'"]["D4"].value == "Phòng Nội vụ"


class TestOtherFormats:
    def test_the_values_are_remade_as_text_at_their_places(self, place) -> None:
        path = place.root / "theo-doi/noi-vu.xls"
        rows = [
            ("Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"),
            ("Rà soát", "Bình Chanh", "20/01/201"),
            ("=1+1", "Phòng Nội vụ", "15/03/2024"),
        ]
        cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
        path.write_text(f"<table>{cells}</table>", encoding="utf-8")
        copy, written = annotated(place, path="theo-doi/noi-vu.xls")
        assert written.name == "noi-vu.xls.xlsx"
        sheet = copy.worksheets[1]
        assert [tuple(row) for row in sheet.iter_rows(values_only=True)] == rows
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
        assert sheet["B2"].fill == FILLS["error"]
        assert any("lập lại từ các giá trị đọc được" in str(row[0]) for row in copy[SHEET].iter_rows(values_only=True))

    def test_an_unreadable_file_gets_no_copy(self, place) -> None:
        (place.root / TRACKER).write_bytes(b"PK\x03\x04")
        problems, sources, _ = validate(place, [place.root / TRACKER], TODAY)
        (told,) = annotate_all(place, problems, sources, place.root / "gui-lai")
        assert told.copy is None and not (place.root / "gui-lai").exists()

    def test_a_file_too_large_for_this_gets_none_and_says_so(self, place) -> None:
        book_of(*TASKS).save(place.root / TRACKER)
        with ZipFile(place.root / TRACKER, "a", ZIP_DEFLATED) as file:
            file.writestr("xl/media/x.bin", bytes(senders_book.MOST_UNPACKED))
        problems, sources, _ = validate(place, [place.root / TRACKER], TODAY)
        (told,) = annotate_all(place, problems, sources, place.root / "gui-lai")
        assert told.copy is None and "quá lớn" in told.remarks[0]


def test_macros_are_kept_and_lost_pictures_are_said(place) -> None:
    path = place.root / "theo-doi/co-macro.xlsm"
    book_of(*TASKS).save(path)
    with ZipFile(path, "a") as parts:
        parts.writestr("xl/vbaProject.bin", b"macro")
        parts.writestr("xl/media/image1.png", b"anh")
    copy, written = annotated(place, path="theo-doi/co-macro.xlsm")
    assert written.suffix == ".xlsm"
    with ZipFile(written) as parts:
        assert parts.read("xl/vbaProject.bin") == b"macro"
    assert any("không giữ được hình ảnh" in str(row[0]) for row in copy[SHEET].iter_rows(values_only=True))


@pytest.mark.parametrize("folder", [".", "theo-doi", "theo-doi/gui-lai", "ho-so/a"])
def test_copies_never_go_among_the_inputs(place, folder) -> None:
    with pytest.raises(CannotRun, match="hãy chọn một thư mục khác"):
        require_elsewhere(place, place.root / folder, [])


def test_validate_writes_the_copies_and_keeps_its_exit_code(place, monkeypatch) -> None:
    monkeypatch.chdir(place.root)
    book_of(*TASKS).save(TRACKER)
    result = CliRunner().invoke(cli.app, ["validate", TRACKER, "--annotate", "gui-lai", "--format", "json"])
    assert result.exit_code == 1 and result.stdout.lstrip().startswith("{")
    assert Path("gui-lai", TRACKER).is_file()
