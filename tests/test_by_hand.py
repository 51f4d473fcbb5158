"""Two units of the examples worked out by hand: the dossiers of UBND xã Bình Chánh in week 10/2024 (02–08/3), and the
tasks of Phòng Nội vụ in March 2024 (15/02–14/3; further below).

The catalogue of the examples says: khai sinh and khai tử are offered in full and essential, tình trạng hôn nhân and
trích lục in full with a fee on the list of QĐ 906, chứng thực in part with a fee on that list, trợ cấp in part and
essential; hộ nghèo is not offered online.
"""

import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import fastexcel
import openpyxl
import pytest

from bsreform.measures import Figures
from bsreform.report_model import Report
from example_run import EXPECTED, copy_of_examples, weekly_report

pytestmark = pytest.mark.slow

# No.: procedure, received, due, ended, channel, status, fee, paid online, components, result digitised, reused
ROWS = """
|  1 | khai sinh   | 04/01 | 05/01 | 05/01 | Trực tuyến | Đã trả kết quả      |     0 |   | x | x | x |
|  2 | chứng thực  | 10/01 | 11/01 | 10/01 | Trực tiếp  | Đã trả kết quả      | 10000 |   | x |   |   |
|  3 | hôn nhân    | 17/01 | 22/01 | 19/01 | Trực tuyến | Đã trả kết quả      | 15000 | x | x | x | x |
|  4 | trích lục   | 25/01 | 26/01 | 29/01 | Trực tiếp  | Đã trả kết quả      |  8000 |   |   |   |   |
|  5 | trợ cấp     | 02/02 | 12/03 |       | Trực tiếp  | Đang xử lý          |     0 |   | x |   |   |
|  6 | hôn nhân    | 19/02 | 22/02 | 23/02 | Trực tuyến | Đã trả kết quả      | 15000 |   | x | x |   |
|  7 | hộ nghèo    | 22/02 | 14/03 |       | Trực tiếp  | Đang xử lý          |     0 |   |   |   |   |
|  8 | chứng thực  | 26/02 | 27/02 | 27/02 | Trực tiếp  | Đã trả kết quả      | 10000 |   | x | x |   |
|  9 | khai sinh   | 27/02 | 28/02 |       | Trực tuyến | Yêu cầu bổ sung     |     0 |   | x |   |   |
| 10 | hôn nhân    | 28/02 | 04/03 | 04/03 | Bưu chính  | Đã trả kết quả      | 15000 |   | x | x |   |
| 11 | khai tử     | 29/02 | 01/03 |       | Trực tiếp  | Đang xử lý          |     0 |   |   |   |   |
| 12 | trích lục   | 01/03 | 04/03 | 05/03 | Trực tuyến | Đã trả kết quả      |  8000 | x | x | x | x |
| 13 | khai sinh   | 04/03 | 05/03 | 04/03 | Trực tuyến | Đã trả kết quả      |     0 |   | x | x | x |
| 14 | chứng thực  | 04/03 | 05/03 | 05/03 | Trực tiếp  | Đã trả kết quả      | 10000 |   | x | x |   |
| 15 | hôn nhân    | 05/03 | 08/03 | 06/03 | Trực tuyến | Đã trả kết quả      | 15000 | x | x | x |   |
| 16 | chứng thực  | 05/03 | 06/03 | 05/03 | Trực tiếp  | Đã trả kết quả      | 10000 |   |   |   |   |
| 17 | trích lục   | 06/03 | 07/03 | 07/03 | Trực tuyến | Đã trả kết quả      |  8000 |   | x | x | x |
| 18 | hộ nghèo    | 06/03 | 27/03 |       | Trực tiếp  | Đang xử lý          |     0 |   |   |   |   |
| 19 | khai sinh   | 07/03 | 08/03 |       | Trực tuyến | Đang trình ký       |     0 |   | x |   | x |
| 20 | chứng thực  | 07/03 | 08/03 | 08/03 | Trực tiếp  | Công dân xin rút    | 10000 |   |   |   |   |
| 21 | trợ cấp     | 08/03 | 09/04 |       | Trực tuyến | Đang xử lý          |     0 |   | x |   |   |
| 22 | khai sinh   | 08/03 | 11/03 |       | Trực tuyến | Không được tiếp nhận |    0 |   |   |   |   |
"""

