"""The folders that come with the product beside its code: found in a checkout or in an installed wheel."""

from pathlib import Path


def shipped(name: str) -> Path:
    """The folder `name` ("examples", "templates"): inside the package in a wheel, at the root of a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / name
    return inside if inside.is_dir() else package.parents[1] / name
