"""The grading engine: the parts of every unit's annual score → score, proposed grade and place within its group."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from msgspec.structs import replace

from bsreform.measures import Grade, Grading, Ratio
from bsreform.organisation.config import Annual

_NO_WORK = ("quality", "punctuality")
"""Parts that say nothing of the work itself: alone they make no score."""


def grade(
    parts: Mapping[str, Mapping[str, Ratio]],
    groups: Iterable[Iterable[str]],
    settings: Annual,
    dossiers: Mapping[str, int],
) -> Mapping[str, Grading]:
    """The proposals by unit id. `parts` are the counts of each unit by part, `dossiers` those of its year; `groups` the
    ids that are ranked together, as far as there is enough behind their scores.

    Equal scores (2 decimals, half up) share a rank, and the next one counts them: 1, 1, 3. “Excellent” is at most the
    share of the settings among those of the group graded good or better; where it would split equal scores, none of
    them is.
    """
    scored = {unit: _weighed(score(own, settings.weights), dossiers[unit], settings) for unit, own in parts.items()}
    found = dict(scored)
    for members in groups:
        group = {unit: own for unit in members if (own := scored[unit].score) is not None and scored[unit].enough}
        ranks = {unit: 1 + sum(other > own for other in group.values()) for unit, own in group.items()}
        good = sum(own >= settings.thresholds["good"] for own in group.values())
        places = int(Fraction(str(settings.excellent_share)) * good / 100)
        for unit, own in group.items():
            # Everybody down to this score, those who share its rank included.
            fits = sum(other >= own for other in group.values()) <= places
            found[unit] = _graded(scored[unit], own, ranks[unit], fits, settings.thresholds)
    return found


def score(parts: Mapping[str, Ratio], weights: Mapping[str, float]) -> Grading:
    """The score alone: each part's share times its weight; parts without data are left out and their weight shared."""
    shares = {
        name: Fraction(ratio.counted, ratio.out_of)
        for name, ratio in parts.items()
        if weights[name] and ratio.out_of and ratio.counted is not None
    }
    points = {name: _rounded(Fraction(str(weights[name])) * share) for name, share in shares.items()}
    whole = sum((Fraction(str(weights[name])) for name in shares), Fraction())
    # From the points as printed, so that everybody can check it; those of odd weights may have been rounded up.
    exact = sum((Fraction(str(each)) for each in points.values()), Fraction())
    has_work = any(name not in _NO_WORK for name in shares)
    total = min(_rounded(100 * exact / whole), 100.0) if has_work else None
    return Grading(parts, points, float(whole), total)


def _weighed(scored: Grading, dossiers: int, settings: Annual) -> Grading:
    """With whether there is enough behind the score for a grade."""
    whole = sum((Fraction(str(each)) for each in settings.weights.values()), Fraction())
    covered = 100 * Fraction(str(scored.weight)) >= Fraction(str(settings.min_weight)) * whole
    fell_due = scored.parts["tasks"].out_of or 0
    cases = fell_due >= settings.min_tasks or dossiers >= settings.min_dossiers
    return replace(scored, dossiers=dossiers, enough=scored.score is not None and covered and cases)


def _graded(scored: Grading, own: float, rank: int, fits: bool, thresholds: Mapping[str, float]) -> Grading:
    capped = own >= thresholds["excellent"] and not fits
    return replace(scored, grade=_grade(own, fits, thresholds), rank=rank, capped=capped)


def _grade(own: float, fits: bool, thresholds: Mapping[str, float]) -> Grade:
    if own >= thresholds["excellent"] and fits:
        return "excellent"
    if own >= thresholds["good"]:
        return "good"
    return "completed" if own >= thresholds["completed"] else "not_completed"


def _rounded(value: Fraction) -> float:
    """Two decimals, half up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return float(exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))
