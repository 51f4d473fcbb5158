"""The units of a workspace: `units.xlsx`, read and checked like any input, else `units.toml` and the profile."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from bsreform.files.toml_file import TomlTable
from bsreform.language.text import fold
from bsreform.language.wording import plain_date
from bsreform.model import CannotRun, Fact, Source, Unit
from bsreform.organisation.config import Config
from bsreform.organisation.naming import governs_place, ids_of, place_of
from bsreform.organisation.units import Registry, load_registry, registry_of
from bsreform.reading.guarded.pool import start
from bsreform.records.gathering import local_time, relative
from bsreform.records.loading import Workspace

UNITS = "units.xlsx"
_EXTRACTOR = "bsreform.reading.recognising.unit_rows:extract"
_OPTIONS = {"extractor": _EXTRACTOR, "version": 1}
"""The key of what is kept differs from that of the same file read in another way."""
_TOLD = 5


class UnitList(Struct, frozen=True):
    """The sound rows of a list as units; `facts` are what is wrong with the others, for the rules to word."""

    units: tuple[Unit, ...]
    source: Source
    facts: tuple[Fact, ...] = ()


class _Row(Struct):
    """A row of the list; `wrong` gets what is the matter with it: (field, raw, detail)."""

    number: int
    cells: TomlTable
    heading: str
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.cells["name"] or "")


def workspace_registry(workspace: Workspace) -> Registry:
    """The registry of a workspace. CannotRun if the list of units has errors: every figure would be in doubt."""
    path = workspace.optional(UNITS)
    if path is None:
        return load_registry(workspace.optional("units.toml"), workspace.config)
    found = read_units(path, workspace)
    if found.source.fault or found.facts:
        raise CannotRun(_refusal(found))
    return registry_of(found.units, workspace.config)


def is_unit_list(path: Path, workspace: Workspace) -> bool:
    """Is it a list of units: that of the workspace, or a file named like it?"""
    return path.name.casefold().startswith("units.") or os.path.realpath(path) == os.path.realpath(
        workspace.root / UNITS
    )


def read_units(path: Path, workspace: Workspace) -> UnitList:
    """The list in this file, whatever is wrong with it."""
    with start([path], _OPTIONS, workspace.limits, extractor=_EXTRACTOR) as reading:
        (result,) = reading.results()
    source = Source(
        relative(path, workspace.root), layout="units", sha256=result.sha256, fault=result.fault, detail=result.detail
    )
    if result.mtime is not None:
        source = replace(source, exported_at=local_time(result.mtime))
    if result.table is None or result.meta is None:
        return UnitList((), source)
    meta = result.meta
    source = replace(source, sheet=meta["sheet"], columns=meta["columns"], rows=len(result.table))
    facts = [
        replace(fact, column=source.columns.get(fact.field or "")) for fact in (Fact(*each) for each in meta["facts"])
    ]
    broken = {fact.row for fact in facts}
    rows = [_Row(each["row"], each, each["heading"]) for each in result.table.to_pylist()]
    units = tuple(_units([row for row in rows if row.number not in broken], workspace.config))
    facts += [_fact(source, "unit_list", row.number, *wrong) for row in rows for wrong in row.wrong]
    if not facts and not units:
        facts = [_fact(source, "unit_list", None, "name", "", "empty")]
    return UnitList(units, source, tuple(facts))


def _fact(source: Source, kind: str, row: int | None, name: str, raw: str, detail: str) -> Fact:
    return Fact(0, kind, row, source.columns.get(name), name, raw, detail)


def _units(rows: Sequence[_Row], config: Config) -> Iterator[Unit]:
    """The units of the rows without any fault."""
    _check_names(rows)
    ids = _ids(rows)
    heirs = {fold(row.name): id_ for row, id_ in zip(rows, ids, strict=True)} | {id_: id_ for id_ in ids}
    made = [_unit(row, id_, heirs, config) for row, id_ in zip(rows, ids, strict=True)]
    _check_chains(rows, {unit.id: unit for unit in made})
    yield from (unit for row, unit in zip(rows, made, strict=True) if not row.wrong)


def _check_names(rows: Sequence[_Row]) -> None:
    """Two units of one name must follow each other; a unit must not end before it begins."""
    seen: dict[str, list[_Row]] = {}
    for row in rows:
        first, last = row.cells["valid_from"], row.cells["valid_to"]
        if first and last and first > last:
            row.wrong.append(("valid_to", plain_date(last), "dates"))
        for other in seen.setdefault(fold(row.name), []):
            before, after = other.cells["valid_to"], other.cells["valid_from"]
            if not ((before and first and before < first) or (last and after and last < after)):
                row.wrong.append(("name", row.name, f"twice|{other.number}"))
                break
        seen[fold(row.name)].append(row)


def _ids(rows: Sequence[_Row]) -> list[str]:
    given = [str(row.cells["id"] or "") for row in rows]
    for number, (row, id_) in enumerate(zip(rows, given, strict=True)):
        if id_ and id_ in given[:number]:
            row.wrong.append(("id", id_, "id"))
    made = iter(ids_of([row.name for row, id_ in zip(rows, given, strict=True) if not id_], filter(None, given)))
    return [id_ or next(made) for id_ in given]


def _unit(row: _Row, id_: str, heirs: Mapping[str, str], config: Config) -> Unit:
    cells, heir = row.cells, None
    if said := str(cells["successor"] or ""):
        heir = heirs.get(said) or heirs.get(fold(said))
        if heir is None or heir == id_:
            row.wrong.append(("successor", said, "successor"))
            heir = None
    return Unit(
        id=id_,
        name=row.name,
        group=_group(row, config.groups),
        short=str(cells["short"] or place_of(row.name)),
        aliases=_listed(cells["aliases"], ";\n"),
        codes=_listed(cells["codes"], ";,\n "),
        valid_from=cells["valid_from"],
        valid_to=cells["valid_to"],
        successor=heir,
        receives_dossiers=cells["receives_dossiers"] is not False,
        receives_tasks=cells["receives_tasks"] is not False,
    )


def _group(row: _Row, groups: Mapping[str, str]) -> str:
    """By its column, else by the heading above it, else by what kind of body it is."""
    known = {fold(way): id_ for id_, heading in groups.items() for way in (id_, heading, heading.removeprefix("UBND "))}
    if said := str(row.cells["group"] or ""):
        if fold(said) not in known:
            row.wrong.append(("group", said, f"group|{'; '.join(groups.values())}"))
        return known.get(fold(said), "")
    if above := known.get(fold(row.heading)):
        return above
    return "commune" if governs_place(row.name) and "commune" in groups else next(iter(groups))


def _listed(text: str | None, separators: str) -> tuple[str, ...]:
    for each in separators:
        text = (text or "").replace(each, "\0")
    return tuple(dict.fromkeys(filter(None, (part.strip() for part in (text or "").split("\0")))))


def _check_chains(rows: Sequence[_Row], units: Mapping[str, Unit]) -> None:
    """A chain of successors must end."""
    for row, unit in zip(rows, list(units.values()), strict=False):
        seen, heir = {unit.id}, unit.successor
        while heir is not None and heir not in seen:
            seen.add(heir)
            heir = units[heir].successor
        if heir == unit.id:
            row.wrong.append(("successor", str(row.cells["successor"]), "circle"))


def _refusal(found: UnitList) -> str:
    name = found.source.path
    if found.source.fault:
        return f"Không đọc được danh mục đơn vị {name}. Chạy “bsreform validate {name}” để xem vì sao."
    places = [f"{fact.column}{fact.row}" if fact.column and fact.row else f"dòng {fact.row}" for fact in found.facts]
    more = ", …" if len(places) > _TOLD else ""
    return (
        f"Danh mục đơn vị {name} có {len(places)} chỗ phải sửa ({', '.join(places[:_TOLD])}{more}). "
        f"Chạy “bsreform validate {name}” để xem sai gì, sửa thế nào."
    )
