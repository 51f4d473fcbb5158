"""The annual score: worked out by hand, ranked with ties, and never more excellent units than the share allows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bsreform.figures.grading import grade, score
from bsreform.measures import Ratio
from bsreform.organisation.config import Annual
from bsreform.organisation.defaults import ANNUAL_WEIGHTS

NOTHING = Ratio(None, None)


def parts(**ratios: tuple[int, int]) -> dict[str, Ratio]:
    """A unit with these parts; it has no data on the others."""
    return {name: Ratio(*ratios[name]) if name in ratios else NOTHING for name in ANNUAL_WEIGHTS}


def graded(*scores: int, **settings: object):
    """The gradings of one group whose units have these scores."""
    units = {f"u{number}": parts(tasks=(each, 100)) for number, each in enumerate(scores)}
    return list(grade(units, [list(units)], Annual(min_weight=40.0, **settings), dict.fromkeys(units, 0)).values())


def one(dossiers: int = 0, settings: Annual | None = None, **ratios: tuple[int, int]):
    """The grading of a unit with these parts and so many dossiers in the year."""
    return grade({"u": parts(**ratios)}, [["u"]], settings or Annual(), {"u": dossiers})["u"]


def test_each_part_gives_its_share_of_its_weight():
    full = parts(tasks=(8, 10), on_time=(9, 10), digitisation=(3, 5), online=(1, 2), payment=(1, 4), quality=(19, 20))
    found = score(full, ANNUAL_WEIGHTS)
    assert found.points == {
        "tasks": 32.0,
        "on_time": 18.0,
        "digitisation": 9.0,
        "online": 5.0,
        "payment": 2.5,
        "quality": 4.75,
    }
    assert (found.score, found.weight) == (71.25, 100.0)


def test_the_weight_of_a_part_without_data_is_shared_among_the_rest():
    found = score(parts(tasks=(8, 10), on_time=(9, 10), online=(0, 0)), ANNUAL_WEIGHTS)
    assert found.weight == 60.0
    assert found.score == 83.33  # (32 + 18) / 60


def test_a_unit_without_any_work_has_no_score():
    found = one(quality=(5, 5), dossiers=100)
    assert (found.score, found.grade, found.rank) == (None, None, None)


def test_the_thresholds_belong_to_the_better_grade():
    assert [each.grade for each in graded(90, 89, 70, 69, 50, 49, excellent_share=100.0)] == [
        "excellent",
        "good",
        "good",
        "completed",
        "completed",
        "not_completed",
    ]


def test_equal_scores_share_a_rank_and_the_next_counts_them():
    assert [each.rank for each in graded(80, 95, 80, 60)] == [2, 1, 2, 4]


def test_excellent_is_at_most_a_fifth_of_those_graded_good_or_better():
    found = graded(*range(99, 89, -1), 40, 30)  # ten good ones
    assert [each.grade for each in found].count("excellent") == 2
    assert [each.capped for each in found] == [False] * 2 + [True] * 8 + [False] * 2


def test_units_with_equal_scores_are_excellent_together_or_not_at_all():
    assert [each.grade for each in graded(99, 95, 95, *[75] * 7)][:3] == ["excellent", "good", "good"]


def test_one_good_task_is_no_ground_for_a_grade():
    found = one(tasks=(1, 1), on_time=(9, 9), digitisation=(9, 9), dossiers=9)
    assert (found.score, found.enough, found.grade, found.rank) == (100.0, False, None, None)


@pytest.mark.parametrize(
    ("tasks", "dossiers", "grade"),
    [((4, 4), 29, None), ((5, 5), 0, "excellent"), ((0, 0), 30, "excellent"), ((4, 4), 30, "excellent")],
)
def test_five_tasks_that_fell_due_or_thirty_dossiers_are_enough(tasks, dossiers, grade):
    work = {"on_time": (9, 9), "digitisation": (9, 9), "online": (9, 9), "payment": (9, 9), "quality": (9, 9)}
    assert one(tasks=tasks, dossiers=dossiers, **work, settings=Annual(excellent_share=100.0)).grade == grade


def test_the_parts_with_data_must_make_sixty_points_of_a_hundred():
    assert one(tasks=(9, 10), digitisation=(9, 10), dossiers=100).grade is None  # 40 + 15
    assert one(tasks=(9, 10), on_time=(9, 10), dossiers=100).grade == "good"  # 40 + 20
    assert one(tasks=(9, 10), dossiers=100, settings=Annual(min_weight=40.0)).grade == "good"
    half = Annual(weights={name: weight / 2 for name, weight in ANNUAL_WEIGHTS.items()})
    assert one(tasks=(9, 10), on_time=(9, 10), dossiers=100, settings=half).grade == "good"


def test_units_without_ground_take_no_place_from_the_others():
    units = {"a": parts(tasks=(9, 9)), "b": parts(tasks=(4, 4)), "c": parts(tasks=(8, 9))}
    found = grade(units, [list(units)], Annual(min_weight=40.0, excellent_share=50.0), dict.fromkeys(units, 0))
    assert [(each.rank, each.grade) for each in found.values()] == [(1, "excellent"), (None, None), (2, "good")]


def test_each_group_is_ranked_by_itself():
    units = {"a": parts(tasks=(9, 10)), "b": parts(tasks=(8, 10)), "c": parts(tasks=(7, 10))}
    found = grade(units, [["a"], ["b", "c"]], Annual(min_weight=40.0), dict.fromkeys(units, 0))
    assert [found[name].rank for name in units] == [1, 1, 2]


RATIOS = st.one_of(
    st.just(NOTHING),
    st.integers(0, 60).flatmap(lambda out_of: st.builds(Ratio, st.integers(0, out_of), st.just(out_of))),
)
UNITS = st.lists(st.fixed_dictionaries(dict.fromkeys(ANNUAL_WEIGHTS, RATIOS)), max_size=12)
WEIGHTS = st.fixed_dictionaries(dict.fromkeys(ANNUAL_WEIGHTS, st.sampled_from([0.0, 2.5, 10.0, 40.0])))


@settings(max_examples=50)
@given(UNITS, WEIGHTS, st.sampled_from([0.0, 20.0, 33.3, 100.0]))
def test_whatever_the_data(units, weights, share):
    named = {str(number): each for number, each in enumerate(units)}
    settings = Annual(weights=weights, excellent_share=share)
    found = grade(named, [list(named)], settings, {name: 10 * int(name) for name in named}).values()
    scored = [each for each in found if each.rank is not None]
    assert all((each.rank is None) == (each.grade is None) == (not each.enough) for each in found)
    assert all((each.parts["tasks"].out_of or 0) >= 5 or each.dossiers >= 30 for each in scored)
    assert all(0 <= each.score <= 100 for each in scored)
    assert all((a.rank < b.rank) == (a.score > b.score) for a in scored for b in scored)
    good = sum(each.score >= 70 for each in scored)
    assert 100 * sum(each.grade == "excellent" for each in scored) <= share * good
    assert all(a.grade == b.grade for a in scored for b in scored if a.score == b.score)
