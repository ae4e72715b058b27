"""A skip for want of something is a failure where that thing is required."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")
SKIPPED = """
import pytest

@pytest.mark.skipif(True, reason="LibreOffice is not installed")
def test_office() -> None: ...

@pytest.mark.skipif(True, reason="no browser: /usr/bin/chromium is not installed")
def test_browser() -> None: ...

@pytest.mark.skip("not on Mondays")
def test_other() -> None: ...
"""


def outcome(folder: Path, required: str) -> str:
    """What pytest says of the three skipped tests where `required` must be there."""
    shutil.copy(CONFTEST, folder)
    (folder / "test_skipped.py").write_text(SKIPPED, encoding="utf-8")
    call = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", ".", "."]
    environ = os.environ | {"TESTS_REQUIRE": required, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(call, cwd=folder, env=environ, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("required", "said"),
    [("", "3 skipped"), ("soffice", "2 skipped, 1 error"), ("chromium, soffice", "1 skipped, 2 errors")],
)
def test_a_skip_for_want_of_what_is_required_fails(tmp_path: Path, required: str, said: str) -> None:
    assert said in outcome(tmp_path, required)


def test_a_requirement_nobody_knows_is_refused(tmp_path: Path) -> None:
    assert "not sofice" in outcome(tmp_path, "sofice")
