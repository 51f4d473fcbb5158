"""No code of the folder where a command runs, nor of the workspace, is ever run, and no port is open."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import psutil
import pytest

from bsreform.cluster import session
from calling import within
from forking import forked, start
from hostile.test_links_and_pipes import workspace

pytestmark = pytest.mark.process

NAMES = (
    "re",
    "json",
    "pandas",
    "sitecustomize",
    "usercustomize",
    "typing",
    "numpy",
    "dask",
    "openpyxl",
    "lxml",
    "tornado",
)
COMMANDS = (
    "weekly --week 2024-W10 --docx",
    "weekly --week 2024-W10 --engine dask -q",
    "monthly --month 2024-03 -q",
    "validate --annotate {out}",
    "remind --as-of 2024-03-13",
    "schedule --as-of 2024-03-13",
    "status --as-of 2024-03-13",
    "explain weekly --unit total --indicator received --week 2024-W10",
    "fix theo-doi/a.xlsx --diff",
    "doctor",
)


def trap(folder: Path, told: Path, names: Sequence[str] = NAMES) -> None:
    for name in names:
        (folder / f"{name}.py").write_text(f"open({str(told)!r}, 'a').write(__file__)\nraise SystemExit(9)\n")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    root = workspace(tmp_path / "w")
    book = openpyxl.Workbook()
    book.active.append(["Số, ký hiệu", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Kết quả"])
    book.active.append(["12/UBND-VP", "Rà soát thủ tục hành chính", "UBND xã Bình Chánh", "20/3/2024", ""])
    (root / "theo-doi").mkdir()
    book.save(root / "theo-doi" / "a.xlsx")
    return root


DASK = ("weekly", "--week", "2024-W10", "--engine", "dask")


def over(process: psutil.Process) -> bool:
    """Has it ended, or is there nobody any more?"""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.Error:
        return True


ALL = """
import sys
from bsreform.cli import main

for line in sys.argv[1:]:
    sys.argv = ["bsreform", *line.split()]
    try:
        main()
    except SystemExit as end:
        print(line, end.code, sep="\\t", file=sys.stderr, flush=True)
"""
"""Every command in turn, as an installed one starts: what one of them has imported, none of the others would take."""


def test_no_module_of_the_current_folder_is_imported_by_any_command(place: Path, tmp_path: Path) -> None:
    told = tmp_path / "told"
    trap(place, told)
    trap(place / "ho-so", told, ("re", "pandas"))
    lines = [line.format(out=tmp_path / "out") for line in COMMANDS]
    ended = subprocess.run([sys.executable, "-P", "-c", ALL, *lines], cwd=place, capture_output=True, check=False)
    assert not told.exists(), told.read_text()
    codes = dict(line.split("\t") for line in ended.stderr.decode().splitlines() if "\t" in line)
    assert list(codes) == lines, ended.stderr.decode()
    assert set(codes.values()) <= {"0", "1", "3"}
    assert b"Traceback" not in ended.stderr


def test_nor_by_the_module_after_it_was_found(place: Path, tmp_path: Path) -> None:
    told = tmp_path / "told"
    trap(place, told)
    for name in ("re", "json", "typing"):  # Python itself takes these, before any of our lines
        (place / f"{name}.py").unlink()
    ended = subprocess.run(
        [sys.executable, "-m", "bsreform", "weekly", "--week", "2024-W10", "-q"],
        cwd=place,
        capture_output=True,
        check=False,
    )
    assert (told.exists(), ended.returncode) == (False, 0), ended.stderr.decode()


def test_nor_by_a_worker_where_the_search_path_names_that_folder(place: Path, tmp_path: Path) -> None:
    told = tmp_path / "told"
    trap(place, told, ("hashlib", "queue", "tempfile"))  # what Python takes before any of our lines is not ours to mend
    ended = subprocess.run(
        [sys.executable, "-m", "bsreform", "weekly", "--week", "2024-W10", "-q"],
        cwd=place,
        # Where the path is safe, Python leaves only what is named out of it.
        env={**os.environ, "PYTHONPATH": str(place), "PYTHONSAFEPATH": "1", "BSREFORM_CACHE": str(tmp_path / "cache")},
        capture_output=True,
        check=False,
    )
    assert (told.exists(), ended.returncode) == (False, 0), ended.stderr.decode()


def test_while_dask_works_no_port_is_open(place: Path) -> None:
    began = start(*DASK, "-q", cwd=place, BSREFORM_CACHE=str(place / "cache"))
    seen, processes = set(), set()
    ours = psutil.Process(began.pid)
    while not over(ours):
        try:
            family = [ours, *ours.children(recursive=True)]
            processes |= {" ".join(each.cmdline()) for each in family[1:]}
            seen |= {each.laddr.port for one in family for each in one.net_connections() if each.status == "LISTEN"}
        except psutil.Error:
            continue
    assert (began.wait().code, seen) == (0, set())
    assert any(processes)
    assert all("bsreform.reading.guarded.worker" in line for line in processes if line)


@pytest.mark.parametrize("behaviour", ["silent", "rubbish", "closed", "scheme", "file", "none"])
def test_whatever_is_at_the_address_of_a_scheduler_is_one_line_in_time(
    place: Path, behaviour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert session._AT_MOST <= 30
    monkeypatch.setattr(session, "_AT_MOST", 2)
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]
    held = []

    def serve() -> None:
        while True:
            try:
                one, _ = server.accept()
            except OSError:
                return
            held.append(one)
            if behaviour == "rubbish":
                one.sendall(b"HTTP/1.1 200 OK\r\n\r\n" + bytes(range(256)) * 50)
            if behaviour == "closed":
                one.close()

    threading.Thread(target=serve, daemon=True).start()
    address = {"scheme": f"rubbish://127.0.0.1:{port}", "file": "file:///etc/passwd", "none": "xyz"}.get(
        behaviour, f"tcp://127.0.0.1:{port}"
    )
    ended = within(place, "weekly", "--week", "2024-W10", "--engine", "dask", "--scheduler", address, "-q")
    server.close()
    lines = ended.err.decode().strip().splitlines()
    assert (ended.code, ended.out, len(lines)) == (2, b"", 1), ended.err.decode()
    assert lines[0].startswith("Không kết nối được bộ điều phối")


def test_the_report_is_that_of_one_machine(place: Path) -> None:
    told = [json.loads(forked(*line, "--json", cwd=place).out) for line in (DASK[:3], DASK)]
    assert told[0]["units"] == told[1]["units"]
