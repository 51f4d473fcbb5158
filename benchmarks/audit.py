"""Does any pinned package have a known vulnerability? Asks `pip-audit`, a tool of its own; no part of the tests.

python benchmarks/audit.py        0: none known; 1: some are, each told; 2: nobody could be asked

`pip-audit` is not among our dependencies: install it as a tool (`pipx install pip-audit`). Every line of
constraints.txt is asked about as it stands; nothing is installed.
"""

import shutil
import subprocess
import sys
from pathlib import Path

PINNED = Path(__file__).parents[1] / "constraints.txt"
_NOT_AUDITED = "could not be audited"
_UNREACHED = ("ConnectionError", "Max retries", "ServiceError", "timed out", "Temporary failure", "resolve")


def main() -> int:
    """The exit code."""
    tool = shutil.which("pip-audit")
    if tool is None:
        print("pip-audit is not installed: nobody was asked", file=sys.stderr)
        return 2
    command = [tool, "--requirement", str(PINNED), "--no-deps", "--disable-pip", "--progress-spinner", "off"]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    print(asked.stdout, end="")
    print(asked.stderr, end="", file=sys.stderr)
    unknown = asked.stdout.count(_NOT_AUDITED)
    if unknown or (asked.returncode and any(sign in asked.stderr for sign in _UNREACHED)):
        print(f"the index could not be reached, or does not know {unknown} of the packages", file=sys.stderr)
        return 2
    return 1 if asked.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
