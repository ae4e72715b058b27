"""The model at the desk: which one there is, and the runs in which it writes the sections of a draft.

Each section is kept as soon as it stands, each failure with its reason; what stood before a failure stands after it.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Event as Flag
from threading import Lock
from typing import TYPE_CHECKING

from corpus.library import Library
from corpus.model import DocumentKind
from drafting.compose import Heading
from drafting.drafts import DraftHead, Drafts
from drafting.edit import section_source
from drafting.model import DraftParagraph, DraftSection, Mark, MarkKind, RenderedSection, Role, SectionRecord, Standing
from drafting.offers import offers_for
from drafting.render import Renderer
from drafting.workbench import Workbench
from drafting.writing.brief import Brief
from drafting.writing.briefing import Briefing, Site
from drafting.writing.events import Began, Ended, Grew, Mends, Waits
from drafting.writing.masking import Teller
from drafting.writing.outline import nearest_in_purpose, propose
from drafting.writing.preview import Preview
from drafting.writing.rewriting import Rewriter, Wish
from drafting.writing.run import Run, Tell
from errors import InputError, ModelFault, NotFound
from figures.guard import Guard
from figures.period import Period
from figures.resolve import Resolver
from figures.slots import Text
from progress import Progress, Report
from prompts.models.choice import choose_model, why_no_model
from retrieval.index import Index
from settings import Settings
from store.columns import utc_now

if TYPE_CHECKING:
    from drafting.writing.writer import ModelWriter, Written
    from prompts.models.asking import Limits, Model
    from prompts.models.connection import Connection
    from prompts.models.faults import Fault

AT_ONCE, MOST_AT_ONCE = 3, 8
_PATIENCE = 3.0  # seconds that a stopped run is given to come to rest
_LONGEST_KEPT = 2000  # characters of a reply that would not end
_SAME_STYLE = "与原文一致。"
_WAITING = "（本节尚未起草。）"
_BROKEN_OFF = "（写到这里中断，本节没有写完。）"


@dataclass(frozen=True, slots=True)
class ModelTold:
    """The model that is set: its name, its address, and whether that is inside the house."""

    name: str
    address: str
    local: bool


class Writing:
    """Writes drafts of one workspace with the model that the settings name."""

    def __init__(
        self, settings: Settings, bench: Workbench, drafts: Drafts, library: Library, index: Callable[[], Index]
    ):
        self._settings = settings
        self._bench = bench
        self._drafts = drafts
        self._library = library
        self._index = index
        self.limits: Limits | None = None
        """How long a model is waited for; None for the usual. Set before the model is first asked."""
        self._chosen: Model | None = None
        self._runs: dict[int, Run] = {}
        self._lock = Lock()
        self._finishing = Lock()

    def close(self) -> None:
        """Stops what is being written and lets the model's connections go."""
        for run in self._runs.values():
            run.stop()
        for run in self._runs.values():
            run.join(_PATIENCE)
        if self._chosen is not None:
            self._chosen.close()

    @property
    def lacking(self) -> str:
        """Why no model writes, in a sentence; "" where one is set."""
        return why_no_model(self._settings)

    def told(self) -> ModelTold | None:
        """The model that is set, or None. Asks nothing of the network."""
        if self.lacking:
            return None
        model = self.model()
        return ModelTold(model.name, model.address, model.local)

    def model(self) -> "Model":
        """The model that is set. Raises `InputError` where none is."""
        with self._lock:
            if self._chosen is None:
                self._chosen = choose_model(self._settings, self.limits)
            if self._chosen is None:
                raise InputError(self.lacking)
            return self._chosen

    def try_connection(self) -> "Connection":
        """Asks the model one short question and tells in a sentence what came of it."""
        from prompts.models.connection import try_connection

        return try_connection(self.model())

    # proposals that a person takes up or leaves

    def outline(self, period: Period, points: str) -> tuple[Heading, ...]:
        """An outline for a person's points, after the two past speeches nearest in purpose that may be shown.

        Raises `InputError` without points, `ModelFault` where no outline comes.
        """
        if not points.strip():
            raise InputError("请先写几条要点，模型才好拟提纲。")
        model = self.model()
        stored = self._library.documents(kind=DocumentKind.SPEECH)
        shown = [document for document in stored if model.local or document.may_leave]
        region = self._bench.region_of(shown[-1].region if shown else None)
        nearest = nearest_in_purpose(shown, period, region)
        return propose(model, region, points, [self._library.speech(document.id) for document in nearest])

    def rewrite(self, draft: int, position: int, paragraph: int, wish: Wish) -> str:
        """A paragraph of a section rewritten as wished, in the form in which it is edited; nothing is changed by it.

        Raises `NotFound`, `ModelFault` where the model does not keep the slots, and `InputError` where a paragraph may
        not be shown to a model outside the house.
        """
        model = self.model()
        stored = self._drafts.get(draft)
        if not 0 <= position < len(stored.sections):
            raise NotFound(f"稿子 {draft} 没有第 {position} 节，请核对编号。")
        section = stored.sections[position]
        lines = section_source(section).split("\n")
        if not 0 <= paragraph < len(lines):
            raise NotFound(f"这一节没有第 {paragraph + 1} 段，请核对。")
        self._check_may_leave(section.paragraphs[max(0, paragraph - 1) : paragraph + 1], model)
        names = self._bench.names()
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

    # runs

    def start(self, draft: int, *, at_once: int = AT_ONCE, actor: str) -> Run:
        """Begins to write what is missing of a draft, or goes on where an earlier run was cut."""
        return self._begin(draft, None, "", at_once, actor)

    def write(self, draft: int, report: Report, *, at_once: int = AT_ONCE, actor: str) -> None:
        """Writes what is missing of a draft and waits for it. Raises `ModelFault` where no section came of it."""
        total = len(self._sites(self._drafts.head(draft)))
        failed: list[Ended] = []
        done = 0
        for event in self.start(draft, at_once=at_once, actor=actor).events():
            match event:
                case Began(position, name):
                    report(Progress(position, total, name))
                case Waits(_, seconds, why):
                    report(Progress(done, total, f"{why}{seconds:.0f} 秒后再试"))
                case Ended(record=record) if record.state is Standing.WRITTEN:
                    done += 1
                case Ended():
                    failed.append(event)
                    report(Progress(done, total, event.record.reason))
                case _:
                    pass
        report(Progress(total - len(failed), total, "完成" if not failed else f"{len(failed)} 节没有写完"))
        if failed and not done:
            raise ModelFault(failed[0].record.reason)

    def redo(self, draft: int, position: int, *, points: str = "", actor: str) -> Run:
        """Begins to write one section anew; the old version stands until the new one does. Raises `NotFound`."""
        return self._begin(draft, position, points, 1, actor)

    def reuse(self, draft: int, position: int, *, actor: str) -> None:
        """Puts what the reuse writer makes of a section in its place. Raises `NotFound`."""
        head = self._drafts.head(draft)
        sites = self._sites(head)
        site = _site_at(sites, draft, position)
        section = self._offered(site.base, head)
        self._drafts.put_section(draft, position, section, actor=actor)
        self._finish_if_whole(draft, len(sites), actor)

    def reuse_rest(self, draft: int, report: Report, *, actor: str) -> None:
        """Lets the reuse writer write whatever the model has not."""
        head = self._drafts.head(draft)
        sites = self._sites(head)
        standing = self._drafts.positions(draft)
        for site in sites:
            if site.position not in standing:
                report(Progress(site.position, len(sites), f"沿用往年：{site.name}"))
                self._drafts.put_section(draft, site.position, self._offered(site.base, head), actor=actor)
        self._finish_if_whole(draft, len(sites), actor)

    def records(self, draft: int) -> dict[int, SectionRecord]:
        """What became of asking the model, the last time, for each position that it was asked for."""
        return self._drafts.records(draft)

    def standings(self, draft: int) -> dict[int, Standing]:
        """How far each section is."""
        return self._drafts.standings(draft)

    def briefs(self, draft: int) -> list[Brief]:
        """All that a model would be told of each place of a draft: for whoever wants to see it before it is sent."""
        head = self._drafts.head(draft)
        sites = self._sites(head)
        briefing = self._briefing(head, sites)
        return [briefing.brief(site) for site in sites]

    def preview(self, draft: int) -> Callable[[int, str], RenderedSection]:
        """What shows the growing reply for a place, by its position."""
        head = self._drafts.head(draft)
        bases = {site.position: site.base for site in self._sites(head)}
        names = self._bench.names()
        renderer = Renderer(Resolver(names.snapshot, names.catalogue), names.catalogue, head.period, {})
        preview = Preview(renderer, head.period, head.region)
        return lambda position, reply: preview.section(bases[position], reply)

    def _begin(self, draft: int, only: int | None, points: str, at_once: int, actor: str) -> Run:
        model = self.model()
        head = self._drafts.head(draft)
        sites = self._sites(head)
        if only is None:
            self._hold_places(draft, sites, actor)
            standing = self._drafts.positions(draft)
            wanted = [site for site in sites if site.position not in standing]
            if not wanted:
                self._finish_if_whole(draft, len(sites), actor)
        else:
            wanted = [_site_at(sites, draft, only)]
        work = _Work(
            self, head, len(sites), self._briefing(head, sites), self._writer(head, model), model, points, actor
        )
        with self._lock:
            self._make_way(draft)
            run = Run(wanted, work.write, min(at_once, MOST_AT_ONCE))
            self._runs[draft] = run
        return run

    def _make_way(self, draft: int) -> None:
        """Waits for an earlier run on the draft that has been stopped. Raises `InputError` where one still goes on."""
        earlier = self._runs.get(draft)
        if earlier is None or earlier.over:
            return
        if not earlier.stopping:
            raise InputError(f"稿子 {draft} 正在另一处起草，请等它写完，或先在那里停下。")
        earlier.join(_PATIENCE)

    def _sites(self, head: DraftHead) -> list[Site]:
        steps = self._bench.steps(head)
        return [Site(position, step.name, step.review, step.write()) for position, step in enumerate(steps)]

    def _briefing(self, head: DraftHead, sites: Sequence[Site]) -> Briefing:
        return Briefing(
            period=head.period,
            region=head.region,
            points=head.points,
            sites=sites,
            library=self._library,
            index=self._index,
            past=self._bench.past,
            names=self._bench.names(),
            outside=not self.model().local,
        )

    def _writer(self, head: DraftHead, model: "Model") -> "ModelWriter":
        from drafting.writing.writer import ModelWriter

        names = self._bench.names()
        resolver = Resolver(names.snapshot, names.catalogue)
        teller = Teller(head.period, head.region, resolver)
        return ModelWriter(model, Guard(names.finder, resolver), head.period, head.region, teller)

    def _hold_places(self, draft: int, sites: Sequence[Site], actor: str) -> None:
        held = self._drafts.standings(draft)
        places = {site.position: _waiting(site.base) for site in sites if site.position not in held}
        if places:
            self._drafts.hold_places(draft, places, actor=actor)

    def _offered(self, section: DraftSection, head: DraftHead) -> DraftSection:
        if section.role is not Role.SECTION:
            return section
        offers = offers_for(section, head.period, head.region, self._index(), self._bench.names().snapshot)
        return replace(section, offers=offers)

    def keep(self, head: DraftHead, site: Site, paragraphs: Sequence[DraftParagraph], total: int, actor: str) -> None:
        """Keeps a section that is written, and the draft as whole where it was the last."""
        section = self._offered(replace(site.base, paragraphs=tuple(paragraphs), offers=()), head)
        self._drafts.put_section(head.id, site.position, section, actor=actor)
        self._finish_if_whole(head.id, total, actor)

    def keep_cut(self, draft: int, site: Site, paragraphs: Sequence[DraftParagraph], actor: str) -> None:
        """Keeps what had come of a section, unless a whole one stands there."""
        if paragraphs and site.position not in self._drafts.positions(draft):
            section = replace(site.base, paragraphs=(*paragraphs, _remark(_BROKEN_OFF)), offers=())
            self._drafts.put_section(draft, site.position, section, actor=actor, standing=Standing.CUT)

    def keep_record(self, draft: int, record: SectionRecord) -> None:
        """Keeps what became of asking."""
        self._drafts.keep_record(draft, record)

    def _finish_if_whole(self, draft: int, total: int, actor: str) -> None:
        with self._finishing:
            if len(self._drafts.positions(draft)) == total and not self._drafts.head(draft).complete:
                self._bench.finish(draft, actor)


