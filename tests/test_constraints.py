"""constraints.txt pins every package that an installation pulls in, here and on Windows; its audit tells the truth."""

import json
import runpy
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PINNED = {
    canonicalize_name(line.partition("==")[0])
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OURS = [*PROJECT["dependencies"], *(each for extra in PROJECT["optional-dependencies"].values() for each in extra)]
HERE: dict[str, str] = {}
WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}


def pulled_in(platform: dict[str, str]) -> set[str]:
    """The names of all packages that this project requires with its extras, and those that these require; what is not
    installed here (a package for Windows) is named, but not asked further.
    """
    found: set[tuple[str, str]] = set()
    waiting = [*OURS]
    while waiting:
        asked = Requirement(waiting.pop())
        for extra in ("", *asked.extras):
            key = (canonicalize_name(asked.name), extra)
            if key not in found and (not asked.marker or asked.marker.evaluate({**platform, "extra": ""})):
                found.add(key)
                waiting += _required(*key, platform)
    return {name for name, _ in found} - {"bsreform"}


def _required(name: str, extra: str, platform: dict[str, str]) -> list[str]:
    """What an installed package requires there, with that extra."""
    try:
        lines = requires(name) or []
    except PackageNotFoundError:
        return []
    asked = map(Requirement, lines)
    wanted = [each for each in asked if not each.marker or each.marker.evaluate({**platform, "extra": extra})]
    return [str(Requirement(f"{each.name}[{','.join(each.extras)}]")) for each in wanted]


@pytest.mark.parametrize("platform", [HERE, WINDOWS], ids=["here", "Windows"])
def test_every_package_is_pinned(platform: dict[str, str]) -> None:
    needed = pulled_in(platform)
    assert {"pandas", "dask", "pytest"} <= needed
    assert sorted(needed - PINNED) == []


def test_nothing_is_pinned_that_nobody_needs() -> None:
    assert sorted(PINNED - pulled_in(HERE) - pulled_in(WINDOWS)) == []


CLEAN = {"name": "lxml", "version": "6.1.3", "vulns": []}
HARMED = {"name": "lxml", "version": "6.1.3", "vulns": [{"id": "PYSEC-1", "fix_versions": ["6.1.4"]}]}
UNKNOWN = {"name": "numpy", "skip_reason": "not found on the index, could not be audited"}


@pytest.mark.parametrize(
    ("answer", "code", "told"),
    [
        (json.dumps({"dependencies": [CLEAN]}), 0, "1 packages, no known"),
        (json.dumps({"dependencies": [CLEAN, HARMED]}), 1, "lxml 6.1.3: PYSEC-1, mended in ['6.1.4']"),
        (json.dumps({"dependencies": [CLEAN, UNKNOWN]}), 2, "numpy: not found on the index"),
        (json.dumps({"dependencies": [HARMED, UNKNOWN]}), 1, "PYSEC-1"),
        (json.dumps({"dependencies": []}), 2, "no package"),
        ("", 2, "no index was reached"),
        ("[]", 2, "no index was reached"),
    ],
)
def test_the_audit_tells_a_vulnerability_from_an_index_that_is_not_reached(answer: str, code: int, told: str) -> None:
    ended, lines = runpy.run_path(str(ROOT / "benchmarks" / "audit.py"))["verdict"](answer)
    assert (ended, told in lines[0]) == (code, True), lines
