"""The types of the columns of an extract, and an extract without rows: whoever joins extracts needs no more."""

import pyarrow as pa

from bsreform.reading.notes import Notes
from bsreform.spec import Field, Layout

ARROW_TYPES: Notes = {
    "text": pa.string(),
    "lines": pa.string(),
    "code": pa.string(),
    "choice": pa.string(),
    "date": pa.date32(),
    "deadline": pa.date32(),
    "money": pa.float64(),
    "number": pa.float64(),
    "percent": pa.float64(),
    "yes_no": pa.bool_(),
}


def empty_table(layout: Layout) -> pa.Table:
    """An extract of that layout without rows: the column types that all extracts have."""
    fields = {field.name: ARROW_TYPES[field.kind] for field in layout.fields}
    worded = {worded_name(field): pa.string() for field in layout.fields if field.kind == "deadline"}
    columns = {"sheet": pa.int16(), "row": pa.int32(), "section": pa.int32(), **fields, **worded}
    return pa.table({name: pa.array([], kind) for name, kind in columns.items()})


def worded_name(field: Field) -> str:
    """The column of an extract that keeps the words of a deadline."""
    return f"{field.name}_text"
