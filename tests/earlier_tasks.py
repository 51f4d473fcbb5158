"""What an earlier monthly run knew of the tasks, from a Markdown table: the columns of a snapshot."""

import pandas as pd

from task_tables import records

GOOD = {
    "document_no": "12/KH-UBND",
    "unit": "binh-chanh",
    "origin": "tracker",
    "due": "15/03/2024",
    "done": "",
    "ended": "",
}


def earlier(table):
    """One task per row; "-" = blank, `done` is x."""
    rows = [GOOD | {name: "" if text == "-" else text for name, text in record.items()} for record in records(table)]
    frame = pd.DataFrame(rows)
    for name in ("due", "ended"):
        frame[name] = pd.to_datetime(frame[name].replace("", None), format="%d/%m/%Y").astype("datetime64[s]")
    frame["done"] = (frame["done"] == "x").to_numpy(dtype=bool)
    return frame
