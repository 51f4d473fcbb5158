"""“Kiểm tra số liệu”: both sides of every identity, and this report against what earlier ones gave."""

from datetime import date
from io import BytesIO

import openpyxl
from msgspec.structs import replace
from small_material import PERIOD, dossiers_line, small_material

from bsreform.history.adjusted import DOSSIER_LABELS
from bsreform.history.values import Adjustment, CarriedDossier, CarriedOver, CarriedUnit, History, Reported
from bsreform.language.wording import DASH
from bsreform.material import self_checks
from bsreform.material.values import Material
from bsreform.model import Period
from bsreform.report_model import Codes, Report, Section, Table
from bsreform.reports import weekly
from bsreform.reports.composing import Contents, compose
from bsreform.reports.sheets.checks import checks_of
from bsreform.writing.workbook import write_workbook

BEFORE = Reported(
    "Tuần 9",
    Period("2024-W09", date(2024, 2, 24), date(2024, 3, 1), date(2024, 3, 1)),
    {},
    {"ho-so/a.xls": "cd" * 32, "ho-so/cu.xls": "ef" * 32},
    Codes(),
)
LATE = CarriedDossier("H48.53-240226-0001", "entered_late", date(2024, 2, 26))
MOVED = CarriedDossier("H48.53-240226-0002", "moved_out", None, "UBND xã Bình An")
HISTORY = History(
    reported=(BEFORE,),
    carried=CarriedOver(
        BEFORE,
        reported=3,
        carried=3,
        units=(CarriedUnit("binh-chanh", "UBND xã Bình Chánh", 1, 1, added=(LATE,), removed=(MOVED,)),),
    ),
    adjusted=(
        Adjustment(BEFORE, "total", "total", "late", "Giải quyết quá hạn", (1,), (2,)),
        Adjustment(BEFORE, "binh-chanh", "UBND xã Bình Chánh", "late", "Giải quyết quá hạn", (1,), (2,)),
        Adjustment(BEFORE, "total", "total", "reuse_rate", "Tỷ lệ tái sử dụng", (None, None), (4, 9)),
    ),
    labels=DOSSIER_LABELS,
)


def made(**changes: object) -> Report:
    return compose(weekly.KIND.report, weekly.SPEC, Contents(small_material(**changes), "x.xlsx"))


def section(report: Report, name: str) -> Section:
    return next(each for each in report.sections if each.name == name)


def table(report: Report, id_: str) -> Table:
    return next(
        block
        for each in report.sections
        for block in each.blocks
        if isinstance(block, Table) and block.id == id_
    )  # fmt: skip


def cells(found: Table, *keys: str) -> list[list[object]]:
    return [[row.cells[key] for key in keys] for row in found.rows]


def test_every_identity_stands_with_both_sides_and_the_units_that_were_checked() -> None:
    found = table(made(), "identities")
    assert cells(found, "label", "left", "right", "difference", "units", "holding") == [
        ["Kỳ trước chuyển sang + tiếp nhận trong kỳ = đã giải quyết + đang giải quyết", 23, 23, 0, 4, 4],
        ["Đã giải quyết = giải quyết trước hạn + giải quyết đúng hạn + giải quyết quá hạn", 16, 16, 0, 4, 4],
        ["Đang giải quyết = đang giải quyết trong hạn + đang giải quyết quá hạn", 7, 7, 0, 4, 4],
        ["Số dòng hồ sơ đã đọc = được dùng + được thay thế + bị loại do lỗi + không được tiếp nhận", 21, 21, 0, "", ""],
    ]  # fmt: skip


def test_units_groups_and_the_total_are_the_same_for_every_count_with_data() -> None:
    found = table(made(), "sums")
    assert len(found.rows) == 9 + 2 * 3
    assert cells(found, "label", "units", "groups", "total")[9] == ["Tỷ lệ hồ sơ trực tuyến: số hồ sơ đạt", 11, 11, 11]
    assert {row.cells[key] for row in found.rows for key in ("units.check", "groups.check")} == {0}


def test_form_06a_stands_beside_the_ledger_where_the_report_has_it() -> None:
    field = dossiers_line("Hộ tịch", "Hộ tịch", early=15, late=1, open_in_term=7)
    checks = self_checks.self_checks(made(), small_material(), (field,), History())
    found = table(replace(made(), sections=checks_of(small_material(), checks)), "sums")
    assert "form" in [column.key for column in found.columns]
    assert {row.cells["form.check"] for row in found.rows} == {0, ""}
    assert "form" not in [column.key for column in table(made(), "sums").columns]


def test_an_identity_that_fails_is_told_on_the_screen() -> None:
    wrong = small_material()
    checks = self_checks.self_checks(replace(made(), total=wrong.units[0]), wrong, (), History())
    line = self_checks.line(checks)
    assert "đẳng thức không khớp" in line and self_checks.SHEET in line


def test_without_earlier_reports_the_sheet_says_so() -> None:
    report = made()
    assert (
        table(report, "carried_over").empty
        == "Chưa có báo cáo kỳ trước đã phát hành (đến hết ngày 01/3/2024) để đối chiếu."
    )
    assert table(report, "adjusted_periods").empty == "Chưa có báo cáo các tuần trước đã phát hành để đối chiếu."
    assert report.self_check == "Kiểm tra số liệu: các đẳng thức đều khớp."
    assert report.more["carried_over"] is None


