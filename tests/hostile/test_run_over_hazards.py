"""All bad files beside good ones in one workspace: the run ends in time, names each, and changes no figure."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from openpyxl import load_workbook

from hostile import good
from hostile.catalogue import BAD
from hostile.judging import complaint

SETTINGS = "[limits]\nseconds_per_file = 20\nmemory_mb = 400\nmax_unpacked_mb = 64\n"
SAVED = 1709884800
WEEKLY = ("weekly", "--week", "2024-W10", "--json")
MOST_SECONDS = 240
"""What a handful of files that each take the limit may add up to; usual is a tenth."""


def run(root: Path, *command: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    cache = str(root.parent / f"{root.name}.cache")
    return subprocess.run(
        [sys.executable, "-m", "bsreform", *command, "-w", str(root)],
        capture_output=True,
        env={**os.environ, "BSREFORM_CACHE": cache},
        check=False,
    )


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
    root = workspace(tmp_path / "bẩn", {**alone, **{bad.name: bad.make() for bad in BAD}})

    began = time.monotonic()
    ended = run(root, *WEEKLY)

    assert time.monotonic() - began < MOST_SECONDS
    assert (ended.returncode, complaint(ended.returncode, ended.stdout, ended.stderr, is_json=True)) == (3, "")
    told, expected = json.loads(ended.stdout), json.loads(clean.stdout)
    for part in ("units", "groups", "total", "rows", "low_units"):
        assert told[part] == expected[part], part
    faults = {source["path"]: source["fault"] for source in told["sources"] if source["fault"]}
    assert faults == {f"ho-so/{bad.name}": bad.outcome for bad in BAD}
    assert load_workbook(root / told["file"], read_only=True).sheetnames
