"""Every hazard through the guarded workers: a bad file gets its id, a good one its rows, in bounded time."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bsreform.reading import pool
from bsreform.reading.pool import FileResult, Limits
from hostile import good
from hostile.catalogue import HAZARDS
from hostile.hazard import READ, Hazard

OPTIONS = {"layouts": ["dossier_export"], "headers": {}}
LIMITS = Limits(seconds=20, memory_mb=400, max_unpacked_mb=64, workers=2)


def read(folder: Path, hazards: Sequence[Hazard]) -> list[FileResult]:
    """What becomes of these files, read in one run."""
    paths = [folder / hazard.name for hazard in hazards]
    for path, hazard in zip(paths, hazards, strict=True):
        path.write_bytes(hazard.make())
    return pool.read_files(paths, OPTIONS, LIMITS)


def told(result: FileResult) -> str:
    return result.fault or READ


@pytest.mark.parametrize("outcome", sorted({hazard.outcome for hazard in HAZARDS} - {READ}))
def test_a_bad_file_gets_its_id(outcome: str, tmp_path: Path) -> None:
    hazards = [hazard for hazard in HAZARDS if hazard.outcome == outcome]

    results = read(tmp_path, hazards)

    assert {result.path.name: result.detail for result in results if told(result) != outcome} == {}
    assert not any(code in result.detail for result in results for code in good.CODES)
