"""The invented tasks behind the example workspace: what the software and three trackers say of them on 14/3/2024.

A table has one line per row of a file; days are dd/mm of 2024, or dd/mm/yyyy; a line without "|" is a section row.
"""

from collections.abc import Iterator
from datetime import datetime

DAYS = ("dated", "entered", "due", "extended", "done", "updated")
"""The columns that hold days; what is no day in them stays a text."""

SOFTWARE_COLUMNS = ("no", "dated", "entered", "title", "lead", "support", "due", "status", "done")
SOFTWARE = """
101/UBND-NV   | 03/01 | 03/01 | Báo cáo biên chế năm 2023 | Phòng Nội vụ | | 31/01 | Hoàn thành | 30/01
210/UBND-NV   | 10/01 | 10/01 | Xây dựng kế hoạch cải cách hành chính năm 2024 | Phòng Nội vụ | Phòng Tư pháp | 20/02 | Hoàn thành | 19/02
305/UBND-NV   | 05/02 | 05/02 | Báo cáo kết quả trực Tết Nguyên đán | Phòng Nội vụ | | 29/02 | Hoàn thành | 29/02
412/UBND-NV   | 20/02 | 20/02 | Rà soát vị trí việc làm của các cơ quan chuyên môn | Phòng Nội vụ | | 05/03 | Hoàn thành | 08/03
415/UBND-NV   | 21/02 | 21/02 | Tham mưu quyết định giao chỉ tiêu tinh giản biên chế | Phòng Nội vụ | Phòng Tài chính - Kế hoạch | 08/03 | Đang thực hiện |
520/UBND-NV   | 11/03 | 11/03 | Chuẩn bị tài liệu hội nghị cải cách hành chính quý I | Phòng Nội vụ | Văn phòng HĐND và UBND | 15/03 | Đang thực hiện |
530/UBND-NV   | 12/03 | 12/03 | Tổng hợp danh sách thi đua cụm xã | Phòng Nội vụ | | 29/03 | Chưa thực hiện |
533/UBND-NV   | 12/03 | 12/03 | Khảo sát mô hình Một cửa ngoài huyện | Phòng Nội vụ | | 29/03 | Thu hồi |
188/UBND-TH   | 15/01 | 15/01 | Đánh giá hoạt động của Bộ phận Một cửa các xã, thị trấn | Văn phòng HĐND và UBND | Phòng Nội vụ | 10/03 | Hoàn thành | 08/03
402/UBND-TH   | 19/02 | 27/02 | Công khai danh mục thủ tục hành chính đủ điều kiện trực tuyến toàn trình | Văn phòng HĐND và UBND | | 28/02 | Hoàn thành | 28/02
421/UBND-TH   | 22/02 | 22/02 | Lập danh sách thủ tục thanh toán trực tuyến | Bộ phận Một cửa huyện | | 06/03 | Đang thực hiện |
298/UBND-VHTT | 02/02 | 02/02 | Triển khai thí điểm Chính quyền số tại hai địa phương | Phòng Văn hoá và Thông tin | UBND thị trấn Châu Ổ; UBND xã Bình Chánh | 31/03 | Đang thực hiện |
430/UBND-VHTT | 23/02 | 23/02 | Kiện toàn Tổ công nghệ số cộng đồng cấp xã | Phòng Văn hoá và Thông tin | | 11/03 | Hoàn thành | 11/03
251/UBND-TC   | 22/01 | 22/01 | Thẩm định giá đấu thầu sửa chữa trụ sở xã | Phòng Tài chính - Kế hoạch | | 15/02 | Đang thực hiện |
433/UBND-TC   | 23/02 | 23/02 | Báo cáo giải ngân vốn đầu tư công tháng 02 | Phòng Tài chính - Kế hoạch | | 01/03 | Hoàn thành | 01/03
440/UBND-TNMT | 26/02 | 01/03 | Giải quyết hồ sơ đất đai tồn đọng trước năm 2024 | Phòng Tài nguyên và Môi trường | Chi nhánh Văn phòng Đăng ký đất đai | 18/03 | Đang thực hiện |
119/UBND-TNMT | 05/01 | 05/01 | Kiểm tra khai thác cát trên sông Trà Bồng | Phòng Tài nguyên và Môi trường | Công an huyện | 31/10/2023 | Đang thực hiện |
445/UBND-TP   | 27/02 | 27/02 | Số hóa sổ hộ tịch giai đoạn cuối | Phòng Tư pháp | | 12/03 | Hoàn thành | 13/03
450/UBND-KTHT | 28/02 | 28/02 | Sửa chữa cầu Bà Tá | Phòng Kinh tế và Hạ tầng | | 14/03 | Đang thực hiện |
455/UBND-XH   | 29/02 | 29/02 | Rà soát hộ nghèo sau Tết | UBND xã Bình Châu | | 12/03 | Đang thực hiện |
460/UBND-XH   | 01/03 | 01/03 | Niêm yết thủ tục mới tại Một cửa | UBND xã Bình Chánh | | 08/03 | Hoàn thành | 07/03
461/UBND-XH   | 01/03 | 01/03 | Niêm yết thủ tục mới tại Một cửa | UBND xã Bình Chanh | | 08/03 | Hoàn thành | 07/03
"""
"""The software exports days as ISO texts in UTC; 402 and 440 were entered late, 119 falls due before it is assigned."""

