"""`annual` on real files: the software's export counts, a tracker does not, and without either it does not run."""

import json
from pathlib import Path

import openpyxl
import pytest

from test_monthly_run import book, run


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "bsreform.toml").touch()
    return tmp_path


def annual(root: Path, *more: str) -> int:
    return run("annual", "--year", "2024", "--as-of", "2024-03-14", "-w", root, *more)


def units(printed: str) -> dict[str, dict]:
    return {each["id"]: each for each in json.loads(printed)["units"]}


def test_only_the_export_of_the_software_counts(root, capfd):
    book(root / "nhiem-vu" / "phan-mem.xlsx")
    book(root / "theo-doi" / "binh-an.xlsx", unit="UBND xã Bình An")
    assert annual(root, "--json") == 0
    assert (root / "bao-cao" / "2024" / "nam-2024.xlsx").is_file()
    found = units(capfd.readouterr().out)
    chanh, an = found["binh-chanh"], found["binh-an"]
    # One of the two that fell due was in time: 20 of 40, and 5 of 5 for the data. That is no ground for a grade.
    assert (chanh["score"], chanh["enough"], chanh["grade"], chanh["rank"]) == (None, False, None, None)
    assert (an["score"], an["grade"], an["rank"]) == (None, None, None)
    assert [each["id"] for each in found.values() if each["compiles"]] == ["van-phong"]


def test_trackers_alone_are_no_input(root):
    book(root / "theo-doi" / "binh-an.xlsx")
    assert annual(root, "-q") == 2


def test_the_screen_ranks_and_says_that_people_decide(root, capfd):
    (root / "bsreform.toml").write_text("[annual]\nmin_weight = 40\nmin_tasks = 2\n", encoding="utf-8")
    book(root / "nhiem-vu" / "phan-mem.xlsx")
    assert annual(root, "--full") == 0
    shown = capfd.readouterr().out
    assert "55,56" in shown
    assert "người có thẩm quyền quyết định" in " ".join(shown.split())


def test_one_task_is_called_too_little_and_gets_no_grade_on_any_face(root, capfd):
    book(root / "nhiem-vu" / "phan-mem.xlsx")
    assert annual(root, "--full") == 0
    shown = " ".join(capfd.readouterr().out.split())
    assert "55,56" not in shown
    assert "Chưa có đơn vị nào đủ căn cứ để xếp loại." in shown
    assert "Căn cứ số liệu năm 2024 (từ ngày 15/12/2023 đến ngày 14/3/2024), chưa đề xuất xếp loại đơn vị nào." in shown
    assert "14/12/2024" not in shown, "nothing is said of days that nobody has seen"
    workbook = openpyxl.load_workbook(root / "bao-cao" / "2024" / "nam-2024.xlsx", read_only=True)
    rows = [[cell.value for cell in row if cell.value] for row in workbook["Xếp loại"]]
    (own,) = (row for row in rows if row[:1] == ["UBND xã Bình Chánh"])
    assert own[1:] == ["–", "Chưa đủ căn cứ", "Có số liệu 45/100 điểm; 02 nhiệm vụ đến hạn"]
    (compiler,) = (row for row in rows if row[:1] == ["Văn phòng HĐND và UBND"])
    assert compiler[-1].startswith("Đơn vị tổng hợp báo cáo; ")
