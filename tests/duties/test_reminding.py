"""Who is urged about what: dossiers and tasks at the end of a day, indicators of the latest full week."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
from msgspec.structs import replace

import task_tables
import team_tables
from bsreform import periods
from bsreform.duties.owing import asked_quarter, reminders
from bsreform.model import Source, Unit
from bsreform.organisation.config import Config
from bsreform.organisation.obligations import load_obligations
from bsreform.organisation.units import Registry
from bsreform.records.digital_teams import digital_teams
from bsreform.records.gathering import gather
from bsreform.spec import spans_of
from bsreform.subjects import subject_with_id
from bsreform.subjects.subject import judge
from exports import HEADER, dataset
from raw_tables import context_of, settings

pytestmark = pytest.mark.slow

WEEK = "2024-W10"
"""02–08/3/2024; the files of these tests were saved on its Friday."""
MONDAY = date(2024, 3, 11)
ONLINE = HEADER.replace("Trạng thái |", "Trạng thái | Hình thức nộp |")


def code(number):
    return f"000.00.53.H48-240301-{number:04}"


def row(number, unit, received, due, ended="", channel="", status=""):
    return f"| {code(number)} | {unit} | {received} | {due} | {ended} | {status} | {channel} |"


def sheet(*rows):
    return "\n".join((ONLINE, *rows))


def urged(
    files=None,
    tasks="",
    today=MONDAY,
    sources=None,
    more=(),
    forms=None,
    chosen=None,
    units=(),
    week=WEEK,
    exported_today=False,
):
    """The reminders. `more` are sources of dossiers that left no rows, `forms` a dataset of the digital teams;
    `chosen` are settings, `units` replace units of the registry.
    """
    context = context_of(settings(), today)
    known = {unit.id: unit for unit in units}
    registry = Registry(tuple(known.get(unit.id, unit) for unit in context.registry.units))
    context = replace(context, registry=registry, config=Config.model_validate(chosen) if chosen else context.config)
    data = dataset(files or {}, context.config, context.registry)
    fresh = (replace(each, exported_at=datetime.combine(today, time(15))) for each in data.sources)
    data = replace(data, sources=(*(fresh if exported_today else data.sources), *more))
    week = periods.WEEK.period(week, None, context.config.periods)
    checked = judge(subject_with_id("tasks"), task_tables.tasks(tasks, sources=sources), context)
    forms = forms or digital_teams(gather([], Path(), "digital_team"), context.registry)
    return reminders(
        judge(subject_with_id("dossiers"), data, context),
        checked,
        judge(subject_with_id("digital_teams"), forms, context),
        spans_of(periods.WEEK, week, context.config.periods),
        week,
        load_obligations(None, context.registry),
    )


def of(found, unit="binh-chanh"):
    return next((each for each in found.units if each.unit.id == unit), None)


CHANH, LONG = "UBND xã Bình Chánh", "UBND xã Bình Long"
GOOD = row(1, CHANH, "04/03/2024", "29/03/2024")


def test_a_unit_that_owes_nothing_is_not_urged():
    assert of(urged({"ho-so/toan-huyen.xlsx": sheet(GOOD)})) is None


def test_an_overdue_dossier_counts_as_of_the_day_and_not_of_the_week():
    file = sheet(
        row(1, CHANH, "04/03/2024", "08/03/2024"),
        row(2, CHANH, "04/03/2024", "07/03/2024", ended="11/03/2024", status="Đã trả kết quả"),
    )
    late = of(urged({"ho-so/toan-huyen.xlsx": file}, exported_today=True)).overdue
    assert [(each.code, each.due, each.days) for each in late] == [(code(1), date(2024, 3, 8), 1)]
    assert of(urged({"ho-so/toan-huyen.xlsx": file}, today=date(2024, 3, 8))).overdue[0].code == code(2)


def test_a_unit_without_any_dossier_is_asked_for_its_file():
    found = urged({"ho-so/toan-huyen.xlsx": sheet(GOOD)})
    assert of(found, "binh-long").no_dossiers
    assert of(found, "binh-chanh") is None


def test_without_any_file_nobody_is_asked_one_by_one():
    assert urged().units == ()


def test_a_file_that_waits_to_be_synced_is_not_the_units_fault():
    waiting = Source("ho-so/xa/binh-long.xlsx", fault="not_synced_file")
    broken = Source("ho-so/xa/binh-mỹ.xlsx", fault="damaged_file")
    found = urged({"ho-so/toan-huyen.xlsx": sheet(GOOD)}, more=(waiting, broken))
    assert of(found, "binh-long") is None
    assert [each.rule for each in of(found, "binh-my").errors] == ["damaged_file"]
    assert of(found, "binh-my").no_dossiers


def test_an_export_made_before_the_last_working_day_of_the_week_is_old():
    old = f"Ngày xuất: 06/03/2024 09:00\n\n{sheet(GOOD)}"
    assert of(urged({"ho-so/xa/Bình Chánh.xlsx": old})).old_export == datetime(2024, 3, 6, 9)


def test_a_newer_export_of_several_units_speaks_for_their_group():
    old = f"Ngày xuất: 06/03/2024 09:00\n\n{sheet(GOOD)}"
    others = sheet(row(2, LONG, "04/03/2024", "29/03/2024"), row(3, "UBND xã Bình Trị", "04/03/2024", "29/03/2024"))
    assert of(urged({"ho-so/xa/Bình Chánh.xlsx": old, "ho-so/toan-huyen.xlsx": others})) is None
    own = sheet(row(2, LONG, "04/03/2024", "29/03/2024"))
    assert of(urged({"ho-so/xa/Bình Chánh.xlsx": old, "ho-so/xa/Bình Long.xlsx": own})).old_export


def test_indicators_count_from_two_weeks_in_a_row():
    one = row(1, CHANH, "04/03/2024", "29/03/2024", channel="Trực tiếp")
    two = row(2, CHANH, "26/02/2024", "29/03/2024", channel="Trực tiếp")
    assert of(urged({"ho-so/toan-huyen.xlsx": sheet(one)})) is None
    low = of(urged({"ho-so/toan-huyen.xlsx": sheet(one, two)})).low
    assert [(each.indicator, each.percent, each.weeks_in_a_row) for each in low] == [("online_rate", 0.0, 2)]


def test_errors_go_to_the_unit_of_the_row_else_of_the_file():
    mistyped = row(2, "UBND xã Bình Chanh", "04/03/2024", "29/03/2024")
    backwards = row(3, LONG, "04/03/2024", "29/03/2024", ended="01/03/2024", status="Đã trả kết quả")
    found = urged({"ho-so/xa/Bình Chánh.xlsx": sheet(GOOD, mistyped, backwards)})
    assert [each.rule for each in of(found).errors] == ["unknown_unit"]
    assert [each.rule for each in of(found, "binh-long").errors] == ["dates_out_of_order"]


TASKS = """
| document_no | title            | unit       | due_on     | updated_on | status |
| 1/CV-UBND   | Rà soát thủ tục  | binh-chanh | 06/03/2024 | 07/03/2024 | open   |
| 2/CV-UBND   | Lập danh sách    | binh-chanh | 13/03/2024 | 07/03/2024 | open   |
| 3/CV-UBND   | Báo cáo năm      | binh-long  | 29/03/2024 | 20/02/2024 | open   |
"""


def test_tasks_are_overdue_or_due_soon_on_the_day():
    each = of(urged(tasks=TASKS))
    assert [(line.document_no, line.working_days) for line in each.late_tasks] == [("1/CV-UBND", 3)]
    assert [(line.document_no, line.working_days) for line in each.soon_tasks] == [("2/CV-UBND", 2)]
    assert each.stale == ()


def test_a_stale_tracker_is_named_with_how_many_tasks():
    (stale,) = of(urged(tasks=TASKS), "binh-long").stale
    assert (stale.path, stale.sheet, stale.tasks) == ("theo-doi/binh-chanh.xlsx", "Theo dõi", 1)


def test_the_worst_comes_first():
    late = row(1, LONG, "04/03/2024", "07/03/2024")
    found = urged({"ho-so/toan-huyen.xlsx": sheet(late)}, tasks=TASKS)
    assert [each.unit.id for each in found.units][:2] == ["binh-long", "binh-chanh"], "dossiers before tasks"
    assert found.units[2].no_dossiers


def test_after_a_merger_the_successor_is_urged():
    found = urged({"ho-so/toan-huyen.xlsx": sheet(row(1, CHANH, "04/03/2024", "07/03/2024"))}, today=date(2025, 7, 2))
    assert [each.unit.name for each in found.units if each.overdue] == ["UBND xã Bình Sơn"]


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2024, 3, 11), "2023-Q4"),
        (date(2024, 3, 20), "2024-Q1"),
        (date(2024, 3, 25), "2024-Q1"),
        (date(2024, 6, 3), "2024-Q1"),
        (date(2024, 12, 31), "2024-Q4"),
    ],
)
def test_a_form_is_asked_for_from_a_few_days_before_the_25th_until_the_next_falls_due(day, quarter):
    assert asked_quarter(context_of(settings(), day)) == quarter


def form(path, *rows):
    """A source of forms with rows (unit id, quarter)."""
    lines = "\n".join(f"| {unit} | {quarter} |" for unit, quarter in rows)
    return team_tables.teams(f"| unit | quarter |\n{lines}", sources=(team_tables.form(path),))


FORMS = (("binh-chanh", "2024-Q1"), ("binh-long", "2023-Q4"))
APRIL = date(2024, 4, 1)


def test_communes_that_have_not_sent_the_form_are_asked_for_it():
    found = urged(forms=form("to-cong-nghe-so/chung.xlsx", *FORMS), today=APRIL)
    assert of(found, "binh-chanh") is None
    assert of(found, "binh-long").missing_form == "2024-Q1"
    assert of(found, "noi-vu") is None


# --- only what is owed --------------------------------------------------------------------------------


def test_what_fell_due_before_the_letter_is_not_asked_for():
    assert of(urged(forms=form("to-cong-nghe-so/chung.xlsx", *FORMS)), "binh-chanh") is None  # quarter IV/2023
    old = f"Ngày xuất: 20/12/2023 09:00\n\n{sheet(row(1, CHANH, '01/12/2023', '29/03/2024'))}"
    files = {"ho-so/xa/Bình Chánh.xlsx": old}
    assert of(urged(files), "binh-chanh").old_export
    assert of(urged(files, week="2023-W51", today=date(2023, 12, 27)), "binh-chanh") is None
    assert of(urged(files, week="2023-W51", today=date(2023, 12, 27)), "binh-long") is None


def test_a_unit_that_receives_no_dossiers_is_never_asked_for_them():
    unit = Unit("binh-long", "UBND xã Bình Long", "commune", "Bình Long", receives_dossiers=False)
    found = urged({"ho-so/toan-huyen.xlsx": sheet(GOOD)}, units=(unit,))
    assert of(found, "binh-long") is None
    assert of(found, "binh-tri").no_dossiers


def test_a_unit_that_receives_no_tasks_is_not_asked_for_trackers():
    assert of(urged(tasks=TASKS), "binh-long").stale
    unit = Unit("binh-long", LONG, "commune", "Bình Long", receives_tasks=False)
    assert of(urged(tasks=TASKS, units=(unit,)), "binh-long") is None


@pytest.mark.parametrize(
    ("periods", "asked"), [(["2024-W10"], False), (["2024-Q1"], False), (["2024-W09"], True), (["2024-02"], True)]
)
def test_what_is_declared_to_have_no_work_is_not_asked_for(periods, asked):
    files = {"ho-so/toan-huyen.xlsx": sheet(GOOD)}
    found = urged(files, chosen={"declared": {"binh-long": periods}})
    assert (of(found, "binh-long") is not None) == asked
    assert of(found, "binh-tri").no_dossiers


@pytest.mark.parametrize(("periods", "asked"), [(["2024-Q1"], False), (["2024"], False), (["2024-W13"], True)])
def test_a_quarter_without_work_needs_no_form(periods, asked):
    forms = form("to-cong-nghe-so/chung.xlsx", *FORMS)
    found = urged(forms=forms, today=APRIL, chosen={"declared": {"binh-long": periods}})
    assert (of(found, "binh-long") is not None) == asked


def test_after_the_last_day_of_the_organisation_nobody_is_asked_for_anything():
    files = {"ho-so/toan-huyen.xlsx": sheet(row(1, CHANH, "04/03/2025", "29/03/2025"))}
    found = urged(files, week="2025-W28", today=date(2025, 7, 14))
    assert [(each.unit.name, each.owes, each.missing) for each in found.units if each.missing] == []
    alive = urged(files, week="2025-W28", today=date(2025, 7, 14), chosen={"organisation": {"name": "UBND tỉnh A"}})
    assert {each.unit.name for each in alive.units if each.no_dossiers} >= {"UBND xã Vạn Tường"}


def test_the_sender_is_not_urged_by_itself():
    files = {"ho-so/toan-huyen.xlsx": sheet(row(1, "Văn phòng HĐND và UBND", "04/03/2024", "08/03/2024"))}
    found = urged(files, exported_today=True)
    assert of(found, "van-phong") is None
    assert [each.code for each in found.own.overdue] == [code(1)]
