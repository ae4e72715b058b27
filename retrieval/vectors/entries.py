"""The passages of a document as entries to lay down, and what must change for the index to hold just these.

Pure. Paragraphs and cards are kept apart, so that a search of the one need not look past the other.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.passages import Passage, Unit
from retrieval.vectors.records import passage_record
from retrieval.vectors.writing import Entry, Present, changed


@dataclass(frozen=True, slots=True)
class DocumentEntries:
    """The entries of one document: its cards, its paragraphs with the opening one last, and the stamp of that one,
    which is another whenever anything of the document is."""

    cards: tuple[Entry, ...]
    paragraphs: tuple[Entry, ...]
    stamp: str


def entries_of(document_id: int, passages: Sequence[Passage]) -> DocumentEntries:
    """The entries of a document; where its opening paragraph stands, the rest of it stands too. Raises `ValueError`
    for a passage of another."""
    for passage in passages:
        if passage.document_id != document_id:
            raise ValueError(f"passage {passage.key} is not of document {document_id}")
    stamp = _stamp(passages)
    paragraphs = {one.key: one for one in reversed(passages) if one.unit is Unit.PARAGRAPH}
    opening = next(reversed(paragraphs), None)
    return DocumentEntries(
        tuple(_entry(one, None) for one in passages if one.unit is Unit.CARD),
        tuple(_entry(one, stamp if key == opening else None) for key, one in paragraphs.items()),
        stamp,
    )


def difference(wanted: Sequence[Entry], before: Present) -> tuple[list[str], list[Entry]]:
    """The keys to delete and the entries to add so that a document of which `before` is held becomes `wanted`.

    Where anything changes, the opening entry goes first and comes back last: a document changed by half is not whole.
    """
    fresh = changed(wanted, before)
    kept = {entry.key for entry in wanted}
    gone = [key for key in before if key not in kept]
    if (fresh or gone) and wanted and wanted[-1] not in fresh:
        fresh.append(wanted[-1])
    rewritten = [entry.key for entry in reversed(fresh) if entry.key in before]
    opening = [key for key in gone if before[key][0].get("opens")]
    return [*opening, *rewritten, *(key for key in gone if key not in opening)], fresh


def _entry(passage: Passage, stamp: str | None) -> Entry:
    return Entry(passage.key, passage.words, passage.text, passage_record(passage, stamp=stamp))


def _stamp(passages: Sequence[Passage]) -> str:
    digest = hashlib.blake2b(digest_size=12)
    for passage in passages:
        digest.update(repr(passage).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
