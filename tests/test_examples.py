"""The example workspace: exactly the expected results, the same each time, and every hazard it means to show.

After an intended change: `python tests/example_run.py`, then read the difference.
"""

import hashlib
import importlib.util
import json
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from bsreform.commands import validating
from bsreform.files.kept_files import FOLDER
from bsreform.history import kept_reports
from bsreform.history.snapshots import keep
from bsreform.pipeline import Made
from bsreform.reading.guarded.cache import SIGNED
from bsreform.records.loading import Workspace
from bsreform.report_model import Report
from bsreform.sending_back.sending import annotate_all
from example_run import (
    EXPECTED,
    README,
    VALIDATED,
    as_texts,
    copy_of_examples,
    monthly_run,
    weekly_report,
    with_excerpt,
    workbook_bytes,
    workbook_cells,
)

pytestmark = pytest.mark.slow

EXAMPLES = EXPECTED.parent
PRODUCED = (
    "weekly.json", "screen.txt", "workbook.txt", "monthly.json", "monthly-screen.txt", "monthly-workbook.txt",
    "validate.json",
)  # fmt: skip
SECRET = ("07/KH-UBND", "Hậu cần", "Gò Vàng", "lán trại", "dã chiến")
"""The words of the one row that stands in a secret document (clause 2.1 e)."""

SHOWN = {
    "completed_without_date", "conflict_copy", "damaged_file", "dates_out_of_order", "duplicate_code", "duplicate_task",
    "empty_file", "encrypted_file", "error_value", "formula_without_value", "future_date", "hidden_rows", "late_entry",
    "legacy_encoding", "missing_column", "missing_value", "not_synced_file", "progress_mismatch", "secret_document",
    "several_lead_units", "software_tracker_mismatch", "stale_tracker", "status_mismatch", "suspicious_date",
    "total_mismatch", "unit_without_data", "unknown_status", "unknown_unit", "unreadable_value",
}  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_examples(tmp_path_factory.mktemp("vi-du"))


@pytest.fixture(scope="module")
def week(root: Path) -> Report:
    return weekly_report(root)


@pytest.fixture(scope="module")
def month(root: Path) -> Made:
    return monthly_run(root)


@pytest.fixture(scope="module")
def produced(root: Path, week: Report, month: Made) -> dict[str, str]:
    return dict(as_texts(root, week, month.report))


@pytest.mark.parametrize("name", PRODUCED)
def test_the_examples_give_the_expected_results(produced: dict[str, str], name: str) -> None:
    assert produced[name].splitlines() == (EXPECTED / name).read_text(encoding="utf-8").splitlines()


def test_the_readme_shows_what_the_demo_prints(produced: dict[str, str]) -> None:
    readme = README.read_text(encoding="utf-8")
    assert readme == with_excerpt(readme, produced["screen.txt"])


def test_every_hazard_that_the_examples_mean_to_show_is_found(produced: dict[str, str]) -> None:
    assert {problem["rule"] for problem in json.loads(produced["validate.json"])["problems"]} == SHOWN


@pytest.mark.parametrize(
    ("report", "kind"), [("weekly.json", "rows"), ("monthly.json", "rows"), ("monthly.json", "task_rows")]
)
def test_every_row_that_was_read_is_accounted_for(produced: dict[str, str], report: str, kind: str) -> None:
    rows = json.loads(produced[report])[kind]
    assert rows["read"] == rows["used"] + rows["superseded"] + rows["excluded"] + rows["not_accepted"]
    assert min(rows.values()) > 0


def test_the_newer_export_and_not_the_older_one_counts(produced: dict[str, str]) -> None:
    report = json.loads(produced["weekly.json"])
    times = {source["path"]: source["exported_at"] for source in report["sources"]}
    assert times["ho-so/toan-huyen/danh-sach-ho-so-01-3.xls"] == "2024-03-01T16:00:00"
    assert times["ho-so/toan-huyen/danh-sach-ho-so-08-3.xlsx"] == "2024-03-08T15:00:00"
    older = next(source for source in report["sources"] if source["path"].endswith("01-3.xls"))
    assert report["rows"]["superseded"] == older["rows"] + 1, "all of the older export, and one repeated code"


