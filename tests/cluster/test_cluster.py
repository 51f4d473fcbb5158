"""Many workers give the report of one machine: whatever the rows, and however they are cut, moved and added up."""

import os
import sys
from functools import partial
from pathlib import Path

import dask
import pytest
from msgspec.structs import replace

from bsreform import pipeline
from bsreform.cluster import engine, session
from bsreform.cluster.engine import Hands
from bsreform.cluster.steps import Shared, join, judged, send
from bsreform.ground import Wanted, read, wanted
from bsreform.history import kept_reports
from bsreform.material.dossiers import compile_material
from bsreform.material.outline import Outline, outline_of
from bsreform.material.parts import add_parts
from bsreform.material.values import Material
from bsreform.model import CannotRun
from bsreform.periods import WEEK
from bsreform.records.dossiers import dossiers
from bsreform.records.gathering import Gathered
from bsreform.records.loading import Workspace
from bsreform.records.procedures import join as join_catalogue
from bsreform.records.procedures import read_catalogue
from bsreform.reports.kinds import REPORTS
from bsreform.subjects.dossiers import DOSSIERS
from bsreform.subjects.subject import Checked, judge
from exports import HEADER, book, code
from forking import forked
from issued_reports import issue_report
from raw_tables import config_of, context_of, raw, raw_catalogue, report
from scenarios import Scenario, scenario, seeds

EXAMPLES = Path(__file__).parents[2] / "examples" / "workspace"


IN_TURN = Hands(partial(dask.compute, scheduler="sync"), partial(dask.persist, scheduler="sync"))
"""Everything that was planned, one task after the other, in this process."""


# --- any rows, cut in any way ----------------------------------------------------------------


def made_of_parts(case: Scenario, buckets: int) -> Material:
    """The report on a scenario whose files are read one by one and whose rows go into so many buckets."""
    outline = outline_of_week(case.week, case.as_of, config_of(case.settings))
    context = replace(context_of(case.settings, outline.period.as_of), start=outline.period.start)
    files = list(dict.fromkeys(row.file for row in case.rows))
    numbers = {f"ho-so/{file.name}": number for number, file in enumerate(files)}
    listed = raw_catalogue(case.settings.catalogue)
    nothing = dossiers(raw(()), context.config, context.registry)
    context = replace(context, catalogue=read_catalogue(listed))
    known = judge(DOSSIERS, join_catalogue(nothing, _sources_of(listed, case)), context)
    sent = []
    for file in reversed(files):  # the order in which the jobs are done must not matter
        own = [row for row in case.rows if row.file == file]
        sent.append(send(dossiers(raw(own), context.config, context.registry), numbers, buckets))
    notes = join([each for each, _ in sent])
    shared = Shared(context, outline.spans, nothing.frame)
    pieces = [piece for _, own in sent for piece in own]
    parts = [
        judged([(number, [each for each in pieces if each[0] == number])], notes, shared) for number in range(buckets)
    ]
    total = add_parts(part for found in parts for part in found)
    return engine.material(notes, total, known, outline)


def _sources_of(listed: Gathered, case: Scenario) -> Gathered:
    """The one-machine run of `raw_tables` leaves the catalogue's own source aside; so does this one."""
    return Gathered(listed.table, (), (), ())


def outline_of_week(week, as_of, config) -> Outline:
    return outline_of(WEEK, WEEK.period(week, as_of, config.periods), config.periods)


@pytest.mark.parametrize("seed", seeds(range(5)))
def test_any_rows_in_any_number_of_buckets_give_the_same(seed):
    case = scenario(seed)
    assert made_of_parts(case, buckets=1 + seed) == report(case.rows, case.settings, case.week, case.as_of)


# --- whole workspaces ------------------------------------------------------------------------


def both(root: Path, week: str) -> tuple[Material, Material]:
    """The material of one machine, and that of many tasks."""
    place = Workspace.open(root)
    outline = outline_of_week(week, None, place.config)
    everything, nothing = (wanted(place, "dossiers"), Wanted("dossiers", {}))
    loaded, known = (knowing(place, each, outline) for each in (everything, nothing))
    return compile_material(loaded, outline), engine.compile_with(IN_TURN, place, files_of(place), known, outline)


def files_of(place: Workspace) -> list[Path]:
    return list(wanted(place, "dossiers").files["dossier_export"])


def knowing(place: Workspace, asked: Wanted, outline: Outline) -> Checked:
    """What is asked for, beside what earlier reports gave."""
    reported = kept_reports.earlier(place.root, "weekly", outline.spans, outline.labels)
    return read(place, [asked], outline.period.as_of, start=outline.period.start).knowing(reported)["dossiers"]


def test_what_earlier_reports_gave_is_compared_alike(messy, monkeypatch):
    monkeypatch.setattr(engine, "FILES", 2)
    place = Workspace.open(messy)
    later = messy / "ho-so" / "a2.xlsx"
    content = later.read_bytes()
    later.write_bytes(exported("05", line(20), line(21, received="01/03/2024")))
    for week in ("2024-W10", "2024-W09"):
        period = WEEK.period(week, None, place.config.periods)
        issue_report(messy, pipeline.report(place, REPORTS["weekly"], period).report)
    later.write_bytes(content)
    one, many = both(messy, "2024-W10")
    assert one.history.carried and one.history.carried.units and one.history.adjusted
    assert many == one


def test_the_example_workspace(monkeypatch):
    monkeypatch.setattr(engine, "FILES", 3)
    one, many = both(EXAMPLES, "2024-W10")
    assert len(one.problems) > 50 and one.rows.superseded and one.rows.excluded and one.rows.not_accepted
    assert many == one


