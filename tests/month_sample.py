"""A monthly report from Markdown tables of tasks and of dossiers, as `monthly` makes it of files."""

from datetime import date

import pandas as pd

from bsreform import periods
from bsreform.history.snapshots import Snapshot
from bsreform.material.dossiers import compile_material
from bsreform.material.outline import outline_of
from bsreform.material.tasks import compile_tasks
from bsreform.model import Dataset
from bsreform.organisation.due_days import monthly_due, session
from bsreform.records.dossiers import dossiers
from bsreform.report_model import Report
from bsreform.reports import monthly
from bsreform.reports.composing import Contents, compose
from bsreform.rules import RULES
from bsreform.spec import spans_of
from bsreform.subjects.dossiers import DOSSIERS
from bsreform.subjects.subject import judge
from bsreform.subjects.tasks import TASKS
from oracle import Row
from raw_tables import context_of, raw, settings

MONTH = "2024-03"
"""15/02–14/3/2024."""


def month_report(
    tasks: Dataset,
    rows: list[Row] = (),
    before: pd.DataFrame | None = None,
    as_of: date | None = None,
    id_: str = MONTH,
) -> Report:
    """The report on March 2024 from these tasks and dossiers; `before` are the tasks of an earlier run."""
    config = context_of(settings(), date(2025, 12, 31)).config
    period = periods.MONTH.period(id_, as_of, config.periods)
    context, spans = context_of(settings(), period.as_of), spans_of(periods.MONTH, period, config.periods)
    checked = judge(TASKS, tasks, context)
    own = judge(DOSSIERS, dossiers(raw(rows), config, context.registry), context)
    material = compile_material(own, outline_of(monthly.KIND, period, config.periods), others=(checked.ready,))
    previous = Snapshot(spans.before(1)[1], before) if before is not None else None
    made = compile_tasks(checked, material.units, spans, previous)
    due = (monthly_due(id_, config, context.calendar), session(id_, config))
    titles = {rule.id: rule.title for rule in RULES}
    told = Contents(material, "bao-cao/2024/thang-2024-03.xlsx", titles, task_material=made, due=due)
    return compose(monthly.KIND.report, monthly.SPEC, told)


def figures(report: Report, id_: str):
    """The figures of a unit, a group or the total."""
    return next(each for each in (*report.units, *report.groups, report.total) if each.id == id_)


def sheet(report: Report, name: str):
    """A sheet of the workbook by its name; "Tổng hợp" is the document that is signed."""
    return next(section for section in (*report.sections, report.document) if section.name == name)


def table(report: Report, id_: str):
    """A table of the workbook or of the document by its id."""
    blocks = (block for section in (*report.sections, report.document) for block in section.blocks)
    return next(block for block in blocks if getattr(block, "id", "") == id_)
