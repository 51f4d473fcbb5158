"""The user's own folder on this machine, for what runs leave for each other: extracts and locks."""

import os
from contextlib import suppress
from pathlib import Path


def own_folder(part: str) -> Path:
    """The part of that name, made for its owner only, if that can be done.

    `BSREFORM_CACHE` names the folder in which ours lies, in place of the user's cache folder.
    """
    folder = _ours() / part
    with suppress(OSError):
        for each in (folder.parent.parent, folder.parent, folder):
            each.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _ours() -> Path:
    named = os.environ.get("BSREFORM_CACHE")
    if named:
        return Path(named) / "bsreform"
    from platformdirs import user_cache_path

    return Path(user_cache_path("bsreform", appauthor=False))
