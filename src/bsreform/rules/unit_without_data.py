"""Đơn vị chưa có số liệu

Vì sao: đơn vị không có hồ sơ nào trong các tệp thì có thể chưa gửi, gửi thiếu, hoặc ghi sai tên; báo cáo
vẫn nêu tên đơn vị nhưng không có số.

Sai: danh mục có 22 xã nhưng các tệp chỉ có hồ sơ của 21.

Đúng: đơn vị nào trong danh mục cũng có ít nhất một hồ sơ.

Cách sửa: đề nghị đơn vị gửi tệp; đơn vị không nhận hồ sơ thì ghi “Không” ở cột Nhận hồ sơ của `units.xlsx`
(`receives_dossiers = false` trong `units.toml`), đơn vị đã kết thúc thì ghi ngày kết thúc; kỳ
không phát sinh hồ sơ thì đơn vị gửi biểu “Báo không phát sinh” (`bsreform template no-work`) vào thư mục hồ sơ, hoặc
ghi kỳ ấy ở mục `[declared]` của `bsreform.toml`, ví dụ `cong-an = ["2024-W10"]`. Đơn vị đã báo không phát sinh mà vẫn
có hồ sơ tiếp nhận trong kỳ ấy thì hồ sơ vẫn được tính; đơn vị rút lại báo ấy, hoặc sửa tên đơn vị của hồ sơ.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np

from bsreform.language.wording import official_count, official_date
from bsreform.model import Aggregate, Dataset, Finding, Severity
from bsreform.organisation.declared import had_no_work, spans_without_work
from bsreform.spec import Context

SEVERITY: Severity = "warning"
SUBJECTS = ("dossiers",)


def check(data: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for each unit valid today that receives dossiers and has no row, nor a predecessor with one, no table
    of form II.06a of these days either, nor has declared that there was no work.
    """
    registry, today = context.registry, context.today
    named = [registry.get(id_) for id_ in data.frame["unit"].dropna().unique()]
    present = {registry.successor(unit, today).id for unit in named if unit}
    days = (context.start or today, today)
    present |= {each.unit for each in data.aggregates if _is_of(each, days)}
    for unit in registry.valid_in(today, today):
        if (
            unit.receives_dossiers
            and unit.id not in present
            and not had_no_work(unit.id, days, context.config, data.declared)
        ):
            yield Finding(
                -1,
                f"{unit.name} chưa có hồ sơ nào trong các tệp.",
                "Đề nghị đơn vị gửi tệp, hoặc kiểm tra tên đơn vị trong các tệp đã gửi.",
                field="unit",
                column="",
                raw=unit.name,
            )
    yield from _contradicted(data, context)


def _contradicted(data: Dataset, context: Context) -> Iterator[Finding]:
    """The units that have dossiers received in days for which they have declared that there was no work."""
    units, days = data.frame["unit"], data.frame["received_at"].to_numpy().astype("datetime64[D]")
    first = context.start or date.min
    for unit in context.registry.units:
        for start, end in spans_without_work(unit.id, context.config, data.declared):
            since, until = np.datetime64(max(start, first)), np.datetime64(min(end, context.today))
            inside = (units == unit.id) & (days >= since) & (days <= until)
            if count := data.frame.loc[inside, "code"].nunique():
                span = f"từ ngày {official_date(start)} đến ngày {official_date(end)}"
                yield Finding(
                    -1,
                    f"{unit.name} báo không phát sinh {span} nhưng trong các tệp có {official_count(count)} hồ sơ tiếp "
                    "nhận trong thời gian ấy; hồ sơ vẫn được tính.",
                    "Đề nghị đơn vị rút lại báo không phát sinh, hoặc kiểm tra tên đơn vị của các hồ sơ ấy.",
                    field="unit",
                    column="",
                    raw=unit.name,
                )


def _is_of(table: Aggregate, days: tuple[date, date]) -> bool:
    """Is the table about any of these days?"""
    return table.days is None or (table.days[0] <= days[1] and table.days[1] >= days[0])
