"""One file → its extract: typed columns of all data rows, and the facts that rules will word. Runs in the worker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bsreform.forms.marks import form_of, is_side_sheet
from bsreform.language.text import from_legacy, legacy_encoding, spans
from bsreform.layouts import layout as layout_of
from bsreform.reading.decoding.decode import decode
from bsreform.reading.decoding.raw import RawBook, RawSheet
from bsreform.reading.recognising.cells import UNCALCULATED
from bsreform.reading.recognising.columns import Complaint, empty_table, parse_column, worded_name
from bsreform.reading.recognising.headers import SEARCHED_ROWS, Header, find_header, header_words, known_texts
from bsreform.reading.recognising.privacy import hide_secrets, told, told_of_cell
from bsreform.reading.recognising.quarters import stated_quarter
from bsreform.reading.recognising.rows import Rows, classify
from bsreform.reading.recognising.stated import export_time, title_lines, unit_titles
from bsreform.reading.recognising.task_headers import settle as settle_doubts
from bsreform.reading.recognising.task_rows import classify_tasks
from bsreform.reading.recognising.task_sheets import settle_tasks, task_facts
from bsreform.reading.recognising.totals import check_totals
from bsreform.spec import Field, Layout

Fact = list[Any]
"""[sheet index, kind, row, column letter, field, raw, detail]: a model.Fact before it knows its source."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    raw: RawSheet
    columns: list[Any]
    header: Header | None
    encoding: str | None
    form: str = ""
    aside: bool = False

    def place(self, row: int, column: int) -> tuple[int, str]:
        return row + self.raw.first_row, letter(column + self.raw.first_column)


def extract(path: Path, options: Mapping[str, Any]) -> tuple[pa.Table, dict[str, Any]]:
    """All rows of the sheets that fit one of `options["layouts"]`.

    The table has `sheet` (index into meta["sheets"]), `row` (as Excel counts), `section` (index into the sheet's
    "stacks") and the fields of the layout. Raises ReadFault if the file cannot be read at all.
    """
    book = decode(path, options["max_unpacked_mb"])
    layouts = [layout_of(name) for name in options["layouts"]]
    sheets = [_prepare(raw, layouts, options["headers"]) for raw in book.sheets]
    fitting = [sheet.header for sheet in sheets if sheet.header]
    if len({header.layout.id for header in fitting}) > 1:  # a file is of one layout
        layouts = [max(fitting, key=lambda header: len(header.fields)).layout]
        sheets = [_prepare(raw, layouts, options["headers"]) for raw in book.sheets]
    facts: list[Fact] = [
        _strange(index, sheet, layouts, options, not fitting)
        for index, sheet in enumerate(sheets)
        if not (sheet.header or sheet.aside)
    ]
    tables, described = [], []
    for index, sheet in enumerate(sheets):
        description: dict[str, Any] = {"name": sheet.raw.name, "layout": None, "rows": 0, "form": sheet.form}
        if sheet.header:
            table, description, found = _read_sheet(index, sheet, sheet.header, book)
            tables.append(table)
            facts += found
        described.append(description)
    modified = book.modified.isoformat() if book.modified else None
    meta: dict[str, Any] = {"kind": book.kind, "modified": modified, "sha256": book.sha256}
    meta |= {"unread": list(book.unread), "sheets": described, "facts": facts}
    return pa.concat_tables(tables) if tables else empty_table(layouts[0]), meta


