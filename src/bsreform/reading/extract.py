"""One file → its extract: typed columns of all data rows, and the facts that rules will word. Runs in the worker."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from msgspec.structs import replace

from bsreform.language.text import spans
from bsreform.layouts import SENT
from bsreform.layouts import layout as layout_of
from bsreform.model import Fact, as_values
from bsreform.reading.decoding.decode import decode
from bsreform.reading.decoding.raw import RawBook
from bsreform.reading.notes import Extract, Notes, Options
from bsreform.reading.recognising.cell_texts import first_rows
from bsreform.reading.recognising.column_types import empty_table, worded_name
from bsreform.reading.recognising.columns import Complaint, parse_column
from bsreform.reading.recognising.headers import Header, header_words
from bsreform.reading.recognising.near_headers import known_texts, nearest_header
from bsreform.reading.recognising.privacy import hide_secrets, told, told_of_cell
from bsreform.reading.recognising.quarters import stated_quarter
from bsreform.reading.recognising.rows import SortedRows
from bsreform.reading.recognising.secrecy import is_marked_name, marks_around
from bsreform.reading.recognising.side_by_side import side_by_side
from bsreform.reading.recognising.stated import export_time, stated_period, unit_titles
from bsreform.reading.recognising.tables import RawTable, classified, tables_of
from bsreform.reading.recognising.task_headers import settle as settle_doubts
from bsreform.reading.recognising.task_sheets import settle_tasks, task_facts
from bsreform.reading.recognising.totals import check_totals
from bsreform.spec import Field, Layout


def extract(path: Path, options: Options) -> Extract:
    """All rows of the tables that fit one of `options["layouts"]`.

    The table has `sheet` (index into meta["sheets"]: one entry for each table of a sheet), `row` (as Excel counts),
    `section` (index into the sheet's "stacks") and the fields of the layout. Raises ReadFault if the file cannot be
    read at all.
    """
    book = decode(path, options["max_unpacked_mb"])
    layouts = [layout_of(name) for name in options["layouts"]]
    tables = _tables(book, layouts, options)
    fitting = [table.header for table in tables if table.header]
    listing = [header for header in fitting if not header.layout.beside]
    if len({header.layout.id for header in listing}) > 1:  # a file is of one layout, and may hold its sums
        best = max(listing, key=lambda header: len(header.fields)).layout
        layouts = [best, *(each for each in layouts if each.beside)]
        tables = _tables(book, layouts, options)
    no_deadline = frozenset(options.get("no_deadline", ()))
    elsewhere = None if fitting else _elsewhere(book, layouts, options)
    facts: list[Fact] = [
        _strange(index, table, layouts, options, elsewhere)
        for index, table in enumerate(tables)
        if not (table.header or table.aside)
    ]
    extracts, described = [], []
    for index, table in enumerate(tables):
        description: Notes = {"name": told(table.raw.name), "layout": None, "rows": 0, "form": table.form}
        if table.header:
            secret = bool(options.get("marked")) or any(map(is_marked_name, (table.raw.name, *table.raw.page)))
            values, description, found = _read_table(index, table, (table.header, secret), book, no_deadline)
            extracts.append(values)
            facts += found
        described.append(description)
    modified = book.modified.isoformat() if book.modified else None
    meta: Notes = {"kind": book.kind, "modified": modified, "sha256": book.sha256}
    noticed = [as_values(fact) for fact in facts + _empty(described)]
    meta |= {"unread": list(map(told, book.unread)), "sheets": described, "facts": noticed}
    return pa.concat_tables(extracts, promote_options="default") if extracts else empty_table(layouts[0]), meta


def _tables(book: RawBook, layouts: Sequence[Layout], options: Options) -> list[RawTable]:
    worded = [(each, header_words(each, options["headers"].get(each.id, {}))) for each in layouts]
    return [table for raw in book.sheets for table in tables_of(raw, worded)]


def _elsewhere(book: RawBook, layouts: Sequence[Layout], options: Options) -> str:
    """The id of another layout that people send and that fits, "" if none does: the file lies in a wrong folder."""
    others = [each for each in reversed(SENT) if each not in layouts]
    fitting = [table.header for table in _tables(book, others, options) if table.header]
    return max(fitting, key=lambda header: len(header.fields)).layout.id if fitting else ""


def _empty(sheets: Sequence[Notes]) -> list[Fact]:
    """A sheet that was recognised and gives no row is told; less loudly if it holds nothing and others do."""
    rows: dict[str, int] = {}
    for sheet in sheets:
        if sheet["layout"]:
            rows[sheet["name"]] = rows.get(sheet["name"], 0) + sheet["rows"]
    facts: list[Fact] = []
    for index, sheet in enumerate(sheets):
        if sheet["layout"] and not rows.get(sheet["name"], 1):
            left = sum(sheet["accounting"][kind] for kind in ("section", "total", "footer", "unread"))
            detail = "blank" if any(rows.values()) and not left else "empty"
            facts.append(Fact(index, "unread_row", detail=detail))
            del rows[sheet["name"]]
    return facts


def _strange(index: int, table: RawTable, layouts: Sequence[Layout], options: Options, elsewhere: str | None) -> Fact:
    """What a sheet without a table has instead: the row nearest to a header, headings known there and unknown ones.

    `elsewhere` is None beside a table that fits, else the other layout that the file is of ("": none).
    """
    words = {
        key: value for each in layouts for key, value in header_words(each, options["headers"].get(each.id, {})).items()
    }
    rows = first_rows(table.columns)
    place, unknown = nearest_header(rows, words)
    row = None if place is None else place + table.first_row
    asked = ", ".join(told(text).replace("|", "/") for text in unknown)
    detail = f"extra|{asked}|{told(table.raw.name)}" if elsewhere is None else f"only|{asked}|{elsewhere}"
    seen = ", ".join(map(told, known_texts(rows, words)))
    return Fact(index, "unrecognised_sheet", row, raw=seen, detail=detail)


def _read_table(
    index: int, table: RawTable, headed: tuple[Header, bool], book: RawBook, no_deadline: frozenset[str]
) -> tuple[pa.Table, Notes, list[Fact]]:
    """`headed`: its header, and whether the whole of its sheet or file is marked as secret."""
    header, secret = headed
    table, header = _with_whole_title(table, header)
    header, facts = _settle_header(index, table, header)
    rows = classified(table.columns, header)
    tasks = settle_tasks(table.columns, header, rows, secret) if header.layout.subject == "tasks" else None
    if tasks:
        table, rows = replace(table, columns=tasks.columns), tasks.rows
    values: Notes = {
        "sheet": pa.repeat(pa.scalar(index, pa.int16()), len(rows.data)),
        "row": pc.add(rows.data, table.first_row).cast(pa.int32()),
        "section": rows.sections,
    }
    blank: list[str] = []

    def read(field: Field) -> tuple[pa.ChunkedArray, list[Complaint], pa.ChunkedArray | None]:
        texts = _field_texts(table, header.fields.get(field.name), rows.data)
        typed, complaints = parse_column(texts, field, book.date1904, no_deadline)
        return typed, complaints, _words(texts) if field.kind == "deadline" else None

    fields = header.layout.fields
    for field, (typed, complaints, words) in zip(fields, side_by_side(read, fields, len(rows.data)), strict=True):
        column = header.fields.get(field.name)
        values[field.name] = typed
        if words is not None:
            values[worded_name(field)] = words
        if column is None:
            continue
        if typed.null_count == len(typed) and not complaints:
            blank.append(field.name)
        if not field.kept:
            values[field.name] = pa.nulls(len(rows.data), pa.string())
        facts += [_value_fact(index, table, rows, field, column, each) for each in complaints]
    if tasks:
        marked = ["x" if row in tasks.marks else None for row in rows.data.to_pylist()]
        values["secrecy"] = pa.array(marked, pa.string())
        facts = task_facts(index, tasks, facts, table.place)
    else:
        secret = secret or bool(marks_around(table.columns, header.first, rows.data))
        if secret:
            facts.append(Fact(index, "secret_document"))
        for place, name in sorted(hide_secrets(values, header.layout, whole=secret).items()):
            row, letters = table.place(rows.data[place].as_py(), header.fields[name])
            facts.append(Fact(index, "secret_document", row, letters))
    facts += _table_facts(index, table, header, rows, tasks.counted if tasks else ())
    return pa.table(values), _describe(table, header, rows, blank), facts


def _field_texts(table: RawTable, column: int | None, rows: pa.Int64Array) -> pa.ChunkedArray:
    """The texts of a column in these rows, which are in order; not copied where no other row stands between them."""
    if column is None:
        return pa.nulls(len(rows), pa.string())
    texts = table.columns[column]
    first = rows[0].as_py() if len(rows) else 0
    whole = len(rows) and rows[-1].as_py() - first == len(rows) - 1
    return texts.slice(first, len(rows)) if whole else texts.take(rows)


def _words(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    encoded = pc.dictionary_encode(texts)
    return pa.array([told(text) for text in encoded.dictionary.to_pylist()], pa.string()).take(encoded.indices)


def _value_fact(index: int, table: RawTable, rows: SortedRows, field: Field, column: int, complaint: Complaint) -> Fact:
    row = rows.data[complaint.place].as_py() + table.first_row
    raw = complaint.raw if complaint.kind == "error_value" else told_of_cell(complaint.raw, field)
    return Fact(index, complaint.kind, row, table.place(0, column)[1], field.name, raw[:200], complaint.detail)


def _with_whole_title(table: RawTable, header: Header) -> tuple[RawTable, Header]:
    """A title over two columns (one heading, merged) is both texts, joined."""
    columns = header.rivals.get("title", ())
    if not columns or columns != tuple(range(columns[0], columns[0] + len(columns))):
        return table, header
    taken = [pc.fill_null(table.columns[column], "") for column in columns]
    joined = pc.utf8_trim_whitespace(pc.binary_join_element_wise(*taken, " "))
    whole = list(table.columns)
    whole[columns[0]] = pc.if_else(pc.equal(joined, ""), pa.scalar(None, pa.string()), joined)
    rivals = {name: found for name, found in header.rivals.items() if name != "title"}
    return replace(table, columns=whole), replace(header, rivals=rivals)


def _settle_header(index: int, table: RawTable, header: Header) -> tuple[Header, list[Fact]]:
    """The header with one column for each field; what stays unclear is told and used for nothing."""
    unclear: tuple[int, ...] = ()
    if header.layout.subject == "tasks":
        header, unclear = settle_doubts(header, table.columns)
    settled, facts = _settle_rivals(index, table, header)
    for column in unclear:
        row, letters = table.place(header.last, column)
        facts.append(Fact(index, "ambiguous_column", row, letters, "progress", told(header.texts[column]), "doubtful"))
    return settled, facts


def _settle_rivals(index: int, table: RawTable, header: Header) -> tuple[Header, list[Fact]]:
    """Two columns of one name are one column if all but one are blank or all are alike; else none is used."""
    fields, facts = dict(header.fields), []
    for name, columns in header.rivals.items():
        bodies = {column: table.columns[column][header.last + 1 :] for column in columns}
        filled = [column for column, body in bodies.items() if body.null_count < len(body)] or list(columns[:1])
        if all(bodies[column].equals(bodies[filled[0]]) for column in filled):
            fields[name] = filled[0]
            continue
        del fields[name]
        letters = ", ".join(table.place(0, column)[1] for column in filled)
        raw = told(header.texts[columns[0]])
        facts.append(Fact(index, "ambiguous_column", header.last + table.first_row, letters, name, raw))
    return replace(header, fields=fields, rivals={}), facts


def _table_facts(
    index: int, table: RawTable, header: Header, rows: SortedRows, also: Sequence[SortedRows]
) -> list[Fact]:
    at = header.last + table.first_row
    facts: list[Fact] = [
        Fact(index, "missing_column", at, field=name, detail=_nearest(header, name, table)) for name in header.missing
    ]
    hidden = (
        sorted(set(table.raw.hidden_rows) & {row + table.first_row for row in rows.data.to_pylist()})
        if table.raw.hidden_rows
        else []
    )
    if hidden:
        facts.append(Fact(index, "hidden_rows", raw=spans(hidden), detail=str(len(hidden))))
    if not table.raw.visible and len(rows.data):
        facts.append(Fact(index, "hidden_rows", detail=str(len(rows.data))))
    facts += [Fact(index, "unread_row", row + table.first_row, detail=what) for row, what in rows.told.items()]
    for cell, encoding in table.pasted.items():
        facts.append(Fact(index, "legacy_encoding", *table.place(*cell), detail=encoding))
    if table.encoding and table.first:
        facts.append(Fact(index, "legacy_encoding", detail=table.encoding))
    for row, column, stated, counted in check_totals(table.columns, header, rows, also):
        place = table.place(row, column)
        facts.append(Fact(index, "total_mismatch", *place, raw=told(stated), detail=counted))
    return facts


def _nearest(header: Header, name: str, table: RawTable) -> str:
    from rapidfuzz import fuzz, process

    used = set(header.fields.values())
    free = {index: text.lower() for index, text in enumerate(header.texts) if text and index not in used}
    matches = [
        (score, index)
        for word in header.layout.field(name).words[:6]
        for _, score, index in process.extract(word.lower(), free, scorer=fuzz.ratio, score_cutoff=60, limit=1)
    ]
    if not matches:
        return ""
    _, index = max(matches)
    return f"{told(header.texts[index])}|{table.place(0, index)[1]}"


def _describe(table: RawTable, header: Header, rows: SortedRows, blank: Sequence[str]) -> Notes:
    exported = export_time(table.titles)
    return {
        "name": told(table.raw.name),
        "layout": header.layout.id,
        "rows": len(rows.data),
        "exported_at": exported.isoformat() if exported else None,
        "columns": {name: table.place(0, column)[1] for name, column in header.fields.items()},
        "blank": list(blank),
        "accounting": rows.accounting,
        "titles": list(map(told, unit_titles(table.titles))),
        "quarter": stated_quarter(*table.titles),
        "stated": stated_period(table.titles) if header.layout.beside else "",
        "stacks": [[told(text) for text in stack] for stack in rows.stacks],
        "form": table.form,
        "visible": table.raw.visible,
    }
