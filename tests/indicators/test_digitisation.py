"""Digitisation of components (of what was received) and of results (of what was closed with one)."""

from datetime import datetime

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


def test_both_of_what_was_closed_with_a_result():
    assert rate("full_digitisation_rate", report(DOSSIERS, settings(), WEEK)) == (1, 3)


def test_reuse_of_what_was_received():
    assert rate("reuse_rate", report(DOSSIERS, settings(), WEEK)) == (1, 3)


def test_a_file_without_the_column_counts_as_no_beside_one_that_has_it():
    bare = rows("| code |\n| H48.53-240304-0101 |", File("khac.xlsx", datetime(2024, 3, 8)))
    assert rate("reuse_rate", report([*DOSSIERS, *bare], settings(), WEEK)) == (1, 4)


def test_without_the_columns_there_are_no_data():
    nothing = report(rows("| components | result |\n| x | |"), settings(), WEEK)
    for indicator in ("result_digitisation_rate", "full_digitisation_rate", "reuse_rate"):
        assert rate(indicator, nothing) == (0, None)
    assert rate("component_digitisation_rate", nothing) == (1, 1)
