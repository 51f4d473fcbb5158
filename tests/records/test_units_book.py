"""The list of units of a workspace: our form filled in, or a list that an office has already."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from bsreform.commands.validating import validate
from bsreform.model import CannotRun
from bsreform.records.loading import Workspace
from bsreform.records.unit_list import workspace_registry

TODAY = date(2026, 3, 6)
COMMUNE = '[organisation]\nprofile = "xa"\nname = "UBND xã Vạn Tường"\n'
DISTRICT = '[organisation]\nname = "UBND huyện Mộ Đức"\n'


def workspace(folder: Path, settings: str, table: str) -> Workspace:
    """The rows of `table`, cells between bars, are the workbook."""
    (folder / "bsreform.toml").write_text(settings, encoding="utf-8")
    book = openpyxl.Workbook()
    for row in table.strip().splitlines():
        cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
        book.active.append([cell or None for cell in cells])
    book.save(folder / "units.xlsx")
    return Workspace.open(folder)


def told(place: Workspace) -> list[tuple[str, str | None]]:
    return [(each.rule, each.cell) for each in validate(place, [place.root / "units.xlsx"], TODAY)[0]]


def test_a_plain_list_with_headings_and_a_signature(tmp_path: Path) -> None:
    place = workspace(
        tmp_path,
        DISTRICT,
        """
        | UBND HUYỆN MỘ ĐỨC |
        | DANH SÁCH CÁC ĐƠN VỊ |
        | STT | Tên đơn vị           | Địa chỉ | Điện thoại | Ghi chú |
        | I   | Cơ quan chuyên môn   |         |
        | 1   | Phòng Nội vụ         |         |
        | 2   | Phòng Tư pháp        |         |
        | II  | UBND xã, thị trấn    |         |
        | 1   | UBND thị trấn Mộ Đức |         |
        | 2   | UBND xã Đức Nhuận    |         |
        |     | Tổng cộng: 4         |         |
        |     | Người lập            |         |
        |     | Nguyễn Văn A         |         |
        """,
    )
    registry = workspace_registry(place)
    assert [(unit.id, unit.group) for unit in registry.units] == [
        ("phong-noi-vu", "agency"),
        ("phong-tu-phap", "agency"),
        ("mo-duc", "commune"),
        ("duc-nhuan", "commune"),
    ]
    assert [unit.id for unit in registry.resolve("Phòng Tư pháp huyện Mộ Đức")] == ["phong-tu-phap"]
    assert told(place) == []


def test_it_replaces_the_list_that_is_built_in_and_the_file_of_toml(tmp_path: Path) -> None:
    (tmp_path / "units.toml").write_text('[[unit]]\nid = "a"\nname = "A"\ngroup = "agency"\n', encoding="utf-8")
    place = workspace(tmp_path, DISTRICT, "| Tên đơn vị |\n| Phòng Nội vụ |")
    assert [unit.name for unit in workspace_registry(place).units] == ["Phòng Nội vụ"]


def test_every_column_of_the_form(tmp_path: Path) -> None:
    place = workspace(
        tmp_path,
        COMMUNE,
        """
        | Tên đơn vị (*) | Nhóm | Tên gọn | Tên gọi khác | Mã định danh | id | Nhận hồ sơ | Nhận nhiệm vụ |
        | Trạm Y tế | Phòng, đơn vị thuộc xã | Trạm | TYT; Trạm xá | H48.53.9; H48.53.8 | tram | Không | Có |
        | Phòng Y tế | | | | | | | |
        """,
    )
    first, second = workspace_registry(place).units
    assert (first.id, first.short, first.aliases, first.codes) == (
        "tram",
        "Trạm",
        ("TYT", "Trạm xá"),
        ("H48.53.9", "H48.53.8"),
    )
    assert (first.receives_dossiers, first.receives_tasks, first.group) == (False, True, "department")
    assert (second.id, second.receives_dossiers, second.valid_to) == ("phong-y-te", True, None)


def test_days_and_successors(tmp_path: Path) -> None:
    place = workspace(
        tmp_path,
        COMMUNE,
        """
        | Tên đơn vị | Có từ ngày | Đến hết ngày | Đơn vị kế thừa |
        | Trạm Y tế  | 01/7/2025  | 31/12/2025   | Phòng Y tế     |
        | Phòng Y tế | 01/01/2026 |              |                |
        """,
    )
    first, second = workspace_registry(place).units
    assert (first.valid_from, first.valid_to, first.successor) == (date(2025, 7, 1), date(2025, 12, 31), "phong-y-te")
    assert workspace_registry(place).answering(first, TODAY) == second


def test_every_mistake_is_told_with_its_cell_and_no_report_is_made(tmp_path: Path) -> None:
    place = workspace(
        tmp_path,
        COMMUNE,
        """
        | Tên đơn vị     | Nhóm      | Có từ ngày | Đến hết ngày | Đơn vị kế thừa |
        | Phòng Kinh tế  |           |            |              |                |
        | Phòng Kinh tế  |           |            |              |                |
        | Công an        | Phòng ban |            |              |                |
        | Trạm Y tế      |           | 01/7/2025  | 30/6/2025    |                |
        | Phòng Văn hóa  |           | 31/02/2026 |              |                |
        | Thanh tra      |           |            |              | Sở Nội vụ      |
        """,
    )
    assert told(place) == [
        ("unit_list", "A3"),
        ("unit_list", "B4"),
        ("unit_list", "D5"),
        ("unreadable_value", "C6"),
        ("unit_list", "E7"),
    ]
    with pytest.raises(CannotRun, match=r"có 5 chỗ phải sửa .*bsreform validate units\.xlsx"):
        workspace_registry(place)


def test_one_name_may_follow_itself(tmp_path: Path) -> None:
    place = workspace(
        tmp_path,
        DISTRICT,
        """
        | Tên đơn vị        | Có từ ngày | Đến hết ngày | Mã trong phần mềm |
        | UBND xã Bình Minh |            | 30/6/2025    | binh-minh         |
        | UBND xã Bình Minh | 01/7/2025  |              | binh-minh-2025    |
        """,
    )
    assert [unit.id for unit in workspace_registry(place).resolve("xã Bình Minh")] == ["binh-minh", "binh-minh-2025"]


def test_a_file_without_a_column_of_names_is_told(tmp_path: Path) -> None:
    place = workspace(tmp_path, COMMUNE, "| Họ và tên | Chức vụ |\n| Nguyễn Văn A | Chuyên viên |")
    with pytest.raises(CannotRun, match=r"Không đọc được danh mục đơn vị units\.xlsx"):
        workspace_registry(place)
    assert [rule for rule, _ in told(place)] == ["unrecognised_sheet"]


def test_the_list_of_the_workspace_is_checked_with_its_other_files(tmp_path: Path) -> None:
    place = workspace(tmp_path, COMMUNE, "| Tên đơn vị |\n| Công an |\n| Công an |")
    (tmp_path / "ho-so").mkdir()
    (tmp_path / "ho-so" / "a.csv").write_text("x,y\n1,2\n", encoding="utf-8")
    problems, sources, _ = validate(place, [], TODAY)
    assert [each.rule for each in problems] == ["unit_list"]  # nothing else is judged by a list that is wrong
    assert [source.path for source in sources] == ["units.xlsx"]
