"""Briefing: gathers for each place of a speech what its brief holds, out of the library, the index and the book."""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.library import Library, StoredDocument
from corpus.model import DocumentKind, Paragraph, Span, Speech
from drafting.model import DraftSection, Role
from drafting.rendering.names import Names
from drafting.reuse.offers import nearby, words_of
from drafting.reuse.writer import Past, ReuseWriter
from drafting.writing.told.at_hand import Gatherer
from drafting.writing.told.brief import Brief
from drafting.writing.told.points import dealt
from drafting.writing.told.style import Prose, Style, in_words, measure
from drafting.writing.told.teller import Teller
from figures.figure import FigureRef
from figures.measure import Measure
from figures.period import Period
from figures.resolve import Resolver
from figures.slots import write_pieces
from prompts.masking import masked
from retrieval.index import Hit, Index
from retrieval.passages import PassageRole
from retrieval.sections import matching_sections

PASSAGES, FEWEST = 5, 3
_LONGEST = 700
_MATERIAL = 3
_NEAR_ENOUGH = 0.3  # a past section below this has little to do with the heading
_PAST_SPEECHES = 4  # of whose style is measured, the latest ones


@dataclass(frozen=True, slots=True)
class Site:
    """One place to be written: the key of its section, its name, whether it tells of what was, and the section that the
    reuse writer makes of it."""

    key: int
    name: str
    review: bool
    base: DraftSection


