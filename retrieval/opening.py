"""Opening the index of a workspace, as it was left or made anew, and refusing one that cannot be trusted."""

from contextlib import ExitStack
from typing import TYPE_CHECKING

from retrieval.embedding import Embedding
from retrieval.index import CARDS, FIGURES, KEPT, PASSAGES, Index
from retrieval.lexical.fulltext import LexicalIndex
from retrieval.vectors import chroma
from retrieval.vectors.lock import IndexLock
from retrieval.vectors.shelf import Shelf
from retrieval.words import Words
from settings import Settings

if TYPE_CHECKING:
    from chromadb.api.client import Client


def open_index(
    settings: Settings,
    embedding: Embedding,
    words: Words | None = None,
    *,
    house: Embedding | None = None,
    mark: str = "",
) -> Index:
    """The index of the workspace, as it was left; `words` cut texts and questions (None: by the dictionary alone).
    `house` makes the vectors of all that `embedding` may not be told (None: it may be told everything). On a server it
    is the index of the workspace called `mark`: others may have theirs there.

    Raises `IndexFault` when it is missing, damaged, of another version or built by another embedding, and
    `WorkspaceBusy` when another process has it open.
    """
    return _open(settings, embedding, house, words or Words(), mark, anew=False)


def create_index(
    settings: Settings,
    embedding: Embedding,
    words: Words | None = None,
    *,
    house: Embedding | None = None,
    mark: str = "",
) -> Index:
    """An empty index for the workspace; what there was, whole or damaged, is removed. Raises as `open_index` does."""
    return _open(settings, embedding, house, words or Words(), mark, anew=True)


def _open(
    settings: Settings, embedding: Embedding, house: Embedding | None, words: Words, mark: str, *, anew: bool
) -> Index:
    within = f"-{mark}" if settings.chroma_url and mark else ""
    inside = house or embedding
    made_by = {PASSAGES: embedding, CARDS: inside, FIGURES: inside} | ({KEPT: inside} if house else {})
    with ExitStack() as opened:
        client = _connected(settings) if settings.chroma_url else _open_folder(settings, opened, anew)
        opened.callback(chroma.close, client)
        if anew:
            chroma.drop_collections(client, tuple(name + within for name in (PASSAGES, KEPT, CARDS, FIGURES)))
        take = chroma.make_collection if anew else chroma.get_collection
        shelves = {name: Shelf(take(client, name + within, made.name), made) for name, made in made_by.items()}
        lexical = LexicalIndex(settings.index, words)
        opened.callback(lexical.close)
        return Index(client, shelves, lexical, opened.pop_all(), shared=bool(settings.chroma_url), within=within)


def _connected(settings: Settings) -> "Client":
    return chroma.connect(settings.chroma_url or "", dict(settings.chroma_headers))


def _open_folder(settings: Settings, opened: ExitStack, anew: bool) -> "Client":
    opened.enter_context(IndexLock(settings.index))
    if anew:
        chroma.remove_folder(settings.index)
    elif not (settings.index / chroma.DATABASE).is_file():
        raise chroma.missing(settings.index)
    return chroma.open_folder(settings.index)
