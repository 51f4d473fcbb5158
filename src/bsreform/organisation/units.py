"""The effective-dated registry of units: who a text names, who was valid when, who took over."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field

from bsreform.files.toml_file import TomlFile, TomlTable, entries, nearest, read_own, takes_all
from bsreform.language.text import bare, clean, fold
from bsreform.model import CannotRun, Unit
from bsreform.organisation.config import Config
from bsreform.organisation.naming import Surroundings, abbreviated, governs_place, ids_of, kind_of_body, place_of
from bsreform.organisation.profiles import unit_entries
from bsreform.organisation.unit_bounds import MOST_HEIRS, require_bounds

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
    "receives_dossiers": "true hoặc false",
    "receives_tasks": "true hoặc false",
}

_DEPARTMENT_WORDS = ("phòng", "p", "cn", "vp")
_NEAR = 80.0
"""The least likeness (undecorated, 0-100) at which a person would take one name for the other."""
_NOTHING = Surroundings()


class Registry(Struct, frozen=True, dict=True):
    """All units of all times, in the order of the reports. Lookups never guess: only `suggest` does.

    `groups`: heading by group id, in order. `around`: the organisation and those above it, which names are rid of;
    `last_day` is that of the organisation, None = it lives.
    """

    units: tuple[Unit, ...]
    groups: Mapping[str, str] = field(default_factory=dict)
    around: Surroundings = _NOTHING
    last_day: date | None = None

    def get(self, id: str) -> Unit | None:
        return self._by_id.get(id)

    def resolve(self, text: str) -> tuple[Unit, ...]:
        """Every unit, of any time, that the whole text names; () where none does. Administrative words around the name
        do not matter, tone marks do: “huyện Bình Sơn” is not a commune.
        """
        for form in self.around.forms(fold(text)):
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

    def office(self, name: str, day: date) -> Unit | None:
        """The unit of that day that reports in the name of the organisation, if it is one of the registry's."""
        found = self.on(self.resolve(name), day)
        return found if found and is_valid(found, day) else None

    def suggest(self, text: str, limit: int = 3) -> tuple[Unit, ...]:
        """The units that the writer may have meant, likeliest first; () where nothing is near.

        Only bodies of the kind that the text names: Công an xã Bình Chánh is not UBND xã Bình Chánh.
        """
        from rapidfuzz import fuzz, process

        *_, core = self.around.forms(fold(text))
        kind = kind_of_body(text)
        keys = [key for key, units in self._by_key.items() if not kind or any(_is_of(unit, kind) for unit in units)]
        near = process.extract(bare(core), [bare(k) for k in keys], scorer=fuzz.ratio, score_cutoff=_NEAR, limit=24)
        meant = ((key, score, i) for key, score, i in near if _shares_name(bare(core), key))
        ranked = sorted((-(score + fuzz.ratio(core, keys[i])) / 2, i) for _, score, i in meant)
        found = {unit.id: unit for _, i in ranked for unit in self._by_key[keys[i]] if not kind or _is_of(unit, kind)}
        return tuple(found.values())[:limit]

    def on(self, candidates: Iterable[Unit], day: date) -> Unit | None:
        """The candidate valid that day; if none is, the nearest in time; None where that leaves a choice."""
        distances = [(_days_away(unit, day), unit) for unit in candidates]
        least = min((distance for distance, _ in distances), default=0)
        nearest_units = [unit for distance, unit in distances if distance == least]
        return nearest_units[0] if len(nearest_units) == 1 else None

    def named(self, text: str, day: date | None) -> Unit | None:
        """The one unit that the text names on that day (None = no day is known), though it may not be valid then.

        While the organisation lives its own name is nobody else's: “Bình Sơn” in 2024 is the district.
        """
        found = self.resolve(text)
        if day is None:
            return found[0] if found else None
        unit = self.on(found, day)
        lives = self.last_day is None or day <= self.last_day
        return None if unit and lives and not is_valid(unit, day) and self.around.is_own(text) else unit

    def answering(self, unit: Unit, day: date) -> Unit | None:
        """The unit that counts for `unit` on that day: itself while valid, else the valid one in its chain of
        successors; None where there is none.
        """
        heir = self.successor(unit, day)
        return heir if is_valid(heir, day) else None

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
            if is_valid(unit, end) or (unit.successor is None and unit.valid_to and start <= unit.valid_to < end)
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
    keys = [key for text in (unit.name, unit.short, *unit.aliases) if (key := fold(text))]
    return [*keys, *filter(None, map(abbreviated, keys[:1]))]


def _titles(unit: Unit) -> Iterator[str]:
    """What names the unit within a longer text: never a word or two that a title uses otherwise."""
    if governs_place(unit.name):
        name = fold(unit.name)
        yield from {name: 0, name.removeprefix("ubnd "): 0, fold(unit.short): 0}
        return
    for key in _keys(unit):
        words = key.split()
        if len(words) >= 3 or (len(words) == 2 and words[0] in _DEPARTMENT_WORDS):
            yield key


