"""A sheet cut into its tables: each has the lines above its own header and ends where the next begins."""

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc
from msgspec import Struct, field
from msgspec.structs import replace

from bsreform.forms.marks import form_of, is_side_sheet
from bsreform.language.text import bare, fold, unmarked
from bsreform.reading.decoding.raw import Area, RawSheet
from bsreform.reading.recognising.cell_texts import CellTexts, cell_texts, first_rows, is_blank
from bsreform.reading.recognising.cells import CODE_PATTERN
from bsreform.reading.recognising.headers import (
    LONGEST_HEADING,
    MAX_HEIGHT,
    SEARCHED_ROWS,
    Header,
    HeaderWords,
    find_headers,
)
from bsreform.reading.recognising.rows import SortedRows, classify
from bsreform.reading.recognising.signatures import is_signature
from bsreform.reading.recognising.stated import labelled_unit, title_lines
from bsreform.reading.recognising.task_headers import settle as settle_doubts
from bsreform.reading.recognising.task_rows import classify_tasks
from bsreform.spec import Layout

_TITLE_ROWS = 12
"""A line “Đơn vị: …” above a repeated header stands no further from it."""


_BEGINNINGS = (2, 6)
"""So many letters of a text are looked at first, and then."""


class RawTable(Struct, frozen=True):
    """One table of a sheet, or a whole sheet without one (`header` None).

    `columns` are trimmed and converted texts of the rows from `first_row` (1-based) on. `titles` are the lines that may
    say whose it is and when it was exported: its own, nearest first, then those above the tables before it. `first`: no
    table of the sheet stands above it. `pasted` are single cells (0-based) in an old encoding: their encodings.
    """

    raw: RawSheet
    columns: list[pa.ChunkedArray]
    first_row: int
    header: Header | None
    encoding: str | None
    form: str = ""
    aside: bool = False
    first: bool = True
    pasted: Mapping[tuple[int, int], str] = field(default_factory=dict)
    titles: tuple[str, ...] = ()

    def place(self, row: int, column: int) -> tuple[int, str]:
        """The cell of these 0-based indexes as Excel names it."""
        return row + self.first_row, letter(column + self.raw.first_column)


