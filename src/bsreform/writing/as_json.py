"""The report and the problems for scripts: JSON in ASCII, and CSV that opens in Excel."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bsreform.language.remedies import for_units
from bsreform.language.wording import SEVERITY, clean
from bsreform.measures import Call, Figures, Grading, LowUnit, Measure, Ratio, TaskFigures
from bsreform.model import DataDay, Problem, Source, Unit
from bsreform.report_model import Report

SCHEMA = 1
_FORMULA = re.compile(r"(^|[;\t\n|])([\s\"']*[=+\-@＝＋－＠])")
_PROBLEM_HEADS = {
    "rule": "Mã quy tắc", "severity": "Mức độ", "file": "Tệp", "sheet": "Trang", "cell": "Ô", "row": "Dòng",
    "column": "Cột", "field": "Trường", "raw": "Nội dung đang ghi", "message": "Vấn đề", "hint": "Cách sửa",
}  # fmt: skip
"""Key of a problem → its head in a list for people."""


def report_json(report: Report) -> str:
    """One JSON document: the period, all figures, low units, row accounting, sources, problem counts."""
    period, tasks = report.period, report.task_rows
    return document_json(
        {
            "report": report.kind,
            "schema": SCHEMA,
            "period": {
                "id": period.id,
                "start": period.start.isoformat(),
                "end": period.end.isoformat(),
                "as_of": period.as_of.isoformat(),
            },
            "file": report.file,
            "data": data_json(report.data),
            **({} if report.task_data is None else {"task_data": data_json(report.task_data)}),
            "units": [_figures(unit) for unit in report.units],
            "groups": [_figures(group) for group in report.groups],
            "total": _figures(report.total),
            "calls": [_call(call) for call in report.calls],
            "low_units": [_low_unit(low) for low in report.low_units],
            "rows": report.rows.counts,
            **({} if tasks is None else {"task_rows": tasks.counts}),
            "sources": [_source(source) for source in report.sources],
            "problems": severities(report.problems),
            **report.more,
        }
    )


def data_json(data: DataDay) -> dict[str, object]:
    """How old the data are."""
    return {
        "first_export": data.first.isoformat() if data.first else None,
        "last_export": data.last.isoformat() if data.last else None,
        "complete": data.complete,
        "stale_units": list(data.stale_units),
        "stale": data.stale,
    }


def validate_json(
    problems: Sequence[Problem], sources: Sequence[Source], units: Mapping[Problem, Unit]
) -> Iterator[str]:
    """One JSON document in parts, since of a hostile file the whole would be a gigabyte: every problem and whose
    it is, every file, and how many errors and warnings there are.
    """
    encode = json.JSONEncoder(ensure_ascii=True).encode
    yield f'{{\n "schema": {SCHEMA},\n "problems": ['
    for number, problem in enumerate(problems):
        owner = units.get(problem)
        told = [f'"{key}": {encode(getattr(problem, key))}' for key in _PROBLEM_HEADS]
        keys = ",\n   ".join([*told, f'"unit": {encode(owner.id if owner else None)}'])
        yield f"{',' if number else ''}\n  {{\n   {keys}\n  }}"
    rest = document_json({"files": list(map(_file, sources)), "summary": severities(problems)})
    yield ("\n ]," if problems else "],") + rest[1:]


def _file(source: Source) -> Mapping[str, object]:
    return {
        "path": source.path,
        "sheet": source.sheet,
        "layout": source.layout,
        "rows": source.rows,
        "form": source.form or None,
        "fault": source.fault,
        "accounting": dict(source.accounting),
    }


def problems_csv(problems: Iterable[Problem], units: Mapping[Problem, Unit], office: str) -> Iterator[str]:
    """CSV for Excel line by line, to be encoded as UTF-8; the mark that Excel needs comes first.

    What a unit has to mend is told as it can do it; `office` is whom it asks.
    """
    yield "\ufeff" + _csv_line(("Đơn vị", *_PROBLEM_HEADS.values()))
    for problem in problems:
        told = {**{key: getattr(problem, key) for key in _PROBLEM_HEADS}, "severity": SEVERITY[problem.severity]}
        owner = units.get(problem)
        if owner:
            told["hint"] = for_units(problem.hint, office)
        yield _csv_line([owner.name if owner else "", *map(_csv_cell, told.values())])


def _csv_line(cells: Sequence[str | int | None]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerow(cells)
    return stream.getvalue()


def severities(problems: Iterable[Problem]) -> dict[str, int]:
    """How many errors and how many warnings."""
    counts = Counter(problem.severity for problem in problems)
    return {"error": counts["error"], "warning": counts["warning"]}


def _figures(figures: Figures) -> dict[str, object]:
    return {
        "id": figures.id,
        "name": figures.name,
        "group": figures.group,
        "has_data": figures.has_data,
        **({"no_work": True} if figures.no_work else {}),
        "ledger": dict(figures.ledger),
        "year_ledger": dict(figures.year_ledger),
        "indicators": {name: _measure(measure) for name, measure in figures.indicators.items()},
        **({} if figures.tasks is None else {"tasks": _tasks(figures.tasks)}),
        **({} if figures.grading is None else _grading(figures.grading)),
    }


def _tasks(tasks: TaskFigures) -> dict[str, object]:
    return {
        "ledger": dict(tasks.ledger),
        "due_soon": tasks.numbers["due_soon"],
        "completed": tasks.numbers["closed"],
        "completed_on_time": tasks.numbers["on_time"],
        "completed_late": tasks.numbers["late"],
        "sources": dict(tasks.sources),
        "ageing": dict(tasks.ageing),
        "quality": _ratio(tasks.quality),
    }


def _grading(grading: Grading) -> dict[str, object]:
    """No score where there is too little behind it: whoever reads it would take it for one."""
    parts = {name: {**_ratio(ratio), "points": grading.points.get(name)} for name, ratio in grading.parts.items()}
    return {
        "score": grading.score if grading.enough else None,
        "grade": grading.grade,
        "rank": grading.rank,
        "capped": grading.capped,
        "enough": grading.enough,
        "dossiers": grading.dossiers,
        "compiles": grading.compiles,
        "weight": grading.weight,
        "parts": parts,
    }


def _ratio(ratio: Ratio) -> dict[str, object]:
    return {"counted": ratio.counted, "out_of": ratio.out_of, "percent": ratio.percent}


def _measure(measure: Measure) -> dict[str, object]:
    return {
        "counted": measure.now.counted,
        "out_of": measure.now.out_of,
        "unknown": measure.now.unknown,
        "percent": measure.now.percent,
        "target": measure.target,
        "verdict": measure.verdict,
        "basis": measure.basis,
        "short_by": measure.short_by,
        "few": measure.few,
        "previous_percent": measure.previous.percent,
        "year_counted": measure.year.counted,
        "year_out_of": measure.year.out_of,
        "year_unknown": measure.year.unknown,
        "year_percent": measure.year.percent,
    }


def _call(call: Call) -> dict[str, object]:
    tasks = {} if call.overdue_tasks is None else {"overdue_tasks": call.overdue_tasks}
    short = [{name: getattr(each, name) for name in each.__struct_fields__} for each in call.short]
    return {"unit": call.unit, "overdue": call.overdue, "overdue_30": call.overdue_30, **tasks, "short": short}


def _low_unit(low: LowUnit) -> dict[str, object]:
    return {name: getattr(low, name) for name in low.__struct_fields__}


def _source(source: Source) -> dict[str, object]:
    return {
        "path": source.path,
        "sheet": source.sheet,
        "layout": source.layout,
        "rows": source.rows,
        "exported_at": source.exported_at.isoformat() if source.exported_at else None,
        "sha256": source.sha256,
        "fault": source.fault,
    }


def _csv_cell(value: str | int | None) -> str | int | None:
    """A cell that no spreadsheet takes for a formula, even if it cuts the lines at semicolons or tabs."""
    return _FORMULA.sub(r"\1'\2", clean(value)) if isinstance(value, str) else value


def document_json(document: Mapping[str, object]) -> str:
    """The document as JSON text in ASCII."""
    # Escapes instead of UTF-8: a console or a scheduled task of any code page carries them unharmed.
    return json.dumps(document, ensure_ascii=True, allow_nan=False, indent=1)
