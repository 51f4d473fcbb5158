"""Digitisation of components (of what was received) and of results (of what was closed with one)."""

from datetime import datetime

from bsreform.measures import Ratio
from oracle import File
from raw_tables import WEEK, rate, report, rows, settings

DOSSIERS = rows("""
    | received | finished | status          | components | result | reused |
    | 04/03    |          | Đang xử lý      | x          | x      | x      |
    | 04/03    | 06/03    | Đã trả kết quả  | x          | x      |        |
    | 20/02    | 06/03    | Đã xử lý xong   | -          | x      | x      |
    | 20/02    | 06/03    |                 | x          | -      |        |
    | 20/02    | 06/03    | Rút             | x          | x      |        |
    | 20/02    | 06/03    | Dừng xử lý      | x          | x      |        |
    | 20/02    | 01/03    | Đã xử lý xong   | x          | x      |        |
    | 20/02    | 09/03    | Đã xử lý xong   | x          | x      |        |
    | 04/03    |          | Yêu cầu bổ sung |            |        |        |
""")


def test_components_of_what_was_received():
    assert rate("component_digitisation_rate", report(DOSSIERS, settings(), WEEK)) == (2, 3)


def test_results_of_what_was_closed_with_a_result_also_where_no_status_is_given():
    assert rate("result_digitisation_rate", report(DOSSIERS, settings(), WEEK)) == (2, 3)


def test_both_of_all_dossiers_of_the_period_also_of_those_that_are_open():
    assert rate("full_digitisation_rate", report(DOSSIERS, settings(), WEEK)) == (5, 8)


def test_reuse_of_what_was_received():
    assert rate("reuse_rate", report(DOSSIERS, settings(), WEEK)) == (1, 3)


BARE = rows("| code | handling |\n| H48.53-240304-0101 | Bình An |", File("khac.xlsx", datetime(2024, 3, 8)))


def test_the_rows_of_a_file_without_the_column_are_unknown_beside_one_that_has_it():
    made = report([*DOSSIERS, *BARE], settings(), WEEK)
    assert made.total.indicators["reuse_rate"].now == Ratio(1, 3, unknown=1)


def test_a_unit_all_of_whose_rows_are_unknown_has_no_data_and_is_not_low():
    chosen = settings(targets={"commune": {"reuse_rate": 80}, "agency": {}})
    made = report([*DOSSIERS, *BARE], chosen, WEEK)
    (unit,) = (unit for unit in made.units if unit.id == "binh-an")
    assert unit.indicators["reuse_rate"].now == Ratio(None, None, unknown=1)
    assert "binh-an" not in [low.unit for low in made.low_units]


def test_the_rows_of_a_file_whose_column_is_wholly_blank_are_unknown_too():
    one, other = rows("| reused |\n| |"), rows("| code | reused |\n| H48.53-240304-0101 | - |", BARE[0].file)
    assert report([*one, *other], settings(), WEEK).total.indicators["reuse_rate"].now == Ratio(0, 1, unknown=1)


def test_without_the_columns_there_are_no_data():
    nothing = report(rows("| components | result |\n| x | |"), settings(), WEEK)
    for indicator in ("result_digitisation_rate", "full_digitisation_rate", "reuse_rate"):
        assert rate(indicator, nothing) == (0, None)
    assert rate("component_digitisation_rate", nothing) == (1, 1)
