"""What no list of units has, and what would take minutes to count."""

from collections.abc import Iterable

from bsreform.model import CannotRun, Unit

MOST_UNITS, MOST_HEIRS = 5_000, 20
"""Of a list of units; and how often a unit may have merged. The country has 3,321 communes."""


def require_bounds(listed: Iterable[Unit]) -> tuple[Unit, ...]:
    """The units. CannotRun if there are too many units, or one has too many successors one after another."""
    units = tuple(listed)
    if len(units) > MOST_UNITS:
        raise CannotRun(f"Danh mục có {len(units)} đơn vị; chỉ nhận tối đa {MOST_UNITS} đơn vị.")
    heirs = late = {unit.id: unit.successor for unit in units if unit.successor}
    for _ in range(MOST_HEIRS):
        late = {id: heirs[heir] for id, heir in late.items() if heir in heirs}
    if late:
        told = f"sau đơn vị “{min(late)}” có hơn {MOST_HEIRS} đơn vị kế thừa nối tiếp nhau"
        raise CannotRun(f"Danh mục đơn vị: {told}; ghi thẳng “successor” là đơn vị hiện nay.")
    return units
