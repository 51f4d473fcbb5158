"""`explain` of a figure: by name, by cell of a report, as JSON and workbook; and what has changed since."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from bsreform.cli import app
from bsreform.model import CannotRun
from example_run import copy_of_examples
from test_monthly_run import TASKS
from test_monthly_run import book as tracker

pytestmark = pytest.mark.slow

WEEK = ("weekly", "--week", "2024-W10")
REPORT = "bao-cao/2024/tuan-2024-W10.xlsx"
ASKED = ("--unit", "Bình Chánh", "--indicator", "online_rate")


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example workspace after its weekly report."""
    root = copy_of_examples(tmp_path_factory.mktemp("reported"))
    run(*WEEK, "-q", "-w", root)
    return root


@pytest.fixture(scope="module")
def book(reported: Path) -> openpyxl.Workbook:
    """The report, to be looked at."""
    return openpyxl.load_workbook(reported / REPORT)


@pytest.fixture(scope="module")
def chanh(book: openpyxl.Workbook) -> int:
    """The row of Bình Chánh in “Số liệu”."""
    return next(row[1].row for row in book["Số liệu"].iter_rows() if row[1].value == "UBND xã Bình Chánh")


@pytest.fixture
def root(reported: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    return shutil.copytree(reported, tmp_path / "workspace")


def run(*arguments: object) -> int:
    return app([str(each) for each in arguments], standalone_mode=False) or 0


def asked(capfdbinary, *arguments: object) -> dict:
    """What the JSON says."""
    run("explain", *arguments, "--json")
    return json.loads(capfdbinary.readouterr().out)


def test_a_named_figure_lists_its_rows_with_their_places(reported: Path, capfdbinary) -> None:
    found = asked(capfdbinary, *WEEK, *ASKED, "-w", reported)
    assert (found["counted"], found["out_of"], found["percent"]) == (5, 8, 62.5)
    assert found["unit"] == {"id": "binh-chanh", "name": "UBND xã Bình Chánh", "scope": "unit"}
    assert [row["row"] for row in found["rows"] if row["counted"]] == [18, 20, 22, 24, 26]
    assert [row["row"] for row in found["rows"] if not row["counted"]] == [19, 21, 25]
    assert {row["file"] for row in found["rows"]} == {"ho-so/xa/binh-chanh.xls"}
    assert found["rows"][0]["values"]["channel"] == "Trực tuyến"


def test_rows_left_out_come_with_their_reasons(reported: Path, capfdbinary) -> None:
    found = asked(capfdbinary, *WEEK, *ASKED, "-w", reported)
    (out,) = [each for each in found["excluded"] if each["file"].endswith("danh-sach-ho-so-08-3.xlsx")]
    assert out["row"] == 68
    assert "không có trong danh mục" in out["reasons"]


def test_a_cell_of_the_report_is_explained_from_anywhere(reported: Path, chanh: int, capfdbinary, monkeypatch) -> None:
    monkeypatch.chdir("/")
    by_cell = asked(capfdbinary, reported / REPORT, f"Số liệu!S{chanh}")
    by_name = asked(capfdbinary, *WEEK, *ASKED, "-w", reported)
    assert by_cell["rows"] == by_name["rows"]
    assert by_cell["since"] == {"file": REPORT, "reported": 0.625, "changes": []}


def test_the_change_against_the_week_before_is_explained_by_both_weeks(reported: Path, chanh: int, capfdbinary) -> None:
    found = asked(capfdbinary, reported / REPORT, f"'Số liệu'!$T${chanh}")
    assert found["value"] == round(found["percent"] - found["previous"]["percent"], 2)
    assert len(found["previous"]["rows"]) == found["previous"]["out_of"]


def test_changed_inputs_are_named_with_the_figure_then_and_now(root: Path, chanh: int, capfdbinary) -> None:
    (root / "ho-so" / "xa" / "binh-chanh.xls").unlink()
    (root / "ho-so" / "xa" / "binh-chau.csv").write_text("Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả\n", encoding="utf-8")
    found = asked(capfdbinary, root / REPORT, f"Số liệu!R{chanh}")
    assert found["out_of"] == 0
    assert found["since"]["reported"] == 8
    assert {"file": "ho-so/xa/binh-chanh.xls", "change": "gone"} in found["since"]["changes"]
    assert {"file": "ho-so/xa/binh-chau.csv", "change": "new"} in found["since"]["changes"]
    run("explain", root / REPORT, f"Số liệu!R{chanh}")
    told = " ".join(capfdbinary.readouterr().out.decode().split())
    assert "trong báo cáo là 8, nay là 0" in told
    assert "Không còn tệp" in told


def test_the_workbook_has_every_row(root: Path, tmp_path: Path) -> None:
    run("explain", *WEEK, "--indicator", "received", "-w", root, "-q", "-o", tmp_path / "giai-trinh.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "giai-trinh.xlsx")["Các dòng đứng sau số liệu"]
    table = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int) and row[0] > 0]
    report = openpyxl.load_workbook(root / REPORT, data_only=True)["Số liệu"]
    total = next(row for row in report.iter_rows(values_only=True) if row[1] == "Toàn huyện")
    assert max(row[0] for row in table) == total[3]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((*WEEK, "--unit", "Binh Chanh", "--indicator", "online_rate"), "Có phải “UBND xã Bình Chánh”"),
        ((*WEEK, "--indicator", "onlin_rate"), "có phải “online_rate” không?"),
        ((*WEEK, "--indicator", "tasks.due_soon"), "Báo cáo tuần không có số liệu"),
        ((*WEEK, "--indicator", "quality", "--span", "previous"), "“Chất lượng dữ liệu hồ sơ” không có kỳ trước"),
        ((*WEEK, "--indicator", "rows.read", "--span", "year"), "“Số dòng đã đọc” không có lũy kế năm"),
        (("annual", "--year", "2024", "--indicator", "teams.teams"), "Báo cáo năm không có số liệu"),
        ((*WEEK,), "--indicator"),
        (("weekly", "--month", "2024-03", "--indicator", "online_rate"), "--week"),
        ((REPORT, "Các đơn vị!B9"), "không phải số liệu tra cứu được"),
        ((REPORT, "Các đơn vi!D9"), "có phải “Các đơn vị” không?"),
        ((REPORT, "D9"), "không phải một ô"),
        ((REPORT,), "Hãy cho biết ô"),
        (("procedures.xlsx", "A!B2"), "không phải báo cáo do bsreform lập"),
        (("unknown_unitt",), "có phải “unknown_unit” không?"),
    ],
)
def test_what_cannot_be_explained_is_said_with_what_is_near(reported: Path, monkeypatch, arguments, told) -> None:
    monkeypatch.chdir(reported)
    with pytest.raises(CannotRun) as problem:
        run("explain", *arguments)
    assert told in str(problem.value)


