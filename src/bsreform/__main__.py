"""The command `bsreform`, as a script and as `python -m bsreform`: nothing is imported before Ctrl-C can be heard."""

import os
import sys

_STOPPED = "Đã dừng theo yêu cầu.\n"
_NO_FOLDER = "Thư mục hiện tại không còn (đã bị xóa hoặc chuyển đi). Chuyển sang thư mục khác (lệnh cd) rồi chạy lại.\n"


def main() -> None:
    """Run the command; like it, 2 where it cannot even begin."""
    try:
        try:
            here = os.path.realpath(os.getcwd())  # noqa: PTH109  pathlib is among what others may have put here
        except OSError:
            sys.stderr.write(_NO_FOLDER)
            sys.exit(2)
        # Python, or PYTHONPATH, has put the current folder, which others may share, before all it imports from.
        sys.path[:] = [path for path in sys.path if path and os.path.realpath(path) != here]
        named = os.environ.get("PYTHONPATH", "").split(os.pathsep)  # what workers and libraries start takes it, too
        os.environ["PYTHONPATH"] = os.pathsep.join(each for each in named if each and os.path.realpath(each) != here)
        from bsreform.cli import run

        run()
    except KeyboardInterrupt:
        sys.stderr.write(_STOPPED)
        sys.exit(2)


if __name__ == "__main__":
    main()
