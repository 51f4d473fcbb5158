"""The example workspace that comes with the product, copied."""

import os
import shutil
import tempfile
from pathlib import Path

from bsreform.files.folders import SETTINGS
from bsreform.files.kept_files import FOLDER as KEPT
from bsreform.files.os_errors import reason
from bsreform.files.safe import CannotWrite, save
from bsreform.files.shipped import shipped
from bsreform.model import CannotRun
from bsreform.organisation.config import Folders

DEMO_WEEK, DEMO_MONTH = "2024-W10", "2024-03"


def copy_examples(folder: Path | None) -> Path:
    """Copy the example workspace to `folder` (None: a temporary one); CannotRun if a workspace is there already.

    CannotWrite if it cannot be copied; a folder that was new is then gone again, another one is no workspace.
    """
    new = folder is None or not folder.exists()
    try:
        target = folder.absolute() if folder else Path(tempfile.mkdtemp(prefix="bsreform-demo-"))
        origin = shipped("examples") / "workspace"
        _require_room(origin, target)
        _copy(origin, target, new)
    except OSError as error:
        raise CannotWrite(f"Không chép được thư mục ví dụ: {reason(error, writing=True)}.") from error
    return target


def _require_room(origin: Path, target: Path) -> None:
    """CannotRun if the example would replace, or mix with, anything that is there."""
    if os.path.lexists(target / SETTINGS):
        raise CannotRun(f"Thư mục “{target}” đã là một thư mục làm việc; hãy chọn thư mục khác cho ví dụ.")
    names = sorted({*(path.name for path in origin.iterdir()), Folders().reports, KEPT})
    if there := next((name for name in names if os.path.lexists(target / name)), None):
        raise CannotRun(f"Trong “{target}” đã có “{there}”; lệnh này không ghi đè, hãy chọn thư mục khác cho ví dụ.")


def _copy(origin: Path, target: Path, new: bool) -> None:
    """Copy all, or leave no `new` folder. Raises OSError, CannotWrite."""
    try:
        _copy_files(origin, target)
    except (OSError, CannotWrite):
        if new:
            shutil.rmtree(target, ignore_errors=True)
        raise


def _copy_files(origin: Path, target: Path) -> None:
    """The settings come last and whole, since they make a folder a workspace."""
    for path in (each for each in sorted(origin.rglob("*")) if each.is_file() and each.name != SETTINGS):
        copied = target / path.relative_to(origin)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copied)
    save(target / SETTINGS, lambda draft: shutil.copyfile(origin / SETTINGS, draft))
