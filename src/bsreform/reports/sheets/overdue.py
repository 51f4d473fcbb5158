"""“Quá hạn”: dossiers past their due day by unit, and for which a letter of apology is owed (letter, clause 2.2)."""

from collections.abc import Iterator
from itertools import groupby

from bsreform.language.wording import decimal, official_date
from bsreform.material.values import Material, Overdue
from bsreform.organisation.phrases import phrases_on
from bsreform.report_model import Column, Row, Section, Table


def overdue(material: Material) -> Section:
    """The sheet: one line for each dossier, under the name of its unit; the longest overdue of a unit first.

    Those still open come before those that were returned late in the period.
    """
    day = material.period.as_of
    elsewhere = any(each.shop != each.unit for each in material.overdue)
    columns = (
        Column("code", "Mã hồ sơ", "line", width=25),
        Column("procedure", "Thủ tục hành chính", "line", width=42),
        *((Column("shop", f"{phrases_on(day).one_stop} (nơi tiếp nhận)", "line", width=24),) if elsewhere else ()),
        Column("due", "Hẹn trả", "date", width=10.5),
        Column("ended", "Có kết quả", "date", width=10.5),
        Column("days", "Số ngày quá hạn", "integer", width=8),
        Column("letter", "Thư xin lỗi", "line", width=12),
    )
    notes = (
        "Chưa có kết quả: đang giải quyết, phải gửi thư xin lỗi. Đã có kết quả: trả quá hạn trong kỳ, phải gửi nếu "
        "chưa gửi. Số ngày quá hạn là ngày làm việc. Hồ sơ đang chờ bổ sung, tạm dừng không tính quá hạn.",
    )
    open_now = sum(each.ended is None for each in material.overdue)
    late = len(material.overdue) - open_now
    return Section(
        name="Quá hạn",
        title="HỒ SƠ QUÁ HẠN THEO ĐƠN VỊ",
        subtitle=f"Tính đến hết ngày {official_date(day)}: {decimal(open_now)} hồ sơ quá hạn đang giải quyết, "
        f"{decimal(late)} hồ sơ trả quá hạn trong kỳ",
        blocks=(Table("overdue", "", columns, tuple(_rows(material)), notes, empty="Không có hồ sơ quá hạn."),),
        landscape=elsewhere,
    )


def _rows(material: Material) -> Iterator[Row]:
    order = {unit.name: place for place, unit in enumerate(material.units)}
    listed = sorted(material.overdue, key=lambda each: (order.get(each.unit, len(order)), each.unit))
    for unit, found in groupby(listed, key=lambda each: each.unit):
        dossiers = list(found)
        open_now = sum(each.ended is None for each in dossiers)
        counted = f"{decimal(open_now)} đang giải quyết, {decimal(len(dossiers) - open_now)} trả quá hạn"
        yield Row({"code": f"{unit}: {counted}", "days": ""}, "group")
        yield from map(_row, dossiers)


def _row(each: Overdue) -> Row:
    return Row(
        {
            "code": each.code,
            "procedure": each.procedure,
            "shop": each.shop,
            "due": each.due,
            "ended": each.ended,
            "days": each.days,
            "letter": letter(each),
        }
    )


def letter(each: Overdue) -> str:
    """Is an apology letter owed for the dossier? Whether one was sent cannot be known."""
    return "phải gửi" if each.ended is None else "nếu chưa gửi"
