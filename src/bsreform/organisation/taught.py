"""Words that a workspace has been taught, written into its settings: comments, order and all else stay."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bsreform.files.safe import save
from bsreform.files.toml_file import read_own


def teach(settings: Path, words: Mapping[tuple[str, ...], Sequence[str]]) -> Path:
    """Adds words to lists of the settings: ("headers", "dossiers", "received_at") → headings. Returns where they
    were written: beside the settings where these are locked. CannotWrite.
    """
    import tomlkit

    own = read_own(settings)
    document: Any = tomlkit.parse(own.text if own else "")
    for path, added in words.items():
        table = document
        for key in path[:-1]:
            if key not in table:
                table[key] = tomlkit.table(is_super_table=key != path[-2])
            table = table[key]
        known = list(table.get(path[-1], ()))
        table[path[-1]] = [*known, *(word for word in added if word not in known)]
    made = tomlkit.dumps(document)
    return save(settings, lambda draft: draft.write_text(made, encoding="utf-8"))
