"""The rooms stand on floors and an import only ever goes down: walked through every module, lazy imports included.

The floors and doors below are the rule. `docs/architecture.md` draws the same, and a test holds the two together.
`tests/` and `bench/` may import anything.
"""

import ast
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# From the top. Rooms of one floor do not see each other, and an order without equals leaves no room for a circle.
FLOORS = (
    ("app", "cli"),
    ("app_pages", "shell"),
    ("desk",),
    ("services",),
    ("export",),
    ("drafting", "asking"),
    ("retrieval",),
    ("prompts",),
    ("figures",),
    ("corpus",),
    ("settings",),
    ("store",),
    ("progress",),
    ("clock",),
    ("errors",),
)
# Doors that only some may use: the project's own modules and libraries that must stay in their place.
DOORS = {
    "app_pages": {"app"},
    "shell": {"cli"},
    "services": {"app_pages", "desk", "shell"},
    "streamlit": {"app", "app_pages"},
    "chromadb": {"retrieval"},
    "alembic": {"store"},
    "langchain": {"prompts"},
    "langchain_core": {"prompts"},
    "langchain_openai": {"prompts"},
    "langsmith": {"prompts"},
}
# What a room may see of another, where that is not all of it: whole modules, or single names of a module.
VIEWS = {
    ("app_pages", "services"): {"services.trail"},
    ("shell", "services"): {"services.health", "services.keeping", "services.trail"},
    ("app_pages", "corpus"): {"corpus.model", "corpus.library.StoredDocument"},
    ("app_pages", "figures"): {
        "figures.book.Conflict",
        "figures.catalogue.Indicator",
        "figures.catalogue.Nature",
        "figures.catalogue.RateKind",
        "figures.figure",
        "figures.ledger.statement",
        "figures.ledger.target",
        "figures.measure",
        "figures.period",
        "figures.quantity",
        "figures.slots",
        "figures.tables.Asked",
        "figures.tables.Axis",
        "figures.tables.CellReading",
        "figures.tables.ColumnTime",
        "figures.tables.Fix",
        "figures.tables.Fragment",
        "figures.tables.FragmentRow",
        "figures.tables.Line",
        "figures.tables.TableReading",
    },
    ("app_pages", "retrieval"): {"retrieval.index.Hit", "retrieval.passages"},
    ("app_pages", "drafting"): {
        "drafting.beside.findings.Proof",
        "drafting.beside.past.PastPassage",
        "drafting.beside.reading.BrokenSlot",
        "drafting.beside.reading.ReadSlot",
        "drafting.beside.reading.Reading",
        "drafting.check.model",
        "drafting.check.house.Phrase",
        "drafting.stored.filling.Change",
        "drafting.finishing.model",
        "drafting.materials.model",
        "drafting.model",
        "drafting.returned.model",
        "drafting.editing.model",
        "drafting.versions.comparison",
        "drafting.versions.history",
        "drafting.writing.runs.events",
        "drafting.writing.proposals.rewriting.Wish",
    },
    ("app_pages", "export"): {"export.options"},
    ("app_pages", "asking"): {"asking.answer", "asking.conversations.Turn"},
    ("app_pages", "prompts"): set[str](),
    ("app_pages", "store"): {"store.deeds", "store.people"},
    ("export", "drafting"): {
        "drafting.model",
        "drafting.comparing",
        "drafting.finishing.model",
        "drafting.returned.model",
        "drafting.check.model",
    },
}
NOT_WALKED = {"tests", "bench"}


@dataclass(frozen=True, slots=True)
class Arrow:
    """One import: `module` is a module of the project, or any other library's dotted name; `name` is what is taken out
    of it, or None for the module itself."""

    importer: str
    line: int
    module: str
    name: str | None = None

    def __str__(self) -> str:
        return f"{self.importer}:{self.line} imports {self.module}{f'.{self.name}' if self.name else ''}"


