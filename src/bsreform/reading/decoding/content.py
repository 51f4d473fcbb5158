"""The bytes of one file, which can be let go while a decoder works on its own copy of them."""

import hashlib
from collections.abc import Callable
from functools import cached_property

from bsreform.reading.decoding.raw import ReadFault
from bsreform.reading.guarded.os_faults import CHANGED


class LostError(Exception):
    """The bytes were let go and are not to be had again: nothing of the file may be used, whatever was read of it."""

    def __init__(self, fault: ReadFault) -> None:
        super().__init__(fault)
        self.fault = fault


class Content:
    """Whoever needs the bytes asks for them each time, and keeps none. `anew` reads them again, or raises ReadFault."""

    def __init__(self, data: bytes, anew: Callable[[], bytes] | None = None) -> None:
        self._data: bytes | None = data
        self._anew = anew

    @property
    def data(self) -> bytes:
        """The very bytes, read again where they were let go. Raises LostError."""
        if self._data is None:
            self._data = self._read_again()
        return self._data

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    def let_go(self) -> None:
        """Holds them no longer, if they can be read again."""
        if self._anew and self.sha256:
            self._data = None

    def _read_again(self) -> bytes:
        assert self._anew is not None
        try:
            data = self._anew()
        except ReadFault as fault:
            raise LostError(fault) from fault
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise LostError(ReadFault("unreadable_file", CHANGED))
        return data
