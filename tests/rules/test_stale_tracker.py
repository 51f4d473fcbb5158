"""Rule stale_tracker: an open task of a tracker that nobody has updated for two weeks (clause 2.1 b)."""

from datetime import datetime

import task_tables
from bsreform.rules import stale_tracker


def test_an_open_task_that_was_not_updated_for_the_days_of_the_setting(tasks, context):
    data = tasks("""
        | status  | updated_on | source |
        | open    | 23/02/2024 | 0      |
        | open    | 24/02/2024 | 0      |
        | unknown | 01/02/2024 | 0      |
        | done    | 01/02/2024 | 0      |
        | withdrawn | 01/02/2024 | 0    |
        | open    | 01/02/2024 | 1      |
    """)
    found = list(stale_tracker.check(data, context))
    assert [finding.row for finding in found] == [2, 4]
    assert (found[0].field, found[0].raw, found[0].excludes) == ("updated_on", "23/02/2024", False)
    assert found[0].message == "Nhiệm vụ chưa xong, cập nhật lần cuối 23/02/2024: đã 14 ngày."


def test_without_a_day_of_update_the_time_of_the_file_speaks(tasks, context):
    old, unknown = (
        task_tables.tracker(exported_at=datetime(2024, 2, 20, 9)),
        task_tables.tracker("theo-doi/khac.xlsx", exported_at=None),
    )
    data = tasks(
        """
        | source | updated_on |
        | 0      | -          |
        | 0      | 07/03/2024 |
        | 1      | -          |
    """,
        sources=(old, unknown),
    )
    (finding,) = stale_tracker.check(data, context)
    assert (finding.row, finding.raw) == (2, "")
    assert finding.message == "Nhiệm vụ chưa xong, không ghi ngày cập nhật, tệp lưu ngày 20/02/2024: đã 17 ngày."


def test_the_days_are_a_setting(tasks, context):
    data = tasks("""
        | updated_on |
        | 01/03/2024 |
    """)
    config = context.config.model_copy(
        update={"tasks": context.config.tasks.model_copy(update={"stale_after_days": 7})}
    )
    assert not list(stale_tracker.check(data, context))
    assert len(list(stale_tracker.check(data, type(context)(config, *_rest(context))))) == 1


def _rest(context):
    return context.registry, context.calendar, context.today