TRACKER_COLUMNS = (
    "number", "no", "dated", "title", "lead", "support", "due", "extended", "progress", "status", "done", "updated",
)  # fmt: skip
TRACKER = """
1 | 15/KH-UBND  | 05/01      | Cập nhật hồ sơ cán bộ, công chức lên cơ sở dữ liệu | Phòng Nội vụ | | Thường xuyên | | 0,5 | Đang thực hiện | | 11/03
2 | 412/UBND-NV | 20/02      | Rà soát vị trí việc làm của các cơ quan chuyên môn | Phòng Nội vụ | | 05/03 | | 1 | Đã hoàn thành | 05/03 | 06/03
3 | 22/KH-UBND  | 15/02      | Đề án sắp xếp đơn vị hành chính cấp xã | Phòng Nội vụ | Phòng Tư pháp | 30/06 | | 0,4 | Đang thực hiện | | 11/03
4 | 18/KH-UBND  | 20/01      | Bồi dưỡng kỹ năng số cho công chức cấp xã | Phòng Nội vụ | | 28/02 | 20/03 | 0,7 | Đang thực hiện | | 12/03
5 | 09/CTr-UBND | 04/12/2023 | Bộ tiêu chí chấm điểm cải cách hành chính cấp xã | Phòng Nội vụ | | 31/01 | | 0,8 | Đang thực hiện | | 20/02
6 | 25/KH-UBND  | 01/03      | Tuyên truyền ngày hội khởi nghiệp | Phòng Nội vụ | | Thường xuyên | | 1 | Đã hoàn thành | 07/03 | 08/03
7 | 30/KH-UBND  | 22/02      | Kiểm tra công vụ đột xuất đợt 1 | Phòng Nội vụ | Thanh tra huyện | 14/03 | | 0,9 | Đang thực hiện | | 13/03
8 | 33/KH-UBND  | 26/02      | Lấy phiếu đánh giá sự hài lòng của người dân | Phòng Nội vụ | | 12/03 | | 1 | Đã hoàn thành | | 12/03
"""
"""The form templates/tracker.xlsx: 2 is in the software too and finished otherwise, 5 is stale, 8 has no day of completion."""

