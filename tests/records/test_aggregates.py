"""Tables of form II.06a as a source: read by section and unit, their totals made anew, never added to the rows."""

from datetime import date

import pytest

from bsreform.layouts import BESIDE, DOSSIER_EXPORT
from bsreform.model import Dataset
from bsreform.organisation.config import Config, Organisation
from bsreform.organisation.units import load_registry
from bsreform.reading.extract import extract
from bsreform.reading.guarded.results import FileResult
from bsreform.records.dossiers import dossiers
from bsreform.records.gathering import gather
from exports import HEADER, SAVED, book, cells, code

HEAD = """
| TT | Lĩnh vực giải quyết | Số hồ sơ tiếp nhận | | | | Số lượng hồ sơ đã giải quyết | | | | Hồ sơ đang giải quyết | | |
| | | Tổng số | Trong kỳ | | Từ kỳ trước | Tổng số | Trước hạn | Đúng hạn | Quá hạn | Tổng số | Trong hạn | Quá hạn |
| | | | Trực tuyến | Trực tiếp, dịch vụ bưu chính | | | | | | | | |
| (1) | (2) | (3)=(4)+(5)+(6) | (4) | (5) | (6) | (7)=(8)+(9)+(10) | (8) | (9) | (10) | (11)=(12)+(13) | (12) | (13) |
"""
TITLE = """
| UBND HUYỆN BÌNH SƠN |
| Biểu số II.06a/VPCP/KSTT |
| Kỳ báo cáo: từ ngày 15/02/2024 đến ngày 14/3/2024 |
| Đơn vị: {unit} |
"""
ROWS = """
| A | Trên Hệ thống các Bộ | 3 | 2 | 0 | 1 | 1 | 1 | 0 | 0 | 2 | 2 | 0 |
| 1 | Hộ tịch | 3 | 2 | 0 | 1 | 1 | 1 | 0 | 0 | 2 | 2 | 0 |
| B | Trên Hệ thống tỉnh | 7 | 3 | 3 | 1 | 4 | 2 | 1 | 1 | 3 | 2 | 1 |
| 1 | Bảo trợ xã hội | 5 | 2 | 2 | 1 | 3 | 2 | 1 | 0 | 2 | 1 | 1 |
| 2 | Giáo dục | 2 | 1 | 1 | 0 | 1 | 0 | 0 | 1 | 1 | 1 | 0 |
| | TỔNG SỐ | 10 | 5 | 3 | 2 | 5 | 3 | 1 | 1 | 5 | 4 | 1 |
"""
BY_HAND = {"ministry": (3, 2, 0, 1, 1, 1, 0, 0, 2, 2, 0), "province": (7, 3, 3, 1, 4, 2, 1, 1, 3, 2, 1)}


def table(rows: str = ROWS, unit: str = "Phòng Tư pháp", title: str = TITLE, head: str = HEAD):
    return [row for part in (title.format(unit=unit), head, rows) for row in cells(part)]


def dataset(tmp_path, config: Config | None = None, **files) -> Dataset:
    """What is made of these sheets: file name → sheets."""
    config = config or Config()
    results = []
    for number, (name, sheets) in enumerate(files.items()):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(book(*sheets))
        options = {"layouts": [DOSSIER_EXPORT.id, *(each.id for each in BESIDE)], "headers": {}, "max_unpacked_mb": 64}
        rows, meta = extract(path, options)
        meta["modified"] = None
        results.append(FileResult(path, sha256=name, table=rows, meta=meta, mtime=SAVED + number))
    return dossiers(gather(results, tmp_path, "dossier_export"), config, load_registry(None, config))


def test_each_section_is_a_system_and_totals_are_made_anew(tmp_path):
    data = dataset(tmp_path, bieu=[table()])
    assert {each.system: tuple(each.counts.values()) for each in data.aggregates} == BY_HAND
    assert {(each.unit, each.days) for each in data.aggregates} == {("tu-phap", (date(2024, 2, 15), date(2024, 3, 14)))}
    assert not [fact for fact in data.facts if fact.kind in ("total_mismatch", "unread_row", "missing_value")]


