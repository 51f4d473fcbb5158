"""An explanation for scripts: JSON in ASCII."""

from datetime import date

from bsreform.figures.explanation import Behind, ExplainedPart, Explanation, together
from bsreform.model import Source, Value
from bsreform.writing.as_json import SCHEMA, document_json


def explanation_json(found: Explanation) -> str:
    """One JSON document: the figure, its parts with every row, the rows left out, and what has changed since."""
    ratio, period = found.ratio, found.period
    scope, _, id_ = found.address.scope.partition(":")
    return document_json(
        {
            "report": "explain",
            "schema": SCHEMA,
            "of": found.report,
            "period": {
                "id": period.id,
                "start": period.start.isoformat(),
                "end": period.end.isoformat(),
                "as_of": period.as_of.isoformat(),
            },
            "span": {
                "id": found.address.span,
                "start": found.days.start.isoformat(),
                "end": found.days.end.isoformat(),
            },
            "unit": {"id": id_ or scope, "name": found.whose, "scope": scope},
            "indicator": {
                "id": found.address.figure,
                "label": found.label,
                "formula": "; ".join(part.formula for part in found.parts),
            },
            "counted": ratio.counted,
            "out_of": ratio.out_of,
            "percent": ratio.percent,
            "unknown": ratio.unknown,
            "value": found.value,
            "previous": _previous(found),
            "rows": [_row(each) for part in found.parts for each in part.rows],
            "unknown_rows": [_row(each) for part in found.parts for each in part.unknown],
            "parts": [_part(part) for part in found.parts],
            "excluded": [
                {**_place(each.source, each.row), "code": each.name, "reasons": each.reasons} for each in found.left_out
            ],
            "superseded": found.superseded,
            "not_accepted": found.not_accepted,
            "since": _since(found),
        }
    )


def _previous(found: Explanation) -> dict[str, object] | None:
    """The period before, where the figure is a change."""
    if not found.before:
        return None
    ratio = together(found.before)
    rows = [_row(each) for part in found.before for each in part.rows]
    return {"counted": ratio.counted, "out_of": ratio.out_of, "percent": ratio.percent, "rows": rows}


def _part(part: ExplainedPart) -> dict[str, object]:
    ratio = part.ratio
    return {
        "indicator": part.figure,
        "label": part.label,
        "formula": part.formula,
        "clause": part.clause or None,
        "counted": ratio.counted,
        "out_of": ratio.out_of,
        "percent": ratio.percent,
        "unknown": ratio.unknown,
        "missing": list(part.missing),
        "target": part.target,
        "weight": part.weight,
        "rows": len(part.rows),
    }


def _row(each: Behind) -> dict[str, object]:
    return {
        **_place(each.source, each.row),
        "code": each.name,
        "unit": each.unit,
        "counted": each.counted,
        "amount": each.amount,
        "values": {key: _value(value) for key, value in each.values.items()},
    }


def _place(source: Source, row: int) -> dict[str, object]:
    return {"file": source.path, "sheet": source.sheet, "row": row or None}


def _since(found: Explanation) -> dict[str, object] | None:
    if found.since is None:
        return None
    changes = [{"file": path, "change": change} for path, change in found.since.changes]
    return {"file": found.since.file, "reported": found.since.reported, "changes": changes}


def _value(value: Value) -> object:
    return value.isoformat() if isinstance(value, date) else value
