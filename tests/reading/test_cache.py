"""The cache: what is in it is right or not there at all, and it does not grow for ever."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bsreform.files.own_folder import own_root
from bsreform.reading.guarded import cache
from bsreform.reading.guarded.pool import ReadingLimits, read_files
from calling import call
from hostile import good

DAY = 86_400
POSIX = pytest.mark.skipif(os.name == "nt", reason="rights, links and pipes of POSIX")
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
    cache.store("k", TABLE, {"rows": [1, 2, 377]})
    path = cache.extract_path("k")
    content = path.read_bytes()
    assert cache.load("k") is not None

    for place in range(len(content)):
        harmed = bytearray(content)
        harmed[place] ^= 1 << place % 8
        path.write_bytes(harmed)
        assert cache.load("k") is None


def test_many_that_store_the_same_extract_at_once_never_show_half_of_it(folder: Path) -> None:
    table = pa.table({"code": [f"{n:06d}" for n in range(20_000)]})
    cache.store("k", table, {})

    def store_and_load(_: int) -> bool:
        cache.store("k", table, {})
        found = cache.load("k")
        return found is not None and found[0].num_rows == 20_000

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(store_and_load, range(64)))
    assert [path.name for path in folder.iterdir()] == ["k.extract"]


def test_on_windows_an_extract_that_another_run_has_open_is_as_good(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.store("k", TABLE, {})

    def in_use(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use by another process")

    monkeypatch.setattr(Path, "replace", in_use)
    cache.store("k", TABLE, {})
    with pytest.raises(PermissionError):
        cache.store("another", TABLE, {})

    assert [path.name for path in cache.cache_dir().iterdir()] == ["k.extract"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_the_cache_is_for_its_owner_only(folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


# --- what others may lay there -----------------------------------------------------------------------


def by_hand(table: pa.Table, notes: bytes) -> bytes:
    """An extract as somebody would make it who knows its form, but not the key."""
    content, noting = pa.BufferOutputStream(), table.replace_schema_metadata({cache.META: notes})
    with pa.ipc.new_stream(content, noting.schema) as stream:
        stream.write_table(noting)
    return cache.SIGN + bytes(32) + bytes(content.getvalue())


@pytest.mark.parametrize(
    "content",
    [
        by_hand(TABLE, b"{}"),
        by_hand(TABLE, b"[" * 100_000),
        by_hand(pa.table({"code": [5]}), b'{"sheets": 5}'),
        by_hand(pa.table({"code": pa.array([None] * 2_000_000, pa.string())}), b"{}"),
    ],
    ids=["plain", "deep", "types", "rows"],
)
def test_an_extract_that_we_did_not_write_is_none(content: bytes, folder: Path) -> None:
    cache.extract_path("k").write_bytes(content)
    assert cache.load("k") is None


def test_an_extract_under_another_name_is_none(folder: Path) -> None:
    cache.store("k", TABLE, {})
    cache.extract_path("k").rename(cache.extract_path("other"))
    assert cache.load("other") is None


@POSIX
def test_a_pipe_or_a_link_in_place_of_an_extract_is_none(folder: Path, tmp_path: Path) -> None:
    cache.store("k", TABLE, {})
    cache.extract_path("k").rename(tmp_path / "elsewhere")
    cache.extract_path("k").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(cache.extract_path("pipe"))
    assert cache.load("k") is cache.load("pipe") is None


@POSIX
def test_the_folder_is_this_users_alone(folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o777)
    cache.store("k", TABLE, {})
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@POSIX
def test_nothing_goes_through_a_link(tmp_path: Path, folder: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder.rmdir()
    folder.symlink_to(elsewhere)
    with pytest.raises(PermissionError):
        cache.store("k", TABLE, {})
    assert (list(elsewhere.iterdir()), cache.load("k")) == ([], None)


def test_a_cache_among_the_inputs_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ho-so").mkdir()
    (tmp_path / "ho-so" / "a.csv").write_bytes(good.csv())
    (tmp_path / "bsreform.toml").touch()
    monkeypatch.setenv("BSREFORM_CACHE", str(tmp_path / "ho-so" / "x"))
    ended = call("weekly", "--week", "2024-W10", "-w", tmp_path)
    assert (ended.code, len(ended.err.splitlines())) == (2, 1), ended.err.decode()
    assert [path.name for path in (tmp_path / "ho-so").iterdir()] == ["a.csv"]


def test_a_relative_name_means_the_same_folder_to_the_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BSREFORM_CACHE", "x")
    assert own_root() == Path.cwd() / "x" / "bsreform"


@POSIX
def test_another_users_folder_is_not_trusted_without_a_key(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.store("k", TABLE, {})
    monkeypatch.setattr(os, "getuid", lambda: 12_345)
    assert cache.load("k") is None
    monkeypatch.setenv(cache.KEY_VARIABLE, "of all machines")
    cache.store("k", TABLE, {})
    assert cache.load("k") is not None
    monkeypatch.setenv(cache.KEY_VARIABLE, "of others")
    assert cache.load("k") is None


def test_work_of_others_in_the_named_folder_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BSREFORM_CACHE", str(tmp_path))
    theirs = [tmp_path / name for name in ("số liệu.parquet", f"{'a' * 40}.parquet", "x.tmp", "k.extract")]
    for path in theirs:
        path.write_text("x")
        os.utime(path, (0, 0))
    cache.store("k", TABLE, {})
    assert all(path.read_text() == "x" for path in theirs)


@pytest.mark.parametrize(
    ("table", "notes"),
    [
        (pa.table({}), {"sheets": [], "facts": [], "unread": []}),
        (pa.table({"sheet": [7]}), {"sheets": [], "facts": [], "unread": []}),
        (pa.table({"sheet": [0]}), {"sheets": [["x"]], "facts": [], "unread": []}),
        (pa.table({"sheet": [0]}), {"sheets": {}, "facts": 5}),
    ],
)
def test_a_signed_extract_of_another_shape_is_read_anew(tmp_path, table, notes):
    path = tmp_path / "a.csv"
    path.write_bytes(good.csv())
    options = {"layouts": ["dossier_export"], "headers": {}}
    [first] = read_files([path], options, ReadingLimits())
    cache.store(cache.key(first.sha256, options), table, notes)
    [again] = read_files([path], options, ReadingLimits())
    assert again.table.equals(first.table)
