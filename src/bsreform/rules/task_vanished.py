"""Nhiệm vụ không còn

Vì sao: nhiệm vụ có trong báo cáo đã phát hành mà nay không còn dòng nào thì có thể bị xóa nhầm, hoặc bị bỏ ra
để khỏi tính quá hạn.

Sai: lần trước có nhiệm vụ quá hạn giao tại `123/KH-UBND`, lần này không tệp nào còn ghi.

Đúng: nhiệm vụ không phải làm nữa vẫn giữ dòng, trạng thái ghi “Thu hồi”.

Cách sửa: ghi lại dòng đã mất. Nếu vẫn còn thì dòng ấy đã đổi số văn bản, đơn vị chủ trì hoặc nội dung: xem có
đúng là nhiệm vụ ấy không.
"""

from collections.abc import Iterator

from bsreform.language.wording import plain_date
from bsreform.model import Dataset, Finding, Severity
from bsreform.records.same_task import counterparts
from bsreform.rules._wording import quote
from bsreform.spec import Context

SEVERITY: Severity = "warning"
SUBJECTS = ("tasks",)

_ORIGINS = {"software": "phần mềm", "tracker": "tệp theo dõi"}


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each task of the last monthly run without a row today; its place is the workspace."""
    if context.previous is None:
        return
    lost = context.previous[counterparts(context.previous, data) < 0]
    days = lost["due"].to_numpy().astype("datetime64[D]").tolist()
    secret = data.frame["unit"][data.frame["secret"].to_numpy(dtype=bool)]
    hushed = set(secret.dropna())
    columns = lost[["document_no", "title", "unit", "origin"]].itertuples(index=False, name=None)
    for due, (document, title, id_, origin) in zip(days, columns, strict=True):
        unit = context.registry.get(id_)
        # It may be the very task whose row is marked as secret by now: then its words are shown nowhere.
        term = f"thời hạn {plain_date(due)}" if due else "không có thời hạn"
        told = id_ not in hushed and not secret.hasnans
        what = f" {quote(title)}" if told else ""
        number = f" ({document})" if told and document else ""
        yield Finding(
            -1,
            f"Nhiệm vụ{what}{number} của {unit.name if unit else id_} ({term}) "
            f"báo cáo đã phát hành gần nhất có trong {_ORIGINS[origin]}, nay không còn.",
            "Ghi lại dòng đã mất; nhiệm vụ không phải làm nữa thì giữ dòng và ghi trạng thái “Thu hồi”.",
            field="title",
            column="",
            raw=title if told else "",
        )
