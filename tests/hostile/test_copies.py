"""A workbook that can be read but not written again costs its copy, not the run."""

import re
from pathlib import Path

import pytest
from test_run_over_hazards import run, workspace

from hostile import good
from hostile.broken import without
from hostile.judging import complaint
from hostile.zips import edited

NAME = "không chép lại được.xlsm"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A workspace with that workbook and one that can be copied; both have something to ask for and to repair."""
    units = ["UBND xã Bình Chanh", *["UBND  xã  Bình  Chánh"] * 7]
    rows = [(row[0], unit, *row[2:]) for row, unit in zip(good.ROWS, units, strict=True)]
    with_macros = good.with_part(good.xlsx(rows), "xl/vbaProject.bin", bytes(2000))
    return workspace(tmp_path / "ws", {NAME: without(with_macros, "_rels/.rels"), "tốt.xlsx": _silent(good.xlsx(rows))})


def _silent(data: bytes) -> bytes:
    """The workbook without a word on calculation, as some programs write it."""
    return edited(data, {r"xl/workbook\.xml": lambda part: re.sub(rb"<calcPr[^>]*>", b"", part)})


def test_the_other_copies_are_written(place: Path) -> None:
    ended = run(place, "validate", "--annotate", str(place / "bản sao"))
    assert complaint(ended.code, ended.out, ended.err, is_json=False) == ""
    assert [path.name for path in (place / "bản sao").rglob("*.xls*")] == ["tốt.xlsx"]
    assert f"Không có bản sao của ho-so/{NAME}. Tệp có phần không chép lại được" in ended.out.decode()


def test_a_repair_says_what_to_do(place: Path) -> None:
    ended = run(place, "fix", str(place / "ho-so" / NAME), "-o", str(place / "sửa.xlsm"))
    assert (ended.code, list(place.glob("*.xlsm"))) == (4, [])
    assert "hãy mở bằng Excel, lưu thành .xlsx" in " ".join(ended.err.decode().split())
