"""Builds the sample: `uv run python -m corpus.sample.source.build`. Building twice gives the same bytes."""

from __future__ import annotations

import sys
from pathlib import Path

from . import bulletin, long_tables
from .render import Document, TextError, render, texts_in
from .reproducible import write
from .tables import SOURCE
from .word import to_word
from .world import World, corrected_world, world

TARGET = SOURCE.parent
WALK = "walk"
"""The folder of what the walk through the desk needs, which is not taken in with the sample."""
CORRECTED = "2026H1"
"""The period whose table the walk corrects."""


def build(target: Path = TARGET, texts: Path = SOURCE / "texts") -> list[Document]:
    """Write every workbook and Word file; the documents it rendered."""
    city = world()
    _write_tables(city, target)
    walk = target / WALK
    walk.mkdir(exist_ok=True)
    write(walk / bulletin.file_name(CORRECTED), bulletin.workbook(corrected_world(), CORRECTED))
    return [*_write_texts(city, texts, target), *_write_texts(city, texts / WALK, walk)]


def _write_texts(city: World, texts: Path, target: Path) -> list[Document]:
    documents = []
    errors = []
    for text in texts_in(texts):
        try:
            documents.append(render(text, city))
        except TextError as reason:
            errors.append(str(reason))
    for document in documents:
        write(target / f"{document.stem}.docx", to_word(document))
    if errors:
        raise TextError("\n".join(errors))
    return documents


def _write_tables(city: World, target: Path) -> None:
    for period in bulletin.periods_published():
        write(target / bulletin.file_name(period), bulletin.workbook(city, period))
    write(target / long_tables.DEPARTMENT_FILE, long_tables.department_workbook(city))
    write(target / long_tables.TARGET_FILE, long_tables.target_workbook(city))


def main() -> int:
    """Build and say what came of it."""
    try:
        documents = build()
    except TextError as reason:
        print(reason, file=sys.stderr)
        return 1
    for document in documents:
        print(f"{document.stem}: {document.characters} characters, {document.numbers} placed numbers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
