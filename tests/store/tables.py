"""Finds the tables of all rooms: a room declares them itself, so nobody lists them."""

import importlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("store", "corpus", "figures", "prompts", "retrieval", "asking", "drafting", "export")


def import_all_tables() -> None:
    """Imports every module that declares a table, so that the metadata is whole."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts and "from store.base import Base" in path.read_text(encoding="utf-8"):
                importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
