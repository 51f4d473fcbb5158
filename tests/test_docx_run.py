"""`--docx`: the covering report beside the workbook, of the same figures; what keeps it from being made."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as DocumentType

from bsreform import pipeline
from bsreform.files.shipped import shipped
from bsreform.periods import QUARTER, YEAR
from bsreform.records.loading import Workspace
from bsreform.report_model import Bars, Paragraphs, Report, Table
from bsreform.reports.kinds import REPORTS
from bsreform.writing.word import document_bytes, report_paper
from bsreform.writing.word_table import cell_text
from example_run import copy_of_examples, few_of_examples, monthly_run, weekly_report
from test_cli import Result, run  # noqa: F401 - a fixture
from test_examples import SECRET

Run = Callable[..., Result]
W10 = ("weekly", "--week", "2024-W10")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    """The four reports of the examples, by the names of their templates."""
    root = copy_of_examples(tmp_path_factory.mktemp("examples"))
    place = Workspace.open(root)
    quarter = QUARTER.period("2024-Q1", None, place.config.periods)
    year = YEAR.period("2024", None, place.config.periods)
    return {
        "bao-cao-tuan.docx": weekly_report(root),
        "bao-cao-thang.docx": monthly_run(root).report,
        "bao-cao-quy.docx": pipeline.report(place, REPORTS["quarterly"], quarter).report,
        "bao-cao-nam.docx": pipeline.report(place, REPORTS["annual"], year).report,
    }


@pytest.fixture(scope="module")
def documents(reports: dict[str, Report]) -> "dict[str, DocumentType]":
    return {
        name: Document(BytesIO(document_bytes(report_paper(report, "a.xlsx"), shipped("templates") / name)))
        for name, report in reports.items()
    }


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return few_of_examples(tmp_path_factory.mktemp("place"))


def paragraphs(document) -> list[str]:
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in document.element.body.iter(f"{W}p")]


EACH = pytest.mark.parametrize(
    "name", ["bao-cao-tuan.docx", "bao-cao-thang.docx", "bao-cao-quy.docx", "bao-cao-nam.docx"]
)


@EACH
def test_every_sentence_and_every_cell_of_what_is_signed_is_in_it(reports, documents, name: str) -> None:
    told = paragraphs(documents[name])
    blocks = reports[name].document.blocks
    lines = [line for block in blocks if isinstance(block, Paragraphs) for line in block.lines]
    assert [text for text in told if text in set(lines)] == lines
    tables = [block.table if isinstance(block, Bars) else block for block in blocks if isinstance(block, Table | Bars)]
    found = documents[name].tables[1:-1]
    assert len(found) == len(tables) >= 2
    for table, block in zip(found, tables, strict=True):
        body = [[cell.text.strip() for cell in row.cells] for row in table.rows][-len(block.rows) :]
        assert body == [[cell_text(row, column) for column in block.columns] for row in block.rows]


@EACH
def test_the_parts_of_an_official_report_stand_in_their_order(documents, name: str) -> None:
    told = paragraphs(documents[name])
    parts = [text for text in told if re.match(r"[IV]+\. ", text)]
    assert [text.partition(".")[0] for text in parts] == ["I", "II", "III", "IV"]
    assert "NGUYÊN NHÂN" in parts[1] and parts[2].startswith("III. NHIỆM VỤ") and parts[3] == "IV. KIẾN NGHỊ"
    assert told.index("Kính gửi: Chủ tịch UBND huyện Bình Sơn") < told.index(parts[0])
    assert any(text.startswith("Thực hiện Công văn số ") for text in told)


@EACH
def test_what_is_asked_for_names_who_and_the_day(documents, name: str) -> None:
    told = paragraphs(documents[name])
    asked = told[told.index("IV. KIẾN NGHỊ") :]
    overdue = next(text for text in asked if "hồ sơ quá hạn" in text)
    assert re.match(r"\d\. UBND thị trấn Châu Ổ.* trước ngày \d{2}/\d{1,2}/202[45]\.$", overdue)


@EACH
def test_one_chart_is_drawn(documents, name: str) -> None:
    drawn = [cell for table in documents[name].tables for row in table.rows for cell in row.cells if cell.tables]
    assert len(drawn) >= 5


@EACH
def test_the_text_names_no_path_no_cell_and_no_fact_twice(reports, documents, name: str) -> None:
    blocks = [block for block in reports[name].document.blocks if isinstance(block, Paragraphs)]
    lines = [line for block in blocks for line in block.lines]
    assert len(lines) == len(set(lines))
    for line in lines:
        assert not re.search(r"thư mục|\.xlsx?|\.csv|![A-Z]+\d|\b0+ (hồ sơ|nhiệm vụ|đơn vị)", line), line


def test_nothing_of_secret_documents_is_in_it(reports: dict[str, Report]) -> None:
    report = reports["bao-cao-thang.docx"]
    secret = [problem for problem in report.problems if problem.rule == "secret_document"]
    assert secret, "the examples have some"
    content = document_bytes(report_paper(report, "a.xlsx"), shipped("templates") / "bao-cao-thang.docx")
    with ZipFile(BytesIO(content)) as package:
        told = "".join(package.read(name).decode("utf-8", "ignore") for name in package.namelist())
    assert not [word for word in SECRET if word in told]


def test_it_lies_beside_the_workbook_under_the_same_name(run: Run, place: Path, tmp_path: Path) -> None:  # noqa: F811
    told = run(*W10, "-w", place, "--docx", "--json")
    assert json.loads(told.out)["docx"] == "bao-cao/2024/tuan-2024-W10.docx"
    target = tmp_path / "gửi" / "tuần.xlsx"
    told = run(*W10, "-w", place, "--docx", "-o", target)
    assert {path.name for path in target.parent.iterdir()} == {"tuần.xlsx", "tuần.docx"}
    assert target.with_suffix(".docx").name in told.out
    assert "tuần.xlsx" in "".join(paragraphs(Document(target.with_suffix(".docx"))))


def test_without_the_option_there_is_none(run: Run, place: Path, tmp_path: Path) -> None:  # noqa: F811
    told = run(*W10, "-w", place, "-o", tmp_path / "a.xlsx", "--json")
    assert "docx" not in json.loads(told.out)
    assert not (tmp_path / "a.docx").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("monthly", "--month", "2024-03"), "Bảng 1. Nhiệm vụ toàn huyện theo tình trạng"),
        (("quarterly", "--quarter", "2024-Q1"), "III. NHIỆM VỤ QUÝ TỚI"),
        (("annual", "--year", "2024"), "I. KẾT QUẢ VÀ ĐỀ XUẤT XẾP LOẠI"),
    ],
)
def test_the_other_reports_have_one_too(run: Run, place: Path, tmp_path: Path, words, told) -> None:  # noqa: F811
    run(*words, "-w", place, "--docx", "-q", "-o", tmp_path / "a.xlsx")
    assert told in paragraphs(Document(tmp_path / "a.docx"))


def test_a_document_is_no_name_for_the_workbook(run: Run, place: Path, tmp_path: Path) -> None:  # noqa: F811
    told = run(*W10, "-w", place, "--docx", "-o", tmp_path / "a.docx")
    assert told.code == 2 and "Excel" in told.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("words", [("template", "tracker"), ("explain", "weekly", "--indicator", "online_rate")])
def test_nor_for_a_form_or_the_rows_behind_a_figure(run: Run, place: Path, tmp_path: Path, words) -> None:  # noqa: F811
    told = run(*words, "-w", place, "-o", tmp_path / "a.docx")
    assert (told.code, "phải có đuôi .xlsx" in told.err) == (2, True)
    assert not (tmp_path / "a.docx").exists()


def test_the_name_of_the_signer_and_the_ground_come_from_the_settings(run: Run, tmp_path: Path) -> None:  # noqa: F811
    place = few_of_examples(tmp_path)
    (place / "bsreform.toml").write_text(
        '[organisation]\nname = "UBND huyện Mộ Đức"\nsigner_name = "Nguyễn Văn A"\n', encoding="utf-8"
    )
    run(*W10, "-w", place, "--docx", "-q")
    told = paragraphs(Document(place / "bao-cao/2024/tuan-2024-W10.docx"))
    assert "Nguyễn Văn A" in told and "Kính gửi: Chủ tịch UBND huyện Mộ Đức" in told
    assert not [text for text in told if "Công văn số" in text], "the letter is that of another district"


def test_the_template_of_the_workspace_comes_first_and_init_puts_one_there(run: Run, tmp_path: Path) -> None:  # noqa: F811
    place = few_of_examples(tmp_path)
    assert run("init", place).code == 0
    own = place / "bieu-mau" / "bao-cao-tuan.docx"
    document = Document(own)
    document.paragraphs[-2].runs[0].text = "Kính trình Chủ tịch./."
    document.save(own)
    run(*W10, "-w", place, "--docx", "-q")
    assert "Kính trình Chủ tịch./." in paragraphs(Document(place / "bao-cao/2024/tuan-2024-W10.docx"))


def test_with_a_faulty_template_the_workbook_is_written_all_the_same(run: Run, tmp_path: Path) -> None:  # noqa: F811
    place = few_of_examples(tmp_path)
    (place / "bieu-mau").mkdir()
    (place / "bieu-mau" / "bao-cao-tuan.docx").write_bytes(b"no document")
    told = run(*W10, "-w", place, "--docx", "--json")
    assert told.code == 4
    assert json.loads(told.out)["docx"] is None
    assert "bao-cao-tuan.docx” không phải là tệp Word" in told.err
    assert told.err.rstrip().endswith("Tệp Excel đã lập xong.")
    assert [path.name for path in (place / "bao-cao/2024").iterdir()] == ["tuan-2024-W10.xlsx"]


def test_where_the_document_is_open_in_word_another_is_written_beside_it(
    run: Run,  # noqa: F811
    place: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "a.docx").write_bytes(b"open in Word")
    replace = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target == tmp_path / "a.docx":
            raise PermissionError(13, "locked")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    told = run(*W10, "-w", place, "--docx", "--json", "-o", tmp_path / "a.xlsx")
    assert told.code != 4
    assert "a (2).docx" in told.err and json.loads(told.out)["docx"].endswith("a (2).docx")
    assert (tmp_path / "a.docx").read_bytes() == b"open in Word"
