"""README.vi.md, command by command: each one that it tells a clerk to type runs, in one workspace, in its order."""

import re
import shlex
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from functools import reduce
from pathlib import Path

import pytest

from bsreform.commands import edges
from calling import call
from example_run import few_of_examples

pytestmark = pytest.mark.slow

README = Path(__file__).parents[1] / "README.vi.md"
TODAY = date(2024, 3, 14)
SKIPPED = ("--install-completion",)  # it changes the settings of a shell
PLACES = {
    r'"$env:OneDrive\CCHC"': "cchc",
    "BÁO-CÁO.xlsx": "bao-cao/2024/tuan-2024-W10.xlsx",
    "duong-dan/tep.xlsx": "tep.xlsx",
}
GIVEN = {
    "bsreform w": "bsreform weekly",
    "bsreform weekly --week ": "bsreform weekly --week 2024-W10",
}
"""What a reader puts in place of what is written, anywhere and for a command that is being typed."""


def commands() -> list[str]:
    """Every command of the code blocks and of the running text, once."""
    return list(dict.fromkeys(_commands()))


def _commands() -> Iterator[str]:
    text = README.read_text(encoding="utf-8")
    blocks = (line for block in re.findall(r"```\w*\n(.*?)```", text, re.DOTALL) for line in block.splitlines())
    typed = [line.strip() for line in blocks if line.startswith("bsreform ")]
    inline = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    typed = [*re.findall(r"`(bsreform [^`]*)`", inline), *typed]
    for command in (GIVEN.get(each, each).strip() for each in typed):
        if not any(word in command for word in SKIPPED):
            yield reduce(lambda told, given: told.replace(*given), PLACES.items(), command)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = few_of_examples(tmp_path_factory.mktemp("readme"))
    tracker = next((root / "theo-doi").rglob("*.xlsx"))
    shutil.copy(tracker, root / "tep.xlsx")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setattr(edges, "today", lambda: TODAY)
        patch.setattr(edges, "now", lambda: datetime(2024, 3, 14, 9, tzinfo=edges.VIETNAM))
        assert call("weekly", "--week", "2024-W10", "-q").code in (0, 1)
        yield root


def test_there_are_commands_to_run() -> None:
    named = {command.split()[1] for command in commands()}
    assert named >= {
        "init",
        "weekly",
        "monthly",
        "quarterly",
        "annual",
        "validate",
        "fix",
        "schedule",
        "remind",
        "issue",
    }


@pytest.mark.parametrize("command", commands())
def test_it_runs(place: Path, command: str) -> None:
    ended = call(*shlex.split(command)[1:])
    assert ended.code in (0, 1), ended.err.decode()


def test_the_files_that_it_shows_are_read(place: Path) -> None:
    calendar, duties = re.findall(r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    (place / "calendar.toml").write_text(calendar, encoding="utf-8")
    (place / "obligations.toml").write_text(duties, encoding="utf-8")
    ended = call("schedule", "--from", "01/6/2024", "--to", "30/6/2024", "--as-of", "14/3/2024")
    assert ended.code == 0, ended.err.decode()
    assert "bao-cao-chuyen-de" in ended.out.decode()
