"""`remind` on real files: the screen, JSON, the letters, and nothing said twice in a day."""

import json
import re
from datetime import date, datetime

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from typer.testing import CliRunner

from bsreform.cli import app
from bsreform.commands import edges
from bsreform.files.kept_files import FOLDER, mark
from bsreform.model import CannotRun
from exports import HEADER, code
from exports import book as dossiers
from small_office import few_units
from test_monthly_run import TASKS, book, run

LATE = ("15/CV-UBND", date(2024, 2, 16), "Rà soát thủ tục", date(2024, 3, 5), "Đang thực hiện", None)


@pytest.fixture
def root(tmp_path):
    (tmp_path / "bsreform.toml").touch()
    book(tmp_path / "theo-doi" / "binh-chanh.xlsx")
    return tmp_path


def remind(root, *options):
    return run("remind", "--as-of", "2024-03-13", "-w", root, *options)


def document(root, capsys, *options):
    assert remind(root, "--json", *options) == 0
    return json.loads(capsys.readouterr().out)


def letters(folder, day="2024-03-13"):
    """By the id of the unit its letter."""
    return {path.stem.removeprefix(f"don-doc-{day}-"): Document(path) for path in folder.glob(f"don-doc-{day}-*.docx")}


def texts(letter):
    found = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in letter.element.body.iter(qn("w:p")))
    return [text for text in found if text]


@pytest.fixture(scope="module")
def letter(tmp_path_factory):
    """The letter to the only unit that owes anything."""
    root = tmp_path_factory.mktemp("letter")
    (root / "bsreform.toml").touch()
    book(root / "theo-doi" / "binh-chanh.xlsx")
    remind(root, "--notices", root / "ra", "-q")
    (only,) = letters(root / "ra").values()
    return only


def test_the_screen_names_the_unit_and_what_it_owes(root, capsys):
    assert remind(root) == 0
    shown = capsys.readouterr().out
    assert "Bình Chánh" in shown
    assert "01 nhiệm vụ quá hạn; 01 nhiệm vụ sắp đến hạn" in shown
    assert max(len(line) for line in shown.splitlines() if str(root) not in line) <= 80


def exported(root, day):
    """An export of that day with a dossier that fell due on 05/3/2024."""
    file = root / "ho-so" / "tep.xlsx"
    file.parent.mkdir(exist_ok=True)
    open_ = f"| {code(1)} | UBND xã Bình An | 26/02/2024 | 05/03/2024 | | Đang xử lý |"
    file.write_bytes(dossiers(f"| Ngày xuất: {day:%d/%m/%Y} |\n\n{HEADER}\n{open_}"))


def test_up_to_which_day_anybody_has_looked_is_the_first_thing_said(root, tmp_path, capsys):
    few_units(root)
    exported(root, date(2024, 3, 12))
    first = "Số liệu xuất đến ngày 12/3/2024, chưa đủ đến hết kỳ (ngày 13/3/2024)."
    for options in ((), ("--text",)):
        assert remind(root, *options) == 0
        assert capsys.readouterr().out.startswith(first)
    remind(root, "-q", "--notices", tmp_path / "ra")
    assert capsys.readouterr().err.splitlines()[0].endswith(first)
    assert first in texts(letters(tmp_path / "ra")["binh-an"])
    told = document(root, capsys)
    assert (told["data"]["last_export"], told["data"]["complete"], told["data"]["stale"]) == (
        "2024-03-12",
        False,
        False,
    )
    exported(root, date(2024, 3, 13))
    remind(root)
    assert capsys.readouterr().out.startswith("Đôn đốc đến hết ngày")


def test_of_exports_older_than_the_week_nobody_is_urged_for_what_is_overdue(root, capsys):
    exported(root, date(2024, 3, 1))
    remind(root, "--json")
    shown = capsys.readouterr()
    told = json.loads(shown.out)
    assert told["data"]["stale"] and not any(unit["overdue_dossiers"] for unit in told["units"])
    assert "không hồ sơ, nhiệm vụ nào trong đó được tính là quá hạn" in shown.err


