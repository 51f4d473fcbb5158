"""A scheduler and workers that listen, and one of these that goes in mid-run: a retry, and the same report."""

import os
import threading
from pathlib import Path

import pytest
from test_cluster import files_of, knowing, outline_of_week

from bsreform.cluster import engine, session
from bsreform.cluster.steps import judged
from bsreform.ground import Wanted, wanted
from bsreform.material.dossiers import compile_material
from bsreform.records.loading import Workspace
from hostile import good

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.process
GONE: list[str] = []
OVER = threading.Event()


def gone_the_first_time(buckets, notes, shared):
    """The worker that is asked first answers nothing and is not heard of again."""
    if not GONE:
        worker = distributed.get_worker()
        GONE.append(worker.address)
        worker.loop.add_callback(worker.close, executor_wait=False)
        OVER.wait(60)
    return judged(buckets, notes, shared)


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    (tmp_path / "ho-so").mkdir()
    (tmp_path / "bsreform.toml").touch()
    for n in range(4):
        path = tmp_path / "ho-so" / f"{n}.csv"
        path.write_bytes(good.csv() + b";" * n)
        os.utime(path, (1709884800, 1709884800))
    return Workspace.open(tmp_path)


def test_a_worker_that_goes_in_mid_run_costs_a_retry(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "FILES", 1)
    monkeypatch.setattr(engine, "judged", gone_the_first_time)
    outline = outline_of_week("2024-W10", None, place.config)
    known = knowing(place, Wanted("dossiers", {}), outline)
    one = compile_material(knowing(place, wanted(place, "dossiers"), outline), outline)
    listening = {"host": "127.0.0.1", "protocol": "tcp", "dashboard_address": None}
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=False, **listening) as cluster,
        session.workers(cluster.scheduler_address, place.root) as hands,
    ):
        many = engine.compile_with(hands, place, files_of(place), known, outline)
        left = set(cluster.scheduler.workers)
        OVER.set()
    assert GONE and not left & {*GONE}
    assert many == one