def letter(column: int) -> str:
    """1 → A, 27 → AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _strange(index: int, sheet: _Sheet, layouts: Sequence[Layout], options: Mapping[str, Any], alone: bool) -> Fact:
    words = {
        key: value for each in layouts for key, value in header_words(each, options["headers"].get(each.id, {})).items()
    }
    seen = known_texts(_first_rows(sheet.columns), words)
    detail = "only" if alone else f"extra|{sheet.raw.name}"
    return [index, "unrecognised_sheet", None, None, None, ", ".join(seen), detail]


def _prepare(raw: RawSheet, layouts: Sequence[Layout], extra: Mapping[str, Any]) -> _Sheet:
    columns = [_trim(column) for column in _with_marks(raw)]
    encoding = legacy_encoding(text for row in _first_rows(columns) for text in row if text)
    if encoding:
        columns = [_converted(column, encoding) for column in columns]
    rows = _first_rows(columns)
    dr, dc = raw.first_row - 1, raw.first_column - 1
    merges = [(t - dr, max(le - dc, 1), b - dr, r - dc) for t, le, b, r in raw.merges if t > dr and r > dc]
    texts = [text for row in rows for text in row]
    form, aside = form_of(texts), is_side_sheet(texts)
    if aside:
        return _Sheet(raw, columns, None, encoding, form, aside)
    found = [find_header(rows, merges, each, header_words(each, extra.get(each.id, {}))) for each in layouts]
    best = max((each for each in found if each), key=lambda header: len(header.fields), default=None)
    return _Sheet(raw, columns, best, encoding, form)


def _first_rows(columns: Sequence[Any]) -> list[list[str]]:
    heads = [[text or "" for text in column[:SEARCHED_ROWS].to_pylist()] for column in columns]
    return [list(row) for row in zip(*heads, strict=True)]


def _trim(column: Any) -> Any:
    trimmed = pc.utf8_trim_whitespace(column)
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def _converted(column: Any, encoding: Any) -> Any:
    encoded = pc.dictionary_encode(column)
    texts = [from_legacy(text, encoding) if text else text for text in encoded.dictionary.to_pylist()]
    return pa.array(texts, pa.string()).take(encoded.indices)


def _with_marks(raw: RawSheet) -> list[Any]:
    """Error cells and uncalculated formulas as texts of their own; merged cells filled downwards."""
    written: dict[int, dict[int, str]] = {}
    for (row, column), text in raw.error_cells.items():
        written.setdefault(column - raw.first_column, {})[row - raw.first_row] = text
    for row, column in raw.uncalculated:
        written.setdefault(column - raw.first_column, {})[row - raw.first_row] = UNCALCULATED
    columns = [_overwritten(column, written.get(index, {})) for index, column in enumerate(raw.columns)]
    filled: dict[int, dict[int, str]] = {}
    for top, left, bottom, _ in raw.merges:
        index, first = left - raw.first_column, top - raw.first_row
        if bottom > top and 0 <= index < len(columns) and 0 <= first < len(columns[index]):
            text = columns[index][first].as_py()
            filled.setdefault(index, {}).update(dict.fromkeys(range(first + 1, bottom - raw.first_row + 1), text))
    return [_overwritten(column, filled.get(index, {})) for index, column in enumerate(columns)]


def _overwritten(column: Any, changes: Mapping[int, str]) -> Any:
    if not changes:
        return column
    texts = column.to_pylist()
    for index, text in changes.items():
        if 0 <= index < len(texts):
            texts[index] = text
    return pa.array(texts, pa.string())


def _read_sheet(
    index: int, sheet: _Sheet, header: Header, book: RawBook
) -> tuple[pa.Table, dict[str, Any], list[Fact]]:
    header, facts = _settle_header(index, sheet, header)
    if header.layout.subject == "tasks":
        tasks = settle_tasks(sheet.columns, header, classify_tasks(sheet.columns, header))
        sheet, rows = replace(sheet, columns=tasks.columns), tasks.rows
    else:
        tasks, rows = None, classify(sheet.columns, header)
    taken = pa.array(rows.data)
    values: dict[str, Any] = {
        "sheet": pa.array(np.full(len(rows.data), index, np.int16)),
        "row": pa.array((rows.data + sheet.raw.first_row).astype(np.int32)),
        "section": pa.array(rows.sections),
    }
    blank: list[str] = []
    for field in header.layout.fields:
        column = header.fields.get(field.name)
        texts = sheet.columns[column].take(taken) if column is not None else pa.nulls(len(taken), pa.string())
        values[field.name], complaints = parse_column(texts, field, book.date1904)
        if field.kind == "deadline":
            values[worded_name(field)] = _words(texts)
        if column is None:
            continue
        if values[field.name].null_count == len(texts) and not complaints:
            blank.append(field.name)
        if not field.kept:
            values[field.name] = pa.nulls(len(taken), pa.string())
        facts += [_value_fact(index, sheet, rows, field, column, each) for each in complaints]
    if tasks:
        values["secrecy"] = pa.array(["x" if int(row) in tasks.marks else None for row in rows.data], pa.string())
        facts = task_facts(index, tasks, facts, sheet.place)
    else:
        for place, name in sorted(hide_secrets(values, header.layout).items()):
            row, letters = sheet.place(int(rows.data[place]), header.fields[name])
            facts.append([index, "secret_document", row, letters, None, "", ""])
    facts += _sheet_facts(index, sheet, header, rows, tasks.counted if tasks else ())
    return pa.table(values), _describe(sheet, header, rows, blank), facts


def _words(texts: Any) -> Any:
    encoded = pc.dictionary_encode(texts)
    return pa.array([told(text) for text in encoded.dictionary.to_pylist()], pa.string()).take(encoded.indices)


def _value_fact(index: int, sheet: _Sheet, rows: Rows, field: Field, column: int, complaint: Complaint) -> Fact:
    row = None if complaint.place is None else int(rows.data[complaint.place]) + sheet.raw.first_row
    raw = complaint.raw if complaint.kind == "error_value" else told_of_cell(complaint.raw, field)
    return [index, complaint.kind, row, sheet.place(0, column)[1], field.name, raw[:200], complaint.detail]


def _settle_header(index: int, sheet: _Sheet, header: Header) -> tuple[Header, list[Fact]]:
    """The header with one column for each field; what stays unclear is told and used for nothing."""
    unclear: tuple[int, ...] = ()
    if header.layout.subject == "tasks":
        header, unclear = settle_doubts(header, sheet.columns)
    settled, facts = _settle_rivals(index, sheet, header)
    for column in unclear:
        row, letters = sheet.place(header.last, column)
        facts.append([index, "ambiguous_column", row, letters, "progress", told(header.texts[column]), "doubtful"])
    return settled, facts


def _settle_rivals(index: int, sheet: _Sheet, header: Header) -> tuple[Header, list[Fact]]:
    """Two columns of one name are one column if all but one are blank or all are alike; else none is used."""
    fields, facts = dict(header.fields), []
    for name, columns in header.rivals.items():
        bodies = {column: sheet.columns[column][header.last + 1 :] for column in columns}
        filled = [column for column, body in bodies.items() if body.null_count < len(body)] or list(columns[:1])
        if all(bodies[column].equals(bodies[filled[0]]) for column in filled):
            fields[name] = filled[0]
            continue
        del fields[name]
        letters = ", ".join(sheet.place(0, column)[1] for column in filled)
        facts.append(
            [
                index,
                "ambiguous_column",
                header.last + sheet.raw.first_row,
                letters,
                name,
                told(header.texts[columns[0]]),
                "",
            ]
        )
    return replace(header, fields=fields, rivals={}), facts


def _sheet_facts(index: int, sheet: _Sheet, header: Header, rows: Rows, also: Sequence[Rows]) -> list[Fact]:
    at = header.last + sheet.raw.first_row
    facts: list[Fact] = [
        [index, "missing_column", at, None, name, "", _nearest(header, name, sheet)] for name in header.missing
    ]
    hidden = (
        sorted(set(sheet.raw.hidden_rows) & {int(row) + sheet.raw.first_row for row in rows.data})
        if sheet.raw.hidden_rows
        else []
    )
    if hidden:
        facts.append([index, "hidden_rows", None, None, None, spans(hidden), str(len(hidden))])
    if not sheet.raw.visible and len(rows.data):
        facts.append([index, "hidden_rows", None, None, None, "", str(len(rows.data))])
    if sheet.encoding:
        facts.append([index, "legacy_encoding", None, None, None, "", sheet.encoding])
    for row, column, stated, counted in check_totals(sheet.columns, header, rows, also):
        place = sheet.place(row, column)
        facts.append([index, "total_mismatch", place[0], place[1], None, told(stated), counted])
    return facts


def _nearest(header: Header, name: str, sheet: _Sheet) -> str:
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
    return f"{told(header.texts[index])}|{sheet.place(0, index)[1]}"


def _describe(sheet: _Sheet, header: Header, rows: Rows, blank: Sequence[str]) -> dict[str, Any]:
    titles = title_lines(_first_rows(sheet.columns)[: header.first])
    exported = export_time(titles)
    return {
        "name": sheet.raw.name,
        "layout": header.layout.id,
        "rows": len(rows.data),
        "exported_at": exported.isoformat() if exported else None,
        "columns": {name: sheet.place(0, column)[1] for name, column in header.fields.items()},
        "blank": list(blank),
        "accounting": rows.accounting,
        "titles": list(map(told, unit_titles(titles))),
        "quarter": stated_quarter(*titles),
        "stacks": [[told(text) for text in stack] for stack in rows.stacks],
        "form": sheet.form,
    }
