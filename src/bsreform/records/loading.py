"""Step 1, read: a workspace and its settings, and how its files are read: guarded, cached, as which layouts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from bsreform.files.folders import SETTINGS, input_files, lies_in
from bsreform.language.text import fold
from bsreform.layouts import SENT, beside
from bsreform.organisation.config import Config, load_config
from bsreform.reading.guarded.pool import Reading, ReadingLimits, start
from bsreform.reading.notes import Notes


class Progress(Protocol):
    """Who wants to know how far reading has come; called from any thread, never by two at once."""

    def expect(self, files: int) -> None:
        """So many more files will be read."""

    def __call__(self, path: Path) -> None:
        """This file is done."""


CATALOGUE = "procedures.xlsx"
# What a clerk may call a field in [headers.dossiers] → the column of the layout that it means.
_HEADER_ALIASES = {"unit": "unit_named", "status": "status_text", "fee": "fee_total", "paid_online": "paid_direct"}


class Workspace(Struct, frozen=True):
    """A workspace that is ready to run in: its folder and its settings."""

    root: Path
    config: Config

    @classmethod
    def open(cls, root: Path) -> Workspace:
        """CannotRun if the settings are wrong."""
        return cls(root, load_config(root / SETTINGS))

    @property
    def limits(self) -> ReadingLimits:
        """What reading one file may take."""
        limits = self.config.limits
        return ReadingLimits(limits.seconds_per_file, limits.memory_mb, limits.max_unpacked_mb)

    def holds_inputs(self, folder: Path) -> bool:
        """Would a file written into `folder` be read as data?"""
        names = (getattr(self.config.folders, layout.folder) for layout in SENT)
        return any(lies_in(folder, self.root / name) for name in names)

    def inputs(self, folder: str) -> tuple[Path, ...]:
        """The files that may be inputs in this folder of the workspace, see `input_files`."""
        return input_files(self.root / folder, self.root)

    def optional(self, name: str) -> Path | None:
        """A file of the workspace, if something is there: what is no file is refused where it is opened."""
        path = self.root / name
        return path if os.path.lexists(path) else None


def start_reading(
    workspace: Workspace,
    files: Sequence[Path],
    layouts: Sequence[str],
    progress: Progress | None = None,
    workers: int | None = None,
) -> Reading:
    """Begin to read these files, each as the one of `layouts` of which most columns are found; use as a context.

    At most `workers` at once, None = as many as there are processors.
    """
    options = reading_options(workspace, layouts)
    if progress:
        progress.expect(len(files))
    limits = replace(workspace.limits, workers=workers, within=workspace.root)
    return start(files, options, limits, on_done=progress)


def reading_options(workspace: Workspace, layouts: Sequence[str]) -> Notes:
    """What the extractor is told, and what the extract of a file depends on beside its content."""
    headers = workspace.config.headers
    dossier_words = {_HEADER_ALIASES.get(name, name): list(words) for name, words in headers.dossiers.items()}
    task_words = {name: list(words) for name, words in headers.tasks.items()}
    team_words = {name: list(words) for name, words in headers.digital_teams.items()}
    extra = {
        "dossier_export": dossier_words,
        "task_export": task_words,
        "task_tracker": task_words,
        "digital_team": team_words,
    }
    others = [each for each in beside(*layouts) if each.id not in layouts]
    told = {"others": sha256(repr(others).encode()).hexdigest()} if others else {}
    return {
        "layouts": [*layouts, *(each.id for each in others)],
        "headers": {name: extra[name] for name in layouts if name in extra},
        "no_deadline": sorted(map(fold, workspace.config.tasks.no_deadline)),
        **told,
    }


def start_extracting(path: Path, workspace: Workspace, extractor: str) -> Reading:
    """Begin to read one file that is no input, guarded, by an extractor of its own; nothing of it is cached."""
    return start([path], {}, workspace.limits, extractor=extractor, keep=False)
