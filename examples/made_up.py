"""The invented facts behind the example workspace: procedures, units, and what became of each dossier."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from msgspec import Struct

from bsreform.organisation.working_days import load_calendar

FIRST_DAY, LAST_DAY = date(2024, 1, 2), date(2024, 3, 8)
OLD_EXPORT, NEW_EXPORT = datetime(2024, 3, 1, 16), datetime(2024, 3, 8, 15)
_CALENDAR = load_calendar(None)
_PEOPLE = ("Nguyễn Văn A", "Trần Thị B", "Lê Văn C", "Phạm Thị D", "Võ Văn E")


class Procedure(Struct, frozen=True):
    """One line of the catalogue. `by`: "commune" or the name of the agency that handles it; `fee` in đồng."""

    code: str
    name: str
    field: str
    level: str
    fee: int
    payment_list: bool
    essential: bool
    days: int
    by: str = "commune"


_LAND, _JUSTICE = "Phòng Tài nguyên và Môi trường", "Phòng Tư pháp"
_FINANCE, _WELFARE = "Phòng Tài chính - Kế hoạch", "Phòng Lao động - Thương binh và Xã hội"

PROCEDURES = (
    Procedure("1.001193", "Đăng ký khai sinh", "Hộ tịch", "Toàn trình", 0, False, True, 1),
    Procedure("1.000656", "Đăng ký khai tử", "Hộ tịch", "Toàn trình", 0, False, True, 1),
    Procedure("1.000894", "Đăng ký kết hôn", "Hộ tịch", "Một phần", 0, False, True, 3),
    Procedure("1.004873", "Cấp Giấy xác nhận tình trạng hôn nhân", "Hộ tịch", "Toàn trình", 15_000, True, False, 3),
    Procedure("2.000635", "Cấp bản sao Trích lục hộ tịch", "Hộ tịch", "Toàn trình", 8_000, True, False, 1),
    Procedure("2.000815", "Chứng thực bản sao từ bản chính", "Chứng thực", "Một phần", 10_000, True, False, 1),
    Procedure("2.000884", "Chứng thực chữ ký", "Chứng thực", "Một phần", 10_000, False, False, 1),
    Procedure("1.001776", "Trợ cấp xã hội hằng tháng", "Bảo trợ xã hội", "Một phần", 0, False, True, 22),
    Procedure("1.011607", "Công nhận hộ nghèo, hộ cận nghèo", "Giảm nghèo", "Cung cấp thông tin", 0, False, False, 15),
    Procedure("1.010833", "Cấp giấy xác nhận thân nhân người có công", "Người có công", "Toàn trình", 0, False, False, 1),
    Procedure("2.002403", "Xác nhận hoạt động của hợp tác xã", "Hợp tác xã", "Một phần", 0, False, False, 5),
    Procedure("1.004082", "Xác nhận nguồn gốc sử dụng đất", "Đất đai", "Cung cấp thông tin", 0, False, False, 10),
    Procedure("1.004193", "Xác nhận kế hoạch bảo vệ môi trường", "Môi trường", "Một phần", 150_000, False, False, 20, _LAND),
    Procedure("1.010723", "Cấp giấy phép môi trường", "Môi trường", "Toàn trình", 1_200_000, True, False, 25, _LAND),
    Procedure("2.000528", "Đăng ký khai sinh có yếu tố nước ngoài", "Hộ tịch", "Một phần", 75_000, True, True, 1, _JUSTICE),
    Procedure("2.000748", "Thay đổi, cải chính hộ tịch", "Hộ tịch", "Toàn trình", 28_000, True, False, 3, _JUSTICE),
    Procedure("1.001612", "Đăng ký thành lập hộ kinh doanh", "Hộ kinh doanh", "Toàn trình", 100_000, True, True, 3, _FINANCE),
    Procedure("2.000720", "Đăng ký thay đổi hộ kinh doanh", "Hộ kinh doanh", "Toàn trình", 50_000, True, False, 3, _FINANCE),
    Procedure("1.001731", "Hỗ trợ chi phí mai táng", "Bảo trợ xã hội", "Một phần", 0, False, True, 5, _WELFARE),
    Procedure("1.000684", "Cấp lại giấy phép cơ sở trợ giúp xã hội", "Bảo trợ xã hội", "Toàn trình", 0, False, False, 10, _WELFARE),
)  # fmt: skip


class Habits(Struct, frozen=True):
    """How one unit works: dossiers so far this year, and the chances (0–1) of each good thing and of lateness."""

    unit: str
    prefix: str
    dossiers: int
    online: float
    pays: float
    digitises: float
    late: float


DISTRICT_WIDE = (
    Habits(_JUSTICE, "000.00.53.H48", 14, 0.65, 0.6, 0.9, 0.04),
    Habits(_FINANCE, "000.00.53.H48", 22, 0.9, 0.8, 0.95, 0.02),
    Habits("Phòng TN&MT", "000.00.53.H48", 14, 0.4, 0.3, 0.7, 0.3),
    Habits("Phòng LĐTB&XH", "000.00.53.H48", 12, 0.5, 0.5, 0.85, 0.06),
    Habits("UBND thị trấn Châu Ổ", "000.00.21.H48", 34, 0.75, 0.7, 0.92, 0.03),
    Habits("UBND xã Bình Thạnh", "000.00.22.H48", 24, 0.6, 0.5, 0.85, 0.05),
    Habits("UBND xã Bình Thanh", "000.00.39.H48", 26, 0.12, 0.15, 0.35, 0.25),
    Habits("UBND xã Bình Hoà", "000.00.32.H48", 18, 0.55, 0.45, 0.8, 0.08),
)
BINH_TRI = Habits("UBND xã Bình Trị", "000.00.30.H48", 24, 0.5, 0.1, 0.8, 0.1)
BINH_HAI = Habits("UBND xã Bình Hải", "H48.53.31", 22, 0.3, 0.4, 0.4, 0.15)
BINH_MINH = Habits("UBND xã Bình Minh", "000.00.36.H48", 18, 0.45, 0.35, 0.75, 0.1)
BINH_DUONG = Habits("UBND xã Bình Dương", "000.00.25.H48", 20, 0.7, 0.65, 0.9, 0.05)
BINH_KHUONG = Habits("UBND xã Bình Khương", "000.00.34.H48", 10, 0.5, 0.5, 0.8, 0.05)


class Dossier(Struct, frozen=True):
    """A dossier with its whole life, also what is still to come; `fate` is the status it ends with."""

    code: str
    procedure: Procedure
    unit: str
    applicant: str
    channel: str
    received: datetime
    due: datetime
    finished: datetime
    fate: str
    paid: bool
    components: bool
    result: bool
    reused: bool

    def status(self, at: datetime) -> str:
        """What the system says at that moment."""
        if self.fate == "Không được tiếp nhận":
            return self.fate
        if self.finished > at:
            return "Yêu cầu bổ sung" if self.fate == "Yêu cầu bổ sung" else "Đang xử lý"
        return "Đã trả kết quả" if self.fate == "Yêu cầu bổ sung" else self.fate

    def ended(self, at: datetime) -> datetime | None:
        """When it was finished, as far as that is known at that moment."""
        return None if self.finished > at or self.fate == "Không được tiếp nhận" else self.finished


def dossiers(habits: Habits, seed: int, first: date = FIRST_DAY, last: date = LAST_DAY) -> list[Dossier]:
    """The unit's dossiers from `first` to `last`, by day of receipt; the same for the same seed."""
    chance = Random(seed)
    known = _working_days(first, last)
    # More and more each week: a new year begins slowly, and this week has enough dossiers to look at.
    days = sorted(chance.choices(known, range(8, 8 + len(known)), k=habits.dossiers))
    return [_dossier(habits, day, number, chance) for number, day in enumerate(days, seed * 40 + 1)]


