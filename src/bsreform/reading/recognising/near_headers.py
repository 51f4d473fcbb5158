"""What a sheet that fits no layout has instead of a header: the row likest to one, and the headings known in it."""

from collections.abc import Sequence

from bsreform.language.text import clean, fold
from bsreform.reading.recognising.headers import LONGEST_HEADING, HeaderWords


def known_texts(rows: Sequence[Sequence[str]], words: HeaderWords) -> tuple[str, ...]:
    """The header words that stand anywhere in these rows: a clue for a sheet that fits no layout."""
    return tuple(dict.fromkeys(clean(cell) for row in rows for cell in row if cell and fold(cell) in words))[:8]


def nearest_header(rows: Sequence[Sequence[str]], words: HeaderWords) -> tuple[int | None, tuple[str, ...]]:
    """The row that is likest to a header (most known headings, then most texts), and its unknown headings."""
    texts = [[clean(cell) for cell in dict.fromkeys(row) if cell and len(cell) < LONGEST_HEADING] for row in rows]
    worded = [[cell for cell in row if not any(map(str.isdigit, cell))] for row in texts]
    scores = [(sum(fold(cell) in words for cell in row), len(row)) for row in worded]
    best = max(range(len(rows)), key=lambda place: scores[place], default=None)
    if best is None or max(scores[best]) < 2:
        return None, ()
    return best, tuple(cell for cell in worded[best] if fold(cell) not in words)[:12]
