"""`bsreform fix`: safe repairs into a copy, each shown before → after; nothing that could change what a cell says."""

import unicodedata
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from bsreform import cli
from bsreform.model import CannotRun
from bsreform.organisation.units import load_registry
from bsreform.sending_back.repairs import official_units, tidy, true_date
from bsreform.sending_back.senders_book import HIDDEN

HEADER = (
    "Số, ký hiệu văn bản",
    "Nội dung nhiệm vụ",
    "Đơn vị chủ trì",
    "Thời hạn hoàn thành",
    "Ngày cập nhật",
    "Trạng thái",
)
TASK = (
    "101/UBND-VP",
    "Rà soát thủ tục",
    "Phòng Nội vụ",
    datetime(2024, 3, 15),
    datetime(2024, 3, 11),
    "Đang thực hiện",
)
NOTHING = (
    "Không có chỗ nào tự sửa được chắc chắn.\n"
    "Bước tiếp theo: bsreform validate goc.xlsx – xem các lỗi phải sửa bằng tay.\n"
)
NFD = unicodedata.normalize("NFD", "Đơn vị")


@pytest.fixture
def tracker(tmp_path, monkeypatch):
    """`tracker(row, …)`: a workspace's tracker of one good task and these rows, from row 4 on."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bsreform.toml").touch()

    def make(*rows):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "T3"
        for row in (("THEO DÕI   NHIỆM VỤ",), HEADER, TASK, *rows):
            sheet.append(row)
        book.save("goc.xlsx")
        return sheet

    return make


def fix(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli.app, ["fix", *arguments])
    if isinstance(result.exception, CannotRun):
        return 2, str(result.exception)
    return result.exit_code, result.output


def changed(before: str = "goc.xlsx", after: str = "moi.xlsx") -> dict[str, object]:
    """The cells that differ between the two workbooks, as they are in the second."""
    old, new = (openpyxl.load_workbook(path)["T3"] for path in (before, after))
    assert old.dimensions == new.dimensions
    cells = [cell for row in new.iter_rows() for cell in row]
    return {cell.coordinate: cell.value for cell in cells if cell.value != old[cell.coordinate].value}


def test_repairs_go_into_the_copy_and_the_original_stays(tracker) -> None:
    tracker(("102/UBND-VP", "Báo cáo  quý\u00a0I", "ubnd xã Bình Hoà", "25/03/2024", "12/03/2024", "Hoàn tất"))
    content = Path("goc.xlsx").read_bytes()
    code, said = fix("goc.xlsx", "-o", "moi.xlsx")
    assert code == 0 and Path("goc.xlsx").read_bytes() == content
    assert changed() == {
        "B4": "Báo cáo quý I",
        "C4": "UBND xã Bình Hòa",
        "D4": datetime(2024, 3, 25),
        "F4": "Đã hoàn thành",
    }
    assert "[T3]!C4: “ubnd xã Bình Hoà” → “UBND xã Bình Hòa”" in said
    assert "[T3]!D4: “25/03/2024” → 25/03/2024 (kiểu ngày)" in said
    assert "[T3]!B4: “Báo cáo  quý\u00a0I” → “Báo cáo quý I” (khác dấu cách, ký tự ẩn hoặc cách mã hóa dấu)" in said
    assert "Có 4 chỗ sửa được." in said
    assert openpyxl.load_workbook("moi.xlsx")["T3"]["D4"].number_format == "dd/mm/yyyy"


def test_diff_only_shows(tracker) -> None:
    tracker(("102/UBND-VP", "Báo cáo", "Bình Chánh", None, None, None))
    code, said = fix("goc.xlsx", "--diff")
    assert code == 0 and "“Bình Chánh” → “UBND xã Bình Chánh”" in said
    assert [path.name for path in Path().glob("*.xlsx")] == ["goc.xlsx"]


def test_nothing_to_repair_is_said_and_no_copy_made(tracker) -> None:
    tracker()
    assert fix("goc.xlsx", "-o", "moi.xlsx") == (0, NOTHING)
    assert not Path("moi.xlsx").exists()


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(("=B3", "Việc", "=C3", "=D3", None, '="Đã " & "xong"'), id="formulas"),
        pytest.param(("102", "Việc", "Bình Chanh", "20/01/201", "12/13/2024", "Xong rồi nhé"), id="what is unclear"),
        pytest.param(
            ("102", "Việc", "Phòng Nội vụ", "Quý I/2024", "05/04/2024", "Hoàn thành quá hạn"), id="what says more"
        ),
        pytest.param(
            ("12/BC-UBND(M)", "Việc  mật", "bình chánh", "25/03/2024", "12/03/2024", "xong"), id="secret rows"
        ),
    ],
)
def test_is_left_alone(tracker, row) -> None:
    tracker(row)
    code, said = fix("goc.xlsx", "--diff")
    assert (code, said) == (0, NOTHING)


def test_titles_and_columns_that_no_layout_knows_are_left_alone(tracker) -> None:
    sheet = tracker(("102/UBND-VP", "Việc", "Bình Chánh", None, None, None))
    sheet["H2"], sheet["H4"] = "Cán bộ theo dõi", "Nguyễn  Văn   A"
    sheet.parent.save("goc.xlsx")
    _, said = fix("goc.xlsx", "-o", "moi.xlsx")
    assert changed() == {"C4": "UBND xã Bình Chánh"} and "Nguyễn" not in said


def test_the_copy_holds_no_word_of_a_secret_row(tracker) -> None:
    tracker(("102", "Việc", "Bình Chánh", None, None, None), ("12/BC-UBND(M)", "Bí danh", "Bí danh", None, None, None))
    code, said = fix("goc.xlsx", "-o", "moi.xlsx")
    assert code == 0 and "dấu hiệu văn bản mật" in said
    assert changed() == {"C4": "UBND xã Bình Chánh", "A5": HIDDEN, "B5": HIDDEN, "C5": HIDDEN}


class TestRefused:
    def test_in_place(self, tracker) -> None:
        tracker()
        assert fix("goc.xlsx", "-o", "goc.xlsx")[0] == 2

    def test_over_another_file(self, tracker) -> None:
        tracker(("102", "Việc", "Bình Chánh", None, None, None))
        Path("moi.xlsx").write_bytes(b"cua toi")
        code, said = fix("goc.xlsx", "-o", "moi.xlsx")
        assert code == 2 and "không ghi đè" in said and Path("moi.xlsx").read_bytes() == b"cua toi"

    def test_without_a_name_for_the_copy(self, tracker) -> None:
        tracker()
        assert fix("goc.xlsx")[0] == 2

    def test_with_an_ending_that_excel_would_not_open(self, tracker) -> None:
        tracker(("102", "Việc", "Bình Chánh", None, None, None))
        code, said = fix("goc.xlsx", "-o", "moi.xlsm")
        assert code == 2 and ".xlsx" in said

    def test_another_format(self, tracker) -> None:
        tracker()
        Path("goc.csv").write_text("Mã hồ sơ;Ngày tiếp nhận;Ngày hẹn trả\n1;2;3\n", encoding="utf-8")
        code, said = fix("goc.csv", "--diff")
        assert code == 2 and "lưu thành .xlsx" in said

    def test_a_file_that_cannot_be_read(self, tracker) -> None:
        tracker()
        Path("goc.xlsx").write_bytes(b"PK\x03\x04")
        code, said = fix("goc.xlsx", "--diff")
        assert code == 2 and said.startswith("Không sửa được tệp “goc.xlsx”")


class TestFolder:
    def test_every_file_is_mended_into_another_folder_and_what_cannot_be_is_said(self, tracker) -> None:
        tracker(("102", "Việc", "Bình Chánh", None, None, None))
        Path("gui/a").mkdir(parents=True)
        Path("goc.xlsx").rename("gui/a/goc.xlsx")
        Path("gui/hs.csv").write_text("Mã hồ sơ;Ngày tiếp nhận;Ngày hẹn trả\n1;2;3\n", encoding="utf-8")
        code, said = fix("gui", "-o", "sua")
        assert code == 0 and "Tệp “hs.csv” không phải định dạng .xlsx" in said
        assert "Bước tiếp theo: bsreform validate sua" in said
        assert changed("gui/a/goc.xlsx", "sua/a/goc.xlsx") == {"C4": "UBND xã Bình Chánh"}

    def test_only_looking_writes_nothing(self, tracker) -> None:
        tracker(("102", "Việc", "Bình Chánh", None, None, None))
        Path("gui").mkdir()
        Path("goc.xlsx").rename("gui/goc.xlsx")
        code, said = fix("gui", "--diff")
        assert code == 0 and "UBND xã Bình Chánh" in said and "bsreform fix gui -o gui-da-sua" in said
        assert fix("gui")[0] == 2

    def test_a_folder_without_a_file_is_called_a_folder(self, tracker) -> None:
        Path("gui").mkdir()
        assert fix("gui", "--diff") == (2, "gui là thư mục, trong đó không có tệp nào để sửa.")


class TestUnits:
    registry = load_registry(None)

    @pytest.mark.parametrize(
        ("written", "official"),
        [
            ("Bình Thạnh", "UBND xã Bình Thạnh"),
            ("Bình Thanh", "UBND xã Bình Thanh"),
            ("phòng nội vụ", "Phòng Nội vụ"),
            ("Bình Minh", "UBND xã Bình Minh"),  # two units of different times, one name
            ("Phòng NV; bình hoà", "Phòng Nội vụ; UBND xã Bình Hòa"),
            ("Phòng NV,\nbình hoà", "Phòng Nội vụ,\nUBND xã Bình Hòa"),
            ("Phòng NV; Đội thuế", "Phòng NV; Đội thuế"),  # one of them is unknown
            ("Bình Chanh", "Bình Chanh"),
        ],
    )
    def test_only_names_of_exactly_one_unit_change(self, written, official) -> None:
        assert official_units(written, self.registry) == official


@pytest.mark.parametrize(
    ("text", "day_first", "day"),
    [
        ("25/03/2024", False, date(2024, 3, 25)),
        ("05/05/2024", False, date(2024, 5, 5)),
        ("05/04/2024", False, None),
        ("05/04/2024", True, date(2024, 4, 5)),
        ("2024-03-05", False, date(2024, 3, 5)),
        ("ngày 5 tháng 3 năm 2024", False, date(2024, 3, 5)),
        ("25/03/2024 14:30", False, None),  # the time of day would be lost
        ("25/03/24", False, None),
        ("45356", False, None),
        ("30/02/2024", False, None),
        ("Quý I/2024", True, None),
    ],
)
def test_a_text_becomes_a_date_only_without_a_doubt(text, day_first, day) -> None:
    assert true_date(text, day_first) == day


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (NFD, "Đơn vị"),
        ("Ðơn\u200b vị\u00a0 A ", "Đơn vị A"),
        ("một\r\n  hai ", "một\nhai"),
        ("Đã  sửa", "Đã sửa"),
    ],
)
def test_letters_and_spaces_are_tidied_and_lines_kept(before, after) -> None:
    assert tidy(before) == after == tidy(after)


@pytest.mark.parametrize(
    "text", ["ông Nguyễn  Văn  A", "ông Nguyễn\u00a0Văn\u00a0A", "ông Nguyễn\u200b Văn A", "số 0912  345  678"]
)
def test_both_sides_of_what_is_shown_are_without_people(text):
    from bsreform.sending_back.fixed_copy import _shown

    assert "Văn" not in _shown(text) and "345" not in _shown(text)
    assert _shown("Rà soát  thủ tục") == "Rà soát  thủ tục"
