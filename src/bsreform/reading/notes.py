"""What goes between the run and its workers beside tables: plain values, as JSON holds them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

Options = Mapping[str, Any]
"""What an extractor is told."""
Notes = dict[str, Any]
"""What an extractor tells of a file, or of one of its sheets, beside the rows."""
Extract = tuple["pa.Table", Notes]
"""What is made of one file: its rows, and the notes on them."""
ONLY_ZEROS = "only zero bytes"
"""The detail of a file that a sync client has made and not filled."""


def has_shape(table: "pa.Table", notes: Notes) -> bool:
    """Is it what reading leaves of a file? Another machine with the same key may have left more."""
    lists = [notes.get(name) for name in ("sheets", "facts", "unread")]
    if not all(isinstance(each, list) for each in lists) or "sheet" not in table.column_names:
        return False
    described = all(isinstance(each, dict) and {"name", "layout", "rows"} <= each.keys() for each in notes["sheets"])
    numbers = set(table["sheet"].unique().to_pylist())
    return described and numbers <= set(range(len(notes["sheets"])))
