"""The true extractor, in a worker where openpyxl has been at the workbook as well: tells what is loaded there."""

import sys
from pathlib import Path

from bsreform.reading.decoding.openpyxl_books import to_change
from bsreform.reading.extract import extract as true_extract
from bsreform.reading.guarded.worker import WITHOUT
from bsreform.reading.notes import Extract, Options


def extract(path: Path, options: Options) -> Extract:
    """The notes say what openpyxl found, and what is "loaded" that a worker is to do without."""
    sheets = to_change(path.read_bytes(), macros=False).sheetnames
    table, notes = true_extract(path, options)
    return table, {**notes, "opened": sheets, "loaded": sorted(WITHOUT & sys.modules.keys())}
