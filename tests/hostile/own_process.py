"""The program as a process of its own, with a cache of its own: for what only a whole process shows."""

import os
import subprocess
import sys
from pathlib import Path


def run(root: Path, *command: str) -> subprocess.CompletedProcess[bytes]:
    """The command on the workspace `root`."""
    return subprocess.run(
        [sys.executable, "-m", "bsreform", *command, "-w", str(root)],
        capture_output=True,
        env={**os.environ, "BSREFORM_CACHE": str(root.parent / f"{root.name}.cache")},
        check=False,
    )
