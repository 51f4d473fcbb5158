"""Every hazard through the guarded workers: a bad file gets its id, a good one its rows, and none takes for ever."""

from collections.abc import Mapping

import pytest

from bsreform.reading.guarded import pool
from bsreform.reading.guarded.pool import ReadingLimits
from bsreform.reading.guarded.results import FileResult
from hostile import good, odd
from hostile.catalogue import BAD, HAZARDS
from hostile.hazard import READ, Hazard

OPTIONS = {"layouts": ["dossier_export"], "headers": {}}
LIMITS = ReadingLimits(seconds=3600, memory_mb=400, max_unpacked_mb=64, workers=2)


Results = Mapping[str, FileResult]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """What becomes of all hazards, by name, read in one run."""
    folder = tmp_path_factory.mktemp("hazards")
    for hazard in HAZARDS:
        (folder / hazard.name).write_bytes(hazard.make())
    read = pool.read_files([folder / hazard.name for hazard in HAZARDS], OPTIONS, LIMITS)
    return {result.path.name: result for result in read}


def column(result: FileResult, name: str) -> list[str]:
    assert result.table is not None, (result.path.name, result.fault, result.detail)
    return result.table.column(name).to_pylist()  # type: ignore[no-any-return]


def test_no_two_hazards_have_one_name() -> None:
    assert len({hazard.name for hazard in HAZARDS}) == len(HAZARDS)


@pytest.mark.parametrize("outcome", sorted({hazard.outcome for hazard in BAD}))
def test_a_bad_file_gets_its_id(outcome: str, results: Results) -> None:
    told = {bad.name: results[bad.name] for bad in BAD if bad.outcome == outcome}

    assert {name: (result.fault, result.detail) for name, result in told.items() if result.fault != outcome} == {}
    assert not any(code in result.detail for result in told.values() for code in good.CODES), "details quote no cell"


@pytest.mark.parametrize("hazard", [each for each in HAZARDS if each.outcome == READ], ids=lambda hazard: hazard.name)
def test_an_odd_but_whole_file_is_simply_read(hazard: Hazard, results: Results) -> None:
    result = results[hazard.name]
    codes = column(result, "code")
    if hazard.rows is not None:
        assert (len(codes), codes[:8]) == (hazard.rows, good.CODES)
    assert result.meta is not None
    assert hazard.facts <= {fact[1] for fact in result.meta["facts"]}


def test_a_sheet_that_is_missing_beside_a_good_one_is_told(results: Results) -> None:
    notes = results["thiếu trang hai.xlsx"].meta
    assert notes is not None
    assert notes["unread"] == ["Hai"]


@pytest.mark.parametrize("name", ["mốc 1904.xlsx", "ngày thật.xlsb", "strict.xlsx"])
def test_dates_of_other_calendars_and_formats_are_not_years_off(name: str, results: Results) -> None:
    for number, field in enumerate(("received_at", "due_at", "finished_at"), 2):
        told = [f"{moment:%d/%m/%Y}" for moment in column(results[name], field)]
        assert told == [str(row[number])[:10] for row in good.ROWS]


@pytest.mark.parametrize("name", [each.name for each in odd.HAZARDS if each.name.startswith("chữ lạ")])
def test_texts_that_look_like_formulas_are_read_as_they_stand(name: str, results: Results) -> None:
    assert odd.FORMULA in column(results[name], "unit_handling")
