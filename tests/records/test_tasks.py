"""From trackers and software exports to canonical tasks, through the whole reading side."""

from datetime import date, datetime

import pytest
import xlsxwriter

from bsreform.commands import validating
from bsreform.ground import read, wanted
from bsreform.layouts.task_fields import STATUSES
from bsreform.model import CannotRun
from bsreform.organisation.config import Config
from bsreform.records.leads import Leads, leads, supporters
from bsreform.records.loading import Workspace
from bsreform.records.tasks import parse_task_status, task_statuses
from task_sheets import REGISTRY, dataset, facts, shown, write

TODAY = date(2024, 3, 26)


def test_columns_of_the_frame_are_those_agreed_upon(tmp_path):
    frame = dataset(tmp_path, "TT|Nội dung|Đơn vị chủ trì|Thời hạn\n1|Việc A|Phòng Y tế|31/3/2024").frame
    assert set(frame) == {
        "source", "row", "number", "origin", "document_no", "document_key", "document_date", "assigned_on",
        "entered_on", "due_on", "extended_to", "completed_on", "updated_on", "assigned_at", "due_at", "due_text",
        "title", "title_key", "unit_text", "unit_from", "unit_day", "unit", "other_leads", "supporting", "progress",
        "status_text", "status", "is_done", "ended_at", "result", "secret",
    }  # fmt: skip


def test_a_letterhead_is_nobodys_lead_and_a_labelled_unit_is(tmp_path):
    table = "{}\nTT|Nội dung|Thời hạn\n1|Việc A|31/3/2024"
    for head in ("UBND HUYỆN BÌNH SƠN\nPHÒNG Y TẾ", "PHÒNG Y TẾ", "UBND XÃ BÌNH CHÁNH"):
        assert shown(dataset(tmp_path, table.format(head)), "unit", "unit_from") == [(None, "")]
    assert shown(dataset(tmp_path, table.format("Đơn vị: Phòng Y tế")), "unit", "unit_from") == [("y-te", "title")]


# --- documents and deadlines -----------------------------------------------------------------


def test_the_date_of_the_document_may_stand_beside_its_number(tmp_path):
    data = dataset(
        tmp_path,
        """
        TT | Số, ngày văn bản                        | Nội dung | Đơn vị chủ trì | Thời hạn  | Ngày giao
        1  | Công văn số 05/UBND-NC ngày 15/01/2024  | Việc A   | Phòng Y tế     | 31/3/2024 |
        2  | 06/UBND-NC ngày 15 tháng 01 năm 2024    | Việc B   | Phòng Y tế     | 31/3/2024 | 17/01/2024
        3  | 07/UBND-NC                              | Việc C   | Phòng Y tế     | 31/3/2024 |
        """,
    )
    assert shown(data, "document_key", "document_date", "assigned_at") == [
        ("5ubndnc", date(2024, 1, 15), date(2024, 1, 15)),
        ("6ubndnc", date(2024, 1, 15), date(2024, 1, 17)),
        ("7ubndnc", None, None),
    ]


def test_an_extension_replaces_the_deadline_and_its_words(tmp_path):
    data = dataset(
        tmp_path,
        """
        TT | Nội dung | Đơn vị chủ trì | Thời hạn     | Gia hạn
        1  | Việc A   | Phòng Y tế     | Quý I/2024   | 30/4/2024
        2  | Việc B   | Phòng Y tế     | Quý I/2024   | Không gia hạn
        3  | Việc C   | Phòng Y tế     | Thường xuyên |
        4  | Việc D   | Phòng Y tế     | 20/01/201    |
        5  | Việc E   | Phòng Y tế     | Trong Quý I và trước ngày 30/4/2024 |
        """,
    )
    assert shown(data, "due_at", "due_text") == [
        (date(2024, 4, 30), "30/4/2024"),
        (date(2024, 3, 31), "Quý I/2024"),
        (None, "Thường xuyên"),
        (None, "20/01/201"),
        (None, "Trong Quý I và trước ngày 30/4/2024"),
    ]
    assert facts(data) == [("unreadable_value", "D5", "deadline"), ("unreadable_value", "D6", "deadline_conflict")]


