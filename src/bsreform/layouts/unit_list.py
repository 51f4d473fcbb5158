"""The list of units (`units.xlsx`, or a list that an office has already): one row is one unit."""

from bsreform.spec import Field, Layout

LAYOUT = Layout(
    id="units",
    label="Danh mục đơn vị",
    key_fields=("name",),
    subject="dossiers",
    folder="",
    sent_as="danh mục đơn vị",
    least=1,
    fields=(
        Field("name", "Tên đơn vị", "text", (
            "Tên đơn vị", "Tên cơ quan, đơn vị", "Cơ quan, đơn vị", "Tên cơ quan", "Đơn vị", "Tên xã, phường", "Xã, phường, thị trấn",
            "Xã, phường, đặc khu", "Xã, phường", "Xã, thị trấn", "Tên xã", "Tên phường", "Địa phương", "Tên", "name",
        ), required=True),
        Field("group", "Nhóm", "text", ("Nhóm", "Nhóm đơn vị", "Khối", "Loại đơn vị", "group")),
        Field("short", "Tên gọn", "text", ("Tên gọn", "Tên viết tắt", "Viết tắt", "Tên ngắn", "short")),
        Field("aliases", "Tên gọi khác", "lines", ("Tên gọi khác", "Tên khác", "Cách viết khác", "aliases")),
        Field("codes", "Mã định danh", "lines", ("Mã định danh", "Mã định danh điện tử", "Mã cơ quan", "Mã đơn vị", "Mã ĐVHC", "codes")),
        Field("valid_from", "Có từ ngày", "date", ("Có từ ngày", "Ngày thành lập", "Từ ngày", "Hiệu lực từ", "valid_from")),
        Field("valid_to", "Đến hết ngày", "date", ("Đến hết ngày", "Ngày kết thúc", "Đến ngày", "Hiệu lực đến", "valid_to")),
        Field("successor", "Đơn vị kế thừa", "text", ("Đơn vị kế thừa", "Sáp nhập vào", "Kế thừa", "successor")),
        Field("receives_dossiers", "Nhận hồ sơ", "yes_no", ("Nhận hồ sơ", "Tiếp nhận hồ sơ", "Có nhận hồ sơ", "receives_dossiers")),
        Field("receives_tasks", "Nhận nhiệm vụ", "yes_no", ("Nhận nhiệm vụ", "Có nhận nhiệm vụ", "Giao nhiệm vụ", "receives_tasks")),
        Field("id", "Mã trong phần mềm", "text", ("Mã trong phần mềm", "id")),
    ),
)  # fmt: skip