def letter(column: int) -> str:
    """1 → A, 27 → AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def tables_of(raw: RawSheet, layouts: Sequence[tuple[Layout, HeaderWords]]) -> list[RawTable]:
    """The tables of a sheet that fit the one of `layouts` of which most columns are found; else the sheet as it is."""
    cells = cell_texts(raw)
    columns, encoding = cells.columns, cells.encoding
    texts = [text for row in first_rows(columns) for text in row]
    whole = RawTable(
        raw, columns, raw.first_row, None, encoding, form_of(texts), is_side_sheet(texts), pasted=cells.pasted
    )
    if whole.aside:
        return [whole]
    rows = _candidates(raw, cells, frozenset(word for _, words in layouts for word in words))
    found = [find_headers(rows, _within(raw), layout, words) for layout, words in layouts]
    headers = max(found, key=lambda each: max((len(header.fields) for header in each), default=0), default=())
    return list(_cut(whole, headers)) or [whole]


def classified(columns: Sequence[pa.ChunkedArray], header: Header) -> SortedRows:
    """What each row of a table is."""
    if header.layout.subject != "tasks":
        return classify(columns, header)
    return classify_tasks(columns, settle_doubts(header, columns)[0])


def _candidates(raw: RawSheet, cells: CellTexts, words: frozenset[str]) -> Mapping[int, list[str]]:
    """The first rows of the sheet and, below, those that may be headings or stand beside such ones.

    Below, a heading says two of the `words` (two cells of one text may be one cell over two columns), no dossier code.
    """
    columns = cells.columns
    rows, height = dict(enumerate(first_rows(columns))), len(columns[0])
    ordered = _ordered(words)
    twice = pa.repeat(pa.scalar(False), height)
    wide = {top for top, left, bottom, right in _within(raw) if right > left and bottom - top < MAX_HEIGHT}
    once = pa.array([row in wide for row in range(1, height + 1)], pa.bool_()) if wide else twice
    filled = [column for column in columns if not is_blank(column)]
    for column, texts in zip(columns, cells.distinct, strict=True):
        if known := _known(texts, words, ordered):
            worded = pc.is_in(column, pa.array(known, pa.string()))
            once, twice = pc.or_(once, worded), pc.or_(twice, pc.and_(once, worded))
    coding = [each for each in filled if pc.any(_is_code(each[:SEARCHED_ROWS])).as_py()]
    heads = _uncoded(pc.indices_nonzero(twice), coding).to_pylist()
    beside = {row + step for row in heads for step in range(-MAX_HEIGHT, MAX_HEIGHT + 1)}
    below = _uncoded(pa.array([row for row in sorted(beside) if SEARCHED_ROWS <= row < height], pa.int64()), coding)
    taken = [[text or "" for text in column.take(below).to_pylist()] for column in columns]
    found = zip(below.to_pylist(), zip(*taken, strict=True), strict=True)
    return rows | {index: list(row) for index, row in found if any(row)}


def _uncoded(rows: pa.Array, coding: Sequence[pa.ChunkedArray]) -> pa.Array:
    """Those of the rows that have a dossier code in none of these columns."""
    for column in coding:
        rows = rows.filter(pc.invert(_is_code(column.take(rows))))
    return rows


def _is_code(texts: pa.ChunkedArray) -> pa.BooleanArray:
    return pc.fill_null(pc.match_substring_regex(texts, CODE_PATTERN), False)


def _known(texts: pa.StringArray, words: Container[str], ordered: Sequence[str]) -> list[str]:
    """Those of the texts that are just one of the words. Few are looked at whole: those that begin like one."""
    for length in _BEGINNINGS:
        begun = pc.utf8_slice_codeunits(texts, 0, length)
        likely = [text for text in pc.unique(begun).to_pylist() if text and _begins(bare(text), ordered)]
        texts = texts.filter(pc.is_in(begun, pa.array(likely, pa.string())))
    texts = texts.filter(pc.less(pc.utf8_length(texts), LONGEST_HEADING))
    return [text for text in texts.to_pylist() if fold(text) in words]


@lru_cache(32)
def _ordered(words: frozenset[str]) -> Sequence[str]:
    """The (folded) words without marks."""
    return sorted(map(unmarked, words))


def _begins(text: str, ordered: Sequence[str]) -> bool:
    """Does one of these texts, in order, begin so? All without marks: what is cut off may take the mark of the last
    letter with it, or move it.
    """
    at = bisect_left(ordered, text)
    return at < len(ordered) and ordered[at].startswith(text)


# --- cutting -------------------------------------------------------------------------------


def _cut(whole: RawTable, headers: Sequence[Header]) -> Iterator[RawTable]:
    """One table for each header that is no mere repetition of the one above (as on every printed page)."""
    start = 0
    titles: tuple[str, ...] = ()
    height = len(whole.columns[0])
    for header, end in _tables(whole.columns, headers):
        titles = (*_lines(whole.columns, start, header.first)[::-1], *titles)
        stop = end or height
        yield replace(
            whole,
            columns=[column.slice(start, stop - start) for column in whole.columns],
            first_row=whole.first_row + start,
            header=header.moved(-start),
            first=start == 0,
            pasted={(row - start, column): each for (row, column), each in whole.pasted.items() if start <= row < stop},
            titles=titles,
        )
        start = stop


def _tables(columns: Sequence[pa.ChunkedArray], headers: Sequence[Header]) -> Iterator[tuple[Header, int]]:
    """The header of each table and the index behind its last row; 0 = it goes on to the end of the sheet."""
    if not headers:
        return
    begun = page = headers[0]
    for other in headers[1:]:
        end = _end_before(columns, page, other)
        if end:
            yield begun, end
            begun = other
        page = other
    yield begun, 0


def _end_before(columns: Sequence[pa.ChunkedArray], page: Header, other: Header) -> int:
    """Where the table ends whose last header is `page`; 0 where `other` only repeats it."""
    near = _lines(columns, max(page.last + 1, other.first - _TITLE_ROWS), other.first)
    if other.fields == page.fields and not any(map(labelled_unit, near)):
        return 0
    part = [column.slice(page.first, other.first - page.first) for column in columns]
    end = page.first + _end(part, page.moved(-page.first))
    named = any(labelled_unit(line) for line in _lines(columns, end, other.first))
    return end if named or other.fields != page.fields else 0


def _end(columns: Sequence[pa.ChunkedArray], header: Header) -> int:
    """The index behind the last row that belongs to the table: data, a total, or its signatures."""
    rows = classified(columns, header)
    last = max([header.last, *rows.data[-1:].to_pylist(), *rows.totals[-1:], *rows.told])
    below = zip(*(column[last + 1 :].to_pylist() for column in columns), strict=True)
    signed = [index for index, row in enumerate(below, last + 1) if any(is_signature(text) for text in row if text)]
    return int(max([last, *signed])) + 1


def _lines(columns: Sequence[pa.ChunkedArray], start: int, end: int) -> tuple[str, ...]:
    rows = zip(*(column[start:end].to_pylist() for column in columns), strict=True)
    return tuple(title_lines([text or "" for text in row] for row in rows))


def _within(raw: RawSheet) -> list[Area]:
    """The merges as the arrays count, 1-based."""
    dr, dc = raw.first_row - 1, raw.first_column - 1
    return [(t - dr, max(le - dc, 1), b - dr, r - dc) for t, le, b, r in raw.merges if t > dr and r > dc]
