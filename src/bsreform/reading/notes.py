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
