"""The document that is signed: what stands in it, in which order."""

from dataclasses import replace

from small_material import small_material

from bsreform.material.values import Material
from bsreform.measures import LowUnit
from bsreform.report_model import Closing, Letterhead, Paragraphs, Table
from bsreform.reports.sheets.summary import MOST_UNITS, summary


def sheet(material: Material):
    return summary(material, "BÁO CÁO", "Kết quả", ["Một câu."])


def tables(material: Material) -> dict[str, Table]:
    return {block.id: block for block in sheet(material).blocks if isinstance(block, Table)}


def test_the_order_is_that_of_an_official_report_and_the_signature_follows_a_table() -> None:
    kinds = [type(block) for block in sheet(small_material()).blocks]
    assert kinds == [Letterhead, Paragraphs, Table, Table, Closing]


def test_the_whole_against_target_and_week_before_and_how_many_units_are_low() -> None:
    row = tables(small_material())["summary"].rows[0]
    assert row.cells == {
        "no": 1,
        "label": "Tỷ lệ hồ sơ trực tuyến",
        "counted": 11,
        "out_of": 20,
        "percent": 55.0,
        "target": 50.0,
        "previous": 60.0,
        "change": -5.0,
        "year": 55.0,
        "low": 1,
    }
    assert row.verdicts == {"percent": "above"}


def test_an_indicator_without_data_says_so_and_is_named_in_a_note() -> None:
    table = tables(small_material())["summary"]
    row = next(row for row in table.rows if row.cells["label"] == "Tỷ lệ tái sử dụng")
    assert row.cells["percent"] == "không có số liệu"
    assert row.cells["counted"] is row.cells["low"] is None
    assert any("Không có số liệu" in note and "Tỷ lệ tái sử dụng" in note for note in table.notes)


def test_low_units_show_only_what_they_missed() -> None:
    table = tables(small_material())["low_units"]
    (row,) = table.rows
    assert [column.label for column in table.columns] == [
        "STT", "Đơn vị", "Trực tuyến", "Số hóa HS", "Đúng hạn", "Số tuần liên tiếp",
    ]  # fmt: skip
    assert row.cells["unit"] == "UBND xã Bình Chánh" and row.cells["weeks"] == 3
    assert (row.cells["online_rate"], row.cells["on_time_rate"]) == (33.33, 87.5)


def test_a_rate_that_a_unit_reached_stays_blank() -> None:
    material = small_material()
    other = LowUnit("binh-an", "UBND xã Bình An", "reuse_rate", 10.0, 80.0, 1)
    table = tables(small_material(low_units=(*material.low_units, other)))["low_units"]
    assert table.rows[1].cells["online_rate"] == ""


def test_without_low_units_a_sentence_stands_there() -> None:
    table = tables(small_material(low_units=()))["low_units"]
    assert table.rows == () and table.empty == "Không có đơn vị nào thấp hơn chỉ tiêu được giao."


def test_however_many_units_are_low_the_others_are_named_below_the_worst() -> None:
    material = small_material()
    (unit,) = (each for each in material.units if each.id == "binh-chanh")
    units = tuple(replace(unit, id=f"x{n}", name=f"UBND xã X{n}", short=f"X{n}") for n in range(60))
    low = tuple(replace(material.low_units[0], unit=each.id, name=each.name) for each in units)
    table = tables(replace(material, units=units, low_units=low))["low_units"]
    named = {row.cells["unit"] for row in table.rows} | {f"UBND xã {name}" for name in note_names(table)}
    assert len(table.rows) == MOST_UNITS and named == {each.name for each in units}


def note_names(table: Table) -> list[str]:
    (note,) = (note for note in table.notes if note.startswith("Và 45 đơn vị khác"))
    return note.partition(": ")[2].removesuffix(".").split("; ")
