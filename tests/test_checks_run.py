"""Two Fridays on real files: the report of the first is kept, the second explains what has become of its figures."""

import json
from datetime import date, datetime

import openpyxl
import pytest

from bsreform.cli import app
from bsreform.files.kept_files import FOLDER

HEADER = ("Mã hồ sơ", "Đơn vị giải quyết", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý", "Trạng thái")
CHANH, AN = "UBND xã Bình Chánh", "UBND xã Bình An"
OPEN, DONE = "Đang xử lý", "Đã xử lý xong"
FIRST = (
    (1, CHANH, (2024, 2, 26), (2024, 3, 1), None, OPEN),
    (2, CHANH, (2024, 2, 27), (2024, 3, 20), None, OPEN),
    (3, CHANH, (2024, 3, 4), (2024, 3, 8), (2024, 3, 6), DONE),
    (4, AN, (2024, 3, 4), (2024, 3, 8), (2024, 3, 7), DONE),
    (5, AN, (2024, 3, 5), (2024, 3, 20), None, OPEN),
)
SECOND = (
    (1, CHANH, (2024, 2, 26), (2024, 3, 1), (2024, 3, 7), DONE),  # had ended before the first Friday
    (2, AN, (2024, 2, 27), (2024, 3, 20), None, OPEN),  # moved to another unit
    (3, CHANH, (2024, 3, 4), (2024, 3, 8), (2024, 3, 12), DONE),  # ended later than was reported
    (4, AN, (2024, 3, 4), (2024, 3, 8), (2024, 3, 7), DONE),
    # 5 has gone
    (6, CHANH, (2024, 3, 8), (2024, 3, 20), None, OPEN),  # received that week, entered late
    (7, AN, (2024, 3, 11), (2024, 3, 20), None, OPEN),
)


def code(number):
    return f"H48.53.01-240304-{number:04}"


def export(root, name, rows, exported):
    made = openpyxl.Workbook()
    made.active.append(HEADER)
    for number, unit, received, due, ended, state in rows:
        days = [date(*received), date(*due), date(*ended) if ended else None]
        made.active.append([code(number), unit, *days, state])
    made.properties.modified = exported
    made.save(root / "ho-so" / name)


def run(root, week, *more):
    return app(["weekly", "--week", week, "-w", str(root), *more], standalone_mode=False)


def document(root, week, capsys, *more):
    capsys.readouterr()
    run(root, week, "--json", *more)
    return json.loads(capsys.readouterr().out)


def kept(root):
    return sorted(path.name[:23] for path in (root / FOLDER).glob("weekly-*"))


@pytest.fixture
def root(tmp_path):
    """A workspace whose first Friday has been reported; each run counts as issued."""
    (tmp_path / "bsreform.toml").write_text('[reports]\nissue = "every_run"\n', encoding="utf-8")
    (tmp_path / "ho-so").mkdir()
    export(tmp_path, "ho-so-08-3.xlsx", FIRST, datetime(2024, 3, 8, 15))
    run(tmp_path, "2024-W10", "-q")
    return tmp_path


@pytest.fixture
def corrected(root):
    """The same on the second Friday: the export has been made anew."""
    (root / "ho-so" / "ho-so-08-3.xlsx").unlink()
    export(root, "ho-so-15-3.xlsx", SECOND, datetime(2024, 3, 15, 15))
    return root


def test_every_difference_is_explained_dossier_by_dossier(corrected, capsys):
    found = document(corrected, "2024-W11", capsys)
    units = {each["unit"]: each for each in found["carried_over"]}
    told = {
        unit: {(way, each["code"], each["why"]) for way in ("added", "removed") for each in units[unit][way]}
        for unit in units
    }
    assert told == {
        "binh-chanh": {
            ("removed", code(1), "ended_before"),
            ("removed", code(2), "moved_out"),
            ("added", code(3), "reopened"),
            ("added", code(6), "entered_late"),
        },
        "binh-an": {("added", code(2), "moved_in"), ("removed", code(5), "gone")},
    }
    assert [(units[unit]["reported"], units[unit]["carried"]) for unit in ("binh-chanh", "binh-an")] == [(2, 2), (1, 1)]


def test_figures_that_were_reported_are_told_beside_those_of_today(corrected, capsys):
    found = document(corrected, "2024-W11", capsys)
    adjusted = {(each["unit"], each["figure"]): (each["reported"], each["now"]) for each in found["adjusted"]}
    assert {each["period"] for each in found["adjusted"]} == {"2024-W10"}
    assert adjusted["binh-chanh", "late"] == (0, 1)
    assert adjusted["binh-chanh", "early"] == (1, 0)
    assert adjusted["binh-an", "received"] == (2, 1)
    assert ("binh-an", "closed") not in adjusted
    assert found["changed_sources"] == [
        {"period": "2024-W10", "new": ["ho-so/ho-so-15-3.xlsx"], "changed": [], "gone": ["ho-so/ho-so-08-3.xlsx"]}
    ]
    assert all(each["ok"] for each in found["checks"])


def test_the_screen_and_the_workbook_say_so(corrected, capsys):
    run(corrected, "2024-W11", "--full")
    shown = " ".join(capsys.readouterr().out.split())
    assert "So với số liệu đã báo cáo: có" in shown
    assert "06 hồ sơ chuyển kỳ khác báo cáo kỳ trước (xem trang “Kiểm tra số liệu”)." in shown
    book = openpyxl.load_workbook(corrected / "bao-cao" / "2024" / "tuan-2024-W11.xlsx")
    assert book.sheetnames[-5:-2] == ["Kiểm tra số liệu", "Hồ sơ chuyển kỳ", "Số liệu điều chỉnh"]
    listed = [[cell.value for cell in row] for row in book["Hồ sơ chuyển kỳ"].iter_rows(max_col=5)]
    assert [1, CHANH, code(3), "Thêm"] in [row[:4] for row in listed]
    assert f"Chuyển từ {CHANH}" in [row[4] for row in listed]


def test_a_second_run_on_the_same_files_says_the_same(corrected):
    run(corrected, "2024-W11", "-q")
    book = corrected / "bao-cao" / "2024" / "tuan-2024-W11.xlsx"
    first = book.read_bytes()
    run(corrected, "2024-W11", "-q")
    assert book.read_bytes() == first
    assert kept(corrected) == ["weekly-0001-2024-03-08-", "weekly-0002-2024-03-15-"]


def test_a_week_that_is_reported_again_tells_what_was_adjusted_and_then_counts_as_reported(corrected, capsys):
    again = document(corrected, "2024-W10", capsys)
    assert {each["period"] for each in again["adjusted"]} == {"2024-W10"}
    once_more = document(corrected, "2024-W10", capsys)
    changing = ("since_draft", "issued", "file")
    assert {key: once_more[key] for key in once_more if key not in changing} == {
        key: again[key] for key in again if key not in changing
    }
    following = document(corrected, "2024-W11", capsys)
    assert (following["adjusted"], following["carried_over"]) == ([], [])


def test_without_an_earlier_report_nothing_is_compared(root, capsys):
    found = document(root, "2024-W12", capsys)
    assert (found["carried_over"], found["adjusted"]) == (None, [])
    run(root, "2024-W12", "--full")
    assert "Kiểm tra số liệu: các đẳng thức đều khớp.\n" in capsys.readouterr().out


def test_a_damaged_kept_file_is_as_good_as_none(root, capsys):
    for path in (root / FOLDER).iterdir():
        path.write_bytes(path.read_bytes()[:-40])
    assert document(root, "2024-W11", capsys)["carried_over"] is None


def test_a_report_written_elsewhere_counts_as_reported_too(root, tmp_path, capsys):
    run(root, "2024-W11", "-q", "-o", str(tmp_path / "gui-di.xlsx"))
    assert kept(root) == ["weekly-0001-2024-03-08-", "weekly-0002-2024-03-15-"]
    assert document(root, "2024-W12", capsys)["carried_over"] == []


def test_a_report_that_could_not_be_written_was_not_reported(root, tmp_path):
    (tmp_path / "tep").touch()
    run(root, "2024-W11", "-q", "-o", str(tmp_path / "tep" / "bao-cao.xlsx"))
    assert kept(root) == ["weekly-0001-2024-03-08-"]


def test_where_nothing_can_be_kept_the_report_stands(root, capsys):
    for path in (root / FOLDER).iterdir():
        path.unlink()
    (root / FOLDER).rmdir()
    (root / FOLDER).write_text("đã có một tệp cùng tên")
    run(root, "2024-W11", "-q")
    assert (root / "bao-cao" / "2024" / "tuan-2024-W11.xlsx").is_file()
    assert "lần sau không so sánh được với lần này" in capsys.readouterr().err
