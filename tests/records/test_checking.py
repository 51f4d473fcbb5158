"""The checking engine: severities, places, order, and which rows stay out."""

from collections.abc import Iterator
from datetime import date

import pandas as pd
import pytest

from bsreform.model import Dataset, Finding, Source
from bsreform.organisation.config import Config
from bsreform.organisation.units import load_registry
from bsreform.organisation.working_days import load_calendar
from bsreform.records.checking import check, problems, rejected
from bsreform.spec import Context, Rule

SOURCES = (
    Source("ho-so/b.xlsx", "T3", columns={"due_at": "D", "code": "AA"}),
    Source("ho-so/a.xlsx"),
    Source("ho-so/b.xlsx", "T4"),
)
FRAME = pd.DataFrame({"source": [0, 0, 1, 2], "row": [2, 3, 2, 2]})
DATA = Dataset(FRAME, SOURCES, ())


def run(*findings: Finding, severity="error", **settings):
    def found(data: Dataset, context: Context) -> Iterator[Finding]:
        return iter(findings)

    config = Config.model_validate({"rules": settings})
    context = Context(config, load_registry(None), load_calendar(None), date(2024, 3, 8))
    everything = check(DATA, (Rule("missing_value", severity, "", found),), context)
    return problems(everything, DATA, context), rejected(everything, FRAME).tolist()


def test_the_engine_adds_id_severity_and_place():
    ((problem,), _) = run(Finding(0, "Sai.", "Sửa.", row=3, field="due_at", raw="x"))
    assert (problem.rule, problem.severity) == ("missing_value", "error")
    assert (problem.file, problem.sheet, problem.cell) == ("ho-so/b.xlsx", "T3", "D3")
    assert (problem.row, problem.column, problem.field, problem.raw) == (3, "D", "due_at", "x")
    assert problem.place == "ho-so/b.xlsx[T3]!D3"


def test_a_column_said_by_the_rule_wins_and_an_empty_one_is_no_column():
    (said, none), _ = run(
        Finding(0, "", "", row=2, field="due_at", column="F"),
        Finding(0, "", "", row=3, field="due_at", column=""),
    )
    assert (said.cell, none.cell, none.column) == ("F2", None, None)
    assert none.place == "ho-so/b.xlsx[T3]!dòng 3"


def test_two_columns_are_no_cell():
    ((problem,), _) = run(Finding(0, "", "", row=2, column="D, F"))
    assert (problem.cell, problem.column) == (None, "D, F")


def test_the_workspace_itself_has_the_name_of_its_folder_and_comes_last():
    (first, last), _ = run(Finding(-1, "", ""), Finding(1, "", ""))
    assert (first.file, last.file) == ("ho-so/a.xlsx", "ho-so")


def test_problems_are_sorted_by_file_sheet_row_and_column():
    shown, _ = run(
        Finding(2, "", ""),
        Finding(0, "", "", row=10, field="due_at"),
        Finding(0, "", "", row=9, field="code"),
        Finding(0, "", "", row=9, field="due_at"),
        Finding(1, "", ""),
    )
    assert [problem.place for problem in shown] == [
        "ho-so/a.xlsx",
        "ho-so/b.xlsx[T3]!D9",
        "ho-so/b.xlsx[T3]!AA9",
        "ho-so/b.xlsx[T3]!D10",
        "ho-so/b.xlsx[T4]",
    ]


def test_a_finding_may_replace_severity_and_sheet():
    ((problem,), _) = run(Finding(0, "", "", severity="warning", sheet="Ghi chú"))
    assert (problem.severity, problem.sheet) == ("warning", "Ghi chú")


@pytest.mark.parametrize("setting", ["error", "warning"])
def test_the_settings_have_the_last_word_on_severity(setting):
    ((problem,), _) = run(Finding(0, "", "", severity="warning"), missing_value=setting)
    assert problem.severity == setting


def test_a_rule_that_is_off_says_nothing_but_its_rows_stay_out():
    shown, excluded = run(Finding(0, "", "", row=3, excludes=True), missing_value="off")
    assert (shown, excluded) == ([], [False, True, False, False])


def test_only_findings_that_exclude_keep_rows_out():
    _, excluded = run(Finding(0, "", "", row=2), Finding(2, "", "", row=2, excludes=True))
    assert excluded == [False, False, False, True]


def test_without_a_row_the_whole_sheet_stays_out():
    _, excluded = run(Finding(0, "", "", excludes=True))
    assert excluded == [True, True, False, False]


def test_personal_data_is_masked_everywhere():
    ((problem,), _) = run(Finding(0, "Sai “0905 123 456”.", "Sửa nguyen@example.vn.", raw="0905 123 456"))
    assert "0905" not in problem.raw + problem.message
    assert "@" not in problem.hint


def test_a_finding_knows_the_position_of_its_row():
    def found(data: Dataset, context: Context) -> Iterator[Finding]:
        return iter([Finding(1, "", "", row=2), Finding(0, "", ""), Finding(0, "", "", row=99), Finding(-1, "", "")])

    context = Context(Config(), load_registry(None), load_calendar(None), date(2024, 3, 8))
    everything = check(DATA, (Rule("missing_value", "error", "", found),), context)
    assert [each.index for each in everything] == [2, None, None, None]
