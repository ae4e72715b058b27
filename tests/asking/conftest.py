"""One desk with the reports of two cities, for all tests of this folder."""

from collections.abc import Callable, Iterator

import pytest

from asking.answer import Answer
from desk import Desk
from tests.asking.reports import REPORTS, desk_with


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = desk_with(tmp_path_factory.mktemp("asking"), REPORTS)
    yield desk
    desk.close()


@pytest.fixture
def ask(desk: Desk) -> Callable[[str], Answer]:
    return lambda question: desk.answers.ask(question).answer
