"""Online payment: who owes a fee, and of those, who paid it online."""

from datetime import datetime

from oracle import File, Procedure
from raw_tables import WEEK, rate, report, rows, settings

FEES = rows("""
    | fee   | exempt | paid | procedure |
    | 15000 |        | x    | listed    |
    | 15000 | -      | -    | listed    |
    | 15000 |        |      | other     |
    | 15000 | x      | x    | listed    |
    | 0     |        | x    | listed    |
    |       |        | x    | listed    |
""")
CATALOGUE = {"listed": Procedure(fee_bearing=True, payment_list=True), "other": Procedure(fee_bearing=True)}
NO_FEES = rows(
    """
    | code               | paid | procedure |
    | H48.53-240304-0101 | x    | listed    |
    | H48.53-240304-0102 | -    | other     |
    | H48.53-240304-0103 | x    | free      |
    """,
    File("khong-co-cot-phi.xlsx", datetime(2024, 3, 8)),
)


def test_those_who_owe_a_fee_and_are_not_exempt():
    assert rate("online_payment_rate", report(FEES, settings(), WEEK)) == (1, 3)


def test_where_a_file_has_fees_the_catalogue_is_not_asked():
    assert rate("online_payment_rate", report(FEES, settings(CATALOGUE), WEEK)) == (1, 3)


def test_where_a_file_has_no_fees_the_catalogue_says_which_procedures_bear_one():
    assert rate("online_payment_rate", report(NO_FEES, settings(CATALOGUE), WEEK)) == (1, 2)
    assert rate("online_payment_rate", report([*FEES, *NO_FEES], settings(CATALOGUE), WEEK)) == (2, 5)


def test_a_file_without_fees_beside_one_with_them_owes_none_if_there_is_no_catalogue():
    assert rate("online_payment_rate", report([*FEES, *NO_FEES], settings(), WEEK)) == (1, 3)


def test_only_the_procedures_of_decision_906():
    assert rate("listed_payment_rate", report(FEES, settings(CATALOGUE), WEEK)) == (1, 2)


def test_without_the_columns_there_are_no_data():
    assert rate("online_payment_rate", report(NO_FEES, settings(), WEEK)) == (0, None)
    assert rate("online_payment_rate", report(rows("| fee |\n| 15000 |"), settings(), WEEK)) == (0, None)
    assert rate("listed_payment_rate", report(FEES, settings(), WEEK)) == (0, None)
    assert rate("listed_payment_rate", report(FEES, settings({"listed": Procedure()}), WEEK)) == (0, None)


def test_who_is_exempt_owes_nothing_even_where_the_fee_is_not_known():
    lines = "| code | exempt | paid |\n| H48.53-240304-0201 | x | x |\n| H48.53-240304-0202 | - | - |"
    made = report(rows(lines, File("mien-phi.xlsx", datetime(2024, 3, 8))), settings(), WEEK)
    assert made.total.indicators["online_payment_rate"].now.unknown == 1
