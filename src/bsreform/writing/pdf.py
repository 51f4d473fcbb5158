"""Page one and the units as a PDF: vector drawings, fonts inside, text that can be searched; the same report value."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from bsreform.language.wording import cell_text, clean, told
from bsreform.report_model import Bars, Column, FrontPage, Report, Row, Section, Table

_PAGE: Final = """
#set document(title: {title}, author: {author}, date: datetime(year: {year}, month: {month}, day: {day}))
#set text(font: "Libertinus Serif", lang: "vi", size: 10pt, hyphenate: false)
#set table(inset: (x: 3pt, y: 3pt), stroke: 0.5pt)
#set par(spacing: 8pt, leading: 4.5pt)
#set block(spacing: 8pt)
#let bar(share, target) = box(width: 100%, height: 9pt, {{
  if share != none {{ place(left, rect(width: share * 1%, height: 9pt, fill: luma(166), stroke: none)) }}
  if target != none {{ place(left, rect(width: target * 1%, height: 9pt, stroke: 1.2pt)) }}
}})
#let greys = (luma(191), luma(127), luma(38))
#let part(i, share) = rect(width: share * 1%, height: 9pt, fill: greys.at(i), stroke: none)
#let stacked(..shares) = box(width: 100%, height: 9pt, align(left, stack(dir: ltr,
  ..shares.pos().enumerate().map(((i, share)) => part(i, share)))))
#let scale = (0, 20, 40, 60, 80, 100)
#let strip(height, ..dots) = box(width: 100%, height: 56pt, inset: (x: 8pt), {{
  for mark in scale {{
    place(bottom + left, dx: mark * 1%, dy: -12pt, line(angle: 90deg, length: -42pt, stroke: 0.5pt + luma(191)))
    place(bottom + left, dx: mark * 1% - 8pt, box(width: 16pt, align(center, text(size: 9pt, str(mark)))))
  }}
  place(bottom + left, dy: -12pt, line(length: 100%, stroke: 0.5pt))
  for (score, level, full) in dots.pos() {{
    place(bottom + left, dx: score * 1% - 3pt, dy: -13pt - (level - 1) * height, circle(radius: 3pt,
      fill: if full {{ black }} else {{ luma(217) }}, stroke: 0.8pt + if full {{ white }} else {{ black }}))
  }}
}})
"""
_PORTRAIT: Final = '#set page(paper: "a4", margin: (x: 13mm, y: 12mm), footer: none)\n'
_LANDSCAPE: Final = """
#set page(paper: "a4", flipped: true, margin: (x: 12mm, y: 12mm))
#set text(size: 9pt)
#set table(inset: (x: 3pt, y: 2pt))
#set par(spacing: 5pt, leading: 3.5pt)
#set block(spacing: 5pt)
"""


def pdf_bytes(report: Report) -> bytes:
    """The PDF of page one of `report` and of its first compact sheet, if it has one; always the same bytes."""
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
    if units := next((section for section in report.sections if section.compact), None):
        yield from _compact(units)


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
    return f"#table(columns: {len(table.columns)} * (1fr,), stroke: 1.2pt, inset: (x: 2pt, y: 4pt), {cells})\n"


def _table(table: Table, bars: Bars | None = None) -> Iterator[str]:
    yield _line(table.title, 11)
    if not table.rows:
        yield f"#block({_string(table.empty)})\n"
        return
    widths = ", ".join(f"{column.width}fr" for column in table.columns)
    aligned = ", ".join(f"{'left' if each.kind == 'text' else 'right'} + horizon" for each in table.columns)
    room = _room(len(table.rows)) if _is_strip(bars) else ""
    yield f"#table(columns: ({widths},), align: ({aligned},), {room}\n"
    yield from _header(table)
    for at, row in enumerate(table.rows):
        if bars and _is_strip(bars):
            yield from _beside_strip(row, bars, first=not at)
        else:
            yield from (_cell(table, row, column, bars) for column in table.columns)
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


def _cell(table: Table, row: Row, column: Column, bars: Bars | None) -> str:
    if bars and column.key == bars.at:
        return f"[{_drawn(row, bars)}], "
    missed = row.verdicts.get(column.key) == "below"
    text = _string(cell_text(row, column, told))
    first = table.id == "calls" and column is table.columns[0]
    if first or missed or row.level != "row":
        text = f"strong({text})"
    content = f"#text(size: 14pt, {text})" if first else f"#{text}"
    return f"table.cell(fill: luma(217))[{content}], " if missed else f"[{content}], "


def _drawn(row: Row, bars: Bars) -> str:
    found = [value if isinstance(value := row.cells.get(key), int | float) else None for key in bars.over]
    if bars.kind == "stack":
        longest = max(_length(each, bars) for each in bars.table.rows) or 1
        return f"#stacked({', '.join(f'{100 * (number or 0) / longest:.2f}' for number in found)})"
    return f"#bar({', '.join('none' if number is None else f'{number:.2f}' for number in found)})"


def _beside_strip(row: Row, bars: Bars, first: bool) -> Iterator[str]:
    """The cells of a row; that of the drawing is one over all rows, and stands in the `first`."""
    for column in bars.table.columns:
        if column.key != bars.at:
            yield _cell(bars.table, row, column, None)
        elif first:
            yield f"table.cell(rowspan: {len(bars.table.rows)}, inset: 3pt)[{_strip(bars)}], "


def _room(rows: int) -> str:
    """Few rows share the height of a strip; many, and names of two lines, take what they need."""
    return f"inset: (_, y) => (x: 3pt, y: if y == 0 {{ 3pt }} else {{ {max((62 / rows - 7) / 2, 3):.2f}pt }}),"


def _is_strip(bars: Bars | None) -> bool:
    return bool(bars and bars.kind == "strip")


def _strip(bars: Bars) -> str:
    dots = [
        (score, height, key == bars.over[0])
        for row in (bars.drawn or bars.table).rows
        for key in bars.over
        if isinstance(score := row.cells.get(key), int | float) and isinstance(height := row.cells["height"], int)
    ]
    apart = 40 / max(5, *(height for _, height, _ in dots))
    told = ", ".join(f"({score:.2f}, {height}, {str(full).lower()})" for score, height, full in dots)
    return f"#strip({apart:.2f}pt, {told})"


def _length(row: Row, bars: Bars) -> float:
    return sum(value for key in bars.over if isinstance(value := row.cells.get(key), int | float))


def _line(text: str, size: float) -> str:
    return f'#text(size: {size}pt, weight: "bold", {_string(text)})\n\n' if text else ""


def _string(text: str) -> str:
    """A text of the files as a string: it is never read as markup."""
    escaped = clean(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
