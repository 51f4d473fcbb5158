"""The cache: what is in it is right or not there at all, and it does not grow for ever."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bsreform.reading import cache

DAY = 86_400
TABLE = pa.table({"code": ["000.00.53.H48-240105-00001", None], "fee": ["1.000", ""]})


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BSREFORM_CACHE", str(tmp_path / "bộ nhớ đệm"))
    return cache.cache_dir()


def test_what_was_stored_is_loaded_again_with_its_notes() -> None:
    cache.store("k", TABLE, {"sheet": "Tháng 3", "rows": [1, 2]})

    assert cache.load("k") == (
        TABLE.replace_schema_metadata({cache.META: b'{"sheet": "Th\\u00e1ng 3", "rows": [1, 2]}'}),
        {"sheet": "Tháng 3", "rows": [1, 2]},
    )


def test_only_the_wanted_columns_are_loaded_and_absent_ones_are_no_error() -> None:
    cache.store("k", TABLE, {})

    loaded = cache.load("k", ["fee", "channel"])

    assert loaded is not None
    assert loaded[0].column_names == ["fee"]


def test_an_extract_that_is_not_there_is_none() -> None:
    assert cache.load("k") is None


@pytest.mark.parametrize("harm", ["empty", "truncated", "flipped", "foreign"])
def test_a_damaged_extract_is_none(harm: str, folder: Path) -> None:
    table = pa.table({"code": [f"{n:06d}" for n in range(5000)]})
    cache.store("k", table, {})
    path = cache.extract_path("k")
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0xFF
    harmed = {
        "empty": b"",
        "truncated": content[:-100],
        "flipped": content,
        "foreign": b"PAR1 no, not really",
    }
    path.write_bytes(harmed[harm])

    assert cache.load("k") is None


def test_a_parquet_file_without_our_notes_is_none(folder: Path) -> None:
    pq.write_table(TABLE, cache.extract_path("k"))

    assert cache.load("k") is None


def test_storing_leaves_no_draft_behind_even_when_it_fails(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)

    with pytest.raises(OSError, match="No space left"):
        cache.store("k", TABLE, {})
    assert list(folder.iterdir()) == []


def test_the_key_depends_on_content_options_and_reading_code(monkeypatch: pytest.MonkeyPatch) -> None:
    key = cache.key("aa", {"x": 1, "y": 2})

    assert key == cache.key("aa", {"y": 2, "x": 1})
    assert key != cache.key("ab", {"x": 1, "y": 2})
    assert key != cache.key("aa", {"x": 1, "y": 3})
    monkeypatch.setattr(cache, "reading_version", lambda: "another")
    assert key != cache.key("aa", {"x": 1, "y": 2})


def test_the_reading_version_changes_with_the_decoders(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.reading_version()
    monkeypatch.setattr("importlib.metadata.version", lambda name: "99")
    cache.reading_version.cache_clear()
    try:
        assert cache.reading_version() != before
    finally:
        cache.reading_version.cache_clear()


def test_every_module_that_reading_imports_is_part_of_the_version() -> None:
    """Else a change in one of them would leave old extracts in use."""
    script = (
        "import sys, bsreform.reading.extract\n"
        "print(*(m.__file__ for n, m in sys.modules.items() if n.split('.')[0] == 'bsreform'), sep='\\n')"
    )
    ours = {**os.environ, "PYTHONPATH": str(Path(cache.__file__).parents[2])}
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=ours, check=True)

    assert {Path(line) for line in run.stdout.split("\n") if line} <= set(cache.sources())


def test_extracts_unused_for_sixty_days_go_and_a_use_renews(folder: Path) -> None:
    cache.store("used", TABLE, {})
    cache.store("unused", TABLE, {})
    long_ago = cache.extract_path("used").stat().st_mtime - 61 * DAY
    for name in ("used", "unused"):
        os.utime(cache.extract_path(name), (long_ago, long_ago))

    cache.load("used")
    cache.store("new", TABLE, {})

    assert sorted(path.stem for path in folder.iterdir()) == ["new", "used"]


def test_beyond_the_total_size_the_oldest_go_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for age, name in enumerate(["newest", "middle", "oldest"]):
        path = cache.extract_path(name)
        path.write_bytes(b"x" * 100)
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    monkeypatch.setattr(cache, "KEEP_BYTES", 250)

    cache.prune(folder, now=1_000_000)

    assert sorted(path.stem for path in folder.iterdir()) == ["middle", "newest"]


def test_files_of_others_are_never_removed(folder: Path) -> None:
    other = folder / "ghi chú.txt"
    other.write_text("x", encoding="utf-8")

    cache.prune(folder, now=other.stat().st_mtime + 1000 * DAY)

    assert other.exists()


def test_a_folder_that_cannot_be_made_gives_way_to_a_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("BSREFORM_CACHE", str(tmp_path / "file" / "cache"))

    folder = cache.cache_dir()

    assert folder.is_dir()
    assert tmp_path not in folder.parents
    assert folder == cache.cache_dir()


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_the_cache_is_for_its_owner_only(folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
