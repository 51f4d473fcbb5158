"""The small form by which a unit declares a period without any work (không phát sinh): one row is one unit and period."""

from bsreform.spec import Field, Layout

LAYOUT = Layout(
    id="no_work",
    label="Báo không phát sinh",
    key_fields=("period",),
    subject="dossiers",
    folder="dossiers",
    sent_as="báo không phát sinh",
    least=2,
    beside=True,
    fields=(
        Field("unit", "Đơn vị không phát sinh", "text", ("Đơn vị không phát sinh", "Đơn vị", "Tên đơn vị")),
        Field("period", "Kỳ không phát sinh", "text", ("Kỳ không phát sinh", "Kỳ báo cáo không phát sinh")),
        Field("reason", "Ghi chú về kỳ không phát sinh", "text", ("Ghi chú về kỳ không phát sinh",), kept=False),
    ),
)  # fmt: skip
