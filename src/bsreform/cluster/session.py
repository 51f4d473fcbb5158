"""Who does the work: the cluster of a scheduler that is named, else workers of our own on this machine."""

import gc
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import bsreform
from bsreform.cluster.engine import Compute
from bsreform.model import CannotRun

SECONDS = 10
"""What a scheduler may take to answer."""
_HERE = "127.0.0.1:0"
"""The scheduler's web page: any free port, and for nobody but this machine."""


@contextmanager
def workers(scheduler: str | None, folder: Path) -> Iterator[Compute]:
    """The way to have something computed, for as long as the block lasts; a cluster of our own ends with it.

    CannotRun if the scheduler at that address does not answer, or if its workers do not have our version or do not
    see the `folder`.
    """
    import dask
    from distributed import Client, LocalCluster

    gc.enable()  # `cli.main` turns it off for short runs
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    if scheduler is None:
        with (
            tempfile.TemporaryDirectory(prefix="bsreform-", ignore_cleanup_errors=True) as spill,
            dask.config.set({"temporary-directory": spill}),
            LocalCluster(threads_per_worker=1, dashboard_address=_HERE, silence_logs=logging.CRITICAL) as cluster,
            Client(cluster) as client,
        ):
            yield _computing(client)
        return
    try:
        client = Client(scheduler, timeout=SECONDS)
    except (OSError, ValueError) as problem:
        raise CannotRun(
            f"Không kết nối được bộ điều phối {scheduler}. Kiểm tra địa chỉ (dạng tcp://TÊN-MÁY:8786) và xem "
            "dask scheduler đã chạy chưa."
        ) from problem
    with client:
        require_alike(client.run(_seen, folder), scheduler, folder)
        yield _computing(client)


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
