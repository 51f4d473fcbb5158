"""The duties of the letter as data: what, who, how often, until when, and what proves that it was done."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct

from bsreform import periods
from bsreform.files.toml_file import TomlFile, TomlTable, entries, nearest, read_own, read_toml, takes_all
from bsreform.model import CannotRun
from bsreform.organisation.profiles import DEFAULT, obligations_file
from bsreform.organisation.units import Registry

Cadence = Literal["once", "weekly", "monthly_session", "quarterly", "yearly", "always"]
EvidenceKind = Literal["report", "file", "task", "note"]

PLACES = ("period", "year", "dossiers", "tasks", "trackers", "digital_teams", "reports")
"""What may stand in braces in a pattern of files."""
PERIOD_IDS: Mapping[Cadence, Callable[[str], object]] = {
    "weekly": periods.WEEK.days,
    "monthly_session": periods.MONTH.days,
    "quarterly": periods.QUARTER.days,
    "yearly": periods.YEAR.days,
}
"""Cadences that recur → what reads the id of one of their periods (CannotRun if it is none)."""

_WHAT = "đầu việc"
_KINDS: dict[str, str] = {
    "id": "chuỗi",
    "clause": "chuỗi",
    "title": "chuỗi",
    "duty": "chuỗi",
    "responsible": "danh sách chuỗi",
    "cadence": "chuỗi",
    "due": "ngày, ví dụ 2024-03-31",
    "month": "số nguyên",
    "day": "số nguyên",
    "keep_day": "true hoặc false",
    "first": "ngày, ví dụ 2024-01-01",
    "last": "ngày, ví dụ 2025-06-30",
    "evidence": "danh sách chuỗi",
    "part_of": "chuỗi",
}
_REQUIRED = ("clause", "title", "duty", "responsible")
_TIMING = ("cadence", "due", "month", "day", "keep_day")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BRACES = re.compile(r"\{([^{}]*)\}")
# Every quarter's last month has a 30th; a yearly day must exist in every year.
_QUARTER_DAYS, _PLAIN_YEAR = 30, 2023


class Evidence(Struct, frozen=True):
    """One way to prove a duty. `value`: report = its kind; file = a pattern below the workspace; task = phrases
    that must all stand in its text, separated by commas; note = "" (a note in the settings).
    """

    kind: EvidenceKind
    value: str


class Obligation(Struct, frozen=True):
    """One duty. `responsible` are unit ids, groups of units or names, `names` the same as they are printed.

    `due` is the day of a duty done once (None = the letter sets none), `month` and `day` that of one which recurs,
    where the cadence needs them; `keep_day` = not moved to a working day. In force `first`..`last`, both included.
    `part_of` = the id of the duty that it is carried out with, whose timing and evidence it has.
    """

    id: str
    clause: str
    title: str
    duty: str
    responsible: tuple[str, ...]
    names: tuple[str, ...]
    cadence: Cadence
    due: date | None = None
    month: int = 0
    day: int = 0
    keep_day: bool = False
    first: date | None = None
    last: date | None = None
    evidence: tuple[Evidence, ...] = ()
    part_of: str = ""

    def in_force(self, start: date, end: date) -> bool:
        """Is it in force on any day of start..end?"""
        return (self.first or start) <= end and start <= (self.last or end)


def load_obligations(user_file: Path | None, registry: Registry, profile: str = DEFAULT) -> tuple[Obligation, ...]:
    """The duties of the profile, changed and extended per id by the user's file if there is one; with `replace = true`
    that stands alone. CannotRun on a mistake.
    """
    file = read_toml(obligations_file(profile))
    takes_all(file)
    groups = {**registry.groups, **_group_names(file)}
    known = {entry["id"]: entry for entry in entries(file, ("obligation",), _WHAT, _KINDS)}
    if own := read_own(user_file):
        file = own
        if takes_all(file):
            known = {}
        groups |= _group_names(file)
        for entry in entries(file, ("obligation",), _WHAT, _KINDS):
            known[entry["id"]] = _merged(known.get(entry["id"], {}), entry)
    whole = {id_: _with_main(file, entry, known) for id_, entry in known.items()}
    return tuple(_obligation(_place(file, id_), entry, registry, groups) for id_, entry in whole.items())


def check_notes(obligations: tuple[Obligation, ...], notes: Mapping[str, str]) -> None:
    """CannotRun if a key of the settings' [obligations] is neither a duty's “id” nor “id/period” of one that recurs."""
    known = {each.id: each for each in obligations}
    for key in notes:
        id_, _, period = key.partition("/")
        where = f"bsreform.toml, mục [obligations], “{key}”"
        if id_ not in known:
            raise CannotRun(f"{where}: không có đầu việc “{id_}” – {nearest(id_, known) or 'xem obligations.toml.'}")
        if Evidence("note", "") not in known[id_].evidence:
            raise CannotRun(f"{where}: đầu việc này không nhận ghi chú làm minh chứng.")
        read = PERIOD_IDS.get(known[id_].cadence)
        if read is None and period:
            raise CannotRun(f"{where}: đầu việc này không theo kỳ; chỉ ghi “{id_}”.")
        if read is not None:
            try:
                read(period)
            except CannotRun as fault:
                raise CannotRun(f"{where}: sau “{id_}/” phải là kỳ báo cáo. {fault}") from fault


def _place(file: TomlFile, id_: str) -> str:
    return f"{file.path}, {_WHAT} “{id_}”"


def _merged(shipped: TomlTable, entry: TomlTable) -> TomlTable:
    """A cadence of its own replaces the whole timing, and frees a duty from the one it was part of."""
    dropped = (*_TIMING, "part_of") if "cadence" in entry else _TIMING if "part_of" in entry else ()
    return {key: value for key, value in shipped.items() if key not in dropped} | entry


def _with_main(file: TomlFile, entry: TomlTable, known: Mapping[str, TomlTable]) -> TomlTable:
    """The entry with the timing and the evidence of the duty that it is part of."""
    main = entry.get("part_of")
    if main is None:
        return entry
    place = _place(file, entry["id"])
    if main not in known:
        hint = nearest(main, known) or "phải là id của một đầu việc."
        raise CannotRun(f"{place}: không có “part_of” “{main}” – {hint}")
    if "part_of" in known[main]:
        raise CannotRun(
            f"{place}: “{main}” cũng thực hiện cùng đầu việc khác; “part_of” phải là đầu việc có hạn riêng."
        )
    if own := [key for key in _TIMING if key in entry]:
        raise CannotRun(f"{place}: đã có “part_of” thì không ghi “{own[0]}”.")
    shared = (*_TIMING, "first", "last", "evidence")
    return {key: value for key, value in known[main].items() if key in shared} | entry


def _obligation(place: str, entry: TomlTable, registry: Registry, groups: Mapping[str, str]) -> Obligation:
    if missing := [key for key in (*_REQUIRED, "cadence") if key not in entry]:
        raise CannotRun(f"{place}: đầu việc mới phải có khóa “{missing[0]}”.")
    if not _ID.fullmatch(entry["id"]):
        raise CannotRun(f"{place}: id chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.")
    if entry["cadence"] not in get_args(Cadence):
        allowed = ", ".join(f"“{each}”" for each in get_args(Cadence))
        hint = nearest(entry["cadence"], get_args(Cadence)) or f"phải là một trong: {allowed}."
        raise CannotRun(f"{place}: “cadence” không thể là “{entry['cadence']}” – {hint}")
    _check_days(place, entry)
    evidence = tuple(_evidence(place, text, entry["cadence"]) for text in entry.get("evidence", ()))
    names = tuple(_name(place, text, registry, groups) for text in entry["responsible"])
    return Obligation(**{**entry, "responsible": tuple(entry["responsible"]), "names": names, "evidence": evidence})


def _check_days(place: str, entry: TomlTable) -> None:
    cadence, used = entry["cadence"], {"quarterly": ("day",), "yearly": ("month", "day"), "once": ("due",)}
    for key in ("due", "month", "day"):
        if key in entry and key not in used.get(cadence, ()):
            raise CannotRun(f"{place}: “{key}” không dùng với “cadence” = “{cadence}”.")
        if key != "due" and key in used.get(cadence, ()) and key not in entry:
            raise CannotRun(f"{place}: “cadence” = “{cadence}” phải có “{key}”.")
    if cadence == "quarterly" and not 1 <= entry["day"] <= _QUARTER_DAYS:
        raise CannotRun(f"{place}: “day” phải từ 1 đến {_QUARTER_DAYS}.")
    if cadence == "yearly":
        try:
            date(_PLAIN_YEAR, entry["month"], entry["day"])
        except ValueError:
            raise CannotRun(f"{place}: không có ngày {entry['day']}/{entry['month']} hằng năm.") from None
    if entry.get("first") and entry.get("last") and entry["first"] > entry["last"]:
        raise CannotRun(f"{place}: “first” sau “last”.")


def _evidence(place: str, text: str, cadence: Cadence) -> Evidence:
    kind, colon, value = text.partition(":")
    kind, value = kind.strip(), value.strip()
    fault = ""
    match kind:
        case "report":
            fault = "" if value in periods.KINDS else f"báo cáo phải là một trong: {', '.join(periods.KINDS)}."
        case "file":
            unknown = [name for name in _BRACES.findall(value) if name not in PLACES]
            fault = (
                "" if value and not unknown else f"sau “file:” là mẫu tên tệp; trong ngoặc nhọn: {', '.join(PLACES)}."
            )
        case "task":
            if cadence in PERIOD_IDS:
                fault = "“task:” chỉ dùng cho đầu việc once hoặc always."
            elif not all(phrase.strip() for phrase in value.split(",")):
                fault = "sau “task:” là các cụm từ cách nhau bằng dấu phẩy."
        case "note":
            fault = "“note” không có phần sau dấu hai chấm." if colon else ""
        case _:
            fault = f"phải bắt đầu bằng một trong: {', '.join(get_args(EvidenceKind))}."
    if fault:
        raise CannotRun(f"{place}: minh chứng “{text}” không hợp lệ – {fault}")
    return Evidence(kind, value)  # type: ignore[arg-type]  # the match has left only the four kinds


def _group_names(file: TomlFile) -> dict[str, str]:
    """Takes [names] out of what the file says: how duties call a group of units."""
    names = file.data.pop("names", {})
    if not isinstance(names, dict) or not all(isinstance(name, str) for name in names.values()):
        raise CannotRun(f'{file.path}: [names] phải gồm các dòng mã nhóm = "tên".')
    return names


def _name(place: str, text: str, registry: Registry, groups: Mapping[str, str]) -> str:
    """How one of the responsible is printed: a group, a unit by its id, else the name that was given."""
    if text in groups:
        return groups[text]
    if unit := registry.get(text):
        return unit.name
    if text[0].isupper():
        return text
    ids = (*groups, *(unit.id for unit in registry.units))
    raise CannotRun(f"{place}: không có đơn vị “{text}” – {nearest(text, ids) or 'tên riêng phải viết hoa chữ đầu.'}")
