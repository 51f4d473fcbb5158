"""The kinds of offices that report, as data: settings, units and duties that a workspace starts from."""

from functools import cache
from pathlib import Path

from bsreform.files.toml_file import TomlTable, read_toml
from bsreform.language.text import bare
from bsreform.organisation.naming import LEVELS, level_of, place_of

PROFILES = ("huyen", "xa", "phuong", "tinh")
DEFAULT = "huyen"
_FOLDER = Path(__file__).resolve().parents[1] / "data" / "profiles"


def settings_file(profile: str) -> Path:
    """The head of a new bsreform.toml: [organisation] and [groups], with comments."""
    return _FOLDER / profile / "settings.toml"


def obligations_file(profile: str) -> Path:
    """The duties of such an office: the letter's, or a sample to edit."""
    return _FOLDER / profile / "obligations.toml"


@cache
def settings(profile: str) -> TomlTable:
    """What the settings are where the workspace does not say otherwise."""
    return read_toml(settings_file(profile)).data


def unit_entries(profile: str, place: str, above: tuple[str, ...]) -> list[TomlTable]:
    """The units of such an office, as entries of units.toml: the usual ones, then those of the very place, if known.

    What a name says of a place that is not known is left out.
    """
    province = next((place_of(name) for name in above if level_of(name) in ("tỉnh", "thành phố")), "")
    known = {key: name for key, name in (("place", place), ("province", province)) if name}
    found = read_toml(_FOLDER / profile / "units.toml").data["unit"]
    own = _FOLDER / profile / f"{'-'.join(bare(place).split())}.toml"
    if place and own.is_file():
        found = [*found, *read_toml(own).data["unit"]]
    return [_placed(entry, known) for entry in found]


def _placed(entry: TomlTable, known: dict[str, str]) -> TomlTable:
    aliases = (_filled(text, known) for text in entry.get("aliases", ()))
    return {**entry, "aliases": [text for text in aliases if "{" not in text]}


def _filled(text: str, known: dict[str, str]) -> str:
    for key, name in known.items():
        text = text.replace(f"{{{key}}}", name)
    return text


def profile_of(name: str) -> str:
    """The profile that fits the name of an office ("UBND xã Vạn Tường" → xa); "" where none does."""
    level = level_of(name)
    by_level = {"xã": "xa", "phường": "phuong", "đặc khu": "xa", "tỉnh": "tinh", "huyện": "huyen"}
    return by_level.get(level, "") if level in LEVELS else ""
