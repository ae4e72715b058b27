"""One small city for all tests of editing, and a draft of its own for each."""

from collections.abc import Iterator

import pytest

from desk import Desk
from drafting.model import RenderedDraft
from tests.drafting.workspace import loaded, written


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = loaded(tmp_path_factory.mktemp("editing"))
    yield desk
    desk.close()


@pytest.fixture
def draft(desk: Desk) -> RenderedDraft:
    return written(desk)
