"""“Quá hạn”: dossiers past their due day, and whether an apology letter is owed (Decree 61/2018/NĐ-CP, article 19)."""

from bsreform.language.wording import official_date
from bsreform.material.values import Material, Overdue
from bsreform.report_model import Column, Row, Section, Table

COLUMNS = (
    Column("no", "STT", "integer", width=6),
    Column("code", "Mã hồ sơ", width=27),
    Column("procedure", "Thủ tục hành chính", width=38),
    Column("unit", "Đơn vị giải quyết", width=24),
    Column("due", "Ngày hẹn trả", "date", width=11),
    Column("ended", "Ngày có kết quả", "date", width=11),
    Column("days", "Số ngày làm việc quá hạn", "integer", width=11),
    Column("state", "Tình trạng", width=15),
    Column("letter", "Thư xin lỗi", width=15),
)


def overdue(material: Material) -> Section:
    """The sheet: open overdue dossiers first, longest overdue on top, then those returned late in the period."""
    rows = tuple(_row(number, each) for number, each in enumerate(material.overdue, 1))
    return Section(
        name="Quá hạn",
        title="DANH SÁCH HỒ SƠ QUÁ HẠN",
        subtitle=f"Tính đến hết ngày {official_date(material.period.as_of)}",
        blocks=(
            Table(
                id="overdue",
                title="",
                columns=COLUMNS,
                rows=rows,
                notes=("Hồ sơ đang chờ bổ sung, tạm dừng không tính quá hạn. Số ngày làm việc tính sau ngày hẹn trả.",),
                filtered=True,
                empty="Không có hồ sơ quá hạn.",
            ),
        ),
        landscape=True,
    )


def _row(number: int, each: Overdue) -> Row:
    state = "Đang giải quyết" if each.ended is None else "Đã giải quyết trong kỳ"
    return Row(
        {
            "no": number,
            "code": each.code,
            "procedure": each.procedure,
            "unit": each.unit,
            "due": each.due,
            "ended": each.ended,
            "days": each.days,
            "state": state,
            "letter": letter(each),
        }
    )


def letter(each: Overdue) -> str:
    """Is an apology letter owed for the dossier? Whether one was sent cannot be known."""
    return "Phải gửi thư xin lỗi" if each.ended is None else "Phải gửi, nếu chưa gửi"
