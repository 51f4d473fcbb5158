"""Files that are open in Excel or LibreOffice: read all the same, their holders named, and none of them replaced."""

import json
import os
from pathlib import Path

import pytest

import test_cli
from bsreform.reading.guarded import pool
from habits import TRACKER, deny, export, problems, rows, sheet, tracker
from small_office import few_units
from test_cli import A_DONE, W10, B, C, Run

pytestmark = pytest.mark.slow

cli_run = test_cli.run
OWNER = "Nguyễn Văn A"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pool, "GAP", 0)  # nobody waits
    return test_cli.workspace(tmp_path / "ws", A_DONE, B, C)


def excel_lock(path: Path, name: str = OWNER) -> None:
    wide = name.encode("utf-16-le").ljust(108, b" ")
    path.with_name("~$" + path.name).write_bytes(bytes([len(name)]) + b"?".ljust(54) + bytes([len(name), 0]) + wide)


def libreoffice_lock(path: Path, name: str = OWNER) -> None:
    path.with_name(f".~lock.{path.name}#").write_text(f"{name},a,MAY01,08.03.2024 15:00,file:///x;", encoding="utf-8")


# --- who has it open ---------------------------------------------------------------------------------


@pytest.mark.parametrize("lock", [excel_lock, libreoffice_lock])
def test_doctor_and_status_name_who_has_a_file_open(cli_run: Run, place: Path, lock) -> None:
    lock(place / "ho-so" / "hs.csv")
    tracker(place / "theo-doi" / "so.csv", "Đang thực hiện")
    lock(place / "theo-doi" / "so.csv", "Trần Thị B")
    assert f"ho-so/hs.csv: đang mở bởi {OWNER}" in cli_run("doctor", "-w", place).out
    told = json.loads(cli_run("status", "--json", "-w", place, "--as-of", "2024-03-08").out)
    assert told["open"] == [
        {"path": "ho-so/hs.csv", "by": OWNER},
        {"path": "theo-doi/so.csv", "by": "Trần Thị B"},
    ]
    assert "Đang mở bởi Trần Thị B" in cli_run("status", "-w", place, "--as-of", "2024-03-08").out


def test_an_input_that_is_open_is_read_all_the_same(cli_run: Run, place: Path) -> None:
    before = rows(cli_run, place)
    excel_lock(place / "ho-so" / "hs.csv")
    libreoffice_lock(place / "ho-so" / "hs.csv")
    assert rows(cli_run, place) == before


def test_an_input_that_is_locked_names_its_holder(cli_run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    excel_lock(export(place / "ho-so" / "b.csv", B))
    deny(monkeypatch, "b.csv", PermissionError(13, "in use"))
    [(file, message)] = problems(cli_run, place, "unreadable_file")
    assert (file, OWNER in message) == ("ho-so/b.csv", True)
    assert cli_run(*W10, "-w", place).code == 3


# --- reports that are open ---------------------------------------------------------------------------


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Names of files that Excel holds: they can be read, not replaced."""
    names: set[str] = set()
    real = os.replace

    def replace(source: str | Path, target: str | Path) -> None:
        if Path(target).name in names:
            raise PermissionError(13, "in use")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    return names


def late_task(place: Path) -> None:
    sheet(place / "theo-doi" / "so.csv", TRACKER, "1;Rà soát thủ tục;UBND xã Bình Chánh;05/03/2024;Đang thực hiện")


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (W10, "tuan-2024-W10.xlsx"),
        ((*W10, "-o", "@/rieng.xlsx"), "rieng.xlsx"),
        (("remind", "--as-of", "2024-03-08", "--notices", "@/nhac"), "don-doc-2024-03-08-binh-chanh.docx"),
        (("schedule", "--from", "2024-03-01", "--to", "2024-03-31", "--ics", "@/lich.ics"), "lich.ics"),
        (("validate", "@W/ho-so", "--annotate", "@/tra-lai"), "hs.csv.xlsx"),
    ],
)
def test_an_output_open_in_excel_is_written_beside_it(
    cli_run: Run, place: Path, tmp_path: Path, held: set[str], command: tuple[str, ...], name: str
) -> None:
    few_units(place)
    export(place / "ho-so" / "hs.csv", A_DONE, test_cli.BAD)
    late_task(place)
    arguments = [each.replace("@W", str(place)).replace("@", str(tmp_path)) for each in command]
    cli_run(*arguments, "-w", place)
    [first] = tmp_path.rglob(name)
    if name != "hs.csv.xlsx":  # only an earlier copy of ours would be replaced
        first.write_bytes(b"an older report")
    older = first.read_bytes()
    export(place / "ho-so" / "hs.csv", A_DONE, test_cli.BAD, B)
    excel_lock(first)
    held.add(first.name)
    result = cli_run(*arguments, "-w", place)
    assert result.code != 4
    assert first.read_bytes() == older
    assert first.with_name(f"{first.stem} (2){first.suffix}").is_file()
    assert "(2)" in result.out + result.err
    assert not list(tmp_path.rglob("*.tmp"))


def test_who_has_the_report_open_is_named(cli_run: Run, place: Path, held: set[str]) -> None:
    cli_run(*W10, "-w", place)
    report = place / "bao-cao" / "2024" / "tuan-2024-W10.xlsx"
    report.write_bytes(b"old")
    held.add(report.name)
    libreoffice_lock(report)
    assert f"(đang mở bởi {OWNER})" in cli_run(*W10, "-w", place).err
