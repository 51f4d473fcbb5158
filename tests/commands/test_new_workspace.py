"""A new workspace: all that is missing is made, nothing is overwritten."""

from pathlib import Path

import pytest

from bsreform.commands.new_workspace import init_workspace
from bsreform.files.safe import CannotWrite
from bsreform.organisation.config import Config, load_config


def test_makes_a_workspace_with_default_settings(tmp_path: Path) -> None:
    folder = tmp_path / "Cải cách hành chính"
    made = init_workspace(folder)
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["bao-cao", "bieu-mau", "bsreform.toml", "ho-so", "nhiem-vu", "theo-doi", "to-cong-nghe-so"]
    forms = sorted(folder.glob("bieu-mau/*"))
    letters = ["bao-cao-thang.docx", "bao-cao-tuan.docx"]
    assert [form.name for form in forms] == [*letters, "digital-team.xlsx", "procedures.xlsx", "tracker.xlsx"]
    assert sorted(made) == sorted([folder, *folder.iterdir(), *forms])
    assert load_config(folder / "bsreform.toml") == Config()
    assert set(Config().folders.model_dump().values()) < set(names)


def test_never_overwrites(tmp_path: Path) -> None:
    settings = tmp_path / "bsreform.toml"
    settings.write_text("# của tôi", encoding="utf-8")
    assert settings not in init_workspace(tmp_path)
    assert settings.read_text(encoding="utf-8") == "# của tôi"
    assert init_workspace(tmp_path) == []


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "ho-so").touch()
    with pytest.raises(CannotWrite, match="Không tạo được"):
        init_workspace(tmp_path)
