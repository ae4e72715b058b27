"""The materials of a workspace's drafts: taken in by a person, put to sections by hand or on a proposal, looked at
beside what is verified, copied into a section as text with slots.

A number of a material is never anything but a claim. The service of this floor; proposals alone need the index.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from corpus.library import Library
from corpus.model import DocumentKind, Span
from corpus.tables import DocumentRow
from drafting.check.checker import Checker
from drafting.check.model import CheckReport, Verdict
from drafting.materials.copying import paragraph_of, with_marks
from drafting.materials.model import Claim, Excerpt, Material, Proposal
from drafting.materials.nearness import Nearness, question_of
from drafting.materials.tables import MaterialPlaceRow, MaterialRow
from drafting.model import Draft, DraftParagraph, DraftSection, RenderedSection, Role
from drafting.rendering.names import Names
from drafting.rendering.reader import Reader
from drafting.reuse.writer import Past
from drafting.stored.drafts import Drafts
from errors import InputError, NotFound, Overtaken
from figures.period import Period
from figures.resolve import Resolver
from figures.slots import write_pieces
from retrieval.index import Index
from store.audit import record
from store.columns import utc_now
from store.deeds import Deed
from store.engine import Store

_SENTENCE = re.compile(r"[^。！？；\r\n]+[。！？；]?[”’」』）]*")
_TITLE = 2  # what the title has in common with a section counts beside a sentence: it says what all is about
_SHORTEST = 6  # characters; what is shorter is a heading or a date line
_HITS = 6  # passages looked at for each section
_SECTIONS = 3  # proposed for one material
_ENOUGH = 0.4  # from this nearness on a material has to do with a section
_BESIDE_BEST = 0.5  # the share of the best one's nearness that a further section must have
_KEPT = 64  # materials whose numbers are kept as judged


class Materials:
    """The materials of one workspace, for any number of threads."""

    def __init__(
        self,
        store: Store,
        library: Library,
        drafts: Drafts,
        reader: Reader,
        checker: Checker,
        index: Callable[[], Index],
    ):
        self._store, self._library, self._drafts = store, library, drafts
        self._reader, self._checker, self._index = reader, checker, index
        self._compared: tuple[Draft, Names, Nearness] | None = None
        self._judged: dict[tuple[int, Period, str], tuple[Names, CheckReport]] = {}

    # which there are

    def attach(self, draft: int, document: int, department: str, *, actor: str) -> Material:
        """Notes that `department` sent in a document for a draft; one that is there already is given its new name.

        Raises `InputError` for what is no material or has no department, `NotFound`.
        """
        self._drafts.head(draft)
        stored = self._library.get(document)
        if stored.kind is not DocumentKind.MATERIAL:
            raise InputError(
                f"“{stored.name}”已作为{stored.kind.label}收在讲话库，不能再作素材；确属素材的，请先改它的类别。"
            )
        sent_by = named(department)
        with self._store.session() as session:
            row = session.scalar(
                select(MaterialRow).where(MaterialRow.draft_id == draft, MaterialRow.document_id == document)
            )
            if row is None:
                row = MaterialRow(draft_id=draft, document_id=document, added_by=actor[:100], added_at=utc_now())
                session.add(row)
            row.department = sent_by
            session.flush()
            detail = f"{sent_by} {stored.name}"
            record(session, actor=actor, deed=Deed.MATERIAL_ATTACHED, subject=f"draft:{draft}", detail=detail)
            key = row.id
        return self.get(key)

    def detach(self, material: int, *, actor: str) -> None:
        """Takes a material off its draft; its document stays in the library. Raises `NotFound`."""
        told = self.get(material)
        with self._store.session() as session:
            session.execute(delete(MaterialPlaceRow).where(MaterialPlaceRow.material_id == material))
            session.execute(delete(MaterialRow).where(MaterialRow.id == material))
            detail = f"{told.department} {told.name}"
            record(session, actor=actor, deed=Deed.MATERIAL_DETACHED, subject=f"draft:{told.draft}", detail=detail)

    def place(self, material: int, key: int, *, actor: str) -> Material:
        """Puts a material to a section of its draft. Raises `NotFound`."""
        told = self.get(material)
        self._drafts.get(told.draft).section(key)
        if key not in told.sections:
            try:
                with self._store.session() as session:
                    session.add(MaterialPlaceRow(material_id=material, key=key))
                    self._record_place(session, Deed.MATERIAL_PLACED, told, key, actor)
            except IntegrityError:  # another has put it there in this very moment
                return self.get(material)
        return self.get(material)

    def unplace(self, material: int, key: int, *, actor: str) -> Material:
        """Takes a material off a section. Raises `NotFound`."""
        told = self.get(material)
        if key in told.sections:
            with self._store.session() as session:
                here = (MaterialPlaceRow.material_id == material, MaterialPlaceRow.key == key)
                session.execute(delete(MaterialPlaceRow).where(*here))
                self._record_place(session, Deed.MATERIAL_UNPLACED, told, key, actor)
        return self.get(material)

    @staticmethod
    def _record_place(session: Session, deed: Deed, material: Material, key: int, actor: str) -> None:
        subject, detail = f"draft:{material.draft}", f"{material.department} {material.name}：节 {key}"
        record(session, actor=actor, deed=deed, subject=subject, detail=detail)

    def get(self, material: int) -> Material:
        """The material of this id. Raises `NotFound`."""
        found = self._told(MaterialRow.id == material)
        if not found:
            raise NotFound("这份素材已不在这份稿子里，请刷新后再试。")
        return found[0]

    def of_draft(self, draft: int) -> list[Material]:
        """The materials of a draft, in the order they came; those whose document was removed are out of sight. Raises
        `NotFound` for a draft that is not there."""
        self._drafts.head(draft)
        return self._told(MaterialRow.draft_id == draft)

    def of_section(self, draft: int, key: int) -> list[Material]:
        """The materials that were put to a section."""
        return [material for material in self.of_draft(draft) if key in material.sections]

    def of_document(self, document: int) -> list[Material]:
        """What a document was sent in for."""
        return self._told(MaterialRow.document_id == document)

    def others(self, draft: int) -> frozenset[int]:
        """The documents that were sent in for other drafts and not for this one."""
        with self._store.reading() as session:
            rows = session.execute(select(MaterialRow.document_id, MaterialRow.draft_id)).all()
        return frozenset({row.document_id for row in rows} - {row.document_id for row in rows if row.draft_id == draft})

    def _told(self, condition: ColumnElement[bool]) -> list[Material]:
        query = (
            select(MaterialRow, DocumentRow.name, DocumentRow.title)
            .join(DocumentRow, DocumentRow.id == MaterialRow.document_id)
            .where(condition, DocumentRow.removed_at.is_(None))
            .order_by(MaterialRow.id)
        )
        with self._store.reading() as session:
            rows = session.execute(query).all()
            ids = [row.id for row, _, _ in rows]
            places = session.scalars(
                select(MaterialPlaceRow).where(MaterialPlaceRow.material_id.in_(ids)).order_by(MaterialPlaceRow.id)
            ).all()
        return [
            Material(
                id=row.id,
                draft=row.draft_id,
                document=row.document_id,
                name=name,
                title=title,
                department=row.department,
                sections=tuple(place.key for place in places if place.material_id == row.id),
                added_by=row.added_by,
                added_at=row.added_at,
            )
            for row, name, title in rows
        ]

    # what they say

    def claims(self, material: Material) -> list[Claim]:
        """Every number of a material beside what the tables tell of the same, in the order of its text. What belongs to
        a date or a name claims nothing."""
        return [Claim(one) for one in self._report(material).numbers if one.verdict is not Verdict.EXEMPT]

    def excerpts(self, material: Material, key: int | None = None) -> list[Excerpt]:
        """The sentences of a material with their claims, in order; with the `key` of a section those that have
        something in common with it first, the nearest first."""
        report, claims = self._report(material), self.claims(material)
        spans = (_bare(report.text, *found.span()) for found in _SENTENCE.finditer(report.text))
        told = [
            Excerpt(
                material,
                span,
                span.of(report.text),
                tuple(claim for claim in claims if span.start <= claim.number.start < span.end),
            )
            for span in spans
            if span.end - span.start >= _SHORTEST and span.of(report.text) != material.title
        ]
        if key is None:
            return told
        nearness = self._nearness(self._drafts.get(material.draft))
        compared = [(nearness.shared(key, one.text), one) for one in told]
        compared.sort(key=lambda pair: (-pair[0].score, pair[1].span))
        return [Excerpt(one.material, one.span, one.text, one.claims, shared.words) for shared, one in compared]

    def near(self, draft: int, key: int) -> list[Proposal]:
        """The materials of a draft that may belong to the section of `key` and were not put to it yet, the nearest
        first, each with the sentence that says why. Found by retrieval: raises `IndexFault` where nothing can be
        searched."""
        stored = self._drafts.get(draft)
        materials = [material for material in self.of_draft(draft) if key not in material.sections]
        found = self._near(stored, stored.section(key), materials)
        return sorted((one for one in found if one.score >= _ENOUGH), key=lambda one: -one.score)

    def proposals(self, material: Material) -> list[Proposal]:
        """The sections that a material may belong to and was not put to yet, the nearest first; as `near`."""
        draft = self._drafts.get(material.draft)
        sections = [one for one in draft.sections if one.role is Role.SECTION and one.key not in material.sections]
        found = [told for section in sections for told in self._near(draft, section, [material])]
        found.sort(key=lambda one: -one.score)
        return [one for one in found[:_SECTIONS] if one.score >= max(_ENOUGH, _BESIDE_BEST * found[0].score)]

    def _near(self, draft: Draft, section: DraftSection, materials: Sequence[Material]) -> list[Proposal]:
        """What each of `materials` that has something in common with a section says nearest to it."""
        if not materials:
            return []
        documents = [material.document for material in materials]
        hits = self._index().search(question_of(section), _HITS * len(materials), documents=documents)
        nearness, heading = self._nearness(draft), _heading(self._reader.section(draft, section))
        found = []
        for material in materials:
            spans = [hit.passage.span for hit in hits if hit.passage.document_id == material.document]
            within = [one for one in self.excerpts(material) if any(_begins_in(one.span, span) for span in spans)]
            compared = [(nearness.shared(section.key, one.text), one) for one in within]
            shared, nearest = max(compared, key=lambda pair: pair[0].score, default=(None, None))
            if shared is None or nearest is None or not shared.words:
                continue
            titled = nearness.shared(section.key, material.title)
            why = tuple(dict.fromkeys((*titled.words, *shared.words)))
            score = shared.score + _TITLE * titled.score
            found.append(Proposal(section.key, heading, replace(nearest, shared=why), score))
        return found

    def _nearness(self, draft: Draft) -> Nearness:
        """What compares words with the sections of a draft; made again when the draft or the book has changed."""
        names = self._reader.names()
        kept = self._compared
        if kept is None or kept[0] != draft or kept[1] is not names:
            kept = self._compared = (draft, names, Nearness(draft, names.finder))
        return kept[2]

    def _report(self, material: Material) -> CheckReport:
        """A material held beside the tables; judged again only when the book changed."""
        head, names = self._drafts.head(material.draft), self._reader.names()
        key = (material.document, head.period, head.region)
        kept = self._judged.pop(key, None)
        if kept is None or kept[0] is not names:
            text = self._library.text(material.document)
            kept = names, self._checker.numbers(material.name, text, region=head.region, period=head.period)
        self._judged[key] = kept
        while len(self._judged) > _KEPT:
            self._judged.pop(next(iter(self._judged)), None)
        return kept[1]

    # into the draft

    def source(self, material: Material, span: Span) -> str:
        """The words at `span` of a material as text with slots in braces, for a section that is being written. Raises
        `InputError` where nothing stands there."""
        return write_pieces(self._paragraph(material, span).pieces)

    def _paragraph(self, material: Material, span: Span) -> DraftParagraph:
        past = self._past(material)
        if not 0 <= span.start < span.end <= len(past.speech.text):
            raise InputError("要抄的句子不在这份素材里，请刷新后重选。")
        return self._copied(material, past, span)

    def _past(self, material: Material) -> Past:
        head, names = self._drafts.head(material.draft), self._reader.names()
        speech = self._library.speech(material.document)
        return Past(material.name, speech, tuple(names.recogniser.recognise(speech.text)), head.period)

    def _copied(self, material: Material, past: Past, span: Span) -> DraftParagraph:
        head, names = self._drafts.head(material.draft), self._reader.names()
        resolver = Resolver(names.snapshot, names.catalogue)
        return paragraph_of(material, past, span, head.period, head.region, resolver, names.snapshot)

    def marked(self, draft: int, section: DraftSection, before: DraftSection) -> DraftSection:
        """`section`, as it is to be kept after `before`, with a mark on every sentence in its new paragraphs that
        stands so in a material of the draft: however it came in, nobody has verified it."""
        new = [paragraph for paragraph in section.paragraphs if paragraph not in before.paragraphs]
        sentences = [each for one in self.of_draft(draft) for each in self._sentences_of(one)] if new else []
        if not sentences:
            return section
        paragraphs = tuple(with_marks(one, sentences) if one in new else one for one in section.paragraphs)
        return replace(section, paragraphs=paragraphs)

    def _sentences_of(self, material: Material) -> list[DraftParagraph]:
        past = self._past(material)
        return [self._copied(material, past, excerpt.span) for excerpt in self.excerpts(material)]

    def copy(self, material: Material, key: int, span: Span, *, actor: str) -> RenderedSection:
        """Puts the words at `span` of a material behind the last paragraph of a section, as text with slots: what the
        tables tell is what then stands there, never what the department does. Raises `InputError`, `NotFound`."""
        added = self._paragraph(material, span)
        while True:
            before = self._drafts.get(material.draft)
            section = before.section(key)
            now = self._reader.keyed(replace(section, paragraphs=(*section.paragraphs, added)))
            try:
                with self._drafts.changing(material.draft, actor=actor) as change:
                    change.put(before, before.with_section(now), what="")
                    change.record(Deed.MATERIAL_COPIED, f"{section.name} {material.department} {material.name}")
            except Overtaken:
                continue  # somebody saved the section at this very moment: put behind what stands there now
            shown = self._reader.section(before, now)
            self._reader.keep_filling_of(material.draft, [shown], actor)
            return shown


def named(department: str) -> str:
    """The name of a department. Raises `InputError` where there is none."""
    name = department.strip()
    if not name or len(name) > 100:
        raise InputError("请写明素材是哪个部门报送的，如“市工信局”。")
    return name


def _begins_in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start < outer.end


def _bare(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    return Span(left, max(left, start + len(words.rstrip())))


def _heading(section: RenderedSection) -> str:
    return section.heading or section.role.label
