"""For all tests: what is read is cached in a folder of the run, never in the user's."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BSREFORM_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
