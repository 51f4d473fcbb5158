"""The annual score: worked out by hand, ranked with ties, and never more excellent units than the share allows."""

from hypothesis import given
from hypothesis import strategies as st

from bsreform.figures.grading import grade, score
from bsreform.model import Ratio
from bsreform.organisation.config import ANNUAL_WEIGHTS, Annual

NOTHING = Ratio(None, None)


def parts(**ratios: tuple[int, int]) -> dict[str, Ratio]:
    """A unit with these parts; it has no data on the others."""
    return {name: Ratio(*ratios[name]) if name in ratios else NOTHING for name in ANNUAL_WEIGHTS}


def graded(*scores: int, **settings: object):
    """The gradings of one group whose units have these scores."""
    units = {f"u{number}": parts(tasks=(each, 100)) for number, each in enumerate(scores)}
    return list(grade(units, [list(units)], Annual(**settings)).values())


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
    found = grade({"u": parts(quality=(5, 5))}, [["u"]], Annual())["u"]
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


def test_each_group_is_ranked_by_itself():
    units = {"a": parts(tasks=(9, 10)), "b": parts(tasks=(8, 10)), "c": parts(tasks=(7, 10))}
    found = grade(units, [["a"], ["b", "c"]], Annual())
    assert [found[name].rank for name in units] == [1, 1, 2]


RATIOS = st.one_of(
    st.just(NOTHING),
    st.integers(0, 60).flatmap(lambda out_of: st.builds(Ratio, st.integers(0, out_of), st.just(out_of))),
)
UNITS = st.lists(st.fixed_dictionaries(dict.fromkeys(ANNUAL_WEIGHTS, RATIOS)), max_size=12)
WEIGHTS = st.fixed_dictionaries(dict.fromkeys(ANNUAL_WEIGHTS, st.sampled_from([0.0, 2.5, 10.0, 40.0])))


@given(UNITS, WEIGHTS, st.sampled_from([0.0, 20.0, 33.3, 100.0]))
def test_whatever_the_data(units, weights, share):
    named = {str(number): each for number, each in enumerate(units)}
    found = grade(named, [list(named)], Annual(weights=weights, excellent_share=share)).values()
    scored = [each for each in found if each.score is not None]
    assert all(0 <= each.score <= 100 for each in scored)
    assert all((a.rank < b.rank) == (a.score > b.score) for a in scored for b in scored)
    good = sum(each.score >= 70 for each in scored)
    assert 100 * sum(each.grade == "excellent" for each in scored) <= share * good
    assert all(a.grade == b.grade for a in scored for b in scored if a.score == b.score)
