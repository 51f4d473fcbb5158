"""Counts of several figures together."""

from bsreform.measures import Ratio


def pooled(*ratios: Ratio) -> Ratio:
    """The counts together; those without data (None) are left out, None where all are."""
    told = [(ratio.counted, ratio.out_of) for ratio in ratios if ratio.counted is not None and ratio.out_of is not None]
    return Ratio(sum(each for each, _ in told), sum(each for _, each in told)) if told else Ratio(None, None)
