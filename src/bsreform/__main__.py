"""`python -m bsreform` is the command `bsreform`."""

from bsreform.cli import run

run()
