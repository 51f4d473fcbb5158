"""From the raw tables of exports to dossiers: whose they are, where they stand, when they ended, what they cost."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bsreform.organisation.config import Config, Dossiers
from bsreform.organisation.units import Registry, load_registry
from bsreform.organisation.working_days import load_calendar
from bsreform.records.checking import check, rejected
from bsreform.records.merging import merge
from bsreform.rules import RULES
from bsreform.spec import Context
from exports import HEADER, book, cells, code, dataset

NAMELESS = "| Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Trạng thái |"
LINE = "| 000.00.53.H48-240304-000{} | 04/03/2024 | 11/03/2024 | Đang xử lý |"
FIRST = LINE.format(1)
FULL = "| 000.00.53.H48-240304-000{} | {} | 04/03/2024 | 11/03/2024 | | Đang xử lý |"
OWN_CODE = "| 000.10.53.H48-240304-0001 | 04/03/2024 | 11/03/2024 | Đang xử lý |"


def units(data):
    """(unit id or None, where it was found) of every dossier."""
    found = zip(data.frame["unit"].astype(object), data.frame["unit_from"].astype(object), strict=True)
    return [(unit if isinstance(unit, str) else None, origin) for unit, origin in found]


def nameless(*above, name="tep.xlsx", line=FIRST, registry=None):
    return units(dataset({name: book("\n".join((*above, NAMELESS, line)))}, registry=registry))


def with_code(**codes):
    """The shipped units, some with an agency code of their own."""
    shipped = load_registry(None)
    given = {name.replace("_", "-"): code for name, code in codes.items()}
    return Registry(
        tuple(replace(unit, codes=(given[unit.id],)) if unit.id in given else unit for unit in shipped.units)
    )


# --- whose a dossier is --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("UBND xã Bình Chánh", "binh-chanh"),
        ("UBND XÃ BÌNH CHÁNH", "binh-chanh"),
        ("Ủy ban nhân dân xã Bình Hoà", "binh-hoa"),
        ("Uỷ ban nhân dân xã Bình Hòa", "binh-hoa"),
        ("xã Bình Ðông", "binh-dong"),
        ("Bình Thạnh", "binh-thanh-nang"),
        ("Bình Thanh", "binh-thanh"),
        ("Bình Thanh Đông", "binh-thanh"),  # merged in 2020: its successor counts
        ("Vạn Tường", None),  # from 01/7/2025 on
        ("Bình Sơn", None),  # in 2024 that is the district
        ("Binh Thanh", None),
        ("UBND huyện Bình Sơn", None),
    ],
)
def test_the_unit_of_the_column_with_its_tone_marks(text, unit):
    data = dataset(f"{HEADER}\n| {code(1)} | {text} | 04/03/2024 | 11/03/2024 | | Đang xử lý |")
    assert units(data) == [(unit, "column")]


def test_the_handling_unit_counts_unless_the_settings_say_otherwise():
    table = f"""
        | Mã hồ sơ | Đơn vị tiếp nhận | Đơn vị giải quyết | Ngày tiếp nhận | Ngày hẹn trả |
        | {code(1)} | Bộ phận Một cửa huyện | Phòng Tư pháp | 04/03/2024 | 11/03/2024 |
        | {code(2)} | Bộ phận Một cửa huyện | - | 04/03/2024 | 11/03/2024 |
    """
    assert [unit for unit, _ in units(dataset(table))] == ["tu-phap", "mot-cua"]
    receiving = Config(dossiers=Dossiers(unit_column="receiving"))
    assert [unit for unit, _ in units(dataset(table, receiving))] == ["mot-cua", "mot-cua"]


def test_the_section_row_names_the_unit_of_the_rows_below():
    lines = (NAMELESS, "| I. UBND xã Bình Chánh (1 hồ sơ) |", FIRST, "| II | xã Bình Hoà: 1 hồ sơ |", LINE.format(2))
    assert units(dataset("\n".join(lines))) == [("binh-chanh", "section"), ("binh-hoa", "section")]


def test_a_group_of_units_is_no_unit():
    assert nameless("| UBND xã Bình An |", line=f"| A. UBND các xã, thị trấn |\n{LINE.format(1)}") == [
        ("binh-an", "letterhead")
    ]


def sections(*headings, titles=()):
    """The unit of one row below each of these headings."""
    lines = [f"| {heading} |\n{LINE.format(number)}" for number, heading in enumerate(headings, 1)]
    return units(dataset("\n".join((*titles, NAMELESS, *lines))))


@pytest.mark.parametrize(
    "fields",
    [
        ("Tư pháp", "Y tế", "Nội vụ", "LĐ-TB&XH"),
        ("I. Tư pháp", "II. Thanh tra", "III. Y tế"),
        ("Lĩnh vực: Tư pháp", "Lĩnh vực: Đất đai"),
        ("Phòng, chống tham nhũng", "Xã hội", "Y tế"),
        ("Thanh tra", "Nông nghiệp"),
        ("Công an", "Thanh tra"),
    ],
)
def test_sections_that_name_fields_are_no_units(fields):
    titles = ["| Đơn vị: UBND xã Bình Chánh |"]
    assert sections(*fields, titles=titles) == [("binh-chanh", "title")] * len(fields)


def test_without_anything_else_fields_leave_the_unit_unknown():
    assert sections("Tư pháp", "Y tế") == [(None, ""), (None, "")]


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (("Bình Chánh", "Bình Hòa"), ["binh-chanh", "binh-hoa"]),
        (("Phòng Tư pháp", "Phòng Y tế"), ["tu-phap", "y-te"]),
        (("UBND xã Bình Chánh", "Phòng Y tế", "Bình Hòa"), ["binh-chanh", "y-te", "binh-hoa"]),
        (("I. UBND xã Bình Chánh", "II. UBND xã Bình Hòa", "III. Chưa phân loại"), ["binh-chanh", "binh-hoa", None]),
        (("I. UBND xã Bình Chánh", "II. Hộ tịch", "III. Đất đai"), [None, None, None]),
        (("Bình Chánh", "Hộ tịch"), [None, None]),
        (("Phòng Tư pháp", "Thanh tra", "UBND xã Bình Hòa"), ["tu-phap", "thanh-tra", "binh-hoa"]),
        (("Thanh tra", "Phòng Tư pháp"), ["thanh-tra", "tu-phap"]),
    ],
)
def test_sections_are_units_only_where_together_they_clearly_are(headings, found):
    assert [unit for unit, _ in sections(*headings)] == found


def test_a_blank_in_a_column_of_units_is_not_filled_from_elsewhere():
    table = f"| Đơn vị: UBND xã Bình Chánh |\n{HEADER}\n{FULL.format(1, 'Bình An')}\n{FULL.format(2, '')}"
    assert units(dataset(table)) == [("binh-an", "column"), (None, "")]


def test_a_column_of_units_that_is_wholly_blank_is_none():
    table = f"| Đơn vị: UBND xã Bình Chánh |\n{HEADER}\n{FULL.format(1, '')}\n{FULL.format(2, '')}"
    assert units(dataset(table)) == [("binh-chanh", "title")] * 2


def test_each_of_two_tables_has_its_own_unit_and_its_own_order_of_columns():
    table = f"""
        | Đơn vị: UBND xã Bình Chánh | | | |
        | Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Số hóa kết quả |
        | {code(1)} | 04/03/2024 | 11/03/2024 | X |

        | Danh sách thứ hai | | | |
        | Đơn vị: UBND xã Bình Hòa | | | |
        | Lập ngày 08/03/2024 | | | |
        | Số hóa kết quả | Mã hồ sơ | Ngày hẹn trả | Ngày tiếp nhận |
        | X | {code(2)} | 12/03/2024 | 05/03/2024 |
    """
    data = dataset(table)
    assert units(data) == [("binh-chanh", "title"), ("binh-hoa", "title")]
    days = [(row.received_at.date(), row.due_at.date(), row.result_digitised) for row in data.frame.itertuples()]
    assert days == [(date(2024, 3, 4), date(2024, 3, 11), True), (date(2024, 3, 5), date(2024, 3, 12), True)]
    assert [source.columns["code"] for source in data.sources] == ["A", "B"]


@pytest.mark.parametrize(
    "titles",
    [
        ["| Đơn vị: UBND xã Bình Chánh |"],
        ["| Đơn vị: | Bình Chánh |"],
        ["| VĂN PHÒNG HĐND VÀ UBND |", "| Đơn vị: xã Bình Chánh |"],
        ["| Đơn vị: UBND xã Bình Chánh - Bộ phận Một cửa |"],
        ["| Đơn vị: UBND xã Bình Hòa |", "| Đơn vị: UBND xã Bình Chánh |", "| Từ 01/3 đến 08/3 |"],
    ],
)
def test_the_nearest_label_above_the_table_names_the_unit(titles):
    assert nameless(*titles) == [("binh-chanh", "title")]


@pytest.mark.parametrize(
    "titles",
    [
        ["| UBND HUYỆN BÌNH SƠN |", "| UBND XÃ BÌNH CHÁNH |"],
        ["| DANH SÁCH HỒ SƠ TIẾP NHẬN TẠI UBND XÃ BÌNH CHÁNH |"],
        ["| VĂN PHÒNG HĐND VÀ UBND |", "| UBND xã Bình Chánh |"],
    ],
)
def test_else_the_letterhead_if_it_is_not_that_of_the_office_that_reports(titles):
    assert nameless(*titles) == [("binh-chanh", "letterhead")]
    assert nameless(*titles, name="Bình Hòa.xlsx") == [("binh-hoa", "file")]


def test_a_mistyped_unit_in_the_title_is_reported_not_replaced():
    assert nameless("| Đơn vị: UBND xã Bình Chanh |", name="Bình Hòa.xlsx") == [(None, "title")]


def test_a_title_with_two_units_names_none():
    assert nameless("| Đơn vị: UBND xã Bình Chánh, UBND xã Bình Hòa |") == [(None, "")]


def test_the_sources_of_the_unit_in_their_order():
    registry = with_code(binh_an="000.10.53.H48")
    everything = {"name": "xã Bình Hòa.xlsx", "line": OWN_CODE, "registry": registry}
    assert nameless("| Đơn vị: UBND xã Bình Minh |", **everything) == [("binh-minh", "title")]
    assert nameless(**everything) == [("binh-an", "code")]
    assert nameless(**{**everything, "line": LINE.format(1)}) == [("binh-hoa", "file")]


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Bình Chánh T3.xlsx", "binh-chanh"),
        ("xa\u0303 Bi\u0300nh Hoa\u0300/tuần 10.xlsx", "binh-hoa"),
        ("Bình Hòa/Bình Chánh.xlsx", "binh-chanh"),
        ("Bình Chánh và Bình Hòa.xlsx", None),
        ("binh-chanh.xlsx", None),
        ("huyện Bình Sơn.xlsx", None),
    ],
)
def test_the_nearest_file_or_folder_name_with_exactly_one_unit(name, unit):
    assert nameless(name=name) == [(unit, "file" if unit else "")]


def test_a_dossier_of_nobody_is_a_missing_value():
    [fact] = dataset(f"{NAMELESS}\n{LINE.format(1)}").facts
    assert (fact.kind, fact.row, fact.field) == ("missing_value", 2, "unit")


def test_the_day_of_receipt_tells_units_of_one_name_apart():
    table = f"""
        {HEADER}
        | {code(1)} | Bình Minh | 04/03/2024 | 11/03/2024 | | |
        | {code(2)} | Bình Minh | 04/08/2025 | 11/08/2025 | | |
    """
    assert [unit for unit, _ in units(dataset(table))] == ["binh-minh", "binh-minh-2025"]


# --- field, status, end, money -------------------------------------------------------------


def test_a_heading_that_says_so_is_the_field_even_above_others():
    table = f"{NAMELESS}\n| A. UBND xã Bình An |\n| I. Lĩnh vực đất đai |\n| 1. Đăng ký biến động |\n{LINE.format(1)}"
    assert dataset(table).frame["field"].tolist() == ["Đất đai"]


def frame(*rows, columns="", config=None):
    """Rows of "ended | status | more…"."""
    lines = [f"| {code(n)} | Bình An | 04/03/2024 | 11/03/2024 | {row} |" for n, row in enumerate(rows, 1)]
    return dataset("\n".join([f"{HEADER}{columns}", *lines]), config).frame


def test_wordings_of_statuses():
    found = frame("| 10 - Đã trả kết quả", "| Đang xử lý", "| Chờ bổ sung", "| Xin rút", "| 3", "| Xong rồi nhé", "| ")
    expected = ["closed_with_result", "open", "waiting", "closed_without_result", "not_accepted", "unknown"]
    assert found["status"].tolist()[:6] == expected
    assert found["status"].isna().tolist()[6]


def test_an_end_beside_an_open_status_does_not_count():
    ended = frame("06/03/2024 | Đã trả kết quả", "06/03/2024 | Đang xử lý", "06/03/2024 | ")["ended_at"]
    assert ended.isna().tolist() == [False, True, False]


def test_the_settings_choose_which_end_counts():
    rows, columns = (
        ["05/03/2024 | Đã trả kết quả | 07/03/2024", " | Đã trả kết quả | 08/03/2024"],
        " Ngày trả kết quả |",
    )
    assert frame(*rows, columns=columns)["ended_at"].dt.day.tolist() == [5, 8]
    returned = Config(dossiers=Dossiers(end_date="returned"))
    assert frame(*rows, columns=columns, config=returned)["ended_at"].dt.day.tolist() == [7, 8]


def test_fee_and_levy_add_up_and_a_total_stands_for_itself():
    assert frame("| | 10.000 | 20.000đ", columns=" Phí | Lệ phí |")["fee"].tolist() == [30_000]
    assert frame("| | 10.000 | 25.000", columns=" Phí | Tổng (VNĐ) |")["fee"].tolist() == [25_000]
    assert frame("| ")["fee"].isna().all()


def test_paid_online_by_the_most_direct_column():
    direct = frame("| | Có | Tiền mặt", "| | | Trực tuyến", columns=" Thanh toán trực tuyến | Hình thức thanh toán |")
    assert direct["paid_online"].tolist() == [True, False]
    by_method = frame(
        "| | Trực tuyến | Chưa thanh toán",
        "| | Trực tuyến | Đã thanh toán",
        columns=" Hình thức thanh toán | Trạng thái thanh toán |",
    )
    assert by_method["paid_online"].tolist() == [False, True]


def test_paid_without_the_means_is_neither_paid_online_nor_not():
    by_state = dataset(
        f"{HEADER} Trạng thái thanh toán |\n| {code(1)} | Bình An | 04/03/2024 | 11/03/2024 | | | Đã thanh toán |"
    )
    assert "payment_status" in by_state.available and "paid_online" not in by_state.available


# --- every row is counted once -------------------------------------------------------------

CHOICES = {
    "code": [code(1), code(2), code(3), "", "giấy 5"],
    "unit": ["Bình An", "Bình Chanh", "", "-"],
    "received": ["04/03/2024", "30/02/2024", "", "12/03/2024"],
    "due": ["11/03/2024", "05/03/0204", ""],
    "ended": ["", "06/03/2024", "…"],
    "status": ["Đang xử lý", "Đã trả kết quả", "Không được tiếp nhận", "lạ", ""],
}


@pytest.mark.slow
@settings(max_examples=25)
@given(st.lists(st.lists(st.tuples(*map(st.sampled_from, CHOICES.values())), max_size=6), min_size=1, max_size=3))
def test_read_is_used_superseded_excluded_or_not_accepted(tables):
    files = {f"{n}.xlsx": book([cells(HEADER)[0], *table]) for n, table in enumerate(tables)}
    data = dataset(files)
    context = Context(Config(), load_registry(None), load_calendar(None), date(2024, 3, 8))
    count = merge(data, rejected(check(data, RULES, context), data.frame)).count
    assert count.read == sum(source.rows for source in data.sources) == len(data.frame)
    assert count.read == count.used + count.superseded + count.excluded + count.not_accepted


def test_a_column_that_is_wholly_blank_is_no_data():
    lines = f"{HEADER} Tái sử dụng | Số hóa kết quả |\n| {code(1)} | Bình An | 04/03/2024 | 11/03/2024 | | | | Có |"
    found = dataset(lines)
    assert "reused" in found.sources[0].columns and "reused" not in found.sources[0].filled
    assert "result_digitised" in found.sources[0].filled
