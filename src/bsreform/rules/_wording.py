"""How messages name a column, a day and a raw text; shared by the rules of this folder."""

from collections.abc import Mapping
from datetime import date

from bsreform.language.text import clean
from bsreform.language.wording import plain_date
from bsreform.layouts import every_layout
from bsreform.layouts.unit_list import LAYOUT as UNITS
from bsreform.model import Dataset, SubjectId

LONGEST_QUOTE = 60

NOUNS: Mapping[SubjectId, str] = {"dossiers": "hồ sơ", "tasks": "nhiệm vụ", "digital_teams": "số liệu"}
"""What one row of a dataset is."""
RECORDS: Mapping[SubjectId, str] = {"dossiers": "hệ thống", "tasks": "văn bản gốc"}
"""What a doubtful value has to be compared with."""

LABELS = {field.name: field.label for layout in (UNITS, *reversed(every_layout())) for field in layout.fields} | {
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


def day_or_none(moment: date | None) -> str:
    """The deadline, or that there is none."""
    return plain_date(moment) if moment else "không có thời hạn"


def place(data: Dataset, here: int, there: int, row: int) -> str:
    """Where another row stands, seen from the source `here`: “dòng 5”, with its sheet and file if those differ."""
    source, own = data.sources[there], data.sources[here]
    if source.path != own.path:
        sheet = f"[{source.sheet}]" if source.sheet else ""
        return f"dòng {row} của {source.path}{sheet}"
    return f"dòng {row}" + (f" của trang {quote(source.sheet)}" if source.sheet and there != here else "")
