"""Which rows are the same task, and which row counts for it."""

from datetime import datetime

import pytest

from bsreform.records.same_task import counterparts, document_key, leaders
from earlier_tasks import earlier
from task_tables import export, tasks, tracker


def counted(data):
    """The row that counts for each row, both by the number that Excel shows."""
    rows = data.frame["row"].tolist()
    return {row: rows[leader] for row, leader in zip(rows, leaders(data).tolist(), strict=True)}


def test_the_same_document_unit_and_nearly_the_same_title():
    data = tasks("""
        | document_no | unit       | title                                  | updated_on |
        | 12/KH-UBND  | binh-chanh | Xây dựng kế hoạch cải cách hành chính  | 08/03/2024 |
        | 12/kh-ubnd. | binh-chanh | XÂY DỰNG kế hoạch cải cách hành chính  | 07/03/2024 |
        | 12/KH-UBND  | binh-chanh | Xây dựng kế hoạch cải cách hành chánh  | 06/03/2024 |
        | 12/KH-UBND  | binh-long  | Xây dựng kế hoạch cải cách hành chính  | 05/03/2024 |
        | 13/KH-UBND  | binh-chanh | Xây dựng kế hoạch cải cách hành chính  | 04/03/2024 |
        | 12/KH-UBND  | binh-chanh | Kiểm tra bộ phận một cửa các xã        | 03/03/2024 |
    """)
    assert counted(data) == {2: 2, 3: 2, 4: 2, 5: 5, 6: 6, 7: 7}


@pytest.mark.parametrize(
    ("second", "same"),
    [
        ("Kiểm tra công tác cải cách hành chính các xã", True),  # 93 of 100
        ("Kiểm tra công tác văn thư, hành chính tại xã", False),  # 87
    ],
)
def test_titles_under_one_number_must_be_nine_tenths_alike(second, same):
    first = "Kiểm tra công tác cải cách hành chính tại xã"
    data = tasks(f"""
        | document_no | title    |
        | 12/KH-UBND  | {first}  |
        | 12/KH-UBND  | {second} |
    """)
    assert (len(set(counted(data).values())) == 1) == same


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Báo cáo kết quả cải cách hành chính tháng 1", "Báo cáo kết quả cải cách hành chính tháng 2", False),
        ("Báo cáo kết quả cải cách hành chính tháng 1", "Báo cáo kết quả cải cách hành chính tháng 01", True),
        ("Báo cáo kết quả cải cách hành chính quý I", "Báo cáo kết quả cải cách hành chính quý II", False),
        ("Giải quyết đơn của ông N.V.A về đất đai", "Giải quyết đơn của bà T.T.B về đất đai", False),
        ("Báo cáo V/v rà soát thủ tục hành chính", "Báo cáo v/v rà soát thủ tục hành chính", True),
    ],
)
def test_figures_in_the_titles_must_be_the_same(first, second, same):
    data = tasks(f"""
        | document_no | title    |
        | 12/KH-UBND  | {first}  |
        | 12/KH-UBND  | {second} |
    """)
    assert (len(set(counted(data).values())) == 1) == same


def test_numbers_start_again_every_year():
    data = tasks("""
        | document_no | document_date | title                             | due_on |
        | 12/KH-UBND  | 05/03/2023    | Kiểm tra bộ phận một cửa các xã   | -      |
        | 12/KH-UBND  | 05/03/2024    | Kiểm tra bộ phận một cửa các xã   | -      |
        | 12/KH-UBND  | -             | Kiểm tra bộ phận một cửa các xã   | -      |
    """)
    assert len(set(counted(data).values())) == 2


def test_without_a_number_the_titles_must_be_closer():
    data = tasks("""
        | document_no | title                                                         | updated_on |
        | 12/KH-UBND  | Xây dựng kế hoạch kiểm tra công tác cải cách hành chính       | 08/03/2024 |
        | -           | Xây dựng kế hoạch kiểm tra công tác cải cách hành chính.      | 07/03/2024 |
        | -           | Xây dựng kế hoạch kiểm tra việc cải cách hành chính           | 06/03/2024 |
        | 13/KH-UBND  | Xây dựng kế hoạch kiểm tra công tác cải cách hành chính       | 05/03/2024 |
    """)
    assert counted(data) == {2: 2, 3: 2, 4: 4, 5: 5}


def test_a_row_without_a_number_never_joins_two_documents():
    data = tasks("""
        | document_no | title                              | updated_on |
        | -           | Kiểm tra bộ phận một cửa các xã    | 08/03/2024 |
        | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã    | 07/03/2024 |
        | 13/KH-UBND  | Kiểm tra bộ phận một cửa các xã    | 06/03/2024 |
    """)
    assert counted(data) == {2: 2, 3: 2, 4: 4}


def test_rows_without_unit_or_title_or_in_secret_stand_alone():
    data = tasks("""
        | document_no | title                           | unit | secret |
        | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã | -    |        |
        | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã | -    |        |
        | 12/KH-UBND  | -                               | binh-chanh |  |
        | 12/KH-UBND  | -                               | binh-chanh |  |
        | -           | -                               | binh-chanh | x |
        | -           | -                               | binh-chanh | x |
    """)
    assert counted(data) == {row: row for row in range(2, 8)}


