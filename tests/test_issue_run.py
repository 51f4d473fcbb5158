"""`issue`: a run is a draft, a report is what was issued; what was issued is compared with, and never overwritten."""

import json
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from bsreform.commands import edges
from bsreform.files.kept_files import FOLDER
from test_monthly_run import run

HEAD = "Mã hồ sơ;Đơn vị;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Trạng thái"
FIRST = """
000.00.23.H48-240226-0001;UBND xã Bình Chánh;26/02/2024;06/03/2024;05/03/2024;Đã trả kết quả
000.00.23.H48-240227-0002;UBND xã Bình An;27/02/2024;15/03/2024;;Đang xử lý
000.00.23.H48-240304-0003;UBND xã Bình An;04/03/2024;;;Đang xử lý
"""
MENDED = FIRST.replace("05/03/2024;Đã", "06/03/2024;Đã").replace("04/03/2024;;", "04/03/2024;14/03/2024;")
REOPENED = MENDED.replace("06/03/2024;Đã", "11/03/2024;Đã")
NEVER = ("đã báo cáo", "điều chỉnh", "kỳ trước chuyển sang thêm", "bản nháp")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(edges, "now", lambda: datetime(2024, 3, 15, 16, 0, tzinfo=edges.VIETNAM))
    (tmp_path / "bsreform.toml").touch()
    (tmp_path / "ho-so").mkdir()
    export(tmp_path, FIRST)
    return tmp_path


def export(root: Path, rows: str, stated: str = "15/03/2024 15:00") -> None:
    (root / "ho-so" / "a.csv").write_text(f"Ngày xuất: {stated}\n\n{HEAD}{rows}", encoding="utf-8")


def weekly(root: Path, week: str = "2024-W10", *options: str) -> int:
    return run("weekly", "--week", week, "-w", root, *options)


def document(root: Path, capfd, week: str = "2024-W10") -> dict:
    capfd.readouterr()
    weekly(root, week, "--json")
    return json.loads(capfd.readouterr().out)


def workbook(root: Path, name: str = "tuan-2024-W10") -> Path:
    return root / "bao-cao" / "2024" / f"{name}.xlsx"


def issue(root: Path, *options: str, name: str = "tuan-2024-W10") -> int:
    return run("issue", workbook(root, name), "-w", root, *options)


def words(path: Path) -> str:
    book = openpyxl.load_workbook(path, read_only=True)
    return "\n".join(str(cell.value) for page in book for row in page for cell in row if cell.value)


def test_a_run_repeated_after_mending_says_nothing_of_reported_figures(root, capfd):
    weekly(root, "2024-W10", "-q")
    export(root, MENDED)
    capfd.readouterr()
    weekly(root)
    shown = capfd.readouterr().out
    (line,) = (line for line in shown.splitlines() if "bản nháp" in line)
    assert line.startswith("Thay đổi so với bản nháp trước: ")
    assert not any(word in shown.replace(line, "") + words(workbook(root)) for word in NEVER)


def test_what_changed_since_the_last_draft_is_in_json_once(root, capfd):
    assert document(root, capfd)["since_draft"] is None
    export(root, MENDED)
    found = document(root, capfd)
    assert found["since_draft"]["units"] == ["binh-an", "binh-chanh"]
    assert found["since_draft"]["changed"] == ["ho-so/a.csv"]
    assert (found["issued"], found["adjusted"], found["carried_over"]) == (None, [], None)
    assert document(root, capfd)["since_draft"] is None, "nothing has changed since that run"


def test_the_next_week_compares_with_what_was_issued_only(root, capfd):
    weekly(root)
    export(root, REOPENED)
    assert document(root, capfd, "2024-W11")["carried_over"] is None
    export(root, FIRST)
    weekly(root)
    assert issue(root) == 0
    export(root, MENDED)
    weekly(root)  # a draft beside it: not what was reported
    export(root, REOPENED)
    found = document(root, capfd, "2024-W11")
    (carried,) = (unit for unit in found["carried_over"] if unit["unit"] == "binh-chanh")
    assert [each["why"] for each in carried["added"]] == ["reopened"]
    assert {each["period"] for each in found["adjusted"]} == {"2024-W10"}


def test_an_issued_workbook_is_never_overwritten(root, capfd):
    weekly(root)
    assert issue(root, "--number", "15/BC-VP", "--date", "08/3/2024") == 0
    sent = workbook(root).read_bytes()
    export(root, MENDED)
    found = document(root, capfd)
    assert found["file"] == "bao-cao/2024/tuan-2024-W10-dieu-chinh-1.xlsx"
    assert {key: found["issued"][key] for key in ("file", "number", "date")} == {
        "file": "bao-cao/2024/tuan-2024-W10.xlsx",
        "number": "15/BC-VP",
        "date": "2024-03-08",
    }
    assert found["issued"]["differs"]["units"] == ["binh-an", "binh-chanh"]
    assert {each["period"] for each in found["adjusted"]} == {"2024-W10"}, "the new report says so, too"
    weekly(root, "2024-W10", "-q")
    told = capfd.readouterr()
    assert told.out == ""
    assert "đã phát hành số 15/BC-VP ngày 08/3/2024, giữ nguyên tệp bao-cao/2024/tuan-2024-W10.xlsx" in told.err
    assert workbook(root).read_bytes() == sent
    assert sorted(path.name for path in workbook(root).parent.iterdir()) == [
        "tuan-2024-W10-dieu-chinh-1.xlsx",
        "tuan-2024-W10.xlsx",
    ]
    assert issue(root, name="tuan-2024-W10-dieu-chinh-1") == 0
    assert document(root, capfd)["file"] == "bao-cao/2024/tuan-2024-W10-dieu-chinh-2.xlsx"


