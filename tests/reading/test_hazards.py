"""Every hazard in one folder: each bad file gets its id, each good one its rows, in bounded time."""

import time
from collections.abc import Mapping

import pytest

import hazards
from bsreform.reading import pool
from bsreform.reading.pool import FileResult, Limits

OPTIONS = {"layouts": ["dossier_export"], "headers": {}}
LIMITS = Limits(seconds=20, memory_mb=1024, max_unpacked_mb=hazards.BOMB_MB // 2, workers=2)
FAULTY = [name for name, (_, fault) in hazards.HAZARDS.items() if fault]
READABLE = [name for name, (_, fault) in hazards.HAZARDS.items() if not fault]
CODES = [row[0] for row in hazards.ROWS]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, FileResult]:
    """One run over all hazards and one good file, from an empty cache."""
    folder = tmp_path_factory.mktemp("ho-so")
    (folder / "tốt.xlsx").write_bytes(hazards.xlsx())
    paths = [folder / "tốt.xlsx", *(hazards.make(folder, name) for name in hazards.HAZARDS)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BSREFORM_CACHE", str(tmp_path_factory.mktemp("cache")))
        began = time.monotonic()
        found = pool.read_files(paths, OPTIONS, LIMITS)
        assert time.monotonic() - began < 60
    return {result.path.name: result for result in found}


def codes(result: FileResult) -> list[str]:
    """The dossier codes that were read."""
    assert result.fault is None, (result.fault, result.detail)
    assert result.table is not None
    return result.table.column("code").to_pylist()  # type: ignore[no-any-return]


def kinds(result: FileResult) -> set[str]:
    """The facts noted beside the rows."""
    assert result.meta is not None
    return {fact[1] for fact in result.meta["facts"]}


def test_the_good_file_among_them_is_read(results: Mapping[str, FileResult]) -> None:
    assert codes(results["tốt.xlsx"]) == CODES


@pytest.mark.parametrize("name", FAULTY)
def test_a_bad_file_gets_its_id(name: str, results: Mapping[str, FileResult]) -> None:
    assert (results[name].fault, results[name].table) == (hazards.HAZARDS[name][1], None)


@pytest.mark.parametrize("name", READABLE)
def test_an_odd_but_good_file_is_simply_read(name: str, results: Mapping[str, FileResult]) -> None:
    assert codes(results[name]) == CODES


def test_dates_of_the_1904_calendar_are_not_four_years_off(results: Mapping[str, FileResult]) -> None:
    table, expected = results["mốc 1904.xlsx"].table, results["tốt.xlsx"].table

    assert table is not None
    assert expected is not None
    for field in ("received_at", "due_at", "finished_at"):
        assert table.column(field).to_pylist() == expected.column(field).to_pylist()


def test_formulas_never_calculated_and_error_cells_are_noted(results: Mapping[str, FileResult]) -> None:
    assert "formula_without_value" in kinds(results["chưa tính.xlsx"])
    assert "error_value" in kinds(results["ô lỗi.xlsx"])
    assert kinds(results["tốt.xlsx"]).isdisjoint({"formula_without_value", "error_value"})


def test_no_detail_quotes_a_cell(results: Mapping[str, FileResult]) -> None:
    assert not any(code in result.detail for result in results.values() for code in CODES)