ROW = "| {} | {} | {} | 11/03/2024 | {} | {} |"


def exported(day: str, *rows: str) -> bytes:
    """A workbook that was exported on that day of March 2024."""
    title = f"| Thời điểm xuất dữ liệu: {day}/03/2024 16:00:00 |"
    return book("\n".join([title, HEADER, *rows]))


def line(number: int, unit: str = "UBND xã Bình An", received: str = "04/03/2024", ended: str = "") -> str:
    return ROW.format(code(number), unit, received, ended, "Đã trả kết quả" if ended else "Đang xử lý")


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """Files that overlap, a copy, faults of rows, sheets and files; each matters for the next."""
    first = [line(n) for n in range(1, 6)]
    later = [line(2, ended="07/03/2024"), line(3, "UBND xã Bình Xa"), line(4, received="12/13/2024"), line(6), line(6)]
    files = {
        "a.xlsx": exported("05", *first),
        "a - Sao chép.xlsx": exported("05", *first, line(9)),
        "a2.xlsx": exported("08", *later),
        "b.xlsx": exported(
            "07", line(2), "| | UBND xã Bình An | 04/03/2024 | | | Đang xử lý |", line(5, "", "20/04/2024")
        ),
        "c.xlsx": b"PK\x03\x04 damaged",
        "d.csv": "Mã hồ sơ;Ngày tiếp nhận;Tái sử dụng\n".encode() + f"{code(7)};04/03/2024;Có\n".encode(),
        "e.xlsx": book(
            f"| Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Đơn vị |\n| {code(8)} | 04/03/2024 | 11/03/2024 | |"
        ),
        "UBND xã Bình Hải.xlsx": exported("06", line(10, ""), line(11, "", ended="06/03/2024")),
        "g.xlsx": b"",
    }
    for name, content in files.items():
        (tmp_path / "ho-so" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "ho-so" / name).write_bytes(content)
        os.utime(tmp_path / "ho-so" / name, (1709884800, 1709884800))
    (tmp_path / "bsreform.toml").write_text("", encoding="utf-8")
    return tmp_path


def test_overlapping_files_with_all_kinds_of_faults(messy, monkeypatch):
    monkeypatch.setattr(engine, "FILES", 1)
    one, many = both(messy, "2024-W10")
    rules = {each.rule for each in one.problems}
    assert {"conflict_copy", "damaged_file", "empty_file", "duplicate_code", "unknown_unit", "missing_value"} <= rules
    assert {"missing_column", "unreadable_value", "unit_without_data", "future_date"} <= rules
    assert many == one


def test_a_copy_goes_with_its_original_and_nothing_is_read_twice(messy, monkeypatch):
    monkeypatch.setattr(engine, "FILES", 1)
    place = Workspace.open(messy)
    cut = [[path.name for _, path in job.files] for job in engine.jobs(place, files_of(place))]
    assert sorted(name for names in cut for name in names) == sorted(path.name for path in files_of(place))
    assert [names for names in cut if len(names) > 1] == [["a - Sao chép.xlsx", "a.xlsx"]]


def test_a_workspace_without_any_row(tmp_path):
    (tmp_path / "ho-so").mkdir()
    (tmp_path / "ho-so" / "a.xlsx").write_bytes(b"")
    os.utime(tmp_path / "ho-so" / "a.xlsx", (1709884800, 1709884800))
    one, many = both(tmp_path, "2024-W10")
    assert many == one


# --- the command -----------------------------------------------------------------------------


@pytest.mark.process
def test_the_command_gives_the_same_bytes_with_workers_of_its_own_and_leaves_nothing_behind(messy, tmp_path):
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    said = [weekly_command(messy, scratch, *more) for more in ((), ("--engine", "dask"))]
    assert said[0] == said[1]
    assert not list(scratch.iterdir())
    assert {path.name for path in messy.iterdir()} == {".bsreform", "bao-cao", "bsreform.toml", "ho-so", "tmp"}


def weekly_command(root: Path, scratch: Path, *more: str) -> tuple[int, bytes, bytes]:
    """The exit code, the JSON and the workbook."""
    done = forked("weekly", "--week", "2024-W10", "--json", "-w", root, *more, TMPDIR=str(scratch))
    assert done.code == 3, done.err.decode()
    return done.code, done.out, (root / "bao-cao" / "2024" / "tuan-2024-W10.xlsx").read_bytes()


def test_a_scheduler_that_does_not_answer_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(session, "SECONDS", 0.1)
    with pytest.raises(CannotRun, match=r"tcp://127\.0\.0\.1:9"), session.workers("tcp://127.0.0.1:9", tmp_path):
        pass


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        ({}, "chưa có máy tính toán nào"),
        ({"tcp://a:1": ("0.0.9", True)}, "tcp://a:1 dùng bsreform 0.0.9"),
        ({"tcp://a:1": (session.bsreform.__version__, False)}, "tcp://a:1 không thấy thư mục"),
    ],
)
def test_workers_that_cannot_help_are_named(seen, told, tmp_path):
    with pytest.raises(CannotRun, match=told):
        session.require_alike(seen, "tcp://s:8786", tmp_path)


def test_without_dask_it_says_what_to_install(messy, monkeypatch):
    for name in ("bsreform.cluster.engine", "bsreform.cluster.session"):
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "dask.bag", None)
    place = Workspace.open(messy)
    with pytest.raises(CannotRun, match=r"bsreform\[cluster\]"):
        pipeline.on_cluster(place, REPORTS["weekly"], WEEK.period("2024-W10", None, place.config.periods), None)
