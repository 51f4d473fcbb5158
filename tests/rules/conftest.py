"""A dataset as a Markdown table, and what rules may consult: the shipped settings, units and calendar."""

from datetime import date, datetime
from pathlib import PurePosixPath

import pandas as pd
import pytest

import task_tables
from bsreform.model import Dataset, Source
from bsreform.organisation.config import Config
from bsreform.organisation.units import load_registry
from bsreform.organisation.working_days import load_calendar
from bsreform.spec import Context
from task_tables import records

COLUMNS = {
    "code": "B",
    "received_at": "C",
    "due_at": "D",
    "finished_at": "E",
    "returned_at": "F",
    "unit_handling": "G",
    "status_text": "H",
}
GOOD = {
    "code": "000.00.53.H48-240305-0001",
    "unit_text": "UBND xã Bình Chánh",
    "unit_from": "column",
    "unit": "binh-chanh",
    "received_at": "05/03/2024",
    "due_at": "12/03/2024",
    "finished_at": "",
    "returned_at": "",
    "status_text": "",
    "status": "",
    "fee": "0",
}
DATES = ("received_at", "due_at", "finished_at", "returned_at")


@pytest.fixture(scope="session")
def registry():
    return load_registry(None)


@pytest.fixture
def context(registry):
    """Friday 8 March 2024, nothing set by the user."""
    return Context(Config(), registry, load_calendar(None), date(2024, 3, 8))


@pytest.fixture
def source():
    """A sheet of an export; its keywords replace the defaults."""

    def make(path="ho-so/binh-chanh.xlsx", sheet="Sheet1", **rest):
        rest = {"exported_at": datetime(2024, 3, 8, 15), "exported_from": "file", "columns": COLUMNS} | rest
        return Source(path, sheet, "dossier_export", **rest)

    return make


@pytest.fixture
def unread(source):
    """A dataset of one good file and one that could not be read, with the fault and its detail."""

    def make(fault, detail="", path="ho-so/hong.xlsx"):
        bad = Source(path, fault=fault, detail=detail)
        return Dataset(frame([]), (source(), bad), ())

    return make


@pytest.fixture
def dossiers(source):
    """`dossiers(table, *facts, sources=…)`: each column not given is that of a faultless open dossier.

    The first data row is row 2 of source 0 unless `row` and `source` say otherwise; "-" = blank.
    """

    def make(table="", *facts, sources=None, end_date="finished"):
        return Dataset(frame(records(table), end_date), sources or (source(),), facts)

    return make


@pytest.fixture
def tasks():
    """`tasks(table, *facts, sources=…)`: see task_tables.py."""
    return task_tables.tasks


def frame(given, end_date="finished"):
    rows = [
        {"source": "0", "row": str(number)} | GOOD | record | blanks(record)
        for number, record in enumerate(given, start=2)
    ]
    data = pd.DataFrame(rows, columns=["source", "row", *GOOD], dtype=object)
    data = data.astype({"source": "int32", "row": "int32", "fee": "float64"})
    for name in DATES:
        data[name] = pd.to_datetime(data[name].replace("", None), format="%d/%m/%Y").astype("datetime64[s]")
    first, second = DATES[2:] if end_date == "finished" else DATES[:1:-1]
    for name in ("unit", "status"):
        data[name] = pd.Categorical(data[name].where(data[name] != "", None))
    data["ended_at"] = data[first].fillna(data[second])
    data["ended_at"] = data["ended_at"].where(~data["status"].isin(["open", "waiting", "not_accepted"]))
    data["key"] = pd.factorize(data["code"].where(data["code"] != "", None))[0]
    return data


def blanks(record):
    return {name: "" for name, text in record.items() if text == "-"}


@pytest.fixture
def names():
    """The file name of each finding's source."""
    return lambda data, found: [PurePosixPath(data.sources[finding.source].path).name for finding in found]
