"""Two at once: one run at a time in a workspace, told clearly, and no lock that outlives its process."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bsreform import cli
from bsreform.commands import delivering, edges
from bsreform.files import locking
from bsreform.files.locking import held
from bsreform.model import CannotRun
from calling import call
from forking import start
from hostile import good
from small_office import small_office

ME = "lệnh “weekly” (bắt đầu lúc 15:30 ngày 08/03/2024, tiến trình 1)"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BSREFORM_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[ExitStack]:
    """Another run that has the workspace; closed, it has ended."""
    with ExitStack() as run:
        run.enter_context(held(tmp_path, ME))
        yield run


@pytest.fixture
def other_process(tmp_path: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """A process that has the workspace."""
    script = (
        "import sys; from pathlib import Path; from bsreform.files.locking import held\n"
        "with held(Path(sys.argv[1]), sys.argv[2]): print('ok', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(tmp_path), ME]
    env = {**os.environ, "PYTHONPATH": str(Path(locking.__file__).parents[2]), "PYTHONUTF8": "1"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env) as process:
        assert process.stdout is not None and process.stdout.readline() == b"ok\n"
        yield process
        process.kill()


@pytest.mark.parametrize("laid", ["note", "lock", "link", "folder"])
def test_what_lies_in_place_of_a_lock_is_neither_waited_for_nor_written_to(
    tmp_path: Path, cache: Path, laid: str
) -> None:
    with held(tmp_path, ME):
        [lock] = (cache / "bsreform" / "locks").glob("*.lock")
    other = tmp_path / "other"
    other.mkdir()
    if laid == "folder":
        lock.unlink()
        lock.parent.rmdir()
        lock.parent.symlink_to(other)
    elif laid == "link":
        lock.with_suffix(".txt").symlink_to(other / "told")
    else:
        lock.unlink()
        os.mkfifo(lock if laid == "lock" else lock.with_suffix(".txt"))
    with held(tmp_path, ME):
        assert not list(other.iterdir())


def test_one_after_the_other(tmp_path: Path) -> None:
    for _ in range(2):
        with held(tmp_path, ME):
            pass


def test_a_second_run_is_told_who_has_the_workspace(tmp_path: Path, other: object) -> None:
    with pytest.raises(CannotRun, match=r"Đang chạy lệnh “weekly” \(bắt đầu lúc 15:30.*--wait"), held(tmp_path, "x"):
        pass


def test_another_path_to_the_same_workspace_is_the_same_workspace(tmp_path: Path, other: object) -> None:
    (tmp_path / "ho-so").mkdir()
    with pytest.raises(CannotRun), held(tmp_path / "ho-so" / "..", "x"):
        pass


def test_another_workspace_is_free(tmp_path: Path, other: object) -> None:
    (tmp_path / "khác").mkdir()
    with held(tmp_path / "khác", "x"):
        pass


def test_waiting_says_for_whom_and_ends_with_the_other_run(tmp_path: Path, other: ExitStack) -> None:
    heard: list[str] = []

    def let_it_end(holder: str) -> None:
        heard.append(holder)
        other.close()

    with held(tmp_path, "x", let_it_end):
        assert heard == [ME]


@pytest.mark.process
def test_a_process_has_it_until_it_is_killed(tmp_path: Path, other_process: "subprocess.Popen[bytes]") -> None:
    with pytest.raises(CannotRun, match="weekly"), held(tmp_path, "x"):
        pass
    other_process.kill()
    other_process.wait()
    with held(tmp_path, "x"):
        pass


def test_who_has_it_is_forgotten_afterwards(tmp_path: Path, cache: Path) -> None:
    with held(tmp_path, ME):
        assert [path.read_text(encoding="utf-8") for path in (cache / "bsreform" / "locks").glob("*.txt")] == [ME]
    assert list((cache / "bsreform" / "locks").glob("*.txt")) == []


def test_a_holder_that_left_no_note_yet_is_another_command(tmp_path: Path, cache: Path, other: object) -> None:
    for note in (cache / "bsreform" / "locks").glob("*.txt"):
        note.unlink()
    with pytest.raises(CannotRun, match="Đang chạy một lệnh khác"), held(tmp_path, "x"):
        pass


def test_where_no_lock_can_be_had_the_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("BSREFORM_CACHE", str(tmp_path / "file" / "cache"))
    with held(tmp_path, ME), held(tmp_path, ME):
        pass


def test_nothing_of_it_lies_in_the_workspace(tmp_path: Path) -> None:
    root = tmp_path / "ws"
    root.mkdir()
    with held(root, ME):
        assert list(root.iterdir()) == []


def test_a_fault_inside_frees_it(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), held(tmp_path, ME):
        raise ZeroDivisionError
    with held(tmp_path, ME):
        pass


# --- the commands ------------------------------------------------------------------------------------


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Runs a command on the workspace; what comes back: exit code, stdout, stderr."""
    (tmp_path / "bsreform.toml").touch()
    (tmp_path / "ho-so").mkdir()

    def call(*arguments: str) -> tuple[object, str, str]:
        monkeypatch.setattr(sys, "argv", ["bsreform", *arguments, "-w", str(tmp_path)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        return (end.value.code, *capfd.readouterr())

    return call


@pytest.mark.parametrize(
    "command", ["weekly", "monthly", "quarterly", "annual", "remind", "validate --annotate gui-lai"]
)
def test_a_command_that_writes_into_the_workspace_takes_its_turn(run, command: str, other: object) -> None:
    code, out, err = run(*command.split())
    assert (code, out) == (2, "")
    assert err.startswith("Đang chạy lệnh “weekly”") and err.count("\n") == 1


@pytest.mark.parametrize("command", ["status", "doctor", "schedule", "validate"])
def test_a_command_that_only_reads_does_not(run, command: str, other: object) -> None:
    assert "Đang chạy" not in run(command)[2]


def test_wait_waits_and_says_so(run, other: ExitStack, monkeypatch: pytest.MonkeyPatch) -> None:
    say_waiting = edges.say_waiting

    def say_and_let_it_end(holder: str) -> None:
        say_waiting(holder)
        other.close()

    monkeypatch.setattr(edges, "say_waiting", say_and_let_it_end)
    code, _, err = run("weekly", "--wait")
    assert code == 2 and "Chưa có tệp nào" in err, "an empty workspace: it has come to its turn"
    assert err.startswith("Đang chạy lệnh “weekly”") and "chờ đến khi xong" in err
    assert run("weekly")[2].startswith("Chưa có tệp nào"), "nothing is left locked"


def test_ctrl_c_ends_the_waiting(run, other: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(edges, "say_waiting", interrupted)
    assert run("weekly", "--wait") == (2, "", "Đã dừng theo yêu cầu.\n")


def test_the_command_of_the_holder_is_named(run, monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[str] = []
    real = locking.held

    def spied(root: Path, who: str, wait: object = None):
        noted.append(who)
        return real(root, who, None)

    monkeypatch.setattr(locking, "held", spied)
    run("weekly")
    assert re.fullmatch(rf"lệnh “weekly” \(bắt đầu lúc \d\d:\d\d ngày [\d/]+, tiến trình {os.getpid()}\)", noted[0])


@pytest.mark.skipif(os.name == "nt", reason="forks")
@pytest.mark.process
def test_runs_in_two_workspaces_share_one_cold_cache(tmp_path: Path) -> None:
    roots = [small_office(tmp_path / name) for name in ("một", "hai")]
    week = ("weekly", "--week", "2024-W10", "-q", "-w")
    runs = [start(*week, root, BSREFORM_CACHE=str(tmp_path / "cold")) for root in roots]
    assert [(ended.err, ended.code) for ended in (run.wait() for run in runs)] == [(b"", 1)] * 2
    reports = {(root / "bao-cao/2024/tuan-2024-W10.xlsx").read_bytes() for root in roots}
    assert len(reports) == 1


def test_the_word_document_keeps_nobody_waiting(tmp_path, monkeypatch):
    """The lock is free again before documents are made beside the workbook."""
    (tmp_path / "ho-so").mkdir()
    (tmp_path / "bsreform.toml").touch()
    (tmp_path / "ho-so" / "a.csv").write_bytes(good.csv())
    free = []

    def save_word(report, place, workbook, template, comfort):
        with locking.held(place.root, "lệnh khác"):
            free.append(workbook.exists())
        return workbook

    monkeypatch.setattr(delivering, "_save_word", save_word)
    assert call("weekly", "--week", "2024-W10", "-q", "--docx", "-w", tmp_path).code in (0, 1)
    assert free == [True]
