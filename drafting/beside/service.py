"""The service of this floor: what the page of a draft shows beside its text."""

from collections.abc import Callable

from corpus.library import Library
from corpus.model import Span
from drafting.beside.figures import Shelves
from drafting.beside.findings import Proof, Proofs
from drafting.beside.past import PastPassage, Pasts
from drafting.beside.reading import Reading, read_source
from drafting.check.checker import Checker
from drafting.model import RenderedSlot
from drafting.workbench import Workbench
from figures.slots import FigureSlot, Slot
from retrieval.index import Index


class Beside:
    """What lies beside the text of one workspace's drafts. Needs the index for past passages only."""

    def __init__(self, bench: Workbench, library: Library, checker: Checker, index: Callable[[], Index]):
        self._bench = bench
        self._shelves = Shelves(bench.names)
        self._pasts = Pasts(library, bench.past, index)
        self._proofs = Proofs(checker)

    def read(self, draft: int, source: str) -> Reading:
        """How `source`, a section's text being written, reads; any text will do."""
        stored = self._bench.draft(draft)
        return read_source(source, self._bench.renderer(stored), stored.period, stored.region)

    def figures(self, draft: int, asked: str) -> list[RenderedSlot]:
        """The figures that the words of `asked` speak of (工业 同比), the draft's own time and place first."""
        stored = self._bench.draft(draft)
        return self._shelves.today().found(asked, stored, self._bench.renderer(stored))

    def unused(self, draft: int) -> list[RenderedSlot]:
        """Verified figures of the draft's time and place whose indicators stand nowhere in it."""
        stored = self._bench.draft(draft)
        used: list[Slot] = [
            slot.slot
            for section in self._bench.rendered(draft).sections
            for paragraph in section.paragraphs
            for slot in paragraph.slots
        ]
        return self._shelves.today().unused(stored, used, self._bench.renderer(stored))

    def offered(self, draft: int, key: int) -> list[RenderedSlot]:
        """The figures near the section's wording that it does not use, as they were found when it was written."""
        stored = self._bench.draft(draft)
        slots = (FigureSlot(ref, "") for ref in stored.section(key).offers)
        return list(self._bench.renderer(stored).slots(tuple(slots)))

    def past(self, draft: int, key: int) -> list[PastPassage]:
        """What earlier speeches said in the place of the section of `key`."""
        stored = self._bench.draft(draft)
        return self._pasts.passages(stored, stored.section(key), self._bench.rendered(draft).section(key))

    def taken(self, draft: int, document: int, span: Span) -> str:
        """A past sentence as text with slots in braces, its periods moved to the draft's."""
        return self._pasts.taken(self._bench.draft(draft), document, span)

    def findings(self, draft: int) -> tuple[Proof, ...]:
        """What a check of the draft as it reads finds, by section."""
        return self._proofs.of(self._bench.rendered(draft))
