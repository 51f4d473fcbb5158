"""`remind` on real files: the screen, JSON, the letters, and nothing said twice in a day."""

import json
from datetime import date

import openpyxl
import pytest

from bsreform.files.kept_files import FOLDER
from test_monthly_run import TASKS, book, run

LATE = ("15/CV-UBND", date(2024, 2, 16), "Rà soát thủ tục", date(2024, 3, 5), "Đang thực hiện", None)


@pytest.fixture
def root(tmp_path):
    (tmp_path / "bsreform.toml").touch()
    book(tmp_path / "theo-doi" / "binh-chanh.xlsx")
    return tmp_path


def remind(root, *options):
    return run("remind", "--as-of", "2024-03-13", "-w", root, *options)


def document(root, capsys, *options):
    assert remind(root, "--json", *options) == 0
    return json.loads(capsys.readouterr().out)


def letters(folder):
    return openpyxl.load_workbook(folder / "nhac-viec-2024-03-13.xlsx")


def texts(page):
    return [cell.value for row in page.iter_rows() for cell in row if cell.value]


def test_the_screen_names_the_unit_and_what_it_owes(root, capsys):
    assert remind(root) == 0
    shown = capsys.readouterr().out
    assert "Bình Chánh" in shown
    assert "01 nhiệm vụ quá hạn; 01 nhiệm vụ sắp đến hạn" in shown
    assert max(len(line) for line in shown.splitlines() if str(root) not in line) <= 80


def test_json_is_one_document_with_every_unit_that_owes(root, capsys):
    told = document(root, capsys)
    assert (told["report"], told["period"]["id"], told["period"]["as_of"]) == ("remind", "2024-W10", "2024-03-13")
    (unit,) = told["units"]
    assert (unit["id"], unit["repeated"]) == ("binh-chanh", False)
    assert [task["document_no"] for task in unit["overdue_tasks"]] == ["15/CV-UBND"]
    assert [task["document_no"] for task in unit["due_soon_tasks"]] == ["18/CV-UBND"]


def test_what_was_said_is_not_said_again_that_day_unless_it_changed(root, capsys):
    remind(root)
    capsys.readouterr()
    remind(root)
    assert "Đã nhắc trong ngày, không có gì mới: 01 đơn vị (Bình Chánh)." in capsys.readouterr().out
    assert document(root, capsys)["units"][0]["repeated"]
    book(root / "theo-doi" / "binh-chanh.xlsx", (LATE,))
    assert not document(root, capsys)["units"][0]["repeated"]
    book(root / "theo-doi" / "binh-chanh.xlsx")
    assert not document(root, capsys)["units"][0]["repeated"]
    assert len(list((root / FOLDER).iterdir())) == 3


def test_the_next_day_everything_is_said_again(root, capsys):
    remind(root)
    run("remind", "--as-of", "2024-03-14", "-w", root)
    assert "Đã nhắc trong ngày" not in capsys.readouterr().out


def test_a_memory_that_cannot_be_read_or_written_hinders_nothing(root, capsys):
    (root / FOLDER).write_text("đã có một tệp cùng tên")
    assert remind(root) == 0
    assert "lần sau sẽ nhắc lại" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["", "[]", '{"schema": 9, "units": {}}', '{"schema": 1, "units": 3}'])
def test_a_damaged_memory_is_passed_over(root, capsys, content):
    remind(root)
    (kept,) = (root / FOLDER).iterdir()
    kept.write_text(content)
    capsys.readouterr()
    assert not document(root, capsys)["units"][0]["repeated"]


def test_letters_written_again_are_the_same_file(root, tmp_path):
    assert remind(root, "--notices", tmp_path / "ra", "-q") == 0
    path = tmp_path / "ra" / "nhac-viec-2024-03-13.xlsx"
    first = path.read_bytes()
    assert remind(root, "--notices", tmp_path / "ra", "-q") == 0
    assert path.read_bytes() == first
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_letter_follows_decree_30(root, tmp_path):
    remind(root, "--notices", tmp_path / "ra", "-q")
    (page,) = letters(tmp_path / "ra").worksheets
    told = texts(page)
    assert page.title == "Bình Chánh"
    assert page.page_setup.paperSize == 9
    assert told[:4] == [
        "UBND HUYỆN BÌNH SƠN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "VĂN PHÒNG HĐND VÀ UBND",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert told[6].startswith("V/v đôn đốc")
    assert told[7] == "Kính gửi: UBND xã Bình Chánh"
    assert "1. Hoàn thành 01 nhiệm vụ được giao đã quá thời hạn:" in told
    assert "- Văn bản số 18/CV-UBND: Lập danh sách hộ nghèo (thời hạn 15/3/2024, còn 02 ngày làm việc)." in told
    assert told[-5:] == [
        "Nơi nhận:",
        "CHÁNH VĂN PHÒNG",
        "- Như trên",
        "- Chủ tịch, các Phó Chủ tịch UBND huyện (b/c)",
        "- Lưu: VT",
    ]


def test_nobody_who_owes_nothing_gets_a_letter(root, tmp_path, capsys):
    book(root / "theo-doi" / "binh-chanh.xlsx", TASKS[:1])
    assert remind(root, "--notices", tmp_path / "ra") == 0
    assert "Không có đơn vị nào phải đôn đốc." in capsys.readouterr().out
    assert not (tmp_path / "ra").exists()


def test_letters_never_go_among_the_data(root):
    assert remind(root, "--notices", root / "theo-doi") == 2
    assert remind(root, "-o", root / "ho-so" / "x.xlsx") == 2


def test_letters_can_be_given_a_name_but_not_two_places(root, tmp_path):
    assert remind(root, "-o", tmp_path / "nhac.xlsx", "-q") == 0
    assert (tmp_path / "nhac.xlsx").is_file()
    assert remind(root, "-o", tmp_path / "nhac.xlsx", "--notices", tmp_path) == 2


def test_what_cannot_be_written_is_exit_code_4(root, tmp_path):
    (tmp_path / "tep").touch()
    assert remind(root, "--notices", tmp_path / "tep") == 4


def test_nothing_at_all_cannot_run(tmp_path):
    (tmp_path / "bsreform.toml").touch()
    assert remind(tmp_path) == 2


def test_a_workspace_with_forms_alone_is_urged_for_the_others(tmp_path, capsys):
    (tmp_path / "bsreform.toml").touch()
    form_of_one_commune(tmp_path)
    found = document(tmp_path, capsys)
    assert "binh-tri" in {each["id"] for each in found["units"]}


def form_of_one_commune(root):
    made = openpyxl.Workbook()
    made.active.append(["Đơn vị", "Kỳ báo cáo", "Cấp của Tổ", "Số Tổ", "Số thành viên"])
    made.active.append(["UBND xã Bình Long", "Quý IV/2023", "Cấp xã", 1, 9])
    (root / "to-cong-nghe-so").mkdir()
    made.save(root / "to-cong-nghe-so" / "binh-long.xlsx")


def test_a_form_that_did_not_come_is_urged(root, tmp_path):
    form_of_one_commune(root)
    remind(root, "--notices", tmp_path / "ra", "-q")
    book = letters(tmp_path / "ra")
    assert "Bình Long" not in book.sheetnames
    assert "1. Gửi biểu kết quả hoạt động của Tổ công nghệ số cộng đồng quý IV/2023 (thời hạn 25/12/2023)." in texts(
        book["Bình Trị"]
    )
