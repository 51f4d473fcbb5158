"""What is quoted of a cell that says nothing certain."""

import pytest

from bsreform.language.personal_numbers import MASK
from bsreform.layouts.dossier_export import LAYOUT as DOSSIERS
from bsreform.layouts.task_tracker import LAYOUT as TASKS
from bsreform.reading.recognising.privacy import told_of_cell


@pytest.mark.parametrize(
    "text", ["20/01/201", "Sau khi Bộ Nội vụ ban hành", "sau Tết Nguyên đán", "Theo Kế hoạch của UBND tỉnh", "sớm nhất"]
)
def test_a_deadline_that_holds_no_name_is_quoted(text):
    assert told_of_cell(text, TASKS.field("due_on")) == text


@pytest.mark.parametrize("text", ["chờ anh Tuấn", "khi Lan Anh về", "do Nguyễn Văn A báo lại"])
def test_a_deadline_with_a_name_is_not(text):
    quoted = told_of_cell(text, TASKS.field("due_on"))
    assert quoted == MASK or "N.V.A" in quoted


def test_other_columns_are_stricter():
    assert told_of_cell("Sau khi Bộ Nội vụ ban hành", DOSSIERS.field("due_at")) == MASK