MESSY_COLUMNS = ("number", "title", "no", "dated", "lead", "due", "progress", "status", "done", "updated", "obstacles")
MESSY = """
I. PHÒNG KINH TẾ VÀ HẠ TẦNG
1 | Nâng cấp tuyến đường Châu Ổ - Bình Chánh | 11/KH-UBND | 08/01 | | | | | | |
1.1 | Hoàn thành hồ sơ thiết kế | | | Phòng Kinh tế và Hạ tầng | Tháng 2/2024 | 1 | Hoàn thành | 27/02 | 28/02 |
1.2 | Giải phóng mặt bằng | | | Phòng Kinh tế và Hạ tầng | Từ tháng 2/2024 đến tháng 9/2024 | 0,3 | Đang thực hiện | | 12/03 | Ba hộ chưa nhận tiền
1.3 | Họp rút kinh nghiệm với nhà thầu | | | | | 0,5 | | | 12/03 |
2 | Lập quy hoạch chi tiết khu dân cư phía Bắc | 14/KH-UBND | 10/01 | Phòng Kinh tế và Hạ tầng | Quý I/2024 | 0,6 | Đang thực hiện | | 11/03 |
3 | Kiểm tra an toàn chợ Châu Ổ | 19/TB-UBND | 16/02 | Phòng Kinh tế và Hạ tầng | trước ngày 25/3/2024 | 0,2 | Đang thực hiện | | 12/03 |
4 | Thống kê hộ kinh doanh xăng dầu nhỏ lẻ | 21/TB-UBND | 20/02 | Phòng Kinh tế và Hạ tầng | 20/01/201 | 0,1 | Đang thực hiện | | 12/03 |
II. PHÒNG NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN
1 | Phòng, chống hạn vụ Hè Thu | 05/CĐ-UBND | 19/02 | Phòng Nông nghiệp và Phát triển nông thôn | Thường xuyên | 0,4 | Đang thực hiện | | 11/03 |
2 | Xây dựng nông thôn mới nâng cao xã Bình Dương | 08/KH-UBND | 04/01 | Phòng Nông nghiệp và Phát triển nông thôn | năm 2024 | 0,25 | Đang thực hiện | | 19/02 | Chờ vốn
3 | Trồng cây phân tán đầu xuân | 12/KH-UBND | 12/01 | Phòng Nông nghiệp và Phát triển nông thôn | 29/02 | 1 | Hoàn thành | 26/02 | 27/02 |
4 | Nạo vét kênh B3-8 | 16/KH-UBND | 15/01 | Phòng Nông nghiệp và Phát triển nông thôn | Trong Quý I và trước ngày 30/4/2024 | 0,5 | Đang thực hiện | | 12/03 |
5 | Tiêm phòng gia súc đợt 1 | 20/KH-UBND | 01/03 | Phòng Nông nghiệp và Phát triển nông thôn | 10/03 | 1 | Hoàn thành | 28/02 | 11/03 |
6 | Hậu cần diễn tập khu vực Gò Vàng | 07/KH-UBND(M) | 26/02 | Phòng Nông nghiệp và Phát triển nông thôn | 22/03 | 0,5 | Đang thực hiện | | 12/03 | Thiếu lán trại dã chiến
III. CÁC CƠ QUAN, ĐƠN VỊ KHÁC
1 | Hòa giải tranh chấp đất thôn Phú Lễ | 31/CV-UBND | 05/02 | Phòng Tư pháp; Phòng Tài nguyên và Môi trường | 15/02 | 0,9 | Đang thực hiện | | 12/03 | Đương sự vắng mặt
2 | Đề án sắp xếp đơn vị hành chính cấp xã | 22/KH-UBND | 15/02 | Phòng Nội vụ | 30/06 | 0,2 | Đang thực hiện | | 01/03 |
3 | Tổng kiểm tra phòng cháy nhà trọ | 35/CV-UBND | 21/02 | Công an huyện | 08/03 | 1 | Hoàn thành | 06/03 | 07/03 |
4 | Mua sắm máy quét cho Một cửa xã | 37/CV-UBND | 26/02 | Phòng Tài chính Kế hoạt | 20/03 | 0,5 | Đang thực hiện | | 12/03 |
5 | Công bố kết luận thanh tra trường học | 39/CV-UBND | 23/02 | Thanh tra huyện | 07/03 | 1 | Hoàn thành | | |
6 | Sơ kết phong trào Đọc và làm theo | 41/CV-UBND | 27/02 | Phòng Giáo dục và Đào tạo | 08/03 | 1 | Hoàn thành | 05/03/2204 | 11/03 |
"""
"""Kept for the whole district: section rows that repeat the unit, sub-tasks, deadlines in words, shares of 1, one secret row."""

SMALL_COLUMNS = ("number", "no", "dated", "title", "due", "progress", "status", "done", "updated")
SMALL = """
1 | 455/UBND-XH | 29/02 | Rà soát hộ nghèo sau Tết | 12/03 | 100 | Đã hoàn thành | 11/03 | 12/03
2 | 27/KH-UBND | 18/01 | Chỉnh trang nghĩa trang liệt sĩ | 31/03 | 60 | Đang thực hiện | | 12/03
3 | 28/KH-UBND | 22/01 | Vận động ngư dân lắp thiết bị giám sát tàu cá | 15/03 | 0,5 | Đang thực hiện | | 12/03
4 | 36/CV-UBND | 21/02 | Thống kê thiệt hại do sạt lở bờ biển | 04/03 | 100 | Đang thực hiện | | 12/03
5 | 38/CV-UBND | 26/02 | Báo cáo tiêm chủng mở rộng | 08/03 | 80 | Đã hoàn thành | 07/03 | 08/03
6 | 40/CV-UBND | 27/02 | Dọn vệ sinh bãi biển Châu Tân | 29/02 | 100 | Đang thực hiện | 29/02 | 01/03
7 | 42/CV-UBND | 04/03 | Mở lớp tập huấn dịch vụ công trực tuyến cho thôn | 20/03 | 30 | Chờ bố trí | | 12/03
8 | 42/CV-UBND | 04/03 | Mở lớp tập huấn dịch vụ công trực tuyến cho các thôn | 20/03 | 30 | Đang thực hiện | | 13/03
9 | 44/CV-UBND | 05/03 | | 25/03 | 10 | Đang thực hiện | | 12/03
"""
"""Kept by UBND xã Bình Châu, which only the title says: mixed progress in 3, states that contradict it in 4, 5 and 6."""


def lines(table: str, columns: tuple[str, ...]) -> Iterator[dict[str, object] | str]:
    """The rows of a table; days as datetimes, blanks as ""."""
    for line in table.strip().splitlines():
        if "|" not in line:
            yield line
            continue
        cells = (cell.strip() for cell in line.split("|"))
        yield {
            key: moment(text) if key in DAYS else text
            for key, text in zip(columns, cells, strict=True)
        }  # fmt: skip


def moment(text: str) -> datetime | str:
    """A day written dd/mm or dd/mm/yyyy; any other text as it is."""
    for form, day in (("%d/%m/%Y", text), ("%d/%m/%Y", f"{text}/2024")):
        try:
            return datetime.strptime(day, form)
        except ValueError:
            continue
    return text
