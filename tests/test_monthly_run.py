"""`monthly` and `status` on real files: run twice, on changed trackers, with this or that folder alone."""

import json
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from bsreform.cli import app
from bsreform.duties import asked
from bsreform.files.kept_files import FOLDER
from bsreform.model import CannotRun
from bsreform.periods import MONTH
from bsreform.records.loading import Workspace
from bsreform.reports import status

HEADER = (
    "STT", "Số, ký hiệu văn bản", "Ngày ban hành", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn hoàn thành",
    "Trạng thái", "Ngày hoàn thành thực tế", "Ngày cập nhật",
)  # fmt: skip
TASKS = (
    ("12/KH-UBND", date(2024, 1, 10), "Kế hoạch năm", date(2024, 2, 20), "Đã hoàn thành", date(2024, 2, 19)),
    ("15/CV-UBND", date(2024, 2, 16), "Rà soát thủ tục", date(2024, 3, 5), "Đang thực hiện", None),
    ("18/CV-UBND", date(2024, 2, 20), "Lập danh sách hộ nghèo", date(2024, 3, 15), "Đang thực hiện", None),
)


def book(path: Path, tasks=TASKS, unit="UBND xã Bình Chánh"):
    """A tracker, or an export, with these tasks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = openpyxl.Workbook()
    page = made.active
    page.append(["BẢNG THEO DÕI NHIỆM VỤ"])
    page.append(HEADER)
    for number, (document, dated, title, due, state, done) in enumerate(tasks, 1):
        page.append([number, document, dated, title, unit, due, state, done, date(2024, 3, 12)])
    made.properties.modified = datetime(2024, 3, 14, 8)
    made.save(path)


@pytest.fixture
def root(tmp_path):
    (tmp_path / "bsreform.toml").touch()
    return tmp_path


def run(*arguments):
    """The exit code of the command line."""
    try:
        return app([str(each) for each in arguments], standalone_mode=False) or 0
    except CannotRun:
        return 2


def monthly(root):
    return run("monthly", "--month", "2024-03", "--as-of", "2024-03-14", "-w", root, "-q")


def workbook(root):
    return root / "bao-cao" / "2024" / "thang-2024-03.xlsx"


def issue(root):
    """Say that the report of March has been sent."""
    assert run("issue", workbook(root), "--date", "2024-03-14", "-w", root) == 0


def adjusted_workbook(root):
    """Where the report goes that is made again."""
    return workbook(root).with_name("thang-2024-03-dieu-chinh-1.xlsx")


def snapshots(root):
    return list((root / FOLDER).glob("tasks-*.json"))


def changes(path):
    page = [[cell.value for cell in row] for row in openpyxl.load_workbook(path)["Theo dõi nhiệm vụ"].iter_rows()]
    start = next(at for at, row in enumerate(page) if str(row[0]).startswith("THAY ĐỔI"))
    return [row[1:] for row in page[start:] if isinstance(row[0], int)]


def test_running_twice_gives_the_same_file_and_one_snapshot(root):
    book(root / "theo-doi" / "binh-chanh.xlsx")
    assert monthly(root) == 0
    first = workbook(root).read_bytes()
    assert monthly(root) == 0
    assert workbook(root).read_bytes() == first
    assert len(snapshots(root)) == 1
    assert len(list((root / FOLDER).glob("monthly-*.json"))) == 1


def test_a_changed_tracker_shows_a_moved_deadline_and_a_vanished_task(root):
    book(root / "theo-doi" / "binh-chanh.xlsx")
    monthly(root)
    issue(root)
    kept, moved, _ = TASKS
    book(root / "theo-doi" / "binh-chanh.xlsx", (kept, (*moved[:3], date(2024, 3, 29), *moved[4:])))
    expected = [
        ["Điều chỉnh thời hạn", "15/CV-UBND", "Rà soát thủ tục", "UBND xã Bình Chánh", "05/3/2024", "29/3/2024"],
        [
            "Không còn trong số liệu",
            "18/CV-UBND",
            "Lập danh sách hộ nghèo",
            "UBND xã Bình Chánh",
            "Thời hạn: 15/3/2024",
            "Không còn",
        ],
    ]
    sent = workbook(root).read_bytes()
    monthly(root)
    assert changes(adjusted_workbook(root)) == expected
    monthly(root)
    assert changes(adjusted_workbook(root)) == expected
    assert len(snapshots(root)) == 2
    assert workbook(root).read_bytes() == sent


def test_a_draft_made_again_says_nothing_of_changes(root):
    book(root / "theo-doi" / "binh-chanh.xlsx")
    monthly(root)
    book(root / "theo-doi" / "binh-chanh.xlsx", TASKS[:1])
    monthly(root)
    assert changes(workbook(root)) == []
    assert not adjusted_workbook(root).exists()


def test_a_completion_entered_late_adjusts_the_month_that_was_reported(root, capsys):
    book(root / "theo-doi" / "binh-chanh.xlsx")
    monthly(root)
    issue(root)
    first, open_task, last = TASKS
    late = (*open_task[:4], "Đã hoàn thành", date(2024, 3, 4))
    book(root / "theo-doi" / "binh-chanh.xlsx", (first, late, last))
    capsys.readouterr()
    run("monthly", "--month", "2024-04", "--as-of", "2024-04-14", "-w", root, "--json")
    document = json.loads(capsys.readouterr().out)
    adjusted = {(each["unit"], each["figure"]): (each["reported"], each["now"]) for each in document["adjusted"]}
    assert {each["period"] for each in document["adjusted"]} == {"2024-03"}
    assert adjusted["binh-chanh", "tasks.closed"] == adjusted["total", "tasks.closed"] == (1, 2)
    assert adjusted["binh-chanh", "tasks.open_overdue"] == (1, 0)
    assert document["changed_sources"][0]["changed"] == ["theo-doi/binh-chanh.xlsx"]
    assert {each["id"].partition(":")[0] for each in document["checks"]} == {"tasks", "task_rows", "units", "groups"}
    assert all(each["ok"] for each in document["checks"])
    run("monthly", "--month", "2024-04", "--as-of", "2024-04-14", "-w", root, "--full")
    shown = " ".join(capsys.readouterr().out.split())
    assert "số liệu về nhiệm vụ của 01 đơn vị trong 01 kỳ đã báo cáo được điều chỉnh" in shown


@pytest.mark.parametrize("folder", ["nhiem-vu", "theo-doi"])
def test_one_folder_is_enough(root, folder):
    book(root / folder / "tep.xlsx")
    assert monthly(root) == 0
    assert workbook(root).is_file()


def test_nothing_at_all_cannot_run(root):
    assert monthly(root) == 2


def test_a_tracker_that_cannot_be_read_leaves_no_snapshot(root):
    book(root / "theo-doi" / "binh-chanh.xlsx")
    (root / "theo-doi" / "hong.xlsx").write_bytes(b"PK\x03\x04 hong")
    assert monthly(root) == 3
    assert not snapshots(root)


def test_a_snapshot_that_cannot_be_written_does_not_fail_the_report(root, capsys):
    book(root / "theo-doi" / "binh-chanh.xlsx")
    (root / FOLDER).write_text("đã có một tệp cùng tên")
    assert monthly(root) == 0
    assert workbook(root).is_file()
    assert "lần sau không so sánh được với lần này" in capsys.readouterr().err


def test_json_is_one_document(root, capsys):
    book(root / "theo-doi" / "binh-chanh.xlsx")
    run("monthly", "--month", "2024-03", "--as-of", "2024-03-14", "-w", root, "--json")
    document = json.loads(capsys.readouterr().out)
    assert document["file"] == "bao-cao/2024/thang-2024-03.xlsx"
    assert document["total"]["tasks"]["ledger"]["closed"] == 1


def test_status_says_what_is_due_late_stale_and_missing(root):
    book(root / "theo-doi" / "binh-chanh.xlsx")
    (root / "ho-so").mkdir()
    (root / "ho-so" / "trong.xlsx").touch()
    found = asked.status(Workspace.open(root), date(2024, 3, 13))
    assert [line.document_no for line in found.this_week] == ["18/CV-UBND"]
    assert [(line.document_no, line.working_days) for line in found.overdue] == [("15/CV-UBND", 6)]
    assert found.stale == ()
    assert found.unsynced == ("ho-so/trong.xlsx",)
    told = [(each.kind, each.id, each.due, each.written) for each in found.reports]
    assert told == [
        ("weekly", "2024-W10", date(2024, 3, 8), None),
        ("weekly", "2024-W11", date(2024, 3, 15), None),
        ("monthly", "2024-02", date(2024, 2, 27), None),
        ("monthly", "2024-03", date(2024, 3, 27), None),
    ]
    assert found.reports[1].days == 2


def test_status_tells_files_not_synced_from_files_that_cannot_be_read(root):
    book(root / "theo-doi" / "binh-chanh.xlsx")
    (root / "theo-doi" / "chua-tai.xlsx").write_bytes(bytes(4096))
    (root / "theo-doi" / "hong.xlsx").write_bytes(b"PK\x03\x04")
    found = asked.status(Workspace.open(root), date(2024, 3, 13))
    assert found.unsynced == ("theo-doi/chua-tai.xlsx",)
    assert [each.path for each in found.unread] == ["theo-doi/hong.xlsx"]


def test_status_ends_with_3_where_a_file_could_not_be_read(root):
    book(root / "theo-doi" / "binh-chanh.xlsx")
    (root / "theo-doi" / "chua-tai.xlsx").write_bytes(bytes(4096))
    assert run("status", "-w", root, "--as-of", "2024-03-13") == 3


def test_status_knows_which_reports_are_written(root):
    book(root / "theo-doi" / "binh-chanh.xlsx")
    monthly(root)
    (month,) = [each for each in asked.status(Workspace.open(root), date(2024, 3, 14)).reports if each.id == "2024-03"]
    assert month.written
    assert month.last == ("2024-03", month.written)


def test_trackers_that_nobody_updated_are_stale(root):
    book(root / "theo-doi" / "binh-chanh.xlsx")
    (stale,) = asked.status(Workspace.open(root), date(2024, 3, 28)).stale
    assert (stale.path, stale.stale, stale.updated) == ("theo-doi/binh-chanh.xlsx", 2, date(2024, 3, 12))


def test_status_works_with_an_empty_workspace(root, capsys):
    assert run("status", "-w", root, "--as-of", "2024-03-13") == 0
    shown = capsys.readouterr().out
    assert "Chưa có số liệu nhiệm vụ." in shown
    assert "Chưa có bảng theo dõi nào." in shown
    unknown = [line for line in shown.splitlines() if line.startswith(("NHIỆM VỤ", "BẢNG"))]
    assert len(unknown) == 3
    assert not [line for line in unknown if ": 0" in line]


def test_status_as_json(root, capsys):
    book(root / "theo-doi" / "binh-chanh.xlsx")
    assert run("status", "-w", root, "--as-of", "2024-03-13", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["as_of"] == "2024-03-13"
    assert [each["document_no"] for each in document["overdue"]] == ["15/CV-UBND"]


def test_the_screen_of_status_names_each_list(root):
    book(root / "theo-doi" / "binh-chanh.xlsx")
    found = asked.status(Workspace.open(root), date(2024, 3, 13))
    assert [table.id for table in status.tables(found)] == ["reports", "due_this_week", "overdue", "stale"]


def test_a_month_still_running_can_be_named(root):
    config = Workspace.open(root).config
    assert MONTH.period("2024-03", date(2024, 3, 1), config.periods).as_of == date(2024, 3, 1)
