"""An OLE container (.xls): opened, proved to be free of loops, and asked for its Workbook stream."""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import olefile

from bsreform.files.moments import vietnamese
from bsreform.reading.decoding.raw import ReadFault

_WORKBOOKS = {"workbook", "book"}
"""Excel takes the first where it has both, LibreOffice the second."""
MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Container:
    """Raises ReadFault damaged_file on a broken container, or one whose sector chains run in circles.

    Such a circle makes the decoder take memory until the process is killed, so it must never see one.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._ole = olefile.OleFileIO(io.BytesIO(data))
            looped = any(_loops(table, start) for table, start in _chains(self._ole, data))
            cut = not looped and _ends_early(self._ole, len(data))
        except MemoryError:
            raise
        except Exception as fault:  # olefile has no exception of its own
            raise ReadFault("damaged_file", f"OLE: {type(fault).__name__}") from fault
        if looped:
            raise ReadFault("damaged_file", "OLE sector chain in a circle")
        if cut:
            raise ReadFault("damaged_file", "truncated OLE directory")
        if len([names for names in self._ole.listdir() if names[0].lower() in _WORKBOOKS]) > 1:
            raise ReadFault("damaged_file", "two workbook streams")

    def has(self, stream: str) -> bool:
        """Whether there is such a stream at the top level."""
        return bool(self._ole.exists(stream))

    def workbook(self) -> bytes:
        """The whole Workbook stream. Raises ReadFault damaged_file where sectors are missing."""
        try:
            content: bytes = self._ole.openstream("Workbook").read()
            size = self._ole.get_size("Workbook")
        except OSError as fault:
            raise ReadFault("damaged_file", "Workbook stream") from fault
        if len(content) < size:
            raise ReadFault("damaged_file", "truncated Workbook stream")
        return content

    def modified(self) -> datetime | None:
        """When it was last saved, by its summary (UTC by specification), in Vietnamese time without zone."""
        try:
            saved = self._ole.get_metadata().last_saved_time
        except Exception:  # a broken property must not cost the figures
            return None
        return vietnamese(saved.replace(tzinfo=UTC)) if isinstance(saved, datetime) else None


def _chains(ole: "olefile.OleFileIO", data: bytes) -> Iterator[tuple[Sequence[int], int]]:
    """Every sector chain of the file as (table of followers, first sector)."""
    ole.loadminifat()
    yield ole.fat, ole.first_dir_sector
    yield ole.fat, ole.first_mini_fat_sector
    yield _difat(data, ole.sectorsize), ole.first_difat_sector
    for entry in filter(None, ole.direntries):
        small = entry.entry_type == olefile.STGTY_STREAM and entry.size < ole.minisectorcutoff
        yield (ole.minifat if small else ole.fat), entry.isectStart


def _difat(data: bytes, sector_size: int) -> list[int]:
    """The follower that each sector would name, were it one of the list of FAT sectors: its last entry."""
    ends = range(2 * sector_size, len(data) + 1, sector_size)
    return [int.from_bytes(data[end - 4 : end], "little") for end in ends]


def _ends_early(ole: "olefile.OleFileIO", size: int) -> bool:
    """Whether sectors of the directory are not whole within the file: streams may be missing from it then."""
    sector = ole.first_dir_sector
    while sector < len(ole.fat):
        if (sector + 2) * ole.sectorsize > size:
            return True
        sector = ole.fat[sector]
    return False


def _loops(table: Sequence[int], sector: int) -> bool:
    for _ in range(len(table) + 1):
        if sector >= len(table):
            return False
        sector = table[sector]
    return True
