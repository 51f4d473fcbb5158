"""Saving: whole or not at all, beside a workbook that is open, and never a leftover."""

import errno
import os
from pathlib import Path

import pytest

from bsreform.files.safe import CannotWrite, save


def writes(content: bytes):
    return lambda path: path.write_bytes(content)


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Names of files that are open in Excel: they can be read but not replaced."""
    names: set[str] = set()
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        if Path(target).name in names:
            raise PermissionError(errno.EACCES, "in use")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    return names


def test_folders_are_made_and_nothing_but_the_file_is_left(tmp_path: Path) -> None:
    target = tmp_path / "bao-cao" / "2024" / "a.xlsx"
    assert save(target, writes(b"1")) == target
    assert [path.name for path in target.parent.iterdir()] == ["a.xlsx"]


def test_a_draft_is_on_the_disk_before_it_takes_the_place_of_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")
    seen: list[tuple[int, bytes]] = []
    monkeypatch.setattr(os, "fsync", lambda handle: seen.append((os.fstat(handle).st_size, target.read_bytes())))
    save(target, writes(b"newer"))
    assert (seen, target.read_bytes()) == ([(5, b"old")], b"newer")


def test_an_identical_file_is_left_untouched(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"1")
    os.utime(target, (1, 1))
    assert save(target, writes(b"1")) == target
    assert target.stat().st_mtime == 1


def test_a_locked_target_gets_a_numbered_file_beside_it(tmp_path: Path, locked: set[str]) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")
    (tmp_path / "a (2).xlsx").write_bytes(b"mine")
    locked.add("a.xlsx")
    assert save(target, writes(b"new")) == tmp_path / "a (3).xlsx"
    assert target.read_bytes() == b"old" and (tmp_path / "a (2).xlsx").read_bytes() == b"mine"
    assert save(target, writes(b"new")) == tmp_path / "a (3).xlsx"


def test_a_full_disk_is_said_in_vietnamese_and_leaves_nothing(tmp_path: Path) -> None:
    def full(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "no space")

    with pytest.raises(CannotWrite, match="ổ đĩa đã đầy"):
        save(tmp_path / "a.xlsx", full)
    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_the_writer_itself_leaves_nothing_either(tmp_path: Path) -> None:
    def wrong(path: Path) -> None:
        path.write_bytes(b"half")
        raise AssertionError

    with pytest.raises(AssertionError):
        save(tmp_path / "a.xlsx", wrong)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "bao-cao").write_bytes(b"")
    with pytest.raises(CannotWrite, match="không phải thư mục"):
        save(tmp_path / "bao-cao" / "a.xlsx", writes(b"1"))


def test_a_folder_of_that_name_is_written_beside(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    assert save(tmp_path / "a.xlsx", writes(b"1")) == tmp_path / "a (2).xlsx"
