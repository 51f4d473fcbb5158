"""Snapshots: what the tasks looked like in monthly reports that were issued, in small files that are written once."""

from datetime import date

import pandas as pd
import pytest

from bsreform.files.kept_files import FOLDER
from bsreform.history.snapshots import COLUMNS, Snapshot, keep, previous, take
from bsreform.model import SetAside
from issued_reports import issue_tasks
from task_tables import tasks

MARCH, APRIL = date(2024, 3, 14), date(2024, 4, 14)

TASKS = """
| document_no | title        | due_on     | extended_to | status | completed_on |
| 12/KH-UBND  | Kế hoạch năm | 15/03/2024 |             | open   |              |
| 15/CV-UBND  | Rà soát      | 20/03/2024 | 30/04/2024  | open   |              |
| 9/CV-UBND   | Báo cáo quý  | 10/03/2024 |             | done   | 08/03/2024   |
"""


def seen(table=TASKS, as_of=MARCH):
    return take(tasks(table).frame, as_of)


def files(root):
    return sorted(path.name for path in (root / FOLDER).iterdir())


def test_a_snapshot_has_the_deadline_in_force_and_the_day_of_completion():
    first, second, third = seen().tasks.sort_values("title").to_dict("records")
    assert tuple(first) == COLUMNS
    assert (first["document_no"], first["done"], first["ended"]) == ("9/CV-UBND", True, pd.Timestamp("2024-03-08"))
    assert (second["unit"], second["origin"], second["due"]) == ("binh-chanh", "tracker", pd.Timestamp("2024-03-15"))
    assert (third["due"], third["done"]) == (pd.Timestamp("2024-04-30"), False)


def test_a_snapshot_stands_at_the_end_of_its_day():
    early = seen(as_of=date(2024, 3, 7)).tasks
    assert not early["done"].any()
    assert early["ended"].isna().all()
    assert seen(as_of=date(2024, 2, 1)).tasks.empty


def test_a_snapshot_holds_no_person():
    frame = tasks(TASKS).frame.assign(leader="Nguyễn Văn A", note="gọi Nguyễn Văn A")
    assert "Nguyễn Văn A" not in take(frame, MARCH).text


def test_the_first_run_has_nothing_to_compare_with(tmp_path):
    assert previous(tmp_path, seen()) is None


def test_a_task_that_no_subject_can_have_is_none_of_ours(tmp_path):
    other = seen().tasks.assign(origin="elsewhere")
    issue_tasks(tmp_path, Snapshot(MARCH, other))
    with pytest.warns(SetAside):
        assert previous(tmp_path, seen(as_of=APRIL)) is None


def test_what_was_kept_comes_back_unchanged(tmp_path):
    issue_tasks(tmp_path, seen())
    back = previous(tmp_path, seen(as_of=APRIL))
    assert back.as_of == MARCH
    assert back.text == seen().text
    assert back.tasks["due"].dtype == "datetime64[s]"


def test_the_same_tasks_give_the_same_snapshot_in_whatever_order_they_were_read():
    frame = tasks(TASKS).frame
    assert take(frame, MARCH).text == take(frame.iloc[::-1], MARCH).text


def test_running_twice_writes_one_file_and_compares_with_the_same(tmp_path):
    issue_tasks(tmp_path, seen(as_of=date(2024, 2, 14)))
    before = previous(tmp_path, seen())
    assert issue_tasks(tmp_path, seen()).is_file()
    assert issue_tasks(tmp_path, seen()) is None
    assert previous(tmp_path, seen()).text == before.text
    assert len([name for name in files(tmp_path) if name.startswith("tasks")]) == 2


def test_a_draft_is_compared_with_nothing(tmp_path):
    keep(tmp_path, seen(as_of=date(2024, 2, 14)))
    assert previous(tmp_path, seen()) is None
    issue_tasks(tmp_path, seen(as_of=date(2024, 2, 14)))
    keep(tmp_path, seen(TASKS.replace("15/03/2024", "29/03/2024"), date(2024, 2, 14)))
    assert previous(tmp_path, seen()).text == seen(as_of=date(2024, 2, 14)).text


def test_unchanged_tasks_of_the_next_month_are_compared_with_those_of_this_month(tmp_path):
    issue_tasks(tmp_path, seen(TASKS.replace("Rà soát", "Rà soát lại"), date(2024, 2, 14)))
    issue_tasks(tmp_path, seen())
    assert previous(tmp_path, seen(as_of=APRIL)).as_of == MARCH


def test_changed_tasks_of_the_same_day_are_compared_with_the_run_before(tmp_path):
    issue_tasks(tmp_path, seen())
    moved = seen(TASKS.replace("15/03/2024", "29/03/2024"))
    assert previous(tmp_path, moved).text == seen().text
    issue_tasks(tmp_path, moved)
    assert previous(tmp_path, moved).text == seen().text
    assert previous(tmp_path, seen()).text == moved.text


def test_a_later_run_is_never_compared_with(tmp_path):
    issue_tasks(tmp_path, seen(as_of=APRIL))
    assert previous(tmp_path, seen()) is None


def test_a_file_is_never_changed(tmp_path):
    first = keep(tmp_path, seen())
    content = first.read_bytes()
    keep(tmp_path, seen(TASKS.replace("15/03/2024", "29/03/2024")))
    keep(tmp_path, seen())
    assert first.read_bytes() == content
    assert [name[:10] for name in files(tmp_path)] == ["tasks-0001", "tasks-0002", "tasks-0003"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"schema": 9, "columns": [], "tasks": []}', "null"])
def test_a_damaged_file_is_passed_over(tmp_path, content):
    issue_tasks(tmp_path, seen(as_of=date(2024, 2, 14)))
    issue_tasks(tmp_path, seen()).write_text(content)
    assert previous(tmp_path, seen(as_of=APRIL)).as_of == date(2024, 2, 14)


def test_copies_that_onedrive_leaves_are_not_snapshots(tmp_path):
    kept = keep(tmp_path, seen())
    kept.with_name(kept.stem + "-MAY-TINH.json").write_bytes(kept.read_bytes())
    assert keep(tmp_path, seen(as_of=APRIL)).name.startswith("tasks-0002")


def test_no_task_at_all_is_a_snapshot_too(tmp_path):
    nothing = take(tasks(TASKS).frame.iloc[:0], MARCH)
    issue_tasks(tmp_path, nothing)
    assert previous(tmp_path, seen()).tasks.empty
