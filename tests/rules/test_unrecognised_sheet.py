"""Rule unrecognised_sheet: what it says, and what it leaves alone."""

from bsreform.model import Dataset, Fact
from bsreform.rules import unrecognised_sheet


def test_a_file_in_which_nothing_fits_is_one_error(unread, context):
    data = unread("unrecognised_sheet")
    facts = (
        Fact(1, "unrecognised_sheet", raw="Mã hồ sơ, Trạng thái", detail="only|"),
        Fact(1, "unrecognised_sheet", raw="", detail="only|"),
    )
    (finding,) = unrecognised_sheet.check(Dataset(data.frame, data.sources, facts), context)
    assert finding.source == 1
    assert finding.severity is None
    assert finding.message == ("Trong tệp không có bảng danh sách hồ sơ; chỉ thấy các tiêu đề “Mã hồ sơ, Trạng thái”.")


def test_a_file_in_a_wrong_folder_is_told_where_it_belongs(unread, context):
    data = unread("unrecognised_sheet", path="ho-so/theo-doi-t3.xlsx")
    fact = Fact(1, "unrecognised_sheet", 3, raw="Tình trạng, Hoàn thành", detail="only||task_tracker")
    (finding,) = unrecognised_sheet.check(Dataset(data.frame, data.sources, (fact,)), context)
    assert finding.message == "Đây là bảng theo dõi nhiệm vụ, không phải tệp của thư mục này."
    assert finding.hint == (
        "Chuyển tệp sang thư mục theo-doi; nếu là tệp xuất từ phần mềm theo dõi nhiệm vụ thì sang nhiem-vu."
    )


def test_an_odd_sheet_beside_a_good_one_is_a_warning_at_its_own_place(dossiers, context):
    data = dossiers("", Fact(0, "unrecognised_sheet", detail="extra||Ghi chú"))
    (finding,) = unrecognised_sheet.check(data, context)
    assert (finding.severity, finding.sheet) == ("warning", "Ghi chú")
    assert finding.message == "Trang “Ghi chú” không có bảng danh sách hồ sơ nên được bỏ qua."


def test_an_odd_sheet_without_a_name_is_still_told(dossiers, context):
    (finding,) = unrecognised_sheet.check(dossiers("", Fact(0, "unrecognised_sheet", detail="extra||")), context)
    assert finding.message.startswith("Một trang khác của tệp không có")


def test_a_tracker_is_asked_for_other_headings(tasks, context):
    data = tasks("", Fact(0, "unrecognised_sheet", detail="extra||Ghi chú"))
    (finding,) = unrecognised_sheet.check(data, context)
    assert finding.message == "Trang “Ghi chú” không có bảng danh sách nhiệm vụ nên được bỏ qua."
    assert "Nội dung nhiệm vụ, Đơn vị chủ trì, Thời hạn hoàn thành" in finding.hint


def test_the_row_nearest_to_a_header_is_shown_with_what_is_not_known_there(unread, context):
    data = unread("unrecognised_sheet", path="ho-so/danh sách.xlsx")
    nearest = Fact(1, "unrecognised_sheet", 4, raw="Trạng thái", detail="only|Ngày vào sổ, Số nội bộ")
    (finding,) = unrecognised_sheet.check(Dataset(data.frame, data.sources, (nearest,)), context)
    assert "gần giống hàng tiêu đề nhất là dòng 4, chưa biết các tên cột “Ngày vào sổ, Số nội bộ”" in finding.message
    assert finding.hint.startswith(
        "Nếu dòng 4 là hàng tiêu đề thì chạy bsreform map 'ho-so/danh sách.xlsx' để khai tên cột."
    )
