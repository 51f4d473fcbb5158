"""A marking of a whole file or sheet: in its name, in the page header, outside the table (clause 2.1 e)."""

import json

import pytest

from bsreform.reading.recognising.secrecy import is_marked_name
from calling import call
from exports import book, code
from reading.workbooks import xlsx

TASKS = (
    "| Nội dung nhiệm vụ | Đơn vị chủ trì | Thời hạn | Trạng thái |\n"
    "| Bí danh Alpha | Phòng Nội vụ | 08/03/2024 | Đang làm |"
)
DOSSIERS = (
    "| Mã hồ sơ | Đơn vị | Ngày tiếp nhận | Ngày hẹn trả | Tên TTHC |\n"
    f"| {code(1)} | Bình An | 04/03/2024 | 11/03/2024 | Bí danh Beta |"
)


def with_page_header(text: str) -> bytes:
    def fill(workbook):
        page = workbook.add_worksheet("S1")
        page.set_header(text)
        for row, line in enumerate(TASKS.splitlines()):
            for column, cell in enumerate(line.strip("| ").split(" | ")):
                page.write_string(row, column, cell)

    return xlsx(fill)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    root = tmp_path_factory.mktemp("mat")
    (root / "bsreform.toml").touch()
    files = {
        "theo-doi/VĂN BẢN MẬT.xlsx": book(TASKS),
        "theo-doi/thuong.xlsx": book(TASKS.replace("Bí danh Alpha", "Việc thường")),
        "theo-doi/trang.xlsx": book(TASKS, names=["Kế hoạch (MẬT)"]),
        "theo-doi/dau-trang.xlsx": with_page_header('&L&"Times New Roman,Bold"&14MẬT&CTrang &P'),
        "theo-doi/cuoi-bang.xlsx": book(TASKS + "\n\n| ĐỘ MẬT: MẬT |"),
        "ho-so/hs mật.xlsx": book(DOSSIERS + "\n\n| TỐI MẬT |"),
        "ho-so/hs.xlsx": book(DOSSIERS.replace("Beta", "Gamma").replace(code(1), code(2)), names=["MẬT"]),
    }
    for name, content in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(content)
    return {
        each: call(*each, "-w", root) for each in (("validate", "--json"), ("weekly", "--week", "2024-W10", "--json"))
    }


def test_each_is_an_error_and_nothing_else_is(told):
    document = json.loads(told["validate", "--json"].out)
    found = {each["file"] for each in document["problems"] if each["rule"] == "secret_document"}
    assert found == {
        "theo-doi/VĂN BẢN MẬT.xlsx", "theo-doi/trang.xlsx", "theo-doi/dau-trang.xlsx", "theo-doi/cuoi-bang.xlsx",
        "ho-so/hs mật.xlsx", "ho-so/hs.xlsx",
    }  # fmt: skip


def test_no_word_of_them_is_shown_and_the_same_content_under_a_plain_name_is(told):
    shown = "".join(json.dumps(json.loads(each.out), ensure_ascii=False) for each in told.values())
    assert "Bí danh" not in shown


def test_what_dossiers_count_says_nothing_of_a_document_and_stays(told):
    units = {each["id"]: each for each in json.loads(told["weekly", "--week", "2024-W10", "--json"].out)["units"]}
    assert units["binh-an"]["ledger"]["received"] == 2


@pytest.mark.parametrize(
    "name",
    [
        "MẬT",
        "MẬT_2024-03",
        "nhiệm vụ (mật)",
        "Danh sách nhiệm vụ mật",
        "KẾ HOẠCH MẬT 2024",
        "Công văn tối mật",
        "M Ậ T",
    ],
)
def test_names_that_are_marked(name):
    assert is_marked_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "Bảo vệ bí mật nhà nước",
        "BẢO MẬT THÔNG TIN",
        "BÍ MẬT",
        "MẬT ĐỘ DÂN SỐ",
        "Hồ sơ mật mã",
        "Bí Mật",
        "Nguyễn Thị Mật",
    ],
)
def test_names_that_are_not(name):
    assert not is_marked_name(name)
