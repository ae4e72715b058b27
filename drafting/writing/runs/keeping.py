"""Keeping what becomes of each place of a draft: written, cut short, or waiting; and the draft as whole with the last.

What stands written is only ever replaced by what is written too.
"""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from threading import Lock

from drafting.model import DraftParagraph, DraftSection, Mark, MarkKind, Role, SectionRecord, Standing
from drafting.rendering.reader import Reader
from drafting.reuse.offers import offers_for
from drafting.reuse.workbench import Workbench
from drafting.stored.drafts import DraftHead, Drafts
from drafting.writing.told.briefing import Site
from errors import Overtaken
from figures.slots import Text
from retrieval.index import Index

_WAITING = "（本节尚未起草。）"
_CHANGED_MEANWHILE = "写的时候有人改过这一节，没有替换；写好的一版在“版本”里，可以取用。"
_BROKEN_OFF = "（写到这里中断，本节没有写完。）"


class Keeper:
    """Keeps the sections of drafts, for any number of threads."""

    def __init__(self, bench: Workbench, reader: Reader, drafts: Drafts, index: Callable[[], Index]):
        self._bench = bench
        self._reader = reader
        self._drafts = drafts
        self._index = index
        self._finishing = Lock()

    def hold_places(self, draft: int, sites: Sequence[Site], actor: str) -> dict[int, int]:
        """Puts a word in each place where nothing stands, so that later ones may be written before it; says the version
        of each section that then stands, by key."""
        held = self._drafts.standings(draft)
        places = [
            replace(site.base, paragraphs=(_remark(_WAITING),), offers=()) for site in sites if site.key not in held
        ]
        self._drafts.hold_places(draft, places, actor=actor)
        return self._drafts.versions(draft)

    def written(
        self,
        head: DraftHead,
        section: DraftSection,
        record: SectionRecord | None,
        *,
        seen: int,
        actor: str,
        by: str = "",
    ) -> SectionRecord | None:
        """Keeps a section that is written (`by` whom, where it is not `actor`), with what it took. Where a person
        changed the section since version `seen`, that text stands, the written one is kept behind it, and the record
        says so."""
        if section.role is Role.SECTION:
            names = self._reader.names()
            offers = offers_for(section, head.period, head.region, self._index(), names.snapshot, names.finder)
            section = replace(section, offers=offers)
        with self._drafts.changing(head.id, actor=actor) as change:
            try:
                change.write(section, seen=seen, standing=Standing.WRITTEN, by=by)
            except Overtaken:
                if record is None:
                    raise
                change.write_behind(section, by=by)
                record = replace(record, reason=_CHANGED_MEANWHILE)
        if record is not None:
            self._drafts.keep_record(head.id, record)
        return record

    def cut(
        self,
        draft: int,
        site: Site,
        paragraphs: Sequence[DraftParagraph],
        record: SectionRecord,
        *,
        seen: int,
        actor: str,
        by: str,
    ) -> None:
        """Keeps what had come of a section, unless a whole one stands there, and why no more came."""
        if paragraphs and site.key not in self._drafts.written(draft):
            section = replace(site.base, paragraphs=(*paragraphs, _remark(_BROKEN_OFF)), offers=())
            with suppress(Overtaken):  # a person wrote it meanwhile
                self._drafts.put_section(draft, section, actor=actor, seen=seen, standing=Standing.CUT, by=by)
        self._drafts.keep_record(draft, record)

    def finish_if_whole(self, draft: int, keys: Collection[int], actor: str) -> None:
        """Notes a draft as wholly written once each of its places is."""
        with self._finishing:
            if self._drafts.written(draft).issuperset(keys) and not self._drafts.head(draft).complete:
                self._bench.finish(draft, actor)


def _remark(words: str) -> DraftParagraph:
    """A paragraph that stands for what is lacking, marked so that nobody takes it for text."""
    mark = Mark(0, len(words), MarkKind.WORDING, "本节没有写完，请继续起草、重写本节，或改用沿用往年。")
    return DraftParagraph((Text(words),), 0, (mark,))
