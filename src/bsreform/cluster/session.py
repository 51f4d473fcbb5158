"""Who does the work: the cluster of a scheduler that is named, else threads of this process."""

import gc
import logging
import os
import queue
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from dask import threaded
from dask.base import compute, persist

import bsreform
from bsreform.cluster.engine import Compute, Hands
from bsreform.language.wording import clean
from bsreform.model import CannotRun

SECONDS = 10
"""What a scheduler may take to answer."""
_AT_MOST = 25
"""Seconds after which a scheduler is given up that answers, but not as one."""
_ADDRESS = re.compile(r"(?:tcp|tls)://[^\s/@]+:\d{1,5}")


@contextmanager
def workers(scheduler: str | None, folder: Path) -> Iterator[Hands]:
    """Who computes, for as long as the block lasts: by threads here where none is named.

    CannotRun if the scheduler at that address does not answer, or if its workers do not have our version or do not
    see the `folder`.
    """
    gc.freeze()  # what is there are modules: nothing to look through
    gc.enable()  # `cli.main` turns it off for short runs
    if scheduler is None:
        # Threads of this process: an open port would let anybody on this machine run code as us, and processes of
        # dask's import what lies in the current folder. Parsing has guarded processes of its own all the same.
        # The function, not its name: to look up a name, dask imports all of distributed.
        threads = {"scheduler": threaded.get, "num_workers": os.cpu_count() or 1}
        yield Hands(partial(compute, **threads), partial(persist, **threads))
        return
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    client = _connected(scheduler)
    with client:
        require_alike(client.run(_seen, folder), scheduler, folder)
        yield Hands(_computing(client), lambda *planned: tuple(client.persist(planned)))


def _connected(scheduler: str) -> Any:
    """The client of the scheduler; CannotRun, in time, whatever is at that address."""
    from distributed import Client

    found: queue.Queue[Any] = queue.Queue()

    def connect() -> None:
        try:
            found.put(Client(scheduler, timeout=SECONDS, set_as_default=False))
        except Exception as problem:  # what talks rubbish makes dask raise anything
            found.put(problem)

    if _ADDRESS.fullmatch(scheduler):
        threading.Thread(target=connect, daemon=True).start()
        with suppress(queue.Empty):
            client = found.get(timeout=_AT_MOST)
            if isinstance(client, Client):
                return client
    raise CannotRun(
        f"Không kết nối được bộ điều phối {clean(scheduler)}. Kiểm tra địa chỉ (dạng tcp://TÊN-MÁY:8786) và xem "
        "dask scheduler đã chạy chưa."
    )


def _computing(client: Any) -> Compute:
    from distributed import CancelledError, KilledWorker

    def compute(*planned: Any) -> tuple[Any, ...]:
        try:
            return tuple(client.gather(client.compute(planned)))
        except (KilledWorker, CancelledError, OSError) as problem:
            raise CannotRun(
                f"Máy tính toán của cụm dừng giữa chừng ({type(problem).__name__}); thường vì thiếu bộ nhớ. "
                "Thêm máy hoặc bộ nhớ rồi chạy lại; tệp đã đọc xong thì lần sau không phải đọc lại."
            ) from problem

    return compute


def _seen(folder: Path) -> tuple[str, bool]:
    """What a worker has: its version of this program, and whether it sees the folder."""
    return bsreform.__version__, folder.is_dir()


def require_alike(seen: dict[str, tuple[str, bool]], scheduler: str, folder: Path) -> None:
    if not seen:
        raise CannotRun(f"Bộ điều phối {scheduler} chưa có máy tính toán nào; hãy chạy dask worker {scheduler}.")
    for worker, (version, sees) in sorted(seen.items()):
        if version != bsreform.__version__:
            raise CannotRun(
                f"Máy tính toán {worker} dùng bsreform {version}, máy này dùng {bsreform.__version__}; "
                "cài cùng một phiên bản trên mọi máy."
            )
        if not sees:
            raise CannotRun(
                f"Máy tính toán {worker} không thấy thư mục {folder}; "
                "thư mục làm việc phải nằm trên ổ dùng chung, cùng đường dẫn trên mọi máy."
            )
