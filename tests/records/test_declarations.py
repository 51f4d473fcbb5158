"""Periods without any work, declared in the small form: which days each is, who is not missed, what is unclear."""

from datetime import date

import pytest

from bsreform.model import NoWork
from bsreform.periods import USUAL
from bsreform.records.declarations import period_days
from exports import cells
from records.test_aggregates import dataset

FORM = """
| BÁO KHÔNG PHÁT SINH |
| Đơn vị không phát sinh | Kỳ không phát sinh | Ghi chú về kỳ không phát sinh |
"""


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("Tuần 10/2024", (date(2024, 3, 2), date(2024, 3, 8))),
        ("2024-W10", (date(2024, 3, 2), date(2024, 3, 8))),
        ("tuần 10 năm 2024", (date(2024, 3, 2), date(2024, 3, 8))),
        ("Tháng 3/2024", (date(2024, 2, 15), date(2024, 3, 14))),
        ("Quý I/2024", (date(2023, 12, 15), date(2024, 3, 14))),
        ("Năm 2024", (date(2023, 12, 15), date(2024, 12, 14))),
        ("từ ngày 02/3/2024 đến ngày 08/3/2024", (date(2024, 3, 2), date(2024, 3, 8))),
        ("10/2024", None),  # a week or a month?
        ("tuần này", None),
        ("Tuần 60/2024", None),
    ],
)
def test_a_period_is_known_where_it_says_what_it_is(written, days):
    assert period_days(written, USUAL) == days


def test_the_form_is_read_from_the_folder_of_dossiers(tmp_path):
    data = dataset(tmp_path, bao=[cells(FORM + "| Công an huyện | Tuần 10/2024 | |\n| Phòng Y tế | Quý I/2024 | |")])
    week, quarter = (date(2024, 3, 2), date(2024, 3, 8)), (date(2023, 12, 15), date(2024, 3, 14))
    assert data.declared == (NoWork("cong-an", week), NoWork("y-te", quarter))
    assert len(data.frame) == 0 and not data.facts


def test_a_row_that_is_not_clear_declares_nothing_and_is_told(tmp_path):
    data = dataset(tmp_path, bao=[cells(FORM + "| Công an huyện | 10/2024 | |\n| Phòng Lạ | Tuần 10/2024 | |")])
    assert data.declared == ()
    assert [(fact.kind, fact.row, fact.raw) for fact in data.facts] == [
        ("unreadable_value", 3, "10/2024"),
        ("unknown_unit", 4, "Phòng Lạ"),
    ]
