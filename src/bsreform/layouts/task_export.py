"""The export of the software in which the tasks of the district are assigned and followed (clause 2.1 a of the letter)."""

from bsreform.layouts.task_fields import DOUBTFUL, ENOUGH, FIELDS, KEY_FIELDS
from bsreform.spec import Layout

LAYOUT = Layout(
    id="task_export",
    label="Danh sách nhiệm vụ của phần mềm theo dõi nhiệm vụ",
    key_fields=KEY_FIELDS,
    fields=FIELDS,
    subject="tasks",
    folder="tasks",
    sent_as="tệp xuất từ phần mềm theo dõi nhiệm vụ",
    doubtful=DOUBTFUL,
    enough=ENOUGH,
)
