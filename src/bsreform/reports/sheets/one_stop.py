"""“Một cửa”: what every one-stop shop received and returned, the letters of apology it owes (clause 2.2)."""

from collections.abc import Sequence

from msgspec.structs import replace

from bsreform.figures.sums import whole
from bsreform.material.values import Material
from bsreform.organisation.phrases import phrases_on
from bsreform.report_model import Address, Column, Row, Section, Table
from bsreform.reports.sheets.addresses import TOTAL, now
from bsreform.reports.sheets.layout import days_of, filled, shown

_OUT, _OPEN = "Đã trả kết quả", "Đang giải quyết"
_SHOPS = (
    Column("no", "STT", "integer", width=4),
    Column("shop", "", width=30),
    Column("carried", "Kỳ trước chuyển sang", "integer", width=7, adds=True, shows=now("carried")),
    Column("received", "Tiếp nhận trong kỳ", "integer", width=7, adds=True, shows=now("received")),
    Column("early", "Trước hạn", "integer", _OUT, 6, adds=True, shows=now("early")),
    Column("on_day", "Đúng hạn", "integer", _OUT, 6, adds=True, shows=now("on_day")),
    Column("late", "Quá hạn", "integer", _OUT, 6, adds=True, shows=now("late")),
    Column("closed", "Tổng số", "integer", _OUT, 6, sum_of=("early", "on_day", "late"), shows=now("closed")),
    Column("in_time", "Trước hạn và đúng hạn", "integer", _OUT, 8.5, sum_of=("early", "on_day"), shows=now("in_time")),
    Column("percent", "Tỷ lệ đúng hạn", "percent", _OUT, 7.5, ratio=("in_time", "closed"), shows=now("on_time_rate")),
    Column("open_in_term", "Trong hạn", "integer", _OPEN, 6, adds=True, shows=now("open_in_term")),
    Column("open_overdue", "Quá hạn", "integer", _OPEN, 6, adds=True, shows=now("open_overdue")),
    Column("open", "Tổng số", "integer", _OPEN, 6, sum_of=("open_in_term", "open_overdue"), shows=now("open")),
    Column("waiting", "Trong đó chờ bổ sung, tạm dừng", "integer", _OPEN, 10.5, adds=True, shows=now("waiting")),
    Column("letters", "Thư xin lỗi phải gửi", "integer", width=7, adds=True, shows=now("letters")),
)


def one_stop(material: Material) -> Section:
    """The sheet of the shops, in the order of the registry."""
    return Section(
        name="Một cửa",
        title=f"TIẾP NHẬN VÀ TRẢ KẾT QUẢ TẠI {_place(material).upper()} {material.names.now.upper()} "
        f"{days_of(material)}",
        blocks=(_shops(material),),
        landscape=True,
        compact=True,
    )


def _place(material: Material) -> str:
    """What the one-stop shop is called at the end of the period."""
    return phrases_on(material.period.as_of).one_stop


def _named(columns: Sequence[Column], material: Material) -> tuple[Column, ...]:
    label = f"{_place(material)} (nơi tiếp nhận)"
    return tuple(replace(each, label=label) if each.key == "shop" else each for each in columns)


def _shops(material: Material) -> Table:
    rows = [
        Row({"no": number, "shop": each.name, **filled(_SHOPS, {"now": each})}, about=Address(scope=f"shop:{each.id}"))
        for number, each in enumerate(material.shops, 1)
    ]
    basis = (
        "Nơi tiếp nhận theo cột đơn vị tiếp nhận của tệp xuất; dòng để trống thì theo đơn vị giải quyết."
        if material.has_receiving
        else "Các tệp xuất không có cột đơn vị tiếp nhận: nơi tiếp nhận được lấy theo đơn vị của hồ sơ."
    )
    return Table(
        "one_stop",
        "",
        _named(_SHOPS, material),
        (_total(material), *rows) if rows else (),
        (
            basis,
            "Thư xin lỗi phải gửi = hồ sơ quá hạn chưa giải quyết và hồ sơ đã trả quá hạn trong kỳ. Hồ sơ đang chờ bổ "
            "sung, tạm dừng được tính trong hạn.",
        ),
        empty="Không có hồ sơ nào trong kỳ.",
        figures=shown(_SHOPS),
    )


def _total(material: Material) -> Row:
    added = whole(material.shops, TOTAL, material.total.name)
    return Row({"shop": added.name, **filled(_SHOPS, {"now": added})}, "total", about=Address(scope=TOTAL))
