"""The cache: what is in it is right or not there at all, and it does not grow for ever."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bsreform.reading.guarded import cache

DAY = 86_400
TABLE = pa.table({"code": ["000.00.53.H48-240105-00001", None], "fee": ["1.000", ""]})


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BSREFORM_CACHE", str(tmp_path / "bộ nhớ đệm"))
    return cache.cache_dir()


def test_what_was_stored_is_loaded_again_with_its_notes() -> None:
    cache.store("k", TABLE, {"sheet": "Tháng 3", "rows": [1, 2]})

    assert cache.load("k") == (
        TABLE,
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


@pytest.mark.process
def test_every_module_that_reading_imports_is_part_of_the_version() -> None:
    """Else a change in one of them would leave old extracts in use."""
    script = (
        "import sys, bsreform.reading.extract\n"
        "print(*(m.__file__ for n, m in sys.modules.items() if n.split('.')[0] == 'bsreform'), sep='\\n')"
    )
    ours = {**os.environ, "PYTHONPATH": str(Path(cache.__file__).parents[3])}
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


def test_where_no_folder_can_be_made_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("BSREFORM_CACHE", str(tmp_path / "file" / "cache"))

    folder = cache.cache_dir()

    assert not cache.has("k", folder)
    assert cache.load("k") is None
    with pytest.raises(OSError, match="Not a directory"):
        cache.store("k", TABLE, {})


def test_no_flipped_bit_gives_another_extract(folder: Path) -> None:
    """Parquet's own checksums cover the values, not the notes, the names and the counts."""
    cache.store("k", TABLE, {"rows": [1, 2, 377]})
    path = cache.extract_path("k")
    content = path.read_bytes()
    right = cache.load("k")
    assert right is not None

    for place in range(len(content)):
        harmed = bytearray(content)
        harmed[place] ^= 1 << place % 8
        found = cache.unpack(BytesIO(harmed))
        assert found is None or (found[0].equals(right[0]) and found[1] == right[1])


def test_many_that_store_the_same_extract_at_once_never_show_half_of_it(folder: Path) -> None:
    table = pa.table({"code": [f"{n:06d}" for n in range(20_000)]})
    cache.store("k", table, {})

    def store_and_load(_: int) -> bool:
        cache.store("k", table, {})
        found = cache.load("k")
        return found is not None and found[0].num_rows == 20_000

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(store_and_load, range(64)))
    assert [path.name for path in folder.iterdir()] == ["k.parquet"]


def test_on_windows_an_extract_that_another_run_has_open_is_as_good(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.store("k", TABLE, {})

    def in_use(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use by another process")

    monkeypatch.setattr(Path, "replace", in_use)
    cache.store("k", TABLE, {})
    with pytest.raises(PermissionError):
        cache.store("another", TABLE, {})

    assert [path.name for path in cache.cache_dir().iterdir()] == ["k.parquet"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_the_cache_is_for_its_owner_only(folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
