"""The effective-dated registry of units: who a text names, who was valid when, who took over."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from bsreform.files.toml_file import TomlFile, entries, nearest, read_toml
from bsreform.language.text import bare, clean, fold
from bsreform.model import CannotRun, Unit

_SHIPPED = Path(__file__).parents[1] / "data" / "units.toml"
_GROUPS = ("agency", "commune")
_KINDS: dict[str, str] = {
    "id": "chuỗi",
    "name": "chuỗi",
    "group": "chuỗi",
    "short": "chuỗi",
    "aliases": "danh sách chuỗi",
    "codes": "danh sách chuỗi",
    "valid_from": "ngày, ví dụ 2025-07-01",
    "valid_to": "ngày, ví dụ 2025-06-30",
    "successor": "chuỗi",
}

# Folded words around a unit's name that say nothing about which unit it is.
_LEADING = re.compile(
    r"(?:(?:bộ phận|bp) (?:một cửa|1 cửa|tiếp nhận(?: hồ sơ)? và trả kết quả|tiếp nhận trả kết quả|"
    r"tn(?: và)? tkq|tntkq)(?: giải quyết (?:thủ tục hành chính|tthc)| hiện đại| điện tử| cấp xã)*|"
    r"một cửa|bpmc|(?:chi nhánh )?(?:trung tâm|tt) (?:phục vụ )?hành chính công|ttpvhcc|tthcc|"
    r"(?:(?:ủy ban nhân dân|ubnd) )?huyện bình sơn|tỉnh quảng ngãi|ủy ban nhân dân|ubnd|"
    r"của|thuộc|tại|xã|x|thị trấn|tt) "
)
_TRAILING = tuple(
    re.compile(pattern)
    for pattern in (
        r" (?:tỉnh )?quảng ngãi$",
        r" bình sơn$",
        r"(?: (?:thuộc|của|tại))?(?: ubnd| ủy ban nhân dân)? (?:huyện|h)$",
    )
)
_DEPARTMENT_WORDS = ("phòng", "p", "cn", "vp")
_NEAR = 72.0


@dataclass(frozen=True)
class Registry:
    """All units of all times, in the order of the reports. Lookups never guess: only `suggest` does."""

    units: tuple[Unit, ...]

    def get(self, id: str) -> Unit | None:
        return self._by_id.get(id)

    def resolve(self, text: str) -> tuple[Unit, ...]:
        """Every unit, of any time, that the whole text names; () where none does.

        Administrative words around the name do not matter, tone marks do. “huyện Bình Sơn” is not a commune.
        """
        for form in _forms(fold(text)):
            if found := self._by_key.get(form):
                return found
        return ()

    def named_in(self, text: str) -> tuple[Unit, ...]:
        """The units whose accented name stands inside a longer text (file name, title); longest wins."""
        words = fold(text).split()
        found: dict[str, Unit] = {}
        place = 0
        while place < len(words):
            for length in range(min(self._longest_title, len(words) - place), 0, -1):
                if units := self._by_title.get(" ".join(words[place : place + length])):
                    found |= {unit.id: unit for unit in units}
                    place += length - 1
                    break
            place += 1
        return tuple(found.values())

    def by_code(self, agency_code: str) -> Unit | None:
        """The unit of the agency part of a dossier code: the longest known prefix that ends at a dot."""
        code = clean(agency_code).upper()
        while code:
            if unit := self._by_code.get(code):
                return unit
            code = code.rpartition(".")[0]
        return None

    def suggest(self, text: str, limit: int = 3) -> tuple[Unit, ...]:
        """The units that the writer may have meant, likeliest first; () where nothing is near."""
        from rapidfuzz import fuzz, process

        *_, core = _forms(fold(text))
        keys = list(self._by_key)
        near = process.extract(bare(core), [bare(k) for k in keys], scorer=fuzz.ratio, score_cutoff=_NEAR, limit=24)
        ranked = sorted((-(score + fuzz.ratio(core, keys[i])) / 2, i) for _, score, i in near)
        found = {unit.id: unit for _, i in ranked for unit in self._by_key[keys[i]]}
        return tuple(found.values())[:limit]

    def on(self, candidates: Iterable[Unit], day: date) -> Unit | None:
        """The candidate valid that day; if none is, the nearest in time; None where that leaves a choice."""
        distances = [(_days_away(unit, day), unit) for unit in candidates]
        least = min((distance for distance, _ in distances), default=0)
        nearest_units = [unit for distance, unit in distances if distance == least]
        return nearest_units[0] if len(nearest_units) == 1 else None

    def successor(self, unit: Unit, day: date) -> Unit:
        """The unit that answers for `unit` on that day: itself while valid, else the next in its chain."""
        while unit.successor and unit.valid_to and unit.valid_to < day:
            unit = self._by_id[unit.successor]
        return unit

    def valid_in(self, start: date, end: date) -> tuple[Unit, ...]:
        """The units that a report on start..end (both included) lists, in order.

        Those valid on `end`, and those valid earlier in the period that ended without a successor.
        """
        return tuple(
            unit
            for unit in self.units
            if _is_valid(unit, end) or (unit.successor is None and unit.valid_to and start <= unit.valid_to < end)
        )

    @cached_property
    def _by_id(self) -> dict[str, Unit]:
        return {unit.id: unit for unit in self.units}

    @cached_property
    def _by_key(self) -> dict[str, tuple[Unit, ...]]:
        return _index((key, unit) for unit in self.units for key in _keys(unit))

    @cached_property
    def _by_title(self) -> dict[str, tuple[Unit, ...]]:
        return _index((key, unit) for unit in self.units for key in _titles(unit))

    @cached_property
    def _longest_title(self) -> int:
        return max((len(key.split()) for key in self._by_title), default=0)

    @cached_property
    def _by_code(self) -> dict[str, Unit]:
        return {code.upper(): unit for unit in reversed(self.units) for code in unit.codes}


def _index(pairs: Iterable[tuple[str, Unit]]) -> dict[str, tuple[Unit, ...]]:
    index: dict[str, tuple[Unit, ...]] = {}
    for key, unit in pairs:
        if unit not in index.get(key, ()):
            index[key] = (*index.get(key, ()), unit)
    return index


def _keys(unit: Unit) -> list[str]:
    return [key for text in (unit.name, unit.short, *unit.aliases) if (key := fold(text))]


def _titles(unit: Unit) -> Iterator[str]:
    """What names the unit within a longer text: never a word or two that a title uses otherwise."""
    if unit.group == "commune":
        name = fold(unit.name)
        yield from {name: 0, name.removeprefix("ubnd "): 0, fold(unit.short): 0}
        return
    for key in _keys(unit):
        words = key.split()
        if len(words) >= 3 or (len(words) == 2 and words[0] in _DEPARTMENT_WORDS):
            yield key


def _forms(folded: str) -> Iterator[str]:
    """The text itself, then with ever fewer administrative words around it; the barest comes last."""
    form = folded
    yield form
    yield from _without_leading(form)
    for pattern in _TRAILING:
        shorter = pattern.sub("", form)
        if shorter != form:
            form = shorter
            yield form
            yield from _without_leading(form)


def _without_leading(form: str) -> Iterator[str]:
    while match := _LEADING.match(form):
        form = form[match.end() :]
        yield form


def _is_valid(unit: Unit, day: date) -> bool:
    return _days_away(unit, day) == 0


def _days_away(unit: Unit, day: date) -> int:
    if unit.valid_from and day < unit.valid_from:
        return (unit.valid_from - day).days
    if unit.valid_to and day > unit.valid_to:
        return (day - unit.valid_to).days
    return 0


# --- loading -------------------------------------------------------------------------------


def load_registry(user_file: Path | None) -> Registry:
    """The shipped units, changed and extended per id by the user's file if there is one.

    `aliases` and `codes` add to the shipped ones, other keys replace them. CannotRun on a mistake.
    """
    units = {entry["id"]: entry for entry in read_toml(_SHIPPED).data["unit"]}
    if user_file is not None and user_file.exists():
        file = read_toml(user_file)
        for entry in _user_entries(file):
            units[entry["id"]] = _merged(units.get(entry["id"], {}), entry)
        _check_whole(file, units)
    return Registry(tuple(_unit(entry) for entry in units.values()))


def _unit(entry: dict[str, Any]) -> Unit:
    lists = {key: tuple(entry.get(key, ())) for key in ("aliases", "codes")}
    return Unit(**{"short": entry["name"], **entry, **lists})


def _merged(shipped: dict[str, Any], entry: dict[str, Any]) -> dict[str, Any]:
    added: dict[str, Any] = {key: [*shipped.get(key, ()), *entry[key]] for key in ("aliases", "codes") if key in entry}
    return {**shipped, **entry, **added}


def _user_entries(file: TomlFile) -> list[dict[str, Any]]:
    found = entries(file, ("unit", "units"), "đơn vị", _KINDS)
    for number, entry in enumerate(found, start=1):
        if (group := entry.get("group", "agency")) not in _GROUPS:
            hint = nearest(group, _GROUPS) or "chỉ nhận “agency” hoặc “commune”."
            raise CannotRun(
                f"{file.path}, đơn vị thứ {number} ({entry['id']}): “group” không thể là “{group}” – {hint}"
            )
    return found


def _check_whole(file: TomlFile, units: dict[str, dict[str, Any]]) -> None:
    """What only shows once the shipped units and the user's are put together."""
    for id, entry in units.items():
        for key in ("name", "group"):
            if key not in entry:
                raise CannotRun(f"{file.path}, đơn vị “{id}”: đơn vị mới phải có khóa “{key}”.")
        chain = [id]
        while (successor := units[chain[-1]].get("successor")) is not None:
            if successor not in units:
                hint = nearest(successor, units) or "phải là id của một đơn vị trong danh mục."
                raise CannotRun(f"{file.path}, đơn vị “{chain[-1]}”: không có “successor” “{successor}” – {hint}")
            if successor in chain:
                raise CannotRun(f"{file.path}: “successor” của “{id}” quay vòng: {' → '.join([*chain, successor])}.")
            chain.append(successor)
        if entry.get("valid_from") and entry.get("valid_to") and entry["valid_from"] > entry["valid_to"]:
            raise CannotRun(f"{file.path}, đơn vị “{id}”: “valid_from” sau “valid_to”.")