def test_json_is_one_document_with_every_unit_that_owes(root, capsys):
    told = document(root, capsys)
    assert (told["report"], told["period"]["id"], told["period"]["as_of"]) == ("remind", "2024-W10", "2024-03-13")
    (unit,) = told["units"]
    assert (unit["id"], unit["repeated"]) == ("binh-chanh", False)
    assert [task["document_no"] for task in unit["overdue_tasks"]] == ["15/CV-UBND"]
    assert [task["document_no"] for task in unit["due_soon_tasks"]] == ["18/CV-UBND"]


@pytest.fixture
def clock(monkeypatch):
    """The clock of the edge, to be set: letters are remembered with the time when they were written."""

    def put(*moment):
        monkeypatch.setattr(edges, "now", lambda: datetime(*moment, tzinfo=edges.VIETNAM))

    put(2024, 3, 13, 16, 5)
    return put


def test_after_the_letters_the_screen_says_that_they_are_written_and_proposes_none(root, tmp_path, capsys, clock):
    remind(root, "--notices", tmp_path / "ra")
    shown = capsys.readouterr().out
    assert "đã nhắc lúc 16:05 ngày 13/3/2024" in " ".join(shown.split()) and "chưa nhắc" not in shown
    assert shown.splitlines()[-1] == "Bước tiếp theo: in công văn, trình ký, gửi từng đơn vị."
    remind(root)
    step = capsys.readouterr().out.splitlines()[-1]
    assert step.startswith("Bước tiếp theo: đã nhắc đủ") and "--notices" not in step


def test_looking_is_no_urging(root, capsys):
    for options in ((), ("--text",), ("-q",), ("--json",)):
        assert remind(root, *options) == 0
    capsys.readouterr()
    (unit,) = document(root, capsys)["units"]
    assert (unit["repeated"], unit["last_urged"]) == (False, None)
    assert not (root / FOLDER).exists()


def test_the_list_is_whole_and_says_when_each_was_last_urged(root, tmp_path, capsys, clock):
    assert remind(root) == 0
    assert "chưa nhắc" in " ".join(capsys.readouterr().out.split())
    remind(root, "--notices", tmp_path / "ra", "-q")
    for day in ("2024-03-13", "2024-03-14"):  # one day more is nothing new
        clock(*map(int, day.split("-")), 17, 0)
        run("remind", "--as-of", day, "-w", root)
        shown = " ".join(capsys.readouterr().out.split())
        told = "01 ĐƠN VỊ CẦN ĐÔN ĐỐC; đã nhắc lúc 16:05 ngày 13/3/2024, từ đó không có gì mới"
        assert told in shown
        assert "01 nhiệm vụ quá hạn" in shown


def test_something_new_is_told_to_be_new(root, tmp_path, capsys, clock):
    remind(root, "--notices", tmp_path / "ra", "-q")
    book(root / "theo-doi" / "binh-chanh.xlsx", (LATE,))
    (unit,) = document(root, capsys)["units"]
    assert (unit["repeated"], unit["last_urged"]) == (False, "2024-03-13T16:05:00")
    remind(root)
    assert "16:05 ngày 13/3/2024, có nội dung mới" in " ".join(capsys.readouterr().out.split())
    clock(2024, 3, 13, 17, 0)
    remind(root, "--notices", tmp_path / "ra", "-q")
    assert document(root, capsys)["units"][0]["last_urged"] == "2024-03-13T17:00:00"


def test_the_same_letters_printed_twice_in_a_day_urge_once(root, tmp_path, capsys, clock):
    remind(root, "--notices", tmp_path / "ra", "-q")
    clock(2024, 3, 13, 17, 0)
    remind(root, "--notices", tmp_path / "ra", "-q")
    assert document(root, capsys)["units"][0]["last_urged"] == "2024-03-13T16:05:00"
    clock(2024, 3, 18, 8, 0)
    remind(root, "--notices", tmp_path / "ra", "-q")
    assert document(root, capsys)["units"][0]["last_urged"] == "2024-03-18T08:00:00"


def test_what_an_older_version_had_only_shown_is_no_letter(root, capsys):
    text = '{"schema": 1, "as_of": "2024-03-13", "units": {"binh-chanh": "00000000"}}'
    (root / FOLDER).mkdir()
    (root / FOLDER / f"reminders-0001-2024-03-13-{mark(text)}.json").write_text(text)
    assert document(root, capsys)["units"][0]["last_urged"] is None


