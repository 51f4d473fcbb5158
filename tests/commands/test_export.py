"""`export`: what was counted and what came of it, as open data that a foreign validator accepts."""

import json
from datetime import datetime
from pathlib import Path

import frictionless
import openpyxl
import pyarrow.parquet as pq
import pytest

from test_cli import A_DONE, A_OPEN, BAD, B, C, Run, run, workspace  # noqa: F401 - `run` is a fixture

pytestmark = pytest.mark.slow

W10 = ("--week", "2024-W10")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return workspace(tmp_path / "ws", A_DONE, B, C, BAD)


def test_frictionless_finds_no_fault_with_the_files(run: Run, place: Path, tmp_path: Path) -> None:  # noqa: F811
    out = tmp_path / "mo"
    assert run("export", out, *W10, "--format", "csv", "-w", place).code == 0
    report = frictionless.Package(str(out / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    assert [task.name for task in report.tasks] == ["figures", "dossiers"]
    assert all(task.stats["rows"] for task in report.tasks)


def test_the_forms_of_the_digital_teams_come_with_the_quarter(run: Run, place: Path, tmp_path: Path) -> None:  # noqa: F811
    (place / "to-cong-nghe-so").mkdir()
    (place / "to-cong-nghe-so" / "b.csv").write_text(
        "Đơn vị;Kỳ báo cáo;Cấp của Tổ;Số Tổ;Số thành viên;Số hộ;Khó khăn\n"
        "UBND xã Bình Chánh;Quý I/2024;Thôn, tổ dân phố;5;30;;Nguyễn Văn A vắng\n"
        "UBND xã Bình Chánh;Quý IV/2023;Thôn, tổ dân phố;4;20;7;\n",
        encoding="utf-8-sig",
    )
    out = tmp_path / "mo"
    assert run("export", out, "--quarter", "2024-Q1", "--format", "csv", "-w", place).code == 0
    package = frictionless.Package(str(out / "datapackage.json"))
    assert package.validate().valid
    (row,) = package.get_resource("digital_teams").read_rows()
    assert (row["unit"], row["quarter"], row["level"]) == ("binh-chanh", "2024-Q1", "village")
    assert (row["teams"], row["members"], row["households"]) == (5, 30, None)
    assert "Nguyễn" not in (out / "digital_teams.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["parquet", "xlsx"])
def test_every_format_fits_its_table_schema(run: Run, place: Path, tmp_path: Path, form: str) -> None:  # noqa: F811
    out = tmp_path / "mo"
    assert run("export", out, *W10, "--format", form, "-w", place).code == 0
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        path = out / resource["path"]
        if form == "parquet":
            rows = [list(row.values()) for row in pq.read_table(path).to_pylist()]
        else:
            _, *sheet = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
            rows = [[cell.date() if isinstance(cell, datetime) else cell for cell in row] for row in sheet]
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert rows
        table = frictionless.Resource(
            data=[names, *rows], schema=frictionless.Schema.from_descriptor(resource["schema"])
        )
        report = table.validate()
        assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])


def test_parquet_holds_what_the_report_says(run: Run, place: Path, tmp_path: Path) -> None:  # noqa: F811
    out = tmp_path / "mo"
    assert run("export", out, *W10, "-w", place).code == 0
    figures = pq.read_table(out / "figures.parquet").to_pylist()
    report = json.loads(run("weekly", *W10, "--json", "-w", place).out)
    unit = next(each for each in report["units"] if each["id"] == "binh-chanh")
    told = {each["figure"]: each for each in figures if (each["scope"], each["unit"]) == ("unit", "binh-chanh")}
    assert {name: told[name]["counted"] for name in unit["ledger"]} == unit["ledger"]
    for name, measure in unit["indicators"].items():
        keys = ("counted", "out_of", "percent", "target", "verdict")
        assert {key: told[name][key] for key in keys} == {key: measure[key] for key in keys}


def test_the_rows_are_those_that_were_counted_in_the_period(run: Run, place: Path, tmp_path: Path) -> None:  # noqa: F811
    out = tmp_path / "mo"
    run("export", out, *W10, "-w", place)
    rows = pq.read_table(out / "dossiers.parquet").to_pylist()
    # B had ended before the week, the unit of BAD is not known.
    assert [row["code"][-4:] for row in rows] == ["0001", "0003"]
    assert {row["unit"] for row in rows} == {"binh-chanh"}
    assert rows[0]["file"] == "ho-so/hs.csv" and rows[0]["row"] == 3
    assert {row["reused"] for row in rows} == {None}  # no column, no statement


def test_a_workbook_for_those_who_want_one(run: Run, place: Path, tmp_path: Path) -> None:  # noqa: F811
    out = tmp_path / "mo"
    assert run("export", out, *W10, "--format", "XLSX", "-w", place).code == 0
    sheet = openpyxl.load_workbook(out / "dossiers.xlsx").active
    assert [cell.value for cell in sheet[1]][:3] == ["code", "unit", "shop"]
    assert sheet["D2"].is_date


def test_tasks_come_with_the_month(run: Run, place: Path, tmp_path: Path) -> None:  # noqa: F811
    (place / "theo-doi").mkdir()
    (place / "theo-doi" / "t.csv").write_text(
        "TT;Nội dung nhiệm vụ;Đơn vị chủ trì;Ngày giao;Thời hạn;Trạng thái\n"
        "1;Rà soát thủ tục;Phòng Tư pháp;01/3/2024;31/3/2024;Đang thực hiện\n",
        encoding="utf-8-sig",
    )
    out = tmp_path / "mo"
    assert run("export", out, "--month", "2024-03", "-w", place).code == 0
    assert [row["unit"] for row in pq.read_table(out / "tasks.parquet").to_pylist()] == ["tu-phap"]
    figures = pq.read_table(out / "figures.parquet").to_pylist()
    assert {"unit": "total", "counted": 1}.items() <= next(
        {"unit": each["unit"], "counted": each["counted"]}.items()
        for each in figures
        if each["figure"] == "tasks.open" and each["scope"] == "total"
    )


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        (("--format", "json"), "--format phải là"),
        (("--month", "2024-03"), "Chỉ chọn một trong"),
    ],
)
def test_mistakes_are_named(
    run: Run, place: Path, tmp_path: Path, given: tuple[str, ...], complaint: str  # noqa: F811
) -> None:  # fmt: skip
    result = run("export", tmp_path / "mo", *W10, *given, "-w", place)
    assert result.code == 2 and complaint in result.err


def test_never_into_a_folder_that_is_read(run: Run, place: Path) -> None:  # noqa: F811
    assert run("export", place / "ho-so" / "mo", *W10, "-w", place).code == 2
    assert A_OPEN and not (place / "ho-so" / "mo").exists()
