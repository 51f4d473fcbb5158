"""Task sheets as offices keep them, each with other headings: what is found, what is mapped, which rows are read.

One sheet is a headline, the header (columns apart by “|”, header rows by “//”), how many title rows stand above, the
fields that a person would see in it, and rows; every row is read or told.
"""

import csv
import tempfile
from pathlib import Path

import pytest

from bsreform.reading.extract import extract

VALUES = {
    "number": "{n}", "document_no": "{n}2/UBND-NC", "document_date": "0{n}/01/2024", "lead_unit": "Phòng Nội vụ",
    "title": "Rà soát nội dung thứ {n}", "supporting_units": "Phòng Tư pháp", "leader": "Phó Chủ tịch",
    "assigned_on": "1{n}/01/2024", "updated_on": "1{n}/02/2024",
    "entered_on": "1{n}/01/2024", "due_on": "2{n}/03/2024", "extended_to": "", "progress": "{n}0%",
    "status": "Đang thực hiện", "completed_on": "", "result": "Đã có dự thảo", "result_document": "",
    "obstacles": "", "note": "", "-": "x",
}  # fmt: skip

SHEETS = {
    "project": ("STT|Tiêu đề|Người phụ trách|Ngày bắt đầu|Ngày kết thúc|Trạng thái|% hoàn thành",
        "number title lead_unit assigned_on due_on status progress"),
    "information": ("TT|Thông tin công việc|Cán bộ phụ trách|Hoàn thành dự kiến|Tình trạng|Ghi chú",
        "number title lead_unit due_on status note"),
    "direction": ("STT|Số văn bản|Ngày văn bản|Nội dung văn bản chỉ đạo điều hành|Đơn vị thực hiện|Thời hạn|Kết quả thực hiện",
        "number document_no document_date title lead_unit due_on result"),
    "assigned": ("TT|Công việc được giao|Người thực hiện|Ngày giao|Hạn chót|Ngày hoàn thành|Ghi chú",
        "number title lead_unit assigned_on due_on completed_on note"),
    "list": ("STT|Danh sách công việc|Phụ trách chính|Phối hợp|Ngày BĐ|Ngày KT|Tiến độ",
        "number title lead_unit supporting_units assigned_on due_on progress"),
    "receiver": ("STT|Nhiệm vụ|Người nhận|Ngày kế hoạch|Trạng thái",
        "number title lead_unit due_on status"),
    "person": ("TT|Nội dung công việc|Đơn vị/Cá nhân chủ trì|Đơn vị phối hợp|Thời gian kết thúc|Kết quả",
        "number title lead_unit supporting_units due_on result"),
    "answerable": ("Stt|Nội dung nhiệm vụ|Cơ quan chịu trách nhiệm|Cơ quan phối hợp|Thời gian hoàn thành|Sản phẩm",
        "number title lead_unit supporting_units due_on result_document"),
    "bilingual": ("No. - STT|Công việc - Task|Người thực hiện - PIC|Hạn hoàn thành - Deadline|Trạng thái - Status",
        "number title lead_unit due_on status"),
    "no deadline": ("STT|Nội dung công việc|Người phụ trách|Trạng thái|Ghi chú",
        "number title lead_unit status note"),
    "progress only": ("TT|Nhiệm vụ cụ thể|Tiến độ (%)|Kết quả thực hiện|Khó khăn, vướng mắc",
        "number title progress result obstacles"),
    "incoming": ("Số đến|Ngày đến|Đơn vị|Trích yếu|Người thực hiện|Thời hạn xử lý|Kết quả xử lý",
        "- - - title lead_unit due_on result"),
    "two rows": ("STT|Văn bản giao nhiệm vụ||Nội dung|Đơn vị||Thời gian||Kết quả//|Số, ký hiệu|Ngày||Chủ trì|Phối hợp|Bắt đầu|Hoàn thành|",
        "number document_no document_date title lead_unit supporting_units assigned_on due_on result"),
    "plan and fact": ("TT|Nội dung thực hiện|Cơ quan chủ trì|Ngày hoàn thành||Tình hình thực hiện//|||Theo kế hoạch|Thực tế|",
        "number title lead_unit due_on completed_on result"),
    "conclusions": ("TT|Nội dung kết luận, chỉ đạo|Thông báo số|Đơn vị tham mưu|Hạn hoàn thành|Tình trạng thực hiện",
        "number title - lead_unit due_on status"),
    "capitals": ("STT|TÊN NHIỆM VỤ|CƠ QUAN CHỦ TRÌ|CƠ QUAN PHỐI HỢP|THỜI HẠN HOÀN THÀNH|GHI CHÚ",
        "number title lead_unit supporting_units due_on note"),
    "numbered heads": ("1. STT|2. Nội dung nhiệm vụ|3. Đơn vị chủ trì|4. Thời hạn|5. Trạng thái",
        "number title lead_unit due_on status"),
    "resolutions": ("TT|Nhiệm vụ, giải pháp|Đơn vị chủ trì|Đơn vị phối hợp|Thời gian thực hiện|Sản phẩm hoàn thành",
        "number title lead_unit supporting_units due_on result_document"),
    "section plan": ("STT|Nội dung|Đơn vị chủ trì thực hiện|Lãnh đạo phụ trách|Thời gian|Kết quả đến nay",
        "number title lead_unit leader due_on result"),
    "software": ("STT|Số ký hiệu|Trích yếu|Ngày ban hành|Đơn vị xử lý chính|Đơn vị phối hợp|Hạn xử lý|Trạng thái xử lý|Ngày hoàn thành",
        "number document_no title document_date lead_unit supporting_units due_on status completed_on"),
    "weekly": ("TT|Nội dung công việc|Bộ phận thực hiện|Thời gian hoàn thành|Kết quả thực hiện trong tuần",
        "number title lead_unit due_on -"),
    "board": ("Việc cần làm|Người làm|Đến hạn|Trạng thái",
        "title lead_unit due_on status"),
    "english": ("No|Task|Owner|Start date|Due date|Status|Progress",
        "- title lead_unit assigned_on due_on status progress"),
    "action": ("TT|Hạng mục công việc|Phòng chủ trì|Từ ngày|Đến ngày|Tỷ lệ hoàn thành",
        "number title lead_unit assigned_on due_on progress"),
    "extension": ("STT|Nội dung giao|Đơn vị được giao|Ngày giao|Hạn giao|Gia hạn đến|Tình trạng",
        "number title lead_unit assigned_on due_on extended_to status"),
    "answer": ("TT|Nội dung yêu cầu|Văn bản|Đơn vị giải quyết|Hạn trả lời|Tình hình",
        "number title document_no lead_unit due_on status"),
    "council": ("STT|Nội dung chỉ đạo|Nguồn giao|Đơn vị đầu mối|Hạn báo cáo|Đánh giá tiến độ|Ngày cập nhật",
        "number title document_no lead_unit due_on status updated_on"),
    "minutes": ("TT|Các nhiệm vụ|Phân công|Thời hạn thực hiện|Mức độ hoàn thành|Lý do chậm",
        "number title lead_unit due_on progress obstacles"),
    "remarks": ("STT (1)|Nội dung nhiệm vụ (2)|Đơn vị chủ trì (3)|Hạn xử lý (4)|Trạng thái (5)",
        "number title lead_unit due_on status"),
    "line breaks": ("STT|Nội dung\nnhiệm vụ|Đơn vị\nchủ trì|Thời hạn\nhoàn thành|Tình trạng\n(HT/Chưa HT)",
        "number title lead_unit due_on status"),
    "digital plan": ("TT|Mục tiêu, nhiệm vụ|Cơ quan chủ trì|Cơ quan phối hợp|Thời gian hoàn thành|Tiến độ thực hiện",
        "number title lead_unit supporting_units due_on progress"),
    "school": ("TT|Nội dung triển khai|Người chịu trách nhiệm|Thời hạn cuối|Kết quả đạt được|Minh chứng",
        "number title lead_unit due_on result result_document"),
    "police": ("STT|Nội dung, nhiệm vụ|Trách nhiệm thực hiện|Dự kiến hoàn thành|Kết quả thực hiện|Kiến nghị",
        "number title lead_unit due_on result obstacles"),
    "strange": ("Mã|Diễn giải|Ai|Bao giờ|Tới đâu",
        "- - - - -"),
    "entered": ("STT|Tên công việc|Ngày tạo|Người được giao|Hạn hoàn thành|Ngày hoàn thành thực tế|Trạng thái công việc",
        "number title entered_on lead_unit due_on completed_on status"),
    # Headings that are in no list, understood by how they begin and what they speak of:
    "main person": ("STT|Nội dung công việc|Người phụ trách chính|Người hỗ trợ|Hạn chót|Tình trạng",
        "number title lead_unit supporting_units due_on status"),
    "work items": ("TT|Đầu công việc|Cán bộ thực hiện|Hoàn thành dự kiến|Hoàn thành thực tế|% HT",
        "number title lead_unit due_on completed_on progress"),
    "what to solve": ("STT|Việc cần giải quyết|Người giải quyết|Thời hạn|Tình hình giải quyết",
        "number title lead_unit due_on result"),
    "planner": ("Tên nhiệm vụ|Ưu tiên|Giao cho|Ngày bắt đầu|Ngày đến hạn|Ngày hoàn thành",
        "title - lead_unit assigned_on due_on completed_on"),
    "three rows": ("STT|Nhiệm vụ|Thời gian||||Đơn vị//||Kế hoạch||Thực hiện||//||Bắt đầu|Kết thúc|Bắt đầu|Kết thúc|",
        "number title assigned_on due_on - - lead_unit"),
    "chair's conclusions": ("TT|Số thông báo kết luận|Nội dung kết luận của Chủ tịch|Đơn vị được giao nhiệm vụ|Thời hạn|Kết quả đến nay",
        "number document_no title lead_unit due_on result"),
    "voters": ("TT|Nội dung kiến nghị của cử tri|Đơn vị trả lời|Thời gian trả lời|Kết quả trả lời",
        "number title lead_unit due_on result"),
    "resolutions of the council": ("STT|Số Nghị quyết|Nội dung nghị quyết|Cơ quan tổ chức thực hiện|Thời gian|Kết quả",
        "number document_no title lead_unit due_on result"),
    "inspection": ("TT|Kiến nghị sau thanh tra|Đơn vị thực hiện kiến nghị|Thời hạn thực hiện|Lý do chưa thực hiện",
        "number title lead_unit due_on obstacles"),
    "roadmap": ("STT|Nhiệm vụ (theo Kế hoạch)|Đơn vị chủ trì, tham mưu|Lộ trình thực hiện|Trạng thái|Ghi chú, đề xuất",
        "number title lead_unit due_on status note"),
    "late ones": ("STT|Số văn bản giao|Nội dung nhiệm vụ giao|Đơn vị xử lý|Thời hạn UBND giao|Số ngày quá hạn|Nguyên nhân",
        "number document_no title lead_unit due_on - obstacles"),
    "must be done": ("STT|Tên nhiệm vụ|Người chịu trách nhiệm|Ngày giao|Ngày phải xong|Ngày xong",
        "number title lead_unit assigned_on due_on completed_on"),
    "abbreviated": ("Mã CV|Tên CV|Người TH|Ngày BĐ|Ngày KT|Trạng thái CV",
        "- title lead_unit assigned_on due_on status"),
    "first extension": ("STT|Nhiệm vụ|Đơn vị|Hạn ban đầu|Hạn gia hạn|Tình trạng xử lý",
        "number title lead_unit due_on extended_to status"),
    "who and when": ("Công việc phải làm|Ai chịu trách nhiệm|Bao giờ xong|Đã xong chưa",
        "title lead_unit due_on status"),
    "items by hand": ("STT|Hạng mục công việc cần làm|Phân công phụ trách|Mốc hoàn thành|Hiện trạng thực hiện",
        "number title lead_unit due_on status"),
    "works": ("TT|Công trình, dự án|Đơn vị quản lý|Thời gian khởi công|Thời gian hoàn thành dự kiến|Khối lượng (%)|Khó khăn",
        "number title lead_unit assigned_on due_on progress obstacles"),
    "cards": ("Card Name|Members|Due Date|List|Labels",
        "title lead_unit due_on - -"),
    "prevention": ("Hành động phòng ngừa|Người phụ trách|Hạn hoàn thành|Trạng thái",
        "title lead_unit due_on status"),
    "draft plan": ("STT|Tên nhiệm vụ/đề án|Cấp trình|Cơ quan chủ trì soạn thảo|Thời gian trình|Tình trạng",
        "number title - lead_unit due_on status"),
}  # fmt: skip


