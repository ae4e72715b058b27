"""Says how many processes tests run in, which skip is a failure and which databases are tried; makes what rooms share.

Tests that need a browser, LibreOffice, a PostgreSQL server or the real material at ../shared are skipped where these
are absent. Where they must be there, as in CI, `TESTS_REQUIRE` names them (`chromium,soffice,postgresql,shared`) and
such a skip is a failure.
"""

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import settings

# Machines are shared: how long one example takes says nothing of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

if TYPE_CHECKING:
    from tests.postgres import Server

PROCESSES = 2

# How the reasons of skips speak of each, in lower case.
SPOKEN_OF = {
    "chromium": ("chromium", "browser"),
    "soffice": ("soffice", "libreoffice"),
    "postgresql": ("postgresql",),
    "shared": ("../shared",),
}


def required() -> list[str]:
    """What must be there. Raises `pytest.UsageError` for a name that is not known."""
    names = [name.strip() for name in os.environ.get("TESTS_REQUIRE", "").split(",") if name.strip()]
    if unknown := set(names) - SPOKEN_OF.keys():
        raise pytest.UsageError(f"TESTS_REQUIRE knows {', '.join(SPOKEN_OF)}; not {', '.join(sorted(unknown))}")
    return names


def lacking(reason: str, names: list[str]) -> str | None:
    """The one of `names` for want of which a test says it was skipped, or None."""
    return next((name for name in names if any(word in reason.lower() for word in SPOKEN_OF[name])), None)


def pytest_configure() -> None:
    required()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """The whole suite is long and is shared out; what is named by hand runs here, where it starts at once."""
    return PROCESSES if config.args_source is pytest.Config.ArgsSource.TESTPATHS else 0


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if name := lacking(reason, required()):
            report.outcome = "failed"
            report.longrepr = f"{name} is required by TESTS_REQUIRE, yet this test was {reason[0].lower()}{reason[1:]}"
    return report


@pytest.fixture(scope="session")
def postgres() -> "Iterator[Server]":
    """A PostgreSQL server of this run's own."""
    from tests.postgres import LACKING, programs, server

    if programs() is None:
        pytest.skip(LACKING)
    with server() as made:
        yield made


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new database: SQLite's in a folder that is not there yet, and one on a PostgreSQL server."""
    if request.param == "SQLite":
        return f"sqlite:///{tmp_path / 'desk' / 'hegao.db'}"
    server: Server = request.getfixturevalue("postgres")
    return server.database()


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the bundled sample, made once for all processes of a run; tests work on copies of it."""
    from desk import Desk
    from settings import read_settings

    base = tmp_path_factory.getbasetemp()
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with FileLock(run / "sample.lock"):
        home = run / "sample"
        if not home.exists():
            making = run / "sample-unfinished"
            desk = Desk(read_settings({"HEGAO_HOME": str(making)}))
            desk.load_sample()
            desk.close()
            making.rename(home)
    return home
