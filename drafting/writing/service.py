"""Drafting with a model at the desk: the runs in which it writes the sections of drafts, and what is known of them.

Each section is kept as soon as it stands, each failure with its reason; what stood before a failure stands after it.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from corpus.library import Library
from drafting.materials.service import Materials
from drafting.model import RenderedSection, SectionRecord, Standing
from drafting.rendering.reader import Reader
from drafting.reuse.workbench import Workbench
from drafting.stored.drafts import DraftHead, Drafts
from drafting.writing.preview import Preview
from drafting.writing.proposals.service import Proposals
from drafting.writing.runs.ahead import BriefsAhead
from drafting.writing.runs.events import Began, Ended, Waits
from drafting.writing.runs.keeping import Keeper
from drafting.writing.runs.run import Run
from drafting.writing.sites import sites_of
from drafting.writing.told.brief import Brief
from drafting.writing.told.briefing import Briefing, Site
from drafting.writing.told.teller import Teller
from errors import InputError, ModelFault, NotFound, Overtaken
from figures.guard import Guard
from figures.resolve import Resolver
from progress import Progress, Report
from prompts.models.chosen import ChosenModel
from retrieval.index import Index

if TYPE_CHECKING:
    from drafting.writing.runs.work import SectionWork

AT_ONCE, MOST_AT_ONCE = 3, 8
_PATIENCE = 3.0  # seconds that a stopped run is given to come to rest


class Writing:
    """Writes drafts of one workspace with the model that is chosen."""

    def __init__(
        self,
        chosen: ChosenModel,
        bench: Workbench,
        reader: Reader,
        drafts: Drafts,
        library: Library,
        index: Callable[[], Index],
        materials: Materials,
    ):
        self.proposals = Proposals(chosen, bench, reader, drafts, library)
        """What the model proposes and a person takes up."""
        self._chosen = chosen
        self._bench = bench
        self._reader = reader
        self._drafts = drafts
        self._library = library
        self._index = index
        self._materials = materials
        self._keeper = Keeper(bench, reader, drafts, index)
        self._runs: dict[int, Run] = {}
        self._lock = Lock()

    def close(self) -> None:
        """Stops what is being written, and waits for it to come to rest."""
        for run in self._runs.values():
            run.stop()
        for run in self._runs.values():
            run.join(_PATIENCE)

    def start(self, draft: int, *, at_once: int = AT_ONCE, actor: str) -> Run:
        """Begins to write what is missing of a draft, or goes on where an earlier run was cut.

        Raises `InputError` where no model is set or another run on the draft goes on.
        """
        head = self._drafts.head(draft)
        sites = self._sites(head)
        seen = self._keeper.hold_places(draft, sites, actor)
        standing = self._drafts.written(draft)
        wanted = [site for site in sites if site.key not in standing]
        if not wanted:
            self._keeper.finish_if_whole(draft, _keys(sites), actor)
        return self._run(draft, wanted, self._work(head, sites, wanted, seen, "", actor), at_once)

    def redo(self, draft: int, key: int, *, points: str = "", seen: int | None = None, actor: str) -> Run:
        """Begins to write one section anew; the old version stands until the new one does. `seen` is the version that
        the person saw (None: the one that stands). Raises as `start` does, `NotFound`, and `Overtaken`."""
        head = self._drafts.head(draft)
        sites = self._sites(head)
        site = _site_at(sites, draft, key)
        standing = self._keeper.hold_places(draft, sites, actor)
        _check_seen(site, standing, seen)
        return self._run(draft, [site], self._work(head, sites, [site], standing, points, actor), 1)

    def write(self, draft: int, report: Report, *, at_once: int = AT_ONCE, actor: str) -> None:
        """Writes what is missing of a draft and waits for it. Raises `ModelFault` where no section came of it."""
        total = len(self._sites(self._drafts.head(draft)))
        failed: list[SectionRecord] = []
        done = 0
        for event in self.start(draft, at_once=at_once, actor=actor).events():
            match event:
                case Began(_, name):
                    report(Progress(done, total, name))
                case Waits(_, seconds, why):
                    report(Progress(done, total, f"{why}{seconds:.0f} 秒后再试"))
                case Ended(record=record) if record.state is Standing.WRITTEN:
                    done += 1
                case Ended(record=record):
                    failed.append(record)
                    report(Progress(done, total, record.reason))
                case _:
                    pass
        report(Progress(total - len(failed), total, "完成" if not failed else f"{len(failed)} 节没有写完"))
        if failed and not done:
            raise ModelFault(failed[0].reason)

    def reuse(self, draft: int, key: int, *, seen: int | None = None, actor: str) -> None:
        """Puts what the reuse writer makes of a section in its place. `seen` is the version that the person saw (None:
        the one that stands). Raises `NotFound` and `Overtaken`."""
        head = self._drafts.head(draft)
        sites = self._sites(head)
        site = _site_at(sites, draft, key)
        standing = self._keeper.hold_places(draft, sites, actor)
        _check_seen(site, standing, seen)
        self._keeper.written(head, site.base, None, seen=standing[key], actor=actor)
        self._keeper.finish_if_whole(draft, _keys(sites), actor)

    def reuse_rest(self, draft: int, report: Report, *, actor: str) -> None:
        """Lets the reuse writer write whatever the model has not."""
        head = self._drafts.head(draft)
        sites = self._sites(head)
        standing, versions = self._drafts.written(draft), self._drafts.versions(draft)
        for done, site in enumerate(sites):
            if site.key not in standing:
                report(Progress(done, len(sites), f"沿用往年：{site.name}"))
                with suppress(Overtaken):  # a person wrote it meanwhile
                    self._keeper.written(head, site.base, None, seen=versions.get(site.key, 0), actor=actor)
        self._keeper.finish_if_whole(draft, _keys(sites), actor)

    def records(self, draft: int) -> dict[int, SectionRecord]:
        """What became of asking the model, the last time, for each key that it was asked for."""
        return self._drafts.records(draft)

    def standings(self, draft: int) -> dict[int, Standing]:
        """How far each section is."""
        return self._drafts.standings(draft)

    def briefs(self, draft: int, key: int | None = None) -> list[Brief]:
        """All that a model would be told of each place of a draft, or of the one at `key`: for whoever wants to
        see it before it is sent. Raises `NotFound`."""
        head = self._drafts.head(draft)
        sites = self._sites(head)
        briefing = self._briefing(head, sites)
        wanted = sites if key is None else [_site_at(sites, draft, key)]
        return [briefing.brief(site) for site in wanted]

    def preview(self, draft: int) -> Callable[[int, str], RenderedSection]:
        """What shows the growing reply for a place, by its key."""
        head = self._drafts.head(draft)
        bases = {site.key: site.base for site in self._sites(head)}
        preview = Preview(self._reader.unattested(head.period), head.period, head.region)
        return lambda key, reply: preview.section(bases[key], reply)

    def _run(self, draft: int, sites: Sequence[Site], work: "SectionWork", at_once: int) -> Run:
        with self._lock:
            earlier = self._runs.get(draft)
            if earlier is not None and not earlier.over:
                if not earlier.stopping:
                    raise InputError(f"稿子 {draft} 正在另一处起草，请等它写完，或先在那里停下。")
                earlier.join(_PATIENCE)
            run = self._runs[draft] = Run(sites, work.write, min(at_once, MOST_AT_ONCE))
        return run

    def _sites(self, head: DraftHead) -> list[Site]:
        draft = self._drafts.get(head.id)
        added = partial(self._bench.added, head)
        return sites_of(self._bench.steps(head), draft, lambda section, review: added(section, review=review))

    def _work(
        self,
        head: DraftHead,
        sites: Sequence[Site],
        wanted: Sequence[Site],
        seen: Mapping[int, int],
        points: str,
        actor: str,
    ) -> "SectionWork":
        from drafting.writing.runs.work import SectionWork
        from drafting.writing.writer import ModelWriter

        model, names = self._chosen.get(), self._reader.names()
        resolver = Resolver(names.snapshot, names.catalogue)
        teller = Teller(head.period, head.region, resolver)
        writer = ModelWriter(model, Guard(names.finder, resolver), head.period, head.region, teller)
        briefing = self._briefing(head, sites)
        briefs = BriefsAhead(lambda site: briefing.brief(site, points), wanted)
        return SectionWork(self._keeper, head, _keys(sites), seen, briefs, writer, model.name, actor)

    def _briefing(self, head: DraftHead, sites: Sequence[Site]) -> Briefing:
        return Briefing(
            period=head.period,
            region=head.region,
            points=head.points,
            sites=sites,
            library=self._library,
            index=self._index,
            past=self._bench.past,
            names=self._reader.names(),
            outside=not self._chosen.get().local,
            sent_in=lambda key: [one.document for one in self._materials.of_section(head.id, key)],
            others=self._materials.others(head.id),
        )


def _keys(sites: Sequence[Site]) -> frozenset[int]:
    return frozenset(site.key for site in sites)


def _check_seen(site: Site, standing: Mapping[int, int], seen: int | None) -> None:
    if seen is not None and standing[site.key] != seen:
        raise Overtaken(f"“{site.name}”刚被别人改过，没有重写；请看过现在的文字再决定。")


def _site_at(sites: Sequence[Site], draft: int, key: int) -> Site:
    found = next((site for site in sites if site.key == key), None)
    if found is None:
        raise NotFound(f"稿子 {draft} 没有编号为 {key} 的节，请刷新后查看提纲。")
    return found
