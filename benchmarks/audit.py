"""Does any pinned package have a known vulnerability? Asks `pip-audit`, a tool of its own; no part of the tests.

python benchmarks/audit.py        0: none known; 1: some are, each told; 2: not every package could be asked about

`pip-audit` is not among our dependencies: install it as a tool (`pipx install pip-audit`). Every line of
constraints.txt is asked about as it stands; nothing is installed.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

PINNED = Path(__file__).parents[1] / "constraints.txt"
ASKED = ("--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json")


def main() -> int:
    """The exit code."""
    tool = shutil.which("pip-audit")
    if tool is None:
        print("pip-audit is not installed: nobody was asked", file=sys.stderr)
        return 2
    asked = subprocess.run([tool, "--requirement", str(PINNED), *ASKED], capture_output=True, text=True, check=False)
    code, lines = verdict(asked.stdout)
    if code == 2:
        print(asked.stderr, end="", file=sys.stderr)
    print("\n".join(lines), file=sys.stdout if code == 0 else sys.stderr)
    return code


def verdict(answer: str) -> tuple[int, list[str]]:
    """The exit code, and what to say, for what the tool printed: JSON, or nothing where it was stopped."""
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return 2, ["nobody answered: no index was reached, or pip-audit failed"]
    known = [(each["name"], each["version"], found) for each in packages for found in each.get("vulns", ())]
    unasked = [f"{each['name']}: {each['skip_reason']}" for each in packages if "skip_reason" in each]
    told = [f"{name} {version}: {found['id']}, mended in {found.get('fix_versions')}" for name, version, found in known]
    if not packages:
        return 2, ["no package was asked about"]
    if told or unasked:
        return 1 if told else 2, [*told, *unasked]
    return 0, [f"{len(packages)} packages, no known vulnerability"]


if __name__ == "__main__":
    sys.exit(main())
