"""Every hazard through the guarded workers: a bad file gets its id, a good one its rows, in bounded time."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bsreform.reading.guarded import pool
from bsreform.reading.guarded.pool import FileResult, Limits
from hostile import good, odd
from hostile.catalogue import BAD, FAMILIES, HAZARDS
from hostile.hazard import READ, Hazard

OPTIONS = {"layouts": ["dossier_export"], "headers": {}}
LIMITS = Limits(seconds=60, memory_mb=400, max_unpacked_mb=64, workers=2)


def read(folder: Path, hazards: Sequence[Hazard]) -> list[tuple[Hazard, FileResult]]:
    """What becomes of these files, read in one run."""
    paths = [folder / hazard.name for hazard in hazards]
    for path, hazard in zip(paths, hazards, strict=True):
        path.write_bytes(hazard.make())
    return list(zip(hazards, pool.read_files(paths, OPTIONS, LIMITS), strict=True))


def column(result: FileResult, name: str) -> list[str]:
    assert result.table is not None, (result.path.name, result.fault, result.detail)
    return result.table.column(name).to_pylist()  # type: ignore[no-any-return]


def test_no_two_hazards_have_one_name() -> None:
    assert len({hazard.name for hazard in HAZARDS}) == len(HAZARDS)


@pytest.mark.parametrize("outcome", sorted({hazard.outcome for hazard in BAD}))
def test_a_bad_file_gets_its_id(outcome: str, tmp_path: Path) -> None:
    results = read(tmp_path, [hazard for hazard in BAD if hazard.outcome == outcome])

    assert {bad.name: (result.fault, result.detail) for bad, result in results if result.fault != outcome} == {}
    assert not any(code in result.detail for _, result in results for code in good.CODES), "details quote no cell"


@pytest.mark.parametrize("family", FAMILIES)
def test_an_odd_but_whole_file_is_simply_read(family: str, tmp_path: Path) -> None:
    for hazard, result in read(tmp_path, [each for each in FAMILIES[family] if each.outcome == READ]):
        codes = column(result, "code")
        if hazard.rows is not None:
            assert (hazard.name, len(codes), codes[:8]) == (hazard.name, hazard.rows, good.CODES)
        assert result.meta is not None
        assert hazard.facts <= {fact[1] for fact in result.meta["facts"]}, hazard.name


def test_a_sheet_that_is_missing_beside_a_good_one_is_told(tmp_path: Path) -> None:
    [(_, result)] = read(tmp_path, [each for each in HAZARDS if each.name == "thiếu trang hai.xlsx"])
    assert result.meta is not None
    assert result.meta["unread"] == ["Hai"]


def test_dates_of_other_calendars_and_formats_are_not_years_off(tmp_path: Path) -> None:
    names = ("mốc 1904.xlsx", "ngày thật.xlsb", "strict.xlsx")
    for hazard, result in read(tmp_path, [each for each in HAZARDS if each.name in names]):
        for number, field in enumerate(("received_at", "due_at", "finished_at"), 2):
            told = [f"{moment:%d/%m/%Y}" for moment in column(result, field)]
            assert told == [str(row[number])[:10] for row in good.ROWS], hazard.name


def test_texts_that_look_like_formulas_are_read_as_they_stand(tmp_path: Path) -> None:
    for hazard, result in read(tmp_path, [each for each in odd.HAZARDS if each.name.startswith("chữ lạ")]):
        assert odd.FORMULA in column(result, "unit_handling"), hazard.name