def _working_days(first: date, last: date) -> list[date]:
    span = range((last - first).days + 1)
    return [day for day in (first + timedelta(days=each) for each in span) if _CALENDAR.is_working(day)]


def _dossier(habits: Habits, day: date, number: int, chance: Random) -> Dossier:
    by = {"Phòng TN&MT": _LAND, "Phòng LĐTB&XH": _WELFARE}.get(habits.unit, habits.unit)
    procedure = chance.choice([each for each in PROCEDURES if each.by == by] or _of_communes())
    due = _after(day, procedure.days)
    online = procedure.level != "Cung cấp thông tin" and chance.random() < habits.online
    finished = _after(due, chance.randint(1, 4)) if chance.random() < habits.late else _in_term(day, procedure, chance)
    fate = chance.choices(
        ("Đã trả kết quả", "Yêu cầu bổ sung", "Công dân xin rút", "Không được tiếp nhận"), (90, 5, 3, 2)
    )[0]
    return Dossier(
        code=f"{habits.prefix}-{day:%y%m%d}-{number % 10_000:04d}",
        procedure=procedure,
        unit=habits.unit,
        applicant=chance.choice(_PEOPLE),
        channel="Trực tuyến" if online else chance.choice(("Trực tiếp",) * 5 + ("Bưu chính",)),
        received=_at(day, chance),
        due=datetime.combine(due, time(17)),
        finished=_at(finished, chance),
        fate=fate,
        paid=bool(procedure.fee) and chance.random() < habits.pays,
        components=chance.random() < habits.digitises,
        result=chance.random() < habits.digitises,
        reused=chance.random() < 0.7 * habits.digitises,
    )


