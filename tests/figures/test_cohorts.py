"""The state of each dossier in the week of 02–08/3/2024, seen from its last day or from a day before."""

from datetime import date

import pytest

from raw_tables import WEEK, report, rows, settings

ALL = {"carried", "received", "closed", "early", "on_day", "late", "open", "open_in_term", "open_overdue"}


def states(line, as_of=None, **changes):
    """What one dossier counts as."""
    table = "| received | due | finished | returned | status |\n" + line
    made = report(rows(table), settings(**changes), WEEK, as_of)
    assert made.rows.used == 1
    return {name for name in ALL if made.total.ledger[name]}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("| 01/03 | 06/03 | 05/03 |  | Đã xử lý xong |", {"carried", "closed", "early"}),
        ("| 02/03 | 05/03 | 05/03 |  | Đã xử lý xong |", {"received", "closed", "on_day"}),
        ("| 08/03 | 07/03 | 08/03 |  | Đã xử lý xong |", {"received", "closed", "late"}),
        ("| 01/03 | 06/03 | 01/03 |  | Đã xử lý xong |", set()),
        ("| 01/03 | 06/03 | 02/03 |  | Rút |", {"carried", "closed", "early"}),
        ("| 09/03 | 16/03 |  |  | Đang xử lý |", set()),
        ("| 01/03 | 08/03 |  |  | Đang xử lý |", {"carried", "open", "open_in_term"}),
        ("| 01/03 | 07/03 |  |  | Đang xử lý |", {"carried", "open", "open_overdue"}),
        ("| 01/03 | 07/03 |  |  | Yêu cầu bổ sung |", {"carried", "open", "open_in_term"}),
        ("| 01/03 | 07/03 |  |  |  |", {"carried", "open", "open_overdue"}),
        ("| 01/03 | 07/03 | 07/03 |  |  |", {"carried", "closed", "on_day"}),
        ("| 01/03 | 07/03 | 07/03 |  | Xong rồi nhé |", {"carried", "closed", "on_day"}),
    ],
)
def test_the_ledger_goes_by_calendar_day(line, expected):
    assert states(line) == expected


def test_an_end_beside_an_open_status_does_not_count():
    assert states("| 01/03 | 07/03 | 05/03 | | Đang xử lý |") == {"carried", "open", "open_overdue"}
    assert states("| 01/03 | 07/03 | 05/03 | | Yêu cầu bổ sung |") == {"carried", "open", "open_in_term"}


def test_what_happened_after_the_last_day_has_not_happened_yet():
    assert states("| 01/03 | 07/03 | 09/03 | | Đã xử lý xong |") == {"carried", "open", "open_overdue"}
    line = "| 01/03 | 07/03 | 06/03 | | Đã xử lý xong |"
    assert states(line, date(2024, 3, 6)) == {"carried", "closed", "early"}
    assert states(line, date(2024, 3, 5)) == {"carried", "open", "open_in_term"}


def test_a_day_after_the_week_changes_nothing():
    line = "| 01/03 | 07/03 | 09/03 | | Đã xử lý xong |"
    assert states(line, date(2024, 4, 1)) == states(line)


def test_the_end_is_the_result_or_its_return_by_the_settings():
    line = "| 01/03 | 06/03 | 05/03 | 07/03 | Đã trả kết quả |"
    assert states(line) == {"carried", "closed", "early"}
    assert states(line, end_date="returned") == {"carried", "closed", "late"}
    only_returned = "| 01/03 | 06/03 |  | 07/03 | Đã trả kết quả |"
    assert states(only_returned) == {"carried", "closed", "late"}


@pytest.mark.parametrize(
    "line",
    [
        "| 05/03 | 06/03 | 04/03 |  | Đã xử lý xong |",
        "| 05/03 | 06/03 |  |  | Đã xử lý xong |",
        "|  | 06/03 |  |  | Đang xử lý |",
        "| 05/03 |  |  |  | Đang xử lý |",
    ],
)
def test_a_row_enters_the_figures_whole_or_not_at_all(line):
    made = report(rows("| received | due | finished | returned | status |\n" + line), settings(), WEEK)
    assert (made.rows.excluded, len(made.excluded)) == (1, 1)
    assert not any(made.total.ledger.values())