def modules(root: Path) -> dict[str, Path]:
    """Every module of the project by its dotted name; a package goes by its own."""
    found: dict[str, Path] = {}
    for top in root.iterdir():
        if top.name in NOT_WALKED or top.name.startswith(".") or not (top.suffix == ".py" or is_package(top)):
            continue
        for path in [top] if top.is_file() else top.rglob("*.py"):
            parts = path.relative_to(root).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def is_package(folder: Path) -> bool:
    return folder.is_dir() and any(folder.rglob("*.py")) and folder.name.isidentifier()


def arrows(known: dict[str, Path]) -> list[Arrow]:
    """Every import of every module, wherever in it: inside functions and under TYPE_CHECKING too."""
    return [
        arrow
        for module, path in sorted(known.items())
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path)))
        for arrow in arrows_of(node, module, path.name == "__init__.py", known)
    ]


def arrows_of(node: ast.AST, importer: str, package: bool, known: dict[str, Path]) -> Iterator[Arrow]:
    match node:
        case ast.Import(names=names):
            for alias in names:
                yield Arrow(importer, node.lineno, alias.name)
        case ast.ImportFrom(module=module, names=names, level=level):
            source = absolute(module or "", level, importer, package)
            for alias in names:
                inside = f"{source}.{alias.name}"
                taken = Arrow(importer, node.lineno, inside) if inside in known else None
                yield taken or Arrow(importer, node.lineno, source, alias.name)
        case ast.Call(func=ast.Name(id="__import__") | ast.Attribute(attr="import_module") as called, args=[first, *_]):
            told = first.value if isinstance(first, ast.Constant) else None
            yield Arrow(importer, called.lineno, told if isinstance(told, str) else "something not told")
        case _:
            return


def absolute(module: str, level: int, importer: str, package: bool) -> str:
    """The dotted name that `from ..module import` means in `importer`."""
    if level == 0:
        return module
    parts = importer.split(".")
    base = parts[: len(parts) - level + package]
    return ".".join([*base, module] if module else base)


def room_of(module: str) -> str:
    return module.partition(".")[0]


def floor_of(room: str) -> int | None:
    return next((height for height, floor in enumerate(FLOORS) if room in floor), None)


def wrong_arrows(found: list[Arrow], known: dict[str, Path]) -> list[str]:
    """Each arrow that runs up or sideways, through a door it may not use, or further than its view."""
    rooms = {room_of(module) for module in known}
    wrong = [f"{room} stands on no floor" for room in sorted(rooms) if floor_of(room) is None]
    for arrow in found:
        room, target = room_of(arrow.importer), room_of(arrow.module)
        if arrow.module == "something not told":
            wrong.append(f"{arrow}: no test can follow that")
        elif target in DOORS and room != target and room not in DOORS[target]:
            wrong.append(f"{arrow}: only {', '.join(sorted(DOORS[target]))} may")
        elif target in rooms and room != target:
            above, below = floor_of(room), floor_of(target)
            if above is None or below is None or above >= below:
                wrong.append(f"{arrow}: that runs {'sideways' if above == below else 'up'}")
            elif (view := VIEWS.get((room, target))) is not None and not in_view(arrow, view):
                wrong.append(f"{arrow}: {room} sees only {', '.join(sorted(view)) or 'nothing'} of {target}")
    return wrong


def in_view(arrow: Arrow, view: set[str]) -> bool:
    return arrow.module in view or (arrow.name is not None and f"{arrow.module}.{arrow.name}" in view)


def circle(found: list[Arrow], known: dict[str, Path]) -> list[str]:
    """The modules of a circle of imports, or none.

    An import of `a.b.c` also runs the packages `a` and `a.b`: those count too, but for the packages one is in oneself,
    which are always there already.
    """
    graph: dict[str, set[str]] = {module: set() for module in known}
    for arrow in found:
        parts = arrow.module.split(".")
        for length in range(1, len(parts) + 1):
            run = ".".join(parts[:length])
            asked_for = length == len(parts)
            if run in known and run != arrow.importer and (asked_for or not arrow.importer.startswith(f"{run}.")):
                graph[arrow.importer].add(run)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def test_every_arrow_of_the_project_runs_down_and_through_an_open_door() -> None:
    known = modules(ROOT)
    assert {"desk", "figures.slots", "corpus.sample.source.build"} <= known.keys()
    assert "\n".join(wrong_arrows(arrows(known), known)) == ""


