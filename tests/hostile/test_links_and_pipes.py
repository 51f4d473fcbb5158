"""Links that lead away, loops, and what is no file at all, in place of any file that a run opens: refused at once."""

import json
import os
import socket
from pathlib import Path

import pytest

from bsreform.files import folders
from bsreform.files.folders import input_files
from bsreform.files.plain_file import open_plain, read_plain
from calling import within

if os.name == "nt":
    pytest.skip("pipes and links of POSIX", allow_module_level=True)

ROWS = (
    "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái\n"
    "H48.53-240304-0001,UBND xã Bình Chánh,04/03/2024,20/03/2024,,Đang xử lý\n"
)
WEEKLY = ("weekly", "--week", "2024-W10", "--json")


def workspace(root: Path) -> Path:
    """One good export, saved after the week."""
    (root / "ho-so").mkdir(parents=True)
    (root / "bsreform.toml").touch()
    (root / "ho-so" / "a.csv").write_text(ROWS, encoding="utf-8")
    os.utime(root / "ho-so" / "a.csv", (1710500000, 1710500000))
    return root


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder that is none of the workspace's, with a good export."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "theirs.csv").write_text(ROWS.replace("0001", "0002"), encoding="utf-8")
    return folder


def make(kind: str, path: Path) -> None:
    """Something that is no file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        socket.socket(socket.AF_UNIX).bind(os.path.relpath(path))


def told(root: Path) -> dict[str, str]:
    """File → rule of what could not be read; the run is in time and without a traceback."""
    ended = within(root, *WEEKLY)
    assert b"Traceback" not in ended.err
    document = json.loads(ended.out)
    assert document["rows"]["used"] == 1
    return {source["path"]: source["fault"] for source in document["sources"] if source["fault"]}


def test_links_that_leave_the_workspace_are_told_once_and_not_followed(tmp_path: Path, outside: Path) -> None:
    root = workspace(tmp_path / "w")
    (root / "ho-so" / "etc").symlink_to("/etc")
    (root / "ho-so" / "all").symlink_to("/")
    (root / "ho-so" / "folder").symlink_to(outside)
    (root / "ho-so" / "file.csv").symlink_to(outside / "theirs.csv")
    (root / "ho-so" / "back").symlink_to(root)
    (root / "ho-so" / "again").symlink_to(root / "ho-so")
    assert told(root) == {f"ho-so/{name}": "unsupported_file" for name in ("etc", "all", "folder", "file.csv")}


def test_a_folder_of_inputs_that_is_itself_a_link_outside_is_not_followed(tmp_path: Path, outside: Path) -> None:
    root = workspace(tmp_path / "w")
    (root / "nhiem-vu").symlink_to(outside)
    assert input_files(root / "nhiem-vu", root) == (root / "nhiem-vu",)


def test_a_link_within_the_workspace_is_followed_once(tmp_path: Path) -> None:
    root = workspace(tmp_path / "w")
    (root / "elsewhere").mkdir()
    (root / "elsewhere" / "b.csv").touch()
    for name in ("one", "two"):
        (root / "ho-so" / name).symlink_to(root / "elsewhere")
    listed = [path.name for path in input_files(root / "ho-so", root)]
    assert sorted(listed) == ["a.csv", "b.csv"]


def test_what_lies_too_deep_or_is_too_much_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = workspace(tmp_path / "w")
    monkeypatch.setattr(folders, "MOST_DEPTH", 2)
    monkeypatch.setattr(folders, "MOST_FILES", 3)
    deep = root / "ho-so" / "1" / "2" / "3" / "4"
    deep.mkdir(parents=True)
    (deep / "x.csv").touch()
    assert input_files(root / "ho-so", root) == (root / "ho-so" / "1" / "2" / "3", root / "ho-so" / "a.csv")
    for number in range(9):
        (root / "theo-doi").mkdir(exist_ok=True)
        (root / "theo-doi" / f"{number}.csv").touch()
    assert [path.name for path in input_files(root / "theo-doi", root)] == ["theo-doi", "0.csv", "1.csv", "2.csv"]


def test_a_hundred_folders_deep_is_one_problem_of_the_run(tmp_path: Path) -> None:
    root = workspace(tmp_path / "w")
    deep = root / "ho-so"
    for _ in range(100):
        deep = deep / "x"
    deep.mkdir(parents=True)
    (deep / "b.csv").write_text(ROWS.replace("0001", "0002"))
    assert list(told(root).values()) == ["oversized_file"]


@pytest.mark.parametrize("kind", ["pipe", "device", "socket"])
def test_what_is_no_file_is_not_opened(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make(kind, tmp_path / "x")
    with pytest.raises(OSError, match="No such device"):
        open_plain(tmp_path / "x")
    with pytest.raises(OSError, match="No such device"):
        read_plain(tmp_path / "x", 9)


def test_no_more_is_read_of_a_file_than_allowed(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"123456789")
    assert read_plain(tmp_path / "x", 9) == b"123456789"
    with pytest.raises(OSError, match="too large"):
        read_plain(tmp_path / "x", 8)


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_among_the_inputs_it_is_an_unsupported_file(tmp_path: Path, kind: str) -> None:
    root = workspace(tmp_path / "w")
    make(kind, root / "ho-so" / "b.xlsx")
    make(kind, root / "procedures.xlsx")
    assert told(root) == {"ho-so/b.xlsx": "unsupported_file", "procedures.xlsx": "unsupported_file"}


@pytest.mark.parametrize("name", ["bsreform.toml", "units.toml", "calendar.toml", "obligations.toml"])
def test_in_place_of_settings_it_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    root = workspace(tmp_path / "w")
    make("pipe", root / name)
    ended = within(root, "schedule", "--as-of", "2024-03-08", "-q")
    assert (ended.code, ended.out) == (2, b"")
    assert ended.err.decode().splitlines() == [
        f"Không mở được tệp thiết lập {root / name}: đó không phải là tệp (đường ống, ổ cắm hoặc thiết bị)."
    ]


@pytest.mark.parametrize("name", ["bsreform.toml", "units.toml", "calendar.toml", "obligations.toml"])
@pytest.mark.parametrize("target", ["nowhere", "itself"])
def test_settings_that_lead_nowhere_are_not_taken_for_none(tmp_path: Path, name: str, target: str) -> None:
    root = workspace(tmp_path / "w")
    (root / name).unlink(missing_ok=True)
    (root / name).symlink_to(name if target == "itself" else "nowhere.toml")
    ended = within(root, "schedule", "--as-of", "2024-03-08", "-q")
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, b"", 1)
    assert f"Không mở được tệp thiết lập {root / name}" in ended.err.decode()


@pytest.mark.parametrize(("name", "code"), [("bao-cao", 4), ("bao-cao/2024", 4), ("units.xlsx", 2)])
def test_what_leads_to_itself_is_told_in_one_line(tmp_path: Path, name: str, code: int) -> None:
    root = workspace(tmp_path / "w")
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).symlink_to(Path(name).name)
    for line, expected in ((WEEKLY, code), (("validate", "--annotate", root / "here"), code % 4)):
        ended = within(root, *line)
        assert (ended.code, b"Traceback" in ended.err) == (expected, False), ended.err.decode()
        assert len(ended.err.splitlines()) == (expected > 0)
