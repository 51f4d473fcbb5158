"""A dataset of the digital teams' forms from a Markdown table: the frame that the reading side promises."""

from datetime import datetime

import numpy as np
import pandas as pd

from bsreform.layouts.digital_team import COUNTS
from bsreform.model import Dataset, Source
from bsreform.organisation.units import load_registry
from task_tables import records

COLUMNS = {"unit": "A", "quarter": "B", "level": "C", "teams": "D", "members": "E", "plan_date": "G", "households": "H"}
GOOD = {
    "unit": "binh-chanh",
    "quarter": "2024-Q1",
    "quarter_text": "Quý I/2024",
    "level": "village",
    "teams": "5",
    "members": "30",
    "plan_date": "20/01/2024",
}
UNITS = [unit.id for unit in load_registry(None).units]


def form(path="to-cong-nghe-so/binh-chanh.xlsx", day=22, **rest):
    """A form saved on that day of March 2024."""
    rest = {"exported_at": datetime(2024, 3, day, 8), "columns": COLUMNS, "rows": 3} | rest
    return Source(path, "Tổ công nghệ số", "digital_team", **rest)


def teams(table, *facts, sources=None):
    """The first row is row 5 of source 0 unless `row` and `source` say otherwise; "-" = blank."""
    rows = []
    for number, record in enumerate(records(table), start=5):
        given = {name: "" if text == "-" else text for name, text in record.items()}
        rows.append({"source": "0", "row": str(number)} | GOOD | given)
    frame = pd.DataFrame(
        rows, columns=list(dict.fromkeys(["source", "row", *GOOD, *COUNTS, *(rows[0] if rows else ())]))
    )
    frame = frame.astype(object).fillna("").astype({"source": "int32", "row": "int32"})
    for name in COUNTS:
        frame[name] = pd.to_numeric(frame[name].replace("", np.nan)).astype(float)
    frame["plan_date"] = pd.to_datetime(frame["plan_date"].replace("", None), format="%d/%m/%Y").astype("datetime64[s]")
    frame["unit_text"] = frame["unit"]
    frame["unit_from"] = "column"
    frame["unit_day"] = pd.Series(pd.NaT, frame.index, dtype="datetime64[s]")
    frame["plan_no"] = frame["difficulties"] = ""
    frame["unit"] = pd.Categorical(frame["unit"].where(frame["unit"] != "", None), categories=UNITS)
    return Dataset(frame, sources or (form(),), facts, subject="digital_teams")
