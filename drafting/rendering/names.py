"""What names are known with one snapshot of the book."""

from dataclasses import dataclass

from figures.catalogue import Catalogue
from figures.finder import Finder
from figures.recognition import Recogniser
from figures.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Names:
    """The extended catalogue, the finder of its names and a recogniser that uses it. With a next snapshot that tells of
    the same indicators the latter three are the same objects."""

    snapshot: Snapshot
    catalogue: Catalogue
    finder: Finder
    recogniser: Recogniser