LEDGER = {
    "carried": 6,  # 5, 7, 9, 10, 11, 12: received before 02/3, not ended before 02/3
    "received": 9,  # 13–21; 22 was not accepted
    "closed": 8,  # 10, 12, 13, 14, 15, 16, 17, 20: 6 + 9 = 8 + 7
    "early": 3,  # 13, 15, 16
    "on_day": 4,  # 10, 14, 17, 20
    "late": 1,  # 12: due 04/3, ended 05/3
    "open": 7,  # 5, 7, 9, 11, 18, 19, 21
    "open_in_term": 6,  # 9 is past its day but waits for the applicant; 19 is due on the last day itself
    "open_overdue": 1,  # 11
}
YEAR_LEDGER = {
    "carried": 0,
    "received": 21,
    "closed": 14,  # the 8 of the week, and 1, 2, 3, 4, 6, 8
    "early": 5,  # 2, 3, 13, 15, 16
    "on_day": 6,  # 1, 8, 10, 14, 17, 20
    "late": 3,  # 4, 6, 12
    "open": 7,
    "open_in_term": 6,
    "open_overdue": 1,
}

INDICATORS = {
    "online_rate": (5, 8, 62.5),  # 13, 15, 17, 19, 21 of 13–21 without 18, which is not offered online
    "full_online_rate": (4, 4, 100.0),  # 13, 15, 17, 19; chứng thực and trợ cấp are offered in part only
    "online_payment_rate": (1, 5, 20.0),  # 15 of 14, 15, 16, 17, 20
    "listed_payment_rate": (1, 5, 20.0),  # the same five are on the list of QĐ 906
    "component_digitisation_rate": (6, 9, 66.67),  # 13, 14, 15, 17, 19, 21 of 13–21
    "result_digitisation_rate": (6, 7, 85.71),  # all but 16 of 10, 12–17; 20 was withdrawn: no result
    "full_digitisation_rate": (6, 15, 40.0),  # the same six have their components digitised, too; 6 + 9 in all
    "reuse_rate": (3, 9, 33.33),  # 13, 17, 19
    "on_time_rate": (7, 8, 87.5),  # (3 + 4) / 8
    "progress_rate": (13, 15, 86.67),  # (3 + 4 + 6) / (8 + 7)
    # Online with a result: 12 used 2 of 1 day, 13 used 0 of 1, 15 used 1 of 3 (≤ 2.4), 17 used 1 of 1 (> 0.8).
    "early_20_rate": (2, 4, 50.0),
    "essential_online_rate": (3, 3, 100.0),  # 13, 19, 21
    "essential_payment_rate": (0, 0, None),  # none of them has a fee
    "essential_digitisation_rate": (3, 3, 100.0),
}

# The week before, 24/02–01/3: 8–12 received, 8 closed. From 01/01: 1–21 received, 14 closed (13 with a result).
BEFORE_AND_YEAR = {
    "online_rate": (40.0, 10, 19),  # 9, 12 of 8–12 | 1, 3, 6, 9, 12, 13, 15, 17, 19, 21 of all but 7 and 18
    "full_online_rate": (
        50.0,
        9,
        12,
    ),  # 9, 12 of 9–12 | the ten above but 21, of all but 2, 5, 7, 8, 14, 16, 18, 20, 21
    "online_payment_rate": (33.33, 3, 12),  # 12 of 8, 10, 12 | 3, 12, 15 of 2, 3, 4, 6, 8, 10, 12, 14–17, 20
    "component_digitisation_rate": (80.0, 15, 21),  # all but 11 | all but 4, 7, 11, 16, 18, 20
    "result_digitisation_rate": (100.0, 10, 13),  # 8 | all but 2, 4, 16
    "full_digitisation_rate": (42.86, 10, 21),  # 8, 10, 12 of 5, 7–12 | 1, 3, 6, 8, 10, 12, 13, 14, 15, 17 of 1–21
    "reuse_rate": (20.0, 6, 21),  # 12 | 1, 3, 12, 13, 17, 19
    "on_time_rate": (100.0, 11, 14),  # 8 | all but 4, 6, 12
}

