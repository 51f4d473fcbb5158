"""The contract of the command line: exit codes, what goes to stdout, and where the report lies."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from msgspec import Struct

import bsreform
from bsreform import cli, pipeline
from bsreform.commands import MODULES, edges
from bsreform.periods import KINDS

pytestmark = pytest.mark.slow

FRIDAY_1, FRIDAY_8 = "Ngày xuất: 01/03/2024 16:00", "Ngày xuất: 08/03/2024 16:00"
HEADER = "Mã hồ sơ;Đơn vị;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Trạng thái;Hình thức nộp"
A_OPEN = "000.00.23.H48-240226-0001;UBND xã Bình Chánh;26/02/2024;06/03/2024;;Đang xử lý;Trực tuyến"
A_DONE = "000.00.23.H48-240226-0001;UBND xã Bình Chánh;26/02/2024;06/03/2024;05/03/2024;Đã trả kết quả;Trực tuyến"
B = "000.00.23.H48-240227-0002;UBND xã Bình Chánh;27/02/2024;29/02/2024;29/02/2024;Đã trả kết quả;Trực tiếp"
C = "000.00.23.H48-240304-0003;UBND xã Bình Chánh;04/03/2024;05/03/2024;05/03/2024;Đã trả kết quả;Trực tuyến"
BAD = "000.00.23.H48-240304-0004;UBND xã Bình Chanh;04/03/2024;05/03/2024;05/03/2024;Đã trả kết quả;Trực tuyến"
W10 = ("weekly", "--week", "2024-W10")


class Result(Struct, frozen=True):
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command as the console script does."""
    monkeypatch.setenv("BSREFORM_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("BSREFORM_WORKSPACE", raising=False)

    def call(*arguments: object) -> Result:
        monkeypatch.setattr(sys, "argv", ["bsreform", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        captured = capfdbinary.readouterr()
        code = end.value.code
        return Result(code if isinstance(code, int) else 0, captured.out.decode(), captured.err.decode())

    return call


def workspace(folder: Path, *rows: str, stated: str = FRIDAY_8, settings: str = "") -> Path:
    """A workspace with one dossier export."""
    (folder / "ho-so").mkdir(parents=True)
    (folder / "bsreform.toml").write_text(settings, encoding="utf-8")
    (folder / "ho-so" / "hs.csv").write_text("\n".join((stated, HEADER, *rows)), encoding="utf-8-sig")
    return folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return workspace(tmp_path / "ws", A_DONE, B, C)


# --- exit codes --------------------------------------------------------------------------------------


def test_0_when_all_is_well(run: Run, place: Path) -> None:
    result = run(*W10, "-w", place)
    assert (result.code, result.err) == (0, "")
    assert (place / "bao-cao/2024/tuan-2024-W10.xlsx").stat().st_size > 10_000


def test_1_with_errors_in_the_data(run: Run, tmp_path: Path) -> None:
    assert run(*W10, "-w", workspace(tmp_path / "x", C, BAD)).code == 1


def test_strict_makes_warnings_count(run: Run, place: Path) -> None:
    assert run(*W10, "-w", place, "--strict").code == 1, "units without data are a warning"


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ("[periods]\nweek_end_on = 'friday'", "week_ends_on"),
        ("[tasks]\ndue_soon_days = 'ba'", "due_soon_days"),
        ("[periods", "bsreform.toml"),
    ],
)
def test_2_with_wrong_settings(run: Run, tmp_path: Path, settings: str, named: str) -> None:
    result = run(*W10, "-w", workspace(tmp_path / "x", C, settings=settings))
    assert (result.code, result.out) == (2, "")
    assert named in result.err


@pytest.mark.parametrize(
    "arguments", [("--week", "2024-W54"), ("--week", "tuần 10"), ("--as-of", "hôm qua"), ("--bogus",), ("thừa",)]
)
def test_2_with_wrong_arguments(run: Run, place: Path, arguments: tuple[str, ...]) -> None:
    result = run("weekly", "-w", place, *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err


def test_2_without_any_input(run: Run, tmp_path: Path) -> None:
    assert run("init", tmp_path / "mới").code == 0
    result = run(*W10, "-w", tmp_path / "mới")
    assert result.code == 2
    assert "ho-so" in result.err


def test_2_without_a_workspace(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*W10)
    assert result.code == 2
    assert "bsreform init" in result.err


def test_3_when_a_file_could_not_be_read_and_all_others_are_reported(run: Run, place: Path) -> None:
    (place / "ho-so" / "hong.xlsx").write_bytes(b"PK\x03\x04" + bytes(range(200)))
    result = run(*W10, "-w", place, "--json")
    assert result.code == 3
    assert json.loads(result.out)["total"]["ledger"]["received"] == 1


def test_4_when_the_report_cannot_be_written(run: Run, place: Path) -> None:
    (place / "bao-cao").write_text("một tệp thay cho thư mục")
    result = run(*W10, "-w", place, "--json")
    assert result.code == 4
    assert json.loads(result.out)["report"] == "weekly"
    assert "bao-cao" in result.err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="every folder is writable for this user")
def test_4_when_the_folder_of_reports_is_read_only(run: Run, place: Path) -> None:
    (place / "bao-cao").mkdir(mode=0o555)
    assert run(*W10, "-w", place).code == 4


# --- what is printed, and where the report goes ------------------------------------------------------


def test_json_is_one_document_and_nothing_else(run: Run, place: Path) -> None:
    result = run(*W10, "-w", place, "--json")
    document = json.loads(result.out)
    assert document["period"] == {"id": "2024-W10", "start": "2024-03-02", "end": "2024-03-08", "as_of": "2024-03-08"}
    assert document["file"] == "bao-cao/2024/tuan-2024-W10.xlsx"
    assert result.err == ""


def test_quiet_is_silent(run: Run, place: Path) -> None:
    result = run(*W10, "-w", place, "--quiet")
    assert (result.code, result.out, result.err) == (0, "", "")


def test_the_screen_fits_80_columns(run: Run, place: Path) -> None:
    lines = run(*W10, "-w", place).out.splitlines()
    assert [line for line in lines if len(line) > 80 and str(place) not in line] == []


def test_output_puts_the_report_elsewhere(run: Run, place: Path, tmp_path: Path) -> None:
    target = tmp_path / "gửi" / "tuần.xlsx"
    assert run(*W10, "-w", place, "-o", target).code == 0
    assert target.is_file()
    assert not (place / "bao-cao").exists()


def test_the_workspace_may_come_from_the_environment(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BSREFORM_WORKSPACE", str(place))
    assert run(*W10, "-q").code == 0


# --- an earlier day ----------------------------------------------------------------------------------


def total(result: Result) -> dict[str, int]:
    return json.loads(result.out)["total"]["ledger"]


def test_an_old_week_from_a_newer_export_gives_the_same_ledger(run: Run, tmp_path: Path) -> None:
    then = workspace(tmp_path / "then", A_OPEN, B, stated=FRIDAY_1)
    now = workspace(tmp_path / "now", A_DONE, B, C)
    week = ("weekly", "--week", "2024-W09", "--json")
    assert total(run(*week, "-w", then)) == total(run(*week, "-w", now))


def test_as_of_looks_from_that_day(run: Run, place: Path) -> None:
    week = ("weekly", "--week", "2024-W09", "--json", "-w", place)
    seen = total(run(*week, "--as-of", "28/02/2024"))
    assert (seen["received"], seen["closed"], seen["open"]) == (2, 0, 2)
    assert total(run(*week))["closed"] == 1


def test_a_week_may_be_written_as_one_says_it(run: Run, place: Path) -> None:
    assert run("weekly", "--week", "tuần 10 năm 2024", "-w", place, "-q").code == 0
    assert [path.name for path in (place / "bao-cao").rglob("*.xlsx")] == ["tuan-2024-W10.xlsx"]


def test_a_week_that_does_not_exist_is_answered_with_those_that_do(run: Run, place: Path) -> None:
    told = run("weekly", "--week", "2024-W60", "-w", place)
    assert told.code == 2
    assert "Năm 2024 có 52 tuần; tuần kết thúc 08/3/2024 ghi 2024-W10 hoặc 10/2024." in told.err


@pytest.mark.parametrize("command", ["weekly", "status", "remind"])
def test_nothing_is_seen_from_a_day_to_come(run: Run, place: Path, monkeypatch, command: str) -> None:
    monkeypatch.setattr(edges, "today", lambda: date(2024, 3, 8))
    told = run(command, "--as-of", "09/3/2024", "-w", place)
    assert told.code == 2
    assert "--as-of 09/3/2024 là ngày chưa đến, hôm nay là 08/3/2024" in told.err


def test_every_report_takes_the_same_options(run: Run) -> None:
    common = {"--workspace", "--as-of", "--json", "--quiet", "--output", "--strict", "--wait"}
    for report in KINDS:
        page = run(report, "--help").out
        assert all(option in page for option in common), report


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out == f"bsreform {bsreform.__version__}\n"


def test_as_of_alone_chooses_the_week(run: Run, place: Path) -> None:
    period = json.loads(run("weekly", "--as-of", "2024-03-07", "--json", "-w", place).out)["period"]
    assert period["id"] == "2024-W09", "the latest week that has ended"


# --- the other commands ------------------------------------------------------------------------------


def test_explain_prints_the_page_of_a_rule(run: Run) -> None:
    result = run("explain", "unknown_unit")
    assert result.code == 0
    assert all(part in result.out for part in ("unknown_unit", "Vì sao:", "Sai:", "Đúng:", "Cách sửa:"))


def test_explain_suggests_the_nearest_rule(run: Run) -> None:
    result = run("explain", "unknow_unit")
    assert result.code == 2
    assert "unknown_unit" in result.err


def test_validate_in_three_formats(run: Run, tmp_path: Path) -> None:
    file = workspace(tmp_path / "x", C, BAD) / "ho-so" / "hs.csv"
    text, as_json, as_csv = (run("validate", file, "--format", each) for each in ("text", "json", "csv"))
    assert (text.code, as_json.code, as_csv.code) == (1, 1, 1)
    assert "UBND xã Bình Chanh" in text.out
    problem = json.loads(as_json.out)["problems"][0]
    assert (problem["rule"], problem["cell"], problem["raw"]) == ("unknown_unit", "B4", "UBND xã Bình Chanh")
    assert as_csv.out.splitlines()[0].lstrip("\ufeff").startswith("Đơn vị,Mã quy tắc,Mức độ,Tệp,Trang,Ô")
    assert len(as_csv.out.splitlines()) == 2


def test_the_list_of_errors_as_a_workbook_has_a_sheet_for_each_unit(run: Run, tmp_path: Path) -> None:
    late = C.replace("0003", "0005").replace("05/03/2024;05/03/2024", "03/03/2024;05/03/2024")
    place = workspace(tmp_path / "x", C, BAD, late)
    target = tmp_path / "loi.xlsx"
    assert run("validate", "-w", place, "--format", "xlsx", "-o", target, "--week", "2024-W10").code == 1
    book = openpyxl.load_workbook(target)
    assert book.sheetnames[0] == "Đơn vị" and "Bình Chánh" in book.sheetnames
    heads = [cell.value for row in book["Bình Chánh"].iter_rows() for cell in row]
    assert {"Vị trí", "Nội dung trong tệp", "Vấn đề", "Cách sửa"} <= set(heads)
    assert run("validate", "-w", place, "-o", target).err.startswith("-o") and run("validate", "-w", place).code == 1


def test_validate_may_look_at_one_unit_or_as_a_report_does(run: Run, tmp_path: Path) -> None:
    place = workspace(tmp_path / "x", C, BAD, C.replace("0003", "0009").replace("04/03/2024", "06/03/2024"))
    week = ("--week", "2024-W10")
    whole = json.loads(run("validate", "-w", place, "--json", *week).out)
    own = json.loads(run("validate", "-w", place, "--json", *week, "--unit", "Bình Chánh").out)
    assert {each["unit"] for each in own["problems"]} == {"binh-chanh"}
    assert len(own["problems"]) == sum(each["unit"] == "binh-chanh" for each in whole["problems"]) > 0
    assert whole["summary"] == json.loads(run(*W10, "-w", place, "--json").out)["problems"]
    assert run("validate", "-w", place, "--unit", "Tịnh Thọ").code == 2
    assert run("validate", "-w", place, "--week", "2024-W10", "--month", "2024-03").code == 2


def test_a_tracker_among_the_dossiers_is_told_its_folder(run: Run, tmp_path: Path) -> None:
    place = workspace(tmp_path / "x", C)
    heads = "Nội dung nhiệm vụ;Đơn vị chủ trì;Thời hạn hoàn thành;Tình trạng;Ngày cập nhật"
    (place / "ho-so" / "nv.csv").write_text(
        f"{heads}\nRà soát;UBND xã Bình Chánh;15/03/2024;Đang thực hiện;\n", "utf-8"
    )
    told = run("validate", "-w", place).out
    assert "Đây là bảng theo dõi nhiệm vụ" in told and "sang thư mục theo-doi" in " ".join(told.split())


def test_validate_refuses_other_formats_and_missing_files(run: Run, place: Path) -> None:
    assert run("validate", "-w", place, "--format", "xml").code == 2
    assert run("validate", place / "không-có.xlsx").code == 2


def test_doctor_finds_what_is_missing(run: Run, place: Path) -> None:
    assert "ho-so" in run("doctor", "-w", place).out


def test_init_overwrites_nothing(run: Run, tmp_path: Path) -> None:
    settings = tmp_path / "bsreform.toml"
    settings.write_text("# của tôi\n", encoding="utf-8")
    assert run("init", tmp_path).code == 0
    assert settings.read_text(encoding="utf-8") == "# của tôi\n"


def test_demo_shows_the_examples(run: Run, tmp_path: Path) -> None:
    result = run("demo", tmp_path / "demo")
    assert result.code == 0
    for name in ("tuan-2024-W10.xlsx", "thang-2024-03.xlsx"):
        assert (tmp_path / "demo/bao-cao/2024" / name).is_file()
        assert name in result.out
    assert run("demo", tmp_path / "demo").code == 2, "what is there already is not overwritten"


# --- a process of its own ----------------------------------------------------------------------------


def process(*arguments: object, **env: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env={**os.environ, **env}, check=False)


@pytest.mark.process
def test_a_pipe_with_another_code_page_does_not_crash(tmp_path: Path) -> None:
    root = workspace(tmp_path / "x", C, BAD)
    env = {"PYTHONIOENCODING": "cp1252", "BSREFORM_CACHE": str(tmp_path / "cache")}
    result = process("-m", "bsreform", "validate", "-w", root, **env)
    assert result.returncode == 1
    assert b"Traceback" not in result.stderr
    assert "Bình Chanh" in result.stdout.decode()


@pytest.mark.process
def test_help_imports_nothing_heavy() -> None:
    result = process("-X", "importtime", "-m", "bsreform", "weekly", "--help")
    imported = {line.rpartition("|")[2].strip() for line in result.stderr.decode().splitlines()}
    assert "Cách dùng" in result.stdout.decode()
    assert not imported & {"pandas", "numpy", "pyarrow", "openpyxl", "holidays", "rich", "xlsxwriter"}


@pytest.mark.process
@pytest.mark.parametrize("line", ["weekly --week 2024-W10", "monthly --month 2024-03", "validate"])
def test_files_are_being_read_before_pandas_is_imported(tmp_path: Path, line: str) -> None:
    root = workspace(tmp_path / "x", C)
    env = {"BSREFORM_CACHE": str(tmp_path / "cache")}
    result = process("-X", "importtime", "-m", "bsreform", *line.split(), "-w", root, **env)
    imported = [each.rpartition("|")[2].strip() for each in result.stderr.decode().splitlines()]
    assert imported.index("bsreform.reading.guarded.process") < imported.index("pandas"), "a worker was hired first"


@pytest.mark.process
def test_the_list_of_commands_imports_none_of_them() -> None:
    result = process("-X", "importtime", "-m", "bsreform", "--help")
    imported = {line.rpartition("|")[2].strip() for line in result.stderr.decode().splitlines()}
    assert "weekly" in result.stdout.decode()
    assert not imported & {"pydantic", *(f"bsreform.commands.{module}" for module in MODULES.values())}


def test_2_when_it_is_broken_off_and_said_so(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "report", broken_off)
    told = run(*W10, "-w", place)
    assert (told.code, told.out, told.err.strip()) == (2, "", "Đã dừng theo yêu cầu.")


def test_a_fault_of_the_program_never_looks_like_a_report(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "app", broken)
    result = run("doctor")
    assert result.code == 2 and result.out == ""
    assert "Phần mềm gặp lỗi ngoài dự kiến" in result.err


@pytest.mark.process
def test_help_goes_through_any_code_page() -> None:
    told = process("-m", "bsreform", "--help", PYTHONIOENCODING="cp1252")
    assert told.returncode == 0 and "Cách dùng: bsreform" in told.stdout.decode()


@pytest.mark.parametrize("command", [W10, ("monthly",), ("quarterly",), ("annual",)], ids=lambda command: command[0])
def test_2_where_the_report_would_be_taken_for_data_or_is_a_folder(
    run: Run, place: Path, command: tuple[str, ...]
) -> None:
    for output, said in ((place / "ho-so" / "a.xlsx", "số liệu gốc"), (place, "là thư mục")):
        told = run(*command, "-w", place, "-o", output)
        assert (told.code, told.out) == (2, "") and said in told.err
    assert [path.name for path in (place / "ho-so").iterdir()] == ["hs.csv"]


def test_2_with_a_file_for_a_workspace(run: Run, place: Path) -> None:
    told = run(*W10, "-w", place / "ho-so" / "hs.csv")
    assert told.code == 2 and "là tệp" in told.err
