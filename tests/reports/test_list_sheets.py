"""The lists: overdue dossiers, data quality, rows left out, sources."""

from msgspec.structs import replace
from small_material import problem, small_material

from bsreform.material.values import Overdue
from bsreform.report_model import Paragraphs, Section, Table
from bsreform.reports.sheets.data import data_sheet
from bsreform.reports.sheets.overdue import overdue
from bsreform.reports.sheets.quality import MOST_ROWS, accounting, dossier_rows, left_out
from bsreform.reports.sheets.sources import sources


def tables(section: Section) -> dict[str, Table]:
    return {block.id: block for block in section.blocks if isinstance(block, Table)}


def test_overdue_dossiers_stand_once_by_unit_and_say_whether_an_apology_is_owed() -> None:
    material = small_material()
    waiting: Overdue = replace(material.overdue[0], ended=None, days=5)
    section = overdue(replace(material, overdue=(waiting, *material.overdue)))
    assert "01 hồ sơ quá hạn" in section.subtitle.replace("1 hồ sơ", "01 hồ sơ")
    head, *rows = tables(section)["overdue"].rows
    assert head.level == "group"
    assert head.cells["code"] == f"{material.overdue[0].unit}: 1 đang giải quyết, 1 trả quá hạn"
    assert [(row.cells["days"], row.cells["letter"]) for row in rows] == [(5, "phải gửi"), (2, "nếu chưa gửi")]
    kinds = {column.kind for column in tables(section)["overdue"].columns}
    assert "text" not in kinds, "every dossier takes one line"


def data(**changes: object) -> Section:
    material = small_material(**changes)
    accounts = (accounting("accounting", "Số dòng hồ sơ đã đọc", dossier_rows(material)),)
    titles = {"unknown_unit": "Đơn vị không có trong danh mục"}
    return data_sheet(material, accounts, material.problems, titles, (left_out(material),))


def test_the_data_are_accounted_for_row_by_row_and_the_silent_units_named() -> None:
    section = data()
    found = tables(section)
    assert [row.cells["count"] for row in found["accounting"].rows] == [21, 20, 0, 1, 0]
    (silent,) = (block for block in section.blocks if isinstance(block, Paragraphs))
    assert silent.heading == "Đơn vị chưa có số liệu: 01"
    assert silent.lines == ("- UBND xã, thị trấn (01): UBND xã Bình Mỹ.",)
    assert found["problems"].rows[0].cells["place"] == "ho-so/a.xls[T3]!D4"


def test_each_kind_of_fault_has_one_row_with_its_count() -> None:
    flood = tuple(problem(f"Vấn đề {number}") for number in range(7))
    (row,) = tables(data(problems=flood))["fault_kinds"].rows
    assert (row.cells["title"], row.cells["count"]) == ("Đơn vị không có trong danh mục", 7)


def test_rows_left_out_are_listed_and_an_empty_list_is_not() -> None:
    assert tables(data())["excluded"].rows[0].cells["code"] == "H48.53.01-240305-0009"
    assert "excluded" not in tables(data(excluded=()))


def test_a_flood_is_cut_and_counted() -> None:
    flood = tuple(problem(f"Vấn đề {number}") for number in range(MOST_ROWS + 5))
    table = tables(data(problems=flood))["problems"]
    assert len(table.rows) == MOST_ROWS and "Còn 5 dòng" in table.notes[0]


def test_the_table_of_files_ends_its_sheet_so_that_no_page_repeats_its_header_over_text() -> None:
    assert isinstance(sources(small_material(), small_material().sources, {}).blocks[-1], Table)


def test_sources_give_time_rows_and_hash_and_the_settings_that_matter() -> None:
    section = sources(small_material(), small_material().sources, {})
    row = tables(section)["sources"].rows[0].cells
    assert (row["exported"], row["rows"], row["state"], row["sha256"]) == (
        "15:00 ngày 08/3/2024",
        21,
        "Đã đọc",
        "ab" * 32,
    )
    (settings,) = (block for block in section.blocks if isinstance(block, Paragraphs))
    assert any("Tỷ lệ hồ sơ trực tuyến 50%" in line for line in settings.lines)
