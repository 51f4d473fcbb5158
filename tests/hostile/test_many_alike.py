"""Much of one kind in one file costs what it holds, not its square."""

from datetime import date

from bsreform.history.snapshots import take
from bsreform.language.text import fold
from bsreform.reading.recognising.deadlines import parse_deadline
from bsreform.reading.recognising.secrecy import is_marked, is_secret_number
from bsreform.records import same_task
from bsreform.records.same_task import _nearest, _Task, counterparts, document_key
from task_tables import tasks


def task(index: int, title: str) -> _Task:
    return _Task(index, "", 0, title, 0, -1)


def test_only_titles_of_like_length_are_compared():
    rivals = [task(1, "a" * 100), task(2, "rà soát thủ tục"), task(3, "rà soát thủ tục hành chính công ích")]
    assert _nearest(task(0, "rà soát thủ tục"), rivals) is rivals[1]
    assert _nearest(task(0, "b" * 50), rivals) is None


def test_no_title_is_compared_with_more_than_the_nearest(monkeypatch):
    monkeypatch.setattr(same_task, "_MOST_RIVALS", 10)
    rivals = [task(n, f"việc {'x' * 40}{n:04}"[: 30 + n % 20]) for n in range(3000)]
    same = rivals[2500]
    assert _nearest(task(0, same.title), rivals).title == same.title


def test_long_titles_are_compared_by_their_beginning():
    assert _nearest(task(0, "a" * 30_000), [task(1, "a" * 30_000)]).index == 1


def test_four_thousand_titles_of_one_unit_are_told_apart():
    rows = "\n".join(f"| | Việc {n:04} của đơn vị | 15/03/2024 | open |" for n in range(4000))
    data = tasks(f"| document_no | title | due_on | status |\n{rows}")
    assert len(set(same_task.leaders(data).tolist())) == 4000


def test_tasks_of_an_earlier_run_with_figures_of_their_own_are_each_looked_for_among_their_like():
    rows = "\n".join(f"| | Việc {n:04} của đơn vị | 15/03/2024 | open |" for n in range(1000))
    data = tasks(f"| document_no | title | due_on | status |\n{rows}")
    before = take(data.frame, date(2024, 3, 14)).tasks
    assert counterparts(before, data).tolist() == list(range(1000))


def test_a_cell_as_long_as_they_get_is_looked_through_once():
    # Each of these took from two seconds to minutes, where every place looked through the rest again.
    assert fold("(1) " * 8_000 + "x") == "x"
    assert fold("x" + " (1)" * 8_000) == "x"
    assert document_key("0" * 32_767 + "1") == "1"
    assert not is_secret_number("1/" * 16_000)
    assert not is_marked("1/" * 16_000 + "m")
    assert parse_deadline("- " * 16_000 + "x") == (None, "deadline")
