"""Desks whose model answers on loopback: a small city for single traits, the bundled sample for whole speeches."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Desk, DraftRequest
from prompts.models.asking import Limits
from tests.drafting.workspace import H1, LAST_YEAR, loaded
from tests.prompts.endpoint import Endpoint

IMPATIENT = Limits(characters=1500, seconds=20, tries=2, pause=0.01)
SAMPLE_SPEECH = "岚江市2025年上半年经济工作讲话.docx"


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with Endpoint() as served:
        yield served


@pytest.fixture(scope="session")
def small_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of a small city, made once; tests work on copies of it."""
    home = tmp_path_factory.mktemp("small") / "workspace"
    loaded(home).close()
    return home


@pytest.fixture
def desk(endpoint: Endpoint, small_home: Path, tmp_path: Path) -> Iterator[Desk]:
    home = tmp_path / "workspace"
    shutil.copytree(small_home, home)
    opened = Desk(endpoint.settings(HEGAO_HOME=str(home), HEGAO_REGION="岚江市"))
    opened.model.limits = IMPATIENT
    yield opened
    opened.close()


def begun(desk: Desk, points: str = "", speech: str = LAST_YEAR) -> int:
    """A new draft that the model is to write."""
    return desk.begin_draft(DraftRequest(H1, desk.document(speech).id, writer="model", points=points))
