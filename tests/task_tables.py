"""A dataset of tasks from a Markdown table: the frame that the reading side promises, made by hand."""

from datetime import datetime

import numpy as np
import pandas as pd

from bsreform.language.text import fold
from bsreform.model import Dataset, Source
from bsreform.organisation.units import load_registry
from bsreform.records.same_task import document_key

COLUMNS = {
    "document_no": "B",
    "document_date": "C",
    "title": "D",
    "lead_unit": "E",
    "due_on": "F",
    "extended_to": "G",
    "progress": "H",
    "status": "I",
    "completed_on": "J",
    "updated_on": "K",
    "assigned_on": "L",
    "entered_on": "M",
}
DATES = (
    "document_date",
    "assigned_on",
    "entered_on",
    "due_on",
    "extended_to",
    "completed_on",
    "updated_on",
)
GOOD = {
    "document_no": "",
    "unit": "binh-chanh",
    "unit_text": "UBND xã Bình Chánh",
    "unit_from": "column",
    "other_leads": "",
    "document_date": "01/03/2024",
    "due_on": "15/03/2024",
    "progress": "",
    "status": "open",
    "status_text": "",
    "secret": "",
}
TEXTS = {"open": "Đang thực hiện", "done": "Đã hoàn thành", "withdrawn": "Thu hồi", "unknown": "Xong rồi nhé", "": ""}
UNITS = [unit.id for unit in load_registry(None).units]


def tracker(path="theo-doi/binh-chanh.xlsx", sheet="Theo dõi", **rest):
    """A sheet of a unit's tracker; its keywords replace the defaults."""
    rest = {"exported_at": datetime(2024, 3, 8, 15), "columns": COLUMNS, "rows": 9} | rest
    return Source(path, sheet, "task_tracker", **rest)


def export(path="nhiem-vu/phan-mem.xlsx", sheet="Sheet1", **rest):
    """A sheet of the task software's export."""
    rest = {"exported_at": datetime(2024, 3, 14, 16), "columns": COLUMNS, "rows": 9} | rest
    return Source(path, sheet, "task_export", **rest)


def tasks(table="", *facts, sources=None):
    """Source 0 is a tracker, source 1 an export. The first row is row 2 of source 0 unless `row` and `source` say
    otherwise; a column not given is that of a faultless open task with a title of its own; "-" = blank.
    """
    return dataset(records(table), facts, sources or ())


def dataset(given, facts=(), sources=()):
    """The same from records."""
    sources = sources or (tracker(), export())
    rows = [_row(record, number) for number, record in enumerate(given, start=2)]
    columns = [*_row({}, 2), *(name for name in DATES if name not in GOOD)]
    frame = pd.DataFrame(rows, columns=list(dict.fromkeys(columns)), dtype=object).fillna("")
    frame = frame.astype({"source": "int32", "row": "int32"})
    for name in DATES:
        frame[name] = pd.to_datetime(frame[name].replace("", None), format="%d/%m/%Y").astype("datetime64[s]")
    frame["progress"] = pd.to_numeric(frame["progress"].replace("", np.nan)).astype(float)
    frame["secret"] = (frame["secret"] == "x").to_numpy(dtype=bool)
    frame["title_key"] = [fold(title) for title in frame["title"]]
    frame["document_key"] = [document_key(number) for number in frame["document_no"]]
    frame["assigned_at"] = frame["assigned_on"].fillna(frame["document_date"])
    frame["due_at"] = frame["extended_to"].fillna(frame["due_on"])
    frame["unit_day"] = frame["assigned_at"].fillna(frame["due_at"])
    origins = np.array(["software" if source.layout == "task_export" else "tracker" for source in sources])
    frame["origin"] = pd.Categorical(origins[frame["source"]], categories=["software", "tracker"])
    blank = ~frame["status"].isin(["open", "done", "withdrawn"])
    finished = frame["completed_on"].notna() | (frame["progress"] == 100)
    frame["is_done"] = ((frame["status"] == "done") | (blank & finished & ~frame["secret"])).to_numpy(dtype=bool)
    frame["ended_at"] = frame["completed_on"].fillna(frame["updated_on"]).where(frame["is_done"])
    frame["unit"] = pd.Categorical(frame["unit"].where(frame["unit"] != "", None), categories=UNITS)
    frame["status"] = pd.Categorical(
        frame["status"].where(frame["status"] != "", None), categories=["open", "done", "withdrawn", "unknown"]
    )
    return Dataset(frame, tuple(sources), tuple(facts), frozenset(COLUMNS), "tasks")


def records(table):
    """The rows of a Markdown table as dicts."""
    lines = [
        [cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.splitlines() if line.strip()
    ]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def _row(record, number):
    record = {name: "" if text == "-" else text for name, text in record.items()}
    if record.get("secret") == "x":
        record = dict.fromkeys([*GOOD, "title"], "") | {"unit": record.get("unit", GOOD["unit"])} | record
    row = {"source": "0", "row": str(number), "title": f"Nhiệm vụ thứ {number}"} | GOOD | record
    if "status_text" not in record:
        row["status_text"] = TEXTS[row["status"]]
    if "unit" in record and not record["unit"] and "unit_text" not in record:
        row["unit_text"] = row["unit_from"] = ""
    return row
