"""What the workbook part of an .xlsx says: its sheets, their parts, the date system, when it was saved."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from bsreform.reading.decoding.archive import part_name
from bsreform.reading.decoding.one_reading import own_elements, relation_id
from bsreform.reading.decoding.package import Package, vietnamese_time
from bsreform.reading.decoding.raw import ReadFault


class SheetPart(Struct, frozen=True):
    """A worksheet as the workbook lists it; `index` counts all sheets, also those that are no worksheets."""

    index: int
    name: str
    part: str
    visible: bool


class WorkbookPart(Struct, frozen=True):
    """The worksheets in order (chart, macro and dialog sheets are left out), and the parts that belong to all."""

    sheets: tuple[SheetPart, ...]
    date1904: bool
    modified: datetime | None
    shared: tuple[str, ...]


def workbook_name(package: Package) -> str | None:
    """The name of the main part by the package's relationships, else the usual one; None without either.

    Raises ReadFault damaged_file where there are two.
    """
    mains = []
    if "_rels/.rels" in package:
        mains = [target for target, kind in relations(package, "").values() if kind == "officeDocument"]
    if len(mains) > 1:
        raise ReadFault("damaged_file", "two workbook parts")
    return mains[0] if mains else "xl/workbook.xml" if "xl/workbook.xml" in package else None


def read_workbook(package: Package) -> WorkbookPart:
    """Raises ReadFault damaged_file where the workbook or its relationships are missing or broken."""
    main = workbook_name(package)
    if main is None:
        raise ReadFault("damaged_file", "missing workbook part")
    root = package.xml(main)
    targets = relations(package, main)
    shared = shared_parts(package, main, targets)
    sheets = []
    for index, sheet in enumerate(own_elements(root, "sheets", "sheet")):
        target, kind = targets.get(relation_id(sheet), ("", "worksheet"))
        if kind == "worksheet":
            visible = sheet.get("state", "visible") == "visible"
            sheets.append(SheetPart(index, sheet.get("name", ""), target, visible))
    properties = root.find("{*}workbookPr")
    date1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    return WorkbookPart(told_apart(sheets), date1904, modified(package), shared)


def told_apart(sheets: Sequence[SheetPart]) -> tuple[SheetPart, ...]:
    """These sheets. Raises ReadFault damaged_file where two have one name: decoders ask for them by name."""
    if len({sheet.name.casefold() for sheet in sheets}) < len(sheets):
        raise ReadFault("damaged_file", "two sheets of one name")
    return tuple(sheets)


def shared_parts(package: Package, main: str, targets: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    """The names of the parts that belong to every sheet: texts and formats, where there are such.

    Raises ReadFault damaged_file if a reader that goes by usual names, or by types, would take other parts:
    decoders go by one of the three; Excel goes by the relationships.
    """
    parts = {"workbook": {main.lower()}}
    for kind in ("sharedStrings", "styles"):
        parts[kind] = {target.lower() for target, what in targets.values() if what == kind}
    for kind, named in parts.items():
        usual = {name for name in (f"xl/{kind}.xml".lower(), f"xl/{kind}.bin".lower()) if name in package}
        if len(named) > 1 or not usual <= named:
            raise ReadFault("damaged_file", f"another part in place of xl/{kind}")
    for part, what in _typed(package):
        kind = "workbook" if ".main" in what else "sharedStrings" if "sharedStrings" in what else ""
        if kind and {part} != parts[kind]:
            raise ReadFault("damaged_file", f"another part of the type of xl/{kind}")
    return tuple(name for kind in ("sharedStrings", "styles") for name in parts[kind] if name in package)


def _typed(package: Package) -> Iterator[tuple[str, str]]:
    """Parts with the type that the package says of them."""
    if "[Content_Types].xml" in package:
        for each in package.xml("[Content_Types].xml").iterfind("{*}Override"):
            yield part_name(each.get("PartName", "")), each.get("ContentType", "")


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relationship id → (part name, last word of its type); not those to what lies outside of the package."""
    folder, name = posixpath.split(part)
    found = {}
    for relation in own_elements(package.xml(posixpath.join(folder, "_rels", f"{name}.rels")), "Relationship"):
        if relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target", "").replace("\\", "/")
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if relation.get("Id", "") in found:
            raise ReadFault("damaged_file", f"two relationships of one id in {part}")
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
