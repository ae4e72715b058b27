"""What an answer is made from: the documents at hand, the quantities they tell, and the words to compare them by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from asking.evidence.quantities import QuantityFinder
from asking.evidence.shelf import Book, Shelf, of_region
from corpus.library import StoredDocument
from corpus.regions import NATION
from figures.catalogue import Catalogue
from figures.finder import Finder
from retrieval.index import Index
from retrieval.words import Words


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything one question may be answered from; the index is opened only for a topic, so that questions for
    quantities are answered while another process holds it."""

    documents: tuple[StoredDocument, ...]
    shelf: Shelf
    quantities: QuantityFinder
    catalogue: Catalogue
    finder: Finder
    cutter: Words
    index: Callable[[], Index]

    def books(self, regions: Sequence[str] = (), years: Sequence[int] = ()) -> list[Book]:
        """The documents of these regions and years (none: of any), the latest first."""
        found = [document for document in of_region(self.documents, regions) if not years or document.year in years]
        return self.shelf.books(sorted(found, key=lambda document: (-(document.year or 0), document.id)))

    def book(self, document_id: int) -> Book:
        """The document of this id."""
        return self.shelf.book(next(one for one in self.documents if one.id == document_id))

    def years(self, region: str) -> list[int]:
        """The years that documents of `region` are of, in order."""
        return sorted({year for one in of_region(self.documents, [region]) if (year := one.year) is not None})

    def regions(self) -> list[str]:
        """Every region but the nation that documents are of, in the order of their names."""
        return sorted({one.region for one in self.documents if one.region and one.region != NATION})
