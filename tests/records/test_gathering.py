"""What the workers left for each file, put together: sources, export times, facts at their source."""

from datetime import datetime

from bsreform.reading.guarded.results import FileResult
from bsreform.records.gathering import gather, relative
from exports import HEADER, SAVED, book, code, gathered, results

ROW = "| 000.00.53.H48-240304-000{} | Bình An | 04/03/2024 | {} | | Đang xử lý |"
GOOD = "\n".join((HEADER, ROW.format(1, "11/03/2024")))
BAD = "\n".join((HEADER, ROW.format(2, "11/03/2024"), ROW.format(3, "30/02/2024")))


def test_every_fitting_sheet_is_a_source_and_rows_know_theirs():
    made = gathered({"a.xlsx": GOOD, "b.xlsx": book(BAD, [["ghi chú"]], GOOD.replace("0001", "0004"))})
    assert [(source.path, source.sheet, source.rows) for source in made.sources] == [
        ("a.xlsx", "S1", 1), ("b.xlsx", "S1", 2), ("b.xlsx", "S3", 1),
    ]  # fmt: skip
    rows = zip(made.table["source"].to_pylist(), made.table["code"].to_pylist(), strict=True)
    assert list(rows) == [(0, code(1)), (1, code(2)), (1, code(3)), (2, code(4))]
    facts = [(fact.source, fact.kind, fact.row) for fact in made.facts]
    assert facts == [(1, "unrecognised_sheet", None), (1, "unreadable_value", 3)]


def test_an_unread_file_is_a_source_with_its_fault(tmp_path):
    made = gather([FileResult(tmp_path / "a.xlsx", fault="encrypted_file", mtime=SAVED)], tmp_path, "dossier_export")
    [source] = made.sources
    assert (source.path, source.fault, source.sheet, len(made.table)) == ("a.xlsx", "encrypted_file", None, 0)


def test_a_file_without_a_list_is_unrecognised():
    [source] = gathered({"a.xlsx": book([["Đơn vị", "Tổng số"], ["Bình An", 3]])}).sources
    assert source.fault == "unrecognised_sheet"


def test_the_export_time_is_stated_else_a_property_else_the_file_time(tmp_path):
    titled = f"| Ngày xuất: 07/03/2024 09:30 |\n{GOOD}"
    stated, plain, saved = results(tmp_path, {"a.xlsx": titled, "b.xlsx": GOOD, "c.xlsx": GOOD})
    plain.meta["modified"] = "2024-03-06T08:00:00"
    found = gather([stated, plain, saved], tmp_path, "dossier_export").sources
    assert [(source.exported_at, source.exported_from) for source in found] == [
        (datetime(2024, 3, 7, 9, 30), "title"),
        (datetime(2024, 3, 6, 8), "property"),
        (datetime(2024, 3, 8, 15), "file"),
    ]


def test_a_column_without_a_value_is_not_available():
    [source] = gathered({"a.xlsx": GOOD}).sources
    assert "due_at" in source.filled
    assert "finished_at" not in source.filled


def test_paths_are_told_from_the_workspace(tmp_path):
    assert relative(tmp_path / "ho-so" / "a.xlsx", tmp_path) == "ho-so/a.xlsx"