# Below target, with the periods in a row. Under ten rows the year so far decides, and without ten there nothing does:
# reuse 6/21, before 3/12; components 15/21, before 9/12; payment 3/12, before 2/7; results 10/13, before under ten;
# on time 11/14, before 4/6; fully digitised 6/15 of the week itself; the week before had seven (5, 7, 8–12), so there
# the year decides: 6/12 (1, 3, 6, 8, 10, 12 of 1–12). Before that was Tết: 1–7 are under ten.
LOW = {
    "reuse_rate": 2,
    "component_digitisation_rate": 2,
    "full_digitisation_rate": 2,
    "online_payment_rate": 1,
    "result_digitisation_rate": 1,
    "on_time_rate": 1,
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_examples(tmp_path_factory.mktemp("bang-tay"))


@pytest.fixture(scope="module")
def report(root: Path) -> Report:
    return weekly_report(root)


@pytest.fixture(scope="module")
def unit(report: Report) -> Figures:
    return next(unit for unit in report.units if unit.id == "binh-chanh")


def test_the_table_above_is_what_the_file_holds(root: Path) -> None:
    sheet = fastexcel.read_excel(root / "ho-so/xa/binh-chanh.xls").load_sheet(0, header_row=None, dtypes="string")
    columns = (column.to_pylist() for column in sheet.to_arrow().columns)
    cells = [[value or "" for value in row] for row in zip(*columns, strict=True)]
    held = [row for row in cells if row[0].isdigit()]
    above = [[cell.strip() for cell in line.strip("|").split("|")] for line in ROWS.strip().splitlines()]
    assert [[row[0], *(day[:5] for day in row[3:6]), *row[6:]] for row in held] == [[row[0], *row[2:]] for row in above]
    assert all(short in row[2].lower() for row, (_, short, *_) in zip(held, above, strict=True))


def test_the_ledger_of_the_week(unit: Figures) -> None:
    assert dict(unit.ledger) == LEDGER


def test_the_ledger_of_the_year(unit: Figures) -> None:
    assert dict(unit.year_ledger) == YEAR_LEDGER


@pytest.mark.parametrize("name", INDICATORS)
def test_an_indicator_of_the_week(unit: Figures, name: str) -> None:
    ratio = unit.indicators[name].now
    assert (ratio.counted, ratio.out_of, ratio.percent) == INDICATORS[name]


def test_no_indicator_is_left_unchecked(unit: Figures) -> None:
    assert set(unit.indicators) == set(INDICATORS)


@pytest.mark.parametrize("name", BEFORE_AND_YEAR)
def test_the_week_before_and_the_year(unit: Figures, name: str) -> None:
    measure = unit.indicators[name]
    assert (measure.previous.percent, measure.year.counted, measure.year.out_of) == BEFORE_AND_YEAR[name]


def test_where_the_unit_is_low_and_for_how_long(report: Report) -> None:
    assert {low.indicator: low.weeks_in_a_row for low in report.low_units if low.unit == "binh-chanh"} == LOW


# --- tasks: Phòng Nội vụ, 15/02–14/3/2024 --------------------------------------------------------------------------

# No. (S = the task software, T = the unit's tracker): document, its date, deadline, extended to, status, completed
TASKS = """
| S1 | 101/UBND-NV | 03/01      | 31/01       |       | Hoàn thành     | 30/01 |
| S2 | 210/UBND-NV | 10/01      | 20/02       |       | Hoàn thành     | 19/02 |
| S3 | 305/UBND-NV | 05/02      | 29/02       |       | Hoàn thành     | 29/02 |
| S4 | 412/UBND-NV | 20/02      | 05/03       |       | Hoàn thành     | 08/03 |
| S5 | 415/UBND-NV | 21/02      | 08/03       |       | Đang thực hiện |       |
| S6 | 520/UBND-NV | 11/03      | 15/03       |       | Đang thực hiện |       |
| S7 | 530/UBND-NV | 12/03      | 29/03       |       | Chưa thực hiện |       |
| S8 | 533/UBND-NV | 12/03      | 29/03       |       | Thu hồi        |       |
| T1 | 15/KH-UBND  | 05/01      | Thường xuyên |      | Đang thực hiện |       |
| T2 | 412/UBND-NV | 20/02      | 05/03       |       | Đã hoàn thành  | 05/03 |
| T3 | 22/KH-UBND  | 15/02      | 30/06       |       | Đang thực hiện |       |
| T4 | 18/KH-UBND  | 20/01      | 28/02       | 20/03 | Đang thực hiện |       |
| T5 | 09/CTr-UBND | 04/12/2023 | 31/01       |       | Đang thực hiện |       |
| T6 | 25/KH-UBND  | 01/03      | Thường xuyên |      | Đã hoàn thành  | 07/03 |
| T7 | 30/KH-UBND  | 22/02      | 14/03       |       | Đang thực hiện |       |
| T8 | 33/KH-UBND  | 26/02      | 12/03       |       | Đã hoàn thành  |       |
"""
# S1 ended before the period, S8 was withdrawn, T2 is S4: the software's row counts. The book of the whole district
# repeats T3 with an older update. Left are S2–S7, T1 and T3–T8: 6 + 7 = 13 tasks.

TASK_FIGURES = {
    "ledger": {
        "carried": 5,  # S2, S3, T1, T4, T5: assigned before 15/02
        "received": 8,  # S4, S5, S6, S7, T3 (on the first day itself), T6, T7, T8: 5 + 8 = 5 + 8
        "closed": 5,  # 5 = 1 + 2 + 1 + 1
        "early": 1,  # S2
        "on_day": 2,  # S3; T8, whose last update (12/3) stands in for the day of completion
        "late": 1,  # S4: due 05/3, completed 08/3
        "closed_no_deadline": 1,  # T6
        "open": 8,  # 8 = 5 + 2 + 1
        "open_in_term": 5,  # S6, S7, T3, T4 (extended to 20/3), T7 (the last day itself is in term)
        "open_overdue": 2,  # S5, T5
        "open_no_deadline": 1,  # T1
    },
    "due_soon": 2,  # T7 (today), S6 (one working day); T4 has four: 15, 18, 19, 20/3
    "completed": 5,
    "completed_on_time": 3,  # 1 + 2
    "completed_late": 1,
    "sources": {"software": 6, "tracker": 7},
    "ageing": {"1-7": 1, "8-30": 0, "31-90": 1, ">90": 0},  # S5: 08/3 → 6 days; T5: 31/01 → 29 + 14 = 43 days
    "quality": {"counted": 17, "out_of": 17, "percent": 100.0},  # the 16 rows above and the repeated T3: warnings only
}


def test_the_table_of_tasks_is_what_the_two_files_hold(root: Path) -> None:
    held = [*_software(root / "nhiem-vu/nhiem-vu-14-3.xls"), *_tracker(root / "theo-doi/phong-noi-vu.xlsx")]
    assert held == [[cell.strip() for cell in line.strip("|").split("|")][1:] for line in TASKS.strip().splitlines()]


def test_the_tasks_of_the_month() -> None:
    report = json.loads((EXPECTED / "monthly.json").read_text(encoding="utf-8"))
    (unit,) = (unit for unit in report["units"] if unit["id"] == "noi-vu")
    assert unit["tasks"] == TASK_FIGURES


def _software(path: Path) -> list[list[str]]:
    lines = (re.findall(r"<td>(.*?)</td>", line) for line in path.read_text(encoding="utf-8").splitlines())
    rows = [cells for cells in lines if len(cells) == 10 and cells[5] == "Phòng Nội vụ"]
    return [[row[1], _day(row[2]), _day(row[7]), "", row[8], _day(row[9])] for row in rows]


def _tracker(path: Path) -> list[list[str]]:
    """Columns B, C, I, J, L and M of the form, below its header."""
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=5, values_only=True)
    return [[_day(row[place]) for place in (1, 2, 8, 9, 11, 12)] for row in rows if row[0]]


def _day(value: object) -> str:
    """dd/mm, with the year where it is not 2024; the software's texts are in UTC, seven hours behind."""
    if isinstance(value, str) and value.endswith("Z"):
        value = datetime.fromisoformat(value.removesuffix("Z")) + timedelta(hours=7)
    return f"{value:%d/%m/%Y}".removesuffix("/2024") if isinstance(value, datetime) else str(value or "")
