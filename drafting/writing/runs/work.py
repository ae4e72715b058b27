"""The work at one place: brief, reply, ruling, and the keeping of what came of it, whether whole or cut short."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Event as Flag

from drafting.model import DraftParagraph, SectionRecord, Standing
from drafting.stored.drafts import DraftHead
from drafting.writing.runs.ahead import BriefsAhead
from drafting.writing.runs.events import Began, Ended, Grew, Mends, Waits
from drafting.writing.runs.keeping import Keeper
from drafting.writing.runs.run import Tell
from drafting.writing.told.brief import Brief
from drafting.writing.told.briefing import Site
from drafting.writing.writer import ModelWriter, Written
from prompts.models.faults import Fault, FaultKind
from store.columns import utc_now

_LONGEST_KEPT = 2000  # characters of a reply that would not end
_SALVAGED = (FaultKind.CUT, FaultKind.STOPPED, FaultKind.ENDLESS)


@dataclass(frozen=True, slots=True)
class SectionWork:
    """What it takes to write places of one draft: of `keys`, whose sections stood at the versions `seen` when it
    began."""

    keeper: Keeper
    head: DraftHead
    keys: frozenset[int]
    seen: Mapping[int, int]
    briefs: BriefsAhead
    writer: ModelWriter
    model: str
    actor: str

    def write(self, site: Site, tell: Tell, stop: Flag) -> bool:
        """Writes a place and keeps it; False where the next would fail as this one did."""
        at, began = site.key, time.monotonic()
        brief = self.briefs.take(site)
        tell(Began(at, site.name, brief.held_back))
        try:
            written = self.writer.write(
                brief,
                hear=lambda reply: tell(Grew(at, reply)),
                waiting=lambda seconds, why: tell(Waits(at, seconds, why)),
                mending=lambda number, findings: tell(Mends(at, number, findings)),
                stop=stop,
            )
        except Fault as fault:
            record = self._cut(at, time.monotonic() - began, fault, brief)
            self.keeper.cut(
                self.head.id,
                site,
                self._salvaged(fault, brief),
                record,
                seen=self.seen[at],
                actor=self.actor,
                by=self._by,
            )
            go_on = fault.of_the_reply
        else:
            record = self._whole(at, written, brief)
            section = replace(site.base, paragraphs=written.paragraphs, offers=())
            kept = self.keeper.written(self.head, section, record, seen=self.seen[at], actor=self.actor, by=self._by)
            record = kept or record
            self.keeper.finish_if_whole(self.head.id, self.keys, self.actor)
            go_on = True
        tell(Ended(at, record))
        return go_on

    @property
    def _by(self) -> str:
        return f"{self.actor}（{self.model}）"[:100]

    def _salvaged(self, fault: Fault, brief: Brief) -> Sequence[DraftParagraph]:
        """What may be kept of a reply that broke off; the half of a slot at its end is not."""
        if fault.kind not in _SALVAGED:
            return ()
        words = fault.written[:_LONGEST_KEPT]
        opened = words.rfind("{{")
        if opened > words.rfind("}}"):
            words = words[:opened]
        return self.writer.salvage(words, brief) if words.strip() else ()

    def _whole(self, key: int, written: Written, brief: Brief) -> SectionRecord:
        return SectionRecord(
            key=key,
            model=self.model,
            state=Standing.WRITTEN,
            seconds=written.seconds,
            at=utc_now(),
            tokens_in=written.tokens_in,
            tokens_out=written.tokens_out,
            tries=written.tries,
            mends=written.mends,
            reason=f"还有 {written.left} 处没有改好，已标待核。" if written.left else "",
            held_back=brief.held_back,
        )

    def _cut(self, key: int, seconds: float, fault: Fault, brief: Brief) -> SectionRecord:
        return SectionRecord(
            key=key,
            model=self.model,
            state=Standing.CUT,
            seconds=seconds,
            at=utc_now(),
            reason=fault.sentence,
            held_back=brief.held_back,
        )
