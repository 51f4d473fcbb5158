"""Bad files of every kind beside good ones in one workspace: the run ends, names each, and changes no figure."""

import json
import os
from pathlib import Path

from openpyxl import load_workbook

from calling import Ended, call
from hostile import good
from hostile.catalogue import FAMILIES
from hostile.hazard import READ
from hostile.judging import complaint

SETTINGS = "[limits]\nseconds_per_file = 3600\nmemory_mb = 400\nmax_unpacked_mb = 64\n"
SAVED = 1709884800
WEEKLY = ("weekly", "--week", "2024-W10", "--json")
BAD = {(family, each.outcome): each for family, all_ in FAMILIES.items() for each in all_ if each.outcome != READ}
"""One file of each kind: `test_hazards` reads them all."""


def run(root: Path, *command: str) -> Ended:
    """The command on this workspace, with a cache of its own."""
    return call(*command, "-w", root, BSREFORM_CACHE=str(root.parent / f"{root.name}.cache"))


def workspace(root: Path, files: dict[str, bytes]) -> Path:
    """A workspace with these files among its dossiers, all saved at one time."""
    (root / "ho-so").mkdir(parents=True)
    (root / "bsreform.toml").write_text(SETTINGS)
    for name, content in files.items():
        path = root / "ho-so" / name
        path.write_bytes(content)
        os.utime(path, (SAVED, SAVED))
    return root


def test_bad_files_are_named_and_cost_the_good_ones_nothing(tmp_path: Path) -> None:
    alone = {f"tốt.{kind}": good.GOOD[kind]() for kind in ("xlsx", "csv")}
    clean = run(workspace(tmp_path / "sạch", alone), *WEEKLY)
    root = workspace(tmp_path / "bẩn", {**alone, **{bad.name: bad.make() for bad in BAD.values()}})

    ended = run(root, *WEEKLY)

    assert (ended.code, complaint(ended.code, ended.out, ended.err, is_json=True)) == (3, "")
    told, expected = json.loads(ended.out), json.loads(clean.out)
    for part in ("units", "groups", "total", "rows", "low_units"):
        assert told[part] == expected[part], part
    faults = {source["path"]: source["fault"] for source in told["sources"] if source["fault"]}
    assert faults == {f"ho-so/{bad.name}": bad.outcome for bad in BAD.values()}
    assert load_workbook(root / told["file"], read_only=True).sheetnames
