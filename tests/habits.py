"""Files as offices lay them down, and what a run says of them."""

import json
from pathlib import Path

import pytest

from bsreform.files.plain_file import open_plain
from bsreform.reading.guarded import looking
from test_cli import FRIDAY_8, HEADER, W10, Run

TRACKER = "STT;Nội dung nhiệm vụ;Đơn vị chủ trì;Thời hạn hoàn thành;Trạng thái"
TASK = "{};Rà soát thủ tục số {};Phòng Nội vụ;25/03/2024;{}"


def export(path: Path, *rows: str) -> Path:
    return sheet(path, FRIDAY_8, HEADER, *rows)


def sheet(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return path


def tracker(path: Path, *states: str) -> Path:
    return sheet(path, TRACKER, *(TASK.format(n, n, state) for n, state in enumerate(states, 1)))


def problems(run: Run, place: Path, rule: str, *paths: Path) -> list[tuple[str, str]]:
    """(file, message) of all problems of the rule."""
    told = json.loads(run("validate", "--format", "json", "-w", place, *paths).out)
    return [(each["file"], each["message"]) for each in told["problems"] if each["rule"] == rule]


def rows(run: Run, place: Path) -> dict[str, int]:
    counts: dict[str, int] = json.loads(run(*W10, "--json", "-w", place).out)["rows"]
    return counts


def deny(monkeypatch: pytest.MonkeyPatch, name: str, problem: OSError) -> None:
    """Opening any file of that name fails, in this process: there the file is hashed before a worker gets it."""

    def refuse(path: Path):
        if path.name == name:
            raise problem
        return open_plain(path)

    monkeypatch.setattr(looking, "open_plain", refuse)
