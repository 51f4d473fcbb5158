"""On time, in progress, and early by a fifth: terms by calendar day, their length in working days."""

import pytest

from oracle import Procedure
from raw_tables import WEEK, rate, report, rows, settings

DOSSIERS = rows("""
    | received | due   | finished | status          |
    | 20/02    | 07/03 | 06/03    | Đã xử lý xong   |
    | 20/02    | 06/03 | 06/03    | Rút             |
    | 20/02    | 05/03 | 06/03    | Đã trả kết quả  |
    | 20/02    | 08/03 |          | Đang xử lý      |
    | 20/02    | 07/03 |          | Đang xử lý      |
    | 20/02    | 07/03 |          | Yêu cầu bổ sung |
    | 20/02    | 07/03 | 09/03    | Đã xử lý xong   |
    | 20/02    | 01/03 | 01/03    | Đã xử lý xong   |
""")


def test_on_time_is_by_the_due_day_whatever_the_outcome():
    assert rate("on_time_rate", report(DOSSIERS, settings(), WEEK)) == (2, 3)


def test_progress_adds_what_is_still_in_term_and_what_waits_for_the_citizen():
    assert rate("progress_rate", report(DOSSIERS, settings(), WEEK)) == (4, 7)


@pytest.mark.parametrize(
    ("received", "due", "finished", "term", "early"),
    [
        # From 20/02 to 04/3 are 9 working days, to 06/3 are 11, to 07/3 are 12.
        ("20/02", "07/03", "04/03", "", True),  # 9 of 12
        ("20/02", "06/03", "04/03", "", False),  # 9 of 11
        ("20/02", "07/03", "04/03", "11", False),  # the row's own term comes first
        ("20/02", "06/03", "04/03", "11.25", True),  # exactly four fifths
        ("05/03", "06/03", "05/03", "", True),  # done the same day
    ],
)
def test_early_is_at_most_four_fifths_of_the_working_days(received, due, finished, term, early):
    table = f"""
        | received   | due   | finished   | status         | channel | statutory_days |
        | {received} | {due} | {finished} | Đã trả kết quả | online  | {term}         |
    """
    assert rate("early_20_rate", report(rows(table), settings(), WEEK)) == (int(early), 1)


def test_only_online_dossiers_with_a_result_and_a_term_can_be_early():
    table = rows("""
        | received | due   | finished | status         | channel   | statutory_days | procedure |
        | 20/02    | 20/03 | 04/03    | Đã trả kết quả | online    |                |           |
        | 20/02    | 20/03 | 04/03    | Đã trả kết quả | in_person |                |           |
        | 20/02    | 20/03 | 04/03    | Rút            | online    |                |           |
        | 20/02    | 20/03 | 04/03    | Đã trả kết quả | online    | 0              |           |
        | 02/03    | 03/03 | 04/03    | Đã trả kết quả | online    |                |           |
        | 20/02    | 20/03 | 04/03    | Đã trả kết quả | online    |                | short     |
        | 20/02    | 20/03 | 04/03    | Đã trả kết quả | online    | 20             | short     |
    """)
    short = settings({"short": Procedure(statutory_days=5)})
    assert rate("early_20_rate", report(table, short, WEEK)) == (2, 3)


def test_public_holidays_and_worked_saturdays_decide_the_length():
    # 29/4, 30/4 and 01/5/2024 were off, Saturday 04/5 was worked: 5 working days of term, 4 used.
    table = rows("""
        | received | due   | finished | status         | channel |
        | 26/04    | 07/05 | 06/05    | Đã trả kết quả | online  |
    """)
    assert rate("early_20_rate", report(table, settings(), "2024-W19")) == (1, 1)
