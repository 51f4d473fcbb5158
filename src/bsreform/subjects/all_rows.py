"""Populations of all rows that were read of a subject: where each went, and which are without an error (DOMAIN §4)."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from msgspec.structs import replace

from bsreform.figures.cohorts import Mask
from bsreform.figures.populations import Population, heirs, places_of
from bsreform.figures.quality_counts import quality_rows
from bsreform.language.personal_numbers import redact
from bsreform.records.checking import Found, severity
from bsreform.records.told import reasons_of
from bsreform.spec import Masks
from bsreform.subjects.subject import Asked, Checked

NAMED = "named"


def rows_read(checked: Checked, _: Asked) -> Population:
    """Every row by where it went; those left out with the reasons."""
    merged = checked.merged
    out = {key: getattr(merged, key) for key in ("superseded", "excluded", "not_accepted")}
    used = ~np.logical_or.reduce([*out.values()])
    masks = {"read": np.ones(len(used), dtype=bool), "used": used, **out}
    return replace(_population(checked, checked.told, merged.excluded, masks), open_ended=True)


def quality_of(checked: Checked, told: Sequence[Found]) -> Population:
    """The rows that were sent, and those of them without an error; `told` is what is said of them."""
    masks = quality_rows(told, checked.unfit, checked.past, checked.context)
    return _population(checked, told, masks["sent"] & ~masks["good"], masks)


def quality(checked: Checked, _: Asked) -> Population:
    """The same of a subject that is told of without a look at an earlier run."""
    return quality_of(checked, checked.told)


def _population(checked: Checked, told: Sequence[Found], explained: Mask, masks: Masks) -> Population:
    """All rows, named; `reason` says what is wrong with each of those to be `explained`, "" for the others."""

    def counts(each: Found) -> bool:
        return each.finding.excludes or severity(each, checked.context) == "error"

    def opened() -> pd.DataFrame:
        reasons = pd.Series("", index=frame.index, dtype=object)
        for at, reason in reasons_of(told, checked.data, explained, counts).items():
            reasons.iloc[at] = redact(reason)
        return frame.assign(**{"reason": reasons, NAMED: checked.subject.names(frame)})

    frame, context = checked.data.frame, checked.context
    owners = heirs(context.registry, context.today)[frame["unit"].cat.codes.to_numpy()]
    return Population(masks, {"unit": owners}, *places_of(frame), opened, NAMED)