def test_the_software_counts_before_any_tracker_and_its_newest_export_before_older_ones():
    data = tasks(
        """
        | source | document_no | title                           | updated_on |
        | 0      | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã | 08/03/2024 |
        | 1      | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã | 07/03/2024 |
        | 2      | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã | -          |
    """,
        sources=(
            tracker(),
            export("nhiem-vu/cu.xlsx", exported_at=datetime(2024, 3, 1)),
            export("nhiem-vu/moi.xlsx", exported_at=datetime(2024, 3, 8)),
        ),
    )
    assert counted(data) == {2: 4, 3: 4, 4: 4}


def test_of_trackers_the_row_updated_last_counts_and_where_it_does_not_say_the_file_does():
    data = tasks(
        """
        | source | document_no | title                           | updated_on |
        | 0      | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã | 06/03/2024 |
        | 1      | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã | -          |
        | 1      | 13/KH-UBND  | Rà soát thủ tục hành chính      | -          |
        | 0      | 13/KH-UBND  | Rà soát thủ tục hành chính      | 08/03/2024 |
    """,
        sources=(tracker(), tracker("theo-doi/cu.xlsx", exported_at=datetime(2024, 3, 7))),
    )
    assert counted(data) == {2: 3, 3: 3, 4: 5, 5: 5}


def test_an_export_tells_its_own_tasks_apart():
    data = tasks(
        """
        | source | document_no | title                              | due_on     |
        | 0      | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã    | 31/03/2024 |
        | 0      | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã    | 30/06/2024 |
        | 0      | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã B  | 30/06/2024 |
        | 0      | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã    | 30/06/2024 |
        | 1      | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã    | 31/03/2024 |
    """,
        sources=(export(), tracker()),
    )
    # The tracker's row is compared with the export's row of the same deadline.
    assert counted(data) == {2: 2, 3: 5, 4: 4, 5: 5, 6: 2}


def test_an_earlier_run_finds_each_of_its_tasks_once():
    before = earlier("""
        | document_no | title                           | due        |
        | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã | 31/03/2024 |
        | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã | 30/06/2024 |
        | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã | 30/09/2024 |
        | -           | Rà soát thủ tục hành chính      | -          |
        | 99/KH-UBND  | Rà soát thủ tục hành chính      | -          |
    """)
    data = tasks(
        """
        | document_no | title                           | due_on     |
        | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã | 15/04/2024 |
        | 12/KH-UBND  | Kiểm tra bộ phận một cửa các xã | 30/06/2024 |
        | 15/KH-UBND  | Rà soát thủ tục hành chính      | 30/06/2024 |
    """,
        sources=(export(),),
    )
    # Two of the first three were moved or are gone; the one without a number was given one since.
    assert counterparts(before, data).tolist() == [0, 1, -1, 2, -1]


def test_an_earlier_run_without_tasks_or_a_day_without_any():
    nothing = earlier("| title |\n| Rà soát |").iloc[:0]
    assert counterparts(nothing, tasks("| title |\n| Rà soát |")).tolist() == []
    assert counterparts(earlier("| title |\n| Rà soát |"), tasks()).tolist() == [-1]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("12/KH-UBND", "12khubnd"),
        ("Kế hoạch số 12 / KH - UBND ngày 05/3/2024", "12khubnd"),
        ("05/UBND-NC", "5ubndnc"),
        ("Kết luận cuộc họp", "kếtluậncuộchọp"),
        ("", ""),
    ],
)
def test_document_numbers_are_compared_without_what_surrounds_them(text, key):
    assert document_key(text) == key


BOTH = "Rà soát thủ tục hành chính cấp xã"


@pytest.mark.parametrize(
    ("dated", "mine", "its", "same"),
    [
        ("05/03/2023", BOTH, BOTH, True),
        ("05/03/2023", BOTH, BOTH.replace("chính", "chánh"), True),
        ("05/03/2024", BOTH, f"{BOTH} và báo cáo kết quả trong tháng 3", True),
        ("-", f"{BOTH} theo chỉ đạo của Chủ tịch", BOTH, True),
        ("05/03/2024", BOTH, "Kiểm tra bộ phận một cửa", False),
        ("05/03/2024", "Báo cáo", f"Báo cáo {BOTH}", False),
    ],
)
def test_a_tracker_and_the_software_may_differ_in_date_and_in_how_much_a_title_says(dated, mine, its, same):
    data = tasks(f"""
        | source | document_no | document_date | unit       | title  |
        | 0      | 12/KH-UBND  | {dated}       | binh-chanh | {mine} |
        | 1      | 12/KH-UBND  | 05/01/2024    | binh-chanh | {its}  |
    """)
    assert counted(data) == ({2: 3, 3: 3} if same else {2: 2, 3: 3})


def test_where_two_tasks_of_a_tracker_would_be_the_same_none_is():
    data = tasks(f"""
        | source | document_no | unit       | title                   |
        | 0      | 12/KH-UBND  | binh-chanh | {BOTH} của ba đơn vị    |
        | 0      | 12/KH-UBND  | binh-chanh | {BOTH} ở huyện lân cận  |
        | 1      | 12/KH-UBND  | binh-chanh | {BOTH}                  |
    """)
    assert counted(data) == {2: 2, 3: 3, 4: 4}
