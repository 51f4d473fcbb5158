"""Tasks of a period: counted by hand, against a second implementation, and the identities on any tasks at all."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import task_oracle
from bsreform.figures.task_cohorts import prepare_tasks
from bsreform.identities import TASK_LEDGER
from bsreform.material.tasks import counted, numbers_of
from bsreform.measures import Ratio, TaskFigures
from bsreform.organisation.config import Config
from bsreform.organisation.units import load_registry
from bsreform.organisation.working_days import load_calendar
from bsreform.records.merging_tasks import merge_tasks
from bsreform.spec import Context
from bsreform.subjects.subject import Checked
from bsreform.subjects.tasks import TASKS
from task_tables import dataset, tasks

REGISTRY, CALENDAR = load_registry(None), load_calendar(None)
FEBRUARY = (date(2024, 2, 15), date(2024, 3, 14))
DUE_SOON = 3


def figures(data, span=FEBRUARY, units=None):
    """The figures of the units (all of them: None) in the span."""
    # Of files of no known day: all is judged at the end (see test_as_seen.py).
    undated = [replace(source, exported_at=None) for source in data.sources]
    none = np.zeros(len(data.frame), dtype=bool)
    merged = merge_tasks(data, none)
    ready = prepare_tasks(merged.used, undated)
    checked = Checked(TASKS, data, Context(Config(), REGISTRY, CALENDAR, span[1]), (), (), none, none, merged, ready)
    asked = [unit.id for unit in REGISTRY.valid_in(*span) if units is None or unit.id in units]
    found = TaskFigures(numbers_of(counted(checked, span).of(asked, "", "")), Ratio(0, 0))
    names = {"due_soon": "due_soon", "completed": "closed", "completed_on_time": "on_time", "completed_late": "late"}
    told = {key: found.numbers[name] for key, name in names.items()}
    return {**told, "ledger": found.ledger, "ageing": found.ageing, "sources": found.sources}


def test_one_month_worked_out_by_hand():
    found = figures(
        tasks("""
        | assigned_on | document_date | due_on     | status | completed_on | note                          |
        | 10/02/2024  | -             | 01/03/2024 | done   | 28/02/2024   | carried, early                |
        | 15/02/2024  | -             | 01/03/2024 | done   | 01/03/2024   | received, on the day          |
        | 20/02/2024  | -             | 01/03/2024 | done   | 02/03/2024   | received, late                |
        | -           | 20/02/2024    | -          | done   | 14/03/2024   | received, no deadline         |
        | 01/02/2024  | -             | 10/02/2024 | done   | 14/02/2024   | over before the period        |
        | 15/03/2024  | -             | 30/03/2024 | open   | -            | not assigned yet              |
        | -           | -             | 14/03/2024 | open   | -            | carried; due on the last day  |
        | 01/03/2024  | -             | 19/03/2024 | open   | -            | 3 working days left           |
        | 01/03/2024  | -             | 20/03/2024 | open   | -            | 4 working days left           |
        | 01/03/2024  | -             | 13/03/2024 | open   | -            | 1 day late                    |
        | 01/03/2024  | -             | 07/03/2024 | done   | 15/03/2024   | open at the end, 7 days late  |
        | 01/01/2024  | -             | 15/12/2023 | open   | -            | 90 days late                  |
        | 01/01/2024  | -             | 14/12/2023 | open   | -            | 91 days late                  |
        | 01/01/2024  | -             | -          | open   | -            | open, no deadline             |
    """)
    )
    assert found["ledger"] == {
        "carried": 5,
        "received": 7,
        "closed": 4,
        "early": 1,
        "on_day": 1,
        "late": 1,
        "closed_no_deadline": 1,
        "open": 8,
        "open_in_term": 3,
        "open_overdue": 4,
        "open_no_deadline": 1,
    }
    assert (found["due_soon"], found["completed"]) == (2, 4)
    assert (found["completed_on_time"], found["completed_late"]) == (2, 1)
    assert found["ageing"] == {"1-7": 2, "8-30": 0, "31-90": 1, ">90": 1}
    assert found["sources"] == {"software": 0, "tracker": 12}


def test_a_merged_unit_is_counted_under_its_successor():
    data = tasks("""
        | unit       | document_date | due_on     |
        | binh-chanh | 01/03/2024    | 15/03/2024 |
        | binh-long  | 01/03/2024    | 15/03/2024 |
    """)
    before, after = date(2025, 6, 30), date(2025, 7, 31)
    assert figures(data, (date(2025, 6, 1), before), {"binh-chanh"})["ledger"]["open_overdue"] == 1
    successor = REGISTRY.successor(REGISTRY.get("binh-chanh"), after)
    assert figures(data, (date(2025, 7, 1), after), {successor.id})["ledger"]["open_overdue"] == 2


def test_no_tasks_at_all():
    found = figures(tasks())
    assert set(found["ledger"]) == set(TASK_LEDGER)
    assert not any(found["ledger"].values())


DAYS = st.none() | st.dates(date(2023, 10, 1), date(2024, 6, 30))
RANDOM = st.builds(
    task_oracle.Task, st.sampled_from(["binh-chanh", "binh-long", "noi-vu"]), st.booleans(), DAYS, DAYS, DAYS
).filter(lambda task: not (task.assigned and task.ended and task.ended < task.assigned))


def as_dataset(given_tasks):
    """The tasks as rows, each with a title of its own."""

    def text(day):
        return f"{day:%d/%m/%Y}" if day else ""

    return dataset(
        [
            {
                "title": f"Nhiệm vụ thứ {number}",
                "unit": task.unit,
                "source": "1" if task.software else "0",
                "document_date": text(task.assigned),
                "due_on": text(task.due),
                "completed_on": text(task.ended),
                "status": "done" if task.ended else "open",
            }
            for number, task in enumerate(given_tasks)
        ]
    )


@pytest.mark.slow
@settings(max_examples=25)
@given(st.lists(RANDOM, max_size=12), st.dates(date(2024, 1, 1), date(2024, 4, 30)), st.integers(0, 60))
def test_any_tasks_in_any_period_against_the_oracle(given_tasks, start, length):
    span = (start, start + timedelta(days=length))
    data = as_dataset(given_tasks)
    for unit in ("binh-chanh", "noi-vu", None):
        own = [task for task in given_tasks if unit in (None, task.unit)]
        assert figures(data, span, {unit} if unit else None) == task_oracle.figures(own, *span, DUE_SOON)


@pytest.mark.slow
@settings(max_examples=25)
@given(st.lists(RANDOM, max_size=12), st.dates(date(2024, 1, 1), date(2024, 4, 30)), st.integers(0, 60))
def test_the_identities_and_that_one_period_hands_over_to_the_next(given_tasks, start, length):
    span = (start, start + timedelta(days=length))
    found = figures(as_dataset(given_tasks), span)
    led = found["ledger"]
    assert led["carried"] + led["received"] == led["closed"] + led["open"]
    assert led["closed"] == led["early"] + led["on_day"] + led["late"] + led["closed_no_deadline"]
    assert led["open"] == led["open_in_term"] + led["open_overdue"] + led["open_no_deadline"]
    assert sum(found["ageing"].values()) == led["open_overdue"]
    assert sum(found["sources"].values()) == led["carried"] + led["received"]
    assert found["due_soon"] <= led["open_in_term"]
    after = (span[1] + timedelta(days=1), span[1] + timedelta(days=31))
    assert figures(as_dataset(given_tasks), after)["ledger"]["carried"] == led["open"]
