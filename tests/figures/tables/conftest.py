"""The catalogue, once for all tests of tables."""

import pytest

from figures.catalogue import Catalogue, load_catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()
