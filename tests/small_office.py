"""A district of a few units: what is said of one unit without data is said of thirty-six, in as many letters."""

from pathlib import Path

from bsreform.organisation.units import load_registry

_AGENCIES = ("van-phong", "noi-vu", "mot-cua", "van-hoa-thong-tin")
"""Those that the duties of the district name."""
_COMMUNES = ("binh-chanh", "binh-an", "binh-tri", "binh-long")
_UNIT = '[[unit]]\nid = "{0.id}"\nname = "{0.name}"\nshort = "{0.short}"\ngroup = "{0.group}"\n'


def few_units(root: Path) -> None:
    """Let the workspace know four agencies and four communes of the district, and no other unit."""
    units = [_UNIT.format(unit) for unit in load_registry(None).units if unit.id in (*_AGENCIES, *_COMMUNES)]
    (root / "units.toml").write_text("\n".join(("replace = true", *units)), encoding="utf-8")
