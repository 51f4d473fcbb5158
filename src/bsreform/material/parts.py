"""Parts of a report that were made apart: counted out so that they can travel, then added up.

A part has the rows of some dossiers, whole: all rows of one code. What is found about such a row is told by its part;
what is found about no single row (a file, a sheet, the workspace) is told once, see `told_of_files`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from bsreform.figures.counting import add_counted, count_out
from bsreform.figures.sums import add_tallies
from bsreform.history.carried import add_standings
from bsreform.material.dossiers import ASKED, MaterialPart, overdue_first, part_of
from bsreform.measures import RowCount
from bsreform.model import Dataset
from bsreform.records.checking import PlacedProblem, check, placed
from bsreform.rules import RULES
from bsreform.spec import Context, Spans
from bsreform.subjects.subject import Checked


def counted_part(checked: Checked, spans: Spans) -> MaterialPart:
    """The part with every period counted that a report may ask for, and the problems of its own rows."""
    part = part_of(checked, spans)
    own = [each for each in checked.told if each.index is not None]
    reported = [(each.period.start, each.period.as_of) for each in checked.context.reported]
    counted = count_out(part.counted, ASKED, spans, reported)
    return replace(part, counted=counted, problems=placed(own, checked.data, checked.context))


def told_of_files(data: Dataset, context: Context) -> list[PlacedProblem]:
    """What is found about no single row; of the rows it is enough that every unit that has any has one in `data`."""
    return placed([each for each in check(data, RULES, context) if each.index is None], data, context)


def add_parts(parts: Iterable[MaterialPart | None]) -> MaterialPart | None:
    """The parts of different dossiers as one, None where there is none. They must have been counted out."""
    given = [part for part in parts if part]
    if not given:
        return None
    return MaterialPart(
        counted=add_counted([part.counted for part in given]),
        rows=_add_rows([part.rows for part in given]),
        unlisted=sum(part.unlisted for part in given),
        sent=add_tallies([part.sent for part in given]),
        fields=add_tallies([part.fields for part in given]),
        shops=add_tallies([part.shops for part in given]),
        overdue=tuple(sorted((each for part in given for each in part.overdue), key=overdue_first)),
        excluded=tuple(sorted((each for part in given for each in part.excluded), key=lambda each: each[0])),
        problems=[each for part in given for each in part.problems],
        standing=add_standings([part.standing for part in given]),
        senders=frozenset().union(*(part.senders for part in given)),
        systems=add_tallies([part.systems for part in given]),
    )


def _add_rows(counts: Sequence[RowCount]) -> RowCount:
    return RowCount(**{each.name: sum(getattr(count, each.name) for count in counts) for each in fields(RowCount)})
