"""The lists: overdue dossiers, data quality, rows left out, sources."""

from dataclasses import replace

from small_material import problem, small_material

from bsreform.material.values import Overdue
from bsreform.report_model import Paragraphs, Section, Table
from bsreform.reports.sheets.overdue import overdue
from bsreform.reports.sheets.quality import MOST_ROWS, excluded, quality
from bsreform.reports.sheets.sources import sources


def tables(section: Section) -> dict[str, Table]:
    return {block.id: block for block in section.blocks if isinstance(block, Table)}


def test_overdue_dossiers_say_whether_an_apology_is_owed() -> None:
    material = small_material()
    waiting: Overdue = replace(material.overdue[0], ended=None, days=5)
    table = tables(overdue(replace(material, overdue=(waiting, *material.overdue))))["overdue"]
    assert table.filtered
    assert [(row.cells["days"], row.cells["state"], row.cells["letter"]) for row in table.rows] == [
        (5, "Đang giải quyết", "Phải gửi thư xin lỗi"),
        (2, "Đã giải quyết trong kỳ", "Phải gửi, nếu chưa gửi"),
    ]


def test_quality_accounts_for_every_row_and_names_the_silent_units() -> None:
    section = quality(small_material())
    found = tables(section)
    assert [row.cells["count"] for row in found["accounting"].rows] == [21, 20, 0, 1, 0]
    (silent,) = (block for block in section.blocks if isinstance(block, Paragraphs))
    assert silent.heading == "2. Đơn vị chưa có số liệu: 01"
    assert silent.lines == ("- UBND xã, thị trấn (01): UBND xã Bình Mỹ.",)
    assert found["problems"].rows[0].cells["place"] == "ho-so/a.xls[T3]!D4" and found["problems"].filtered


def test_rows_left_out_have_a_list_of_their_own() -> None:
    table = tables(excluded(small_material()))["excluded"]
    assert table.rows[0].cells["code"] == "H48.53.01-240305-0009" and table.filtered


def test_a_flood_is_cut_and_counted() -> None:
    flood = tuple(problem(f"Vấn đề {number}") for number in range(MOST_ROWS + 5))
    table = tables(quality(small_material(problems=flood)))["problems"]
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
