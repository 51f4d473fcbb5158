"""Of a sheet or a file that is marked as a whole no copy is made, neither a marked-up nor a mended one."""

from pathlib import Path

import openpyxl
import pytest

from calling import within

ROWS = (
    ("Mã hồ sơ", "Tên thủ tục hành chính", "Đơn vị", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc", "Trạng thái"),
    ("H48.53-240304-0001", "Nội dung kín", "UBND  xã Bình Chánh", "04/03/2024", "32/03/2024", "", "Đang xử lý"),
)


@pytest.mark.parametrize(("file", "sheet"), [("a.xlsx", "VĂN BẢN MẬT"), ("ho so MẬT.xlsx", "T3")])
def test_no_copy_is_made(tmp_path: Path, file: str, sheet: str) -> None:
    root = tmp_path / "w"
    (root / "ho-so").mkdir(parents=True)
    (root / "bsreform.toml").touch()
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in ROWS:
        book.active.append(row)
    book.save(root / "ho-so" / file)
    told = within(root, "validate", "--annotate", tmp_path / "out")
    assert "không lập bản sao" in told.out.decode()
    refused = within(root, "fix", root / "ho-so" / file, "-o", tmp_path / "b.xlsx")
    assert (refused.code, "dấu chỉ độ mật" in " ".join(refused.err.decode().split())) == (2, True)
    assert [path for path in tmp_path.rglob("*.xlsx") if root not in path.parents] == []
    assert "Nội dung kín" not in (told.out + told.err + refused.out + refused.err).decode()
