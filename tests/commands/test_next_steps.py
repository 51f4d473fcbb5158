"""After each command one line says what to do next; which one depends on what was found."""

from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from bsreform.commands import edges, next_steps
from bsreform.duties import last_letters
from bsreform.model import Source
from bsreform.organisation.config import Config
from bsreform.organisation.obligations import Evidence
from bsreform.report_model import Report
from test_cli import A_DONE, BAD, W10, B, C, Run, run, workspace  # noqa: F401 - `run` is a fixture
from writing.weekly_sample import problem, weekly_report

pytestmark = pytest.mark.slow


def typed(*words: object) -> str:
    return " ".join(("bsreform", *map(str, words)))


def report(**changes: object) -> Report:
    clean = {"problems": (), "low_units": (), "sources": (source(),)}
    return replace(weekly_report(), **{**clean, **changes})


def source(day: int = 8, **changes: object) -> Source:
    return Source("ho-so/a.xls", "T3", "dossier_export", 1, datetime(2024, 3, day, 15), sha256="ab", **changes)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (report(), "--docx – ghi văn bản trình ký"),
        (report(low_units=weekly_report().low_units), "bsreform remind --notices nhac-viec"),
        (report(low_units=weekly_report().low_units, notice="Số liệu xuất đến ngày 06/3/2024"), "xuất lại hồ sơ"),
        (report(problems=(problem(severity="warning"),)), "weekly --week 2024-W10 --docx"),
        (report(problems=(problem(),), low_units=weekly_report().low_units), "bsreform validate"),
        (report(sources=(source(fault="damaged_file"),), problems=(problem(),)), "tệp nào không đọc được"),
    ],
)
def test_a_report_leads_to_what_it_lacks_most(found: Report, said: str) -> None:
    step = next_steps.after_report(found, typed)
    assert said in step
    assert len(f"Bước tiếp theo: {step}") <= 80