def test_no_modules_of_the_project_import_each_other_in_a_circle() -> None:
    known = modules(ROOT)
    assert " → ".join(circle(arrows(known), known)) == ""


def knots(found: list[Arrow], known: dict[str, Path]) -> list[str]:
    """The circles among what lies beside each other in a room, a package taken as one: what it offers lies either below
    its neighbour or above it, as the rooms do."""
    beside: dict[str, dict[str, set[str]]] = {}
    for arrow in found:
        here, there = arrow.importer.split("."), arrow.module.split(".")
        shared = next((at for at, (one, other) in enumerate(zip(here, there, strict=False)) if one != other), None)
        if shared is not None and arrow.module in known:
            beside.setdefault(".".join(here[:shared]), {}).setdefault(here[shared], set()).add(there[shared])
    told: list[str] = []
    for room, graph in sorted(beside.items()):
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            told.append(f"{room}: {' → '.join(reversed(error.args[1]))}")
    return told


def test_no_packages_of_a_room_look_into_each_other() -> None:
    known = modules(ROOT)
    assert knots(arrows(known), known) == []


def picture() -> str:
    """The drawing of the rooms in `docs/architecture.md`."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return page.partition("```text\n")[2].partition("```")[0]


def table_of(heading: str) -> list[list[str]]:
    """The rows under a heading of `docs/architecture.md`, as the names in backticks of each cell joined by blanks."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = [row for row in page.partition(heading)[2].partition("\n##")[0].splitlines() if row.startswith("| `")]
    return [[" ".join(re.findall(r"`([^`]+)`", cell)) for cell in row.strip("|").split("|")] for row in rows]


def test_the_architecture_draws_the_same_floors() -> None:
    drawn = [line.partition("│")[0].split() for line in picture().splitlines() if "│" in line]
    names = [[name.removesuffix("/").removesuffix(".py") for name in floor] for floor in drawn]
    assert [tuple(floor) for floor in names] == list(FLOORS)


def test_the_architecture_names_the_same_doors_and_views() -> None:
    assert {target: set(rooms.split()) for target, rooms in table_of("### Doors")} == DOORS
    drawn = {(room, target): set(seen.split()) for room, target, seen in table_of("### Views")}
    assert drawn == {pair: seen for pair, seen in VIEWS.items() if seen}


# The walker itself, on small trees.


def walked(root: Path, files: dict[str, str]) -> tuple[str, list[str]]:
    """The wrong arrows and the circle of a project made of `files`."""
    for name, source in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(source), encoding="utf-8")
    known = modules(root)
    found = arrows(known)
    return "\n".join(wrong_arrows(found, known)), circle(found, known)


BELOW_AND_ABOVE = {"errors.py": "", "store/engine.py": "class Store: ...", "figures/__init__.py": ""}


@pytest.mark.parametrize(
    "source",
    [
        "import figures",
        "import figures.book",
        "from figures import book",
        "from figures.book import Book",
        "def f():\n    from figures.book import Book",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from figures.book import Book",
        "import importlib\nimportlib.import_module('figures.book')",
        "__import__('figures')",
    ],
)
def test_an_arrow_up_is_found_however_it_is_written(tmp_path: Path, source: str) -> None:
    wrong, _ = walked(tmp_path, BELOW_AND_ABOVE | {"figures/book.py": "", "store/audit.py": source})
    assert wrong.startswith("store.audit:") and wrong.endswith("that runs up")


def test_an_arrow_down_is_let_pass(tmp_path: Path) -> None:
    source = "import errors\nfrom store.engine import Store\nfrom figures import other\nfrom . import other as same"
    wrong, round_ = walked(tmp_path, BELOW_AND_ABOVE | {"figures/book.py": source, "figures/other.py": ""})
    assert (wrong, round_) == ("", [])


