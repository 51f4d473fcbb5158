"""One record per dossier: the newest export wins, and every row that was read is accounted for."""

from datetime import datetime

from bsreform.organisation.config import Config, Dossiers
from bsreform.records.merging import by_strength
from exports import book, dataset
from oracle import File
from raw_tables import WEEK, report, rows, settings

OLD, NEW = datetime(2024, 3, 7), datetime(2024, 3, 8)
OPEN = """
    | code               | status     |
    | H48.53-240304-0001 | Đang xử lý |
"""
CLOSED = """
    | code               | finished | status        |
    | H48.53-240304-0001 | 06/03    | Đã xử lý xong |
"""


def counts(*tables):
    found = report([row for table in tables for row in table], settings(), WEEK).rows
    return found.read, found.used, found.superseded, found.excluded, found.not_accepted


def closed(*tables):
    return report([row for table in tables for row in table], settings(), WEEK).total.ledger["closed"]


def test_the_newest_export_wins_whatever_the_files_are_called():
    older, newer = rows(OPEN, File("b.xlsx", OLD)), rows(CLOSED, File("a.xlsx", NEW))
    assert closed(older, newer) == closed(newer, older) == 1
    assert counts(older, newer) == (2, 1, 1, 0, 0)


def test_exported_at_the_same_time_the_later_file_name_wins():
    first, second = rows(CLOSED, File("a.xlsx", NEW)), rows(OPEN, File("b.xlsx", NEW))
    assert closed(first, second) == closed(second, first) == 0


def test_a_file_name_is_compared_without_its_folders():
    first, second = rows(CLOSED, File("z/a.xlsx", NEW)), rows(OPEN, File("a/b.xlsx", NEW))
    assert closed(first, second) == closed(second, first) == 0


def test_in_one_file_the_later_row_wins():
    table = rows("""
        | code               | finished | status        |
        | H48.53-240304-0001 |          | Đang xử lý    |
        | H48.53-240304-0001 | 06/03    | Đã xử lý xong |
    """)
    assert closed(table) == closed(table[::-1]) == 1


def test_if_the_newest_row_cannot_be_counted_an_older_one_does_not_step_in():
    newer = rows(OPEN.replace("| status     |", "| due |").replace("Đang xử lý", ""), File("b.xlsx", NEW))
    assert counts(rows(CLOSED, File("a.xlsx", OLD)), newer) == (2, 0, 1, 1, 0)


def test_dossiers_not_accepted_are_left_out_silently_also_without_code_or_dates():
    table = rows("""
        | code               | due   | status                | handling    |
        | H48.53-240304-0001 | 06/03 | Mới đăng ký           | Bình Chánh  |
        |                    |       | Không được tiếp nhận  |             |
        | H48.53-240304-0003 | 06/03 | Được tiếp nhận        | Bình Chánh  |
    """)
    made = report(table, settings(), WEEK)
    assert counts(table) == (3, 1, 0, 0, 2)
    assert not made.excluded


def test_rows_without_a_code_never_replace_each_other():
    assert counts(rows("| code |\n| |\n| |")) == (2, 0, 0, 2, 0)


HEAD = "| Mã hồ sơ | Đơn vị | Ngày tiếp nhận | Ngày hẹn trả |"
DONE = f"{HEAD} Ngày kết thúc xử lý |\n| H48-240304-0001 | Bình Chánh | 04/03/2024 | 11/03/2024 | 06/03/2024 |"
BARE = f"{HEAD}\n| H48-240304-0001 | Bình Chánh | 04/03/2024 | 11/03/2024 |"


def winners(files, **dossiers_settings):
    """The file and sheet whose row of the dossier counts."""
    data = dataset(files, Config(dossiers=Dossiers(**dossiers_settings)))
    source = data.sources[data.frame["source"].iloc[by_strength(data)[-1]]]
    return f"{source.path}[{source.sheet}]"


def test_a_sheet_that_tells_no_states_never_beats_one_that_does():
    assert winners({"a.xlsx": book(DONE), "b.xlsx": book(BARE)}) == "a.xlsx[S1]"
    assert winners({"tep.xlsx": book(DONE, BARE)}) == "tep.xlsx[S1]"


def test_the_system_that_the_settings_put_first_comes_before_the_time():
    files = {"bo/a.xlsx": book(DONE), "tinh/b.xlsx": book(DONE)}
    assert winners(files) == "tinh/b.xlsx[S1]"
    assert winners(files, source_rank=("bo/", "tinh/")) == "bo/a.xlsx[S1]"
    assert winners(files, source_rank=("Tinh/",)) == "tinh/b.xlsx[S1]"
