"""How messages name a column, a day and a raw text; shared by the rules of this folder."""

from datetime import date

from bsreform.layouts import LAYOUTS
from bsreform.text import clean

LONGEST_QUOTE = 60

LABELS = {field.name: field.label for layout in reversed(LAYOUTS) for field in layout.fields} | {
    "unit": "Đơn vị",
    "status": "Trạng thái",
    "fee": "Phí, lệ phí",
    "paid_online": "Thanh toán trực tuyến",
}
"""Field of a sheet or column of the dataset → what a clerk calls it."""


def label(field: str | None) -> str:
    """What a clerk calls the column, as it starts a sentence."""
    return LABELS.get(field or "", "Giá trị")


def name(field: str | None) -> str:
    """The same inside a sentence: “ngày tiếp nhận”."""
    text = label(field)
    return text[0].lower() + text[1:]


def quote(raw: str) -> str:
    """The raw text in Vietnamese quotation marks, shortened so that a message stays one sentence."""
    text = clean(raw)
    return f"“{text}”" if len(text) <= LONGEST_QUOTE else f"“{text[:LONGEST_QUOTE]}…”"


def day(moment: date) -> str:
    """dd/mm/yyyy."""
    return f"{moment.day:02}/{moment.month:02}/{moment.year}"
