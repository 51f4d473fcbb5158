"""A new workspace for an office: its settings, units, duties, folders and the forms to fill in."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from bsreform.files.folders import FORMS, SETTINGS
from bsreform.files.os_errors import reason
from bsreform.files.safe import CannotWrite, save
from bsreform.files.shipped import shipped
from bsreform.files.toml_file import nearest
from bsreform.model import CannotRun
from bsreform.organisation import profiles
from bsreform.organisation.config import Config, load_config
from bsreform.organisation.naming import level_of, place_of

_COMMON = Path(__file__).parents[1] / "data" / SETTINGS
_FOLDERS = ("ho-so", "nhiem-vu", "theo-doi", "to-cong-nghe-so", "bao-cao", FORMS)


class Office(Struct, frozen=True):
    """Who will report: a profile, its name, what it is part of, the unit that makes the reports ("" = as usual)."""

    profile: str = profiles.DEFAULT
    name: str = ""
    province: str = ""
    office: str = ""


def office(profile: str, name: str, province: str = "", unit: str = "") -> Office:
    """The office that was asked for; each of profile and name tells the other. CannotRun where they do not."""
    if profile and profile not in profiles.PROFILES:
        hint = nearest(profile, profiles.PROFILES) or f"chọn một trong: {', '.join(profiles.PROFILES)}."
        raise CannotRun(f"Không có loại cơ quan “{profile}”; {hint}")
    profile = profile or profiles.profile_of(name) or profiles.DEFAULT
    if not name and not profiles.settings(profile)["organisation"]["name"]:
        example = f'bsreform init --profile {profile} --name "{_EXAMPLES[profile]}"'
        example = f'bsreform init --profile {profile} --name "{_EXAMPLES[profile]}"'
        raise CannotRun(f"Hãy ghi tên cơ quan, ví dụ: {example}")
    return Office(profile, " ".join(name.split()), " ".join(province.split()), " ".join(unit.split()))


_EXAMPLES = {"xa": "UBND xã Vạn Tường", "phuong": "UBND phường Trà Câu", "tinh": "UBND tỉnh Quảng Ngãi"}


def asked(prompt: Callable[[str, str], str]) -> tuple[str, str, str, str]:
    """Profile, name, province and reporting unit, as somebody at a terminal answers."""
    kinds = ", ".join(profiles.PROFILES)
    profile = ""
    while profile not in profiles.PROFILES:
        profile = prompt(f"Loại cơ quan ({kinds})", "xa").strip().casefold()
    usual = profiles.settings(profile)["organisation"]
    name = ""
    while not name:
        name = prompt("Tên cơ quan", usual["name"] or _EXAMPLES[profile]).strip()
    province = "" if profile == "tinh" else prompt("Tỉnh, thành phố", "Quảng Ngãi").strip()
    return profile, name, province, prompt("Đơn vị lập báo cáo", usual["office"]).strip()


def init_workspace(folder: Path, wanted: Office, today: date) -> list[Path]:
    """Makes what is missing of settings, units, duties, folders and forms; never overwrites. Returns what it made.

    Settings that are there already say for whom the rest is made. CannotWrite if it cannot: what was made until then
    is whole, and the next time makes the rest.
    """
    places = [folder, *(folder / name for name in _FOLDERS)]
    made = [path for path in places if not path.exists()]
    try:
        for path in places:
            path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"Không tạo được thư mục làm việc tại “{folder}”: {reason(error, writing=True)}.") from error
    settings = folder / SETTINGS
    if not settings.exists():
        made.append(save(settings, partial(_write, _settings(wanted, today))))
    config = load_config(settings)
    for target, fill in _files(folder, config, today):
        if not target.exists():
            made.append(save(target, fill))
    return made


def _files(folder: Path, config: Config, today: date) -> Iterator[tuple[Path, Callable[[Path], object]]]:
    """What belongs into the workspace, and how it is made."""
    from bsreform.forms import FORMS as ALL_FORMS

    if config.organisation.profile != profiles.DEFAULT:
        duties = profiles.obligations_file(config.organisation.profile)
        yield folder / "obligations.toml", partial(shutil.copyfile, duties)
    if not (folder / "units.toml").exists():
        yield folder / "units.xlsx", partial(_write_form, "units", config, today)
    for form in ALL_FORMS:
        if form.id != "units":
            yield folder / FORMS / f"{form.id}.xlsx", partial(_write_form, form.id, config, today)
    for path in sorted(shipped("templates").glob("*.docx")):
        yield folder / FORMS / path.name, partial(shutil.copyfile, path)


def _write_form(form: str, config: Config, today: date, draft: Path) -> None:
    """The form with the units of the profile: the workspace has no list of its own yet."""
    from bsreform.organisation.units import load_registry
    from bsreform.sending_back.form_book import template_bytes
    from bsreform.sending_back.forms import template

    draft.write_bytes(template_bytes(template(form, load_registry(None, config), today)))


def _write(text: str, draft: Path) -> None:
    draft.write_text(text, encoding="utf-8")


def _settings(wanted: Office, today: date) -> str:
    """The head of the profile with what is known of the office, then all other settings, commented out.

    What was due before `today` was not followed here, and will not be late.
    """
    import tomlkit

    head: Any = tomlkit.parse(profiles.settings_file(wanted.profile).read_text(encoding="utf-8"))
    own = head["organisation"]
    if wanted.name and wanted.name != own["name"]:
        own["name"], own["place"] = wanted.name, place_of(wanted.name)
        own["above"] = []
    if wanted.province:
        named = level_of(wanted.province) in ("tỉnh", "thành phố")
        own["above"] = [wanted.province if named else f"tỉnh {wanted.province}"]
    if wanted.office:
        own["office"] = wanted.office
    rest = _COMMON.read_text(encoding="utf-8").replace("{group}", next(iter(head["groups"])))
    told = tomlkit.dumps(head).replace("\noffice = ", f"\ntracked_from = {today}\noffice = ", 1)
    return f"{told}\n{rest}"
