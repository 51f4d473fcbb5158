"""The rules of the house that a program can check: sizes, one meaning for each type name, how often `Any` is said."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import bsreform

HOUSE = Path(bsreform.__file__).parent
FILES = {path.relative_to(HOUSE).as_posix(): path for path in sorted(HOUSE.rglob("*.py"))}
LINES_OF_A_FILE, LINES_OF_A_FUNCTION, PARAMETERS, FILES_OF_A_FOLDER, ANY = 300, 50, 6, 30, 100

Function = ast.FunctionDef | ast.AsyncFunctionDef
Trees = dict[str, ast.Module]


@pytest.fixture(scope="module")
def trees() -> Trees:
    """The modules by their names, parsed once, by whoever looks at them."""
    return {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}


def functions(tree: ast.Module) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def parameters(function: Function) -> list[str]:
    given = function.args
    names = [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return names[1:] if names[:1] in (["self"], ["cls"]) else names


def type_names(tree: ast.Module) -> Iterator[str]:
    """Classes and aliases of a module: `Name = …` in mixed case."""
    for node in (inner for outer in tree.body for inner in (outer.body if isinstance(outer, ast.If) else [outer])):
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name.lstrip("_")[:1].isupper() and not name.isupper():
                yield name


def test_files_are_short() -> None:
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in FILES.items()}
    assert {name: length for name, length in lengths.items() if length > LINES_OF_A_FILE} == {}


def test_functions_are_short(trees: Trees) -> None:
    lengths = {
        (name, each.name): (each.end_lineno or 0) - each.lineno + 1
        for name, tree in trees.items()
        for each in functions(tree)
    }
    assert {each: length for each, length in lengths.items() if length > LINES_OF_A_FUNCTION} == {}


def test_no_function_has_many_parameters(trees: Trees) -> None:
    """In commands a parameter is an option."""
    own = {name: tree for name, tree in trees.items() if name != "cli.py" and not name.startswith("commands/")}
    many = {
        (name, each.name)
        for name, tree in own.items()
        for each in functions(tree)
        if len(parameters(each)) > PARAMETERS
    }
    assert many == set()


def test_a_type_name_has_one_meaning(trees: Trees) -> None:
    found = defaultdict(list)
    for name, tree in trees.items():
        for each in type_names(tree):
            found[each].append(name)
    assert {each: places for each, places in found.items() if len(places) > 1} == {}


def test_any_is_said_seldom(trees: Trees) -> None:
    said = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.Name)]
    assert sum(node.id == "Any" for node in said) <= ANY


def test_a_folder_has_one_theme() -> None:
    found = defaultdict(list)
    for path in (each for each in FILES.values() if each.name != "__init__.py"):
        found[path.parent.relative_to(HOUSE).as_posix()].append(path.name)
    assert {folder: len(names) for folder, names in found.items() if len(names) > FILES_OF_A_FOLDER} == {
        "rules": len(found["rules"])
    }
    assert len(found["."]) <= 12
