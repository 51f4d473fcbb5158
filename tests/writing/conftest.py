"""The hand-made weekly report, for the tests of all writers."""

import pytest
from weekly_sample import weekly_report

from bsreform.report_model import Report


@pytest.fixture
def report() -> Report:
    return weekly_report()
