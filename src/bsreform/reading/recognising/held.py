"""What a row that is not read holds: a dossier code, or whatever its table knows how to tell."""

import re
from collections.abc import Callable, Iterable, Sequence

from bsreform.reading.recognising.cells import CODE_PATTERN, CODE_WITHIN

_WHOLE_CODE = re.compile(CODE_PATTERN)
_ANY_CODE = re.compile(rf"(?<![\w.]){CODE_WITHIN}(?!\w)")


def tell(rows: Iterable[tuple[int, Sequence[str]]], held: Callable[[Sequence[str]], str]) -> dict[int, str]:
    """Of rows (index, cells) that are not read those that hold something: index → what."""
    found = ((index, held(cells)) for index, cells in rows)
    return {index: what for index, what in found if what}


def dossier_code(cells: Sequence[str]) -> str:
    """ "code" where a cell is a dossier code, "mention" where one stands among other words, "" without any."""
    coded = [cell for cell in cells if "-" in cell and _ANY_CODE.search(cell)]
    if not coded:
        return ""
    return "code" if any(_WHOLE_CODE.match(cell) for cell in coded) else "mention"
