"""The workbench: begins drafts and writes them after past speeches, with library and index at hand."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from corpus.library import Library
from corpus.model import DocumentKind, Section
from drafting.model import DraftSection, Role
from drafting.rendering.reader import Reader
from drafting.reuse.compose import Composer, Heading, Step, outline_of
from drafting.reuse.offers import offers_for
from drafting.reuse.writer import Past
from drafting.stored.drafts import REUSE, DraftHead, Drafts
from errors import InputError, Overtaken
from figures.figure import WHOLE_CITY
from figures.period import Period
from figures.recognition import Recogniser
from retrieval.index import Index
from retrieval.passages import PassageRole
from retrieval.sections import matching_sections

# Below this a past section has too little in common with a heading to be passed off as its model.
ENOUGH = 0.45


class Workbench:
    """Drafts of one workspace. `index` is asked for only where retrieval is needed."""

    def __init__(
        self, library: Library, reader: Reader, drafts: Drafts, index: Callable[[], Index], default_region: str
    ):
        self._library = library
        self._reader = reader
        self._drafts = drafts
        self._index = index
        self._default_region = default_region
        self._pasts: dict[int, tuple[Recogniser, Past]] = {}

    def past(self, document: int) -> Past:
        """A stored document read for reuse. Raises `NotFound`, or `InputError` where it has no text."""
        recogniser = self._reader.names().recogniser
        kept = self._pasts.get(document)
        if kept is not None and kept[0] is recogniser:
            return kept[1]
        stored = self._library.get(document)
        if stored.kind is DocumentKind.TABLE:
            raise InputError(f"“{stored.name}”是数据表，不能作为参照的讲话，请选一篇讲话。")
        speech = self._library.speech(document)
        rows = tuple(recogniser.recognise(speech.text))
        past = Past(stored.name, speech, rows, Period.parse(stored.period) if stored.period else None)
        self._pasts[document] = (recogniser, past)
        return past

    def outline(self, document: int) -> tuple[Heading, ...]:
        """The headings of a past speech."""
        return outline_of(self.past(document))

    def begin(
        self,
        period: Period,
        model: int,
        outline: Sequence[Heading] | None,
        actor: str,
        *,
        writer: str = REUSE,
        points: str = "",
    ) -> int:
        """A new draft, or the unfinished one of the same request. Raises `InputError` for an outline that cannot be."""
        stored = self._library.get(model)
        region = self.region_of(stored.region)
        composer = self._composer(model, period, region)
        composer.steps(outline)
        written = json.dumps([[h.level, h.title] for h in outline], ensure_ascii=False) if outline is not None else ""
        draft = self._drafts.begin(
            period=period,
            region=region,
            model_id=model,
            model_document=stored.name,
            outline=written,
            actor=actor,
            writer=writer,
            points=points.strip(),
        )
        if not self._drafts.head(draft).title:  # one taken up again keeps what was filled in its front
            self._drafts.set_front(
                draft,
                title=composer.title(),
                byline=composer.byline(),
                salutation=composer.salutation(),
                actor=actor,
            )
        return draft

    def write(self, draft: int, report: Callable[[int, int, str], None], actor: str) -> None:
        """Writes the sections that are missing, keeping each as soon as it stands."""
        head = self._drafts.head(draft)
        steps = self.steps(head)
        standing = self._drafts.written(draft)
        for key, step in enumerate(steps):
            report(key, len(steps), step.name)
            if key in standing:
                continue
            section = step.write()
            if section.role is Role.SECTION:
                names = self._reader.names()
                offers = offers_for(section, head.period, head.region, self._index(), names.snapshot, names.finder)
                section = replace(section, offers=offers)
            with suppress(Overtaken):  # another hand wrote it meanwhile: it stands
                self._drafts.put_section(draft, replace(section, key=key), actor=actor, seen=0)
        report(len(steps), len(steps), "完成")
        self.finish(draft, actor)

    def region_of(self, told: str | None) -> str:
        """Whose speech it is: as a past one tells, else whose desk this is."""
        return told or self._default_region or WHOLE_CITY

    def steps(self, head: DraftHead) -> list[Step]:
        """The places of a draft, each with what the reuse writer makes of it."""
        return self._composer(head.model_id, head.period, head.region).steps(_outline(head))

    def added(self, head: DraftHead, section: DraftSection, *, review: bool) -> Step:
        """A place that a person added, with what the reuse writer makes of it; `review`: it tells of what was."""
        return self._composer(head.model_id, head.period, head.region).added(section, review=review)

    def finish(self, draft: int, actor: str) -> None:
        """Notes that a draft is wholly written, and what its slots read now."""
        self._drafts.finish(draft, actor=actor)
        self._reader.keep_filling(draft, actor)

    def _composer(self, model: int, period: Period, region: str) -> Composer:
        def find(title: str, part: str) -> tuple[Past, Section] | None:
            return self._matching(title, part, period, None if region == WHOLE_CITY else region)

        return Composer(self.past(model), period, region, find)

    def _matching(self, title: str, part: str, period: Period, region: str | None) -> tuple[Past, Section] | None:
        hits = matching_sections(
            self._index(), title, role=PassageRole.SECTION, part=part, region=region, year=period.year, k=1
        )
        if not hits or hits[0].score < ENOUGH:
            return None
        passage = hits[0].passage
        past = self.past(passage.document_id)
        for _, section in past.speech.sections():
            if section.span.start <= passage.span.start < section.span.end:
                return past, section
        return None


def _outline(head: DraftHead) -> list[Heading] | None:
    return [Heading(level, title) for level, title in json.loads(head.outline)] if head.outline else None
