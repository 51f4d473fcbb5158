"""A package that is installed beside bsreform adds a layout, a rule and an indicator; a broken one stops nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from test_cli import workspace

SAMPLE = Path(__file__).parent / "sample_extension"
FOREIGN = (
    "Case no;Office;Opened;Promised;Stage\n"
    "000.00.23.H48-240304-0001;UBND xã Bình Chánh;04/03/2024;11/03/2024;Đang xử lý\n"
    "000.00.23.H48-240304-0002;UBND xã Bình Chánh;04/03/2024;11/03/2026;Đang xử lý\n"
)
OURS = "000.00.23.H48-240304-0003;UBND xã Bình Chánh;04/03/2024;05/03/2024;05/03/2024;Đã trả kết quả;Trực tuyến"

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = workspace(tmp_path_factory.mktemp("ext") / "ws", OURS)
    (root / "ho-so" / "foreign.csv").write_text("Ngày xuất: 08/03/2024\n" + FOREIGN, encoding="utf-8-sig")
    (root / "bsreform.toml").write_text(
        '[targets.commune]\nsample_open_rate = 10\n[rules]\nsample_far_promise = "error"\n', encoding="utf-8"
    )
    return root


def bsreform(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join((str(SAMPLE), *filter(None, (os.environ.get("PYTHONPATH"),))))
    return subprocess.run(
        [sys.executable, "-m", "bsreform", *arguments, "-w", str(place)],
        env={**os.environ, "PYTHONPATH": paths, "BSREFORM_CACHE": str(place.parent / "cache")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_layout_the_rule_and_the_indicator_are_used(place: Path) -> None:
    report = json.loads(bsreform(place, "weekly", "--week", "2024-W10", "--json").stdout)
    assert {each["layout"] for each in report["sources"]} == {"dossier_export", "sample_export"}
    unit = next(each for each in report["units"] if each["id"] == "binh-chanh")
    found = unit["indicators"]["sample_open_rate"]
    assert (found["counted"], found["out_of"], found["target"]) == (2, 3, 10)
    problems = json.loads(bsreform(place, "validate", "--format", "json").stdout)["problems"]
    told = [(each["rule"], each["severity"], each["cell"]) for each in problems if each["rule"] == "sample_far_promise"]
    assert told == [("sample_far_promise", "error", "D4")]


def test_doctor_names_what_is_there_and_what_is_broken(place: Path) -> None:
    shown = " ".join(bsreform(place, "doctor").stdout.split())
    assert "[x] Phần mở rộng layouts: sample_export (bsreform-sample)" in shown
    assert "[-] Phần mở rộng indicators: sample_broken (bsreform-sample) → Không dùng được (TypeError" in shown
    assert "sample_missing (bsreform-sample) → Không dùng được (ModuleNotFoundError" in shown
