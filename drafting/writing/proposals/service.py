"""What a model proposes and a person takes up or leaves: an outline, a paragraph said otherwise. Changes nothing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.library import Library
from corpus.model import DocumentKind
from drafting.edit import section_source
from drafting.model import DraftParagraph
from drafting.rendering.reader import Reader
from drafting.reuse.compose import Heading
from drafting.reuse.workbench import Workbench
from drafting.stored.drafts import Drafts
from drafting.writing.proposals.outline import nearest_in_purpose, propose
from drafting.writing.proposals.rewriting import Rewriter, Wish
from drafting.writing.told.teller import Teller
from errors import InputError, NotFound
from figures.guard import Guard
from figures.period import Period
from figures.resolve import Resolver
from prompts.models.chosen import ChosenModel
from store.deeds import Deed

if TYPE_CHECKING:
    from prompts.models.asking import Model

_SAME_STYLE = "与原文一致。"


class Proposals:
    """Asks the model of a workspace for proposals."""

    def __init__(self, chosen: ChosenModel, bench: Workbench, reader: Reader, drafts: Drafts, library: Library):
        self._chosen = chosen
        self._bench = bench
        self._reader = reader
        self._drafts = drafts
        self._library = library

    def outline(self, period: Period, points: str, *, actor: str) -> tuple[Heading, ...]:
        """An outline for a person's points, after the two past speeches nearest in purpose that may be shown.

        Raises `InputError` without points, `ModelFault` where no outline comes.
        """
        if not points.strip():
            raise InputError("请先写几条要点，模型才好拟提纲。")
        self._drafts.require(actor, Deed.MODEL_ASKED)
        model = self._chosen.get()
        stored = self._library.documents(kind=DocumentKind.SPEECH)
        shown = [document for document in stored if model.local or document.may_leave]
        region = self._bench.region_of(shown[-1].region if shown else None)
        nearest = nearest_in_purpose(shown, period, region)
        return propose(model, region, points, [self._library.speech(document.id) for document in nearest])

    def rewrite(self, draft: int, key: int, paragraph: int, wish: Wish, *, actor: str) -> str:
        """A paragraph of a section rewritten as wished, in the form in which it is edited.

        Raises `NotFound`, `ModelFault` where the model does not keep the slots, and `InputError` where a paragraph may
        not be shown to a model outside the house.
        """
        self._drafts.require(actor, Deed.MODEL_ASKED, draft)
        model = self._chosen.get()
        stored = self._drafts.get(draft)
        section = stored.section(key)
        lines = section_source(section).split("\n")
        if not 0 <= paragraph < len(lines):
            raise NotFound(f"这一节没有第 {paragraph + 1} 段，请核对。")
        self._check_may_leave(section.paragraphs[max(0, paragraph - 1) : paragraph + 1], model)
        names = self._reader.names()
        resolver = Resolver(names.snapshot, names.catalogue)
        teller = Teller(stored.period, stored.region, resolver)
        rewriter = Rewriter(model, Guard(names.finder, resolver), stored.period, stored.region, teller)
        return rewriter.rewrite(lines, paragraph, wish, _SAME_STYLE)

    def _check_may_leave(self, paragraphs: Sequence[DraftParagraph], model: "Model") -> None:
        if model.local:
            return
        free = {document.name for document in self._library.documents() if document.may_leave}
        for paragraph in paragraphs:
            if paragraph.origin is not None and paragraph.origin.document not in free:
                raise InputError(
                    f"这一段沿用自“{paragraph.origin.document}”，该文稿没有标明可外发，不能送给本单位以外的模型。"
                )
