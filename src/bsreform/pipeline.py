"""The six steps on one page: read → check → merge → measure → report; whoever asked writes the result.

pandas and what needs it are imported late, inside the functions: while the workers read, and never for `--help`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bsreform.config import Config, load_config
from bsreform.model import CannotRun, Dataset, Period, Problem, Report, Source
from bsreform.reading.pool import Limits, Reading, start
from bsreform.workspace import SETTINGS, conflict_pairs, input_files

if TYPE_CHECKING:
    from bsreform.cohorts import Catalogue
    from bsreform.spec import Context

Progress = Callable[[Path], None]
CATALOGUE = "procedures.xlsx"
# What a clerk may call a field in [headers.dossiers] → the column of the layout that it means.
_HEADER_ALIASES = {"unit": "unit_named", "status": "status_text", "fee": "fee_total", "paid_online": "paid_direct"}


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace that is ready to run in: its folder and its settings."""

    root: Path
    config: Config

    @classmethod
    def open(cls, root: Path) -> Workspace:
        """CannotRun if the settings are wrong."""
        return cls(root, load_config(root / SETTINGS))

    def optional(self, name: str) -> Path | None:
        """A file of the workspace, if it is there."""
        path = self.root / name
        return path if path.is_file() else None


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that was read, and what is needed to judge it."""

    data: Dataset
    context: Context
    catalogue: Catalogue | None


def load(workspace: Workspace, files: Sequence[Path], today: date, progress: Progress | None = None) -> Loaded:
    """Step 1, read: the files (guarded, cached) and the catalogue → one dataset. `today` = the day it is seen from."""
    pairs = conflict_pairs(files)
    listed = workspace.optional(CATALOGUE)
    with (
        _start(workspace, files, "dossier_export", progress) as dossiers_read,
        _start(workspace, [listed] if listed else [], "procedures", None) as procedures_read,
    ):
        # The workers are busy now: time to import what the other steps need.
        from bsreform.calendar import load_calendar
        from bsreform.catalogues import join, read_catalogue
        from bsreform.conflicts import set_aside
        from bsreform.dossiers import dossiers
        from bsreform.gathering import gather
        from bsreform.spec import Context
        from bsreform.units import load_registry

        registry = load_registry(workspace.optional("units.toml"))
        calendar = load_calendar(workspace.optional("calendar.toml"))
        kept = set_aside(dossiers_read.results(), pairs, workspace.root)
        data = dossiers(gather(kept, workspace.root, "dossier_export"), workspace.config, registry)
        listed_procedures = gather(procedures_read.results(), workspace.root, "procedures")
    catalogue = read_catalogue(listed_procedures)
    context = Context(workspace.config, registry, calendar, today)
    return Loaded(join(data, listed_procedures), context, catalogue)


def _start(workspace: Workspace, files: Sequence[Path], layout: str, progress: Progress | None) -> Reading:
    limits = workspace.config.limits
    extra = {_HEADER_ALIASES.get(name, name): list(words) for name, words in workspace.config.headers.dossiers.items()}
    options: Mapping[str, Any] = {
        "layouts": [layout],
        "headers": {"dossier_export": extra} if layout == "dossier_export" else {},
    }
    guard = Limits(limits.seconds_per_file, limits.memory_mb, limits.max_unpacked_mb)
    return start(files, options, guard, on_done=progress)


def validate(
    workspace: Workspace, paths: Sequence[Path], today: date, progress: Progress | None = None
) -> tuple[list[Problem], tuple[Source, ...]]:
    """Steps 1 and 2 for these files and folders (default: the workspace's): problems by place, and the sources.

    Units without data are a matter of the whole workspace: named files are not asked about them.
    """
    files = [file for path in paths for file in (input_files(path) if path.is_dir() else (path,))]
    loaded = load(workspace, files or dossier_files(workspace), today, progress)
    from bsreform.checking import check, problems
    from bsreform.rules import RULES

    rules = [rule for rule in RULES if not paths or rule.id != "unit_without_data"]
    findings = check(loaded.data, rules, loaded.context)
    return problems(findings, loaded.data, loaded.context), loaded.data.sources


def weekly(workspace: Workspace, period: Period, progress: Progress | None = None) -> Report:
    """The report on one week: all steps but the writing. CannotRun if there is no input at all."""
    loaded = load(workspace, dossier_files(workspace), period.as_of, progress)
    from bsreform.compiling import compile_material
    from bsreform.reports import weekly as spec
    from bsreform.rules import RULES

    labels = spec.trend_labels(period, workspace.config)
    material = compile_material(
        loaded.data,
        loaded.catalogue,
        loaded.context,
        period,
        spec.names(period),
        spec.spans(period, workspace.config),
        labels,
    )
    file = f"{workspace.config.folders.reports}/{spec.file_name(period)}"
    return spec.report(material, file, {rule.id: rule.title for rule in RULES})


def dossier_files(workspace: Workspace) -> list[Path]:
    """The input files of the workspace's dossiers; CannotRun if there is none."""
    folder = workspace.root / workspace.config.folders.dossiers
    files = list(input_files(folder)) if folder.is_dir() else []
    if not files:
        raise CannotRun(
            f"Chưa có tệp hồ sơ nào trong thư mục “{workspace.config.folders.dossiers}” ({folder}). "
            "Xuất danh sách hồ sơ từ hệ thống một cửa, chép vào thư mục đó rồi chạy lại."
        )
    return files


def exit_code(problems: Sequence[Problem], sources: Sequence[Source], strict: bool) -> int:
    """0 clean, 1 findings (errors; with `strict` warnings too), 3 some input could not be read."""
    if any(source.fault not in (None, "conflict_copy") for source in sources):
        return 3
    return int(any(strict or problem.severity == "error" for problem in problems))