# --- units -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "first", "others"),
    [
        ("Phòng Nội vụ", "Phòng Nội vụ", ()),
        ("Phòng Lao động - Thương binh và Xã hội", "Phòng Lao động - Thương binh và Xã hội", ()),
        ("Văn phòng HĐND và UBND", "Văn phòng HĐND và UBND", ()),
        ("Phòng Nội vụ; Phòng Tư pháp", "Phòng Nội vụ", ("Phòng Tư pháp",)),
        ("Phòng Nội vụ\nPhòng Tư pháp", "Phòng Nội vụ", ("Phòng Tư pháp",)),
        ("Phòng Lao động\nThương binh và Xã hội", "Phòng Lao động Thương binh và Xã hội", ()),
        ("Phòng Nội vụ và Phòng Tư pháp", "Phòng Nội vụ", ("Phòng Tư pháp",)),
        ("VP HĐND, UBND, Phòng Y tế", "VP HĐND, UBND", ("Phòng Y tế",)),
        ("UBND xã Bình Chanh; Phòng Y tế", "UBND xã Bình Chanh", ("Phòng Y tế",)),
        ("UBND các xã, thị trấn", "UBND các xã, thị trấn", ()),
        ("Phòng Kế hoạch và Đầu tư", "Phòng Kế hoạch và Đầu tư", ()),
        ("Phòng Y tế (đầu mối)", "Phòng Y tế", ()),
        ("", "", ()),
    ],
)
def test_the_first_unit_of_a_cell_leads(cell, first, others):
    assert leads(cell, REGISTRY) == Leads(first, others)


def test_one_cell_may_name_leading_and_supporting_units():
    found = leads("Chủ trì: Phòng Y tế; phối hợp: Phòng Tư pháp, Phòng Nội vụ", REGISTRY)
    assert found == Leads("Phòng Y tế", (), ("Phòng Tư pháp", "Phòng Nội vụ"))


def test_supporting_units_are_split():
    assert supporters("Phòng Y tế; UBND xã Bình An,\n- Công an huyện.") == (
        "Phòng Y tế",
        "UBND xã Bình An",
        "Công an huyện",
    )


def test_further_lead_units_support(tmp_path):
    table = """
        TT | Nội dung | Đơn vị chủ trì             | Đơn vị phối hợp | Thời hạn
        1  | Việc A   | Phòng Nội vụ⏎Phòng Tư pháp | Phòng Y tế      | 31/3/2024
        """
    assert shown(dataset(tmp_path, table), "unit", "other_leads", "supporting") == [
        ("noi-vu", "Phòng Tư pháp", "Phòng Tư pháp; Phòng Y tế")
    ]


NAMELESS = "TT|Nội dung|Đơn vị chủ trì|Thời hạn\n1|Việc A||31/3/2024"


@pytest.mark.parametrize(
    ("table", "path", "found"),
    [
        (NAMELESS.replace("Đơn vị chủ trì", "Ghi chú"), "theo-doi/so.csv", (None, "")),
        (NAMELESS, "theo-doi/Phòng Nội vụ T3.csv", ("noi-vu", "file")),
        (NAMELESS, "theo-doi/phong-noi-vu.csv", (None, "")),
        (NAMELESS, "theo-doi/UBND xã Bình An/so.csv", ("binh-an", "file")),
        ("Đơn vị: UBND xã Bình An|||\n" + NAMELESS, "theo-doi/so.csv", ("binh-an", "title")),
        (NAMELESS.replace("\n", "\nI|UBND xã Bình An||\n"), "theo-doi/so.csv", ("binh-an", "section")),
        (NAMELESS.replace("||", "|Phòng Y tế|"), "theo-doi/Phòng Nội vụ.csv", ("y-te", "column")),
    ],
)
def test_a_blank_lead_unit_takes_the_heading_the_title_or_the_file_name(tmp_path, table, path, found):
    data = dataset(tmp_path, table, path=path)
    assert shown(data, "unit", "unit_from") == [found]
    missing = [fact.field for fact in data.facts if fact.kind == "missing_value"]
    assert missing == ([] if found[1] else ["lead_unit"])


