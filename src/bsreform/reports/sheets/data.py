"""“Dữ liệu”: where the rows went, who has sent nothing, each kind of fault once with its count, then every fault."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bsreform.language.wording import SEVERITY, official_count, official_date
from bsreform.material.values import Material
from bsreform.model import Problem
from bsreform.report_model import Block, Column, Row, Section, Table
from bsreform.reports.sheets.quality import problem_list, without_data

DATA = "Dữ liệu"


def data_sheet(
    material: Material,
    accounts: Sequence[Table],
    problems: Sequence[Problem],
    titles: Mapping[str, str],
    lists: Sequence[Table],
) -> Section:
    """The sheet. `accounts` say where the rows went; `titles` word the kinds of faults; `lists` follow the faults."""
    dossiers = material.rows.read > 0
    blocks: list[Block] = [
        *accounts,
        *([without_data(material)] if dossiers and material.silent else []),
        *([_kinds(problems, titles)] if problems else []),
        problem_list(problems),
        *(each for each in lists if each.rows),
    ]
    day = official_date(material.period.as_of)
    return Section(DATA, tuple(blocks), "DỮ LIỆU", f"Số liệu tính đến hết ngày {day}", landscape=True)


def _kinds(problems: Sequence[Problem], titles: Mapping[str, str]) -> Table:
    """One row per kind of fault, the most frequent first."""
    columns = (
        Column("title", "Loại vấn đề", width=32),
        Column("count", "Số lượng", "integer", width=22),
        Column("severity", "Mức độ", width=38),
        Column("files", "Số tệp", "integer", width=36),
        Column("rule", "Mã quy tắc (bsreform explain MÃ)", width=20),
    )
    found = Counter((each.severity, each.rule) for each in problems)
    files: dict[tuple[str, str], set[str]] = {}
    for each in problems:
        files.setdefault((each.severity, each.rule), set()).add(each.file)
    rows = tuple(
        Row(
            {
                "title": titles.get(rule, rule),
                "count": count,
                "severity": SEVERITY[severity],
                "files": len(files[severity, rule]),
                "rule": rule,
            }
        )
        for (severity, rule), count in sorted(found.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
    )
    title = f"Các loại vấn đề: {official_count(len(rows))}"
    return Table("fault_kinds", title, columns, rows, empty="Không phát hiện vấn đề nào.")
