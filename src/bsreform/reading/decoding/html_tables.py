"""HTML pages saved as .xls: one sheet per table of data, the text lines above it as its first rows.

Rows count on from table to table, as Excel shows such a page.
"""

import re
from collections.abc import Iterator

from lxml import etree, html
from msgspec import Struct, field
from msgspec.structs import replace

from bsreform.reading.decoding.marks import MAX_CELLS, Marks, sheet_of, text_columns
from bsreform.reading.decoding.raw import Area, RawBook, RawSheet, ReadFault

_MAX_SPAN = 1000
_MAX_HEADING = 200
_UNSEEN = {"script", "style", "head", "title", "noscript", "template"}
_BREAK = "\u2028"
"""Unlike a line end of the source, one that the reader sees."""
_BREAKS = {"br", "p", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "center", "ul", "ol"}
_ROW = re.compile(r"<tr\b", re.IGNORECASE)
_END = re.compile(r"</(?:table|html)\s*>", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_LOGIN = re.compile(r"phiên[^.<>]{0,30}hết(?: hạn)?|đăng nhập(?: lại)?|sign in|log ?in", re.IGNORECASE)
_PASSWORD = "descendant-or-self::input[translate(@type, 'PASWORD', 'pasword') = 'password']"
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


class _Grid(Struct):
    """A table while it is laid out: cells at their places, spans resolved. Rows count from 1."""

    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    taken: dict[int, set[int]] = field(default_factory=dict)
    cells: int = 0


def decode_html(text: str) -> RawBook:
    """The tables that have rows of their own.

    Raises ReadFault: unreadable_file without any table, with “login|” and its words where the page asks who is there;
    damaged_file where the page ends within a table.
    """
    _require_end(text)
    root = _parse(text)
    tables = [table for table in root.iter("table") if _is_data(table)] if root is not None else []
    if not tables:
        raise ReadFault("unreadable_file", _asks_who(root) or "HTML without a table")
    assert root is not None
    sheets: list[RawSheet] = []
    headings = _headings(root, set(tables))
    names: dict[str, int] = {}
    above = 0
    for number, table in enumerate(tables, 1):
        name = _caption(table) or f"Bảng {number}"
        names[name] = names.get(name, 0) + 1
        unique = name if names[name] == 1 else f"{name} ({names[name]})"
        heading = headings.get(table, [])
        if sheet := _sheet(unique, table, heading):
            sheets.append(_below(sheet, above))
        above += len(heading) + sum(1 for _ in _own_rows(table))
    return RawBook("html", tuple(sheets))


def _require_end(text: str) -> None:
    """A download that broke off looks like a shorter table: the parser closes it and says nothing."""
    last = max((found.start() for found in _ROW.finditer(text)), default=None)
    if last is not None and not _END.search(text, last):
        raise ReadFault("damaged_file", "HTML ends within a table")


def _parse(text: str) -> etree._Element | None:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    body = _DECLARATION.sub("", text.lstrip("\ufeff"))
    try:
        root: etree._Element | None = html.document_fromstring(body.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing but comments
        return None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise ReadFault("damaged_file", "HTML nested too deep")  # the parser gave up: rows would be missing
    return root


def _asks_who(root: etree._Element | None) -> str:
    """“login|đăng nhập” of a page that somebody has to log in on: what it shows in place of what was asked for."""
    if root is None:
        return ""
    said = " ".join("".join(map(str, root.itertext())).split())
    words = _LOGIN.search(said)
    if words is None and not root.xpath(_PASSWORD):
        return ""
    return f"login|{words[0] if words else 'mật khẩu'}"


def _is_data(table: etree._Element) -> bool:
    """Innermost tables, and outer ones that hold at least two rows of two filled cells themselves; no login form."""
    if table.xpath(_PASSWORD):
        return False
    rows = list(_own_rows(table))
    if next(table.iterdescendants("table"), None) is None:
        return bool(rows)
    filled = [sum(bool(_text(cell)) for cell in row.iterchildren("td", "th")) for row in rows]
    return sum(count > 1 for count in filled) > 1


def _own_rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _caption(table: etree._Element) -> str:
    caption = table.find("caption")
    return _text(caption)[:100] if caption is not None else ""


def _text(element: etree._Element) -> str:
    """What a reader sees of an element, line by line, white space squeezed; the text of tables within it is theirs."""
    said = "".join(_pieces(element, ("table", "caption"))) if len(element) else element.text or ""
    return "\n".join(filter(None, (" ".join(line.split()) for line in said.split(_BREAK))))


def _pieces(element: etree._Element, others: tuple[str, ...]) -> Iterator[str]:
    """The texts inside, without recursion: pages may be nested deeper than the interpreter allows."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if inner is element:
            yield (inner.text or "") if event == "start" else ""
            continue
        if event == "start":
            yield _BREAK if inner.tag in _BREAKS else ""
            if inner.tag in others or inner.tag in _UNSEEN or not isinstance(inner.tag, str):
                walk.skip_subtree()
            else:
                yield inner.text or ""
        else:
            yield _BREAK if inner.tag in _BREAKS else ""
            yield inner.tail or ""


def _headings(root: etree._Element, tables: set[etree._Element]) -> dict[etree._Element, list[str]]:
    """Table → the lines of text between it and the table of data before it; only the last ones of many."""
    found: dict[etree._Element, list[str]] = {}
    lines = [""]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element in tables:
            found[element] = [line for line in (" ".join(each.split()) for each in lines) if line][-_MAX_HEADING:]
            lines = [""]
            walk.skip_subtree()
        elif event == "start" and (element.tag in _UNSEEN or element.tag == "caption"):
            walk.skip_subtree()
        else:
            if element.tag in _BREAKS and lines[-1]:
                lines.append("")
            lines[-1] += (element.text if event == "start" else element.tail) or ""
    return found


def _below(sheet: RawSheet, rows: int) -> RawSheet:
    """The sheet with its rows numbered as Excel shows them, which puts all tables below one another."""
    merges = tuple((top + rows, left, bottom + rows, right) for top, left, bottom, right in sheet.merges)
    hidden = frozenset(row + rows for row in sheet.hidden_rows)
    return replace(sheet, first_row=1 + rows, merges=merges, hidden_rows=hidden)


def _sheet(name: str, table: etree._Element, heading: list[str]) -> RawSheet | None:
    grid = _Grid(rows={row: {1: line} for row, line in enumerate(heading, 1)})
    rows = list(_own_rows(table))
    last = len(heading) + len(rows)
    covered = any(map(_is_out_of_sight, (table, *table.iterancestors())))
    for row, element in enumerate(rows, len(heading) + 1):
        if covered or _is_out_of_sight(element):
            grid.hidden.add(row)
        _lay_row(grid, row, last, element)
    marks = Marks(merges=tuple(grid.merges), hidden_rows=frozenset(grid.hidden))
    return sheet_of(name, text_columns(grid.rows), 1, True, marks)


def _is_out_of_sight(element: etree._Element) -> bool:
    hidden = _NOT_SHOWN.search(element.get("style", "")) or element.get("hidden") is not None
    return bool(hidden) or element.tag in _UNSEEN


def _lay_row(grid: _Grid, row: int, last: int, element: etree._Element) -> None:
    column = 1
    taken = grid.taken.pop(row, set())
    for cell in element.iterchildren("td", "th"):
        while column in taken:
            column += 1
        down, right = _span(cell, "rowspan"), _span(cell, "colspan")
        bottom = last if down == 0 else min(row + down - 1, last)
        right = column + max(right, 1) - 1
        if text := _text(cell):
            grid.rows.setdefault(row, {})[column] = text
        if bottom > row or right > column:
            grid.merges.append((row, column, bottom, right))
            _require_room(grid, (bottom - row + 1) * (right - column + 1))
            for below in range(row + 1, bottom + 1):
                grid.taken.setdefault(below, set()).update(range(column, right + 1))
        _require_room(grid, 1)
        column = right + 1


def _require_room(grid: _Grid, cells: int) -> None:
    grid.cells += cells
    if grid.cells > MAX_CELLS:
        raise ReadFault("oversized_file", "spans of an HTML table")


def _span(cell: etree._Element, name: str) -> int:
    """0 = to the end of the table (rows only)."""
    said = cell.get(name)
    digits = re.match(r"\s*(\d{1,9})", said) if said else None
    if digits is None:
        return 1
    return min(int(digits[1]), _MAX_SPAN) if name == "colspan" else int(digits[1])
