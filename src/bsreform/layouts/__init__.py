"""Source layouts: one file per shape of sheet that people send, tried in this order."""

from functools import cache

from msgspec.structs import replace

from bsreform.files.extensions import expect, load
from bsreform.layouts.aggregate_06a import LAYOUT as AGGREGATE_06A
from bsreform.layouts.digital_team import LAYOUT as DIGITAL_TEAM
from bsreform.layouts.dossier_export import LAYOUT as DOSSIER_EXPORT
from bsreform.layouts.no_work import LAYOUT as NO_WORK
from bsreform.layouts.procedures import LAYOUT as PROCEDURES
from bsreform.layouts.task_export import LAYOUT as TASK_EXPORT
from bsreform.layouts.task_tracker import LAYOUT as TASK_TRACKER
from bsreform.layouts.unit_list import LAYOUT as UNITS
from bsreform.model import SubjectId
from bsreform.spec import Layout

_OWN: tuple[Layout, ...] = (DOSSIER_EXPORT, AGGREGATE_06A, NO_WORK, TASK_TRACKER, TASK_EXPORT, PROCEDURES, DIGITAL_TEAM)


def _extension(name: str, value: object) -> Layout:
    """A layout of another package: a further shape of what lies in a folder of ours, with the fields of ours."""
    given: Layout = expect(value, Layout, name)
    like = next(
        (each for each in _OWN if each.folder and (each.subject, each.folder) == (given.subject, given.folder)), None
    )
    if like is None:
        raise ValueError(f"không có tệp nào gửi vào “{given.folder}” về “{given.subject}”")
    named = {field.name for field in given.fields}
    return replace(given, fields=(*given.fields, *(replace(f, words=()) for f in like.fields if f.name not in named)))


@cache
def extensions() -> tuple[Layout, ...]:
    """Those of other packages, each read beside ours of the same folder. Looked for when they are asked for: that opens
    a file of every installed package.
    """
    return load("bsreform.layouts", {each.id for each in _OWN}, _extension)


def every_layout() -> tuple[Layout, ...]:
    """Ours and those of other packages."""
    return (*_OWN, *extensions())


SENT: tuple[Layout, ...] = (DOSSIER_EXPORT, TASK_EXPORT, TASK_TRACKER, DIGITAL_TEAM)
"""The layouts of what people send, each into a folder of its own; read in this order."""


BESIDE: tuple[Layout, ...] = tuple(each for each in _OWN if each.beside)
"""The layouts of what lies among the files of another layout and is never counted with them."""


def sent(*subjects: SubjectId) -> tuple[Layout, ...]:
    """The layouts of the files that people send about these subjects."""
    return tuple(each for each in SENT if each.subject in subjects)


def beside(*ids: str) -> tuple[Layout, ...]:
    """The layouts that are tried wherever one of these is: those read beside it, and those of other packages."""
    places = {(each.subject, each.folder) for each in SENT if each.id in ids}
    return tuple(each for each in (*BESIDE, *extensions()) if (each.subject, each.folder) in places)


def layout(id_: str) -> Layout:
    """The layout of that id, that of UNITS included; KeyError if there is none."""
    own = next((each for each in (*_OWN, UNITS) if each.id == id_), None)
    return own or {each.id: each for each in extensions()}[id_]
