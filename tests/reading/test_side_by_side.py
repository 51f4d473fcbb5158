"""Columns are worked on side by side; what comes back does not show it."""

import pytest

from bsreform.reading.recognising.side_by_side import side_by_side


def refuse(thread):
    raise RuntimeError("can't start new thread")


@pytest.mark.parametrize("rows", [10, 100_000])
@pytest.mark.parametrize("columns", [0, 1, 20, 2_000])
def test_results_come_back_in_order(columns, rows):
    assert side_by_side(lambda number: number * 2, range(columns), rows) == [number * 2 for number in range(columns)]


def test_the_system_may_have_no_thread_left(monkeypatch):
    monkeypatch.setattr("threading.Thread.start", refuse)
    assert side_by_side(str, [1, 2, 3], 100_000) == ["1", "2", "3"]


@pytest.mark.parametrize("fault", [ValueError, RuntimeError, MemoryError])
def test_what_goes_wrong_is_raised(fault):
    def work(number):
        if number == 2:
            raise fault

    with pytest.raises(fault):
        side_by_side(work, [1, 2, 3], 100_000)
