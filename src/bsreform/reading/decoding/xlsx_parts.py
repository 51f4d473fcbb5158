"""What the workbook part of an .xlsx says: its sheets, their parts, the date system, when it was saved."""

import posixpath
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from bsreform.reading.decoding.package import Package, vietnamese_time
from bsreform.reading.decoding.raw import ReadFault


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet as the workbook lists it; `index` counts all sheets, also those that are no worksheets."""

    index: int
    name: str
    part: str
    visible: bool


@dataclass(frozen=True, slots=True)
class WorkbookPart:
    """The worksheets in order (chart, macro and dialog sheets are left out)."""

    sheets: tuple[SheetPart, ...]
    date1904: bool
    modified: datetime | None


def workbook_name(package: Package) -> str | None:
    """The name of the main part by the package's relationships, else the usual one; None without either."""
    if "_rels/.rels" in package:
        for target, kind in relations(package, "").values():
            if kind == "officeDocument":
                return target
    return "xl/workbook.xml" if "xl/workbook.xml" in package else None


def read_workbook(package: Package) -> WorkbookPart:
    """Raises ReadFault damaged_file where the workbook or its relationships are missing or broken."""
    main = workbook_name(package)
    if main is None:
        raise ReadFault("damaged_file", "missing workbook part")
    root = package.xml(main)
    targets = relations(package, main)
    sheets = []
    for index, sheet in enumerate(root.iterfind("{*}sheets/{*}sheet")):
        target, kind = targets.get(_relation_id(sheet), ("", "worksheet"))
        if kind == "worksheet":
            visible = sheet.get("state", "visible") == "visible"
            sheets.append(SheetPart(index, sheet.get("name", ""), target, visible))
    properties = root.find("{*}workbookPr")
    date1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    return WorkbookPart(tuple(sheets), date1904, modified(package))


def _relation_id(sheet: etree._Element) -> str:
    return next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relationship id → (part name, last word of its type)."""
    folder, name = posixpath.split(part)
    found = {}
    for relation in package.xml(posixpath.join(folder, "_rels", f"{name}.rels")):
        target = relation.get("Target", "").replace("\\", "/")
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[relation.get("Id", "")] = (path, relation.get("Type", "").rpartition("/")[2])
    return found


def modified(package: Package) -> datetime | None:
    """When the workbook was last saved, by its own property."""
    if "docProps/core.xml" not in package:
        return None
    try:
        stamp = package.xml("docProps/core.xml").findtext("{http://purl.org/dc/terms/}modified")
    except ReadFault:  # a broken property must not cost the figures
        return None
    if stamp and "T" in stamp and not stamp.strip().endswith("Z") and "+" not in stamp:
        stamp = stamp.strip() + "Z"  # the property is UTC by its specification; some writers omit the Z
    return vietnamese_time(stamp)
