"""One file to sheets of text cells: the only reader of bytes in the product, run inside a guarded worker."""

import errno
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from bsreform.files.plain_file import read_plain
from bsreform.reading.decoding.content import Content, LostError
from bsreform.reading.decoding.plain_text import decode_text
from bsreform.reading.decoding.raw import RawBook, ReadFault
from bsreform.reading.decoding.sheets import decode_xls, decode_xlsb, decode_xlsx
from bsreform.reading.decoding.sniff import sniff
from bsreform.reading.guarded.os_faults import clue, os_fault


def decode(path: Path, max_unpacked_mb: int) -> RawBook:
    """Every sheet with a cell. Raises ReadFault, whatever is wrong with the file, and nothing else.

    A decoder may still abort the process or fill its memory: the worker's parent sees to that.
    """
    limit = max_unpacked_mb * 1024**2
    content = Content(_content(path, limit), partial(_content, path, limit))
    try:
        book = _decode(content, limit)
    except (ReadFault, KeyboardInterrupt, SystemExit):
        raise
    except LostError as lost:
        raise lost.fault from lost
    except MemoryError as fault:
        raise ReadFault("oversized_file", "MemoryError") from fault
    except BaseException as fault:  # a panic of the decoder is no Exception
        # Only the kind of the fault: its text may quote cells.
        raise ReadFault("damaged_file", type(fault).__name__) from fault
    if not book.sheets:
        raise ReadFault("empty_file", "no cell")
    return replace(book, sha256=content.sha256)


def _content(path: Path, limit: int) -> bytes:
    try:
        return read_plain(path, limit)
    except OSError as fault:
        if fault.errno == errno.EFBIG:
            raise ReadFault("oversized_file", "the file itself") from fault
        raise ReadFault(os_fault(fault), clue(fault, path)) from fault
    except MemoryError as fault:
        raise ReadFault("oversized_file", "MemoryError") from fault


def _decode(content: Content, limit: int) -> RawBook:
    match sniff(content, limit):
        case "xlsx":
            return decode_xlsx(content, limit)
        case "xlsb":
            return decode_xlsb(content, limit)
        case "xls":
            return decode_xls(content.data)
        case "ods":
            from bsreform.reading.decoding.ods import decode_ods

            return decode_ods(content, limit)
        case "html":
            from bsreform.reading.decoding.html_tables import decode_html

            return decode_html(decode_text(content.data) or "")
        case "csv":
            from bsreform.reading.decoding.csv_text import decode_csv

            return decode_csv(decode_text(content.data) or "")
