"""Page one and the units as a PDF: vector drawings, fonts inside, text that can be searched; the same report value."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from bsreform.language.wording import cell_text, clean, told
from bsreform.report_model import Bars, Column, FrontPage, Report, Row, Section, Table

_PAGE: Final = """
#set document(title: {title}, author: {author}, date: datetime(year: {year}, month: {month}, day: {day}))
#set text(font: "Libertinus Serif", lang: "vi", size: 10pt, hyphenate: false)
#set table(inset: (x: 3pt, y: 2pt), stroke: 0.5pt)
#set par(spacing: 5pt, leading: 3.5pt)
#set block(spacing: 5pt)
#let bar(share, target) = box(width: 100%, height: 9pt, {{
  if share != none {{ place(left, rect(width: share * 1%, height: 9pt, fill: luma(166), stroke: none)) }}
  if target != none {{ place(left, rect(width: target * 1%, height: 9pt, stroke: 1.2pt)) }}
}})
#let greys = (luma(191), luma(127), luma(38))
#let part(i, share) = rect(width: share * 1%, height: 9pt, fill: greys.at(i), stroke: none)
#let stacked(..shares) = box(width: 100%, height: 9pt, align(left, stack(dir: ltr,
  ..shares.pos().enumerate().map(((i, share)) => part(i, share)))))
#let dot(score, thin) = box(width: 100%, height: 9pt, {{
  if score != none {{ place(left, dx: score * 0.97%, circle(radius: 3.5pt, fill: black)) }}
  if thin != none {{ place(left, dx: thin * 0.97%, circle(radius: 3.5pt, fill: white, stroke: 1pt)) }}
}})
"""
_PORTRAIT: Final = '#set page(paper: "a4", margin: (x: 13mm, y: 12mm), footer: none)\n'
_LANDSCAPE: Final = '#set page(paper: "a4", flipped: true, margin: (x: 12mm, y: 12mm))\n#set text(size: 9pt)\n'


def pdf_bytes(report: Report) -> bytes:
    """The PDF of page one of `report` and of its compact sheet, if it has one; the same bytes for the same report."""
    import typst

    source = "".join(_document(report)).encode()
    made: bytes = typst.compile(source, format="pdf", ignore_system_fonts=True)
    return made


def _document(report: Report) -> Iterator[str]:
    day: date = report.period.as_of
    yield _PAGE.format(
        title=_string(report.title),
        author=_string(report.author),
        year=day.year,
        month=day.month,
        day=day.day,
    )
    yield _PORTRAIT
    for block in report.sections[0].blocks:
        if isinstance(block, FrontPage):
            yield from _front(block)
    for section in report.sections:
        if section.compact:
            yield from _compact(section)


def _compact(section: Section) -> Iterator[str]:
    yield _LANDSCAPE
    yield _line(section.title, 13)
    for block in section.blocks:
        if isinstance(block, Table):
            yield from _table(block)


def _front(front: FrontPage) -> Iterator[str]:
    yield _line(front.band, 15)
    yield f"#emph({_string(front.seen)})\n\n"
    if front.warning:
        yield f"#block(stroke: 1.5pt, inset: 4pt, width: 100%, strong({_string(front.warning)}))\n"
    yield _line(front.headline, 13)
    if front.boxes:
        yield _boxes(front.boxes)
    if front.calls:
        yield from _table(front.calls)
    for bars in front.bars:
        yield from _table(bars.table, bars)
    for table in front.lists:
        yield from _table(table)
    if front.remark:
        yield f"#block(stroke: 0.5pt, inset: 4pt, width: 100%, height: 44pt, strong({_string(front.remark)}))\n"


def _boxes(table: Table) -> str:
    [row] = table.rows
    cells = ", ".join(
        f'align(center)[#text(size: 22pt, weight: "bold", {_string(told(row.cells.get(each.key), each.kind))}) '
        f"\\ #text(size: 10pt, {_string(each.label)})]"
        for each in table.columns
    )
    return f"#table(columns: {len(table.columns)} * (1fr,), stroke: 1.2pt, {cells})\n"


def _table(table: Table, bars: Bars | None = None) -> Iterator[str]:
    yield _line(table.title, 11)
    if not table.rows:
        yield f"#block({_string(table.empty)})\n"
        return
    widths = ", ".join(f"{column.width}fr" for column in table.columns)
    aligned = ", ".join("left" if column.kind == "text" else "right" for column in table.columns)
    yield f"#table(columns: ({widths},), align: ({aligned},),\n"
    yield from _header(table)
    for row in table.rows:
        yield from (f"[{_cell(row, column, bars)}], " for column in table.columns)
        yield "\n"
    yield ")\n"
    yield from (f"#text(size: 9pt, emph({_string(note)}))\n\n" for note in table.notes)


def _header(table: Table) -> Iterator[str]:
    """The bands above, where there are any, and the labels; repeated on every page."""
    heads = [
        f"table.cell(fill: luma(225), align: center)[#text(size: 9pt, strong({_string(each)}))]"
        for each in _labels(table)
    ]
    yield f"table.header({', '.join(heads)}),\n"


def _labels(table: Table) -> Sequence[str]:
    return [f"{each.band}: {each.label}" if each.band else each.label for each in table.columns]


def _cell(row: Row, column: Column, bars: Bars | None) -> str:
    if bars and column.key == bars.at:
        return _drawn(row, bars)
    text = cell_text(row, column, told)
    strong = row.level != "row" or row.verdicts.get(column.key) == "below"
    return f"#strong({_string(text)})" if strong else f"#{_string(text)}"


def _drawn(row: Row, bars: Bars) -> str:
    found = [value if isinstance(value := row.cells.get(key), int | float) else None for key in bars.over]
    if bars.kind == "stack":
        longest = max(_length(each, bars) for each in bars.table.rows) or 1
        return f"#stacked({', '.join(f'{100 * (number or 0) / longest:.2f}' for number in found)})"
    name = {"bullet": "bar", "dots": "dot"}[bars.kind]
    return f"#{name}({', '.join('none' if number is None else f'{number:.2f}' for number in found)})"


def _length(row: Row, bars: Bars) -> float:
    return sum(value for key in bars.over if isinstance(value := row.cells.get(key), int | float))


def _line(text: str, size: float) -> str:
    return f'#text(size: {size}pt, weight: "bold", {_string(text)})\n\n' if text else ""


def _string(text: str) -> str:
    """A text of the files as a string: it is never read as markup."""
    escaped = clean(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
