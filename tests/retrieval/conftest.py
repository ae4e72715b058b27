"""A workspace of its own for every test, and an index in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.embedding import HashingEmbedding
from retrieval.index import Index, create_index
from settings import Settings, read_settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"HEGAO_HOME": str(tmp_path / "workspace")})


@pytest.fixture
def embedding() -> HashingEmbedding:
    return HashingEmbedding(256)


@pytest.fixture
def index(settings: Settings, embedding: HashingEmbedding) -> Iterator[Index]:
    with create_index(settings, embedding) as made:
        yield made
