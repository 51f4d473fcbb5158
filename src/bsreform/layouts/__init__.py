"""Source layouts: one file per shape of sheet that people send, tried in this order."""

from bsreform.layouts.digital_team import LAYOUT as DIGITAL_TEAM
from bsreform.layouts.dossier_export import LAYOUT as DOSSIER_EXPORT
from bsreform.layouts.procedures import LAYOUT as PROCEDURES
from bsreform.layouts.task_export import LAYOUT as TASK_EXPORT
from bsreform.layouts.task_tracker import LAYOUT as TASK_TRACKER
from bsreform.spec import Layout

LAYOUTS: tuple[Layout, ...] = (DOSSIER_EXPORT, TASK_TRACKER, TASK_EXPORT, PROCEDURES, DIGITAL_TEAM)


def layout(id_: str) -> Layout:
    """The layout of that id; KeyError if there is none."""
    return {each.id: each for each in LAYOUTS}[id_]