def test_no_row_of_a_table_is_a_dossier(tmp_path):
    data = dataset(tmp_path, bieu=[table()])
    assert len(data.frame) == 0 and data.available == frozenset()


def test_a_list_and_a_table_in_one_workbook_are_both_read(tmp_path):
    listed = cells(f"""
{HEADER}
| {code(1)} | Phòng Tư pháp | 04/03/2024 | 11/03/2024 | 06/03/2024 | Đã trả kết quả |
""")
    data = dataset(tmp_path, so=[listed, table()])
    assert data.frame["code"].tolist() == [code(1)]
    assert len(data.aggregates) == 2


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ("| 1 | Giáo dục | 9 | 1 | 1 | 0 | 1 | 0 | 0 | 1 | 1 | 1 | 0 |", "total_in", ("9", "2|các cột (4), (5), (6)")),
        ("| 1 | Giáo dục | 3 | 2 | 1 | 0 | 1 | 0 | 0 | 1 | 1 | 1 | 0 |", "total_in", ("3", "2|các cột (7), (11)")),
        ("| 1 | Giáo dục | 1 | 1 | 0 | 0 | 2 | 0 | 0 | 1 | 0 | 0 | 0 |", "closed", ("2", "1|các cột (8), (9), (10)")),
        (
            "| 1 | Giáo dục | 2 | 1 | 1 | 0 | 1 | 0 | 0 | 1 | 1 | 1 | 0 |\n"
            "| | Tổng cộng | 2 | 1 | 1 | 0 | 1 | 1 | 0 | 0 | 1 | 1 | 0 |",
            "early",
            ("1", "0|các dòng lĩnh vực"),
        ),
    ],
)
def test_a_total_that_does_not_hold_is_told_and_the_sum_counts(tmp_path, wrong, field, told):
    data = dataset(tmp_path, bieu=[table(wrong)])
    facts = [fact for fact in data.facts if fact.kind == "total_mismatch" and fact.field == field]
    assert [(fact.raw, fact.detail) for fact in facts] == [told]
    (made,) = data.aggregates
    assert made.counts["closed"] == 1 and made.counts["total_in"] == made.counts["online"] + made.counts["direct"]


def test_the_table_of_the_whole_office_belongs_to_no_unit(tmp_path):
    config = Config(organisation=Organisation(profile="xa", name="UBND xã Vạn Tường"), groups={"department": "Phòng"})
    title = "| UBND XÃ VẠN TƯỜNG |\n| Biểu số II.06a, quý I năm 2026 |\n"
    data = dataset(tmp_path, config, bieu=[table(title=title)])
    assert {each.unit for each in data.aggregates} == {""}
    assert {each.days for each in data.aggregates} == {(date(2025, 12, 15), date(2026, 3, 14))}


def test_an_unknown_unit_is_told(tmp_path):
    data = dataset(tmp_path, bieu=[table(unit="UBND xã Nơi Nào")])
    assert data.aggregates == ()
    assert [(fact.kind, fact.raw) for fact in data.facts] == [("unknown_unit", "UBND xã Nơi Nào")]


def test_of_two_tables_of_one_period_the_newer_counts(tmp_path):
    newer = ROWS.replace("| 2 | Giáo dục | 2 | 1 |", "| 2 | Giáo dục | 3 | 2 |")
    data = dataset(tmp_path, cu=[table()], moi=[table(newer)])
    assert {(each.system, each.path, each.counts["online"]) for each in data.aggregates} == {
        ("ministry", "moi.xlsx", 2),
        ("province", "moi.xlsx", 4),
    }


def test_the_number_of_a_code_says_whose_system_holds_the_dossier(tmp_path):
    numbers = ("0001", "120001", "1200001", "12000001")
    rows = "\n".join(
        f"| 000.00.53.H48-240304-{number} | Phòng Tư pháp | 04/03/2024 | 11/03/2024 | | Đang xử lý |"
        for number in numbers
    )
    data = dataset(tmp_path, so=[cells(f"{HEADER}\n{rows}")])
    assert data.frame["system"].tolist() == ["", "12", "12", ""]
