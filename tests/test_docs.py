"""The documents are held against what is there: commands, settings, buttons; and what may not be in the tree is not."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

from settings import read_settings

ROOT = Path(__file__).parents[1]
SHELL = "uv run python cli.py "


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


README = text_of("README.md")
BLOCKS = [block for _, block in re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)]
SHELL_LINES = [line for block in BLOCKS for line in block.splitlines() if line.startswith(SHELL)]


@cache
def help_of(*command: str) -> str:
    """What the shell says of itself, or of one of its commands."""
    call = [sys.executable, "cli.py", *command, "--help"]
    return subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def commands() -> set[str]:
    """The commands of the shell."""
    return set(re.findall(r"^    ([a-z]+)\b", help_of(), re.MULTILINE))


class Asked(Mapping[str, str]):
    """An empty environment that remembers what it was asked for."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.names.add(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def settings_read() -> set[str]:
    """The environment variables that the settings are read from."""
    environ = Asked()
    read_settings(environ)
    return environ.names


def test_the_readme_starts_and_tests_with_two_commands_that_ci_runs_too() -> None:
    told = [line for block in BLOCKS for line in block.splitlines() if line.startswith("pip install uv")]
    assert len(told) == 2
    for line in told:
        assert line.removeprefix("pip install uv && ") in text_of(".ci/run")


def test_ci_checks_format_lint_and_types_as_well() -> None:
    for command in ("uv run ruff format --check .", "uv run ruff check .", "uv run mypy"):
        assert f"check {command}\n" in text_of(".ci/run")


def test_the_readme_names_the_settings_that_are_read_and_no_others() -> None:
    assert set(re.findall(r"\b(?:HEGAO|OPENAI|CHROMA)_[A-Z_]+|\b[A-Z]+_URL\b", README)) == settings_read()


def test_the_example_of_settings_names_every_setting_once_switched_off_and_each_is_explained() -> None:
    lines = text_of(".env.example").splitlines()
    named = [name for line in lines if (name := line.lstrip("#").partition("=")[0]) in settings_read()]
    assert sorted(named) == sorted(settings_read())
    for number, line in enumerate(lines):
        assert line == "" or line.startswith("#"), f"line {number + 1} is switched on"
    assert read_settings({}) == read_settings(dict.fromkeys(named, ""))


def test_ci_clears_every_setting_before_it_checks() -> None:
    cleared = re.search(r"in (.+)\) unset", text_of(".ci/run"))
    assert cleared is not None
    patterns = cleared[1].split(" | ")
    assert [name for name in settings_read() if not any(fnmatch(name, pattern) for pattern in patterns)] == []


def test_the_readme_names_the_commands_of_the_shell_and_no_others() -> None:
    assert set(re.findall(r"`cli\.py ([a-z]+)", README)) == commands()
    assert set(re.findall(r"`cli\.py ([a-z]+)", text_of("CHANGELOG.md"))) <= commands()
    assert set(re.findall(r"`cli\.py ([a-z]+)", text_of("docs/architecture.md"))) <= commands()


@pytest.mark.parametrize("line", SHELL_LINES)
def test_the_readmes_examples_are_calls_the_shell_knows(line: str) -> None:
    command, *rest = shlex.split(line.removeprefix(SHELL))
    assert command in commands()
    known = set(re.findall(r"(?<!\w)--[a-z-]+", help_of(command)))
    assert {word for word in rest if word.startswith("--")} <= known


def test_the_quick_start_names_pages_and_buttons_as_the_screen_does() -> None:
    quick = README.partition("## 快速上手")[2].partition("\n## ")[0]
    faces = [ROOT / "app.py", *ROOT.glob("app_pages/**/*.py")]
    screen = "\n".join(text_of(str(path.relative_to(ROOT))) for path in faces)
    named = re.findall(r"“([^”]+)”", quick)
    assert len(named) > 5
    assert [words for words in named if f'"{words}"' not in screen] == []


def test_the_changelog_tells_of_the_version_that_is_being_made() -> None:
    version = re.search(r'^version = "(.+)"$', text_of("pyproject.toml"), re.MULTILINE)
    assert version is not None
    assert re.search(rf"^## (?:Unreleased|{re.escape(version[1])}\b)", text_of("CHANGELOG.md"), re.MULTILINE)


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md", "docs/architecture.md"])
def test_links_between_documents_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", text_of(page)):
        assert ((ROOT / page).parent / target).exists(), f"{page} links to {target}"


def test_files_and_folders_that_the_architecture_names_are_there() -> None:
    for name in re.findall(r"`([a-z_]+/[a-z_/]+\.(?:py|txt|md))`", text_of("docs/architecture.md")):
        assert (ROOT / name).is_file(), f"docs/architecture.md names {name}"


# Written in pieces, so that this file does not hold what it looks for.
HOSTS = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "deb." + "debian.org", "proxy.go" + "lang.org"]
MACHINE = re.compile(r"(?<![\w.])/(?:" + "|".join(("wo" + "rk", "fa" + "rm", "ro" + "ot")) + r")/")


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Name and text of every tracked file that is text."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        data = path.read_bytes() if path.is_file() else b""
        if b"\0" not in data[:8000]:
            yield name, data.decode("utf-8", errors="ignore")


def test_no_tracked_text_names_a_package_host_or_a_path_of_one_machine() -> None:
    found = [
        f"{name}: {match[0]}"
        for name, text in tracked_texts()
        for match in [*re.finditer("|".join(map(re.escape, HOSTS)), text), *MACHINE.finditer(text)]
    ]
    assert found == []


def test_what_is_made_anew_on_each_machine_is_not_tracked() -> None:
    tracked = {name for name, _ in tracked_texts()}
    assert not {"uv.lock", ".env"} & tracked
    assert not any(name.startswith(("workspace/", ".venv/")) for name in tracked)


def test_the_example_of_settings_names_all_that_are_read_and_no_others() -> None:
    named = re.findall(r"^#([A-Z_]+)=", text_of(".env.example"), re.MULTILINE)
    assert sorted(named) == sorted(settings_read())
