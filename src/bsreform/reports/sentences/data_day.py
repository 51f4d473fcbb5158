"""The first line of every face of a report: up to which day its data go, where that is not the end of its period."""

from collections.abc import Mapping

from bsreform.language.wording import official_count, official_date
from bsreform.model import DataDay

_NAMED = 5


def told_day(data: DataDay, names: Mapping[str, str], what: str = "Số liệu") -> str:
    """“Số liệu xuất đến ngày …, chưa đủ đến hết kỳ …”, with the units whose data are older still; "" where they are
    complete. `names` are those of the units by id; `what` stands in front where a report has data of two kinds.
    """
    if data.complete or data.last is None or data.first is None:
        return ""
    text = f"{what} xuất đến ngày {official_date(data.last)}"
    end = official_date(data.end)
    older = f"{_units(data, names)} (từ ngày {official_date(data.first)})"
    if data.last >= data.end:
        return f"{text}; riêng số liệu của {older} chưa đủ đến hết kỳ (ngày {end})."
    text += f", chưa đủ đến hết kỳ (ngày {end})"
    if data.stale:
        return f"{text}: chưa có số liệu của kỳ, không hồ sơ, nhiệm vụ nào trong đó được tính là quá hạn."
    return f"{text}; cũ hơn nữa là số liệu của {older}." if data.stale_units else f"{text}."


def notices(dossiers: DataDay, tasks: DataDay | None, names: Mapping[str, str]) -> str:
    """Those on dossiers and, in a report that reads tasks, on those of the software, in one line."""
    on_tasks = told_day(tasks, names, "Nhiệm vụ theo phần mềm: số liệu") if tasks else ""
    return " ".join(filter(None, (told_day(dossiers, names), on_tasks)))


def _units(data: DataDay, names: Mapping[str, str]) -> str:
    old = [names.get(unit, unit) for unit in data.stale_units]
    rest = len(old) - _NAMED
    more = f" và {official_count(rest)} đơn vị khác" if rest > 0 else ""
    return f"{official_count(len(old))} đơn vị: {', '.join(old[:_NAMED])}{more}"
