"""`python -m bsreform` is the command `bsreform`."""

import os
import sys

# Python has put the current folder, which others may share, before all it imports from.
if not sys.flags.safe_path:
    sys.path[:] = [path for path in sys.path if path and os.path.realpath(path) != os.path.realpath(os.curdir)]

from bsreform.cli import run

run()
