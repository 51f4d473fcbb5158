"""Rule stale_export: exports that were all made before the reported period began say nothing of it."""

from datetime import date, datetime

import pandas as pd
import pytest
from msgspec.structs import replace

from bsreform.model import Dataset
from bsreform.rules import stale_export

START = date(2024, 3, 2)


def found(context, *sources, start=START):
    data = Dataset(pd.DataFrame(), tuple(replace(each, rows=1) for each in sources), ())
    return list(stale_export.check(data, replace(context, start=start)))


def test_the_newest_export_before_the_first_day_is_told_once_for_the_workspace(context, source):
    (finding,) = found(
        context,
        source("ho-so/a.xlsx", exported_at=datetime(2024, 2, 26, 8)),
        source("ho-so/b.xlsx", exported_at=datetime(2024, 3, 1, 23)),
    )
    assert (finding.source, finding.row, finding.excludes) == (-1, None, False)
    assert "xuất ngày 01/03/2024, trước ngày đầu kỳ báo cáo 02/03/2024" in finding.message


@pytest.mark.parametrize("moment", [datetime(2024, 3, 2, 0), datetime(2024, 3, 8, 15), None])
def test_an_export_of_the_period_or_of_no_known_day_is_no_fault(context, source, moment):
    assert found(context, source(exported_at=moment)) == []


def test_without_a_period_nothing_is_too_old(context, source):
    assert found(context, source(exported_at=datetime(2020, 1, 1)), start=None) == []
