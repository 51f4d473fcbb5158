"""`quarterly` on forms filled from the template: whose, of which quarter, added up, compared; and without any form."""

import json
import re
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from test_templating import TEAM, fill

from bsreform.cli import app
from bsreform.commands import validating
from bsreform.model import CannotRun
from bsreform.records.loading import Workspace

PLANNED = {"plan_date": date(2023, 9, 20)}


def row(unit="UBND xã Bình Chánh", quarter="Quý I/2024", level="Thôn, tổ dân phố", **values):
    """A faultless row of the form; None = left blank."""
    return TEAM | PLANNED | {"unit": unit, "quarter": quarter, "level": level} | values


def form(root: Path, name: str, *rows, title="", saved=datetime(2024, 3, 22, 8)):
    """A form in the workspace, saved then; `title` is written above its table."""
    path = fill("digital-team", root / "to-cong-nghe-so" / name, *rows, prepared=10)
    if title:
        book = openpyxl.load_workbook(path)
        book.worksheets[0]["A2"] = title
        book.save(path)
    _put_time(path, saved)
    return path


def _put_time(path: Path, saved: datetime) -> None:
    """Say in the properties that it was saved then (Vietnamese time): openpyxl writes the time of the test."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    moment = f"{saved - timedelta(hours=7):%Y-%m-%dT%H:%M:%SZ}".encode()
    core = "docProps/core.xml"
    parts[core] = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + moment, parts[core])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.fixture
def root(tmp_path):
    (tmp_path / "bsreform.toml").touch()
    return tmp_path


def run(root, *more, quarter="2024-Q1", seen="2024-03-25"):
    """The exit code of the command line."""
    arguments = ("quarterly", "--quarter", quarter, "--as-of", seen, "-w", str(root), *more)
    try:
        return app(list(arguments), standalone_mode=False) or 0
    except CannotRun:
        return 2


@pytest.fixture
def teams(root, capfdbinary):
    """What the JSON says of the teams."""

    def read(quarter="2024-Q1"):
        run(root, "--json", quarter=quarter)
        return json.loads(capfdbinary.readouterr().out)

    return read


def unit(document, id_="binh-chanh"):
    return next(each for each in document["digital_teams"]["units"] if each["id"] == id_)


def rules(root):
    problems, _, _ = validating.validate(Workspace.open(root), [], date(2024, 3, 25))
    return [(problem.rule, problem.cell) for problem in problems]


def test_levels_add_up_per_commune_and_are_compared_with_the_quarter_before(root, teams):
    form(root, "a.xlsx", row(), row(level="Cấp xã", teams=1, members=8, households=0, dossiers_helped=5))
    form(root, "b.xlsx", row(quarter="Quý IV/2023", households=100), row("UBND xã Bình An", "Quý IV/2023"))
    form(root, "c.xlsx", row("UBND xã Bình Thạnh", households=30))
    document = teams()
    found = document["digital_teams"]
    assert (found["due"], found["expected"], found["sent"]) == ("2024-03-25", 22, 2)
    assert len(found["missing"]) == 20 and "binh-an" in found["missing"]
    chanh = unit(document)
    assert [chanh[name] for name in ("teams", "members", "households", "dossiers_helped")] == [6, 38, 120, 50]
    assert chanh["previous"]["households"] == 100
    assert (found["total"]["households"], found["total"]["previous"]["households"]) == (150, 220)
    assert found["rows"] == {"read": 3, "used": 3, "superseded": 0, "excluded": 0, "not_accepted": 0}


@pytest.mark.parametrize(
    ("name", "title", "cell", "counts"),
    [
        ("a.xlsx", "", "Quý I/2024", True),
        ("a.xlsx", "KẾT QUẢ QUÝ I/2024", None, True),
        ("a.xlsx", "KẾT QUẢ QUÝ I/2024", "Quý IV/2023", False),
        ("binh-chanh-quy-1-2024.xlsx", "", None, True),
        ("binh-chanh-quy-1-2024.xlsx", "", "Quý I", False),
        ("a.xlsx", "", None, False),
    ],
)
def test_the_quarter_is_stated_by_title_cell_or_file_name_and_never_guessed(root, teams, name, title, cell, counts):
    form(root, name, row(quarter=cell), title=title)
    assert teams()["digital_teams"]["sent"] == int(counts)
    assert (("unknown_quarter", "B5") in rules(root)) is not counts


def test_the_unit_may_stand_in_the_title_or_in_the_file_name(root, teams):
    form(root, "a.xlsx", row(unit=None), title="Đơn vị: UBND xã Bình Thạnh")
    form(root, "xã Bình Thanh.xlsx", row(unit=None))
    sent = [each["name"] for each in teams()["digital_teams"]["units"] if each["sent"]]
    assert sent == ["UBND xã Bình Thạnh", "UBND xã Bình Thanh"]


def test_the_newest_form_counts_whole(root, teams):
    form(root, "cu.xlsx", row(households=900), row(level="Cấp xã", households=900))
    form(root, "moi.xlsx", row(households=120), saved=datetime(2024, 3, 24, 8))
    document = teams()
    assert unit(document)["households"] == 120
    assert document["digital_teams"]["rows"]["superseded"] == 2
    assert ("duplicate_form", "A5") in rules(root)


def test_a_late_form_is_told_with_its_days_on_every_face(root, capfd):
    form(root, "an.xlsx", row("UBND xã Bình An"), saved=datetime(2024, 3, 28, 8))
    form(root, "an-sua.xlsx", row("UBND xã Bình An"), saved=datetime(2024, 3, 30, 8))
    form(root, "chanh.xlsx", row(), saved=datetime(2024, 3, 25, 17))
    form(root, "chanh-sua.xlsx", row(), saved=datetime(2024, 3, 29, 17))
    run(root, "--full", seen="2024-04-01")
    shown = " ".join(capfd.readouterr().out.split())
    assert "Gửi muộn (01 đơn vị): Bình An (03 ngày)." in shown
    assert "Có 01 đơn vị gửi biểu sau ngày 25/3/2024: Bình An (03 ngày)." in shown
    run(root, "--json", seen="2024-04-01")
    document = json.loads(capfd.readouterr().out)
    assert [unit(document, each)["late_days"] for each in ("binh-an", "binh-chanh", "binh-my")] == [3, 0, 0]
    workbook = openpyxl.load_workbook(root / "bao-cao" / "2024" / "quy-2024-Q1.xlsx", read_only=True)
    cells = [cell.value for line in workbook["Tổ công nghệ số"] for cell in line]
    assert (cells.count("Đã gửi, muộn 03 ngày"), cells.count("Đã gửi")) == (1, 1)


def test_a_row_with_a_wrong_count_stays_out_and_the_unit_has_still_sent(root, teams):
    form(root, "a.xlsx", row(members=3), row("UBND xã Bình An", households="nhiều"), row("UBND xã Bình Chanh"))
    document = teams()
    assert (unit(document)["sent"], unit(document)["teams"], unit(document)["excluded"]) == (True, None, 1)
    assert (unit(document, "binh-an")["households"], document["digital_teams"]["rows"]["excluded"]) == (None, 3)
    assert rules(root) == [("members_below_teams", "E5"), ("unreadable_value", "H6"), ("unknown_unit", "A7")]


def test_a_row_without_the_number_of_teams_is_told_and_one_without_a_plan_is_read(root):
    form(root, "a.xlsx", row(teams=None), row("UBND xã Bình An", plan_date=None, plan_no=None, difficulties=None))
    assert rules(root) == [("missing_value", "D5"), ("results_without_plan", "G6")]


def test_a_total_row_is_no_unit_and_must_agree_with_its_rows(root, teams):
    total = dict.fromkeys(TEAM) | {"unit": "Tổng cộng", "teams": 6, "members": 60, "households": 999}
    form(root, "a.xlsx", row(), row("UBND xã Bình An", teams=1), total)
    assert teams()["digital_teams"]["rows"]["read"] == 2
    assert rules(root) == [("total_mismatch", "H7")]


@pytest.mark.parametrize(("quarter", "due"), [("2024-Q1", "2024-03-25"), ("2023-Q2", "2023-06-23")])
def test_the_report_is_due_on_the_25th_or_the_working_day_before(root, capfdbinary, quarter, due):
    form(root, "a.xlsx", row())
    run(root, "--json", quarter=quarter)
    assert json.loads(capfdbinary.readouterr().out)["digital_teams"]["due"] == due


def test_what_is_wrong_with_forms_of_other_quarters_is_not_told(root, teams):
    form(root, "a.xlsx", row())
    form(root, "b.xlsx", row(quarter="Quý I/2023", members=1))
    assert teams()["problems"] == {"error": 0, "warning": 0}


def test_the_successor_has_the_forms_of_its_predecessors(root, teams):
    form(root, "a.xlsx", row("UBND xã Bình An", "Quý II/2025"), row("UBND xã Bình Khương", "Quý II/2025"))
    form(
        root, "b.xlsx", row("UBND xã Bình Minh", "Quý II/2025"), row("UBND xã Bình Minh", "Quý III/2025", households=5)
    )
    run(root, "-q", "-o", str(root / "x.xlsx"), quarter="2025-Q3", seen="2025-09-30")
    book = openpyxl.load_workbook(root / "x.xlsx", data_only=True)
    rows = {cells[1]: cells[8:11] for cells in book["So với quý trước"].iter_rows(values_only=True)}
    assert rows["UBND xã Bình Minh"] == (5, 360, -355)


def test_without_any_form_the_report_says_so_and_without_any_file_there_is_none(root, teams):
    assert run(root, "-q") == 2
    (root / "ho-so").mkdir()
    (root / "ho-so" / "a.csv").write_text(
        "Mã hồ sơ;Ngày tiếp nhận;Ngày hẹn trả;Đơn vị;Trạng thái\n"
        "000.00.53.H48-240105-0001;05/01/2024;12/04/2024;UBND xã Bình Chánh;Đang xử lý\n",
        encoding="utf-8",
    )
    document = teams()
    assert (document["digital_teams"]["sent"], document["total"]["ledger"]["open"]) == (0, 1)
    book = openpyxl.load_workbook(root / "bao-cao" / "2024" / "quy-2024-Q1.xlsx")
    texts = [str(cell) for cells in book["Trang nhất"].iter_rows(values_only=True) for cell in cells if cell]
    assert "0/22" in texts
    assert "Biểu II.06a" in book.sheetnames and "So với quý trước" not in book.sheetnames


def test_figures_of_forms_alone_are_explained_in_their_own_quarters(root, capfdbinary):
    form(root, "quy-1.xlsx", row(members=5))
    form(root, "quy-4.xlsx", row(quarter="Quý IV/2023", members=30), title="Quý IV/2023")
    asked = ("explain", "quarterly", "--quarter", "2024-Q1", "--indicator", "teams.members", "-w", str(root), "--json")

    def value(*more):
        app([*asked, *more], standalone_mode=False)
        return json.loads(capfdbinary.readouterr().out)["value"]

    assert (value(), value("--span", "previous")) == (5, 30)
    with pytest.raises(CannotRun, match="không có lũy kế năm"):
        value("--span", "year")


def test_the_pilots_of_digital_government_are_milestones_of_their_quarter(root, teams):
    form(root, "a.xlsx", row())
    milestones = {each["id"]: each for each in teams()["milestones"]}
    assert milestones["chinh-quyen-so-thi-diem"]["due"] == "2024-03-31"
    assert not milestones["chinh-quyen-so-thi-diem"]["evidence"]
