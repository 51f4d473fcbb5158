"""Rows and figures as open data: Parquet, CSV or Excel files and, beside them, `datapackage.json` (Table Schema)."""

import csv
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from bsreform.files.safe import save
from bsreform.language.wording import clean
from bsreform.measures import Figures
from bsreform.model import Period
from bsreform.report_model import Report

if TYPE_CHECKING:
    import pyarrow as pa

Format = Literal["parquet", "csv", "xlsx"]
DataKind = Literal["string", "integer", "number", "boolean", "date"]
_MADE = datetime(2024, 3, 1)  # noqa: DTZ001  a fixed day: the same data give the same bytes
_MEDIA = {
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class OpenColumn(Struct, frozen=True):
    """A column of a table: its name, what it holds, and what it is in Vietnamese. `key` = part of what names a row."""

    name: str
    kind: DataKind
    title: str
    key: bool = False


class OpenTable(Struct, frozen=True):
    """`name` is that of the file, `rows` have one value per column (None = no value)."""

    name: str
    title: str
    columns: tuple[OpenColumn, ...]
    rows: Sequence[Sequence[Any]]


_FIGURES = (
    OpenColumn("period", "string", "Kỳ", key=True),
    OpenColumn("start", "date", "Từ ngày"),
    OpenColumn("end", "date", "Đến ngày"),
    OpenColumn("as_of", "date", "Tình hình đến hết ngày"),
    OpenColumn("scope", "string", "Phạm vi: unit (đơn vị), group (nhóm), total (toàn bộ)", key=True),
    OpenColumn("unit", "string", "Mã đơn vị hoặc nhóm", key=True),
    OpenColumn("name", "string", "Tên"),
    OpenColumn("group", "string", "Mã nhóm"),
    OpenColumn("figure", "string", "Mã số liệu (docs/indicators.md)", key=True),
    OpenColumn("counted", "integer", "Số đếm được (tử số)"),
    OpenColumn("out_of", "integer", "Trên tổng số (mẫu số)"),
    OpenColumn("unknown", "integer", "Số hồ sơ không có số liệu"),
    OpenColumn("percent", "number", "Tỷ lệ (%)"),
    OpenColumn("target", "number", "Chỉ tiêu (%)"),
    OpenColumn("verdict", "string", "So với chỉ tiêu: above, equal, below"),
)


def figures_table(report: Report) -> OpenTable:
    """All figures of the report in long form: one row for each figure of each unit, group and the whole."""
    scopes = (("unit", report.units), ("group", report.groups), ("total", (report.total,)))
    rows = [row for scope, each in scopes for figures in each for row in _rows(report.period, scope, figures)]
    return OpenTable("figures", "Số liệu của báo cáo", _FIGURES, rows)


def _rows(period: Period, scope: str, figures: Figures) -> Iterator[list[Any]]:
    start = [period.id, period.start, period.end, period.as_of, scope, figures.id, figures.name, figures.group]
    for name, count in figures.ledger.items():
        yield [*start, name, count, None, None, None, None, None]
    for name, measure in figures.indicators.items():
        now = measure.now
        yield [*start, name, now.counted, now.out_of, now.unknown, now.percent, measure.target, measure.verdict]
    if figures.tasks:
        for name, count in figures.tasks.ledger.items():
            yield [*start, f"tasks.{name}", count, None, None, None, None, None]


def write_tables(tables: Sequence[OpenTable], folder: Path, format_: Format, name: str) -> list[Path]:
    """Each table as a file of its own, then the description of them all. Raises CannotWrite."""
    made = [save(folder / f"{table.name}.{format_}", partial(_write, table=table, format_=format_)) for table in tables]
    described = json.dumps(package(tables, format_, name), ensure_ascii=False, indent=1)
    return [*made, save(folder / "datapackage.json", partial(Path.write_text, data=described, encoding="utf-8"))]


def package(tables: Sequence[OpenTable], format_: Format, name: str) -> dict[str, Any]:
    """The description (Frictionless Data Package, Table Schema) of the files."""
    return {"name": name, "resources": [_resource(table, format_) for table in tables]}


def _resource(table: OpenTable, format_: Format) -> dict[str, Any]:
    fields = [{"name": each.name, "type": each.kind, "title": each.title} for each in table.columns]
    keys = [each.name for each in table.columns if each.key]
    return {
        "name": table.name,
        "title": table.title,
        "type": "table",
        "path": f"{table.name}.{format_}",
        "format": format_,
        "mediatype": _MEDIA[format_],
        **({"encoding": "utf-8"} if format_ == "csv" else {}),
        "schema": {"fields": fields, **({"primaryKey": keys} if keys else {}), "missingValues": [""]},
    }


def _write(path: Path, table: OpenTable, format_: Format) -> None:
    {"parquet": _write_parquet, "csv": _write_csv, "xlsx": _write_xlsx}[format_](table, path)


def _write_parquet(table: OpenTable, path: Path) -> None:
    import pyarrow.parquet as pq

    pq.write_table(_arrow(table), path, compression="zstd")


def _arrow(table: OpenTable) -> "pa.Table":
    import pyarrow as pa

    kinds = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    arrays = [pa.array(values, kinds[each.kind]) for each, values in zip(table.columns, columns, strict=True)]
    return pa.table(arrays, names=[each.name for each in table.columns])


def _write_csv(table: OpenTable, path: Path) -> None:
    """Comma, UTF-8, dates as yyyy-mm-dd, a dot before decimals: for programs, in any country."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([each.name for each in table.columns])
        writer.writerows([_text(value) for value in row] for row in table.rows)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else clean(str(value))


def _write_xlsx(table: OpenTable, path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties({"title": table.title, "created": _MADE})
    sheet = book.add_worksheet(table.name)
    for column, each in enumerate(table.columns):
        sheet.write_string(0, column, each.name)
    for number, row in enumerate(table.rows, 1):
        for column, value in enumerate(row):
            _write_cell(sheet, number, column, value)
    book.close()


def _write_cell(sheet: Any, row: int, column: int, value: Any) -> None:
    """Texts are never formulas."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, clean(str(value)))
