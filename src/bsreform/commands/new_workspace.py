"""A new workspace: its settings, its folders and the forms to fill in."""

import shutil
from pathlib import Path

from bsreform.files.folders import FORMS, SETTINGS
from bsreform.files.safe import CannotWrite, reason, save
from bsreform.files.shipped import shipped

_TEMPLATE = Path(__file__).parents[1] / "data" / SETTINGS
_FOLDERS = ("ho-so", "nhiem-vu", "theo-doi", "to-cong-nghe-so", "bao-cao", FORMS)
_FORM_KINDS = (".xlsx", ".docx")


def init_workspace(folder: Path) -> list[Path]:
    """Makes the settings file, the folders and the forms that are missing; never overwrites. Returns what it made.

    CannotWrite if it cannot: what was made until then is whole, and the next time makes the rest.
    """
    wanted = [folder, *(folder / name for name in _FOLDERS)]
    made = [path for path in wanted if not path.exists()]
    try:
        for path in wanted:
            path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"Không tạo được thư mục làm việc tại “{folder}”: {reason(error)}.") from error
    forms = [path for path in sorted(shipped("templates").iterdir()) if path.suffix in _FORM_KINDS]
    for origin, target in [(_TEMPLATE, folder / SETTINGS), *((form, folder / FORMS / form.name) for form in forms)]:
        if not target.exists():
            made.append(_copied(origin, target))
    return made


def _copied(origin: Path, target: Path) -> Path:
    return save(target, lambda draft: shutil.copyfile(origin, draft))
