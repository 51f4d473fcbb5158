"""A unit's progress tracker of long, complex tasks, kept in Excel on shared OneDrive (clause 2.1 b of the letter)."""

from bsreform.layouts.task_fields import DOUBTFUL, ENOUGH, FIELDS, KEY_FIELDS
from bsreform.spec import Layout

LAYOUT = Layout(
    id="task_tracker",
    label="Bảng theo dõi tiến độ nhiệm vụ",
    key_fields=KEY_FIELDS,
    fields=FIELDS,
    subject="tasks",
    folder="trackers",
    sent_as="bảng theo dõi nhiệm vụ",
    doubtful=DOUBTFUL,
    enough=ENOUGH,
)
