"""“Số liệu”: all figures of all units in one wide table, for whoever checks them: ledger, rates, the year so far."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from bsreform.material.values import Material
from bsreform.report_model import Column, Row, Section, Table
from bsreform.reports.sheets.layout import NAMES


def all_figures(material: Material, tables: Sequence[tuple[str, Table]]) -> Section:
    """The sheet: these tables over the same rows of units side by side, each under its heading, to be folded away."""
    named = [(f"t{number}.", heading, table) for number, (heading, table) in enumerate(tables)]
    first = named[0][2]
    rows = tuple(_row(index, named) for index in range(len(first.rows)))
    notes = tuple(dict.fromkeys(note for _, _, table in named for note in table.notes))
    columns = (*NAMES, *(column for each in named for column in _columns(*each)))
    figures = {prefix + key: own for prefix, _, table in named for key, own in table.figures.items()}
    wide = Table("figures", "", columns, rows, notes, numbered=True, figures=figures)
    return Section("Số liệu", (wide,), f"SỐ LIỆU {material.names.now.upper()}", landscape=True, audit=True)


def _columns(prefix: str, heading: str, table: Table) -> Iterator[Column]:
    for column in table.columns[len(NAMES) :]:
        inner = column.band or column.subband
        yield replace(
            column,
            key=prefix + column.key,
            band=heading,
            subband=inner,
            ratio=column.ratio and (prefix + column.ratio[0], prefix + column.ratio[1]),
            sum_of=tuple(prefix + key for key in column.sum_of),
            difference=column.difference and (prefix + column.difference[0], prefix + column.difference[1]),
            over=tuple(prefix + key for key in column.over),
            break_before=False,
            outline=True,
            number="",
        )


def _row(index: int, tables: Sequence[tuple[str, str, Table]]) -> Row:
    rows = [(prefix, table.rows[index]) for prefix, _, table in tables]
    own = rows[0][1]
    cells = {prefix + key: value for prefix, row in rows for key, value in row.cells.items()}
    verdicts = {prefix + key: verdict for prefix, row in rows for key, verdict in row.verdicts.items()}
    names = {column.key: own.cells[column.key] for column in NAMES}
    return Row({**cells, **names}, own.level, verdicts, own.about)
