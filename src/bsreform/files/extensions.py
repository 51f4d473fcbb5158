"""Declarations of other packages: entry points `bsreform.layouts`, `bsreform.rules`, `bsreform.indicators`."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUPS = ("bsreform.layouts", "bsreform.rules", "bsreform.indicators")


class Broken(Struct, frozen=True):
    """An entry point that could not be used, and why; everything else goes on without it."""

    group: str
    name: str
    package: str
    reason: str


_BROKEN: dict[tuple[str, str], Broken] = {}


@cache
def offered(group: str) -> "tuple[EntryPoint, ...]":
    """The entry points of a group by name, each name once; nothing of theirs is imported."""
    found: dict[str, EntryPoint] = {}
    for each in _installed().select(group=group):
        found.setdefault(each.name, each)
    return tuple(found[name] for name in sorted(found))


@cache
def _installed() -> Any:
    """All of all packages: looked up once, as every file of metadata is opened for it."""
    from importlib.metadata import entry_points  # a worker gets by without it

    return entry_points()


def load(group: str, own: set[str], make: Callable[[str, Any], Any]) -> tuple[Any, ...]:
    """What `make` makes of the (name, value) of each entry point. One that fails, or takes a name of `own`, is left
    out and told by `broken`.
    """
    made = []
    for each in offered(group):
        package = each.dist.name if each.dist else ""
        try:
            if each.name in own:
                raise ValueError(f"tên “{each.name}” đã có trong phần mềm")
            made.append(make(each.name, each.load()))
        except Exception as error:  # whatever another package does must stop nothing here
            reason = f"{type(error).__name__}: {error}"
            _BROKEN[group, each.name] = Broken(group, each.name, package, reason)
    return tuple(made)


def broken() -> tuple[Broken, ...]:
    """The entry points that could not be used, as far as they were asked for."""
    return tuple(_BROKEN.values())


def expect(value: Any, kind: type, name: str) -> Any:
    """The value, if it is of that kind and has the id that its entry point promises; TypeError or ValueError."""
    if not isinstance(value, kind):
        raise TypeError(f"phải là {kind.__name__}, không phải {type(value).__name__}")
    if value.id != name:  # type: ignore[attr-defined]
        raise ValueError(f"id “{value.id}” khác tên “{name}”")  # type: ignore[attr-defined]
    return value
