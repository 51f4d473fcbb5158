"""The pool: whatever a file does to its worker, the other files are read and nothing is left running."""

import errno
import os
import stat
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

import exports
from bsreform.reading.guarded import cache, faults, looking, os_faults, pool, process
from bsreform.reading.guarded.pool import ReadingLimits
from bsreform.reading.guarded.process import Guarded
from bsreform.reading.guarded.results import FileResult
from bsreform.reading.notes import ONLY_ZEROS

pytestmark = pytest.mark.process
STUB = "stub_extract:extract"
POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")


@pytest.fixture(autouse=True)
def _environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BSREFORM_CACHE", str(tmp_path / "cache"))
    ours = [str(Path(__file__).parent), str(Path(pool.__file__).parents[3])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [*ours, os.environ.get("PYTHONPATH", "")])))


@pytest.fixture(autouse=True)
def _nothing_left_running() -> object:
    before = set(psutil.Process().children(recursive=True))
    yield
    assert set(psutil.Process().children(recursive=True)) <= before


def files(folder: Path, *orders: str) -> list[Path]:
    """One file per order to the stub, named 0.x, 1.x, …"""
    paths = [folder / f"{n}.x" for n in range(len(orders))]
    for path, order in zip(paths, orders, strict=True):
        path.write_text(order, encoding="utf-8")
    return paths


def read(paths: list[Path], limits: ReadingLimits | None = None, **options: object) -> list[FileResult]:
    return pool.read_files(paths, options, limits or ReadingLimits(workers=2), extractor=STUB, pause=no_wait)


def no_wait(seconds: float) -> None:
    """Tests do not wait for anybody to finish saving."""


def told(result: FileResult) -> str:
    """What a result comes down to: its fault, or its number of rows."""
    return result.fault or str(result.table.num_rows if result.table is not None else None)


def test_results_come_in_the_order_of_the_paths(tmp_path: Path) -> None:
    paths = files(tmp_path, "rows 1", "rows 20" + " " * 99, "rows 3")

    results = read(paths)

    assert [r.path for r in results] == paths
    assert [told(r) for r in results] == ["1", "20", "3"]
    assert all(r.sha256 and r.mtime for r in results)


def test_the_extractor_gets_the_options_and_the_unpacked_limit(tmp_path: Path) -> None:
    [result] = read(files(tmp_path, "rows 1"), ReadingLimits(max_unpacked_mb=7), layout="tracker")

    assert result.meta is not None
    assert result.meta["options"] == {"layout": "tracker", "max_unpacked_mb": 7}


