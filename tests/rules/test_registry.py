"""The registry of rules: complete, documented, tested; docs/rules.md is what it says."""

import re
import unicodedata
from pathlib import Path

import pytest

import bsreform.rules
from bsreform.organisation.ids import RULE_IDS
from bsreform.pages.rule_pages import rules_markdown
from bsreform.rules import RULES

MODULES = {path.stem for path in Path(bsreform.rules.__file__).parent.glob("[a-z]*.py")}
ROOT = Path(__file__).parents[2]


def test_every_module_is_a_rule_named_as_its_file():
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    assert set(ids) == MODULES


def test_every_rule_may_be_named_in_the_settings():
    assert {rule.id for rule in RULES} <= set(RULE_IDS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_its_page_and_its_test(rule):
    title, blank, *_ = rule.doc.splitlines()
    starts = re.findall(r"^(Vì sao|Sai|Đúng|Cách sửa): ", rule.doc, re.MULTILINE)
    assert title
    assert not blank
    assert starts == ["Vì sao", "Sai", "Đúng", "Cách sửa"]
    assert unicodedata.is_normalized("NFC", rule.doc)
    assert (Path(__file__).parent / f"test_{rule.id}.py").exists()


def test_a_page_is_one_line_for_each_paragraph_so_that_any_screen_can_wrap_it():
    assert all(len(rule.doc.split("\n")) == len(rule.doc.split("\n\n")) * 2 - 1 for rule in RULES)


def test_the_document_is_current():
    committed = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert committed == rules_markdown(), "run: python -m bsreform.pages.rule_pages > docs/rules.md"
