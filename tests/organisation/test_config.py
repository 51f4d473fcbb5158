"""bsreform.toml: defaults, what is merged, and how mistakes are reported."""

import re
from pathlib import Path

import pydantic
import pytest

from bsreform.model import CannotRun
from bsreform.organisation import config as config_module
from bsreform.organisation.config import Config, load_config
from bsreform.organisation.profiles import PROFILES, settings_file

TEMPLATE = Path(config_module.__file__).parents[1] / "data" / "bsreform.toml"


def load(folder: Path, content: str | bytes) -> Config:
    file = folder / "bsreform.toml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load_config(file)


def load_config_of(folder: Path, profile: str, named: dict[str, str]) -> Config:
    lines = "\n".join(f'{key} = "{value}"' for key, value in {"profile": profile, **named}.items())
    return load(folder, f"[organisation]\n{lines}\n")


def complaint(folder: Path, content: str | bytes) -> str:
    with pytest.raises(CannotRun) as fault:
        load(folder, content)
    return str(fault.value)


def test_no_file_and_an_empty_file_give_the_defaults(tmp_path: Path) -> None:
    assert load_config(None) == load_config(tmp_path / "absent.toml") == load(tmp_path, "") == Config()


@pytest.mark.parametrize("profile", PROFILES)
def test_the_template_says_the_defaults(tmp_path: Path, profile: str) -> None:
    """The head is that of the profile, all the rest is the same for every office."""
    named = {"name": "UBND xã Vạn Tường"} if profile != "huyen" else {}
    head = settings_file(profile).read_text(encoding="utf-8").replace('name = ""', 'name = "UBND xã Vạn Tường"')
    usual = load_config_of(tmp_path, profile, named)
    template = head + TEMPLATE.read_text(encoding="utf-8").replace("{group}", next(iter(usual.groups)))
    switched_on = re.sub(r"(?m)^#(?=[\[a-z])", "", template)
    assert load(tmp_path, template) == load(tmp_path, switched_on) == usual
    for section in Config.model_fields:
        assert re.search(rf"(?m)^\[{section}[.\]]", switched_on), section


def test_the_example_of_the_documentation(tmp_path: Path) -> None:
    config = load(
        tmp_path,
        """
        [periods]
        mode = "calendar"
        sessions = { "2024-03" = 2024-03-27 }
        [targets.commune]
        online_rate = 60
        early_20_rate = 33.5
        [rules]
        stale_tracker = "off"
        [headers.dossiers]
        received_at = ["Ngày nhận HS"]
        [statuses]
        waiting = ["Chờ công dân"]
        """,
    )
    assert config.periods.mode == "calendar"
    assert config.periods.sessions["2024-03"].isoformat() == "2024-03-27"
    assert (config.target("online_rate", "commune"), config.target("on_time_rate", "commune")) == (60, 90)
    assert config.target("early_20_rate", "commune") == 33.5
    assert config.target("online_rate", "agency") == 50
    assert config.rules == {"stale_tracker": "off"}
    assert config.headers.dossiers["received_at"] == ("Ngày nhận HS",)
    assert config.statuses["waiting"] == ("Chờ công dân",)


@pytest.mark.parametrize(
    "key",
    [
        "tasks.due_soon_days",
        "tasks.stale_after_days",
        "reports.min_cases",
        "annual.min_tasks",
        "annual.min_dossiers",
        "annual.weights.tasks",
        "remind.low_weeks",
        "limits.max_unpacked_mb",
        "limits.seconds_per_file",
        "limits.memory_mb",
    ],
)
def test_a_number_beyond_reason_is_refused(tmp_path: Path, key: str) -> None:
    """A day or a size beyond what a machine counts in would end a run, or make every file a damaged one."""
    assert "trở xuống" in complaint(tmp_path, f"{key} = {10**30}")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "2025-06-30"),
        ('name = "UBND huyện Mộ Đức"', "2025-06-30"),
        ('name = "UBND xã Vạn Tường"', "None"),
        ('name = "UBND xã Vạn Tường"\nlast_day = 2031-12-31', "2031-12-31"),
        ("last_day = 2025-03-31", "2025-03-31"),
    ],
)
def test_a_district_ends_with_all_districts_and_others_when_it_is_set(
    tmp_path: Path, content: str, expected: str
) -> None:
    assert str(load(tmp_path, f"[organisation]\n{content}").organisation.ends) == expected