def test_a_worker_does_without_pandas_and_numpy(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(exports.book(f"{exports.HEADER}\n| {exports.code(1)} | Bình An | 04/03/2024 | 11/03/2024 | | |"))
    options = {"layouts": ["dossier_export"], "headers": {}}

    [result] = pool.read_files([path], options, ReadingLimits(), extractor="stub_loaded:extract")

    assert told(result) == "1" and result.meta is not None
    assert (result.meta["opened"], result.meta["loaded"]) == (["S1"], [])


def test_an_unchanged_file_starts_no_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = files(tmp_path, "rows 1", "rows 2")
    first = read(paths)
    monkeypatch.setattr(sys, "executable", "/no/such/python")

    assert read(paths) == first


def test_a_changed_file_and_changed_options_are_read_again(tmp_path: Path) -> None:
    paths = files(tmp_path, "rows 1")
    read(paths)
    paths[0].write_text("rows 5", encoding="utf-8")

    [changed] = read(paths)
    [other] = read(paths, zone="x")

    assert told(changed) == "5"
    assert other.meta is not None
    assert other.meta["options"]["zone"] == "x"


def test_of_34_files_only_the_one_that_changed_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = files(tmp_path, *(f"rows {number}" for number in range(1, 35)))
    parsed: list[str] = []
    ask = Guarded.ask

    def counted(worker: Guarded, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        parsed.append(request["path"])
        return ask(worker, request, seconds)

    monkeypatch.setattr(Guarded, "ask", counted)
    read(paths)
    assert sorted(parsed) == sorted(map(str, paths))
    parsed.clear()
    paths[7].write_text("rows 99", encoding="utf-8")

    assert [told(result) for result in read(paths)] == ["99" if n == 8 else str(n) for n in range(1, 35)]
    assert parsed == [str(paths[7])]


def test_a_damaged_extract_is_rebuilt(tmp_path: Path) -> None:
    paths = files(tmp_path, "rows 4")
    read(paths)
    for extract in cache.cache_dir().iterdir():
        extract.write_bytes(b"PAR1")

    assert [told(r) for r in read(paths)] == ["4"]


@pytest.mark.parametrize("harm", ["no folder", "a file", "a folder of that name"])
def test_a_cache_that_takes_nothing_changes_no_result(
    harm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = files(tmp_path, "rows 4", "rows 2")
    read(paths)
    kept = list(cache.cache_dir().glob("*.extract"))
    for extract in kept:
        extract.unlink()
        if harm == "a folder of that name":
            (extract / "x").mkdir(parents=True)
    if harm in ("no folder", "a file"):
        (tmp_path / "file").touch()
        monkeypatch.setenv("BSREFORM_CACHE", str(tmp_path / "file" / ("x" if harm == "no folder" else "")))

    assert [told(r) for r in read(paths)] == ["4", "2"]


def test_without_room_for_temporary_files_all_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(**_: object) -> object:
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.setattr(tempfile, "TemporaryFile", no_room)

    assert [told(r) for r in read(files(tmp_path, "rows 4", "die panicked"))] == ["4", "damaged_file"]


def test_what_must_not_be_kept_never_touches_the_disk(tmp_path: Path) -> None:
    paths = files(tmp_path, "rows 4")

    with pool.start(paths, {}, ReadingLimits(), extractor=STUB, keep=False) as reading:
        assert [told(r) for r in reading.results()] == ["4"]

    assert list(cache.cache_dir().iterdir()) == []


PASSING = [
    "fault unreadable_file",
    "fault not_synced_file",
    "raise MemoryError",
    "die memory allocation of 9 bytes failed",
]
if os.name != "nt":
    PASSING.append("vanish")  # as when the kernel runs out of memory


def test_a_fault_of_the_content_is_remembered_and_one_that_may_pass_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lasting = files(tmp_path, "fault encrypted_file", "raise KeyError")
    first = read(lasting)
    assert (first[0].fault, first[0].detail, first[0].table) == ("encrypted_file", "clue", None)
    (tmp_path / "passing").mkdir()
    read(files(tmp_path / "passing", *PASSING), ReadingLimits(workers=1))
    assert len(list(cache.cache_dir().iterdir())) == len(lasting)
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    assert read(lasting) == first
    with pytest.raises(OSError):
        read(lasting, ReadingLimits(seconds=7))  # other limits, other faults


def test_that_a_file_is_all_zeros_lies_in_its_content() -> None:
    assert faults.is_lasting("not_synced_file", ONLY_ZEROS)
    assert not faults.is_lasting("not_synced_file", "placeholder")


@pytest.mark.parametrize(("computed", "remembered"), [(61.0, 1), (59.0, 0)])
def test_a_time_limit_is_remembered_only_where_the_file_has_really_used_it(
    computed: float, remembered: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = files(tmp_path, "sleep")
    looks: list[float] = []
    begun = paths[0].with_suffix(".asleep")
    clock = SimpleNamespace(monotonic=lambda: 121.0 if begun.exists() and len(looks) > 1 else 0.0)
    monkeypatch.setattr(process, "time", clock)
    monkeypatch.setattr(process, "_taken", lambda _: (0, looks.append(0.0) or (computed if len(looks) > 1 else 0.0)))

    assert read(paths, ReadingLimits(seconds=120))[0].detail == "time limit"
    assert len(list(cache.cache_dir().iterdir())) == remembered


HARM = {
    "raise KeyError": "damaged_file",
    "raise BaseException": "damaged_file",
    "raise MemoryError": "oversized_file",
    "die thread 'main' panicked at index out of bounds": "damaged_file",
    "die memory allocation of 549755813888 bytes failed": "oversized_file",
    "die terminate called after throwing an instance of 'std::bad_alloc'": "oversized_file",
    **({} if os.name == "nt" else {"vanish": "oversized_file"}),
}


def test_a_file_that_fails_or_kills_its_worker_harms_no_other(tmp_path: Path) -> None:
    between = [order for number, harm in enumerate(HARM, 1) for order in (harm, f"rows {number}")]
    in_turn = [order.ljust(500 - 10 * number) for number, order in enumerate(between)]  # the largest is read first

    results = read(files(tmp_path, *in_turn), ReadingLimits(workers=1))

    assert {order: told(result) for order, result in zip(between, results, strict=True)} == {
        **HARM,
        **{f"rows {number}": str(number) for number in range(1, len(HARM) + 1)},
    }


def test_details_never_quote_a_cell_and_nothing_reaches_the_screen(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    results = read(files(tmp_path, "raise KeyError", "die panicked at 'ô mật'", "print"))

    assert not any("mật" in r.detail for r in results)
    assert results[0].detail == "KeyError"
    assert told(results[2]) == "0"
    assert capfd.readouterr() == ("", "")


def test_earlier_words_of_a_worker_are_not_blamed_on_a_later_file(tmp_path: Path) -> None:
    paths = files(tmp_path, "print memory allocation of 1 byte" + " " * 99, "die panicked")

    assert [told(r) for r in read(paths, ReadingLimits(workers=1))] == ["0", "damaged_file"]


def test_a_file_that_never_ends_is_oversized_when_its_time_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a clock that stands still until the file is being read; then its time is over."""
    paths = files(tmp_path, "sleep" + " " * 50, "rows 2")
    clock = SimpleNamespace(monotonic=lambda: 121.0 if paths[0].with_suffix(".asleep").exists() else 0.0)
    monkeypatch.setattr(process, "time", clock)

    results = read(paths, ReadingLimits(seconds=120, workers=1))

    assert [told(r) for r in results] == ["oversized_file", "2"]
    assert results[0].detail == "time limit"


@pytest.mark.parametrize("megabytes", ["400", pytest.param("90000", marks=POSIX)])
def test_a_file_that_takes_too_much_memory_is_oversized(megabytes: str, tmp_path: Path) -> None:
    """The watchdog sees the one; the system gives no room for the other."""
    paths = files(tmp_path, f"allocate {megabytes}", "rows 2")

    results = read(paths, ReadingLimits(memory_mb=300, workers=1))

    assert [told(r) for r in results] == ["oversized_file", "2"]


def test_a_file_that_changes_while_it_is_read_is_read_again(tmp_path: Path) -> None:
    paths = files(tmp_path, "change")
    before = paths[0].read_bytes()

    [result] = read(paths)

    assert told(result) == "2"
    assert before != paths[0].read_bytes()
    assert [told(r) for r in read(paths)] == ["2"]


def test_too_large_on_disk_missing_and_a_folder_that_has_too_many(tmp_path: Path) -> None:
    large = tmp_path / "large.xlsx"
    with large.open("wb") as file:
        file.truncate(3 * 1024**2)

    results = read([large, tmp_path / "gone.xlsx", tmp_path], ReadingLimits(max_unpacked_mb=2))

    assert [r.fault for r in results] == ["oversized_file", "unreadable_file", "oversized_file"]


@pytest.mark.parametrize(
    ("problem", "fault"),
    [
        (OSError(errno.EINVAL, "Invalid argument"), "not_synced_file"),
        (PermissionError(errno.EACCES, "Permission denied"), "unreadable_file"),
        (OSError(errno.EIO, "Input/output error"), "unreadable_file"),
    ],
)
def test_what_the_system_says_becomes_a_fault(
    problem: OSError, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise problem

    paths = files(tmp_path, "rows 1")
    monkeypatch.setattr(looking, "open_plain", refuse)

    assert [r.fault for r in read(paths)] == [fault]


@pytest.mark.parametrize("attributes", [0x400000, 0x1000, 0x401020])
def test_a_placeholder_is_known_by_its_attributes_and_not_opened(
    attributes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = files(tmp_path, "rows 1")
    seen = SimpleNamespace(st_file_attributes=attributes, st_size=9, st_mtime=0.0, st_mode=stat.S_IFREG)
    monkeypatch.setattr(Path, "stat", lambda self: seen)
    monkeypatch.setattr(looking, "open_plain", None)

    assert [(r.fault, r.detail) for r in read(paths)] == [("not_synced_file", "placeholder")]


@pytest.mark.parametrize(
    ("number", "fault"), [(361, "unreadable_file"), (362, "not_synced_file"), (426, "not_synced_file")]
)
def test_cloud_errors_of_windows_mean_not_synced(number: int, fault: str) -> None:
    problem = OSError("The cloud operation is invalid.")
    problem.winerror = number  # type: ignore[attr-defined, unused-ignore]

    assert os_faults.os_fault(problem) == fault


def test_each_path_is_told_once_as_it_is_done(tmp_path: Path) -> None:
    paths = files(tmp_path, "rows 1", "rows 2", "fault empty_file", "die")
    done: list[Path] = []

    pool.read_files(
        [*paths, tmp_path / "gone"], {}, ReadingLimits(), on_done=done.append, extractor=STUB, pause=no_wait
    )

    assert sorted(done) == sorted([*paths, tmp_path / "gone"])


def test_a_broken_caller_is_heard_of(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        pool.read_files(files(tmp_path, "rows 1"), {}, ReadingLimits(), on_done=fail, extractor=STUB)


def test_leaving_early_stops_the_workers(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), pool.start(files(tmp_path, "sleep"), {}, ReadingLimits(), extractor=STUB):
        raise KeyboardInterrupt  # and `_nothing_left_running`


@POSIX
def test_workers_die_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    """The worker holds a pipe while it is at its file; that the pipe ends proves that the worker has."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    [path] = files(tmp_path, f"hold {pipe}")
    script = f"""
import pathlib
from bsreform.reading.guarded import pool
pool.read_files([pathlib.Path({str(path)!r})], {{}}, pool.ReadingLimits(), extractor={STUB!r})
"""
    with subprocess.Popen([sys.executable, "-c", script]) as parent, pipe.open("rb") as worker:
        parent.kill()
        assert worker.read() == b""


def test_a_module_in_the_current_folder_is_never_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('imported')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert [told(r) for r in read(files(tmp_path, "rows 1"))] == ["1"]


def test_no_thread_is_left_after_reading(tmp_path: Path) -> None:
    before = set(threading.enumerate())

    read(files(tmp_path, "rows 1", "rows 2", "rows 3"))

    for thread in set(threading.enumerate()) - before:
        thread.join()  # the watchdog sees at its next look that nobody is left; else this test never ends
