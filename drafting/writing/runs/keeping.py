"""Keeping what becomes of each place of a draft: written, cut short, or waiting; and the draft as whole with the last.

What stands written is only ever replaced by what is written too.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Lock

from drafting.drafts import DraftHead, Drafts
from drafting.model import DraftParagraph, DraftSection, Mark, MarkKind, Role, SectionRecord, Standing
from drafting.offers import offers_for
from drafting.workbench import Workbench
from drafting.writing.told.briefing import Site
from figures.slots import Text
from retrieval.index import Index

_WAITING = "（本节尚未起草。）"
_BROKEN_OFF = "（写到这里中断，本节没有写完。）"


class Keeper:
    """Keeps the sections of drafts, for any number of threads."""

    def __init__(self, bench: Workbench, drafts: Drafts, index: Callable[[], Index]):
        self._bench = bench
        self._drafts = drafts
        self._index = index
        self._finishing = Lock()

    def hold_places(self, draft: int, sites: Sequence[Site], actor: str) -> None:
        """Puts a word in each place where nothing stands, so that later ones may be written before it."""
        held = self._drafts.standings(draft)
        places = {
            site.key: replace(site.base, paragraphs=(_remark(_WAITING),), offers=())
            for site in sites
            if site.key not in held
        }
        if places:
            self._drafts.hold_places(draft, places, actor=actor)

    def written(
        self, head: DraftHead, key: int, section: DraftSection, record: SectionRecord | None, actor: str
    ) -> None:
        """Keeps a section that is written, with what it took."""
        if section.role is Role.SECTION:
            names = self._bench.names()
            offers = offers_for(section, head.period, head.region, self._index(), names.snapshot, names.finder)
            section = replace(section, offers=offers)
        self._drafts.put_section(head.id, key, section, actor=actor)
        if record is not None:
            self._drafts.keep_record(head.id, record)

    def cut(
        self, draft: int, site: Site, paragraphs: Sequence[DraftParagraph], record: SectionRecord, actor: str
    ) -> None:
        """Keeps what had come of a section, unless a whole one stands there, and why no more came."""
        if paragraphs and site.key not in self._drafts.written(draft):
            section = replace(site.base, paragraphs=(*paragraphs, _remark(_BROKEN_OFF)), offers=())
            self._drafts.put_section(draft, site.key, section, actor=actor, standing=Standing.CUT)
        self._drafts.keep_record(draft, record)

    def finish_if_whole(self, draft: int, total: int, actor: str) -> None:
        """Notes a draft as wholly written once each of its `total` places is."""
        with self._finishing:
            if len(self._drafts.written(draft)) == total and not self._drafts.head(draft).complete:
                self._bench.finish(draft, actor)


def _remark(words: str) -> DraftParagraph:
    """A paragraph that stands for what is lacking, marked so that nobody takes it for text."""
    mark = Mark(0, len(words), MarkKind.WORDING, "本节没有写完，请继续起草、重写本节，或改用沿用往年。")
    return DraftParagraph((Text(words),), 0, (mark,))