def lines(name: str) -> tuple[list[list[str]], list[int], dict[str, int]]:
    """The sheet, the numbers of its task rows, the column of each field."""
    header, told = SHEETS[name]
    head = [row.split("|") for row in header.split("//")]
    fields = told.split()
    rows = [[VALUES[field].format(n=number) for field in fields] for number in range(1, 5)]
    above = [["UBND XÃ BÌNH CHÁNH"], ["THEO DÕI CÔNG VIỆC NĂM 2024"], []][: len(name) % 4]
    sheet = [*above, *head, *rows, [], ["", "NGƯỜI LẬP BIỂU", "", "CHỦ TỊCH"], ["", "Nguyễn Văn A", "", "Trần Văn B"]]
    first = len(above) + len(head) + 1
    mapped = {field: column for column, field in enumerate(fields) if field != "-"}
    return sheet, list(range(first, first + 4)), mapped


def read(name: str) -> tuple[dict[str, int], set[int], set[int]]:
    """Field → column, the rows that were read, the rows that were told; of a sheet that was not recognised nothing."""
    sheet, _, _ = lines(name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "so.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out).writerows(sheet)
        table, meta = extract(path, {"layouts": ["task_tracker"], "headers": {}, "max_unpacked_mb": 64})
    columns = {
        field: ord(letter) - 65 for sheet in meta["sheets"] for field, letter in sheet.get("columns", {}).items()
    }
    told = {row for _, kind, row, *_ in meta["facts"] if kind == "unread_row"}
    return columns, set(table["row"].to_pylist()), told


def test_most_headers_are_found_and_most_columns_understood():
    found, right, asked, wrong = 0, 0, 0, []
    for name in SHEETS:
        columns, _, _ = read(name)
        _, _, wanted = lines(name)
        found += bool(columns)
        asked += len(wanted)
        right += sum(columns.get(field) == column for field, column in wanted.items())
        wrong += [(name, field) for field, column in columns.items() if wanted.get(field, column) != column]
    assert found >= 0.95 * len(SHEETS)
    assert right >= 0.95 * asked
    assert wrong == []


@pytest.mark.parametrize("name", SHEETS)
def test_every_row_of_a_sheet_that_is_recognised_is_read_or_told(name):
    columns, read_rows, told = read(name)
    _, wanted, _ = lines(name)
    if columns:
        assert set(wanted) <= read_rows | told
        assert read_rows <= set(wanted)
