"""The values of the library that writes workbooks, by the names we give them: it declares no types."""

from typing import Any

XlsxBook = Any
XlsxSheet = Any
XlsxCell = Any
XlsxFormat = Any
"""How a cell looks; None = as it comes."""
XlsxChart = Any
XlsxOptions = dict[str, Any]
"""Properties of a format, a chart, a rule."""
