"""Copies that a sync client made: only the original counts, and the copy says how it differs."""

import pytest

from bsreform.files.folders import conflict_pairs
from bsreform.records.conflicts import set_aside
from exports import HEADER, book, code, results

ROW = "| {} | Bình An | 04/03/2024 | {} | | Đang xử lý |"


def table(*numbers, due="11/03/2024", header=HEADER):
    return "\n".join([header, *(ROW.format(code(number) if number else "", due) for number in numbers)])


def outcome(tmp_path, files):
    """For each file: None = it counts, else how it differs from the original."""
    read = results(tmp_path, files)
    kept = set_aside(read, conflict_pairs([each.path for each in read]), tmp_path)
    faults = {each.path.name: each.detail if each.fault == "conflict_copy" else None for each in kept}
    assert all((each.table is None) == (each.fault == "conflict_copy") for each in kept)
    return [faults[name] for name in files]


@pytest.mark.parametrize(
    "name",
    [
        "bc (1).xlsx", "bc - Copy.xlsx", "bc - Copy (2).xlsx", "bc - Sao chép.xlsx", "bc - Sao chép (2).xlsx",
        "bc - Bản sao.xlsx", "bc-MAY01.xlsx", "bc-MÁY01.xlsx", "bc-DESKTOP-AB12CD.xlsx", "BC - COPY.xlsx",
        "bc (Nguyễn Văn A's conflicted copy 2024-03-08).xlsx",
    ],
)  # fmt: skip
def test_each_form_of_name(tmp_path, name):
    [original, copy] = outcome(tmp_path, {"bc.xlsx": table(1, 2), name: table(1, 2, 3)})
    assert original is None
    assert copy == "bc.xlsx|có thêm 1 dòng: 4"


@pytest.mark.parametrize("name", ["bc-T3.xlsx", "bc-W10.xlsx", "bc tuần 10.xlsx"])
def test_other_names_are_files_of_their_own(tmp_path, name):
    assert outcome(tmp_path, {"bc.xlsx": table(1), name: table(1)}) == [None, None]


def test_how_a_copy_differs(tmp_path):
    files = {"bc.xlsx": table(1, 2), "bc (1).xlsx": table(2, 3, due="12/03/2024")}
    assert outcome(tmp_path, files)[1] == "bc.xlsx|khác 1 dòng: 2; có thêm 1 dòng: 3; thiếu 1 dòng của bản gốc: 2"


def test_a_row_put_in_between_leaves_the_others_equal(tmp_path):
    files = {"bc.xlsx": table(1, 2, 3, 4), "bc (1).xlsx": table(1, 9, 8, 2, 3, 4)}
    assert outcome(tmp_path, files)[1] == "bc.xlsx|có thêm 2 dòng: 3–4"


def test_a_row_whose_code_was_changed_is_a_changed_row(tmp_path):
    files = {"bc.xlsx": table(1, 2, 3), "bc (1).xlsx": table(1, 7, 3)}
    assert outcome(tmp_path, files)[1] == "bc.xlsx|khác 1 dòng: 3"


def test_rows_without_a_code_are_compared_by_what_they_say(tmp_path):
    files = {"bc.xlsx": table("", 1), "bc (1).xlsx": table(1, "")}
    assert outcome(tmp_path, files)[1] == "bc.xlsx|cùng số liệu, chỉ khác cách trình bày"
    files = {"bc.xlsx": table("", 1), "bc (1).xlsx": table("", 1, due="12/03/2024")}
    assert outcome(tmp_path, files)[1] == "bc.xlsx|khác 2 dòng: 2–3"


def test_a_changed_heading_changes_its_rows(tmp_path):
    def under(unit):
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table(1, 2).splitlines()]
        return book([rows[0], [f"I. {unit}", *[""] * 5], *[[row[0], "", *row[2:]] for row in rows[1:]]])

    files = {"bc.xlsx": under("UBND xã Bình An"), "bc (1).xlsx": under("UBND xã Bình Minh")}
    assert outcome(tmp_path, files)[1] == "bc.xlsx|khác 2 dòng: 3–4"


def test_rows_of_several_sheets_are_told_by_sheet(tmp_path):
    files = {"bc.xlsx": book(table(1), table(2)), "bc (1).xlsx": book(table(1, 3), table(2, 4))}
    assert outcome(tmp_path, files)[1] == "bc.xlsx|có thêm 2 dòng: trang “S1” 3, trang “S2” 3"


def test_copies_that_say_the_same(tmp_path):
    same, remarks = (
        book(table(1)),
        table(1).replace("thái |", "thái | Ghi chú |").replace("Đang xử lý |", "Đang xử lý | x |"),
    )
    assert outcome(tmp_path, {"bc.xlsx": same, "bc (1).xlsx": same})[1] == "bc.xlsx|giống hệt nhau"
    told = outcome(tmp_path, {"bc.xlsx": same, "bc (1).xlsx": remarks})[1]
    assert told == "bc.xlsx|cùng số liệu, chỉ khác cách trình bày"


def test_a_name_like_a_computers_is_a_copy_only_with_the_same_dossiers(tmp_path):
    assert outcome(tmp_path, {"bc.xlsx": table(1, 2), "bc-HOSO.xlsx": table(8, 9)}) == [None, None]


def test_a_copy_counts_if_its_original_holds_no_list(tmp_path):
    assert outcome(tmp_path, {"bc.xlsx": book([["ghi chú"]]), "bc (1).xlsx": table(1)}) == [None, None]


def test_of_two_copies_of_an_unreadable_original_one_counts(tmp_path):
    files = {"bc.xlsx": book([["ghi chú"]]), "bc (1).xlsx": table(1), "bc (2).xlsx": table(1, 2)}
    assert outcome(tmp_path, files) == [None, None, "bc (1).xlsx|có thêm 1 dòng: 3"]
