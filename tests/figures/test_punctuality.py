"""Report punctuality of the year: forms of the digital teams that came by the 25th, out of those that were due."""

from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest

from bsreform.figures.counting import reported_units
from bsreform.figures.punctuality import forms_due
from bsreform.material.teams import punctuality
from bsreform.measures import Ratio
from bsreform.model import Dataset, Period, Source
from bsreform.organisation.config import Config
from bsreform.periods import YEAR
from bsreform.records.merging import account
from bsreform.spec import Context, spans_of
from bsreform.subjects.digital_teams import DIGITAL_TEAMS, due_in
from bsreform.subjects.subject import Checked
from raw_tables import context_of, settings


def given(forms: list[tuple[str, str, datetime]], year: str, as_of: date | None) -> tuple[Dataset, Context, Period]:
    """The forms (unit, quarter, when its file was made) as the report on the year finds them."""
    period = YEAR.period(year, as_of, Config().periods)
    frame = pd.DataFrame(
        [(place, 5, unit, quarter) for place, (unit, quarter, _) in enumerate(forms)],
        columns=["source", "row", "unit", "quarter"],
    )
    sources = tuple(Source(f"to-cong-nghe-so/{place}.xlsx", exported_at=time) for place, (*_, time) in enumerate(forms))
    return Dataset(frame, sources, (), subject="digital_teams"), context_of(settings(), period.as_of), period


def found(forms: list[tuple[str, str, datetime]], year: str, as_of: date | None) -> dict[str, Ratio]:
    """The punctuality from these forms."""
    data, context, period = given(forms, year, as_of)
    units = reported_units((), context.registry, spans_of(YEAR, period, Config().periods))
    return dict(punctuality(judged(data, context), units, period))


def judged(data: Dataset, context: Context) -> Checked:
    """The forms as they are: no rule is asked."""
    none = np.zeros(len(data.frame), dtype=bool)
    return Checked(DIGITAL_TEAMS, data, context, (), (), none, none, account(data.frame, none, none, none), None)


def test_a_form_is_in_time_until_the_25th_and_owed_for_every_quarter_that_was_due():
    ratios = found(
        [
            ("binh-chanh", "2024-Q1", datetime(2024, 3, 25, 17)),
            ("binh-chanh", "2024-Q2", datetime(2024, 6, 26, 8)),
            ("binh-an", "2024-Q2", datetime(2024, 6, 20, 8)),
        ],
        "2024",
        date(2024, 7, 31),
    )
    assert ratios["binh-chanh"] == ratios["binh-an"] == Ratio(1, 2)
    assert ratios["binh-my"] == Ratio(0, 2)
    assert ratios["noi-vu"] == ratios["agency"] == Ratio(None, None)
    assert ratios["total"] == ratios["commune"] == Ratio(2, 44)


def test_the_first_form_counts_and_a_correction_makes_nobody_late():
    ratios = found(
        [
            ("binh-an", "2024-Q1", datetime(2024, 4, 2, 8)),
            ("binh-an", "2024-Q1", datetime(2024, 3, 25, 8)),
            ("binh-chanh", "2024-Q1", datetime(2024, 3, 26, 8)),
        ],
        "2024",
        date(2024, 5, 1),
    )
    assert (ratios["binh-an"], ratios["binh-chanh"]) == (Ratio(1, 1), Ratio(0, 1))


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2024-12-14", Ratio(1, 3)), ("2024-12-24", Ratio(1, 3)), ("2024-12-25", Ratio(2, 4)), (None, Ratio(2, 4))],
)
def test_the_form_of_the_fourth_quarter_is_due_in_its_calendar_year(as_of, expected):
    # The year of the decree ends on the 14th of December, that of the duties on the 31st.
    forms = [
        ("binh-an", "2024-Q1", datetime(2024, 3, 20)),
        ("binh-an", "2024-Q4", datetime(2024, 12, 24)),
        ("binh-my", "2023-Q4", datetime(2023, 12, 24)),
    ]
    ratios = found(forms, "2024", as_of and date.fromisoformat(as_of))
    assert (ratios["binh-an"], ratios["binh-my"]) == (expected, Ratio(0, expected.out_of))


def test_a_late_form_is_listed_with_its_days():
    data, context, period = given([("binh-an", "2024-Q1", datetime(2024, 3, 28))], "2024", date(2024, 5, 1))
    late = [each for each in forms_due(data, context, period) if each.late]
    assert [(each.unit, each.quarter, each.late, each.in_time) for each in late] == [("binh-an", "2024-Q1", 3, False)]
    listed = due_in(judged(data, context), period)
    assert "Biểu quý 1/2024 của UBND xã Bình An (gửi muộn 03 ngày)" in listed.open()["named"].tolist()
    assert not listed.masks["came"].any()


@pytest.mark.parametrize(
    ("forms", "as_of"),
    [([], date(2024, 12, 14)), ([("binh-an", "2024-Q1", datetime(2024, 3, 1))], date(2024, 3, 24))],
    ids=["no form at all", "none is due yet"],
)
def test_what_cannot_be_known_is_no_figure(forms, as_of):
    assert set(found(forms, "2024", as_of).values()) == {Ratio(None, None)}


def test_after_the_merger_the_successor_answers_for_its_predecessors():
    ratios = found(
        [("chau-o", "2025-Q1", datetime(2025, 3, 20)), ("binh-son-2025", "2025-Q3", datetime(2025, 9, 20))],
        "2025",
        date(2025, 10, 1),
    )
    # Seven communes owed the forms of two quarters, their successor that of the third.
    assert ratios["binh-son-2025"] == Ratio(2, 15)
