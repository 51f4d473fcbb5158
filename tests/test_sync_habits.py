"""Habits of OneDrive, Windows and offices, each seen from the command line: the run goes on and says what it met."""

import json
import os
import stat
import unicodedata
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

import test_cli
from bsreform.files.plain_file import open_plain
from bsreform.reading.guarded import looking, pool
from habits import deny, export, problems, rows, sheet, tracker
from test_cli import A_DONE, W10, B, C, Run

pytestmark = pytest.mark.slow

cli_run = test_cli.run
POSIX = pytest.mark.skipif(os.name == "nt", reason="needs a file system that allows it")
FORM = "Đơn vị;Kỳ báo cáo;Cấp của Tổ;Số Tổ;Số thành viên"


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "GAP", 0)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return test_cli.workspace(tmp_path / "ws", A_DONE, B, C)


# --- conflict copies ---------------------------------------------------------------------------------


def test_a_copy_of_dossiers_is_told_with_its_rows_and_not_counted(cli_run: Run, place: Path) -> None:
    before = rows(cli_run, place)
    export(place / "ho-so" / "hs - Sao chép.csv", A_DONE, C.replace("Trực tuyến", "Trực tiếp"), B)
    assert rows(cli_run, place) == before
    [(file, message)] = problems(cli_run, place, "conflict_copy")
    assert file == "ho-so/hs - Sao chép.csv"
    assert "“ho-so/hs.csv”" in message and "khác 1 dòng: 4." in message


@pytest.mark.parametrize("folder", ["theo-doi", "nhiem-vu"])
def test_a_copy_of_tasks_is_told_with_its_rows_and_not_counted(cli_run: Run, place: Path, folder: str) -> None:
    tracker(place / folder / "so.csv", "Đang thực hiện", "Đang thực hiện", "Chưa thực hiện")
    tracker(place / folder / "so - Sao chép.csv", "Đang thực hiện", "Đã hoàn thành", "Đã hoàn thành", "Mới giao")
    [(_, message)] = problems(cli_run, place, "conflict_copy")
    assert "khác 2 dòng: 3–4; có thêm 1 dòng: 5." in message
    told = json.loads(cli_run("monthly", "--month", "2024-03", "--json", "-w", place).out)
    assert told["task_rows"]["read"] == 3


def test_a_copy_of_a_digital_teams_form_is_told_with_its_rows_and_not_counted(cli_run: Run, place: Path) -> None:
    line = "UBND xã Bình Chánh;Quý I/2024;{};{};30"
    form = place / "to-cong-nghe-so" / "bc.csv"
    sheet(form, FORM, line.format("Cấp xã", 1), line.format("Thôn", 5))
    sheet(form.with_name("bc (1).csv"), FORM, line.format("Cấp xã", 1), line.format("Thôn", 6))
    [(_, message)] = problems(cli_run, place, "conflict_copy")
    assert "khác 1 dòng: 3." in message
    assert not problems(cli_run, place, "duplicate_form")


def test_copies_are_told_in_folders_outside_the_workspace_too(cli_run: Run, place: Path, tmp_path: Path) -> None:
    export(tmp_path / "nhan" / "x.csv", B, C)
    export(tmp_path / "nhan" / "x - Copy.csv", B)
    [(_, message)] = problems(cli_run, place, "conflict_copy", tmp_path / "nhan")
    assert "thiếu 1 dòng của bản gốc: 4." in message


# --- not on this machine -----------------------------------------------------------------------------


