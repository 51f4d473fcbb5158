"""Who has a file open, as the lock files of Excel and LibreOffice say."""

import os
from pathlib import Path

import pytest

from bsreform.files.in_use import owner_of


class TestOwner:
    NAME = "Nguyễn Văn A"

    def test_of_an_open_workbook(self, tmp_path: Path) -> None:
        narrow = b"Nguyen Van A".ljust(54)
        wide = self.NAME.encode("utf-16-le").ljust(108, b" ")
        length = len(self.NAME)
        (tmp_path / "~$x.xlsx").write_bytes(bytes([length]) + narrow + bytes([length, 0]) + wide)
        assert owner_of(tmp_path / "x.xlsx") == self.NAME

    def test_of_a_short_owner_file(self, tmp_path: Path) -> None:
        name = self.NAME.encode()
        (tmp_path / "~$x.xlsx").write_bytes(bytes([len(name)]) + name)
        assert owner_of(tmp_path / "x.xlsx") == self.NAME

    @pytest.mark.parametrize("content", [b"", b"\x00", b"\x05"])
    def test_unknown(self, tmp_path: Path, content: bytes) -> None:
        assert owner_of(tmp_path / "x.xlsx") == ""
        (tmp_path / "~$x.xlsx").write_bytes(content)
        assert owner_of(tmp_path / "x.xlsx") == ""


class TestLibreOfficeOwner:
    @pytest.mark.parametrize(
        ("line", "name"),
        [
            ("Nguyễn Văn A,a,MAY01,08.03.2024 15:00,file:///home/a;", "Nguyễn Văn A"),
            (",nva,MAY01,08.03.2024 15:00,file:///home/a;", "nva"),
            ("Phòng Nội vụ\\, huyện,a,MAY01,,;", "Phòng Nội vụ, huyện"),
            ("", ""),
        ],
    )
    def test_is_the_name_in_the_program_else_on_the_computer(self, tmp_path: Path, line: str, name: str) -> None:
        (tmp_path / ".~lock.x.xlsx#").write_text(line, encoding="utf-8")
        assert owner_of(tmp_path / "x.xlsx") == name


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders")
def test_a_pipe_is_no_lock_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "~$x.xlsx")
    assert owner_of(tmp_path / "x.xlsx") == ""
