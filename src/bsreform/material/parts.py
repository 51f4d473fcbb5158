"""Parts of a report that are made apart and added up; the dossiers to be counted stay where a part was made.

A part has the rows of some dossiers, whole: all rows of one code. What is found about such a row is told by its part;
what is found about no single row (a file, a sheet, the workspace) is told once, see `told_of_files`.
"""

from collections.abc import Iterable, Sequence

from msgspec.structs import fields, replace

from bsreform.figures.counting import AskedFigures, CountPeriod, Tally, add_counted
from bsreform.figures.sums import add_tallies
from bsreform.history.carried import add_standings
from bsreform.material.dossiers import MaterialPart, overdue_first, part_of
from bsreform.measures import RowCount
from bsreform.model import Dataset
from bsreform.records.checking import PlacedProblem, check, placed
from bsreform.rules import RULES
from bsreform.spec import Context, Span, Spans
from bsreform.subjects.subject import Checked


def own_part(checked: Checked, spans: Spans) -> MaterialPart:
    """The part with the problems of its own rows: it can count any period of its dossiers."""
    own = [each for each in checked.told if each.index is not None]
    return replace(part_of(checked, spans), problems=placed(own, checked.data, checked.context))


def travelling(part: MaterialPart, count: CountPeriod | None = None) -> MaterialPart:
    """The part without its dossiers: from now on `count` counts periods of these; nobody does where it is None."""
    return replace(part, counted=replace(part.counted, tally=count or _nowhere))


def _nowhere(span: Span, _: AskedFigures) -> Tally:
    raise LookupError(f"{span} is counted where the dossiers are")


def told_of_files(data: Dataset, context: Context) -> list[PlacedProblem]:
    """What is found about no single row; of the rows it is enough that every unit that has any has one in `data`."""
    return placed([each for each in check(data, RULES, context) if each.index is None], data, context)


def add_parts(parts: Iterable[MaterialPart | None]) -> MaterialPart | None:
    """The parts of different dossiers as one, None where there is none."""
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
