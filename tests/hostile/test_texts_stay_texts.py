"""Formulas, markup and terminal escapes in cells come out as texts: on the screen, in CSV, in workbooks and copies."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from test_run_over_hazards import run, workspace

from bsreform.language.wording import clean
from hostile import odd
from hostile.judging import complaint

FILES = {hazard.name: hazard.make() for hazard in odd.HAZARDS if hazard.name.startswith("chữ lạ")}
NO_FORMULA = ("=", "+", "-", "@", "＝", "\t")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace(tmp_path_factory.mktemp("ws") / "ws", FILES)


def formulas(path: Path) -> list[str]:
    """The formulas of a workbook."""
    sheets = load_workbook(path).worksheets
    return [str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_a_report_shows_no_escape_and_computes_nothing_of_theirs(place: Path) -> None:
    ended = run(place, "weekly", "--week", "2024-W10", "-o", str(place / "tuần.xlsx"))
    assert complaint(ended.code, ended.out, ended.err, is_json=False) == ""
    own = formulas(place / "tuần.xlsx")
    assert own, "totals and rates are formulas"
    assert [formula for formula in own if "cmd" in formula or "1+1" in formula or formula[1:2] in "+-@"] == []


@pytest.mark.parametrize("kind", ["text", "json"])
def test_the_list_of_problems_shows_no_escape(place: Path, kind: str) -> None:
    ended = run(place, "validate", "--format", kind)
    assert complaint(ended.code, ended.out, ended.err, is_json=kind == "json") == ""
    assert b"cmd|" in ended.out


def test_no_cell_of_the_csv_is_a_formula_however_it_is_cut(place: Path) -> None:
    told = run(place, "validate", "--format", "csv").out.decode("utf-8-sig")
    for delimiter in ",;\t":
        cells = [cell for row in csv.reader(io.StringIO(told), delimiter=delimiter) for cell in row]
        assert any("cmd|" in cell for cell in cells)
        assert [cell for cell in cells if cell.lstrip(" '\"").startswith(NO_FORMULA) and cell[:1] != "'"] == []


def test_marked_up_copies_hold_the_same_texts_and_no_formula(place: Path) -> None:
    folder = place.parent / "bản sao"
    ended = run(place, "validate", "--annotate", str(folder))
    assert complaint(ended.code, ended.out, ended.err, is_json=False) == ""
    copies = sorted(folder.rglob("*.xlsx"))
    assert len(copies) == len(FILES)
    for copy in copies:
        assert formulas(copy) == [], copy.name
        texts = {str(cell.value) for row in load_workbook(copy).worksheets[1].iter_rows() for cell in row}
        assert {odd.FORMULA, "+1+1", "[/x]"} <= texts, copy.name
        assert copy.name == "chữ lạ.xlsx" or all(text == clean(text) for text in texts), copy.name


def test_a_repaired_copy_keeps_texts_as_texts(place: Path) -> None:
    target = place.parent / "sửa.xlsx"
    ended = run(place, "fix", str(place / "ho-so" / "chữ lạ.xlsx"), "-o", str(target))
    assert complaint(ended.code, ended.out, ended.err, is_json=False) == ""
    if target.exists():
        assert formulas(target) == []
