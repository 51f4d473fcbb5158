"""Exports of the software and trackers → one record per task; every row that was read is accounted for."""

from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from bsreform.records.merging_tasks import merge_tasks
from task_tables import dataset, export, tasks, tracker

pytestmark = pytest.mark.slow

SOURCES = (
    tracker(exported_at=datetime(2024, 3, 5)),
    tracker("theo-doi/van-phong.xlsx", exported_at=datetime(2024, 3, 7)),
    export("nhiem-vu/cu.xlsx", exported_at=datetime(2024, 3, 1)),
    export("nhiem-vu/moi.xlsx", exported_at=datetime(2024, 3, 8)),
)


def merged(data, *rejected):
    """What becomes of the rows; `rejected` are positions."""
    mask = np.isin(np.arange(len(data.frame)), rejected)
    return merge_tasks(data, mask)


def test_tracker_and_software_are_paired_and_the_software_counts():
    data = tasks("""
        | source | document_no | title                           | due_on     |
        | 0      | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã | 30/03/2024 |
        | 1      | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã | 15/03/2024 |
        | 0      | 13/KH-UBND  | Rà soát thủ tục hành chính      | 15/03/2024 |
    """)
    found = merged(data)
    assert found.pairs == ((0, 1),)
    assert found.superseded.tolist() == [True, False, False]
    assert found.used["row"].tolist() == [3, 4]
    assert found.used["origin"].tolist() == ["software", "tracker"]


def test_what_counts_enters_whole_or_not_at_all():
    data = tasks("""
        | source | document_no | title                           | status    | secret |
        | 0      | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã | open      |        |
        | 1      | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã | withdrawn |        |
        | 0      | 13/KH-UBND  | Rà soát thủ tục hành chính      | open      |        |
        | 0      | -           | -                               | -         | x      |
        | 1      | 14/KH-UBND  | Tập huấn chữ ký số              | withdrawn |        |
    """)
    found = merged(data, 2, 4)
    assert found.superseded.tolist() == [True, False, False, False, False]
    assert found.not_accepted.tolist() == [False, True, False, False, True]
    assert found.excluded.tolist() == [False, False, True, True, False]
    assert (found.count.read, found.count.used) == (5, 0)


def test_nothing_was_read():
    assert merged(tasks()).count.read == 0


# --- any rows at all -----------------------------------------------------------------------

TITLES = (
    "Xây dựng kế hoạch chuyển đổi số của địa phương",
    "Kiểm tra bộ phận một cửa của các xã, thị trấn",
    "Rà soát, công bố danh mục thủ tục hành chính",
    "Tuyên truyền về dịch vụ công trực tuyến",
)
WRITINGS = (
    str,
    str.upper,
    lambda title: f"  {title}. ",
    lambda title: title.replace("a", "á", 1),
)
"""The last one mistypes a letter: near enough only where the document number is the same."""


class Written(Struct, frozen=True):
    """One row: which task it is (number, unit, title) and how, where and when it was written."""

    number: str
    unit: str
    title: int
    writing: int
    source: int
    updated: date | None
    status: str
    rejected: bool


ROWS = st.lists(
    st.builds(
        Written,
        st.sampled_from(["12/KH-UBND", "345/UBND-NC"]),
        st.sampled_from(["binh-chanh", "noi-vu"]),
        st.integers(0, len(TITLES) - 1),
        st.integers(0, len(WRITINGS) - 1),
        st.integers(0, len(SOURCES) - 1),
        st.none() | st.dates(date(2024, 2, 1), date(2024, 3, 31)),
        st.sampled_from(["open", "open", "withdrawn"]),
        st.booleans(),
    ),
    max_size=14,
    # An export of the software holds each of its tasks once (twice is another matter: test_matching.py).
    unique_by=lambda row: (row.number, row.unit, row.title, row.source) if row.source > 1 else object(),
)


def as_dataset(rows):
    return dataset(
        [
            {
                "document_no": row.number,
                "unit": row.unit,
                "title": WRITINGS[row.writing](TITLES[row.title]),
                "source": str(row.source),
                "updated_on": f"{row.updated:%d/%m/%Y}" if row.updated else "",
                "status": row.status,
            }
            for row in rows
        ],
        sources=SOURCES,
    )


def rank(place, row):
    """How much a row counts against others of its task."""
    exported = SOURCES[row.source].exported_at.date()
    if row.source > 1:
        return (1, exported, date.min, place)
    return (0, row.updated or exported, exported, place)


@settings(max_examples=40)
@given(ROWS)
def test_any_rows_are_accounted_for_as_by_hand(rows):
    best = {}
    for place, row in enumerate(rows):
        task = (row.number, row.unit, row.title)
        best[task] = max(best.get(task, place), place, key=lambda each: rank(each, rows[each]))
    winners = set(best.values())
    found = merged(as_dataset(rows), *(place for place, row in enumerate(rows) if row.rejected))
    withdrawn = {place for place in winners if rows[place].status == "withdrawn"}
    excluded = {place for place in winners - withdrawn if rows[place].rejected}
    assert set(np.flatnonzero(found.not_accepted)) == withdrawn
    assert set(np.flatnonzero(found.excluded)) == excluded
    assert set(np.flatnonzero(found.superseded)) == set(range(len(rows))) - winners
    assert [row - 2 for row in found.used["row"]] == sorted(winners - withdrawn - excluded)
    count = found.count
    assert count.read == len(rows) == count.used + count.superseded + count.excluded + count.not_accepted
    for ours, theirs in found.pairs:
        assert rows[ours].source < 2 <= rows[theirs].source
        assert best[rows[ours].number, rows[ours].unit, rows[ours].title] == theirs


@settings(max_examples=20)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_of_different_days_does_not_matter(rows, random):
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(len(rows))]
    dated = [replace(row, updated=day) for row, day in zip(rows, days, strict=True)]
    mixed = list(dated)
    random.shuffle(mixed)
    first, second = (merged(as_dataset(each)).used for each in (dated, mixed))
    keys = ["document_key", "unit", "title_key", "source", "updated_on"]
    assert first[keys].sort_values(keys).values.tolist() == second[keys].sort_values(keys).values.tolist()
