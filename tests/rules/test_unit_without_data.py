"""Rule unit_without_data: what it says, and what it leaves alone."""

from datetime import date

import pytest
from msgspec.structs import replace

from bsreform.organisation.config import Config
from bsreform.rules import unit_without_data


def test_every_unit_of_today_without_a_row_is_named_once(dossiers, context):
    data = dossiers("""
        | unit       |
        | binh-chanh |
        | binh-chanh |
    """)
    found = list(unit_without_data.check(data, context))
    expected = {unit.name for unit in context.registry.valid_in(context.today, context.today)}
    assert {finding.raw for finding in found} == expected - {"UBND xã Bình Chánh"}
    assert {(finding.source, finding.row, finding.excludes) for finding in found} == {(-1, None, False)}
    assert found[0].message == f"{found[0].raw} chưa có hồ sơ nào trong các tệp."


def test_a_unit_that_has_merged_speaks_for_its_successor(dossiers, context):
    data = dossiers("""
        | unit       |
        | binh-chanh |
    """)
    later = replace(context, today=date(2025, 8, 1))
    assert "UBND xã Bình Sơn" not in {finding.raw for finding in unit_without_data.check(data, later)}
    assert "UBND xã Vạn Tường" in {finding.raw for finding in unit_without_data.check(data, later)}


@pytest.mark.parametrize(("start", "missed"), [(date(2024, 3, 2), False), (date(2024, 2, 15), True), (None, False)])
def test_a_unit_that_has_declared_a_week_without_work_is_not_missed_in_it(dossiers, context, start, missed):
    config = Config.model_validate({"declared": {"cong-an": ["2024-W10"]}})
    seen = replace(context, config=config, start=start, today=date(2024, 3, 8))
    data = dossiers("""
        | unit       |
        | binh-chanh |
    """)
    assert ("Công an huyện" in {finding.raw for finding in unit_without_data.check(data, seen)}) == missed


def test_a_unit_that_said_there_was_no_work_and_sends_dossiers_of_those_days_is_told(dossiers, context):
    config = Config.model_validate({"declared": {"cong-an": ["2024-W10"]}})
    seen = replace(context, config=config, today=date(2024, 3, 8))
    data = dossiers("""
        | code                       | unit    | received_at |
        | 000.00.53.H48-240305-0001  | cong-an | 05/03/2024  |
        | 000.00.53.H48-240305-0001  | cong-an | 05/03/2024  |
        | 000.00.53.H48-240301-0002  | cong-an | 01/03/2024  |
    """)
    (told,) = [each.message for each in unit_without_data.check(data, seen) if "không phát sinh" in each.message]
    assert told == (
        "Công an huyện báo không phát sinh từ ngày 02/3/2024 đến ngày 08/3/2024 nhưng trong các tệp có 01 hồ sơ tiếp "
        "nhận trong thời gian ấy; hồ sơ vẫn được tính."
    )


def test_a_unit_that_receives_no_dossiers_is_not_missed(dossiers, context):
    data = dossiers("""
        | unit       |
        | binh-chanh |
    """)
    units = (replace(unit, receives_dossiers=unit.id != "cong-an") for unit in context.registry.units)
    silent = replace(context, registry=replace(context.registry, units=tuple(units)))
    assert "Công an huyện" in {finding.raw for finding in unit_without_data.check(data, context)}
    assert "Công an huyện" not in {finding.raw for finding in unit_without_data.check(data, silent)}
