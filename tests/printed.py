"""What is wrong with how a workbook prints, read from its XML: type, sheets that say nothing, pages, links, order."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_GREY = "FFA6A6A6"
_SMALLEST = 8.99
"""Points on paper: at 82 % 11 points are 9.02."""
_NOTHING = {"", "–"}
_LINE = 17.25
"""Points of a row of one line."""
_PAGE = 770
"""Points of an upright A4 page within the margins of page one."""


class Sheet(NamedTuple):
    """A sheet: its texts by row and column letters, the points of its type by row, and what its XML says besides."""

    name: str
    xml: Element
    cells: dict[int, dict[str, str]]
    types: dict[int, float]
    hidden: bool

    @property
    def audit(self) -> bool:
        tab = self.xml.find(f"{_NS}sheetPr/{_NS}tabColor")
        return tab is not None and tab.get("rgb") == _GREY

    @property
    def scale(self) -> float:
        setup = self.xml.find(f"{_NS}pageSetup")
        return int(setup.get("scale", "100")) / 100 if setup is not None else 1.0

    @property
    def fits_a_page(self) -> bool:
        """Is it shrunk to one page, however long it is?"""
        return self.xml.find(f"{_NS}sheetPr/{_NS}pageSetUpPr[@fitToPage]") is not None

    @property
    def breaks(self) -> list[int]:
        """The rows after which a page ends."""
        return [int(each.get("id", "0")) for each in self.xml.iterfind(f"{_NS}rowBreaks/{_NS}brk")]


def faults(path: Path) -> list[str]:
    """One line for each; none of a workbook that prints as it should."""
    with ZipFile(path) as package:
        sheets = list(_sheets(package))
        book = package.read("xl/workbook.xml").decode()
    areas = dict(re.findall(r'Print_Area" localSheetId="(\d+)">([^<]*)<', book))
    printed = [each for each in sheets if not each.audit and not each.hidden]
    found = [f"{each.name}: {told}" for each in printed for told in _on_paper(each)]
    found += [f"{each.name}: no way back" for each in sheets[1:-1] if each.cells[1]["A"] != "← Trang nhất"]
    if [each.hidden for each in sheets] != [False] * (len(sheets) - 1) + [True] or sheets[-1].name != "Tra cứu":
        found.append("Tra cứu alone is hidden, and last")
    if sheets[: len(printed)] != printed:
        found.append("a sheet for checks stands before one that is printed")
    for at, each in enumerate(sheets):
        if each.audit and not areas.get(str(at), "").endswith("$IV$1"):
            found.append(f"{each.name}: is printed")
    return found


def _on_paper(sheet: Sheet) -> Iterator[str]:
    small = [row for row, points in sheet.types.items() if points * sheet.scale < _SMALLEST]
    if small:
        yield f"below 9 points in rows {small[:5]}"
    said = {text for row, cells in sheet.cells.items() for text in cells.values() if row > 6} - _NOTHING
    if len(said) < 4:
        yield "says nothing"
    filled = [row for row, cells in sheet.cells.items() if set(cells.values()) - {""}]
    for first, last in zip([0, *sheet.breaks], [*sheet.breaks, max(filled)], strict=True):
        if sum(first < row <= last for row in filled) < 2:
            yield f"nothing but a line on the page of rows {first + 1}–{last}"
    heights = {int(each.get("r", "0")): float(each.get("ht", "15")) for each in sheet.xml.iter(f"{_NS}row")}
    if sheet.fits_a_page and sum(heights.values()) > _PAGE:
        yield f"{sum(heights.values())} points would be printed smaller"
    if sheet.name == "Quá hạn":
        tall = [row for row, cells in sheet.cells.items() if "C" in cells and row > 6 and heights[row] > _LINE]
        if tall:
            yield f"more than a line in rows {tall[:5]}"


def _sheets(package: ZipFile) -> Iterator[Sheet]:
    texts = ["".join(each.itertext()) for each in fromstring(package.read("xl/sharedStrings.xml"))]
    sizes = _sizes(fromstring(package.read("xl/styles.xml")))
    listed = fromstring(package.read("xl/workbook.xml")).iterfind(f"{_NS}sheets/{_NS}sheet")
    for number, each in enumerate(listed, 1):
        xml = fromstring(package.read(f"xl/worksheets/sheet{number}.xml"))
        cells: dict[int, dict[str, str]] = {}
        types: dict[int, float] = {}
        for row in xml.iterfind(f"{_NS}sheetData/{_NS}row"):
            at = int(row.get("r", "0"))
            for cell in row:
                if (value := cell.findtext(f"{_NS}v")) is not None:
                    letters = (cell.get("r") or "").rstrip("0123456789")
                    cells.setdefault(at, {})[letters] = texts[int(value)] if cell.get("t") == "s" else value
                    types[at] = min(types.get(at, 99.0), sizes[int(cell.get("s", "0"))])
        yield Sheet(each.get("name", ""), xml, cells, types, each.get("state") == "hidden")


def _sizes(styles: Element) -> list[float]:
    """Points by the number of a cell's format."""
    fonts = [float(each.find(f"{_NS}sz").get("val")) for each in styles.iterfind(f"{_NS}fonts/{_NS}font")]
    return [fonts[int(each.get("fontId", "0"))] for each in styles.iterfind(f"{_NS}cellXfs/{_NS}xf")]
