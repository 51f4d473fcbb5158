"""Rule duplicate_code: what it says, and what it leaves alone."""

from bsreform.rules import duplicate_code

A, B = "000.00.53.H48-240305-0001", "000.00.53.H48-240305-0002"


def test_all_but_the_last_row_of_a_code_are_named_with_what_differs(dossiers, context):
    data = dossiers(f"""
        | code | due_at     | status             |
        | {A}  | 12/03/2024 | open               |
        | {B}  | 12/03/2024 | open               |
        | {A}  | 13/03/2024 | open               |
        | {A}  | 13/03/2024 | closed_with_result |
    """)
    found = list(duplicate_code.check(data, context))
    assert [finding.row for finding in found] == [2, 4]
    assert found[0].message == (
        f"Mã hồ sơ “{A}” có lại ở dòng 5; hai dòng khác nhau ở ngày hẹn trả, trạng thái. Chỉ dòng 5 được tính."
    )
    assert "khác nhau ở trạng thái." in found[1].message
    assert not found[0].excludes


def test_the_row_that_is_really_counted_is_named(dossiers, source, context):
    columns = {"code": "B", "received_at": "C", "due_at": "D"}
    hidden = source(sheet="Cũ", visible=False)
    sources = (source(sheet="T2"), source(sheet="Quá hạn", columns=columns), hidden, source("ho-so/moi.xlsx"))
    table = f"""
        | code | source |
        | {A}  | 0      |
        | {A}  | 1      |
        | {A}  | 2      |
        | {B}  | 1      |
    """
    found = list(duplicate_code.check(dossiers(table, sources=sources), context))
    assert [(each.row, each.message.rpartition(". ")[2]) for each in found] == [
        (3, "Chỉ dòng 2 của trang “T2” được tính."),
        (4, "Chỉ dòng 2 của trang “T2” được tính."),
    ]
    newer = dossiers(f"{table.rstrip()}\n        | {A} | 3 |", sources=sources)
    told = [each.message for each in duplicate_code.check(newer, context)]
    assert all(message.endswith("Chỉ dòng 6 của ho-so/moi.xlsx[Sheet1] được tính.") for message in told)


def test_rows_that_are_alike_say_so(dossiers, context):
    data = dossiers(f"""
        | code | finished_at |
        | {A}  | -           |
        | {A}  | -           |
    """)
    (finding,) = duplicate_code.check(data, context)
    assert "hai dòng giống hệt nhau" in finding.message


def test_two_sheets_of_one_file_are_one_file_and_two_files_are_not(dossiers, source, context):
    sources = (source(sheet="T2"), source(sheet="T3"), source("ho-so/khac.xlsx"))
    data = dossiers(
        f"""
        | code | source |
        | {A}  | 0      |
        | {A}  | 1      |
        | {A}  | 2      |
    """,
        sources=sources,
    )
    (finding,) = duplicate_code.check(data, context)
    assert finding.source == 0
    assert "dòng 3 của trang “T3”" in finding.message


def test_rows_without_a_code_are_no_duplicates(dossiers, context):
    data = dossiers("""
        | code |
        | -    |
        | -    |
    """)
    assert not list(duplicate_code.check(data, context))


def test_a_flood_of_one_code_is_told_in_few_words(dossiers, context):
    rows = f"\n| {A} |" * (duplicate_code.MOST_OF_ONE + 51)
    found = list(duplicate_code.check(dossiers(f"| code |{rows}"), context))
    assert [finding.row for finding in found] == list(range(2, duplicate_code.MOST_OF_ONE + 3))
    last = duplicate_code.MOST_OF_ONE + 52
    assert found[-1].message == f"Mã hồ sơ “{A}” còn có ở 49 dòng nữa, bên dưới dòng này. Chỉ dòng {last} được tính."
