"""A workspace whose every column, heading, title, signature, comment and property carries somebody's data."""

import re
from collections.abc import Iterator, Sequence
from itertools import count, product
from pathlib import Path
from unicodedata import normalize

from msgspec import Struct
from openpyxl import Workbook
from openpyxl.comments import Comment

from bsreform.layouts import layout
from bsreform.spec import Field

KINDS = ("name", "capitals", "small letters", "id number", "phone", "e-mail", "home address", "sentence", "secret")
OWN_COLUMNS = ("Họ và tên", "Chủ hồ sơ", "Người nộp", "Số điện thoại", "Email", "Địa chỉ", "CCCD/CMND", "Ý kiến")
FOLDERS = {
    "dossier_export": "ho-so/hs.xlsx",
    "task_tracker": "theo-doi/so.xlsx",
    "task_export": "nhiem-vu/pm.xlsx",
    "digital_team": "to-cong-nghe-so/to.xlsx",
    "procedures": "procedures.xlsx",
}
_GOOD = {
    "procedure_name": "Cấp giấy phép xây dựng",
    "procedure_code": "1.000656",
    "field": "Xây dựng",
    "status": "Đang thực hiện",
    "status_text": "Đang xử lý",
    "quarter": "Quý I/2024",
    "level": "Cấp xã",
    "channel": "Trực tuyến",
    "service_level": "Toàn trình",
    "payment_method": "Trực tuyến",
    "progress": "60",
    "teams": "5",
    "members": "30",
    "received_at": "04/03/2024",
    "assigned_on": "04/03/2024",
    "due_at": "06/03/2024",
    "due_on": "06/03/2024",
    "completed_on": "",
    "finished_at": "",
    "returned_at": "",
    "extended_to": "",
    "number": "",
    "supplement_requested_at": "",
    "secrecy": "",
}
_BY_KIND = {
    "date": "05/03/2024",
    "yes_no": "Có",
    "money": "10000",
    "number": "5",
    "lines": "UBND xã Bình Chánh",
    "text": "",
}


TOKEN = re.compile(r"zx[a-z]{3}|912\d{6}|5109\d{7}")
"""What is looked for: the invented word of every name, and numbers without their leading zero."""


class Plant(Struct, frozen=True):
    """What was planted where; `tokens` are the pieces of which none may be found, in small letters."""

    kind: str
    place: str
    text: str
    tokens: tuple[str, ...]


class Planter:
    """Makes a new person for every place."""

    def __init__(self) -> None:
        self.plants: list[Plant] = []
        self._numbers = count(1)

    def put(self, kind: str, place: str) -> str:
        number = next(self._numbers)
        word = "zx" + "".join(chr(97 + number // 26**power % 26) for power in (2, 1, 0))
        name, phone, id_number = f"Nguyễn Thị {word.title()}", f"0912{number:06}", f"05109{number:07}"
        mail = f"{word}@example.com"
        texts = {
            "name": (name, (word,)),
            "capitals": (normalize("NFD", name.upper()), (word,)),
            "small letters": (name.lower(), (word,)),
            "id number": (id_number, (id_number[1:],)),
            "phone": (phone, (phone[1:],)),
            "e-mail": (mail, (word,)),
            "home address": (f"Thôn {word.title()}, xã Bình Chánh", (word,)),
            "sentence": (
                f"Đơn của ông  {name}, SĐT {phone}, CCCD {id_number}, {mail}",
                (word, phone[1:], id_number[1:]),
            ),
            "secret": (f"Kế hoạch {word.title()} (Tối mật)", (word,)),
        }
        text, tokens = texts[kind]
        self.plants.append(Plant(kind, place, text, tokens))
        return text


def plant(root: Path) -> list[Plant]:
    """The workspace in `root`; what was planted in it."""
    planter = Planter()
    for name, path in FOLDERS.items():
        book = Workbook()
        page = book.worksheets[0]
        for row in _rows(planter, name):
            page.append(row)
        _everywhere_else(planter, book, name)
        _save(book, root / path)
    _save(_without_due_days(planter), root / "ho-so" / "thieu.xlsx")
    (root / "bsreform.toml").write_text("", encoding="utf-8")
    return planter.plants


def header(id_: str) -> list[str]:
    """The header cells of the fields of a layout, as a clerk writes them."""
    return [field.words[0] for field in layout(id_).fields]


def _rows(planter: Planter, id_: str) -> Iterator[Sequence[str]]:
    fields, number = layout(id_).fields, count(1)
    yield ["UBND HUYỆN BÌNH SƠN"]
    yield [f"Người lập: {planter.put('name', f'{id_}: title')}, ĐT {planter.put('phone', f'{id_}: title')}"]
    yield [f"Đơn vị: {planter.put('sentence', f'{id_}: title with the unit')}"]
    yield ["Ngày xuất: 08/03/2024 16:00"]
    yield [*header(id_), *OWN_COLUMNS, f"Ghi bởi {planter.put('sentence', f'{id_}: header')}"]
    yield [planter.put("name", f"{id_}: section")]
    for field, kind in product(fields, KINDS):
        text = planter.put(kind, f"{id_}: {field.name}")
        own = [planter.put(k, f"{id_}: own column") for k in KINDS[: len(OWN_COLUMNS)]]
        yield [*_cells(fields, next(number), {field.name: text}), *own, ""]
    yield []
    yield ["", planter.put("name", f"{id_}: signature")]
    yield ["", f"(Ký, ghi rõ họ tên) {planter.put('capitals', f'{id_}: signature')}"]


def _cells(fields: Sequence[Field], number: int, given: dict[str, str]) -> list[str]:
    own = {
        "code": f"000.00.23.H48-240304-{number:04}",
        "title": f"Việc thứ {number} về cải cách hành chính",
        "document_no": f"{number}/UBND-NC",
        "unit_handling": "UBND xã Bình Chánh",
        "unit": "UBND xã Bình Chánh",
    }
    values = {field.name: _GOOD.get(field.name, _BY_KIND.get(field.kind, "")) for field in fields}
    return [{**values, **own, **given}.get(field.name, "") for field in fields]


def _everywhere_else(planter: Planter, book: Workbook, id_: str) -> None:
    page = book.worksheets[0]
    page["A7"].comment = Comment(planter.put("sentence", f"{id_}: comment"), planter.put("name", f"{id_}: its author"))
    page.row_dimensions[8].hidden = True
    page.column_dimensions["C"].hidden = True
    hidden = book.create_sheet("An")
    hidden.sheet_state = "hidden"
    for row in range(1, 6):
        hidden.append([planter.put(kind, f"{id_}: hidden sheet") for kind in KINDS])
        hidden.row_dimensions[row].hidden = True
    properties = book.properties
    properties.creator = planter.put("name", f"{id_}: author of the workbook")
    properties.lastModifiedBy = planter.put("name", f"{id_}: last author")
    properties.title = properties.subject = planter.put("sentence", f"{id_}: properties")
    properties.keywords = properties.description = planter.put("secret", f"{id_}: properties")


def _without_due_days(planter: Planter) -> Workbook:
    """A required column is missing, and the header most like it names somebody."""
    book = Workbook()
    page = book.worksheets[0]
    page.append(["Mã hồ sơ", "Đơn vị", "Ngày tiếp nhận", f"Ngày hẹn {planter.put('name', 'the header most like it')}"])
    page.append(["000.00.23.H48-240304-9001", "UBND xã Bình Chánh", "04/03/2024", "06/03/2024"])
    return book


def _save(book: Workbook, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
