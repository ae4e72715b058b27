"""The service of this floor: what the page of a draft shows beside its text."""

from collections.abc import Callable

from corpus.library import Library
from corpus.model import Span
from drafting.beside.figures import Shelves, besides_figures
from drafting.beside.findings import Proof, Proofs
from drafting.beside.past import PastPassage, Pasts
from drafting.beside.reading import Reading, read_source
from drafting.check.checker import Checker
from drafting.model import RenderedSlot
from drafting.rendering.reader import Reader
from drafting.reuse.workbench import Workbench
from drafting.stored.drafts import Drafts
from figures.slots import FigureSlot, Slot
from retrieval.index import Index


class Beside:
    """What lies beside the text of one workspace's drafts. Needs the index for past passages only."""

    def __init__(
        self,
        drafts: Drafts,
        reader: Reader,
        bench: Workbench,
        library: Library,
        checker: Checker,
        index: Callable[[], Index],
    ):
        self._drafts, self._reader = drafts, reader
        self._shelves = Shelves(reader.names)
        self._pasts = Pasts(library, bench.past, index)
        self._proofs = Proofs(checker)

    def read(self, draft: int, source: str) -> Reading:
        """How `source`, a section's text being written, reads; any text will do."""
        stored = self._drafts.get(draft)
        return read_source(source, self._reader.renderer(stored), stored.period, stored.region)

    def figures(self, draft: int, asked: str) -> list[RenderedSlot]:
        """The figures that the words of `asked` speak of (工业 同比), the draft's own time and place first."""
        stored = self._drafts.get(draft)
        return self._shelves.today().found(asked, stored, self._reader.renderer(stored))

    def besides_figures(self, draft: int, asked: str) -> list[RenderedSlot]:
        """What can be put in besides figures: the speech's own times that `asked` names, open places to be filled by
        hand."""
        return besides_figures(asked, self._reader.renderer(self._drafts.get(draft)))

    def unused(self, draft: int) -> list[RenderedSlot]:
        """Verified figures of the draft's time and place whose indicators stand nowhere in it."""
        stored = self._drafts.get(draft)
        used: list[Slot] = [
            slot.slot
            for section in self._reader.rendered(draft).sections
            for paragraph in section.paragraphs
            for slot in paragraph.slots
        ]
        return self._shelves.today().unused(stored, used, self._reader.renderer(stored))

    def offered(self, draft: int, key: int) -> list[RenderedSlot]:
        """The figures near the section's wording that it does not use, as they were found when it was written."""
        stored = self._drafts.get(draft)
        slots = (FigureSlot(ref, "") for ref in stored.section(key).offers)
        return list(self._reader.renderer(stored).slots(tuple(slots)))

    def past(self, draft: int, key: int) -> list[PastPassage]:
        """What earlier speeches said in the place of the section of `key`."""
        stored = self._drafts.get(draft)
        return self._pasts.passages(stored, stored.section(key), self._reader.rendered(draft).section(key))

    def taken(self, draft: int, document: int, span: Span) -> str:
        """A past sentence as text with slots in braces, its periods moved to the draft's."""
        return self._pasts.taken(self._drafts.get(draft), document, span)

    def findings(self, draft: int) -> tuple[Proof, ...]:
        """What a check of the draft as it reads finds, by section."""
        return self._proofs.of(self._reader.rendered(draft))