# --- states ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Hoàn thành", "done"),
        ("ĐÃ HOÀN THÀNH", "done"),
        ("Hoàn thành (20/3/2024)", "done"),
        ("Đã hoàn thành tại Báo cáo số 12/BC-UBND", "done"),
        ("Hoàn thành 100%", "done"),
        ("Hoàn thành 60%", "open"),
        ("Hoàn thành một phần", "open"),
        ("Đang thực hiện (quá hạn)", "open"),
        ("Chưa hoàn thành", "open"),
        ("Đã thu hồi", "withdrawn"),
        ("Hoàn thành trước ngày 30/6/2024", None),
        ("Xong rồi nhé", None),
    ],
)
def test_a_wording_is_known_or_not_guessed(text, meaning):
    assert parse_task_status(text, STATUSES) == meaning


def test_the_users_own_wordings_count():
    config = Config(statuses={"closed_with_result": ("Xong rồi nhé",), "waiting": ("Chờ ý kiến",)})
    known = task_statuses(config)
    assert (known["xong rồi nhé"], known["chờ ý kiến"]) == ("done", "open")


def test_a_task_is_done_by_its_status_else_by_its_completion_or_full_progress(tmp_path):
    data = dataset(
        tmp_path,
        """
        TT | Nội dung | Đơn vị chủ trì | Hạn xử lý | Tỷ lệ hoàn thành | Trạng thái     | Ngày hoàn thành | Ngày cập nhật
        1  | Việc A   | Phòng Y tế     | 31/3/2024 | 100              | Hoàn thành     | 20/3/2024       | 25/3/2024
        2  | Việc B   | Phòng Y tế     | 31/3/2024 | 100              | Hoàn thành     |                 | 25/3/2024
        3  | Việc C   | Phòng Y tế     | 31/3/2024 | 100              | Đang thực hiện | 20/3/2024       | 25/3/2024
        4  | Việc D   | Phòng Y tế     | 31/3/2024 | 60               |                | 20/3/2024       |
        5  | Việc E   | Phòng Y tế     | 31/3/2024 | 100              | Xong rồi nhé   |                 |
        6  | Việc G   | Phòng Y tế     | 31/3/2024 | 60               |                |                 | 25/3/2024
        """,
    )
    assert shown(data, "status", "is_done", "ended_at") == [
        ("done", True, date(2024, 3, 20)),
        ("done", True, date(2024, 3, 25)),
        ("open", False, None),
        (None, True, date(2024, 3, 20)),
        ("unknown", True, None),
        (None, False, None),
    ]


def test_results_serve_as_states_where_there_is_no_column_of_states(tmp_path):
    table = "TT|Nội dung|Đơn vị chủ trì|Thời hạn|Kết quả thực hiện\n1|Việc A|Phòng Y tế|31/3/2024|{}"
    assert shown(dataset(tmp_path, table.format("Hoàn thành")), "status_text", "is_done") == [("Hoàn thành", True)]
    assert shown(dataset(tmp_path, table.format("Đã họp dân")), "status_text", "is_done") == [("", False)]


# --- the workspace ---------------------------------------------------------------------------

EXPORT = """<html><body><table>
<tr><td colspan="7">Thời điểm xuất: 25/03/2024 08:00</td></tr>
<tr><th rowspan="2">STT</th><th colspan="2">Văn bản giao</th><th rowspan="2">Nội dung nhiệm vụ</th>
<th rowspan="2">Đơn vị chủ trì</th><th rowspan="2">Hạn xử lý</th><th rowspan="2">Ngày hoàn thành</th></tr>
<tr><th>Số ký hiệu</th><th>Ngày ban hành</th></tr>
<tr><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td><td>6</td><td>7</td></tr>
<tr><td>1</td><td>12/KH-UBND</td><td>2024-01-05T17:00:00.000Z</td><td>Rà soát thủ tục</td>
<td>Phòng Nội vụ<br>Phòng Tư pháp</td><td>2024-03-30T17:00:00.000Z</td><td></td></tr>
</table></body></html>"""


