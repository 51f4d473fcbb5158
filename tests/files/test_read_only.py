"""A workspace, a cache and a home in which nothing may be written: the figures are printed all the same."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from calling import Ended
from forking import forked
from small_office import small_office

if os.name == "nt":
    pytest.skip("rights of POSIX", allow_module_level=True)

pytestmark = pytest.mark.process

RIGHTS = "-dac_override,-dac_read_search"
BOUND: tuple[str, ...] = ("setpriv", f"--bounding-set={RIGHTS}", f"--inh-caps={RIGHTS}") if os.geteuid() == 0 else ()
"""What makes rights bind root, too."""


def run(*arguments: object, **env: str) -> Ended:
    return forked(*arguments, under=BOUND, **env)


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    """A workspace in which no folder can be written to, with an old report and a snapshot folder."""
    root = small_office(tmp_path / "w")
    (root / "bao-cao" / "2024").mkdir(parents=True)
    (root / "bao-cao" / "2024" / "tuan-2024-W10.xlsx").write_bytes(b"the old report")
    (root / ".bsreform").mkdir()
    folders = [root, *(path for path in root.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    yield root
    for folder in folders:
        folder.chmod(0o755)


@pytest.fixture(autouse=True)
def _rights_bind(root: Path) -> None:
    if BOUND and not (shutil.which("setpriv") and subprocess.run([*BOUND, "true"], check=False).returncode == 0):
        pytest.skip("every folder is writable for root")


def test_the_figures_are_printed_and_the_reason_is_said(root: Path) -> None:
    week = ("weekly", "--week", "2024-W10", "-w", root)
    result = run(*week, "--json", BSREFORM_CACHE=str(root / "cache"), HOME=str(root))
    said = result.err.decode()
    assert result.code == 4, said
    assert json.loads(result.out)["total"]["ledger"]["received"] > 0
    assert "không có quyền ghi vào thư mục" in said and "--output" in said and said.count("\n") == 1
    assert (root / "bao-cao/2024/tuan-2024-W10.xlsx").read_bytes() == b"the old report"


@pytest.mark.parametrize("command", ["monthly --month 2024-03", "remind --as-of 2024-03-14"])
def test_no_command_fails_without_a_word(root: Path, command: str) -> None:
    result = run(*command.split(), "-w", root, BSREFORM_CACHE=str(root / "cache"))
    assert "Traceback" not in result.err.decode()
    assert result.code in ((4,) if command.startswith("monthly") else (0, 1))
    assert len(result.out.decode().splitlines()) > 3


@pytest.mark.parametrize("shut", [".", ".bsreform"])
def test_a_folder_that_may_not_be_looked_into_stops_no_report(root: Path, tmp_path: Path, shut: str) -> None:
    """Where the command was started (`sudo -u` keeps the folder of whoever typed it), or of what earlier runs left."""
    folder = tmp_path / "shut" if shut == "." else root / shut
    folder.mkdir(exist_ok=True)
    before = f"import os; os.chmod({str(folder)!r}, 0)"
    line = ("weekly", "--week", "2024-W10", "-w", root, "--json", "-o", tmp_path / "x.xlsx")
    ended = run(*line, cwd=tmp_path / "shut" if shut == "." else root, before=before)
    said = ended.err.decode()
    assert (tmp_path / "x.xlsx").exists() and "Traceback" not in said
    assert ("Bỏ qua thư mục .bsreform: không có quyền" in said) == (shut == ".bsreform")


def test_what_may_not_be_looked_at_is_one_line(root: Path) -> None:
    before = f"import os; os.chmod({str(root / 'ho-so')!r}, 0)"
    for line in (
        ("fix", root / "ho-so" / "a.xlsx", "--diff"),
        ("map", root / "ho-so" / "a.xlsx"),
        ("init", root / "ho-so" / "x"),
    ):
        ended = run(*line, cwd=root, before=before)
        assert (ended.code, ended.err.decode().count("\n")) == (2, 1), ended.err.decode()
        assert "không có quyền" in ended.err.decode()
