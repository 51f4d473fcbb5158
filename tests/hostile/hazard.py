"""What a hazard is: a file that breaks readers, and what reading must answer to it."""

from collections.abc import Callable
from dataclasses import dataclass, field

READ = "read"


@dataclass(frozen=True)
class Hazard:
    """`outcome` is a rule id, or `READ`: then `rows` says how many (None = no matter), `facts` what has to be noted."""

    name: str
    make: Callable[[], bytes] = field(repr=False)
    outcome: str
    rows: int | None = 8
    facts: frozenset[str] = frozenset()
