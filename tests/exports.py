"""Exports as people make them, written as Markdown tables, and what reading makes of them, without worker processes."""

import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from bsreform.model import Dataset
from bsreform.organisation.config import Config
from bsreform.organisation.units import Registry, load_registry
from bsreform.reading.extract import extract
from bsreform.reading.guarded.results import FileResult
from bsreform.records.dossiers import dossiers
from bsreform.records.gathering import Gathered, gather
from reading.workbooks import xlsx

HEADER = "| Mã hồ sơ | Đơn vị | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Trạng thái |"
SAVED = 1709884800
"""When the files of these tests were saved: 08/03/2024 15:00 in Vietnam."""

Cells = Sequence[Sequence[object]]


def cells(markdown: str) -> list[list[object]]:
    """The rows of a Markdown table; an empty line is an empty row, `\\n` within a cell a line break."""
    lines = (line.strip() for line in markdown.strip("\n").splitlines())
    split = (
        [cell.strip().replace("\\n", "\n") for cell in line.strip("|").split("|")] if line else [] for line in lines
    )
    return [list(row) for row in split]


def code(number: int) -> str:
    return f"000.00.53.H48-240304-{number:04}"


def book(*sheets: "str | Cells", merges: Sequence[str] = (), names: Sequence[str] = (), **options: object) -> bytes:
    """A workbook of these sheets, all texts as texts; `merges` ("A1:B2") are of every sheet. `names` or S1, S2, …"""

    def fill(workbook):
        for number, sheet in enumerate(sheets, 1):
            page = workbook.add_worksheet(names[number - 1] if names else f"S{number}")
            rows = cells(sheet) if isinstance(sheet, str) else sheet
            for row, values in enumerate(rows):
                for column, value in enumerate(values):
                    _write(page, workbook, row, column, value)
            for area in merges:
                page.merge_range(area, "")
                first = area.partition(":")[0]
                page.write_string(first, _text_at(rows, first))

    return xlsx(fill, **options)


def _write(page, workbook, row, column, value):
    if isinstance(value, date):
        page.write_datetime(row, column, value, workbook.add_format({"num_format": "dd/mm/yyyy"}))
    elif isinstance(value, int | float):
        page.write_number(row, column, value)
    elif value not in ("", None):
        page.write_string(row, column, value)


def _text_at(rows: Cells, cell: str) -> str:
    row, column = int(cell[1:]) - 1, ord(cell[0]) - 65
    return str(rows[row][column])


def read(content: "bytes | str", headers: Mapping[str, Sequence[str]] | None = None):
    """(rows of the extract as dicts of what is not blank, the descriptions of its sheets, its facts as dicts)."""
    with tempfile.TemporaryDirectory() as folder:
        result = _result(Path(folder) / "tep.xlsx", content, headers)
    names = ("sheet", "kind", "row", "column", "field", "raw", "detail")
    facts = [dict(zip(names, fact, strict=True)) for fact in result.meta["facts"]]
    rows = [{key: value for key, value in row.items() if value is not None} for row in result.table.to_pylist()]
    return rows, [sheet for sheet in result.meta["sheets"] if sheet["layout"]], facts


def _result(path: Path, content: "bytes | str", headers: Mapping[str, Sequence[str]] | None = None) -> FileResult:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = book(content) if isinstance(content, str) else content
    path.write_bytes(data)
    options = {"layouts": ["dossier_export"], "headers": {"dossier_export": headers or {}}, "max_unpacked_mb": 64}
    table, meta = extract(path, options)
    meta["modified"] = None
    return FileResult(path, sha256=str(hash(data)), table=table, meta=meta, mtime=SAVED)


def results(root: Path, files: "Mapping[str, bytes | str]") -> list[FileResult]:
    """What the workers would leave of these files (name → workbook or Markdown) under `root`."""
    return [_result(root / name, content) for name, content in files.items()]


def gathered(files: "Mapping[str, bytes | str]") -> Gathered:
    with tempfile.TemporaryDirectory() as folder:
        return gather(results(Path(folder), files), Path(folder), "dossier_export")


def dataset(
    files: "Mapping[str, bytes | str] | str", config: Config | None = None, registry: Registry | None = None
) -> Dataset:
    """The dossiers of these files; a Markdown table alone is one file that names no unit."""
    given = {"tep.xlsx": files} if isinstance(files, str) else files
    return dossiers(gathered(given), config or Config(), registry or load_registry(None))
