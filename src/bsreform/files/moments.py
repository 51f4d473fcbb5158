"""Times that files tell of themselves: file systems and properties take any number, a calendar here does not."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

_FIRST, _LAST = 1980, 2200
_START, _END = (datetime(year, 1, 1, tzinfo=UTC).timestamp() for year in (_FIRST, _LAST))
_VIETNAM = timedelta(hours=7)


def possible_time(seconds: float) -> float | None:
    """Seconds since 1970; None for a time that no file here can have."""
    return seconds if _START <= seconds < _END else None


def saved_at(path: Path) -> float | None:
    """When the file was saved, in seconds since 1970; None if that cannot be, or nothing is there."""
    try:
        return possible_time(path.stat().st_mtime)
    except OSError:
        return None


def vietnamese(moment: datetime) -> datetime | None:
    """The moment in Vietnamese time (UTC+7) without zone, to the second; None for one that no file here can have.

    A moment without a zone is taken to be local already.
    """
    naive = moment.replace(tzinfo=None, microsecond=0)
    if not _FIRST < naive.year < _LAST:
        return None
    offset = moment.utcoffset()
    return naive if offset is None else naive - offset + _VIETNAM
