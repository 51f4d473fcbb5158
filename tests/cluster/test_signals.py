"""Whatever ends the command while its workers read: no process is left and no traceback is shown."""

import os
import signal
from pathlib import Path

import psutil
import pytest

from forking import start
from hostile import good

pytest.importorskip("distributed")
pytestmark = [pytest.mark.process, pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")]
ENDED_AT = """
import os, sys, threading
begun = []
def end(event, arguments):
    if event == "subprocess.Popen" and not begun:
        begun.append(event)
        threading.Timer(0.2, os.kill, (os.getpid(), {signal})).start()
sys.addaudithook(end)
"""
"""The signal comes once the first worker has been started."""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGKILL"])
def test_no_process_and_no_traceback_is_left(tmp_path: Path, name: str) -> None:
    number = getattr(signal, name)
    (tmp_path / "ho-so").mkdir()
    (tmp_path / "bsreform.toml").touch()
    for n in range(3):
        (tmp_path / "ho-so" / f"{n}.csv").write_bytes(good.csv() + b";" * n)
    weekly = ("weekly", "--week", "2024-W10", "-q", "--engine", "dask", "-w", str(tmp_path))
    running = start(*weekly, before=ENDED_AT.format(signal=int(number)), BSREFORM_CACHE=str(tmp_path / "cache"))
    ended = running.wait()
    assert (ended.code, b"Traceback" in ended.err) == (-number, False), ended.err.decode()
    left = [each for each in psutil.process_iter() if _session(each) == running.pid]
    assert psutil.wait_procs(left, timeout=30)[1] == []


def _session(process: psutil.Process) -> int:
    try:
        return os.getsid(process.pid)
    except OSError:
        return 0
