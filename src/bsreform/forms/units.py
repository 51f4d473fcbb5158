"""The form of the list of units, `units.xlsx` of a workspace: filled in with those that are known."""

from bsreform.spec import Form, FormColumn

FORM = Form(
    id="units",
    version=1,
    layout="units",
    sheet="Đơn vị",
    title="Danh mục đơn vị",
    columns=(
        FormColumn("name", "Tên đầy đủ như ký văn bản; in trong báo cáo. Thứ tự dòng là thứ tự trong báo cáo.", "Phòng Văn hóa - Xã hội", 44),
        FormColumn("group", "Chọn trong danh sách; các nhóm đặt ở mục [groups] của bsreform.toml.", "", 26, groups=True),
        FormColumn("short", "Tên in trên biểu đồ và màn hình; để trống thì lấy theo tên đơn vị.", "P. VH-XH", 20),
        FormColumn("aliases", "Các cách gọi khác gặp trong tệp gửi lên, cách nhau bằng dấu chấm phẩy.", "Phòng VHXH; Phòng VH-XH", 34),
        FormColumn("codes", "Đầu mã hồ sơ hoặc mã của riêng đơn vị, cách nhau bằng dấu chấm phẩy.", "H48.53.12", 16),
        FormColumn("valid_from", "Ngày đầu tiên đơn vị tồn tại; để trống là không giới hạn.", "01/7/2025", 12),
        FormColumn("valid_to", "Ngày cuối cùng đơn vị tồn tại; để trống là đang hoạt động.", "30/6/2025", 12),
        FormColumn("successor", "Tên đơn vị nhận sáp nhập, đúng như ghi ở cột Tên đơn vị.", "UBND xã Vạn Tường", 26),
        FormColumn("receives_dossiers", "Ghi “Không” nếu không có hồ sơ đứng tên đơn vị (không giải quyết, hoặc chỉ tiếp nhận thay); để trống là có.", "Không", 11),
        FormColumn("receives_tasks", "Ghi “Không” nếu đơn vị không được giao nhiệm vụ theo dõi; để trống là có.", "Có", 11),
        FormColumn("id", "Phần mềm tự đặt theo tên; đã có thì giữ nguyên, kể cả khi đổi tên đơn vị.", "phong-van-hoa-xa-hoi", 24),
    ),
    notes=(
        "Mỗi đơn vị ghi một dòng, bắt đầu từ dòng ngay dưới hàng tiêu đề; bớt đơn vị thì xóa cả dòng, thêm thì ghi tiếp xuống dưới.",
        "Tên của chính cơ quan mình và cấp trên ghi phía sau tên đơn vị (“Công an xã …”) được phần mềm tự bỏ qua, không cần ghi thành tên gọi khác.",
        "Đơn vị đã sáp nhập vẫn để lại, ghi ngày cuối cùng và đơn vị kế thừa: số liệu cũ tính cho đơn vị kế thừa.",
        "Điền xong, lưu tệp với tên units.xlsx ngay trong thư mục làm việc, cạnh tệp bsreform.toml; tệp này thay cho danh mục có sẵn.",
        "Kiểm tra bằng lệnh: bsreform validate units.xlsx.",
    ),
)  # fmt: skip
