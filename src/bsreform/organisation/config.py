"""bsreform.toml as one frozen value."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from itertools import combinations
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from bsreform import periods
from bsreform.files.toml_file import TomlTable, nearest, read_own
from bsreform.language.text import clean
from bsreform.model import CannotRun
from bsreform.organisation import profiles
from bsreform.organisation.complaints import complaint
from bsreform.organisation.defaults import ANNUAL_THRESHOLDS, ANNUAL_WEIGHTS, TARGETS
from bsreform.organisation.ids import DOSSIER_FIELDS, INDICATOR_IDS, RULE_IDS, STATUS_CLASSES, TASK_FIELDS, TEAM_FIELDS
from bsreform.organisation.naming import level_of, place_of


def _one_of(known: tuple[str, ...]) -> AfterValidator:
    def check(value: str) -> str:
        if value not in known:
            raise PydanticCustomError("one_of", "unknown", {"known": known})
        return value

    return AfterValidator(check)


def _readable(read: Callable[[str], object]) -> AfterValidator:
    """Accepts what `read` accepts; its CannotRun becomes one complaint among the others."""

    def check(value: str) -> str:
        try:
            read(value)
        except CannotRun as fault:
            raise PydanticCustomError("unreadable", "unreadable", {"fault": str(fault)}) from fault
        return value

    return AfterValidator(check)


def _over(defaults: Mapping[str, float]) -> AfterValidator:
    return AfterValidator(lambda given: {**defaults, **given})


# TOML has no tuples: its lists are taken, but their items stay strictly typed.
Words = Annotated[tuple[str, ...], Field(strict=False)]
GroupId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
Groups = Annotated[Mapping[GroupId, str], Field(min_length=1)]
IndicatorId = Annotated[str, _one_of(INDICATOR_IDS)]
Percent = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Points = Annotated[float, Field(ge=0, le=10**6, allow_inf_nan=False)]
Targets = Annotated[Mapping[IndicatorId, Percent], _over(TARGETS)]


def _descending(given: Mapping[str, float]) -> Mapping[str, float]:
    if not given["excellent"] >= given["good"] >= given["completed"]:
        raise PydanticCustomError("unreadable", "unreadable", {"fault": "phải có excellent ≥ good ≥ completed"})
    return given


AnnualPart = Annotated[str, _one_of(tuple(ANNUAL_WEIGHTS))]
GradeName = Annotated[str, _one_of(tuple(ANNUAL_THRESHOLDS))]
Thresholds = Annotated[Mapping[GradeName, Percent], _over(ANNUAL_THRESHOLDS), AfterValidator(_descending)]


def _of_known_groups(given: TomlTable, info: ValidationInfo) -> TomlTable:
    known = info.data.get("groups", {})
    for group in given:
        if known and group not in known:
            hint = nearest(group, known) or f"các nhóm ở mục [groups]: {', '.join(known)}"
            raise PydanticCustomError("unreadable", "unreadable", {"fault": f"không có nhóm “{group}”; {hint}"})
    return {group: given.get(group, TARGETS) for group in known}


_DISTRICTS = ("huyện", "quận", "thị xã")
_LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)
Declared = Annotated[tuple[Annotated[str, _readable(periods.any_period)], ...], Field(strict=False)]


class _Section(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Organisation(_Section):
    """Who reports: `above` = what it is part of, nearest first; `last_day` = its last, if set (see `ends`); what fell
    due before `tracked_from` is not followed; `basis` = what it carries out; `signer_name` stands below the signer."""

    profile: Annotated[str, _one_of(profiles.PROFILES)] = profiles.DEFAULT
    name: Annotated[str, Field(min_length=1)]
    above: Words = ()
    last_day: date | None = None
    tracked_from: date | None = None
    office: str = "Văn phòng HĐND và UBND"
    place: str = ""
    symbol: str = "BC-VP"
    signer: str = "CHÁNH VĂN PHÒNG"
    signer_name: str = ""
    basis: Words = ()
    recipients: Words = ("Lưu: VT",)

    @property
    def level(self) -> str:
        """“huyện”, “xã”…: what the organisation governs; “địa bàn” where its name does not say."""
        return level_of(self.name) or "địa bàn"

    @property
    def ends(self) -> date | None:
        """The organisation's last day: the one set, else that of all districts; None as long as it lives."""
        return self.last_day or (_LAST_DAY_OF_DISTRICTS if self.level in _DISTRICTS else None)


