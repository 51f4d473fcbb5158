"""A district of a few units: what is said of one unit without data is said of thirty-six, in as many letters."""

from pathlib import Path

from bsreform.organisation.units import load_registry
from test_monthly_run import book

_AGENCIES = ("van-phong", "noi-vu", "mot-cua", "van-hoa-thong-tin")
"""Those that the duties of the district name."""
_COMMUNES = ("binh-chanh", "binh-an", "binh-tri", "binh-long")
_DOSSIERS = """Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái
H48.53-240304-0001,UBND xã Bình Chánh,04/03/2024,20/03/2024,,Đang xử lý
H48.53-240304-0002,UBND xã Bình Chanh,04/03/2024,32/03/2024,,Đang xử lý
"""
_UNIT = '[[unit]]\nid = "{0.id}"\nname = "{0.name}"\nshort = "{0.short}"\ngroup = "{0.group}"\n'


def few_units(root: Path) -> None:
    """Let the workspace know four agencies and four communes of the district, and no other unit."""
    units = [_UNIT.format(unit) for unit in load_registry(None).units if unit.id in (*_AGENCIES, *_COMMUNES)]
    (root / "units.toml").write_text("\n".join(("replace = true", *units)), encoding="utf-8")


def small_office(root: Path) -> Path:
    """A workspace of such a district, soon read: an export of dossiers and a tracker, and something to mend in both."""
    book(root / "theo-doi" / "binh-chanh.xlsx", unit="UBND  xã Bình Chánh")
    (root / "bsreform.toml").touch()
    few_units(root)
    (root / "ho-so").mkdir()
    (root / "ho-so" / "a.csv").write_text(_DOSSIERS, encoding="utf-8")
    return root
