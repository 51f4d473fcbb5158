"""No room: every command that writes says so and ends with 4; nothing is half written, what was there stays."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bsreform.reading.guarded import process as reading_process
from bsreform.reading.guarded.process import Guarded
from calling import Ended, call
from forking import forked
from small_office import small_office

pytestmark = [pytest.mark.skipif(os.name == "nt", reason="limits of POSIX"), pytest.mark.slow]

LIMITED = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))\nfrom bsreform.cli import run\nrun()"
"""bsreform where no file, of its workers neither, can grow beyond 500 bytes."""


def limited(*arguments: object, **env: str) -> Ended:
    """A command while no file can grow beyond 500 bytes: the error comes amid the writing, as on a full disk."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with pytest.MonkeyPatch.context() as patch:
        # A module that is compiled now would be kept by half: neither here nor in a worker.
        patch.setattr(sys, "dont_write_bytecode", True)
        patch.setenv("PYTHONDONTWRITEBYTECODE", "1")
        patch.setattr(reading_process, "Guarded", Guarded)  # no worker that has this limit stays for other tests
        resource.setrlimit(resource.RLIMIT_FSIZE, (500, hard))
        try:
            return call(*arguments, **env)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def content(root: Path) -> dict[str, str]:
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module", autouse=True)
def _read_before(tmp_path_factory: pytest.TempPathFactory) -> None:
    call("validate", "-w", small_office(tmp_path_factory.mktemp("before")))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small workspace with old reports in place."""
    root = small_office(tmp_path / "w")
    for name in ("tuan-2024-W10", "thang-2024-03"):
        old = root / "bao-cao" / "2024" / f"{name}.xlsx"
        old.parent.mkdir(parents=True, exist_ok=True)
        old.write_bytes(b"the old report")
    return root


@pytest.mark.parametrize(
    "command",
    [
        "weekly --week 2024-W10 --docx",
        "monthly --month 2024-03",
        "remind --as-of 2024-03-14 --notices gui-di",
        "validate --annotate gui-lai",
        "schedule --as-of 2024-03-14 --ics lich.ics",
        "fix theo-doi/binh-chanh.xlsx -o sua.xlsx",
        "template tracker -o mau.xlsx",
    ],
)
def test_nothing_is_half_written_and_what_was_there_stays(
    root: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    before = content(root)
    result = limited(*command.split(), BSREFORM_WORKSPACE=str(root))
    said = result.err.decode()
    assert (result.code, "Traceback" in said) == (4, False), said
    assert "tệp lớn hơn mức" in said and "đã lập xong" not in said
    assert content(root) == before


@pytest.mark.process
def test_the_figures_are_printed_all_the_same_even_when_nothing_can_be_cached(root: Path, tmp_path: Path) -> None:
    week = ("weekly", "--week", "2024-W10", "-w", root, "--json")
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "BSREFORM_CACHE": str(tmp_path / "cold")}
    full = subprocess.run([sys.executable, "-c", LIMITED, *week], capture_output=True, env=env, check=False)
    assert full.returncode == 4
    assert list((tmp_path / "cold").glob("*.*")) == [], "no extract, and no half of one"
    with_room = call(*week)
    assert with_room.code == 1, "it has something to mend"
    assert full.stdout == with_room.out


def test_a_snapshot_that_cannot_be_kept_leaves_the_report(root: Path) -> None:
    (root / ".bsreform").touch()
    result = call("monthly", "--month", "2024-03", "-w", root, "-q")
    assert result.code == 1
    assert "lần sau không so sánh được" in result.err.decode()
    assert (root / "bao-cao/2024/thang-2024-03.xlsx").stat().st_size > 10_000


def test_a_new_workspace_is_completed_once_there_is_room(tmp_path: Path) -> None:
    result = limited("init", tmp_path / "mới")
    assert result.code == 4 and b"Traceback" not in result.err
    assert content(tmp_path / "mới") == {}
    assert call("init", tmp_path / "mới").code == 0
    assert {"bsreform.toml", "bieu-mau/tracker.xlsx"} <= set(content(tmp_path / "mới"))


def test_a_demo_without_room_leaves_nothing_in_its_way(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    for name in ("new", "own"):
        result = limited("demo", tmp_path / name)
        assert result.code == 4 and b"Traceback" not in result.err
    assert not (tmp_path / "new").exists()
    assert not (tmp_path / "own" / "bsreform.toml").exists(), "the next time may use the folder"


@pytest.mark.process
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize(
    "command", ["weekly --week 2024-W10 --json", "status --as-of 2024-03-14", "explain unknown_unit"]
)
def test_a_full_standard_output(root: Path, command: str) -> None:
    result = forked(*command.split(), streams=(None, "/dev/full", None), BSREFORM_WORKSPACE=str(root))
    assert result.code == 4
    assert result.err.decode() == "Không ghi được kết quả: ổ đĩa đã đầy; hãy giải phóng dung lượng.\n"
    report = root / "bao-cao/2024/tuan-2024-W10.xlsx"
    assert (report.read_bytes() != b"the old report") == command.startswith("weekly"), "what was written stays"
