"""The example workspace that comes with the product, copied."""

import shutil
import tempfile
from pathlib import Path

from bsreform.model import CannotRun
from bsreform.shipped import shipped
from bsreform.workspace import SETTINGS

DEMO_WEEK, DEMO_MONTH = "2024-W10", "2024-03"


def copy_examples(folder: Path | None) -> Path:
    """Copy the example workspace to `folder` (None: a temporary one); CannotRun if a workspace is there already."""
    target = folder.absolute() if folder else Path(tempfile.mkdtemp(prefix="bsreform-demo-"))
    if (target / SETTINGS).exists():
        raise CannotRun(f"Thư mục “{target}” đã là một thư mục làm việc; hãy chọn thư mục khác cho ví dụ.")
    shutil.copytree(shipped("examples") / "workspace", target, dirs_exist_ok=True)
    return target
