"""The identities that must hold between counts, each declared once: engines assert them, reports show both sides."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from bsreform.measures import Figures, Ratio

AGEING = ("1-7", "8-30", "31-90", ">90")
"""Calendar days that an overdue task is late, by the counts `overdue <class>`."""


class Identity(Struct, frozen=True):
    """The counts named on the `left` add up to the same number as those on the `right`."""

    left: tuple[str, ...]
    right: tuple[str, ...]

    def __str__(self) -> str:
        return f"{' + '.join(self.left)} = {' + '.join(self.right)}"

    def sides(self, counts: Mapping[str, int]) -> tuple[int, int]:
        """Both sums."""
        return sum(counts[name] for name in self.left), sum(counts[name] for name in self.right)


TASK_LEDGER = (
    "carried",
    "received",
    "closed",
    "early",
    "on_day",
    "late",
    "closed_no_deadline",
    "open",
    "open_in_term",
    "open_overdue",
    "open_no_deadline",
)
"""The ledger of tasks."""

LEDGER = ("carried", "received", "closed", "early", "on_day", "late", "open", "open_in_term", "open_overdue")
"""The ledger of dossiers."""
DOSSIERS = (
    Identity(("carried", "received"), ("closed", "open")),
    Identity(("closed",), ("early", "on_day", "late")),
    Identity(("open",), ("open_in_term", "open_overdue")),
)
TASKS = (
    Identity(("carried", "received"), ("closed", "open")),
    Identity(("closed",), ("early", "on_day", "late", "closed_no_deadline")),
    Identity(("open",), ("open_in_term", "open_overdue", "open_no_deadline")),
    Identity(("open_overdue",), tuple(f"overdue {each}" for each in AGEING)),
    Identity(("carried", "received"), ("software", "tracker")),
)
ROWS = Identity(("read",), ("used", "superseded", "excluded", "not_accepted"))


def assert_hold(identities: Iterable[Identity], counts: Mapping[str, Any]) -> None:
    """Every identity in every place of the counts (arrays or lists); AssertionError names one that does not hold."""
    import numpy as np

    for each in identities:
        left, right = (np.sum([counts[name] for name in names], axis=0) for names in (each.left, each.right))
        if (left != right).any():
            raise AssertionError(f"the ledger does not hold: {each}")


def named_counts(ledger: Mapping[str, int], ratios: Mapping[str, "Ratio"]) -> dict[str, int | None]:
    """The ledger under its own names, the rates as `<id>.counted` and `<id>.out_of` (None = no data)."""
    sides = {
        f"{name}.{side}": None if ratio.out_of is None else getattr(ratio, side)
        for name, ratio in ratios.items()
        for side in ("counted", "out_of")
    }
    return {**ledger, **sides}


def named_tasks(ledger: Mapping[str, int]) -> dict[str, int | None]:
    """The ledger of tasks as `tasks.<name>`."""
    return {f"tasks.{name}": count for name, count in ledger.items()}


class Sums(Struct, frozen=True):
    """One count added up over the units and over the groups, beside that of the total."""

    name: str
    units: int
    groups: int
    total: int


def sums(units: Sequence["Figures"], groups: Sequence["Figures"], total: "Figures") -> Iterator[Sums]:
    """Every count of a report (see `Figures.counts`) on its three levels, which must be equal."""
    of_units, of_groups = ([figures.counts for figures in level] for level in (units, groups))
    for name, count in total.counts.items():
        yield Sums(name, _added(of_units, name), _added(of_groups, name), count or 0)


def _added(level: Iterable[Mapping[str, int | None]], name: str) -> int:
    return sum(counts[name] or 0 for counts in level)
