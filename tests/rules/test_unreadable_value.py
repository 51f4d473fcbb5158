"""Rule unreadable_value: what it says, and what it leaves alone."""

import pytest
from msgspec.structs import replace

from bsreform.model import Fact
from bsreform.organisation.config import Config
from bsreform.rules import unreadable_value


@pytest.mark.parametrize(
    ("field", "raw", "reason", "message", "hint"),
    [
        (
            "due_at",
            "31/02/2024",
            "date",
            "Ngày hẹn trả “31/02/2024” không phải là một ngày có thật.",
            "05/03/2024",
        ),
        (
            "due_at",
            "2/13/2024",
            "month_first",
            "“2/13/2024” ghi tháng trước, ngày sau.",
            "thì ghi 13/02/2024.",
        ),
        ("due_at", "02/03/2024", "month_first_column", "không rõ ngày nào", "Region"),
        ("fee_levy", "mười nghìn", "number", "Lệ phí “mười nghìn” không phải là số.", "10.000"),
        (
            "reused",
            "đang làm",
            "yes_no",
            "Tái sử dụng “đang làm” không rõ là có hay không.",
            "“Có” hoặc “Không”",
        ),
        ("code", "12", "code", "Mã hồ sơ “12” không đúng dạng mã hồ sơ.", "000.00.53.H48"),
        (
            "channel",
            "fax",
            "choice",
            "Hình thức nộp “fax” không có trong các cách ghi đã biết.",
            "Trực tuyến",
        ),
    ],
)
def test_each_reason_has_its_words_and_its_remedy(dossiers, context, field, raw, reason, message, hint):
    data = dossiers("", Fact(0, "unreadable_value", 2, "D", field, raw, reason))
    (finding,) = unreadable_value.check(data, context)
    assert message in finding.message
    assert hint in finding.hint


@pytest.mark.parametrize(
    ("field", "finished", "excluded"),
    [
        ("code", "-", True),
        ("received_at", "-", True),
        ("due_at", "-", True),
        ("finished_at", "-", True),
        ("returned_at", "-", True),
        ("returned_at", "07/03/2024", False),
        ("fee_levy", "-", False),
        ("channel", "-", False),
        ("unit_handling", "-", True),
        ("unit_receiving", "-", False),
    ],
)
def test_the_row_is_lost_only_if_a_figure_needs_the_value(dossiers, context, field, finished, excluded):
    table = f"""
        | finished_at |
        | {finished}  |
    """
    data = dossiers(table, Fact(0, "unreadable_value", 2, "D", field, "?", "date"))
    assert [finding.excludes for finding in unreadable_value.check(data, context)] == [excluded]


def test_where_the_day_of_return_ends_a_dossier_that_day_decides(dossiers, context):
    context = replace(context, config=Config.model_validate({"dossiers": {"end_date": "returned"}}))
    table = """
        | finished_at | returned_at |
        | 07/03/2024  | -           |
    """
    data = dossiers(table, Fact(0, "unreadable_value", 2, "F", "returned_at", "?", "date"), end_date="returned")
    assert [finding.excludes for finding in unreadable_value.check(data, context)] == [True]


@pytest.mark.parametrize(
    ("field", "raw", "detail", "said", "hint"),
    [
        ("due_on", "sớm nhất", "deadline", "Thời hạn hoàn thành “sớm nhất” không rõ là thời hạn nào.", "“Quý I/2024”"),
        ("due_on", "Quý I và 30/4", "deadline_conflict", "ghi hai thời hạn khác nhau.", "Chỉ ghi một thời hạn"),
        ("progress", "150", "progress", "không phải là tỷ lệ từ 0 đến 100 %.", "ví dụ 60"),
        ("progress", "0,6", "progress_scale", "ghi lẫn hai cách (0–1 và 0–100).", "không ghi 0,6"),
    ],
)
def test_deadlines_and_progress_of_tasks(tasks, context, field, raw, detail, said, hint):
    (finding,) = unreadable_value.check(tasks("", Fact(0, "unreadable_value", 2, "F", field, raw, detail)), context)
    assert finding.message.endswith(said)
    assert hint in finding.hint


def test_what_costs_a_task_its_place_in_the_figures(tasks, context):
    table = """
        | extended_to | status | completed_on | updated_on |
        | -           | open   | -            | -          |
        | 30/04/2024  | open   | -            | -          |
        | -           | open   | -            | -          |
        | -           | done   | -            | -          |
        | -           | done   | -            | -          |
        | -           | done   | 05/03/2024   | -          |
        | -           | open   | -            | -          |
    """
    fields = ["due_on", "due_on", "extended_to", "completed_on", "updated_on", "updated_on", "progress"]
    facts = [Fact(0, "unreadable_value", row, "F", field, "?", "date") for row, field in enumerate(fields, start=2)]
    found = list(unreadable_value.check(tasks(table, *facts), context))
    assert [finding.excludes for finding in found] == [True, False, True, True, True, False, False]


def test_what_was_not_accepted_is_no_error_whatever_stands_in_it(dossiers, context):
    wrong = [Fact(0, "unreadable_value", row, "C", "received_at", "31/02/2024", "date") for row in (2, 3)]
    data = dossiers("status\nnot_accepted\nopen", *wrong)
    assert [finding.row for finding in unreadable_value.check(data, context)] == [3]