@dataclass(frozen=True, slots=True)
class _Work:
    """The writing of one draft's places by one model."""

    desk: Writing
    head: DraftHead
    total: int
    briefing: Briefing
    writer: "ModelWriter"
    model: "Model"
    points: str
    actor: str

    def write(self, site: Site, tell: Tell, stop: Flag) -> bool:
        """Writes a place and keeps it; False where the next would fail as this one did."""
        from prompts.models.faults import Fault

        at, began = site.position, time.monotonic()
        brief = self.briefing.brief(site, self.points)
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
            self.desk.keep_cut(self.head.id, site, self._salvaged(fault, brief), self._by)
            record = self._cut(at, time.monotonic() - began, fault, brief)
            go_on = fault.of_the_reply
        else:
            self.desk.keep(self.head, site, written.paragraphs, self.total, self._by)
            record = self._whole(at, written, brief)
            go_on = True
        self.desk.keep_record(self.head.id, record)
        tell(Ended(at, record))
        return go_on

    @property
    def _by(self) -> str:
        return f"{self.actor}（{self.model.name}）"[:100]

    def _salvaged(self, fault: "Fault", brief: Brief) -> Sequence[DraftParagraph]:
        from prompts.models.faults import FaultKind

        if fault.kind not in (FaultKind.CUT, FaultKind.STOPPED, FaultKind.ENDLESS):
            return ()
        words = fault.written[:_LONGEST_KEPT]
        opened = words.rfind("{{")
        if opened > words.rfind("}}"):
            words = words[:opened]
        return self.writer.salvage(words, brief) if words.strip() else ()

    def _whole(self, position: int, written: "Written", brief: Brief) -> SectionRecord:
        return SectionRecord(
            position,
            self.model.name,
            Standing.WRITTEN,
            written.seconds,
            utc_now(),
            written.tokens_in,
            written.tokens_out,
            written.tries,
            written.mends,
            f"还有 {written.left} 处没有改好，已标待核。" if written.left else "",
            brief.held_back,
        )

    def _cut(self, position: int, seconds: float, fault: "Fault", brief: Brief) -> SectionRecord:
        told = (position, self.model.name, Standing.CUT, seconds, utc_now())
        return SectionRecord(*told, reason=fault.sentence, held_back=brief.held_back)


def _site_at(sites: Sequence[Site], draft: int, position: int) -> Site:
    if not 0 <= position < len(sites):
        raise NotFound(f"稿子 {draft} 没有第 {position} 节，请核对编号。")
    return sites[position]


def _waiting(base: DraftSection) -> DraftSection:
    return replace(base, paragraphs=(_remark(_WAITING),), offers=())


def _remark(words: str) -> DraftParagraph:
    """A paragraph that stands for what is lacking, marked so that nobody takes it for text."""
    mark = Mark(0, len(words), MarkKind.WORDING, "本节没有写完，请继续起草、重写本节，或改用沿用往年。")
    return DraftParagraph((Text(words),), 0, (mark,))