def test_a_named_output_that_was_issued_is_not_overwritten_either(root):
    target = root / "gui" / "tuan.xlsx"
    weekly(root, "2024-W10", "-o", target)
    assert run("issue", target, "-w", root) == 0
    sent = target.read_bytes()
    weekly(root, "2024-W10", "-o", target)
    assert target.read_bytes() == sent
    assert target.with_name("tuan-dieu-chinh-1.xlsx").is_file()


def test_a_copy_that_was_sent_protects_the_workbook_that_it_was_made_of(root):
    weekly(root)
    copy = root / "gui" / "Báo cáo tuần.xlsx"
    copy.parent.mkdir()
    copy.write_bytes(workbook(root).read_bytes())
    assert run("issue", copy, "-w", root) == 0
    sent = workbook(root).read_bytes()
    export(root, MENDED)
    weekly(root)
    assert workbook(root).read_bytes() == sent == copy.read_bytes()
    assert workbook(root, "tuan-2024-W10-dieu-chinh-1").is_file()


def test_a_report_whose_number_was_typed_into_it_can_be_issued(root):
    weekly(root)
    book = openpyxl.load_workbook(workbook(root))
    book["Trang nhất"]["A2"] = "Số: 15/BC-VP"
    book.save(workbook(root))
    assert issue(root) == 0


def test_what_gave_other_figures_than_are_kept_cannot_be_issued(root, capfd):
    weekly(root)
    for kept in (root / FOLDER).glob("weekly-*"):
        kept.unlink()
    assert issue(root) == 2
    assert run("issue", root / "bsreform.toml", "-w", root) == 2
    assert issue(root, "--date", "2024-03-16") == 2, "tomorrow"
    assert not list((root / FOLDER).glob("issued-*"))


@pytest.mark.parametrize(
    ("stated", "old"), [("07/03/2024 16:00", True), ("08/03/2024 08:00", False), ("15/03/2024 15:00", False)]
)
def test_status_and_schedule_tell_a_report_from_old_data(root, capfd, stated, old):
    export(root, FIRST, stated)
    weekly(root, "2024-W10", "-q")
    capfd.readouterr()
    run("status", "--as-of", "2024-03-08", "-w", root)
    assert ("TỪ SỐ LIỆU CŨ" in " ".join(capfd.readouterr().out.split())) == old
    run("status", "--as-of", "2024-03-08", "-w", root, "--json")
    made = {each["period"]: each["old_data"] for each in json.loads(capfd.readouterr().out)["reports"]}
    assert made["2024-W10"] == old
    run("schedule", "--as-of", "2024-03-11", "-w", root, "--json")
    items = json.loads(capfd.readouterr().out)["items"]
    states = {each["period"]: each["state"] for each in items if each["id"] == "bao-cao-tuan"}
    assert states["2024-W10"] == ("old_data" if old else "done")


def test_every_run_is_issued_where_the_settings_say_so(root, capfd):
    (root / "bsreform.toml").write_text('[reports]\nissue = "every_run"\n', encoding="utf-8")
    assert weekly(root, "2024-W10", "-q") == 1  # a row without a due day
    assert document(root, capfd)["issued"]["file"] == "bao-cao/2024/tuan-2024-W10.xlsx"
    assert len(list((root / FOLDER).glob("issued-*"))) == 1, "the same again is nothing new"
    export(root, MENDED)
    assert document(root, capfd)["file"].endswith("-dieu-chinh-1.xlsx")
    assert len(list((root / FOLDER).glob("issued-*"))) == 2
    export(root, REOPENED)
    assert document(root, capfd, "2024-W11")["carried_over"]


def test_a_run_that_could_not_read_everything_is_not_issued(root):
    (root / "bsreform.toml").write_text('[reports]\nissue = "every_run"\n', encoding="utf-8")
    (root / "ho-so" / "hong.xlsx").write_bytes(b"PK\x03\x04" + bytes(range(200)))
    assert weekly(root, "2024-W10", "-q") == 3
    assert not list((root / FOLDER).glob("issued-*"))


def test_damaged_records_are_passed_over(root):
    weekly(root)
    assert issue(root) == 0
    (kept,) = (root / FOLDER).glob("issued-*")
    kept.write_text("")
    for number, content in enumerate(["[]", '{"schema": 1}', '{"schema": 9}'], 2):
        kept.with_name(kept.name.replace("-0001-", f"-{number:04}-")).write_text(content)
    assert len(list((root / FOLDER).glob("issued-*"))) == 4
    assert weekly(root, "2024-W10", "-q") == 1


def test_what_is_issued_twice_says_what_was_known_and_keeps_the_number(root, capfd):
    weekly(root)
    assert issue(root, "--number", "15/BC-VP", "--date", "08/3/2024") == 0
    capfd.readouterr()
    assert issue(root) == 0
    assert "ghi nhận trước đó: số 15/BC-VP ngày 08/3/2024; không thay đổi." in capfd.readouterr().out
    assert issue(root, "--number", "16/BC-VP") == 0
    told = capfd.readouterr().out
    assert "phát hành số 16/BC-VP ngày 08/3/2024." in told and "số 15/BC-VP ngày 08/3/2024; nay được thay" in told