def test_a_placeholder_known_by_its_attributes(cli_run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(place / "ho-so" / "b.csv", B)
    real = Path.stat

    def online(self: Path, **options):
        found = real(self, **options)
        if self.name != "b.csv":
            return found
        names = ("st_mode", "st_size", "st_mtime")
        return SimpleNamespace(st_file_attributes=0x401000, **{name: getattr(found, name) for name in names})

    monkeypatch.setattr(Path, "stat", online)
    assert [file for file, _ in problems(cli_run, place, "not_synced_file")] == ["ho-so/b.csv"]
    assert "ho-so/b.csv: trống hoặc chưa đồng bộ xong" in cli_run("doctor", "-w", place).out
    told = json.loads(cli_run("status", "--json", "-w", place, "--as-of", "2024-03-08").out)
    assert told["not_synced"] == ["ho-so/b.csv"]


@pytest.mark.parametrize(("errno", "winerror"), [(22, None), (5, 362), (5, 395), (5, 426)])
def test_a_placeholder_known_by_its_error(
    cli_run: Run, place: Path, monkeypatch: pytest.MonkeyPatch, errno: int, winerror: int | None
) -> None:
    problem = OSError(errno, "cloud")
    problem.winerror = winerror  # type: ignore[attr-defined, unused-ignore]
    export(place / "ho-so" / "b.csv", B)
    deny(monkeypatch, "b.csv", problem)
    assert [file for file, _ in problems(cli_run, place, "not_synced_file")] == ["ho-so/b.csv"]


# --- things that move --------------------------------------------------------------------------------


@pytest.mark.parametrize("gone", ["file", "folder"])
def test_what_vanishes_between_listing_and_reading_is_told(
    cli_run: Run, place: Path, monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    doomed = export(place / "ho-so" / "xa" / "b.csv", B)
    real = os.scandir

    def scan(path):
        found = list(real(path))
        if Path(path).name == ("xa" if gone == "file" else "ho-so") and doomed.exists():
            doomed.unlink()
            if gone == "folder":
                doomed.parent.rmdir()
        return _Listing(found)

    monkeypatch.setattr(os, "scandir", scan)
    [(file, message)] = problems(cli_run, place, "unreadable_file")
    assert file == ("ho-so/xa/b.csv" if gone == "file" else "ho-so/xa")
    assert "vừa bị xóa" in message
    assert rows(cli_run, place)["read"] == 3


class _Listing(list):
    """What os.scandir returns, made beforehand."""

    def __enter__(self):
        return iter(self)

    def __exit__(self, *_):
        return None

    close = __exit__

    def __next__(self):
        if not self:
            raise StopIteration
        return self.pop(0)

    def __iter__(self):
        return self


def test_a_file_missing_while_it_is_saved_by_renaming_is_read(
    cli_run: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(cli_run, place)
    export(place / "ho-so" / "hs.csv", A_DONE, B, C)
    asked = []

    def absent_at_first(path: Path):
        if path.name == "hs.csv" and not asked:
            asked.append(path)
            raise FileNotFoundError(2, "being replaced")
        return open_plain(path)

    monkeypatch.setattr(looking, "open_plain", absent_at_first)
    assert rows(cli_run, place) == before
    assert asked


# --- names -------------------------------------------------------------------------------------------


NAMES = ("Bình Chánh tháng 3.csv", " đầu và cuối .csv", "hồ sơ 📁🙂.csv", "dài " + "x" * 200 + ".csv")


@POSIX
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_any_name_is_read_and_told_as_it_is_on_the_disk(cli_run: Run, place: Path, tmp_path: Path, form: str) -> None:
    names = [unicodedata.normalize(form, name) for name in NAMES]
    for name in names:
        export(place / "ho-so" / name, test_cli.BAD)
    told = [file for file, _ in problems(cli_run, place, "unknown_unit")]
    assert sorted(told) == sorted(f"ho-so/{name}" for name in names)
    back = cli_run("validate", "-w", place, "--annotate", tmp_path / "tra-lai")
    assert back.code == 1
    copies = list((tmp_path / "tra-lai").rglob("*.xlsx"))
    assert len(copies) == len(names)
    assert {openpyxl.load_workbook(copy).sheetnames[0] for copy in copies} == {"Đề nghị chỉnh sửa"}


@POSIX
def test_a_path_of_more_than_260_characters_is_read(cli_run: Run, place: Path) -> None:
    deep = place / "ho-so" / ("tháng ba " * 10).strip() / ("tuần thứ nhất " * 8).strip() / ("ngày " * 20).strip()
    export(deep / "b.csv", test_cli.BAD)
    assert len(str(deep)) > 260
    assert len(problems(cli_run, place, "unknown_unit")) == 1


@POSIX
def test_a_name_that_is_no_text_at_all_is_shown_with_marks(cli_run: Run, place: Path) -> None:
    export(place / "ho-so" / os.fsdecode(b"hong\xff\x1b[31m.csv"), test_cli.BAD)
    [(file, _)] = problems(cli_run, place, "unknown_unit")
    assert file == "ho-so/hong\ufffd\ufffd[31m.csv"
    for command in (("validate",), W10, ("status", "--as-of", "2024-03-08"), ("doctor",)):
        result = cli_run(*command, "-w", place)
        assert result.code in (0, 1) and "\x1b[31m.csv" not in result.out + result.err


@POSIX
def test_names_that_differ_in_case_only_are_told_and_dossiers_count_once(cli_run: Run, place: Path) -> None:
    export(place / "ho-so" / "HS.csv", A_DONE, B, C)
    [(file, message)] = problems(cli_run, place, "same_name")
    assert {file.removeprefix("ho-so/"), message.partition("“ho-so/")[2].partition("”")[0]} == {"hs.csv", "HS.csv"}
    counted = rows(cli_run, place)
    assert (counted["read"], counted["used"], counted["superseded"]) == (6, 3, 3)


# --- what is no file ---------------------------------------------------------------------------------


@POSIX
def test_a_folder_named_like_a_workbook_is_a_folder(cli_run: Run, place: Path) -> None:
    (place / "ho-so" / "trong.xlsx").mkdir()
    export(place / "ho-so" / "xa.xlsx" / "b.csv", test_cli.BAD)
    assert [file for file, _ in problems(cli_run, place, "unknown_unit")] == ["ho-so/xa.xlsx/b.csv"]


@POSIX
def test_links_pipes_and_devices_are_told_and_never_waited_for(cli_run: Run, place: Path) -> None:
    folder = place / "ho-so"
    (folder / "hong.xlsx").symlink_to(folder / "khong-co.xlsx")
    (folder / "vong").symlink_to(folder)
    (folder / "tu-than.xlsx").symlink_to(folder / "tu-than.xlsx")
    (folder / "thiet-bi.xlsx").symlink_to("/dev/zero")
    os.mkfifo(folder / "ong.xlsx")
    os.mkfifo(folder / "~$hs.csv")
    told = dict(problems(cli_run, place, "unreadable_file"))
    refused = dict(problems(cli_run, place, "unsupported_file"))
    assert set(told) == {f"ho-so/{name}" for name in ("hong.xlsx", "tu-than.xlsx")}
    assert set(refused) == {f"ho-so/{name}" for name in ("thiet-bi.xlsx", "ong.xlsx")}
    assert "lối tắt" in told["ho-so/hong.xlsx"] and "đường ống" in refused["ho-so/ong.xlsx"]
    for command in (("doctor",), ("status", "--as-of", "2024-03-08"), W10):
        cli_run(*command, "-w", place)
    assert rows(cli_run, place)["read"] == 3


@POSIX
def test_a_folder_that_may_not_be_listed_is_told(cli_run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "ho-so" / "kin").mkdir()
    real = os.scandir

    def scan(path):
        if Path(path).name == "kin":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scan)
    assert [file for file, _ in problems(cli_run, place, "unreadable_file")] == ["ho-so/kin"]
    assert stat.S_ISDIR((place / "ho-so" / "kin").stat().st_mode)
