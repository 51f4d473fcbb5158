"""`--docx`: the covering report beside the workbook, of the same figures; what keeps it from being made."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from bsreform.commands import covering
from bsreform.files.shipped import shipped
from bsreform.report_model import Paragraphs, Report, Table
from bsreform.writing.word import document_bytes
from bsreform.writing.word_table import cell_text
from example_run import copy_of_examples, monthly_run, weekly_report
from test_cli import Result, run  # noqa: F401 - a fixture
from test_examples import SECRET

Run = Callable[..., Result]
W10 = ("weekly", "--week", "2024-W10")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    root = copy_of_examples(tmp_path_factory.mktemp("examples"))
    return {"bao-cao-tuan.docx": weekly_report(root), "bao-cao-thang.docx": monthly_run(root).report}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_examples(tmp_path_factory.mktemp("place"))


def paragraphs(document) -> list[str]:
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in document.element.body.iter(f"{W}p")]


@pytest.mark.parametrize("name", ["bao-cao-tuan.docx", "bao-cao-thang.docx"])
def test_every_sentence_and_every_cell_of_the_document_is_in_it(reports: dict[str, Report], name: str) -> None:
    report = reports[name]
    document = Document(BytesIO(document_bytes(report, shipped("templates") / name, "a.xlsx")))
    told = paragraphs(document)
    blocks = report.document.blocks
    lines = [line for block in blocks if isinstance(block, Paragraphs) for line in block.lines]
    assert [text for text in told if text in set(lines)] == lines
    assert set(report.conclusions) <= set(told)
    given = [block for block in blocks if isinstance(block, Table)]
    found = document.tables[1:-1]
    assert len(found) == len(given)
    for table, block in zip(found, given, strict=True):
        body = [[cell.text for cell in row.cells] for row in table.rows][-len(block.rows) :]
        assert body == [[cell_text(row, column) for column in block.columns] for row in block.rows]


def test_nothing_of_secret_documents_is_in_it(reports: dict[str, Report]) -> None:
    report = reports["bao-cao-thang.docx"]
    secret = [problem for problem in report.problems if problem.rule == "secret_document"]
    assert secret, "the examples have some"
    content = document_bytes(report, shipped("templates") / "bao-cao-thang.docx", "a.xlsx")
    with ZipFile(BytesIO(content)) as package:
        told = "".join(package.read(name).decode("utf-8", "ignore") for name in package.namelist())
    assert not [word for word in SECRET if word in told]


def test_it_lies_beside_the_workbook_under_the_same_name(run: Run, place: Path, tmp_path: Path) -> None:  # noqa: F811
    told = run(*W10, "-w", place, "--docx", "--json")
    assert json.loads(told.out)["docx"] == "bao-cao/2024/tuan-2024-W10.docx"
    target = tmp_path / "gửi" / "tuần.xlsx"
    told = run(*W10, "-w", place, "--docx", "-o", target)
    assert {path.name for path in target.parent.iterdir()} == {"tuần.xlsx", "tuần.docx"}
    assert str(target.with_suffix(".docx")) in told.out
    assert "tuần.xlsx" in "".join(paragraphs(Document(target.with_suffix(".docx"))))


def test_without_the_option_there_is_none(run: Run, place: Path, tmp_path: Path) -> None:  # noqa: F811
    told = run(*W10, "-w", place, "-o", tmp_path / "a.xlsx", "--json")
    assert "docx" not in json.loads(told.out)
    assert not (tmp_path / "a.docx").exists()


def test_the_monthly_report_has_one_too(run: Run, place: Path, tmp_path: Path) -> None:  # noqa: F811
    run("monthly", "--month", "2024-03", "-w", place, "--docx", "-q", "-o", tmp_path / "a.xlsx")
    assert "V. ĐƠN VỊ CÓ NHIỆM VỤ QUÁ HẠN CHƯA HOÀN THÀNH" in paragraphs(Document(tmp_path / "a.docx"))


def test_what_is_missing_is_said_before_anything_is_run(
    run: Run,  # noqa: F811
    place: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = run(*W10, "-w", place, "--docx", "-o", tmp_path / "a.docx")
    assert told.code == 2 and "Excel" in told.err
    monkeypatch.setattr(covering, "find_spec", lambda name: None)
    told = run(*W10, "-w", place, "--docx", "-o", tmp_path / "a.xlsx")
    assert (told.code, told.out) == (2, "")
    assert "install docxtpl" in told.err and len(told.err.splitlines()) == 1
    assert not list(tmp_path.glob("*.xlsx"))


def test_the_template_of_the_workspace_comes_first_and_init_puts_one_there(run: Run, tmp_path: Path) -> None:  # noqa: F811
    place = copy_of_examples(tmp_path)
    assert run("init", place).code == 0
    own = place / "bieu-mau" / "bao-cao-tuan.docx"
    document = Document(own)
    document.paragraphs[-2].runs[0].text = "Kính trình Chủ tịch./."
    document.save(own)
    run(*W10, "-w", place, "--docx", "-q")
    assert "Kính trình Chủ tịch./." in paragraphs(Document(place / "bao-cao/2024/tuan-2024-W10.docx"))


def test_with_a_faulty_template_the_workbook_is_written_all_the_same(run: Run, tmp_path: Path) -> None:  # noqa: F811
    place = copy_of_examples(tmp_path)
    (place / "bieu-mau").mkdir()
    (place / "bieu-mau" / "bao-cao-tuan.docx").write_bytes(b"no document")
    told = run(*W10, "-w", place, "--docx", "--json")
    assert told.code == 4
    assert json.loads(told.out)["docx"] is None
    assert "bao-cao-tuan.docx” không phải là tệp Word" in told.err
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
