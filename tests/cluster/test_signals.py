"""Whatever ends the command while its workers read: no process is left and no traceback is shown."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

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
sys.argv[0] = "bsreform"
from bsreform import __main__
sys.addaudithook(end)
__main__.main()
"""
"""The command, which gets the signal once its first worker has been started."""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGKILL"])
def test_no_process_and_no_traceback_is_left(tmp_path: Path, name: str) -> None:
    number = getattr(signal, name)
    (tmp_path / "ho-so").mkdir()
    (tmp_path / "bsreform.toml").touch()
    for n in range(3):
        (tmp_path / "ho-so" / f"{n}.csv").write_bytes(good.csv() + b";" * n)
    weekly = ("weekly", "--week", "2024-W10", "-q", "--engine", "dask", "-w", str(tmp_path))
    running = subprocess.Popen(
        [sys.executable, "-c", ENDED_AT.format(signal=int(number)), *weekly],
        env={**os.environ, "BSREFORM_CACHE": str(tmp_path / "cache")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    told = running.communicate(timeout=120)[1].decode()
    assert running.returncode == -number, told
    assert "Traceback" not in told
    left = [each for each in psutil.process_iter() if _session(each) == running.pid]
    assert psutil.wait_procs(left, timeout=30)[1] == []


def _session(process: psutil.Process) -> int:
    try:
        return os.getsid(process.pid)
    except OSError:
        return 0