def _of_communes() -> list[Procedure]:
    return [each for each in PROCEDURES if each.by == "commune"]


def _after(day: date, working_days: int) -> date:
    for _ in range(working_days):
        day = _CALENDAR.after(day + timedelta(days=1))
    return day


def _in_term(day: date, procedure: Procedure, chance: Random) -> date:
    return _after(day, chance.randint((procedure.days + 1) // 2, procedure.days))


def _at(day: date, chance: Random) -> datetime:
    return datetime.combine(day, time(chance.choice((8, 9, 10, 14)), chance.randrange(60), chance.randrange(60)))


def row_of(dossier: Dossier, at: datetime, yes: str = "Có", no: str = "Không") -> dict[str, object]:
    """A line of an export made at that moment."""
    ended = dossier.ended(at)
    return {
        "code": dossier.code,
        "applicant": dossier.applicant,
        "procedure_code": dossier.procedure.code,
        "procedure": dossier.procedure.name,
        "unit": dossier.unit,
        "channel": dossier.channel,
        "received": dossier.received,
        "due": dossier.due,
        "finished": ended,
        "returned": ended,
        "status": dossier.status(at),
        "fee": dossier.procedure.fee,
        "method": "Trực tuyến" if dossier.paid else "Tiền mặt" if dossier.procedure.fee else "",
        "paid": yes if dossier.paid else no,
        "components": yes if dossier.components else no,
        "result": yes if dossier.result and ended else no,
        "reused": yes if dossier.reused else no,
    }


# --- Bình Chánh: written by hand, because tests/test_by_hand.py works its figures out by hand -------------

_BINH_CHANH = """
240104-0001 | 1.001193 | 04/01/2024 | 05/01/2024 | 05/01/2024 | Trực tuyến | Đã trả kết quả | 0 | | x | x | x
240110-0002 | 2.000815 | 10/01/2024 | 11/01/2024 | 10/01/2024 | Trực tiếp | Đã trả kết quả | 10000 | | x | |
240117-0001 | 1.004873 | 17/01/2024 | 22/01/2024 | 19/01/2024 | Trực tuyến | Đã trả kết quả | 15000 | x | x | x | x
240125-0003 | 2.000635 | 25/01/2024 | 26/01/2024 | 29/01/2024 | Trực tiếp | Đã trả kết quả | 8000 | | | |
240202-0001 | 1.001776 | 02/02/2024 | 12/03/2024 | | Trực tiếp | Đang xử lý | 0 | | x | |
240219-0001 | 1.004873 | 19/02/2024 | 22/02/2024 | 23/02/2024 | Trực tuyến | Đã trả kết quả | 15000 | | x | x |
240222-0002 | 1.011607 | 22/02/2024 | 14/03/2024 | | Trực tiếp | Đang xử lý | 0 | | | |
240226-0001 | 2.000815 | 26/02/2024 | 27/02/2024 | 27/02/2024 | Trực tiếp | Đã trả kết quả | 10000 | | x | x |
240227-0001 | 1.001193 | 27/02/2024 | 28/02/2024 | | Trực tuyến | Yêu cầu bổ sung | 0 | | x | |
240228-0004 | 1.004873 | 28/02/2024 | 04/03/2024 | 04/03/2024 | Bưu chính | Đã trả kết quả | 15000 | | x | x |
240229-0002 | 1.000656 | 29/02/2024 | 01/03/2024 | | Trực tiếp | Đang xử lý | 0 | | | |
240301-0003 | 2.000635 | 01/03/2024 | 04/03/2024 | 05/03/2024 | Trực tuyến | Đã trả kết quả | 8000 | x | x | x | x
240304-0001 | 1.001193 | 04/03/2024 | 05/03/2024 | 04/03/2024 | Trực tuyến | Đã trả kết quả | 0 | | x | x | x
240304-0002 | 2.000815 | 04/03/2024 | 05/03/2024 | 05/03/2024 | Trực tiếp | Đã trả kết quả | 10000 | | x | x |
240305-0001 | 1.004873 | 05/03/2024 | 08/03/2024 | 06/03/2024 | Trực tuyến | Đã trả kết quả | 15000 | x | x | x |
240305-0002 | 2.000815 | 05/03/2024 | 06/03/2024 | 05/03/2024 | Trực tiếp | Đã trả kết quả | 10000 | | | |
240306-0001 | 2.000635 | 06/03/2024 | 07/03/2024 | 07/03/2024 | Trực tuyến | Đã trả kết quả | 8000 | | x | x | x
240306-0003 | 1.011607 | 06/03/2024 | 27/03/2024 | | Trực tiếp | Đang xử lý | 0 | | | |
240307-0001 | 1.001193 | 07/03/2024 | 08/03/2024 | | Trực tuyến | Đang trình ký | 0 | | x | | x
240307-0002 | 2.000815 | 07/03/2024 | 08/03/2024 | 08/03/2024 | Trực tiếp | Công dân xin rút | 10000 | | | |
240308-0001 | 1.001776 | 08/03/2024 | 09/04/2024 | | Trực tuyến | Đang xử lý | 0 | | x | |
240308-0002 | 1.001193 | 08/03/2024 | 11/03/2024 | | Trực tuyến | Không được tiếp nhận | 0 | | | |
"""
BINH_CHANH_FIELDS = (
    "code", "procedure", "received", "due", "finished", "channel", "status", "fee", "paid", "components", "result",
    "reused",
)  # fmt: skip


def binh_chanh() -> Iterator[dict[str, str]]:
    """The rows of the commune's own export, cell by cell as text; the code in full, the procedure by its name."""
    names = {each.code: each.name for each in PROCEDURES}
    for line in _BINH_CHANH.strip().splitlines():
        row = dict(zip(BINH_CHANH_FIELDS, (cell.strip() for cell in line.split("|")), strict=True))
        yield row | {"code": f"000.00.23.H48-{row['code']}", "procedure": names[row["procedure"]]}
