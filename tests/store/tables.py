"""Finds the tables of all rooms: a room declares them itself, so nobody lists them."""

import importlib
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_DECLARES = re.compile(r"^from store\.base import .*\bBase\b", re.MULTILINE)
ROOMS = ("store", "corpus", "figures", "prompts", "retrieval", "asking", "drafting", "export")


def import_all_tables() -> None:
    """Imports every module that declares a table, so that the metadata is whole."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts and _DECLARES.search(path.read_text(encoding="utf-8")):
                importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
