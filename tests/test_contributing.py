"""What CONTRIBUTING says is enough: a rule is one file, so is an indicator, a subject one declaration."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import bsreform
from bsreform.figures.registry import FIGURES
from bsreform.layouts import sent
from bsreform.reports.kinds import REPORTS, ReportKind
from bsreform.spec import SUBJECTS as SUBJECT_IDS
from bsreform.subjects import subject_with_id

SUBJECTS = tuple(map(subject_with_id, SUBJECT_IDS))
RULE = '''"""Một quy tắc thử

Vì sao: để thử.

Sai: sai.

Đúng: đúng.

Cách sửa: sửa.
"""

SEVERITY = "warning"


def check(data, context):
    return ()
'''
INDICATOR = '''"""One made up (no clause)."""

from msgspec.structs import replace

from bsreform.indicators.online_rate import INDICATOR as ONLINE

INDICATOR = replace(ONLINE, id="made_up_rate", order=15)
'''
ASKED = """
from pathlib import Path
from bsreform.organisation.config import load_config
from bsreform.indicators import INDICATORS, indicator
from bsreform.rules import RULES

config = load_config(Path("bsreform.toml"))
made = indicator("made_up_rate").id
print(config.rules, config.target(made, "commune"), RULES[-1].title, made, INDICATORS[1].id)
"""


@pytest.mark.process
def test_a_rule_and_an_indicator_are_one_file_each(tmp_path: Path) -> None:
    package = shutil.copytree(Path(bsreform.__file__).parent, tmp_path / "bsreform")
    (package / "rules" / "zz_made_up.py").write_text(RULE, encoding="utf-8")
    (package / "indicators" / "made_up_rate.py").write_text(INDICATOR, encoding="utf-8")
    settings = '[rules]\nzz_made_up = "off"\n[targets.commune]\nmade_up_rate = 3.0\n'
    (tmp_path / "bsreform.toml").write_text(settings, encoding="utf-8")
    # The package of this folder is meant: nothing of the tests' own environment may name another.
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    told = subprocess.run([sys.executable, "-c", ASKED], cwd=tmp_path, capture_output=True, check=False, env=plain)
    assert told.returncode == 0, told.stderr.decode()
    assert told.stdout.decode().split("\n")[0] == "{'zz_made_up': 'off'} 3.0 Một quy tắc thử made_up_rate made_up_rate"


def test_a_subject_is_one_declaration_and_its_layouts() -> None:
    for each in SUBJECTS:
        assert sent(each.id), f"{each.id}: no layout says in which folder it lies"
    files = {path.stem for path in (Path(bsreform.__file__).parent / "subjects").glob("*.py")}
    assert files - {"__init__", "subject", "all_rows"} == {each.id for each in SUBJECTS}, "rules know each of them"
    declared = [kind for each in SUBJECTS for kind in each.kinds]
    assert len(declared) == len(set(declared)), "a kind of rows belongs to one subject"


def test_a_figure_is_declared_once_over_rows_that_a_subject_declares() -> None:
    counted = {addend.rows for figure in FIGURES.values() for addend in figure.addends}
    assert counted == {kind for each in SUBJECTS for kind in each.kinds}


@pytest.mark.parametrize("kind", REPORTS.values(), ids=list(REPORTS))
def test_a_report_is_a_declaration_of_known_subjects_and_layouts(kind: ReportKind) -> None:
    assert kind.spec.sheets and set(kind.reads) <= {each.id for each in SUBJECTS}
    for subject, layouts in kind.reads.items():
        assert set(layouts) <= {layout.id for layout in sent(subject)}
    assert kind.enough, "something is enough to report on"
