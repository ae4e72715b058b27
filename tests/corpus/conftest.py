"""A library in an empty workspace."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.library import Library
from store.engine import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'hegao.db'}")
    yield opened
    opened.close()


@pytest.fixture
def library(store: Store, tmp_path: Path) -> Library:
    return Library(store, tmp_path / "files")
