"""`doctor` names each thing that is not ready, and how to mend it."""

import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bsreform.commands import doctoring
from bsreform.commands.doctoring import Machine, ReadyCheck, examine
from bsreform.organisation.units import load_registry
from bsreform.records.loading import Workspace
from bsreform.sending_back.form_book import template_bytes
from bsreform.sending_back.forms import template
from test_cli import C, Run, run, workspace  # noqa: F401 - `run` is a fixture

HANOI = timezone(timedelta(hours=7))
NOW = datetime(2024, 3, 8, 15, tzinfo=HANOI)
HERE = Machine(NOW, "utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    root = workspace(tmp_path / "ws", C)
    for name in ("nhiem-vu", "theo-doi", "to-cong-nghe-so", "bao-cao"):
        (root / name).mkdir()
    saved(root / "ho-so" / "hs.csv", NOW - timedelta(days=1))
    return root


def saved(file: Path, moment: datetime) -> None:
    os.utime(file, (moment.timestamp(), moment.timestamp()))


def look(root: Path, machine: Machine = HERE) -> list[ReadyCheck]:
    return list(examine(Workspace.open(root), "", machine))


def about(checks: list[ReadyCheck], words: str) -> ReadyCheck:
    found = [check for check in checks if words in check.what]
    assert len(found) == 1, [check.what for check in checks]
    return found[0]


def test_whatever_is_not_good_has_a_remedy(place: Path) -> None:
    (place / "bsreform.toml").unlink()
    (place / "ho-so" / "trống.xlsx").write_bytes(b"")
    for check in look(place, Machine(NOW.astimezone(UTC), "cp1252")):
        assert check.good or check.remedy, check.what


def test_a_workspace_that_is_ready_needs_nothing(place: Path) -> None:
    checks = look(place)
    assert [check.what for check in checks if check.needed and not check.good] == []
    assert about(checks, "Thư mục “ho-so”").what.endswith(": 1 tệp")
    assert about(checks, "Tệp hồ sơ mới nhất").good


def test_a_form_that_tells_of_no_work_is_no_list_of_dossiers(place: Path) -> None:
    form = place / "ho-so" / "khong-phat-sinh.xlsx"
    form.write_bytes(template_bytes(template("no-work", load_registry(None), NOW.date())))
    saved(form, NOW)
    assert "hs.csv" in about(look(place), "Tệp hồ sơ mới nhất").what


def test_an_export_of_last_week_is_told(place: Path) -> None:
    saved(place / "ho-so" / "hs.csv", NOW - timedelta(days=9))
    check = about(look(place), "Tệp hồ sơ mới nhất")
    assert not check.good and "09" not in check.remedy and "Đã 9 ngày" in check.remedy


def test_a_clock_that_is_behind_is_told(place: Path) -> None:
    saved(place / "ho-so" / "hs.csv", NOW + timedelta(days=30))
    check = about(look(place), "Tệp hồ sơ mới nhất")
    assert check.needed and not check.good and "Chỉnh lại ngày, giờ" in check.remedy


def test_another_time_zone_and_another_code_page_are_told(place: Path) -> None:
    checks = look(place, Machine(NOW.astimezone(UTC), "cp1258"))
    assert "UTC+0" in about(checks, "Giờ của máy").what and not about(checks, "Giờ của máy").good
    assert "chcp 65001" in about(checks, "bảng mã cp1258").remedy


def test_files_not_synced_and_files_open_are_named(place: Path) -> None:
    (place / "theo-doi" / "trống.xlsx").write_bytes(b"")
    (place / "ho-so" / "~$hs.csv").write_bytes(bytes([12]) + "Nguyễn Văn A".encode()[:12] + bytes(60))
    checks = look(place)
    assert not about(checks, "theo-doi/trống.xlsx").good
    assert about(checks, "đang mở bởi").good


def test_folders_and_settings_that_are_missing_are_named(place: Path) -> None:
    (place / "bsreform.toml").unlink()
    (place / "nhiem-vu").rmdir()
    (place / "ho-so" / "hs.csv").unlink()
    checks = look(place)
    assert about(checks, "Tệp thiết lập").remedy == about(checks, "“nhiem-vu”").remedy == "Chạy: bsreform init"
    assert not about(checks, "“ho-so”").good and about(checks, "“ho-so”").needed
    assert not about(checks, "“theo-doi”").needed


def test_long_paths_are_told(place: Path) -> None:
    deep = place / "ho-so" / ("x" * 120) / ("y" * 120)
    deep.mkdir(parents=True)
    (deep / "hs.csv").write_text("x")
    assert not about(look(place), "Đường dẫn dài nhất").good


def test_a_missing_extra_is_no_obstacle(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctoring, "_version", lambda name: "" if name in ("typst", "dask") else "1.0")
    check = about(look(place), "--pdf")
    assert not check.good and not check.needed and "install typst" in check.remedy


def test_a_folder_that_cannot_be_written_and_a_full_disk_are_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(doctoring.tempfile, "TemporaryFile", refused)
    monkeypatch.setattr(doctoring.shutil, "disk_usage", lambda folder: Usage)
    checks = look(place)
    assert not about(checks, "Nơi ghi báo cáo").good
    assert "12 MB" in about(checks, "Ổ đĩa").what and not about(checks, "Ổ đĩa").good


class Usage:
    free = 12 * 1024**2


def test_without_a_workspace_the_rest_is_told_all_the_same(run: Run, tmp_path: Path, monkeypatch) -> None:  # noqa: F811
    monkeypatch.chdir(tmp_path)
    told = run("doctor")
    assert told.code == 2
    assert "[x] Python" in told.out and "[ ] Thư mục làm việc" in told.out
    assert "bsreform init" in told.out and "Bước tiếp theo: " in told.out


def test_wrong_settings_are_one_of_the_lines(run: Run, tmp_path: Path) -> None:  # noqa: F811
    told = run("doctor", "-w", workspace(tmp_path / "x", C, settings="[periods"))
    assert told.code == 2
    assert "tên mục phải đóng" in " ".join(told.out.split()) and told.err == ""
    assert "bsreform.toml" in "".join(told.out.split()) and "…" not in told.out


def test_a_year_that_the_calendar_does_not_cover_is_told(place: Path) -> None:
    assert about(look(place), "Lịch làm việc").good
    later = Machine(NOW.replace(year=2027), "utf-8")
    check = about(look(place, later), "Lịch làm việc")
    assert not check.good and "2028" in check.what and "2027" not in check.what
    (place / "calendar.toml").write_text("off = [2028-01-26]\n", encoding="utf-8")
    assert about(look(place, later), "Lịch làm việc").good


def test_the_units_are_counted_and_a_wrong_list_is_told(place: Path) -> None:
    assert about(look(place), "Danh mục đơn vị").what == "Danh mục đơn vị (có sẵn): 47 đơn vị"
    (place / "units.xlsx").write_bytes(b"no workbook")
    check = about(look(place), "Danh mục đơn vị")
    assert not check.good and "bsreform validate units.xlsx" in check.remedy
