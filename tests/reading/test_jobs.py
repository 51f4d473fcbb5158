"""Jobs on one file after another: by one worker, and one that dies costs its file only."""

import os
from pathlib import Path

import psutil
import pytest

from bsreform.reading.guarded import pool
from bsreform.reading.guarded.job import JobFailed, jobs
from bsreform.reading.guarded.pool import ReadingLimits

pytestmark = pytest.mark.process


def test_a_worker_that_dies_costs_its_file_only_and_none_that_comes_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = [str(Path(__file__).parent), str(Path(pool.__file__).parents[3])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(ours))
    paths = [tmp_path / name for name in ("1", "2", "3", "4", "5")]
    for path, content in zip(paths, ("a", "b", "die", "d", "e"), strict=True):
        path.write_text(content)
    before = set(psutil.Process().children(recursive=True))
    workers, contents, failed = [], [], []

    with jobs("stub_job:work", ReadingLimits()) as do:
        for path in paths:
            try:
                content, notes = do(path, {"word": path.name})
            except JobFailed as fault:
                failed.append((path.name, fault.fault))
            else:
                assert notes["given"] == path.name
                contents.append(content)
                workers.append(notes["worker"])
            if path == paths[3]:
                waiting = psutil.Process(workers[-1])
                waiting.kill()
                waiting.wait(5)

    assert (contents, failed) == ([b"a", b"b", b"d", b"e"], [("3", "damaged_file")])
    first, second, third, fourth = workers
    assert first == second and len({second, third, fourth}) == 3
    assert set(psutil.Process().children(recursive=True)) <= before