def test_periods_without_any_work_are_declared_by_their_ids(tmp_path: Path) -> None:
    config = load(tmp_path, '[declared]\ncong-an = ["2024-W10", "2024-Q1"]')
    assert config.declared == {"cong-an": ("2024-W10", "2024-Q1")}
    assert "dòng 2: declared.cong-an – Không có kỳ “tuần 10”" in complaint(
        tmp_path, '[declared]\ncong-an = ["tuần 10"]'
    )
    assert "Không có kỳ “0001-W01”" in complaint(tmp_path, '[declared]\ncong-an = ["0001-W01"]')


def test_settings_cannot_be_changed_afterwards() -> None:
    with pytest.raises(pydantic.ValidationError):
        Config().limits.memory_mb = 1  # type: ignore[misc]


def test_every_mistake_is_listed_at_once_with_its_line(tmp_path: Path) -> None:
    text = complaint(
        tmp_path,
        '[periods]\nmode = "decre"\nsession_day = "28"\n\n[target.commune]\nonline_rate = 50\n'
        "[targets.agency]\nonlin_rate = 50\non_time_rate = 120\n[rules]\nstale_tracker = true\n",
    )
    assert "bsreform.toml có 6 chỗ phải sửa:" in text
    assert "dòng 2: periods.mode – không nhận “decre”; phải là một trong: “decree”, “calendar”" in text
    assert "có phải “decree” không?" in text
    assert "dòng 3: periods.session_day – phải là số nguyên" in text
    assert "dòng 5: target – không có khóa này; có phải “targets” không?" in text
    assert "dòng 8: targets.agency.onlin_rate – không có khóa này; có phải “targets.agency.online_rate” không?" in text
    assert "dòng 9: targets.agency.on_time_rate – phải từ 100" in text
    assert "dòng 11: rules.stale_tracker – không nhận “True”" in text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            'week_ends_on = "friday"',
            "dòng 1: week_ends_on – không có khóa này; có phải “periods.week_ends_on” không?",
        ),
        ("[limits]\nzzz = 1", "các khóa dùng được: max_unpacked_mb, seconds_per_file, memory_mb"),
        ("[limits]\nmemory_mb = 1.5", "dòng 2: limits.memory_mb – phải là số nguyên"),
        ("[dossiers]\nonline_counts_postal = 1", "phải là true hoặc false"),
        ('[periods]\nyear_starts = "1/1"', "dòng 2: periods.year_starts – Không có ngày bắt đầu năm “1/1”"),
        ('[periods]\nsessions = { "3/2024" = 2024-03-27 }', "Không có tháng “3/2024”"),
        ('[periods]\nsessions = { "2024-03" = "27/3" }', "dòng 2: periods.sessions.2024-03 – phải là ngày"),
        ('[headers.dossiers]\nreceived = ["x"]', "có phải “headers.dossiers.received_at” không?"),
        ('[headers.dossiers]\nreceived_at = "x"', "phải là danh sách trong ngoặc vuông"),
        (
            '[groups]\nphong = "Phòng"\n[targets.agency]\nonline_rate = 50',
            "không có nhóm “agency”; các nhóm ở mục [groups]",
        ),
        ("[headers.tasks]\ntitle = [1]", "headers.tasks.title – phải là chữ"),
        ('[statuses]\nclosed = ["x"]', "dòng 2: statuses.closed – không có khóa này"),
        ('periods = "decree"', "periods – phải là một mục"),
        ('[rules]\n"stale-tracker" = "off"', "có phải “rules.stale_tracker” không?"),
    ],
)
def test_single_mistakes(tmp_path: Path, content: str, expected: str) -> None:
    assert expected in complaint(tmp_path, content)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("[organisation]\nplace = Bình Sơn\n", "dòng 2, cột 9: giá trị không hợp lệ"),
        ('[folders]\ndossiers = "C:\\ho-so"\n', "viết thành /"),
        ("[periods]\n[periods]\n", "khai báo ở trên"),
        ("[tasks]\ndue_soon_days = 3\ndue_soon_days = 4\n", "khai báo ở trên"),
        ("[tasks\n", "dòng 1"),
        ('[organisation]\nplace = "Bình\n', "dòng 2"),
        (
            '[organisation]\nplace = "Bình Sơn"'.encode("cp1258", "replace") + b"\xd5",
            "dòng 2: tệp không dùng bảng mã UTF-8",
        ),
    ],
)
def test_files_that_are_no_toml(tmp_path: Path, content: str | bytes, expected: str) -> None:
    assert expected in complaint(tmp_path, content)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_what_notepad_saves_is_read(tmp_path: Path, encoding: str) -> None:
    config = load(tmp_path, '[organisation]\r\nplace = "Châu Ổ"\r\n'.encode(encoding))
    assert config.organisation.place == "Châu Ổ"


def test_a_folder_instead_of_a_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="Không mở được"):
        load_config(tmp_path)
