"""The user's own folder on this machine, for what runs leave for each other: extracts and locks."""

import os
from contextlib import suppress
from pathlib import Path


def own_folder(part: str) -> Path:
    """The part of that name, made for its owner only, if that can be done.

    `BSREFORM_CACHE` names the folder in which ours lies, in place of the user's cache folder.
    """
    folder = own_root() / part
    with suppress(OSError):
        for each in (folder.parent.parent, folder.parent, folder):
            each.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def own_root() -> Path:
    """The absolute path of the user's own folder, whether it is there or not: workers run elsewhere."""
    named = os.environ.get("BSREFORM_CACHE")
    if named:
        return Path(named).absolute() / "bsreform"
    from platformdirs import user_cache_path

    return Path(user_cache_path("bsreform", appauthor=False))
