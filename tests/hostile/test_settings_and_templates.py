"""Settings, templates and reports lie in a shared folder, too: none of them leads outside, stops or slows a run."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from docx import Document

from bsreform.explaining import since
from bsreform.files.shipped import shipped
from bsreform.forms.marks import LOOKUP_MARK, LOOKUP_SHEET
from bsreform.model import CannotRun
from bsreform.organisation.config import load_config
from bsreform.organisation.units import load_registry
from calling import within
from hostile.test_links_and_pipes import workspace
from hostile.zips import edited

DOCX = ("weekly", "--week", "2024-W10", "--docx", "--json")
TEMPLATE = "bieu-mau/bao-cao-tuan.docx"


def folders(root: Path, **names: str) -> None:
    lines = [f"{name} = {json.dumps(value)}" for name, value in names.items()]
    (root / "bsreform.toml").write_text("\n".join(("[folders]", *lines)), encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    ["", " ", ".", "/", "/tmp/x", "../x", "a/../../x", "C:\\x", "C:x", "\\\\may\\x", "a\\..\\..\\x", "a\u0007b",
     "a\u202eb", "./a", "a//b", ".bsreform", "bao-cao/..", "..."],
)  # fmt: skip
def test_a_folder_is_relative_and_inside(tmp_path: Path, name: str) -> None:
    folders(tmp_path, reports=name)
    with pytest.raises(CannotRun, match=r"folders\.reports") as refused:
        load_config(tmp_path / "bsreform.toml")
    assert not re.search(r"[\u0000-\u0009\u000b-\u001f\u202e]", str(refused.value))


@pytest.mark.parametrize(
    "names",
    [{"reports": "ho-so"}, {"reports": "HO-SO"}, {"reports": "ho-so/bc"}, {"tasks": "ho-so"},
     {"tasks": "x", "trackers": "x"}],
)  # fmt: skip
def test_folders_are_apart_and_reports_not_among_inputs(tmp_path: Path, names: dict[str, str]) -> None:
    folders(tmp_path, **names)
    with pytest.raises(CannotRun, match="hai thư mục khác nhau"):
        load_config(tmp_path / "bsreform.toml")


def test_folders_within_the_workspace_are_taken(tmp_path: Path) -> None:
    folders(tmp_path, dossiers="Dữ liệu/hồ sơ 2024", reports="Dữ liệu/báo cáo")
    assert load_config(tmp_path / "bsreform.toml").folders.reports == "Dữ liệu/báo cáo"


def test_reports_do_not_follow_a_link_out_of_the_workspace(tmp_path: Path) -> None:
    root = workspace(tmp_path / "w")
    (tmp_path / "outside").mkdir()
    (root / "bao-cao").symlink_to(tmp_path / "outside")
    ended = within(root, "weekly", "--week", "2024-W10", "-q")
    assert (ended.code, list((tmp_path / "outside").iterdir())) == (2, [])
    assert "dẫn ra ngoài thư mục làm việc" in " ".join(ended.err.decode().split())
    named = tmp_path / "outside" / "x.xlsx"
    assert within(root, "weekly", "--week", "2024-W10", "-q", "-o", str(named)).code == 0
    assert named.is_file()


def test_a_folder_below_the_reports_or_of_kept_files_does_not_either(tmp_path: Path) -> None:
    root, outside = workspace(tmp_path / "w"), tmp_path / "outside"
    (root / "bao-cao").mkdir()
    outside.mkdir()
    for link in (root / ".bsreform", root / "bao-cao" / "2024"):
        link.symlink_to(outside)
    ended = within(root, "weekly", "--week", "2024-W10", "-q", "--docx", "--pdf")
    assert (ended.code, list(outside.iterdir())) == (4, [])
    (root / "bao-cao" / "2024").unlink()
    ended = within(root, "weekly", "--week", "2024-W10", "-q")
    assert (ended.code, list(outside.iterdir()), b"Traceback" in ended.err) == (0, [], False)
    assert "Không ghi được vào .bsreform: đây là lối tắt" in " ".join(ended.err.decode().split())


@pytest.mark.parametrize(("units", "told"), [(30, "hơn 20 đơn vị kế thừa"), (5_001, "tối đa 5000 đơn vị")])
def test_a_list_of_units_that_no_office_has_is_refused(tmp_path: Path, units: int, told: str) -> None:
    heir = 'valid_to = 2024-01-01\nsuccessor = "u{}"\n'
    entries = [
        f'[[unit]]\nid = "u{n}"\nname = "Đơn vị {n}"\ngroup = "commune"\n'
        + (heir.format(n + 1) if units < 100 and n + 1 < units else "")
        for n in range(units)
    ]
    (tmp_path / "units.toml").write_text("replace = true\n" + "".join(entries), encoding="utf-8")
    with pytest.raises(CannotRun, match=told):
        load_registry(tmp_path / "units.toml")


def test_demo_replaces_nothing(tmp_path: Path) -> None:
    for name in ("ho-so/x.csv", "bao-cao/2024/tuan-2024-W10.xlsx"):
        root = tmp_path / name.replace("/", "_")
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text("mine")
        ended = within(root, "demo", str(root))
        assert ended.code == 2
        assert [path.name for path in root.rglob("*") if path.is_file()] == [Path(name).name]


# --- templates ---------------------------------------------------------------------------------------


def templated(root: Path, tag: str) -> None:
    """The shipped template with this tag after its last paragraph."""
    (root / TEMPLATE).parent.mkdir()
    document = Document(shipped("templates") / "bao-cao-tuan.docx")
    document.add_paragraph(tag)
    document.save(root / TEMPLATE)


@pytest.mark.slow
@pytest.mark.parametrize(
    "tag",
    [
        '{{ "x" * 10**9 }}',
        "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}x{% endfor %}{% endfor %}"
        "{% endfor %}",
        "{{" * 20_000,
        "{{ 10**(10**9) }}",
    ],
    ids=["long text", "loops", "flood", "power"],
)
def test_a_template_that_costs_too_much_costs_the_document_alone(tmp_path: Path, tag: str) -> None:
    root = workspace(tmp_path / "w")
    (root / "bsreform.toml").write_text("[limits]\nseconds_per_file = 3\nmemory_mb = 400\n")
    templated(root, tag)
    ended = within(root, *DOCX)
    told = json.loads(ended.out)
    assert (ended.code, told["docx"], b"Traceback" in ended.err) == (4, None, False), ended.err.decode()
    assert (root / told["file"]).is_file()
    lines = [line for line in ended.err.decode().splitlines() if "bao-cao-tuan.docx" in line]
    assert len(lines) == 1, ended.err.decode()
    assert "mẫu" in lines[0].lower() and tag[:40] not in lines[0], "which template, in one line, and none of its code"


@pytest.mark.slow
def test_a_part_that_is_too_large_is_not_unpacked(tmp_path: Path) -> None:
    root = workspace(tmp_path / "w")
    (root / TEMPLATE).parent.mkdir()
    with (
        ZipFile(shipped("templates") / "bao-cao-tuan.docx") as given,
        ZipFile(root / TEMPLATE, "w", ZIP_DEFLATED) as bomb,
    ):
        for name in given.namelist():
            content = given.read(name)
            bomb.writestr(name, content + b" " * 70_000_000 if name == "word/document.xml" else content)
    ended = within(root, *DOCX)
    assert (ended.code, json.loads(ended.out)["docx"]) == (4, None)
    assert "quá lớn" in ended.err.decode()


def test_a_template_of_somewhere_else_is_not_carried_along(tmp_path: Path) -> None:
    root = workspace(tmp_path / "w")
    (root / TEMPLATE).parent.mkdir()
    link = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId77" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        b'Target="http://a.example/x.dotm" TargetMode="External"/></Relationships>'
    )
    name = (
        b'<w:attachedTemplate xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        b'r:id="rId77"/>'
    )
    shipped_one = (shipped("templates") / "bao-cao-tuan.docx").read_bytes()
    content = edited(
        shipped_one, {r"word/settings\.xml": lambda part: part.replace(b"</w:settings>", name + b"</w:settings>")}
    )
    (root / TEMPLATE).write_bytes(content)
    with ZipFile(root / TEMPLATE, "a") as package:
        assert "word/_rels/settings.xml.rels" not in package.namelist()
        package.writestr("word/_rels/settings.xml.rels", link)
    ended = within(root, *DOCX)
    with ZipFile(root / json.loads(ended.out)["docx"]) as made:
        everything = b"".join(made.read(name) for name in made.namelist())
    assert b"a.example" not in everything
    assert b"attachedTemplate" not in everything


# --- edited reports ----------------------------------------------------------------------------------

Mutate = Callable[[list[str]], list[str]]
MUTANTS: dict[str, tuple[str, Mutate]] = {
    "period gone": ("period", lambda record: record[:3]),
    "no day": ("period", lambda record: [*record[:2], "2024-02-31", *record[3:]]),
    "year 1": ("period", lambda record: [*record[:2], "0001-01-01", *record[3:]]),
    "a century": ("period", lambda record: [*record[:3], "2124-03-08", *record[4:]]),
    "no report": ("report", lambda record: ["report", "x"]),
    "report gone": ("report", lambda record: ["report"]),
    "rows": ("column", lambda record: [*record[:2], "x", *record[3:]]),
    "many rows": ("column", lambda record: [*record[:3], "9" * 18, *record[4:]]),
    "short": ("column", lambda record: record[:4]),
    "span": ("column", lambda record: [*record[:6], "always", *record[7:]]),
    "side": ("column", lambda record: [*record[:7], "dark", *record[8:]]),
    "row": ("row", lambda record: [*record[:2], "-5", *record[3:]]),
    "scope": ("row", lambda record: [*record[:8], "unit:nobody"]),
    "other scope": ("row", lambda record: [*record[:8], "x"]),
    "figure": ("column", lambda record: [*record[:5], "x", *record[6:]]),
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = workspace(tmp_path_factory.mktemp("edited") / "w")
    assert within(root, "weekly", "--week", "2024-W10", "-q").code == 0
    return root / "bao-cao/2024/tuan-2024-W10.xlsx"


@pytest.fixture(scope="module")
def figure(report: Path) -> str:
    """The first cell that “Tra cứu” knows a figure of."""
    lines = openpyxl.load_workbook(report, read_only=True)[LOOKUP_SHEET].iter_rows(values_only=True)
    records = [str(line[0]).split(LOOKUP_MARK) for line in lines]
    first = next(record for record in records if record[0] == "column" and record[5])
    return f"{first[1]}!{first[4]}{first[2]}"


def with_records(workbook: bytes, kind: str, mutate: Mutate) -> bytes:
    """The workbook with its records of that kind changed; they stand among the texts of all cells."""

    def mutated(text: re.Match[str]) -> str:
        record = text[0].split(LOOKUP_MARK)
        return LOOKUP_MARK.join(mutate(record)) if record[0] == kind and len(record) > 1 else text[0]

    return edited(workbook, {"sharedStrings": lambda part: re.sub("[^<>]+(?=</t>)", mutated, part.decode()).encode()})


@pytest.mark.parametrize("mutant", MUTANTS)
def test_explain_says_that_a_report_was_changed(report: Path, figure: str, mutant: str) -> None:
    changed = report.with_name(f"{mutant}.xlsx")
    changed.write_bytes(with_records(report.read_bytes(), *MUTANTS[mutant]))
    ended = within(report.parents[2], "explain", changed, figure)
    assert (ended.code, b"Traceback" in ended.err) == (2, False), ended.err.decode()
    told = " ".join(ended.err.decode().split())
    assert "đã bị sửa" in told or "Không có chỉ tiêu" in told or "không phải số liệu tra cứu được" in told


def test_a_report_as_it_was_written_is_explained(report: Path, figure: str) -> None:
    assert within(report.parents[2], "explain", report, figure).code == 0


def test_what_is_no_period_or_row_is_refused() -> None:
    with pytest.raises(ValueError, match="no period"):
        since._period(["period", "x", "2024-03-09", "2024-03-08", "2024-03-08"])
    with pytest.raises(ValueError, match="no rows"):
        since._rows(["row", "x", "0", "5"])
