"""A new workspace: all that is missing is made, nothing is overwritten."""

from datetime import date
from pathlib import Path

import pytest

from bsreform.commands.new_workspace import Office, asked, init_workspace, office
from bsreform.files.safe import CannotWrite
from bsreform.model import CannotRun
from bsreform.organisation.config import Config, load_config
from bsreform.organisation.obligations import load_obligations
from bsreform.organisation.profiles import PROFILES
from bsreform.organisation.units import load_registry
from bsreform.records.loading import Workspace
from bsreform.records.unit_list import workspace_registry

TODAY = date(2026, 3, 6)


def test_makes_a_workspace_with_default_settings(tmp_path: Path) -> None:
    folder = tmp_path / "Cải cách hành chính"
    made = init_workspace(folder, Office(), TODAY)
    names = sorted(path.name for path in folder.iterdir())
    assert names == [
        "bao-cao",
        "bieu-mau",
        "bsreform.toml",
        "ho-so",
        "nhiem-vu",
        "theo-doi",
        "to-cong-nghe-so",
        "units.xlsx",
    ]
    forms = sorted(folder.glob("bieu-mau/*"))
    letters = [
        "bao-cao-nam.docx",
        "bao-cao-quy.docx",
        "bao-cao-thang.docx",
        "bao-cao-tuan.docx",
        "cong-van-don-doc.docx",
    ]
    workbooks = ["digital-team.xlsx", "no-work.xlsx", "procedures.xlsx", "tracker.xlsx"]
    assert [form.name for form in forms] == [*letters, *workbooks]
    assert sorted(made) == sorted([folder, *folder.iterdir(), *forms])
    made_for = Config().organisation.model_copy(update={"tracked_from": TODAY})
    assert load_config(folder / "bsreform.toml") == Config(organisation=made_for)
    assert workspace_registry(Workspace.open(folder)) == load_registry(None)
    assert set(Config().folders.model_dump().values()) < set(names)


def test_never_overwrites(tmp_path: Path) -> None:
    settings = tmp_path / "bsreform.toml"
    settings.write_text("# của tôi", encoding="utf-8")
    assert settings not in init_workspace(tmp_path, Office(), TODAY)
    assert settings.read_text(encoding="utf-8") == "# của tôi"
    assert init_workspace(tmp_path, Office(), TODAY) == []


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "ho-so").touch()
    with pytest.raises(CannotWrite, match="Không tạo được"):
        init_workspace(tmp_path, Office(), TODAY)


@pytest.mark.parametrize(
    ("name", "profile", "units"),
    [
        ("UBND huyện Mộ Đức", "huyen", 15),
        ("UBND xã Vạn Tường", "xa", 7),
        ("UBND phường Trà Câu", "phuong", 7),
        ("UBND tỉnh Quảng Ngãi", "tinh", 15 + 96),
    ],
)
def test_every_kind_of_office_begins_without_a_line_of_settings(
    tmp_path: Path, name: str, profile: str, units: int
) -> None:
    init_workspace(tmp_path, office("", name, province="Quảng Ngãi"), TODAY)
    place = Workspace.open(tmp_path)
    registry = workspace_registry(place)
    own = place.config.organisation
    assert (own.profile, own.name, own.place) == (profile, name, name.split(maxsplit=2)[2])
    assert len(registry.units) == units
    assert {unit.group for unit in registry.units} <= set(place.config.groups)
    assert registry == load_registry(None, place.config)  # the workbook says what the profile says
    assert load_obligations(place.optional("obligations.toml"), registry, profile)
    head = (
        (tmp_path / "bsreform.toml")
        .read_text(encoding="utf-8")
        .partition("[organisation]")[2]
        .partition("# --- Các")[0]
    )
    assert "Bình Sơn" not in head
    assert profile == "huyen" or "huyện" not in head


def test_the_letters_own_district_knows_its_communes(tmp_path: Path) -> None:
    init_workspace(tmp_path, office("huyen", "UBND huyện Bình Sơn"), TODAY)
    assert workspace_registry(Workspace.open(tmp_path)) == load_registry(None)


def test_what_is_there_decides_for_whom_the_rest_is_made(tmp_path: Path) -> None:
    init_workspace(tmp_path, office("xa", "UBND xã Vạn Tường"), TODAY)
    (tmp_path / "units.xlsx").unlink()
    made = init_workspace(tmp_path, office("tinh", "UBND tỉnh Quảng Ngãi"), TODAY)
    assert made == [tmp_path / "units.xlsx"]
    assert [unit.id for unit in workspace_registry(Workspace.open(tmp_path)).units][:2] == [
        "van-phong",
        "phong-kinh-te",
    ]


def test_at_a_terminal_each_answer_has_its_usual_one() -> None:
    answers = {"Loại cơ quan": "tinh", "Tên cơ quan": "UBND tỉnh Quảng Ngãi"}
    given = asked(lambda question, usual: next((a for q, a in answers.items() if question.startswith(q)), usual))
    assert given == ("tinh", "UBND tỉnh Quảng Ngãi", "", "Văn phòng UBND tỉnh")


def test_an_office_without_a_name_or_of_no_kind_is_refused() -> None:
    with pytest.raises(CannotRun, match="--name"):
        office("xa", "")
    with pytest.raises(CannotRun, match="có phải “xa” không"):
        office("xaa", "UBND xã Vạn Tường")
    assert set(PROFILES) == {"huyen", "xa", "phuong", "tinh"}