def test_a_message_for_each_unit_can_be_pasted(root, capsys):
    assert remind(root, "--text") == 0
    assert capsys.readouterr().out.splitlines() == [
        "UBND xã Bình Chánh, đến hết ngày 13/3/2024: 01 nhiệm vụ quá hạn; 01 nhiệm vụ sắp đến hạn. "
        "Đề nghị xử lý và báo lại Văn phòng HĐND và UBND."
    ]
    assert remind(root, "--text", "--json") == 2


def test_the_sender_is_told_what_it_owes_and_gets_no_letter(root, tmp_path, capsys):
    book(root / "theo-doi" / "van-phong.xlsx", unit="Văn phòng HĐND và UBND")
    told = document(root, capsys)
    assert [unit["id"] for unit in told["units"]] == ["binh-chanh"]
    assert [task["document_no"] for task in told["own"]["overdue_tasks"]] == ["15/CV-UBND"]
    remind(root, "--notices", tmp_path / "ra")
    shown = " ".join(capsys.readouterr().out.split())
    assert "Việc của Văn phòng HĐND và UBND (đơn vị đôn đốc): 01 nhiệm vụ quá hạn; 01 nhiệm vụ sắp đến hạn." in shown
    assert [*letters(tmp_path / "ra")] == ["binh-chanh"]


def test_a_letter_that_demands_eleven_names_eleven(root, tmp_path):
    late = [(f"{number}/CV-UBND", *LATE[1:]) for number in range(101, 112)]
    book(root / "theo-doi" / "binh-chanh.xlsx", late)
    remind(root, "--notices", tmp_path / "ra", "-q")
    letter = letters(tmp_path / "ra")["binh-chanh"]
    told = texts(letter)
    assert "1. Hoàn thành 11 nhiệm vụ được giao đã quá thời hạn (danh sách tại Mục 1 của Phụ lục)." in told
    assert told.index("PHỤ LỤC") < told.index("1. Nhiệm vụ quá thời hạn")
    annex = letter.tables[-1]
    assert [row.cells[1].text for row in annex.rows[1:]] == [f"{number}/CV-UBND" for number in range(101, 112)]
    assert not any("khác" in line for line in told)


def test_a_letter_says_where_an_error_stands_and_how_to_mend_it_in_plain_words(root, tmp_path):
    book(root / "theo-doi" / "binh-chanh.xlsx", unit="Hội Nông dân")
    remind(root, "--notices", tmp_path / "ra", "-q")
    annex = letters(tmp_path / "ra")["binh-chanh"].tables[-1]
    told = "\n".join(cell.text for row in annex.rows for cell in row.cells)
    assert "dòng 3, cột E" in told and "Chưa rõ thì hỏi Văn phòng HĐND và UBND." in told
    assert not re.search(r"ô [A-Z]+\d|bsreform", told)


def test_a_memory_that_cannot_be_written_hinders_nothing(root, tmp_path, capsys):
    (root / FOLDER).write_text("đã có một tệp cùng tên")
    assert remind(root, "--notices", tmp_path / "ra") == 0
    assert "Không ghi nhớ được" in capsys.readouterr().err


def test_damaged_memories_are_passed_over(root, tmp_path, capsys):
    remind(root, "--notices", tmp_path / "ra", "-q")
    (kept,) = (root / FOLDER).iterdir()
    kept.write_text("")
    for number, content in enumerate(["[]", '{"schema": 9, "units": {}}', '{"schema": 2, "at": "x", "units": 3}'], 2):
        kept.with_name(kept.name.replace("-0001-", f"-{number:04}-")).write_text(content)
    assert len(list((root / FOLDER).iterdir())) == 4
    assert document(root, capsys)["units"][0]["last_urged"] is None


