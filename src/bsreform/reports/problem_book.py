"""The workbook of `validate`: how many errors each unit has to mend, then one sheet of them for each unit."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from bsreform.language.remedies import for_units
from bsreform.language.wording import decimal, official_count
from bsreform.model import Problem, Unit
from bsreform.report_model import Column, Row, Section, Table
from bsreform.reports.sheets.quality import problem_list

_SUMMARY = "Đơn vị"
_NOBODYS = "Không rõ đơn vị"


def problem_sections(
    problems: Sequence[Problem], units: Mapping[Problem, Unit], whole: str, office: str
) -> tuple[Section, ...]:
    """The sheets, most errors first; what nobody can be asked to mend comes last. `whole` is the subtitle, `office`
    whom a unit asks where only those with this program could mend it.
    """
    lists: dict[str, list[Problem]] = {}
    names: dict[str, str] = {}
    for problem in problems:
        unit = units.get(problem)
        name = unit.name if unit else _NOBODYS
        names[name] = (unit.short or unit.name) if unit else _NOBODYS
        lists.setdefault(name, []).append(problem)
    ordered = sorted(lists, key=lambda name: (name == _NOBODYS, -_errors(lists[name]), -len(lists[name]), name))
    sheets = (
        Section(
            names[name],
            (_of_unit(lists[name], "" if name == _NOBODYS else office),),
            name,
            whole,
            landscape=True,
        )
        for name in ordered
    )
    return (Section(_SUMMARY, (_summary(lists, ordered),), "LỖI SỐ LIỆU THEO ĐƠN VỊ", whole), *sheets)


def _of_unit(problems: Sequence[Problem], office: str) -> Table:
    """The list of one unit that asks this `office` ("" = nobody's), with nothing that it cannot do."""
    listed = problem_list(problems)
    title = f"{official_count(len(problems))} nội dung cần rà soát"
    if not office:
        return replace(listed, title=title)
    rows = (Row({**row.cells, "hint": for_units(str(row.cells["hint"]), office)}) for row in listed.rows)
    left = (f"Còn {decimal(rest)} dòng khác: hỏi {office}.",) if (rest := len(problems) - len(listed.rows)) else ()
    return replace(listed, title=title, rows=tuple(rows), notes=left)


def _errors(problems: Sequence[Problem]) -> int:
    return sum(each.severity == "error" for each in problems)


def _summary(lists: Mapping[str, Sequence[Problem]], ordered: Sequence[str]) -> Table:
    columns = (
        Column("unit", "Đơn vị", width=40),
        Column("errors", "Lỗi", "integer", width=10),
        Column("warnings", "Cảnh báo", "integer", width=10),
        Column("files", "Số tệp", "integer", width=10),
    )
    rows = tuple(
        Row(
            {
                "unit": name,
                "errors": _errors(lists[name]),
                "warnings": len(lists[name]) - _errors(lists[name]),
                "files": len({each.file for each in lists[name]}),
            }
        )
        for name in ordered
    )
    return Table("units", "Mỗi đơn vị một trang", columns, rows, empty="Không phát hiện vấn đề nào.")
