"""What the JSON of each command holds, as JSON Schema (2020-12): keys may be added, none of these goes or changes."""

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def _or_null(kind: str) -> Schema:
    return {"type": [kind, "null"]}


_TEXT, _NUMBER, _COUNT, _YES = ({"type": kind} for kind in ("string", "number", "integer", "boolean"))
_TEXT_OR_NULL, _NUMBER_OR_NULL, _COUNT_OR_NULL = map(_or_null, ("string", "number", "integer"))
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_DAY_OR_NULL = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_VERDICT = {"enum": ["above", "equal", "below", None]}


def _object(**keys: Schema) -> Schema:
    """All of these keys, and whatever else."""
    return {"type": "object", "properties": keys, "required": list(keys)}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _map(of: Schema) -> Schema:
    """Any keys."""
    return {"type": "object", "additionalProperties": of}


def _either(*of: Schema) -> Schema:
    return {"anyOf": list(of)}


def _with(schema: Schema, **optional: Schema) -> Schema:
    """The same with keys that only some documents have."""
    return {**schema, "properties": {**schema["properties"], **optional}}


_NULL: Schema = {"type": "null"}
_PERIOD = _object(id=_TEXT, start=_DAY, end=_DAY, as_of=_DAY)
_COUNTS = _map(_COUNT)
_SEVERITIES = _object(error=_COUNT, warning=_COUNT)
_ROWS = _object(read=_COUNT, used=_COUNT, superseded=_COUNT, excluded=_COUNT, not_accepted=_COUNT)
_RATIO = _object(counted=_COUNT_OR_NULL, out_of=_COUNT_OR_NULL, percent=_NUMBER_OR_NULL)
_MEASURE = _object(
    counted=_COUNT_OR_NULL,
    out_of=_COUNT_OR_NULL,
    unknown=_COUNT_OR_NULL,
    percent=_NUMBER_OR_NULL,
    target=_NUMBER_OR_NULL,
    verdict=_VERDICT,
    previous_percent=_NUMBER_OR_NULL,
    year_counted=_COUNT_OR_NULL,
    year_out_of=_COUNT_OR_NULL,
    year_percent=_NUMBER_OR_NULL,
)
_TASKS = _object(
    ledger=_COUNTS,
    due_soon=_COUNT,
    completed=_COUNT,
    completed_on_time=_COUNT,
    completed_late=_COUNT,
    sources=_COUNTS,
    ageing=_COUNTS,
    quality=_RATIO,
)
_FIGURES = _with(
    _object(
        id=_TEXT,
        name=_TEXT,
        group=_TEXT_OR_NULL,
        has_data=_YES,
        ledger=_COUNTS,
        year_ledger=_COUNTS,
        indicators=_map(_MEASURE),
    ),
    no_work=_YES,
    tasks=_TASKS,
    score=_NUMBER_OR_NULL,
    grade=_TEXT_OR_NULL,
    rank=_COUNT_OR_NULL,
    parts=_map(_RATIO),
)
_SOURCE = _object(
    path=_TEXT,
    sheet=_TEXT_OR_NULL,
    layout=_TEXT_OR_NULL,
    rows=_COUNT,
    exported_at=_TEXT_OR_NULL,
    sha256=_TEXT_OR_NULL,
    fault=_TEXT_OR_NULL,
)
_LOW_UNIT = _object(
    unit=_TEXT, name=_TEXT, indicator=_TEXT, percent=_NUMBER, target=_NUMBER, weeks_in_a_row=_COUNT
)  # fmt: skip


_AGGREGATE = _object(
    file=_TEXT,
    sheet=_TEXT,
    unit=_TEXT_OR_NULL,
    system={"enum": ["ministry", "province", None]},
    start=_DAY_OR_NULL,
    end=_DAY_OR_NULL,
    counts=_map(_COUNT_OR_NULL),
    rows=_map(_COUNT_OR_NULL),
    differences=_COUNTS,
)


def _report(name: str, **own: Schema) -> Schema:
    return _with(
        _object(
            report={"const": name},
            schema=_COUNT,
            period=_PERIOD,
            file=_TEXT,
            units=_list(_FIGURES),
            groups=_list(_FIGURES),
            total=_FIGURES,
            low_units=_list(_LOW_UNIT),
            rows=_ROWS,
            sources=_list(_SOURCE),
            problems=_SEVERITIES,
            **own,
        ),
        checks=_list(_object(id=_TEXT, ok=_YES)),
        aggregates=_list(_AGGREGATE),
    )