def test_an_arrow_between_rooms_of_one_floor_is_found(tmp_path: Path) -> None:
    wrong, _ = walked(tmp_path, {"drafting/a.py": "from asking import b", "asking/b.py": ""})
    assert wrong == "drafting.a:1 imports asking.b: that runs sideways"


def test_an_import_that_is_worked_out_as_the_program_runs_is_refused(tmp_path: Path) -> None:
    wrong, _ = walked(
        tmp_path, {"store/a.py": "import importlib\nname = 'fig' + 'ures'\nimportlib.import_module(name)"}
    )
    assert "no test can follow that" in wrong


def test_a_room_nobody_gave_a_floor_is_found(tmp_path: Path) -> None:
    assert walked(tmp_path, {"cellar/wine.py": ""})[0] == "cellar stands on no floor"


def test_streamlit_beyond_the_screen_is_found(tmp_path: Path) -> None:
    files = {"app.py": "import streamlit", "app_pages/home.py": "import streamlit as st", "app_pages/__init__.py": ""}
    assert walked(tmp_path, files)[0] == ""
    wrong, _ = walked(tmp_path, {"desk.py": "def f():\n    from streamlit.testing import v1"})
    assert wrong == "desk:2 imports streamlit.testing.v1: only app, app_pages may"


def test_services_are_the_desks_alone_but_for_a_few(tmp_path: Path) -> None:
    rooms = {"services/intake.py": "", "services/trail.py": "", "desk.py": "from services import intake"}
    wrong, _ = walked(tmp_path, rooms | {"shell/a.py": "from services import trail", "cli.py": "import desk"})
    assert wrong == ""
    wrong, _ = walked(tmp_path, rooms | {"shell/b.py": "from services.intake import Intake", "cli.py": "import desk"})
    assert wrong.startswith("shell.b:1 imports services.intake.Intake: shell sees only services.health")


@pytest.mark.parametrize(
    ("source", "fine"),
    [
        ("from corpus.library import StoredDocument", True),
        ("from corpus.model import Speech", True),
        ("import corpus.model", True),
        ("from corpus.library import Library", False),
        ("import corpus.library", False),
        ("from store.engine import open_store", False),
    ],
)
def test_pages_see_the_desk_and_values_only(tmp_path: Path, source: str, fine: bool) -> None:
    rooms = {"corpus/library.py": "", "corpus/model.py": "", "store/engine.py": "", "desk.py": ""}
    wrong, _ = walked(tmp_path, rooms | {"app_pages/home.py": f"import desk\n{source}"})
    assert (wrong == "") is fine


def test_a_circle_inside_a_room_is_found(tmp_path: Path) -> None:
    files = {"store/a.py": "from store import b", "store/b.py": "from .c import x", "store/c.py": "import store.a"}
    _, round_ = walked(tmp_path, files)
    assert round_[0] == round_[-1] and set(round_) == {"store.a", "store.b", "store.c"}


def test_a_circle_through_what_a_package_runs_of_itself_is_found(tmp_path: Path) -> None:
    files = {
        "figures/book.py": "from figures.tables.reading import x",
        "figures/tables/__init__.py": "from figures.tables.read import y",
        "figures/tables/read.py": "from figures.book import z",
        "figures/tables/reading.py": "",
    }
    _, round_ = walked(tmp_path, files)
    assert set(round_) == {"figures.book", "figures.tables", "figures.tables.read"}


def test_packages_that_look_into_each_other_are_found_though_their_modules_make_no_circle(tmp_path: Path) -> None:
    files = {
        "figures/above/a.py": "from figures.below.b import x",
        "figures/above/c.py": "",
        "figures/below/b.py": "",
        "figures/below/d.py": "from figures.above.c import y",
    }
    assert walked(tmp_path, files) == ("", [])
    known = modules(tmp_path)
    assert knots(arrows(known), known) == ["figures: above → below → above"]