def tracker(path):
    """A workbook as units keep it: merged header, true dates, a percent format, colours, a hidden row."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Tháng 3")
        day = book.add_format({"num_format": "dd/mm/yyyy", "bg_color": "#FFC7CE"})
        percent = book.add_format({"num_format": "0%"})
        sheet.merge_range("A1:F1", "BẢNG THEO DÕI NHIỆM VỤ")
        sheet.write("A2", "Đơn vị: UBND xã Bình An")
        for cells, text in (("A4:A5", "TT"), ("B4:B5", "Nội dung\nnhiệm vụ"), ("C4:D4", "Thời gian hoàn thành")):
            sheet.merge_range(cells, text)
        for cell, text in (("C5", "Theo kế hoạch"), ("D5", "Thực tế"), ("E5", "Tiến độ"), ("F5", "Ngày cập nhật")):
            sheet.write(cell, text)
        for row, (number, title, share) in enumerate(((1, "Lập danh sách", 1), (2, "Họp dân", 0.6)), start=5):
            sheet.write_row(row, 0, (number, title))
            sheet.write_datetime(row, 2, datetime(2024, 3, 31), day)
            sheet.write(row, 4, share, percent)
            sheet.write_datetime(row, 5, datetime(2024, 3, 21), day)
        sheet.set_row(6, None, None, {"hidden": True})


@pytest.fixture
def place(tmp_path):
    """A workspace with an export of the software and a tracker."""
    (tmp_path / "bsreform.toml").touch()
    (tmp_path / "nhiem-vu").mkdir()
    (tmp_path / "nhiem-vu" / "xuat.xls").write_text(EXPORT, encoding="utf-8")
    tracker(tmp_path / "theo-doi" / "so.xlsx")
    return Workspace.open(tmp_path)


def test_exports_and_trackers_are_one_dataset(place):
    data = read(place, [wanted(place, "tasks")], TODAY)["tasks"].data
    assert shown(data, "origin", "title", "unit", "assigned_at", "due_at", "progress", "ended_at") == [
        ("software", "Rà soát thủ tục", "noi-vu", date(2024, 1, 6), date(2024, 3, 31), None, None),
        ("tracker", "Lập danh sách", "binh-an", None, date(2024, 3, 31), 100, date(2024, 3, 21)),
        ("tracker", "Họp dân", "binh-an", None, date(2024, 3, 31), 60, None),
    ]
    assert [fact.kind for fact in data.facts] == ["hidden_rows"]
    assert data.subject == "tasks"


def test_without_files_there_are_no_tasks(tmp_path):
    place = Workspace.open(tmp_path)
    data = read(place, [wanted(place, "tasks")], TODAY)["tasks"].data
    assert (len(data.frame), data.sources) == (0, ())


def test_validate_takes_all_folders_of_the_workspace(place):
    write(place.root, "Mã hồ sơ|Ngày tiếp nhận|Ngày hẹn trả\n|05/03/2024|12/03/2024", "ho-so/binh-an.csv")
    problems, sources, _ = validating.validate(place, [], TODAY)
    assert [source.path for source in sources] == ["ho-so/binh-an.csv", "nhiem-vu/xuat.xls", "theo-doi/so.xlsx"]
    files = [problem.file for problem in problems if problem.rule != "unit_without_data"]
    assert files == sorted(files)
    assert set(files) == {source.path for source in sources}


def test_validate_asks_no_unit_for_dossiers_where_there_are_only_tasks(place):
    problems, _, _ = validating.validate(place, [], TODAY)
    assert "unit_without_data" not in {problem.rule for problem in problems}


@pytest.mark.parametrize(
    ("table", "layout"),
    [
        ("TT|Nội dung|Đơn vị chủ trì|Thời hạn|Trạng thái\n1|Việc A|Phòng Y tế|31/3/2024|Mới", "task_tracker"),
        ("Mã hồ sơ|Ngày tiếp nhận|Hạn xử lý|Trạng thái\nH48.53-240305-0001|05/3/2024|12/3/2024|Mới", "dossier_export"),
        ("Ghi chú|Tổng số\nkhông có gì|5", None),
    ],
)
def test_a_file_that_lies_elsewhere_is_told_by_its_header(tmp_path, table, layout):
    file = write(tmp_path, table, "noi-khac/tep.csv")
    _, (source,), _ = validating.validate(Workspace.open(tmp_path), [file], TODAY)
    assert source.layout == layout


def test_nothing_to_validate_is_said(tmp_path):
    with pytest.raises(CannotRun, match="Không có tệp nào để kiểm tra"):
        validating.validate(Workspace.open(tmp_path), [], TODAY)
