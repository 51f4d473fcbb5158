"""Files with a password, of every kind that office programs and zip tools make. Nothing in them can be deciphered."""

import struct

from hostile import good
from hostile.compound import ole
from hostile.hazard import Hazard
from hostile.zips import zipped

BOF, FILEPASS = 0x0809, 0x002F
_CIPHER = struct.pack("<Q", 5000) + bytes(range(256)) * 20
_XOR, _RC4 = struct.pack("<HHH", 0, 0x1234, 0x5678), struct.pack("<HHH", 1, 1, 1) + bytes(range(48))
_CRYPTO_API = struct.pack("<HHH", 1, 2, 2) + bytes(range(200))
_ENTRY = '<manifest:file-entry manifest:full-path="{}"><manifest:encryption-data/></manifest:file-entry>'
_SPACE = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


def package(version: tuple[int, int], info: bytes) -> bytes:
    """What Excel makes of an .xlsx with a password: the package enciphered within a compound file."""
    return ole({"EncryptionInfo": struct.pack("<HH", *version) + info, "EncryptedPackage": _CIPHER})


def xls(password: bytes) -> bytes:
    """BIFF8 with a password: the FILEPASS record follows the first BOF, all after it is cipher text."""
    stream = good.workbook_stream(good.xls())
    kind, size = struct.unpack_from("<HH", stream)
    assert kind == BOF
    record = struct.pack("<HH", FILEPASS, len(password)) + password
    return ole({"Workbook": stream[: 4 + size] + record + bytes(reversed(stream[4 + size :]))})


def ods(content: str) -> bytes:
    """An .ods whose part `content` is enciphered; “encrypted-package” is what LibreOffice 24 makes."""
    manifest = f'<manifest:manifest xmlns:manifest="{_SPACE}">{_ENTRY.format(content)}</manifest:manifest>'
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", content: _CIPHER}
    return zipped({**parts, "META-INF/manifest.xml": manifest})


def locked_zip(data: bytes) -> bytes:
    """A zip all members of which are marked as enciphered."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(signature)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(signature, at + 4)
    return bytes(changed)


def _all() -> tuple[Hazard, ...]:
    agile = b'\x40\0\0\0<?xml version="1.0"?><encryption/>'
    made = {
        "agile.xlsx": lambda: package((4, 4), agile),
        "standard.xlsx": lambda: package((3, 2), struct.pack("<II", 0x24, 0x8C) + bytes(200)),
        "agile.xlsm": lambda: package((4, 4), agile),
        "agile.xlsb": lambda: package((4, 4), agile),
        "quyền truy cập.xlsx": lambda: ole({"\x06DataSpaces": bytes(64), "EncryptedPackage": _CIPHER}),
        "xor.xls": lambda: xls(_XOR),
        "rc4.xls": lambda: xls(_RC4),
        "crypto api.xls": lambda: xls(_CRYPTO_API),
        "content.ods": lambda: ods("content.xml"),
        "cả gói.ods": lambda: ods("encrypted-package"),
        "zip.xlsx": lambda: locked_zip(good.xlsx()),
        "zip.xlsb": lambda: locked_zip(good.xlsb()),
        "zip.ods": lambda: locked_zip(good.ods()),
        "zip.zip": lambda: locked_zip(zipped({"hồ sơ.xlsx": good.xlsx()})),
    }
    return tuple(Hazard(f"mật khẩu {name}", make, "encrypted_file") for name, make in made.items())


HAZARDS = _all()
