"""Total rows must agree with the rows that they close."""

from exports import book, code, read

HEADER = "| STT | Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Ngày có kết quả | Lệ phí |"


def row(number, fee="10.000"):
    return f"| {number} | {code(number)} | 04/03/2024 | 11/03/2024 | | {fee} |"


def mismatches(*lines):
    """Cell, stated, counted."""
    _, _, facts = read(book("\n".join((HEADER, *lines))))
    return [(f"{f['column']}{f['row']}", f["raw"], f["detail"]) for f in facts if f["kind"] == "total_mismatch"]


SECTIONS = ("| I. UBND xã Bình Chánh |", row(1), row(2), "{}", "| II. xã Bình Hòa |", row(3), "{}", "{}")


def table(*totals):
    left = iter(totals)
    return [next(left) if line == "{}" else line for line in SECTIONS]


def test_right_totals_of_sections_and_of_the_whole_say_nothing():
    assert (
        mismatches(*table("| Cộng | 2 | | | | 20.000 |", "| Cộng: 1 hồ sơ |", "| Tổng cộng | | 3 | 3 | 0 | 30.000 |"))
        == []
    )


def test_a_total_may_stand_on_top():
    assert mismatches("| | TỔNG SỐ | 2 | 2 | 0 | 30.000 |", row(1), row(2, "20.000đ")) == []


def test_nested_sections_each_have_their_total():
    lines = ["| I | xã Bình Chánh |", "| 1 | Đất đai |", row(1), "| Cộng: 1 |", "| 2 | Hộ tịch |", row(2), row(3)]
    ends = [
        "| Cộng: 2 |",
        "| Cộng xã Bình Chánh: 3 |",
        "| II | xã Bình Hòa |",
        row(4),
        "| Cộng xã Bình Hòa: 1 |",
        "| Tổng số: 4 |",
    ]
    assert mismatches(*lines, *ends) == []


def test_a_wrong_count_is_found_at_its_cell_with_the_nearest_count():
    assert mismatches(*table("| Cộng: 2 |", "| Cộng: 1 |", "| Tổng số | | 5 | | | |")) == [("C9", "5", "3")]


def test_a_wrong_sum_of_money_is_found():
    assert mismatches(row(1), row(2), "| Tổng số: 2 hồ sơ | | | | | 25.000 |") == [("F4", "25.000", "20.000")]


def test_numbers_that_are_no_counts_are_left_alone():
    assert mismatches(row(1), row(2), "| Tổng (I+II), tháng 3 | | | | | |") == []
    assert mismatches(row(1), row(2), "| Tổng số hồ sơ: 2, trong đó đúng hạn: 1 | | | | | |") == []
