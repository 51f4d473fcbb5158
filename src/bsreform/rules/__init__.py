"""Validation rules: every module of this folder is one, in the order of their names."""

from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from types import ModuleType

from bsreform.files.extensions import load
from bsreform.organisation.ids import OWN_RULE_IDS
from bsreform.spec import SUBJECTS, Rule


def _rule(id_: str, module: ModuleType) -> Rule:
    """A module is a rule: its name the id, its docstring the page, one line for each paragraph."""
    paragraphs = cleandoc(module.__doc__ or _docstring(module)).split("\n\n")
    page = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    return Rule(id_, module.SEVERITY, page, module.check, getattr(module, "SUBJECTS", SUBJECTS))


def _docstring(module: ModuleType) -> str:
    """As it stands in the file: `python -OO` drops it."""
    import ast

    return ast.get_docstring(ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))) or ""


_OWN = tuple(_rule(id_, import_module(f"{__name__}.{id_}")) for id_ in OWN_RULE_IDS)
RULES: tuple[Rule, ...] = (*_OWN, *load("bsreform.rules", set(OWN_RULE_IDS), _rule))
"""Ours, then those of other packages: an entry point names a module like these."""
