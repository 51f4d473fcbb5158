"""Validation rules: every module of this folder is one, in the order of their names."""

from importlib import import_module
from inspect import cleandoc
from types import ModuleType

from bsreform.organisation.ids import RULE_IDS
from bsreform.spec import SUBJECTS, Rule


def _rule(module: ModuleType) -> Rule:
    """A module is a rule: its file name the id, its docstring the page, one line for each paragraph."""
    id_ = module.__name__.rpartition(".")[2]
    paragraphs = cleandoc(module.__doc__ or "").split("\n\n")
    page = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    return Rule(id_, module.SEVERITY, page, module.check, getattr(module, "SUBJECTS", SUBJECTS))


RULES: tuple[Rule, ...] = tuple(_rule(import_module(f"{__name__}.{id_}")) for id_ in RULE_IDS)