def _folder(name: str) -> str:
    """A folder inside the workspace on any system: the settings lie in a shared folder, and others may write them."""
    parts = re.split(r"[/\\]", name)
    if any(unicodedata.category(character).startswith("C") for character in name) or len(name.encode()) > 200:
        name, fault = name[:60], "tên thư mục có ký tự điều khiển hoặc dài quá 200 byte"
    elif not name.strip() or PureWindowsPath(name).anchor or PurePosixPath(name).is_absolute():
        fault = "phải là tên một thư mục trong thư mục làm việc, không phải đường dẫn đầy đủ hay để trống"
    elif any(part.strip(" .") == "" or part.startswith(".") for part in parts):
        fault = "phải nằm trong thư mục làm việc, không dùng “.”, “..” hay thư mục ẩn"
    else:
        return name
    raise PydanticCustomError("unreadable", "unreadable", {"fault": f"{fault} (đang là: {clean(name)})"})


Folder = Annotated[str, AfterValidator(_folder)]


class Folders(_Section):
    """Where inputs lie and reports go, relative to the workspace: folders apart, reports in none of the inputs."""

    dossiers: Folder = "ho-so"
    tasks: Folder = "nhiem-vu"
    trackers: Folder = "theo-doi"
    digital_teams: Folder = "to-cong-nghe-so"
    reports: Folder = "bao-cao"

    @model_validator(mode="after")
    def _apart(self) -> Self:
        places = {name: PurePosixPath(fold_path(getattr(self, name))) for name in type(self).model_fields}
        for one, other in combinations(places, 2):
            reports_among = other == "reports" and places[other].is_relative_to(places[one])
            if places[one] == places[other] or reports_among:
                fault = f"“{one}” và “{other}” phải là hai thư mục khác nhau, báo cáo không nằm trong nơi để số liệu"
                raise PydanticCustomError("unreadable", "unreadable", {"fault": fault})
        return self


def fold_path(name: str) -> str:
    """The same for names that some file system takes for one."""
    return unicodedata.normalize("NFC", name.replace("\\", "/")).casefold()


class Periods(_Section):
    """How periods are cut. `sessions`: month id → day of the monthly session, where not `session_day`."""

    week_ends_on: periods.Weekday = "friday"
    mode: periods.Mode = "decree"
    year_starts: Annotated[str, _readable(lambda text: periods.year_start(date(2024, 1, 1), text))] = "01-01"
    session_day: Annotated[int, Field(ge=1, le=31)] = 28
    sessions: Mapping[Annotated[str, _readable(periods.MONTH.days)], date] = {}


class Dossiers(_Section):
    """How a dossier is read."""

    unit_column: Literal["handling", "receiving"] = "handling"
    end_date: Literal["finished", "returned"] = "finished"
    online_counts_postal: bool = True
    source_rank: Words = ()

    def rank_of(self, path: str) -> int:
        """How far down its system stands in `source_rank`: 0 is the first; a file of none of them comes last."""
        folded = clean(path).casefold()
        return next(
            (n for n, part in enumerate(self.source_rank) if clean(part).casefold() in folded), len(self.source_rank)
        )


class Tasks(_Section):
    """`due_soon_days` are working days, `stale_after_days` calendar days."""

    due_soon_days: Annotated[int, Field(ge=0, le=366)] = 3
    stale_after_days: Annotated[int, Field(ge=1, le=3660)] = 14
    no_deadline: Words = ()


class Reports(_Section):
    """`issue`: which runs count as issued, those that `bsreform issue` names or every one that ends with 0 or 1.

    `min_cases`: a rate of fewer rows has no verdict of its own.
    """

    issue: Literal["command", "every_run"] = "command"
    min_cases: Annotated[int, Field(ge=1, le=10**9)] = 10