def test_reports_that_agree_are_told_and_make_no_sheet_of_their_own() -> None:
    agreeing = History(reported=(BEFORE,), carried=CarriedOver(BEFORE, 3, 3, ()), labels=DOSSIER_LABELS)
    report = made(history=agreeing)
    assert table(report, "carried_over").notes == (
        "Hồ sơ kỳ trước chuyển sang đúng là các hồ sơ đang giải quyết theo báo cáo kỳ trước.",
    )
    assert table(report, "adjusted_periods").empty == (
        "Đã tính lại 01 kỳ trước đã phát hành báo cáo: không có số liệu nào phải điều chỉnh."
    )
    assert not {self_checks.CARRIED_SHEET, self_checks.ADJUSTED_SHEET} & {each.name for each in report.sections}


def test_what_is_carried_over_is_explained_to_the_last_dossier() -> None:
    report = made(history=HISTORY)
    found = table(report, "carried_over")
    assert cells(found, "unit", "reported", "carried", "difference", "added", "removed", "explained", "rest") == [
        ["Toàn huyện", 3, 3, 0, 1, 1, 0, 0],
        ["UBND xã Bình Chánh", 1, 1, 0, 1, 1, 0, 0],
    ]
    assert cells(table(report, "carried_dossiers"), "code", "way", "why") == [
        [LATE.code, "Thêm", "Nhập bổ sung: tiếp nhận ngày 26/02/2024, báo cáo kỳ trước chưa có"],
        [MOVED.code, "Bớt", "Chuyển sang UBND xã Bình An"],
    ]


def test_adjusted_counts_and_rates_stand_beside_what_was_reported() -> None:
    report = made(history=HISTORY)
    assert cells(table(report, "adjusted"), "period", "unit", "what", "reported", "now", "difference") == [
        ["Tuần 9", "Toàn huyện", "Giải quyết quá hạn", 1, 2, 1],
        ["Tuần 9", "UBND xã Bình Chánh", "Giải quyết quá hạn", 1, 2, 1],
    ]
    rate = ("unit", "reported.counted", "reported.percent", "now.counted", "now.out_of", "now.percent", "change")
    assert cells(table(report, "adjusted_rates"), *rate) == [["Toàn huyện", None, None, 4, 9, 44.44, None]]
    assert cells(table(report, "adjusted_periods"), "period", "units", "figures", "changed", "gone") == [
        ["Tuần 9 (đến hết ngày 01/3/2024)", 1, 2, 1, 1]
    ]


def test_one_sentence_of_the_conclusions_and_one_line_of_the_screen_say_how_many() -> None:
    report = made(history=HISTORY)
    (sentence,) = (each for each in report.conclusions if each.startswith("So với số liệu đã báo cáo"))
    assert sentence == (
        "So với số liệu đã báo cáo: có 02 số liệu về hồ sơ của 01 đơn vị trong 01 kỳ đã báo cáo được điều chỉnh "
        "(trang “Số liệu điều chỉnh”); hồ sơ kỳ trước chuyển sang thêm 01, bớt 01 hồ sơ (trang “Hồ sơ chuyển kỳ”)."
    )
    assert report.self_check == (
        "Kiểm tra số liệu: các đẳng thức đều khớp; 02 số liệu đã báo cáo nay được điều chỉnh; 02 hồ sơ chuyển kỳ khác "
        "báo cáo kỳ trước (xem trang “Kiểm tra số liệu”)."
    )


def test_scripts_get_every_check_and_only_the_counts_that_differ() -> None:
    more = made(history=HISTORY).more
    assert more["checks"][0] == {
        "id": "dossiers: carried + received = closed + open", "left": 23, "right": 23, "ok": True,
    }  # fmt: skip
    assert all(each["ok"] for each in more["checks"])
    assert [tuple(each.values()) for each in more["adjusted"]] == [
        ("2024-W09", "total", "late", 1, 2),
        ("2024-W09", "binh-chanh", "late", 1, 2),
        ("2024-W09", "total", "reuse_rate.counted", None, 4),
        ("2024-W09", "total", "reuse_rate.out_of", None, 9),
    ]
    assert more["changed_sources"] == [
        {"period": "2024-W09", "new": [], "changed": ["ho-so/a.xls"], "gone": ["ho-so/cu.xls"]}
    ]


def test_a_report_on_the_same_period_is_named_as_such() -> None:
    again = Reported("Tuần 10", PERIOD, {}, {}, Codes())
    found = Adjustment(again, "total", "total", "late", "Giải quyết quá hạn", (1,), (2,))
    report = made(history=History(reported=(again,), adjusted=(found,), labels=DOSSIER_LABELS))
    assert cells(table(report, "adjusted_periods"), "period") == [
        ["Tuần 10, báo cáo đã phát hành (đến hết ngày 08/3/2024)"]
    ]


def test_the_differences_are_live_formulas(tmp_path) -> None:
    stream = BytesIO()
    write_workbook(made(history=HISTORY), stream)
    book = openpyxl.load_workbook(stream)
    formulas = {cell.value for row in book[self_checks.SHEET].iter_rows() for cell in row if cell.data_type == "f"}
    assert {"=C7-D7", "=C14-E14"} <= formulas
    rates = [[cell.value for cell in row] for row in book[self_checks.ADJUSTED_SHEET].iter_rows()]
    assert any(DASH in row and 9 in row for row in rates)


def test_the_material_alone_knows_nothing_of_earlier_reports() -> None:
    material: Material = small_material()
    assert (material.history.carried, material.history.adjusted) == (None, ())
