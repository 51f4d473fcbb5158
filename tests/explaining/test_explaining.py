"""Every figure opens to its rows: the number of rows behind a cell is the figure in the cell, whatever the report."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bsreform import pipeline
from bsreform.explaining.asking import rests_on
from bsreform.explaining.listing import Basis, basis, explain, ratio_of, value_of
from bsreform.figures.columns import need_in_words
from bsreform.figures.counting import LEDGER
from bsreform.figures.explanation import Explanation, together
from bsreform.figures.pooling import pooled
from bsreform.figures.registry import Figure, figures
from bsreform.identities import TASK_LEDGER
from bsreform.indicators import INDICATORS
from bsreform.language.wording import NO_DATA
from bsreform.organisation.config import Config
from bsreform.periods import KINDS, WEEK
from bsreform.records.loading import Workspace
from bsreform.report_model import Address, Report, Section, Table, front_page
from bsreform.reports import weekly
from bsreform.reports.composing import Contents, compose
from bsreform.reports.kinds import REPORTS
from bsreform.spec import spans_of
from example_run import copy_of_examples
from raw_tables import compiled
from scenarios import scenario
from test_quarterly_run import form, row

pytestmark = pytest.mark.slow

EXAMPLES = (("weekly", "2024-W10"), ("monthly", "2024-03"), ("quarterly", "2024-Q1"), ("annual", "2024"))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example workspace, with forms of two communes for two quarters."""
    folder = copy_of_examples(tmp_path_factory.mktemp("explained"))
    form(folder, "binh-chanh.xlsx", row(), row(level="Cấp xã", teams=1, members=7))
    form(folder, "binh-an.xlsx", row(unit="UBND xã Bình An", members=None))
    form(folder, "quy-4.xlsx", row(quarter="Quý IV/2023", members=3), title="Quý IV/2023")
    return folder


@pytest.mark.slow
def test_the_rows_behind_a_cell_are_as_many_as_the_cell_says_in_every_report(root: Path) -> None:
    place = Workspace.open(root)
    for kind, id_ in EXAMPLES:
        report = made(place, kind, id_)
        ground = rests_on(place, kind, KINDS[kind].period(id_, None, place.config.periods))
        assert compare(report, ground) > 100, kind


def made(place: Workspace, kind: str, id_: str) -> Report:
    period = KINDS[kind].period(id_, None, place.config.periods)
    return pipeline.report(place, REPORTS[kind], period).report


@pytest.mark.parametrize("seed", range(5))
def test_the_rows_behind_a_cell_are_as_many_as_the_cell_says_whatever_was_sent(seed: int) -> None:
    case = scenario(seed)
    material, checked = compiled(case.rows, case.settings, case.week, case.as_of)
    spans = spans_of(WEEK, material.period, checked.context.config.periods)
    ground = basis("weekly", material.period, spans, {"dossiers": checked})
    assert [unit.id for unit in ground.units] == [unit.id for unit in material.units]
    assert compare(compose(weekly.KIND.report, weekly.SPEC, Contents(material, "")), ground) > 50


def compare(report: Report, ground: Basis) -> int:
    """Cells that can be traced against the rows behind them; how many there were comes back.

    Of every column the first cell is counted, and every fourth below it; of every tenth of these the rows are listed.
    """
    known, count = figures(ground.context.config), 0
    for table, address, value in cells(report):
        figure, where = known[address.figure], (table.id, address, value)
        assert counted(ground, figure, address) == value, where
        if count % 10 == 0:
            assert shown(explain(ground, figure, address, ""), address) == value, where
        count += 1
    return count


def counted(ground: Basis, figure: Figure, address: Address) -> float | None:
    """What the cell should say, without the rows."""
    if address.side in ("value", "change"):
        return value_of(ground, figure, address)
    ratio = pooled(*(ratio_of(ground, addend, address) for addend in figure.addends))
    return ratio.counted if address.side == "counted" else ratio.out_of


def cells(report: Report) -> Iterator[tuple[Table, Address, object]]:
    for section in report.sections:
        for table in tables_of(section):
            for at, line in enumerate(table.rows):
                for column in (each for place, each in enumerate(table.columns) if not at or (at + place) % 4 == 0):
                    if address := table.address(line, column.key):
                        value = line.cells[column.key]
                        yield table, address, None if value == NO_DATA else value


def tables_of(section: Section) -> Iterator[Table]:
    """Those of its blocks and of page one."""
    page = front_page(section)
    yield from page.tables if page else ()
    yield from (block for block in section.blocks if isinstance(block, Table))


def shown(found: Explanation, address: Address) -> float | None:
    """What the rows of an explanation add up to, told as the cell tells it."""
    ratio = found.ratio
    counted = sum(each.amount for part in found.parts for each in part.rows if each.counted)
    assert (ratio.counted or 0) == counted
    if ratio.out_of is not None:
        assert ratio.out_of == sum(each.amount for part in found.parts if part.has_data for each in part.rows)
    if address.side == "counted":
        return ratio.counted
    if address.side == "out_of":
        return ratio.out_of
    if address.side == "change":
        before = together(found.before)
        sides = (ratio.counted, before.counted) if ratio.out_of is None else (ratio.percent, before.percent)
        assert found.value == (None if None in sides else round(sides[0] - sides[1], 2))
    elif not found.is_score:
        assert found.value == (ratio.counted if ratio.out_of is None and not is_rate(found) else ratio.percent)
    return found.value


def is_rate(found: Explanation) -> bool:
    return any(part.is_rate for part in found.parts)


def test_every_cell_of_numbers_of_a_unit_table_can_be_traced(root: Path) -> None:
    place = Workspace.open(root)
    untraced = {
        (table.id, column.key.rpartition(".")[2])
        for kind, id_ in EXAMPLES
        for table in tables(made(place, kind, id_))
        for column in table.columns
        if column.kind in ("integer", "percent", "decimal", "points") and column.key not in table.figures
    }
    assert {key for _, key in untraced} <= {
        "check",
        "rank",
        "target",
        "low",
        "weeks",
        "no",
        "points",
        "sum",
        "weight",
        "height",
    } | {part.id for part in annual_parts()}


def tables(report: Report) -> Iterator[Table]:
    for section in report.sections:
        yield from (block for block in section.blocks if isinstance(block, Table) and block.figures)


def annual_parts():
    from bsreform.figures.annual_score import PARTS

    return PARTS


def test_the_day_decides_who_answers(root: Path) -> None:
    place = Workspace.open(root)
    period = WEEK.period("2024-W10", date(2024, 3, 5), place.config.periods)
    ground = rests_on(place, "weekly", period)
    received = explain(ground, figures(place.config)["received"], Address("received", "total", "now", "value"), "")
    assert received.days.end == date(2024, 3, 5)
    assert received.value == pipeline.report(place, REPORTS["weekly"], period).report.total.ledger["received"]


def test_what_an_indicator_needs_has_a_name_that_clerks_know() -> None:
    words = [need_in_words(need) for each in INDICATORS for need in each.needs]
    assert "Phí, lệ phí hoặc Có thu phí, lệ phí (danh mục thủ tục)" in words
    assert "Hình thức nộp" in words


def test_every_figure_of_the_ledgers_can_be_asked_for() -> None:
    known = figures(Config())
    assert {*LEDGER, *(f"tasks.{key}" for key in TASK_LEDGER), *(each.id for each in INDICATORS)} <= set(known)
