"""What units have declared: periods in which they had no work, which is not the same as silence."""

from collections.abc import Iterable
from datetime import date

from bsreform.files.toml_file import nearest
from bsreform.model import CannotRun, NoWork
from bsreform.organisation.config import Config
from bsreform.periods import Cut, any_period


def had_no_work(
    unit: str, days: tuple[date, date], config: Config, forms: Iterable[NoWork] = (), cut: Cut | None = None
) -> bool:
    """Does a period that the unit (its id) has declared, in the settings or in `forms`, cover all of these days?"""
    return any(start <= days[0] and days[1] <= end for start, end in spans_without_work(unit, config, forms, cut))


def spans_without_work(
    unit: str, config: Config, forms: Iterable[NoWork] = (), cut: Cut | None = None
) -> tuple[tuple[date, date], ...]:
    """The periods (days, both included) that the unit (its id) has declared, in the settings or in `forms`."""
    spans = [any_period(id_, cut or config.periods) for id_ in config.declared.get(unit, ())]
    return tuple(dict.fromkeys((*spans, *(each.days for each in forms if each.unit == unit))))


def check_declared(config: Config, units: Iterable[str]) -> None:
    """CannotRun if a key of the settings' [declared] is the id of no unit."""
    known = tuple(units)
    for id_ in config.declared:
        if id_ not in known:
            hint = nearest(id_, known) or "phải là id của một đơn vị trong danh mục."
            raise CannotRun(f"bsreform.toml, mục [declared]: không có đơn vị “{id_}” – {hint}")
