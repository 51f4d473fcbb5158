"""Report punctuality of the year: forms of the digital teams that came by the 25th, out of those that were due."""

from datetime import date, datetime

import pandas as pd
import pytest

from bsreform.figures.counting import reported_units
from bsreform.figures.punctuality import punctuality
from bsreform.model import Dataset, Ratio, Source
from bsreform.organisation.config import Config
from bsreform.reports import annual
from raw_tables import context_of, settings


def found(forms: list[tuple[str, str, datetime]], year: str, as_of: date) -> dict[str, Ratio]:
    """The punctuality from forms (unit, quarter, when its file was made)."""
    period = annual.period(year, as_of, Config())
    context = context_of(settings(), period.as_of)
    units = reported_units((), context.registry, annual.spans(period, Config()))
    frame = pd.DataFrame(
        [(place, unit, quarter) for place, (unit, quarter, _) in enumerate(forms)],
        columns=["source", "unit", "quarter"],
    )
    sources = tuple(Source(f"to-cong-nghe-so/{place}.xlsx", exported_at=time) for place, (*_, time) in enumerate(forms))
    return dict(punctuality(Dataset(frame, sources, (), subject="digital_teams"), context, units, period))


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
