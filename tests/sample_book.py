"""The bundled sample in memory: its tables in a book, its speeches and reports outlined and recognised.

Made once a test run through the product's own readers and a store of its own; nothing here writes to the workspace.
"""

import functools
import tempfile
from dataclasses import dataclass
from pathlib import Path

from corpus.identity import identify
from corpus.model import DocumentKind
from corpus.outline import parse_speech
from corpus.readers import read_document
from corpus.tables import DocumentRow
from drafting.reuse.writer import Past
from figures.book import FigureBook, Vouching
from figures.catalogue import Catalogue, load_catalogue
from figures.finder import Finder
from figures.period import Period
from figures.recognition import Recogniser
from figures.snapshot import Snapshot
from figures.tables import read_tables
from store.columns import utc_now
from store.engine import open_store

FOLDER = Path(__file__).parents[1] / "corpus" / "sample"
CITY = "岚江市"


@dataclass(frozen=True)
class Sample:
    """What a desk knows once it has taken the sample in."""

    snapshot: Snapshot
    catalogue: Catalogue
    recogniser: Recogniser
    speeches: tuple[Past, ...]
    reports: tuple[Past, ...]


@functools.cache
def sample() -> Sample:
    """The sample, its tables verified."""
    snapshot = _book()
    catalogue = load_catalogue().extended(snapshot.indicators())
    recogniser = Recogniser(Finder(catalogue))
    read = [(path, *_document(path, recogniser)) for path in sorted(FOLDER.glob("*.docx"))]
    return Sample(
        snapshot,
        catalogue,
        recogniser,
        tuple(past for _, kind, past in read if kind is DocumentKind.SPEECH),
        tuple(past for _, kind, past in read if kind is DocumentKind.REPORT),
    )


def _book() -> Snapshot:
    catalogue = load_catalogue()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'book.db'}")
        book = FigureBook(store, lambda: catalogue, CITY)
        for number, path in enumerate(sorted(FOLDER.glob("*.xlsx")), 1):
            readings = read_tables(path.name, path.read_bytes(), period=None, region=CITY, catalogue=catalogue)
            with store.session() as session:
                session.add(
                    DocumentRow(
                        id=number,
                        sha256=str(number),
                        name=path.name,
                        kind="table",
                        title="",
                        added_at=utc_now(),
                        text="",
                        layout="",
                    )
                )
                book.add(session, readings, number, path.name, "测试", Vouching(verified_by="示例"))
        snapshot = book.snapshot()
        store.close()
    return snapshot


def _document(path: Path, recogniser: Recogniser) -> tuple[DocumentKind, Past]:
    read = read_document(path.name, path.read_bytes())
    return past_of(path.name, read.text, recogniser)


def past_of(name: str, text: str, recogniser: Recogniser) -> tuple[DocumentKind, Past]:
    """A text read for reuse, as the desk reads a stored document."""
    speech = parse_speech(text)
    told = identify(name, text, speech)
    period = Period.parse(told.period) if told.period else None
    return told.kind, Past(name, speech, tuple(recogniser.recognise(text)), period)