@pytest.mark.parametrize(
    ("settings", "code", "told"),
    [('cong-an = ["2024-W10"]', 0, ""), ('cong-anh = ["2024-W10"]', 2, "có phải “cong-an” không?")],
)
def test_declared_units_are_units(root, settings, code, told):
    (root / "bsreform.toml").write_text(f"[declared]\n{settings}\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["remind", "--as-of", "2024-03-13", "-w", str(root)], standalone_mode=False)
    assert (2 if isinstance(result.exception, CannotRun) else result.return_value or 0) == code
    assert told in str(result.exception)


def test_letters_written_again_are_the_same_file(root, tmp_path):
    assert remind(root, "--notices", tmp_path / "ra", "-q") == 0
    path = tmp_path / "ra" / "don-doc-2024-03-13-binh-chanh.docx"
    first = path.read_bytes()
    assert remind(root, "--notices", tmp_path / "ra", "-q") == 0
    assert path.read_bytes() == first
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_letter_follows_decree_30(letter):
    told = texts(letter)
    assert told[:4] == [
        "UBND HUYỆN BÌNH SƠN",
        "VĂN PHÒNG HĐND VÀ UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert told[5].startswith("V/v đôn đốc")
    assert told[7] == "Kính gửi: UBND xã Bình Chánh"
    assert "1. Hoàn thành 01 nhiệm vụ được giao đã quá thời hạn:" in told
    assert "- Văn bản số 18/CV-UBND: Lập danh sách hộ nghèo (thời hạn 15/3/2024, còn 02 ngày làm việc)." in told
    assert told[-5:] == [
        "Nơi nhận:",
        "- Như trên;",
        "- Chủ tịch, các Phó Chủ tịch UBND huyện (b/c);",
        "- Lưu: VT.",
        "CHÁNH VĂN PHÒNG",
    ]
    assert "PAGE" in letter.sections[0].header.paragraphs[0]._p.xml, "pages are numbered in each letter"


def test_the_answer_is_asked_for_by_a_day(letter):
    asked = "báo cáo kết quả về Văn phòng HĐND và UBND trước ngày 22/3/2024./."
    assert any(text.endswith(asked) for text in texts(letter))


def test_the_letters_are_named_in_the_json(root, tmp_path, capsys):
    told = document(root, capsys, "--notices", tmp_path / "ra")
    assert told["files"] == [f"{told['file']}/don-doc-2024-03-13-binh-chanh.docx"]
    assert document(root, capsys)["files"] == []


def test_nobody_who_owes_nothing_gets_a_letter(root, tmp_path, capsys):
    book(root / "theo-doi" / "binh-chanh.xlsx", TASKS[:1])
    assert remind(root, "--notices", tmp_path / "ra") == 0
    assert "Không có đơn vị nào phải đôn đốc." in capsys.readouterr().out
    assert not (tmp_path / "ra").exists()


def test_letters_never_go_among_the_data(root):
    assert remind(root, "--notices", root / "theo-doi") == 2


def test_what_cannot_be_written_is_exit_code_4(root, tmp_path):
    (tmp_path / "tep").touch()
    assert remind(root, "--notices", tmp_path / "tep") == 4


def test_nothing_at_all_cannot_run(tmp_path):
    (tmp_path / "bsreform.toml").touch()
    assert remind(tmp_path) == 2


def test_a_workspace_with_forms_alone_is_urged_for_the_others(tmp_path, capsys):
    (tmp_path / "bsreform.toml").touch()
    form_of_one_commune(tmp_path)
    assert run("remind", "--as-of", "2024-03-27", "-w", tmp_path, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert "binh-tri" in {each["id"] for each in found["units"]}


def form_of_one_commune(root):
    made = openpyxl.Workbook()
    made.active.append(["Đơn vị", "Kỳ báo cáo", "Cấp của Tổ", "Số Tổ", "Số thành viên"])
    made.active.append(["UBND xã Bình Long", "Quý I/2024", "Cấp xã", 1, 9])
    (root / "to-cong-nghe-so").mkdir()
    made.save(root / "to-cong-nghe-so" / "binh-long.xlsx")


def test_a_form_that_did_not_come_is_urged(root, tmp_path):
    few_units(root)
    form_of_one_commune(root)
    run("remind", "--as-of", "2024-03-27", "-w", root, "--notices", tmp_path / "ra", "-q")
    found = letters(tmp_path / "ra", "2024-03-27")
    assert "binh-long" not in found
    assert "1. Gửi biểu kết quả hoạt động của Tổ công nghệ số cộng đồng quý I/2024 (thời hạn 25/3/2024)." in texts(
        found["binh-tri"]
    )
    # On the 13th the last quarter due was IV/2023, before the letter: nobody owed it.
    remind(root, "--notices", tmp_path / "ra", "-q")
    assert [*letters(tmp_path / "ra")] == ["binh-chanh"]
