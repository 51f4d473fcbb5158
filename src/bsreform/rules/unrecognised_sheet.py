"""Trang không có bảng hồ sơ

Vì sao: số liệu chỉ đọc được khi có hàng tiêu đề cột; không tìm thấy hàng này thì không dòng nào trong
trang được tính.

Sai: trang chỉ có bảng tổng hợp “Đơn vị | Tổng số | Đúng hạn”; hoặc cột mã đặt tên là “STT hồ sơ”.

Đúng: một hàng tiêu đề có “Mã hồ sơ”, “Ngày tiếp nhận”, “Ngày hẹn trả”; mỗi hồ sơ một dòng ở dưới. Bảng
nhiệm vụ: có “Nội dung nhiệm vụ”, “Đơn vị chủ trì”, “Thời hạn hoàn thành”.

Cách sửa: xuất danh sách chi tiết từng hồ sơ chứ không phải bảng tổng hợp; nếu hệ thống gọi tên cột khác
thì thêm tên ấy vào mục `[headers.dossiers]`, `[headers.tasks]` của `bsreform.toml`. Trang chỉ để ghi chú
thì không phải làm gì.
"""

import shlex
from collections.abc import Iterable, Iterator, Mapping

from bsreform.layouts import layout, sent
from bsreform.model import Dataset, Fact, Finding, Severity, SubjectId
from bsreform.rules._facts import facts
from bsreform.rules._wording import NOUNS, quote
from bsreform.spec import Context, Layout

SEVERITY: Severity = "error"

_WANTED: Mapping[SubjectId, str] = {
    "dossiers": "cần một hàng tiêu đề có Mã hồ sơ, Ngày tiếp nhận, Ngày hẹn trả",
    "tasks": "cần một hàng tiêu đề có Nội dung nhiệm vụ, Đơn vị chủ trì, Thời hạn hoàn thành",
    "digital_teams": "cần một hàng tiêu đề có Đơn vị, Số Tổ, Số thành viên như biểu mẫu digital-team",
}

_REMEDIES: Mapping[SubjectId, str] = {
    "dossiers": "xuất lại danh sách chi tiết từng hồ sơ",
    "tasks": "xuất lại danh sách chi tiết từng nhiệm vụ",
    "digital_teams": "gửi lại theo biểu mẫu ấy",
}


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for a file in which nothing fits; a warning for each odd sheet beside a good one."""
    noun, wanted = NOUNS[data.subject], _WANTED[data.subject]
    noticed = facts(data, "unrecognised_sheet")
    lost = {index for index, source in enumerate(data.sources) if source.fault == "unrecognised_sheet"}
    for index in sorted(lost | {fact.source for fact in noticed if fact.detail.startswith("only")}):
        seen = ", ".join(dict.fromkeys(fact.raw for fact in noticed if fact.source == index and fact.raw))
        if moved := _belongs(index, noticed, context):
            yield Finding(index, *moved, raw=seen)
            continue
        clue = f"; chỉ thấy các tiêu đề {quote(seen)}" if seen else ""
        hint = f"C{wanted[1:]}: {_REMEDIES[data.subject]}, hoặc chuyển tệp khỏi thư mục."
        nearest = next((fact for fact in noticed if fact.source == index and fact.row), None)
        clue += _nearest(nearest) if nearest else ""
        if nearest:
            path = data.sources[index].path
            mapped = (
                f"Nếu dòng {nearest.row} là hàng tiêu đề thì chạy bsreform map {shlex.quote(path)} để khai tên cột."
            )
            hint = f"{mapped} {hint}"
        yield Finding(index, f"Trong tệp không có bảng danh sách {noun}{clue}.", hint, raw=seen)
    yield from (_beside(fact, noun, wanted) for fact in noticed if fact.detail.startswith("extra"))


def _belongs(index: int, noticed: Iterable[Fact], context: Context) -> tuple[str, str] | None:
    """What a file is that lies in a wrong folder, and where it belongs."""
    told = (fact.detail.split("|", 2)[2] for fact in noticed if fact.source == index and fact.detail.count("|") > 1)
    other = next(filter(None, told), "")
    if not other:
        return None
    found = layout(other)
    place = f"Chuyển tệp sang thư mục {_folder(found, context)}"
    alike = (f"{each.sent_as} thì sang {_folder(each, context)}" for each in sent(found.subject) if each != found)
    return f"Đây là {found.sent_as}, không phải tệp của thư mục này.", f"{'; nếu là '.join((place, *alike))}."


def _folder(which: Layout, context: Context) -> str:
    name: str = getattr(context.config.folders, which.folder)
    return name


def _nearest(fact: Fact) -> str:
    """Where the header may stand, and which of its headings are not known."""
    unknown = fact.detail.split("|", 2)[1]
    told = f", chưa biết các tên cột {quote(unknown)}" if unknown else ""
    return f"; gần giống hàng tiêu đề nhất là dòng {fact.row}{told}"


def _beside(fact: Fact, noun: str, wanted: str) -> Finding:
    sheet = fact.detail.split("|", 2)[2]
    which = f"Trang {quote(sheet)}" if sheet else "Một trang khác của tệp"
    return Finding(
        fact.source,
        f"{which} không có bảng danh sách {noun} nên được bỏ qua.",
        f"Trang chỉ để ghi chú thì không phải làm gì; nếu là {noun}: {wanted}.",
        raw=fact.raw,
        severity="warning",
        sheet=sheet or None,
    )
