"""One column of texts → typed values and what cannot be read."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsreform.layouts.dossier_export import LAYOUT
from bsreform.layouts.task_tracker import LAYOUT as TRACKER
from bsreform.reading.recognising.columns import parse_column
from exports import code


def parsed(name, *texts):
    """(values, complaints as (place, rule, raw, reason)) of a column of that field."""
    values, complaints = parse_column(pa.array(texts, pa.string()), LAYOUT.field(name))
    return values.to_pylist(), [tuple(each) for each in complaints]


def test_dates_in_several_forms():
    day = date(2024, 3, 5)
    assert parsed("due_at", "05/03/2024 08:00:00", "2024-03-05 00:00:00", "45356", "5/3/24") == ([day] * 4, [])


def test_what_cannot_be_read_is_quoted_as_it_stands_in_the_cell():
    values, complaints = parsed("due_at", "30/02/2024 08:00", "05/03/1924", "#N/A", "\x00=")
    assert values == [None] * 4
    assert complaints == [
        (0, "unreadable_value", "30/02/2024 08:00", "date"),
        (1, "suspicious_date", "05/03/1924", "year"),
        (2, "error_value", "#N/A", ""),
        (3, "formula_without_value", "", ""),
    ]


@pytest.mark.parametrize("text", [None, "-", "…", "NULL"])
def test_a_blank_is_missing_only_where_it_is_required(text):
    assert parsed("due_at", text, "05/03/2024")[1] == [(0, "missing_value", text or "", "")]
    assert parsed("finished_at", text, "05/03/2024")[1] == []


def test_month_first_dates_make_the_whole_column_unclear():
    values, complaints = parsed("received_at", "02/13/2024", "03/04/2024")
    assert values == [None, None]
    assert [(place, reason) for place, _, _, reason in complaints] == [(0, "month_first"), (1, "month_first_column")]


def test_one_month_first_date_among_clear_ones_stands_alone():
    values, complaints = parsed("received_at", "02/13/2024", "03/04/2024", "25/03/2024")
    assert values == [None, date(2024, 4, 3), date(2024, 3, 25)]
    assert [place for place, *_ in complaints] == [0]


@pytest.mark.parametrize("layout", [LAYOUT, TRACKER])
def test_true_dates_up_to_12_beside_texts_above_12_were_turned_round(layout):
    field = layout.field("received_at" if layout is LAYOUT else "due_on")
    texts = ("2024-03-05 00:00:00", "25/03/2024", "Quý I/2024" if layout is TRACKER else "", "45362")
    values, complaints = parse_column(pa.array([text or None for text in texts], pa.string()), field)
    assert values.to_pylist()[:2] == [None, date(2024, 3, 25)]
    turned = [
        (place, raw) for place, rule, raw, reason in complaints if (rule, reason) == ("suspicious_date", "swapped")
    ]
    assert turned == [(0, "2024-03-05 00:00:00"), (3, "45362")]


@pytest.mark.parametrize(
    "texts",
    [
        ("2024-03-05 00:00:00", "25/03/2024", "05/03/2024"),
        ("2024-03-15 00:00:00", "25/03/2024"),
        ("2024-03-05 00:00:00", "05/03/2024"),
        ("05/03/2024", "25/03/2024"),
    ],
)
def test_any_date_on_the_other_side_shows_that_none_was_turned(texts):
    assert parsed("received_at", *texts)[1] == []


def test_codes_are_brought_to_one_spelling():
    values, complaints = parsed("code", code(1).lower(), code(2).replace("-", " – "), "'" + code(3), "giấy")
    assert values == [code(1), code(2), code(3), None]
    assert complaints == [(3, "unreadable_value", "giấy", "code")]


@pytest.mark.parametrize(
    "text", ["H48.53.10-240305-1234567", "H15.50.05.13-261008-0975", "G01-240305-1", "H48-240305-123456789"]
)
def test_codes_of_ministries_and_of_deep_units_are_codes(text):
    assert parsed("code", text) == ([text], [])


def test_a_number_of_no_known_form_is_kept_and_told():
    assert parsed("code", "hs-15", "53.H48-1") == (
        ["HS-15", "53.H48-1"],
        [(0, "unusual_code", "hs-15", ""), (1, "unusual_code", "53.H48-1", "")],
    )


@pytest.mark.parametrize("text", ["0912345678", "Nguyễn Văn A 1980", "051234567890", "05/03/2024", "chưa có"])
def test_people_and_days_are_no_codes(text):
    values, [(_, rule, _, reason)] = parsed("code", text)
    assert (values, rule, reason) == ([None], "unreadable_value", "code")


def test_a_name_or_a_number_broken_between_lines_is_one():
    units = pa.array(["Nguyễn\nVăn A", "09123\n45678", "UBND xã Bình An\nbà Trần Thị B"], pa.string())
    values, _ = parse_column(units, TRACKER.field("lead_unit"))
    assert values.to_pylist() == ["N.V.A", "•••", "UBND xã Bình An\nbà T.T.B"]


def test_leading_zeros_stay():
    assert parsed("code", "000.00.53.H48-240304-0001") == (["000.00.53.H48-240304-0001"], [])


def test_yes_no_and_blanks():
    assert parsed("reused", "Có", "Chưa", None, "-") == ([True, False, None, None], [])
    assert parsed("payment_status", "Đã thanh toán", "Miễn phí") == ([True, False], [])


def test_a_dash_in_a_text_column_is_a_blank():
    assert parsed("unit_handling", "-", "Bình An") == ([None, "Bình An"], [])


@given(st.lists(st.one_of(st.none(), st.text(max_size=12)), max_size=8), st.sampled_from(LAYOUT.fields))
def test_every_cell_has_a_value_a_complaint_or_is_blank(texts, field):
    trimmed = [text.strip() or None if text else None for text in texts]
    values, complaints = parse_column(pa.array(trimmed, pa.string()), field)
    assert len(values) == len(texts)
    for place, rule, *_ in complaints:
        assert values[place].is_valid == (rule == "unusual_code")


def test_the_users_own_words_for_no_deadline():
    texts = pa.array(["Theo tiến độ dự án", "31/3/2024"], pa.string())
    field = TRACKER.field("due_on")
    assert [reason for *_, reason in parse_column(texts, field)[1]] == ["deadline"]
    assert parse_column(texts, field, no_deadline=frozenset({"theo tiến độ dự án"}))[1] == []
