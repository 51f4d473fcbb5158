"""What is taken of typer beyond its documented names: should a new version move it, this says so before a user does."""

import ast
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest
import typer
from typer.core import TyperCommand, TyperGroup

import bsreform
from bsreform.commands.framework import UsageError, usage_message

PRIVATE = {
    ("typer._completion_shared", "install"): ["shell", "prog_name", "complete_var"],
    ("typer._completion_shared", "get_completion_script"): ["prog_name", "complete_var", "shell"],
}
"""What is private and taken all the same, with the parameters by which it is called."""
KNOWN = {
    ("typer.core", "TyperCommand"),
    ("typer.core", "TyperGroup"),
    ("typer.main", "get_command"),
    ("typer", ""),
    *PRIVATE,
}


def imported() -> set[tuple[str, str]]:
    """Every (module, name) of typer, or of what it is made of, that our code imports."""
    found = set()
    for path in Path(bsreform.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                found |= {(node.module or "", each.name) for each in node.names}
            elif isinstance(node, ast.Import):
                found |= {(each.name, "") for each in node.names}
    return {each for each in found if each[0].split(".")[0] in ("typer", "click")}


def test_only_these_names_of_typer_are_imported_and_none_of_click() -> None:
    assert imported() <= KNOWN


@pytest.mark.parametrize(("module", "name"), PRIVATE)
def test_what_is_private_can_still_be_called_as_we_do(module: str, name: str) -> None:
    function = getattr(import_module(module), name)
    assert set(PRIVATE[module, name]) <= set(signature(function).parameters)


def test_the_classes_have_what_is_overridden() -> None:
    assert {"get_help"} <= set(dir(TyperCommand))
    assert {"get_help", "make_context", "resolve_command"} <= set(dir(TyperGroup))


def test_the_base_of_usage_errors_is_still_the_one_that_is_caught() -> None:
    assert UsageError.__name__ == "UsageError"
    assert issubclass(typer.BadParameter, UsageError)
    assert "Xem cách dùng" in usage_message(typer.BadParameter("x"))
    assert issubclass(typer.Exit, RuntimeError)
