"""Completion in the shell: installed in Vietnamese, and with the values that people would have to look up."""

from datetime import date
from pathlib import Path

import pytest
import shellingham

from bsreform.commands import completions, edges
from calling import call
from test_cli import process, run  # noqa: F401 - `run` is a fixture


@pytest.fixture(autouse=True)
def _in_march(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edges, "today", lambda: date(2024, 3, 8))


def test_periods_are_offered_latest_first() -> None:
    assert completions.weeks()[:3] == ["2024-W10", "2024-W09", "2024-W08"]
    assert completions.months()[:3] == ["2024-02", "2024-01", "2023-12"]
    assert completions.quarters()[:2] == ["2023-Q4", "2023-Q3"]
    assert completions.years() == ["2023", "2022", "2021"]
    assert completions.kinds() == ["tracker", "procedures", "digital-team", "units", "no-work"]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("bsreform wee", ["weekly"]),
        ("bsreform validate --form", ["--format"]),
        ("bsreform validate --format ", ["text", "json", "csv", "xlsx"]),
        ("bsreform template dig", ["digital-team"]),
        ("bsreform weekly --do", ["--docx"]),
        ("bsreform explain unknown_", ["unknown_quarter", "unknown_status", "unknown_unit"]),
        ("bsreform explain weekly --indicator full_d", ["full_digitisation_rate"]),
        ("bsreform explain weekly --unit binh-cha", ["binh-chanh", "binh-chau"]),
    ],
)
def test_bash_gets_the_words(line: str, offered: list[str]) -> None:
    words = line.split(" ")
    asked = {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1), "_BSREFORM_COMPLETE": "complete_bash"}
    assert call(**asked).out.decode().split() == offered


@pytest.mark.process
@pytest.mark.parametrize("shell", ["powershell", "zsh"])
def test_other_shells_get_them_with_their_meaning_whatever_the_code_page(shell: str) -> None:
    asked = {"_TYPER_COMPLETE_ARGS": "bsreform wee", "_TYPER_COMPLETE_WORD_TO_COMPLETE": "wee"}
    told = process("-m", "bsreform", _BSREFORM_COMPLETE=f"complete_{shell}", PYTHONIOENCODING="cp1252", **asked)
    assert "weekly" in told.stdout.decode() and "Lập báo cáo tuần" in told.stdout.decode()


def shell_is(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shellingham, "detect_shell", lambda: (name, name))


def test_it_is_installed_and_said_so_in_vietnamese(
    run,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shell_is("bash", monkeypatch)
    monkeypatch.setenv("HOME", str(tmp_path))
    told = run("--install-completion")
    assert told.code == 0 and told.out.startswith("Đã cài gợi ý lệnh cho bash")
    assert "_BSREFORM_COMPLETE" in (tmp_path / ".bash_completions" / "bsreform.sh").read_text()


def test_powershell_gets_a_line_to_paste(run, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    shell_is("powershell", monkeypatch)
    assert "Add-Content $PROFILE" in run("--install-completion").out
    assert "Register-ArgumentCompleter" in run("--show-completion").out


def test_a_shell_without_completion_is_refused(run, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    shell_is("cmd", monkeypatch)
    for option in ("--install-completion", "--show-completion"):
        told = run(option)
        assert (told.code, told.out) == (2, "") and "PowerShell, bash, zsh, fish" in told.err
