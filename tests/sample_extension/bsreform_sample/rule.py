"""Hồ sơ hẹn trả quá xa

Vì sao: hẹn trả sau hơn một năm thường là ghi nhầm năm.

Sai: tiếp nhận ngày 05/3/2024, hẹn trả ngày 12/3/2026.

Đúng: hẹn trả ngày 12/3/2024.

Cách sửa: xem lại ngày hẹn trả.
"""

from bsreform.model import Finding

SEVERITY = "warning"
SUBJECTS = ("dossiers",)


def check(data, context):
    """One finding for each dossier that is promised more than a year after it came."""
    frame = data.frame
    far = frame[((frame["due_at"] - frame["received_at"]).dt.days > 365).to_numpy(dtype=bool)]
    for source, row in zip(far["source"], far["row"], strict=True):
        yield Finding(int(source), "Hẹn trả sau hơn một năm.", "Xem lại ngày hẹn trả.", row=int(row), field="due_at")
