"""Form II.06a/VPCP/KSTT: 13 columns whose identities hold, three header rows, the column numbers."""

from datetime import datetime
from functools import cache
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bsreform.language.wording import NO_DATA
from bsreform.report_model import Section
from bsreform.writing.workbook import write_workbook
from month_sample import month_report, sheet, table
from oracle import File
from raw_tables import rows
from scenarios import scenario, seeds
from task_tables import dataset

DOSSIERS = """
| received | due   | finished | channel |
| 10/02    | 20/02 | 19/02    | online  |
| 20/02    | 28/02 | 28/02    | online  |
| 21/02    | 01/03 | 05/03    |         |
| 01/03    | 20/03 |          | online  |
| 02/03    | 12/03 |          |         |
"""


def form(given):
    return table(month_report(dataset([]), given), "form_06a")


def test_every_dossier_of_the_month_stands_in_one_cell_of_each_side():
    (row, total) = form(rows(DOSSIERS)).rows
    cells = dict(row.cells)
    assert cells.pop("field") == "Chưa rõ lĩnh vực"
    assert list(cells) == [
        "no", "total_in", "online", "direct", "carried", "closed", "early", "on_day", "late", "open", "open_in_term",
        "open_overdue",
    ]  # fmt: skip
    assert (cells["online"], cells["direct"], cells["carried"], cells["total_in"]) == (2, 2, 1, 5)
    assert (cells["early"], cells["on_day"], cells["late"], cells["closed"]) == (1, 1, 1, 3)
    assert (cells["open_in_term"], cells["open_overdue"], cells["open"]) == (1, 1, 2)
    assert {**total.cells, "no": 1, "field": row.cells["field"]} == dict(row.cells)


@cache
def month_of(seed):
    """The report on the dossiers of a scenario."""
    return month_report(dataset([]), scenario(seed).rows)


@pytest.mark.parametrize("seed", seeds(range(6)))
def test_the_identities_hold_whatever_the_dossiers(seed):
    for row in table(month_of(seed), "form_06a").rows:
        cells = row.cells
        if NO_DATA not in cells.values():
            assert cells["total_in"] == cells["online"] + cells["direct"] + cells["carried"]
        assert cells["closed"] == cells["early"] + cells["on_day"] + cells["late"]
        assert cells["open"] == cells["open_in_term"] + cells["open_overdue"]
        assert cells["total_in"] == cells["closed"] + cells["open"]


@pytest.mark.parametrize("seed", seeds(range(6)))
def test_the_total_is_that_of_the_district(seed):
    report = month_of(seed)
    found = table(report, "form_06a").rows if report.rows.read else ()
    if found:
        cells, ledger = found[-1].cells, report.total.ledger
        if NO_DATA not in cells.values():
            assert cells["online"] + cells["direct"] == ledger["received"]
        assert cells["total_in"] == ledger["carried"] + ledger["received"]
        assert [cells[name] for name in ("carried", "closed", "open")] == [
            ledger[name] for name in ("carried", "closed", "open")
        ]


WITHOUT_CHANNEL = """
| code               | received | due   |
| H48.53-240301-0101 | 01/03    | 20/03 |
| H48.53-240301-0102 | 02/03    | 20/03 |
"""


def test_where_no_source_says_how_dossiers_came_columns_4_and_5_say_so():
    report = month_report(dataset([]), rows(WITHOUT_CHANNEL))
    (row, total) = table(report, "form_06a").rows
    for cells in (row.cells, total.cells):
        assert (cells["online"], cells["direct"], cells["total_in"]) == (NO_DATA, NO_DATA, 2)
    assert table(report, "form_06a").notes[0].startswith("Cột (4), (5) ghi “không có số liệu”: tệp nguồn của 2 hồ sơ")
    stream = BytesIO()
    write_workbook(report, stream)
    printed = [cell.value for row in load_workbook(stream)["Biểu II.06a"] for cell in row]
    assert printed.count(NO_DATA) == 4


def test_a_field_of_which_some_came_from_a_file_without_the_channel_says_how_many_came_how_of_the_others():
    other = File("khac.xlsx", datetime(2024, 3, 14))
    made = table(month_report(dataset([]), [*rows(DOSSIERS), *rows(WITHOUT_CHANNEL, other)]), "form_06a")
    assert (made.rows[0].cells["online"], made.rows[0].cells["total_in"]) == (NO_DATA, 7)
    assert "2 hồ sơ" in made.notes[0] and "2 trực tuyến, 2 trực tiếp" in made.notes[0]


def test_the_header_has_three_rows_with_merges_and_the_column_numbers():
    report = month_report(dataset([]), rows(DOSSIERS))
    found: Section = sheet(report, "Biểu II.06a")
    stream = BytesIO()
    write_workbook(report, stream)
    page = load_workbook(stream)[found.name]
    top = next(cell.row for cell in page["A"] if cell.value == "STT")
    merged = {str(each) for each in page.merged_cells.ranges}
    assert {f"A{top}:A{top + 2}", f"B{top}:B{top + 2}"} <= merged
    assert {f"C{top}:F{top}", f"G{top}:J{top}", f"K{top}:M{top}", f"D{top + 1}:E{top + 1}"} <= merged
    assert {f"C{top + 1}:C{top + 2}", f"F{top + 1}:F{top + 2}", f"M{top + 1}:M{top + 2}"} <= merged
    assert page[f"D{top + 2}"].value == "Trực tuyến"
    numbers = [cell.value for cell in page[top + 3]]
    assert numbers == [
        "(1)", "(2)", "(3)=(4)+(5)+(6)", "(4)", "(5)", "(6)", "(7)=(8)+(9)+(10)", "(8)", "(9)", "(10)",
        "(11)=(12)+(13)", "(12)", "(13)",
    ]  # fmt: skip
