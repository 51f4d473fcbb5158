"""Exports of a system that calls its columns by English names."""

from bsreform.spec import Field, Layout

LAYOUT = Layout(
    id="sample_export",
    label="Sample export",
    key_fields=("code", "received_at", "due_at"),
    subject="dossiers",
    folder="dossiers",
    sent_as="sample export",
    fields=(
        Field("code", "Mã hồ sơ", "code", ("Case no",), required=True),
        Field("unit_named", "Đơn vị", "text", ("Office",)),
        Field("received_at", "Ngày tiếp nhận", "date", ("Opened",), required=True),
        Field("due_at", "Ngày hẹn trả", "date", ("Promised",), required=True),
        Field("status_text", "Trạng thái", "text", ("Stage",)),
    ),
)