def _shares_name(text: str, key: str) -> bool:
    """Do the ends, where the names of places stand, have a word in common, or but one letter apart?

    “Tịnh Thọ” is near “Bình Thới” letter by letter, and another commune for everybody.
    """
    from rapidfuzz.distance import Levenshtein

    own, other = text.split()[-2:], key.split()[-2:]
    return not {*own}.isdisjoint(other) or Levenshtein.distance(" ".join(own), " ".join(other)) <= 1


def _is_of(unit: Unit, kind: str) -> bool:
    return kind_of_body(unit.name) == kind


def is_valid(unit: Unit, day: date) -> bool:
    """Does the unit exist that day?"""
    return _days_away(unit, day) == 0


def _days_away(unit: Unit, day: date) -> int:
    if unit.valid_from and day < unit.valid_from:
        return (unit.valid_from - day).days
    if unit.valid_to and day > unit.valid_to:
        return (day - unit.valid_to).days
    return 0


# --- loading -------------------------------------------------------------------------------


_DEFAULTS = Config()


def load_registry(user_file: Path | None, config: Config = _DEFAULTS) -> Registry:
    """The shipped units, changed and extended per id by the user's file, if any; with `replace = true` it stands alone.

    `aliases` and `codes` add to the shipped ones, other keys replace them. CannotRun on a mistake.
    """
    own = config.organisation
    units = {entry["id"]: entry for entry in with_ids(unit_entries(own.profile, own.place, own.above))}
    if file := read_own(user_file):
        if takes_all(file):
            units = {}
        for entry in _user_entries(file, config.groups):
            units[entry["id"]] = _merged(units.get(entry["id"], {}), entry)
        _check_whole(file, units)
    if strange := {entry["group"] for entry in units.values()} - set(config.groups):
        raise CannotRun(
            f"bsreform.toml, mục [groups]: thiếu nhóm “{min(strange)}” của danh mục đơn vị có sẵn; "
            "thêm nhóm này, hoặc lập danh mục riêng: bsreform template units."
        )
    return registry_of((_unit(entry) for entry in units.values()), config)


def with_ids(given: Sequence[TomlTable]) -> list[TomlTable]:
    """The entries, those without an id with one made from their name."""
    nameless = [entry["name"] for entry in given if "id" not in entry]
    made = iter(ids_of(nameless, (entry["id"] for entry in given if "id" in entry)))
    return [entry if "id" in entry else {"id": next(made), **entry} for entry in given]


def registry_of(units: Iterable[Unit], config: Config) -> Registry:
    """The units of the organisation that the settings name."""
    own = config.organisation
    return Registry(require_bounds(units), config.groups, Surroundings((own.name, *own.above)), own.ends)


def _unit(entry: TomlTable) -> Unit:
    lists = {key: tuple(entry.get(key, ())) for key in ("aliases", "codes")}
    return Unit(**{"short": place_of(entry["name"]), **entry, **lists})


def _merged(shipped: TomlTable, entry: TomlTable) -> TomlTable:
    added: TomlTable = {key: [*shipped.get(key, ()), *entry[key]] for key in ("aliases", "codes") if key in entry}
    return {**shipped, **entry, **added}


def _user_entries(file: TomlFile, groups: Mapping[str, str]) -> list[TomlTable]:
    found = entries(file, ("unit", "units"), "đơn vị", _KINDS)
    for number, entry in enumerate(found, start=1):
        if (group := entry.get("group")) is not None and group not in groups:
            hint = nearest(group, groups) or f"chỉ nhận {' hoặc '.join(f'“{each}”' for each in groups)}."
            raise CannotRun(
                f"{file.path}, đơn vị thứ {number} ({entry['id']}): “group” không thể là “{group}” – {hint}"
            )
    return found


def _check_whole(file: TomlFile, units: dict[str, TomlTable]) -> None:
    """What only shows once the shipped units and the user's are put together."""
    for id, entry in units.items():
        for key in ("name", "group"):
            if key not in entry:
                raise CannotRun(f"{file.path}, đơn vị “{id}”: đơn vị mới phải có khóa “{key}”.")
        chain = [id]
        while (successor := units[chain[-1]].get("successor")) is not None and len(chain) <= MOST_HEIRS:
            if successor not in units:
                hint = nearest(successor, units) or "phải là id của một đơn vị trong danh mục."
                raise CannotRun(f"{file.path}, đơn vị “{chain[-1]}”: không có “successor” “{successor}” – {hint}")
            chain.append(successor)
            if successor in chain[:-1]:
                raise CannotRun(f"{file.path}: “successor” của “{id}” quay vòng: {' → '.join(chain)}.")
        if entry.get("valid_from") and entry.get("valid_to") and entry["valid_from"] > entry["valid_to"]:
            raise CannotRun(f"{file.path}, đơn vị “{id}”: “valid_from” sau “valid_to”.")
