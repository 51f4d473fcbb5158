"""Copies that a sync client made: only the original counts, and the copy says how it differs."""

import pytest

from bsreform.conflicts import set_aside
from bsreform.workspace import conflict_pairs
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
        "bc - Bản sao.xlsx", "bc-MAY01.xlsx", "bc-DESKTOP-AB12CD.xlsx", "BC - COPY.xlsx",
        "bc (Nguyễn Văn A's conflicted copy 2024-03-08).xlsx",
    ],
)  # fmt: skip
def test_each_form_of_name(tmp_path, name):
    [original, copy] = outcome(tmp_path, {"bc.xlsx": table(1, 2), name: table(1, 2, 3)})
    assert original is None
    assert copy == f"bc.xlsx|1 hồ sơ chỉ có ở bản sao ({code(3)})"


@pytest.mark.parametrize("name", ["bc-T3.xlsx", "bc-W10.xlsx", "bc tuần 10.xlsx"])
def test_other_names_are_files_of_their_own(tmp_path, name):
    assert outcome(tmp_path, {"bc.xlsx": table(1), name: table(1)}) == [None, None]


def test_how_a_copy_differs(tmp_path):
    files = {"bc.xlsx": table(1, 2), "bc (1).xlsx": table(2, 3, due="12/03/2024")}
    assert outcome(tmp_path, files)[1] == (
        f"bc.xlsx|1 hồ sơ khác nội dung ({code(2)}); 1 hồ sơ chỉ có ở bản sao ({code(3)}); "
        f"1 hồ sơ chỉ có ở bản gốc ({code(1)})"
    )


def test_rows_without_a_code_go_by_their_place(tmp_path):
    files = {"bc.xlsx": table("", 1), "bc (1).xlsx": table("", 1, due="12/03/2024")}
    assert outcome(tmp_path, files)[1] == f"bc.xlsx|2 hồ sơ khác nội dung ({code(1)}, dòng 2)"


def test_copies_that_say_the_same(tmp_path):
    same, remarks = table(1), table(1).replace("thái |", "thái | Ghi chú |").replace("Đang xử lý |", "Đang xử lý | x |")
    assert outcome(tmp_path, {"bc.xlsx": same, "bc (1).xlsx": same})[1] == "bc.xlsx|giống hệt nhau"
    told = outcome(tmp_path, {"bc.xlsx": same, "bc (1).xlsx": remarks})[1]
    assert told == "bc.xlsx|cùng số liệu hồ sơ, chỉ khác cách trình bày"


def test_a_name_like_a_computers_is_a_copy_only_with_the_same_dossiers(tmp_path):
    assert outcome(tmp_path, {"bc.xlsx": table(1, 2), "bc-HOSO.xlsx": table(8, 9)}) == [None, None]


def test_a_copy_counts_if_its_original_holds_no_list(tmp_path):
    assert outcome(tmp_path, {"bc.xlsx": book([["ghi chú"]]), "bc (1).xlsx": table(1)}) == [None, None]
