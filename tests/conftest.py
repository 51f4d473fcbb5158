"""For all tests: what is read is cached in a folder of the run, and the processes that read stay for the next test."""

import gc
import json
import os
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, settings
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for

from bsreform.commands import edges
from bsreform.writing.schemas import schema_of
from staying import workers_stay

# How long an example takes says how busy the machine is, and nothing else.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is imported and collected stays to the end: the collector of garbage need not walk it, now nor later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What starts the program, or runs whole commands over whole workspaces, is slow, and its files begin: a file is a
    group, and short ones fill the gaps.
    """
    for item in items:
        whole = item.path.name.endswith("_run.py") or {"hostile", "cluster"} & {*item.path.parts}
        if whole or item.get_closest_marker("process"):
            item.add_marker("slow")
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


WHOLE, ENDS = 2, 3


def thinned(value: object) -> object:
    """A JSON value without the middle of its lists."""
    if isinstance(value, dict):
        return {key: thinned(each) for key, each in value.items()}
    if isinstance(value, list):
        return [thinned(each) for each in (*value[:ENDS], *value[ENDS:][-1:])]
    return value


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BSREFORM_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)  # or every process compiles all modules once more
        yield


@pytest.fixture(scope="session", autouse=True)
def _nobody_waits_for_the_disk() -> Iterator[None]:
    """What a power cut leaves no test can see; that a draft is flushed first `files/test_safe` does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def _every_document_fits_its_schema() -> Iterator[None]:
    """Every JSON document that a command prints in these processes is held to what `schema` says of it; of long lists,
    from the third document of a command on, the first ones and the last.
    """
    print_bytes, seen = edges.print_bytes, Counter[str]()

    @cache
    def schema(command: str) -> Validator:
        made = schema_of(command)
        kind = validator_for(made)
        kind.check_schema(made)
        return kind(made)

    def checked(told: str | Iterable[str]) -> None:
        text = told if isinstance(told, str) else "".join(told)
        if text.startswith("{") and "$schema" not in text[:40]:
            document = json.loads(text)
            command = document.get("report", "validate")
            seen[command] += 1
            schema(command).validate(document if seen[command] <= WHOLE else thinned(document))
        print_bytes(text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(edges, "print_bytes", checked)
        yield


@pytest.fixture(scope="session", autouse=True)
def _workers_stay() -> Iterator[None]:
    """Tests of the pool itself name an extractor of their own; theirs are started and ended as in a run."""
    with workers_stay():
        yield
