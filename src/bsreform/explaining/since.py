"""The workbook of a report, read back: which figure a cell shows, and what has changed since it was written."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from bsreform.explaining.report_book import EXTRACTOR, CellPlace, LookupRecord
from bsreform.figures.explanation import Since
from bsreform.files.changed_files import changes
from bsreform.forms.marks import LOOKUP_MARK
from bsreform.model import CannotRun, Period, Source
from bsreform.records.loading import Workspace, start_extracting
from bsreform.report_model import Address

_REPORTS = ("weekly", "monthly", "quarterly", "annual")
_SIDES = ("", "counted", "out_of", "value", "change")
_SPAN = re.compile(r"(?:now|year|before-[1-9]\d?)?")
_LONGEST = 400
"""Days of a period."""
_LAST_ROW = 1_048_576


class Written(Struct, frozen=True):
    """A report as its workbook tells: `hashes` of its sources by path, `columns` and `rows` that show figures, and the
    `cells` of its sheets by name.
    """

    path: Path
    report: str
    period: Period
    hashes: Mapping[str, str]
    columns: Sequence[tuple[str, int, int, str, Address]]
    rows: Mapping[tuple[str, int], Address]
    cells: Mapping[str, Mapping[str, str]]

    def address(self, place: CellPlace) -> Address | None:
        """The figure in a cell; None where it shows none."""
        for sheet, first, last, column, own in self.columns:
            if (sheet, column) == (place.sheet, place.column) and first <= place.row <= last:
                row = self.rows.get((sheet, place.row))
                joined = own.joined(row) if row else own
                return joined if joined.whole else None
        return None

    def place(self, address: Address) -> CellPlace | None:
        """A cell that shows the figure; None if there is none."""
        for sheet, first, last, column, own in self.columns:
            for number in range(first, last + 1):
                row = self.rows.get((sheet, number))
                if row and own.joined(row) == address and f"{column}{number}" in self.cells.get(sheet, {}):
                    return CellPlace(sheet, column, number)
        return None

    def shown(self, place: CellPlace) -> float | str | None:
        """What the cell says: a number, text, or None where it is blank."""
        text = self.cells.get(place.sheet, {}).get(f"{place.column}{place.row}")
        try:
            return None if text is None else float(text)
        except ValueError:
            return text


def read_report(path: Path, workspace: Workspace) -> Written:
    """Read a workbook that bsreform wrote. CannotRun if it cannot be read, or is none."""
    with start_extracting(path, workspace, EXTRACTOR) as reading:
        result = reading.results()[0]
    if result.meta is None:
        raise CannotRun(f"Không đọc được báo cáo “{path.name}” ({result.fault}). Lập lại báo cáo rồi thử lại.")
    records: dict[str, list[LookupRecord]] = {}
    for record in result.meta["records"]:
        records.setdefault(record[0], []).append(record)
    if not {"report", "period"} <= set(records):
        raise CannotRun(
            f"“{path.name}” không phải báo cáo do bsreform lập (không có trang “Tra cứu”). "
            "Chọn tệp trong thư mục báo cáo, ví dụ bao-cao/2024/tuan-2024-W10.xlsx."
        )
    try:
        return _written(path, records, result.meta["cells"])
    except (ValueError, IndexError, KeyError, OverflowError) as problem:
        raise changed(path) from problem


def changed(path: Path) -> CannotRun:
    """What is said where the lookup sheet of a workbook is not as we wrote it."""
    return CannotRun(f"“{path.name}” đã bị sửa sau khi lập nên không tra cứu được. Lập lại báo cáo rồi thử lại.")


def _written(
    path: Path, records: Mapping[str, Sequence[LookupRecord]], cells: Mapping[str, Mapping[str, str]]
) -> Written:
    return Written(
        path=path,
        report=_one_of(records["report"][0][1], _REPORTS),
        period=_period(records["period"][0]),
        hashes={LOOKUP_MARK.join(record[2:]): record[1] for record in records.get("source", ())},
        columns=[(each[1], *_rows(each), each[4], _address(each)) for each in records.get("column", ())],
        rows={(each[1], _rows(each)[0]): _address(each) for each in records.get("row", ())},
        cells=cells,
    )


def _period(record: LookupRecord) -> Period:
    """ValueError where the days make no period: id, start, end, as_of and, in newer reports, the day seen."""
    start, end, *seen = (date.fromisoformat(text) for text in record[2:6])
    if not (start <= seen[0] <= end and (end - start).days < _LONGEST and 2000 <= start.year < 2100):
        raise ValueError("no period")
    return Period(record[1], start, end, *seen)


def _rows(record: LookupRecord) -> tuple[int, int]:
    """The first and the last row; ValueError where a sheet has no such rows."""
    first, last = int(record[2]), int(record[3])
    if not 1 <= first <= last <= _LAST_ROW:
        raise ValueError("no rows")
    return first, last


def _one_of(text: str, known: Collection[str]) -> str:
    if text not in known:
        raise ValueError(text)
    return text


def _address(record: LookupRecord) -> Address:
    """Its scope comes last, and may be any text."""
    figure, span, side, *scope = record[5:]
    if not _SPAN.fullmatch(span):
        raise ValueError(span)
    return Address(figure, LOOKUP_MARK.join(scope), span, _one_of(side, _SIDES))


def since(written: Written, place: CellPlace | None, sources: Iterable[Source], shown_as: str) -> Since:
    """The figure that the report gives in that cell, and the sources that are not what they were."""
    reported = written.shown(place) if place else None
    return Since(shown_as, reported, changes(written.hashes, {each.path: each.sha256 or "" for each in sources}))
