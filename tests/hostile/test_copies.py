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


SPANS = (
    "<table><tr><td>Số, ký hiệu văn bản<td>Nội dung nhiệm vụ<td>Đơn vị chủ trì<td>Thời hạn hoàn thành<td>Trạng thái"
    "</tr>"
    "<tr><td>15/CV-UBND<td>Rà soát<td>UBND xã Bình Chanh<td>32/03/2024<td>Đang thực hiện</tr>{}</table>"
)
HOSTILE = {
    "khoảng rộng.html": SPANS.format('<tr><td colspan="20000">x</tr>'),
    "một khoảng.html": SPANS.format('<tr><td colspan="16000" rowspan="60000">x</tr>'),
    "lặp lại.html": SPANS.format("<tr><td>x<td>x<td>x<td>x<td>x</tr>" * 3_000),
}


def test_a_file_that_cannot_be_copied_stops_no_other(tmp_path: Path) -> None:
    root = workspace(tmp_path / "ws", {})
    (root / "theo-doi").mkdir()
    for name, content in HOSTILE.items():
        (root / "theo-doi" / name).write_text(content, encoding="utf-8")
    good_one = root / "theo-doi" / ("đ" * 124 + ".csv")  # 252 bytes
    lines = re.sub(r"</tr>", "\n", SPANS.format(""))
    rows = [re.sub(r"^.*?<td>", "", line).replace("<td>", ";") for line in lines.splitlines() if "<td>" in line]
    good_one.write_text("\n".join(rows), encoding="utf-8")
    ended = run(root, "validate", "--annotate", str(root / "bản sao"), str(root / "theo-doi"))
    assert complaint(ended.code, ended.out, ended.err, is_json=False) == ""
    copies = [path.name for path in (root / "bản sao").rglob("*.xlsx")]
    assert any(name.startswith("đđđ") and "~" in name for name in copies), ended.out.decode()