class Annual(_Section):
    """The annual score: points per part, least score per grade, how many percent of the good may be “excellent”.

    No grade where the parts with data make less than `min_weight` percent of all points, nor with both fewer than
    `min_tasks` tasks that fell due and fewer than `min_dossiers` dossiers.
    """

    weights: Annotated[Mapping[AnnualPart, Points], _over(ANNUAL_WEIGHTS)] = ANNUAL_WEIGHTS
    thresholds: Thresholds = ANNUAL_THRESHOLDS
    excellent_share: Percent = 20.0
    min_weight: Percent = 60.0
    min_tasks: Annotated[int, Field(ge=0, le=10**9)] = 5
    min_dossiers: Annotated[int, Field(ge=0, le=10**9)] = 30


class Remind(_Section):
    """`low_weeks`: from how many weeks in a row below target a unit is urged."""

    low_weeks: Annotated[int, Field(ge=1, le=520)] = 2


class Headers(_Section):
    """Extra header words per field; headings that are `ignored` are known to be none of our fields."""

    dossiers: Mapping[Annotated[str, _one_of(DOSSIER_FIELDS)], Words] = {}
    tasks: Mapping[Annotated[str, _one_of(TASK_FIELDS)], Words] = {}
    digital_teams: Mapping[Annotated[str, _one_of(TEAM_FIELDS)], Words] = {}
    ignored: Words = ()


class Limits(_Section):
    """What one input file may cost before it is given up."""

    max_unpacked_mb: Annotated[int, Field(ge=1, le=10**6)] = 1024
    seconds_per_file: Annotated[int, Field(ge=1, le=86_400)] = 120
    memory_mb: Annotated[int, Field(ge=256, le=10**6)] = 2048


class Config(_Section):
    """All settings. `statuses`: wordings per class;
    `obligations`: notes that prove a duty, per id or “id/period”; `declared`: periods without any work, per unit.
    """

    organisation: Organisation = Field(
        default_factory=lambda: Organisation(**profiles.settings(profiles.DEFAULT)["organisation"])
    )
    folders: Folders = Folders()
    periods: Periods = Periods()
    dossiers: Dossiers = Dossiers()
    groups: Groups = Field(default_factory=lambda: profiles.settings(profiles.DEFAULT)["groups"])
    targets: Annotated[Mapping[str, Targets], Field(validate_default=True), AfterValidator(_of_known_groups)] = {}
    tasks: Tasks = Tasks()
    reports: Reports = Reports()
    annual: Annual = Annual()
    remind: Remind = Remind()
    rules: Mapping[Annotated[str, _one_of(RULE_IDS)], Literal["error", "warning", "off"]] = {}
    headers: Headers = Headers()
    statuses: Mapping[Annotated[str, _one_of(STATUS_CLASSES)], Words] = {}
    obligations: Mapping[str, str] = {}
    declared: Mapping[str, Declared] = {}
    limits: Limits = Limits()

    def target(self, indicator: str, group: str) -> float | None:
        """Percent to reach by the units of the group; None = no target."""
        return self.targets_of(group).get(indicator)

    def targets_of(self, group: str) -> Mapping[str, float]:
        """All targets of the group, in percent."""
        return self.targets[group]


def load_config(path: Path | None) -> Config:
    """The settings in the file; the defaults where there is none. CannotRun lists every wrong key at once."""
    file = read_own(path)
    if file is None:
        return Config()
    try:
        return Config.model_validate(_over_profile(file.data))
    except ValidationError as error:
        complaints = sorted(complaint(file, fault, Config) for fault in error.errors(include_url=False))
        lines = "\n".join(f"  - {complaint}" for _, complaint in complaints)
        raise CannotRun(f"{path} có {len(complaints)} chỗ phải sửa:\n{lines}") from None


def _over_profile(given: TomlTable) -> TomlTable:
    """What the file says over what its profile says; another office than the profile's has a place of its own."""
    own = given.get("organisation", {})
    profile = own.get("profile", profiles.DEFAULT) if isinstance(own, dict) else ""
    if profile not in profiles.PROFILES:
        return given
    base = profiles.settings(profile)
    usual = dict(base["organisation"])
    if own.get("name", usual["name"]) != usual["name"]:
        usual |= {"above": [], "basis": [], "place": place_of(str(own["name"]))}
    merged = usual | own
    merged["place"] = merged["place"] or place_of(str(merged["name"]))
    return {"groups": base["groups"], **given, "organisation": merged}
