"""What a sync client and programs that save do while we read: the pool waits once, and never mixes two contents."""

import errno
import os
from pathlib import Path

import pytest

from bsreform.reading.guarded import cache, looking, os_faults, pool
from bsreform.reading.guarded.pool import ReadingLimits
from reading.test_pool import POSIX, STUB, _environment, files, read, told  # noqa: F401

pytestmark = pytest.mark.process


def test_rows_go_under_the_hash_of_the_bytes_that_were_read(tmp_path: Path) -> None:
    """Replaced and put back while it was read: the file has its old hash, the rows are of another content."""
    [result] = read(files(tmp_path, "restored"))

    assert (told(result), result.sha256) == ("1", "of the content that was there for a moment")


def test_an_extract_of_another_content_is_not_taken(tmp_path: Path) -> None:
    paths = files(tmp_path, "rows 4")
    [first] = read(paths)
    [extract] = cache.cache_dir().glob("*.extract")
    assert first.table is not None
    cache.store(extract.stem, first.table.slice(0, 1), {"sha256": "0" * 64})

    assert [told(r) for r in read(paths)] == ["4"]


@pytest.mark.parametrize("clue", ["FileNotFoundError", "PermissionError"])
def test_a_file_that_is_being_saved_is_read_a_moment_later(clue: str, tmp_path: Path) -> None:
    waited: list[float] = []
    paths = files(tmp_path, f"busy {clue}", "rows 3")

    results = pool.read_files(paths, {}, ReadingLimits(workers=2), extractor=STUB, pause=waited.append)

    assert [told(r) for r in results] == ["0", "3"]
    assert waited == [pool.GAP]


def test_a_file_missing_for_an_instant_is_found_at_the_second_look(tmp_path: Path) -> None:
    path = tmp_path / "0.x"

    results = pool.read_files(
        [path], {}, ReadingLimits(), extractor=STUB, pause=lambda _: path.write_text("rows 2", encoding="utf-8")
    )

    assert [told(r) for r in results] == ["2"]


def test_what_is_missing_for_good_is_waited_for_once_for_all_files(tmp_path: Path) -> None:
    waited: list[float] = []

    results = pool.read_files(
        [tmp_path / "a", tmp_path / "b"], {}, ReadingLimits(), extractor=STUB, pause=waited.append
    )

    assert [(r.fault, r.detail) for r in results] == [("unreadable_file", "FileNotFoundError")] * 2
    assert waited == [pool.GAP]


def test_a_locked_file_names_its_holder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [path] = files(tmp_path, "rows 1")
    path.with_name(".~lock.0.x#").write_text(",Nguyễn Văn A,MAY01,,;", encoding="utf-8")

    def refuse(_: Path) -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(looking, "open_plain", refuse)

    [result] = read([path])

    assert (result.fault, result.detail) == ("unreadable_file", "PermissionError|Nguyễn Văn A")


@POSIX
def test_a_pipe_or_device_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "null.xlsx").symlink_to("/dev/zero")

    results = read([tmp_path / "pipe.xlsx", tmp_path / "null.xlsx"])

    assert [(r.fault, r.detail) for r in results] == [("unsupported_file", "not a file")] * 2


def test_windows_says_not_found_of_a_path_that_is_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os_faults, "LONGEST_PATH", 259)
    short, long = tmp_path / "a.xlsx", tmp_path / ("a" * 200) / ("b" * 200)

    assert [r.detail for r in read([short, long])] == ["FileNotFoundError", "long path"]
