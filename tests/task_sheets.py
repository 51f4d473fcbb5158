"""Sheets of tasks written as Markdown tables, read as the product reads them."""

import csv
from datetime import date
from pathlib import Path

import pandas as pd

from bsreform.model import Dataset
from bsreform.organisation.config import Config
from bsreform.organisation.units import load_registry
from bsreform.reading.extract import extract
from bsreform.reading.guarded.results import FileResult
from bsreform.records.gathering import gather
from bsreform.records.tasks import tasks

REGISTRY = load_registry(None)


def cells(table: str) -> list[list[str]]:
    """The rows of a Markdown table; "⏎" is a line break within a cell."""
    lines = [line.strip() for line in table.strip().splitlines()]
    return [[cell.strip().replace("⏎", "\n") for cell in line.split("|")] for line in lines]


def write(folder: Path, table: str, path: str = "theo-doi/so.csv") -> Path:
    """A file that holds this table."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(cells(table))
    return file


def dataset(folder: Path, table: str, *, path: str = "theo-doi/so.csv", layout: str = "task_tracker") -> Dataset:
    """The tasks of one file that holds this table."""
    file = write(folder, table, path)
    extracted, meta = extract(file, {"layouts": [layout], "headers": {}, "max_unpacked_mb": 64})
    result = FileResult(file, "0" * 64, table=extracted, meta=meta, mtime=0.0)
    return tasks(gather([result], folder, layout), Config(), REGISTRY)


def shown(data: Dataset, *columns: str) -> list[tuple[object, ...]]:
    """These columns, row by row: days as dates, blanks as None."""
    return [tuple(map(_plain, values)) for values in data.frame[list(columns)].itertuples(index=False)]


def facts(data: Dataset) -> list[tuple[object, ...]]:
    """(kind, cell, detail) of all facts."""
    return [(fact.kind, f"{fact.column or ''}{fact.row or ''}", fact.detail) for fact in data.facts]


def _plain(value: object) -> object:
    if isinstance(value, pd.Timestamp):
        return date(value.year, value.month, value.day)
    return None if value is None or value is pd.NaT or value != value else value