def test_the_lookup_sheet_is_last_and_hidden(book: openpyxl.Workbook) -> None:
    sheet = book["Tra cứu"]
    assert book.sheetnames[-1] == "Tra cứu"
    assert sheet.sheet_state == "hidden"


DOSSIERS = """Mã hồ sơ;Ngày tiếp nhận;Ngày hẹn trả;Đơn vị;Trạng thái
000.00.53.H48-240304-0001;04/03/2024;12/04/2024;UBND xã Bình Chánh;Đang xử lý
000.00.53.H48-240304-0002;04/03/2024;không rõ;UBND xã Bình Chánh;Đang xử lý
000.00.53.H48-240311-0003;11/03/2024;không rõ;UBND xã Bình Chánh;Đang xử lý
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A workspace of three dossiers, two without a deadline, and a tracker."""
    (tmp_path / "bsreform.toml").touch()
    (tmp_path / "ho-so").mkdir()
    (tmp_path / "ho-so" / "a.csv").write_text(DOSSIERS, encoding="utf-8")
    tracker(tmp_path / "theo-doi" / "binh-chanh.xlsx")
    return tmp_path


def test_a_row_left_out_that_begins_after_the_days_asked_for_is_not_listed(small: Path, capfdbinary) -> None:
    def left_out(week: str) -> list[int]:
        found = asked(capfdbinary, "weekly", "--week", week, "--indicator", "received", "-w", small)
        return [each["row"] for each in found["excluded"]]

    assert left_out("2024-W10") == [3]
    assert left_out("2024-W11") == [3, 4]


def test_a_changed_file_that_the_figure_does_not_read_is_not_named(small: Path, capfdbinary) -> None:
    run("monthly", "--month", "2024-03", "--as-of", "2024-03-14", "-w", small, "-q")
    tracker(small / "theo-doi" / "binh-chanh.xlsx", TASKS[:1])
    for indicator, changes in (
        ("received", []),
        ("tasks.open", [{"file": "theo-doi/binh-chanh.xlsx", "change": "changed"}]),
    ):
        month = ("monthly", "--month", "2024-03", "--as-of", "2024-03-14")
        assert asked(capfdbinary, *month, "--indicator", indicator, "-w", small)["since"]["changes"] == changes