def test_two_runs_give_the_same_workbook_byte_for_byte(root: Path, week: Report, month: Made) -> None:
    assert workbook_bytes(weekly_report(root)) == workbook_bytes(week)
    again = monthly_run(root)
    assert workbook_bytes(again.report) == workbook_bytes(month.report)
    assert again.snapshot.text == month.snapshot.text


def test_inputs_are_left_as_they_were(root: Path, produced: dict[str, str]) -> None:
    shipped = EXAMPLES / "workspace"
    names = sorted(path.relative_to(shipped) for path in shipped.rglob("*") if path.is_file())
    assert sorted(path.relative_to(root) for path in root.rglob("*") if path.is_file()) == names
    assert [_hash(root / name) for name in names] == [_hash(shipped / name) for name in names]


def test_no_applicant_reaches_any_output(produced: dict[str, str]) -> None:
    people = ("Trần Thị B", "Lê Văn C", "Phạm Thị D", "Võ Văn E")
    old = (EXAMPLES / "workspace/ho-so/toan-huyen/danh-sach-ho-so-01-3.xls").read_text(encoding="utf-8")
    assert all(name in old for name in people)
    texts = "".join(produced.values())
    assert not [name for name in people if name in texts or json.dumps(name)[1:-1] in texts]


def test_the_secret_row_is_found_and_not_a_word_of_it_is_kept(
    tmp_path: Path, produced: dict[str, str], week: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BSREFORM_CACHE", str(tmp_path / "cache"))
    root = copy_of_examples(tmp_path)
    read_anew = monthly_run(root)
    keep(root, read_anew.snapshot)
    for report in (week, read_anew.report):
        kept_reports.keep(root, report)
    told = "".join(produced.values()) + "".join(path.read_text(encoding="utf-8") for path in (root / FOLDER).iterdir())
    extracts = [
        pa.ipc.open_stream(path.read_bytes()[SIGNED:]).read_all() for path in (tmp_path / "cache").rglob("*.extract")
    ]
    told += "".join(f"{extract.to_pydict()} {extract.schema.metadata}" for extract in extracts)
    assert "Tiêm phòng gia súc đợt 1" in told, "the row above it"
    assert '"rule": "secret_document"' in produced["validate.json"]
    assert not [word for word in SECRET if any(way in told for way in _spelt(word))]


def test_the_copy_sent_back_shows_no_word_of_the_secret_row(tmp_path: Path) -> None:
    root = copy_of_examples(tmp_path)
    place = Workspace.open(root)
    problems, sources, _ = validating.validate(place, [root / "theo-doi"], VALIDATED)
    sent = list(annotate_all(place, problems, sources, tmp_path / "gui-lai"))
    told = "".join("\n".join(workbook_cells(each.copy.read_bytes())) for each in sent if each.copy)
    assert "Tiêm phòng gia súc đợt 1" in told
    assert not [word for word in SECRET if word in told]


def _spelt(word: str) -> tuple[str, ...]:
    """A text as it may stand in a screen, in JSON and in the representation of bytes."""
    return word, json.dumps(word)[1:-1], json.dumps(word)[1:-1].replace("\\", "\\\\"), str(word.encode())[2:-1]


def test_the_generator_makes_the_very_files_that_are_shipped() -> None:
    for name, content in _generator().files().items():
        if not name.endswith((".xlsx", ".ods")):  # compressed by whatever zlib the machine has
            assert content == (EXAMPLES / "workspace" / name).read_bytes(), name


def _generator():
    """examples/generate.py as a module."""
    before = list(sys.path)
    spec = importlib.util.spec_from_file_location("generate", EXAMPLES / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.path[:] = before
    return module


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