_PROBLEM = _object(
    rule=_TEXT,
    severity={"enum": ["error", "warning"]},
    file=_TEXT,
    sheet=_TEXT_OR_NULL,
    cell=_TEXT_OR_NULL,
    row=_COUNT_OR_NULL,
    column=_TEXT_OR_NULL,
    field=_TEXT_OR_NULL,
    raw=_TEXT,
    message=_TEXT,
    hint=_TEXT,
    unit=_TEXT_OR_NULL,
)
_FILE = _object(path=_TEXT, layout=_TEXT_OR_NULL, rows=_COUNT, fault=_TEXT_OR_NULL, accounting={})
_DUTY = _object(
    id=_TEXT,
    clause=_TEXT,
    title=_TEXT,
    duty=_TEXT,
    responsible=_list(_TEXT),
    cadence=_TEXT,
    period=_TEXT_OR_NULL,
    due=_DAY_OR_NULL,
    state=_TEXT,
    evidence=_list({}),
    draft=_YES,
)
_REMINDER = _object(
    id=_TEXT_OR_NULL,
    name=_TEXT_OR_NULL,
    group=_TEXT_OR_NULL,
    no_dossiers=_YES,
    overdue_dossiers=_list({}),
    overdue_tasks=_list(_object(document_no=_TEXT, title=_TEXT, due=_DAY, working_days=_COUNT)),
    low_indicators=_list({}),
    errors=_COUNT,
    first_errors=_list(_object(rule=_TEXT, place=_TEXT, message=_TEXT, hint=_TEXT)),
)
_TASK_LINE = _object(document_no=_TEXT, title=_TEXT, unit=_TEXT, due=_DAY, working_days=_COUNT, origin=_TEXT)
_ROW = _object(file=_TEXT, sheet=_TEXT_OR_NULL, row=_COUNT, unit=_TEXT_OR_NULL, values={"type": "object"})

SCHEMAS: Mapping[str, Schema] = {
    "weekly": _report("weekly"),
    "monthly": _report("monthly", task_rows=_ROWS),
    "quarterly": _report("quarterly", digital_teams={"type": "object"}, milestones=_list({"type": "object"})),
    "annual": _report("annual", task_rows=_ROWS),
    "validate": _object(schema=_COUNT, problems=_list(_PROBLEM), files=_list(_FILE), summary=_SEVERITIES),
    "schedule": _object(
        **{"report": {"const": "schedule"}, "schema": _COUNT, "from": _DAY, "to": _DAY, "as_of": _DAY},
        states=_COUNTS,
        untracked=_COUNT,
        items=_list(_DUTY),
    ),
    "status": _object(
        report={"const": "status"},
        schema=_COUNT,
        as_of=_DAY,
        reports=_list(_object(report=_TEXT, period=_TEXT, due=_DAY)),
        due_this_week=_list(_TASK_LINE),
        overdue=_list(_TASK_LINE),
        not_synced=_list(_TEXT),
    ),
    "remind": _object(
        report={"const": "remind"},
        schema=_COUNT,
        period=_PERIOD,
        file=_TEXT_OR_NULL,
        files=_list(_TEXT),
        units=_list(_REMINDER),
        problems=_SEVERITIES,
    ),
    "explain": _object(
        report={"const": "explain"},
        schema=_COUNT,
        period=_PERIOD,
        span=_object(id=_TEXT, start=_DAY, end=_DAY),
        unit=_object(id=_TEXT_OR_NULL, name=_TEXT, scope=_TEXT),
        indicator=_object(id=_TEXT, label=_TEXT, formula=_TEXT),
        counted=_COUNT_OR_NULL,
        out_of=_COUNT_OR_NULL,
        percent=_NUMBER_OR_NULL,
        rows=_list(_ROW),
        since=_either(_NULL, {"type": "object"}),
    ),
}
"""By the command that prints it."""


def schema_of(command: str) -> Schema:
    """The schema of the JSON of a command, with its name; KeyError if it prints none."""
    return {"$schema": _DRAFT, "title": f"bsreform {command}", **SCHEMAS[command]}
