"""What a hazard is: a file that breaks readers, and what reading must answer to it."""

from collections.abc import Callable

from msgspec import Struct

READ = "read"


class Hazard(Struct, frozen=True):
    """`outcome` is a rule id, or `READ`: then `rows` says how many (None = no matter), `facts` what has to be noted."""

    name: str
    make: Callable[[], bytes]
    outcome: str
    rows: int | None = 8
    facts: frozenset[str] = frozenset()
