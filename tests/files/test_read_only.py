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
