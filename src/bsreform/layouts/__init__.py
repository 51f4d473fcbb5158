"""Source layouts: one file per shape of sheet that people send, tried in this order."""

from bsreform.layouts.digital_team import LAYOUT as DIGITAL_TEAM
from bsreform.layouts.dossier_export import LAYOUT as DOSSIER_EXPORT
from bsreform.layouts.procedures import LAYOUT as PROCEDURES
from bsreform.layouts.task_export import LAYOUT as TASK_EXPORT
from bsreform.layouts.task_tracker import LAYOUT as TASK_TRACKER
from bsreform.layouts.unit_list import LAYOUT as UNITS
from bsreform.model import SubjectId
from bsreform.spec import Layout

LAYOUTS: tuple[Layout, ...] = (DOSSIER_EXPORT, TASK_TRACKER, TASK_EXPORT, PROCEDURES, DIGITAL_TEAM)


SENT: tuple[Layout, ...] = (DOSSIER_EXPORT, TASK_EXPORT, TASK_TRACKER, DIGITAL_TEAM)
"""The layouts of what people send, each into a folder of its own; read in this order."""


def sent(*subjects: SubjectId) -> tuple[Layout, ...]:
    """The layouts of the files that people send about these subjects."""
    return tuple(each for each in SENT if each.subject in subjects)


def layout(id_: str) -> Layout:
    """The layout of that id, one of LAYOUTS or UNITS; KeyError if there is none."""
    return {each.id: each for each in (*LAYOUTS, UNITS)}[id_]