@pytest.mark.parametrize(("written", "said"), [(8, "--docx"), (11, "--docx"), (7, "remind --notices")])
def test_letters_of_the_last_day_or_of_the_day_of_looking_urge(
    written: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    letters = {date(2024, 3, written): datetime(2024, 3, 11, 9)}
    monkeypatch.setattr(last_letters, "written_for", lambda _, day: letters.get(day))
    low = report(low_units=weekly_report().low_units)
    edges.after_report(low, SimpleNamespace(root=Path.cwd()), document=False, as_of="2024-03-11")
    assert said in capsys.readouterr().out


def test_what_was_done_is_not_proposed_again() -> None:
    low = report(low_units=weekly_report().low_units)
    urged, written = next_steps.Done(urged=True), next_steps.Done(urged=True, document=True)
    assert "--docx" in next_steps.after_report(low, typed, urged)
    assert next_steps.after_report(low, typed, written).startswith("mở tệp Word, điền số")
    told = SimpleNamespace(units=(1, 2), same=(1, 2))
    assert "--notices" not in next_steps.after_remind(told, False, typed)
    late = SimpleNamespace(reports=[], overdue=(1,), stale=(), unsynced=(), unread=(), urged=datetime(2024, 3, 8, 9))
    assert next_steps.after_status(late, typed).startswith("công văn đôn đốc đã ghi lúc 09:00 ngày 08/3/2024")
    assert next_steps.after_map(Path("a.xlsx"), (["due_at=D"], []), True, typed) == (
        "bsreform map a.xlsx --set due_at=D – lưu các đề xuất trên."
    )
    kept = next_steps.after_map(Path("a.xlsx"), (["due_at=D"], ["code=A"]), False, typed)
    assert kept.startswith("bsreform map a.xlsx --set due_at=D --set code=A")


def test_errors_go_back_to_the_units_and_clean_files_into_the_report() -> None:
    after = next_steps.after_validate
    wrong, mild = ([problem()], [source()]), ([problem(severity="warning")], [source()])
    assert after(wrong, [], None, typed).startswith("bsreform validate --annotate gui-lai")
    assert after(wrong, [Path("a.xlsx")], None, typed).startswith("bsreform validate a.xlsx --annotate")
    assert "“gui-lai”" in after(wrong, [], Path("gui-lai"), typed)
    assert after(mild, [], None, typed).startswith("bsreform weekly")
    year = ("annual", "--year", "2024")
    assert after(([], []), [], None, typed, year) == "bsreform annual --year 2024 – lập báo cáo năm."


@pytest.mark.parametrize(
    ("layouts", "step"),
    [
        (["dossier_export"], "weekly"),
        (["task_tracker"], "monthly"),
        (["task_export", "dossier_export"], "weekly"),
        (["digital_team"], "quarterly"),
        (["digital_team", "task_tracker"], "monthly"),
        (["units"], "doctor"),
        ([], "doctor"),
    ],
)
def test_after_clean_files_comes_the_report_that_they_are_for(layouts: list[str], step: str) -> None:
    sources = [replace(source(), layout=each) for each in layouts]
    assert next_steps.after_validate(([], sources), [], None, typed).startswith(f"bsreform {step} ")


def test_after_fix() -> None:
    file = Path("a b.xlsx")
    assert next_steps.after_fix(file, 2, None, typed).startswith("bsreform fix a b.xlsx -o a b-da-sua.xlsx")
    assert "dùng thay tệp gốc" in next_steps.after_fix(file, 2, Path("c.xlsx"), typed)
    assert next_steps.after_fix(file, 0, None, typed).startswith("bsreform validate a b.xlsx")


def test_after_status_the_missing_report_comes_first() -> None:
    due = SimpleNamespace(kind="monthly", id="2024-02", to_make=True, old_data=False)
    base = {"reports": [], "overdue": (), "stale": (), "unsynced": (), "unread": (), "urged": None}

    def step(**found: object) -> str:
        return next_steps.after_status(SimpleNamespace(**{**base, **found}), typed)

    assert step(reports=[due], overdue=(1,)).startswith("bsreform monthly --month 2024-02")
    assert (
        step(reports=[SimpleNamespace(**{**due.__dict__, "to_make": False})])
        == "không còn báo cáo nào phải lập; hồ sơ quá hạn thì xem báo cáo tuần."
    )
    assert "xuất lại số liệu" in step(reports=[SimpleNamespace(**{**due.__dict__, "old_data": True})])
    assert step(stale=(1,)).startswith("bsreform remind")
    assert "đồng bộ" in step(unsynced=("a.xlsx",))
    assert step(unread=(source(),)).startswith("bsreform validate")


def test_after_template_schedule_remind_and_doctor() -> None:
    folders = Config().folders
    assert "procedures.xlsx" in next_steps.after_template("procedures", folders)
    assert "“theo-doi”" in next_steps.after_template("tracker", folders)
    assert "“to-cong-nghe-so”" in next_steps.after_template("digital-team", folders)
    duty = SimpleNamespace(id="mot-cua-kieu-mau", evidence=(Evidence("note", ""),))
    missed = SimpleNamespace(state="late", obligation=duty, occurrence=SimpleNamespace(obligation=duty, period=""))
    late, none = SimpleNamespace(items=[missed], over=False), SimpleNamespace(items=[], over=False)
    assert 'mot-cua-kieu-mau = "Báo cáo số … ngày …"' in next_steps.after_schedule(late, None, typed)
    assert "[obligations]" in next_steps.after_schedule(late, None, typed)
    assert "Outlook" in next_steps.after_schedule(late, Path("a.ics"), typed)
    assert "--ics" in next_steps.after_schedule(none, None, typed)
    someone = SimpleNamespace(units=(1,), same=())
    assert "--notices" in next_steps.after_remind(someone, None, typed)
    assert "trình ký" in next_steps.after_remind(someone, Path("a.xlsx"), typed)
    assert "bsreform weekly" in next_steps.after_remind(SimpleNamespace(units=()), None, typed)
    assert "→" in next_steps.after_doctor(False, typed)
    assert next_steps.after_doctor(True, typed).startswith("bsreform weekly")


# --- on the command line -----------------------------------------------------------------------------


def test_the_step_stands_last_on_the_screen_and_never_in_quiet_or_json(run: Run, tmp_path: Path) -> None:  # noqa: F811
    place = workspace(tmp_path / "x", C, BAD)
    told = run(*W10, "-w", place)
    assert told.out.splitlines()[-1].startswith("Bước tiếp theo: bsreform validate --week 2024-W10 -w ")
    for quiet in ("-q", "--json"):
        told = run(*W10, "-w", place, quiet)
        assert "Bước tiếp theo" not in told.out + told.err
    assert "Bước tiếp theo" not in run("validate", "-w", place, "--format", "csv").out


@pytest.mark.parametrize(
    "command",
    [
        ("monthly", "--month", "2024-03"),
        ("quarterly", "--quarter", "2024-Q1"),
        ("annual", "--year", "2024"),
        ("validate",),
        ("status", "--as-of", "2024-03-08"),
        ("schedule", "--as-of", "2024-03-08"),
        ("remind", "--as-of", "2024-03-08"),
        ("doctor",),
        ("template", "tracker", "-o"),
        ("init",),
    ],
    ids=lambda command: command[0],
)
def test_every_command_has_one(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:  # noqa: F811
    place = workspace(tmp_path / "x", A_DONE, B, C)
    where = {"template": (tmp_path / "t.xlsx", "-w", place), "init": (tmp_path / "new",)}
    told = run(*command, *where.get(command[0], ("-w", place)))
    assert told.out.count("Bước tiếp theo: ") == 1
    assert told.out.splitlines()[-1].startswith("Bước tiếp theo: ")


def test_where_nothing_was_written_the_complaint_is_all(run: Run, tmp_path: Path) -> None:  # noqa: F811
    place = workspace(tmp_path / "x", C)
    (place / "bao-cao").write_text("một tệp thay cho thư mục")
    told = run(*W10, "-w", place)
    assert told.code == 4 and "Bước tiếp theo" not in told.out


# --- commands to copy --------------------------------------------------------------------------------


def test_the_workspace_is_named_only_where_it_would_not_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = workspace(tmp_path / "có dấu cách")
    monkeypatch.delenv("BSREFORM_WORKSPACE", raising=False)
    monkeypatch.chdir(tmp_path)
    assert edges.typed(place, "weekly") == f"bsreform weekly -w '{place}'"
    monkeypatch.chdir(place / "ho-so")
    assert edges.typed(place, "weekly") == "bsreform weekly"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BSREFORM_WORKSPACE", str(place))
    assert edges.typed(place, "weekly") == "bsreform weekly"


@pytest.mark.parametrize(
    ("word", "sh", "windows"),
    [
        ("weekly", "weekly", "weekly"),
        ("D:\\CCHC\\a.xlsx", "'D:\\CCHC\\a.xlsx'", "D:\\CCHC\\a.xlsx"),
        ("D:\\Cải cách\\a.xlsx", "'D:\\Cải cách\\a.xlsx'", '"D:\\Cải cách\\a.xlsx"'),
        ("a & b.xlsx", "'a & b.xlsx'", '"a & b.xlsx"'),
        ("a(1).xlsx", "'a(1).xlsx'", '"a(1).xlsx"'),
        ("giá $5's.xlsx", "'giá $5'\"'\"'s.xlsx'", "'giá $5''s.xlsx'"),
    ],
)
def test_quoted_words_are_one_word(word: str, sh: str, windows: str) -> None:
    assert next_steps.command_line([word], windows=False) == sh
    assert next_steps.command_line([word], windows=True) == windows