class Briefing:
    """Makes the briefs of one speech. `outside` tells that the model is outside the house, `sent_in` which documents of
    departments were put to the section of a key, `others` are documents that were sent in for other speeches."""

    def __init__(
        self,
        *,
        period: Period,
        region: str,
        points: str,
        sites: Sequence[Site],
        library: Library,
        index: Callable[[], Index],
        past: Callable[[int], Past],
        names: Names,
        outside: bool,
        sent_in: Callable[[int], Sequence[int]],
        others: Container[int],
    ):
        self._period = period
        self._region = region
        self._points = points
        self._sites = {site.key: site for site in sites}
        self._order = [site.key for site in sites]
        self._library = library
        self._index = index
        self._past = past
        self._snapshot = names.snapshot
        self._finder = names.finder
        resolver = Resolver(names.snapshot, names.catalogue)
        self._reuse = ReuseWriter(period, region)
        self._teller = Teller(period, region, resolver)
        self._outside = outside
        self._sent_in, self._others = sent_in, others
        documents = library.documents()
        self._free = {document.id for document in documents if document.may_leave or not outside}
        tables = [document for document in documents if document.kind is DocumentKind.TABLE]
        free_tables = frozenset(table.name for table in tables if table.may_leave)
        self._gatherer = Gatherer(period, region, resolver, outside=outside, free=free_tables)
        self._speeches = sorted(
            (document for document in documents if document.kind is DocumentKind.SPEECH), key=_recency, reverse=True
        )
        self._free_names = {document.name for document in documents if document.id in self._free}

    def brief(self, site: Site, points: str = "") -> Brief:
        """The brief for `site`; `points` are a person's own for just this place."""
        heading, part = (self._teller.words(line) for line in (site.base.heading, site.base.part))
        own = points or self._dealt.get(site.key, "")
        hits = self._matching(site, heading, part)
        past = list(self._passages(hits))
        material = self._material(f"{heading} {own}", site.key)
        passages = tuple(text for text, _ in past)
        told = tuple(masked(hit.passage.text) for hit in material if hit.passage.document_id in self._free)
        wanted = f"{heading}{own}{words_of(site.base)}"
        figures = self._gatherer.gather(site.base, [*self._named(own), *self._near(wanted)])
        sources = (*passages, *told, *(text for _, text in past), heading, masked(own))
        unread = [hit.passage.document for hit in (*hits, *material) if hit.passage.document_id not in self._free]
        held = dict.fromkeys([*unread, *(table for item in figures for table in item.withheld)])
        return Brief(
            role=site.base.role,
            region=self._region,
            part=part,
            heading=heading,
            points=masked(own),
            before=self._in_short(self._neighbour(site, -1)),
            after=self._title(self._neighbour(site, 1)),
            style=in_words(self._styles[site.review]),
            passages=passages,
            material=told,
            figures=figures,
            sources=sources,
            held_back=tuple(held),
            outside=self._outside,
        )

    @cached_property
    def _dealt(self) -> dict[int, str]:
        """The person's points for each place."""
        places = {at: (self._title(site), words_of(site.base)) for at, site in self._sites.items()}
        frame = [at for at, site in self._sites.items() if site.base.role in (Role.PREAMBLE, Role.INTRO, Role.CLOSING)]
        return dealt(self._points, places, frame)

    @cached_property
    def _styles(self) -> dict[bool, Style]:
        """How the house writes of what was (True), and of what is to be done."""
        speeches = [document for document in self._speeches if document.id in self._free][:_PAST_SPEECHES]
        texts = [self._library.speech(document.id) for document in speeches]
        return {review: measure(places_of(texts, review=review)) for review in (True, False)}

    def _matching(self, site: Site, heading: str, part: str) -> list[Hit]:
        role = PassageRole(site.base.role.value)
        own = self._found(heading, part, role, self._region)
        return (
            own
            if len(own) >= FEWEST
            else [*own, *self._found(heading, part, role, None, {hit.passage.key for hit in own})]
        )

    def _found(
        self, heading: str, part: str, role: PassageRole, region: str | None, known: set[str] | None = None
    ) -> list[Hit]:
        hits = matching_sections(
            self._index(), heading, role=role, part=part, region=region, year=self._period.year, k=2 * PASSAGES
        )
        earlier = [
            hit for hit in hits if (hit.passage.year or 0) <= self._period.year and hit.passage.key not in (known or ())
        ]
        return [hit for at, hit in enumerate(earlier) if at < FEWEST or hit.score >= _NEAR_ENOUGH]

    def _passages(self, hits: Sequence[Hit]) -> Iterator[tuple[str, str]]:
        """Each past place that may be shown, its numbers as slots, beside its own words."""
        free = [hit.passage for hit in hits if hit.passage.document_id in self._free]
        for passage in free[:PASSAGES]:
            past = self._past(passage.document_id)
            inside = [item for item in paragraphs_of(past.speech) if _within(item.span, passage.span)]
            made = self._reuse.passage(past, Role.SECTION, (), inside, review=False)
            text = "\n".join(self._teller.words(paragraph.pieces) for paragraph in made.paragraphs)
            yield _clipped(text), passage.span.of(past.speech.text)

    def _material(self, query: str, key: int) -> list[Hit]:
        """What departments say of a place: of what was put to it first, then of what no other speech was sent."""
        if not query.strip():
            return []
        index, asked, own = self._index(), query[:200], self._sent_in(key)
        hits = index.search(asked, _MATERIAL, documents=own) if own else []
        known = {hit.passage.key for hit in hits}
        for hit in index.search(asked, 4 * _MATERIAL, kind=DocumentKind.MATERIAL):
            if hit.passage.key not in known and hit.passage.document_id not in self._others:
                hits.append(hit)
        return hits[:_MATERIAL]

    def _named(self, points: str) -> Iterator[FigureRef]:
        """The usual figures of the indicators that a person names."""
        for name in dict.fromkeys(found.indicator.name for found in self._finder.mentions(points)):
            for measure_ in (Measure.YOY, Measure.VALUE):
                yield FigureRef(name, measure_, self._period, self._region)

    def _near(self, words: str) -> tuple[FigureRef, ...]:
        return nearby(words, self._period, self._region, self._index(), self._snapshot, self._finder)

    def _neighbour(self, site: Site, by: int) -> Site | None:
        """The place so many before (negative) or behind."""
        at = self._order.index(site.key) + by
        return self._sites[self._order[at]] if 0 <= at < len(self._order) else None

    def _in_short(self, site: Site | None) -> str:
        """The place before in a line: its heading, and its leads where it has any."""
        if site is None:
            return ""
        leads = [
            write_pieces(item.pieces)[: item.lead]
            for item in site.base.paragraphs
            if item.lead and item.origin is not None and item.origin.document in self._free_names
        ]
        return "；".join(filter(None, (self._title(site), *(masked(lead) for lead in leads[:4]))))

    def _title(self, site: Site | None) -> str:
        return "" if site is None else self._teller.words(site.base.heading) or site.name


def places_of(speeches: Sequence[Speech], *, review: bool) -> Iterator[Prose]:
    """The sections of `speeches` that tell of what was, or of what is to be done (the last part)."""
    for speech in speeches:
        for part in speech.parts:
            if (part is not speech.parts[-1]) == review:
                for section in part.sections:
                    yield Prose(tuple((item.span.of(speech.text), _lead(item)) for item in section.paragraphs))


def paragraphs_of(speech: Speech) -> Iterator[Paragraph]:
    """Every paragraph of a speech, wherever it stands."""
    yield from speech.preamble
    for part in speech.parts:
        yield from part.intro
        for section in part.sections:
            yield from section.paragraphs
        yield from part.outro
    yield from speech.closing


def _lead(paragraph: Paragraph) -> int:
    return paragraph.lead.end - paragraph.span.start if paragraph.lead else 0


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _clipped(text: str) -> str:
    """`text` up to its last whole sentence within bounds."""
    if len(text) <= _LONGEST:
        return text
    end = max(text.rfind(mark, 0, _LONGEST) for mark in "。；\n") + 1
    return text[: end or _LONGEST]


def _recency(document: StoredDocument) -> tuple[str, str, int]:
    return (document.period or "", str(document.date or ""), document.id)
