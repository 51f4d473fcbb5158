"""`.bsreform/` lies in a shared folder, so it is input: whatever lies there, a run ends as if it were not there."""

import json
import os
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, strategies
from hypothesis import settings as examples

from bsreform.duties import last_letters
from bsreform.files.kept_files import FOLDER, mark
from bsreform.history import issued, kept_reports, snapshots
from bsreform.history.issued import Issued
from bsreform.model import SetAside
from calling import within
from history.test_kept_reports import earlier, made
from history.test_snapshots import seen
from issued_reports import issue_report

DAY = date(2024, 3, 8)
KINDS = ("weekly", "monthly", "annual", "tasks", "reminders", "issued")
REAL = {
    "weekly": lambda: json.loads(kept_reports.text(made())),
    "tasks": lambda: json.loads(seen(as_of=DAY).text),
    "issued": lambda: {
        "schema": 1,
        "report": "weekly",
        "period": "2024-W10",
        "as_of": DAY.isoformat(),
        "file": "a.xlsx",
        "mark": "0123abcd",
        "tasks": "",
        "number": "15/BC-VP",
        "on": DAY.isoformat(),
    },
    "reminders": lambda: {
        "schema": 2,
        "as_of": DAY.isoformat(),
        "at": "2024-03-08T09:00:00",
        "units": {"binh-an": "0123abcd"},
    },
}
LEAVES = strategies.one_of(
    strategies.none(),
    strategies.booleans(),
    strategies.integers(),
    strategies.integers(10**300, 10**300 + 9),
    strategies.floats(),
    strategies.text(max_size=20),
    strategies.sampled_from(["2024-02-31", "0001-01-01", "9999-12-31", "2024-03-08", "binh-an", "open"]),
)
ANYTHING = strategies.recursive(
    LEAVES,
    lambda inner: strategies.one_of(
        strategies.lists(inner, max_size=4), strategies.dictionaries(strategies.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=12,
)


@cache
def of(kind: str) -> tuple[object, list[tuple[object, ...]]]:
    """A real one, and every place in it."""
    real = REAL[kind]()
    return real, list(paths(real))


def lay(root: Path, kind: str, content: bytes, number: int = 1) -> Path:
    """A kept file whose name agrees with its content, issued, as somebody who means harm would write it."""
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    its_mark = mark(content.decode("utf-8", "surrogateescape"))
    path = folder / f"{kind}-{number:04}-{DAY.isoformat()}-{its_mark}.json"
    path.write_bytes(content)
    issue(root, kind, its_mark)
    return path


def issue(root: Path, kind: str, its_mark: str) -> None:
    """Let later runs look for what has this mark."""
    if kind == "tasks":
        issued.record(root, Issued("monthly", "2024-03", DAY, "a.xlsx", "0" * 8, its_mark, "", DAY))
    elif kind in ("weekly", "monthly", "annual"):
        period = {"weekly": "2024-W10", "monthly": "2024-03", "annual": "2024"}[kind]
        issued.record(root, Issued(kind, period, DAY, "a.xlsx", its_mark, "", "", DAY))


def look(root: Path) -> None:
    """Everything that a run reads of earlier ones."""
    for kind in ("weekly", "monthly"):
        earlier(root, "2024-W10", DAY, kind)
        earlier(root, "2024-W11", kind=kind)
    snapshots.previous(root, seen(as_of=date(2024, 4, 14)))
    list(last_letters._letters(root, DAY))
    list(issued.issues(root))


def paths(value, path=()):
    """Every place in a JSON value."""
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield from paths(each, (*path, key))


def changed(value, path, put):
    """The value with another one in that place."""
    if not path:
        return put
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = changed(copy[path[0]], path[1:], put)
    return copy


@pytest.mark.filterwarnings("ignore::bsreform.model.SetAside")
@pytest.mark.parametrize("kind", REAL)
@examples(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=strategies.data())
def test_nothing_in_a_kept_file_stops_a_run(tmp_path_factory, kind, data):
    root = tmp_path_factory.mktemp("kept")
    real, places = of(kind)
    place = data.draw(strategies.sampled_from(places))
    lay(root, kind, json.dumps(changed(real, place, data.draw(ANYTHING))).encode())
    look(root)


@pytest.mark.filterwarnings("ignore::bsreform.model.SetAside")
@examples(max_examples=25, suppress_health_check=list(HealthCheck))
@given(kind=strategies.sampled_from(KINDS), content=strategies.one_of(ANYTHING.map(json.dumps), strategies.text()))
def test_nor_does_any_other_content(tmp_path_factory, kind, content):
    root = tmp_path_factory.mktemp("kept")
    lay(root, kind, content.encode("utf-8", "surrogatepass"))
    look(root)


def _misfits(root: Path) -> set[str]:
    """Lays them, and gives the names of those that a weekly report comes to: all that say what was issued, the
    weekly reports of impossible days, and those that something issued names.
    """
    read = set()
    for kind in KINDS:
        folder = root / FOLDER
        folder.mkdir(exist_ok=True)
        before = {path.name for path in folder.iterdir()}
        for name in (f"{kind}-0001-2024-02-31-01234567.json", f"{kind}-0002-9999-99-99-01234567.json"):
            (folder / name).write_text("{}")
            read |= {name} if kind == "weekly" else set()
        (folder / f"{kind}-{'9' * 12}-2024-03-08-01234567.json").mkdir()
        os.mkfifo(folder / f"{kind}-0003-2024-03-08-01234567.json")
        (folder / f"{kind}-0004-2024-03-08-01234567.json").symlink_to("/dev/zero")
        read |= {path.name for path in folder.iterdir()} - before if kind == "issued" else set()
        laid = [
            lay(root, kind, b"[" * 1_000_000, 5),
            lay(root, kind, b'{"schema": 1, "as_of": ' + b"9" * 10_000 + b"}", 6),
            lay(root, kind, b'{"schema": 1, "units": ["a"], "period": 5}', 7),
        ]
        read |= {path.name for path in laid} if kind in ("issued", "weekly") else set()
    report = REAL["weekly"]()
    for number, (key, put) in enumerate([("units", []), ("figures", 5), ("open", {"a": 5}), ("sources", [])], start=20):
        lay(root, "weekly", json.dumps({**report, key: put}).encode(), number)
    return read


@pytest.mark.skipif(os.name == "nt", reason="no pipe can lie in a folder of Windows")
def test_every_misfit_is_told_in_one_line_and_counts_as_absent(tmp_path):
    issue_report(tmp_path, made())
    expected = earlier(tmp_path)
    misfits = _misfits(tmp_path)
    with pytest.warns(SetAside) as told:
        assert earlier(tmp_path) == expected != ()
    lines = [str(each.message) for each in told]
    assert all(FOLDER in line and "\n" not in line for line in lines)
    told_of = {line.split("/")[1].split(":")[0] for line in lines}
    assert told_of == misfits


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no pipe can lie in a folder of Windows")
@pytest.mark.parametrize(
    "command",
    [
        ("weekly", "--week", "2024-W11"),
        ("monthly", "--month", "2024-03"),
        ("quarterly", "--quarter", "2024-Q1"),
        ("annual", "--year", "2024"),
        ("remind", "--as-of", "2024-03-08"),
        ("status", "--as-of", "2024-03-08"),
    ],
    ids=lambda command: command[0],
)
def test_every_command_over_misfits_ends_as_without_them(tmp_path, command):
    clean, foul = tmp_path / "clean", tmp_path / "foul"
    for root in (clean, foul):
        (root / "ho-so").mkdir(parents=True)
        (root / "bsreform.toml").touch()
        (root / "ho-so" / "a.csv").write_text(
            "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái\n"
            "H48.53-240304-0001,UBND xã Bình Chánh,04/03/2024,20/03/2024,,Đang xử lý\n"
        )
        os.utime(root / "ho-so" / "a.csv", (1710500000, 1710500000))
    _misfits(foul)
    expected, ended = (within(root, *command, "--json") for root in (clean, foul))
    assert (ended.code, b"Traceback" in ended.err) == (expected.code, False), ended.err.decode()
    # An issue of a report that nobody finds any more still keeps its workbook from being replaced.
    told, without = json.loads(ended.out), json.loads(expected.out)
    for document in (told, without):
        document.pop("issued", None)
        document["file"] = str(document.get("file")).replace("-dieu-chinh-1", "")
    assert told == without
    assert 0 <= expected.code <= 1
