"""The draft: sections of paragraphs of text and slots, and the same draft rendered with today's figures.

A `Draft` stores slots, never numbers. A `RenderedDraft` is what screen, JSON and export show; it is made afresh from a
draft and is never stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from errors import NotFound
from figures.figure import Figure, FigureRef
from figures.period import Period
from figures.slots import Piece, Slot, Text

FRONT = -1
"""The key by which title and byline are addressed among the sections."""


class Role(StrEnum):
    """Which place of the speech a draft section takes; `front` is the title and what stands under it."""

    FRONT = "front"
    PREAMBLE = "preamble"
    INTRO = "intro"
    SECTION = "section"
    OUTRO = "outro"
    CLOSING = "closing"

    @property
    def label(self) -> str:
        """What a person calls it, where it has no heading."""
        return {"front": "标题", "preamble": "开头", "intro": "引言", "outro": "小结", "closing": "结尾"}.get(
            self, "正文"
        )


def in_words(line: Sequence[Piece]) -> str:
    """A heading as it is called in a sentence: what its slots read is left open."""
    return "".join(piece.words if isinstance(piece, Text) else "…" for piece in line)


class MarkKind(StrEnum):
    """Why a person has to look at a passage that was carried over."""

    EVENT = "event"  # a meeting, visit, document of last year
    DATED = "dated"  # wording tied to a year or a day
    PROJECT = "project"  # a named project said to be finished, opened, begun
    NAME = "name"  # a masked or named person, body or place
    DIRECTION = "direction"  # the number turned its sign: the wording around it may no longer fit
    MISMATCH = "mismatch"  # 数据与主语不符
    CLAIM = "claim"  # a statement of fact without a number, carried over from last year
    MATERIAL = "material"  # words of a department, which nobody has verified
    WORDING = "wording"  # what a model wrote and the guard did not let stand as it was

    @property
    def label(self) -> str:
        """What the screen calls it."""
        return {
            "event": "往年事项",
            "dated": "时间表述",
            "project": "项目进展",
            "name": "名称",
            "direction": "方向变化",
            "mismatch": "数据与主语不符",
            "claim": "事实待核",
            "material": "素材未核实",
            "wording": "写法待核",
        }[self.value]


class Standing(StrEnum):
    """How far a section of a draft is."""

    WRITTEN = "written"
    WAITING = "waiting"  # its turn has not come
    CUT = "cut"  # the writer broke off; what had come is kept


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters [start, end) of a paragraph's slotted text (of the rendered text, in a `RenderedParagraph`) that a
    person must look at, and why."""

    start: int
    end: int
    kind: MarkKind
    note: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The past passage a paragraph was made after."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """One paragraph. The first `lead` characters of its slotted text are its lead sentence (0: it has none)."""

    pieces: tuple[Piece, ...]
    lead: int = 0
    marks: tuple[Mark, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class DraftSection:
    """One section of a draft. `part` is the heading line of its part (一、…); `number` its own （一）, empty for what
    is no section; `heading` its title without number; `run_in` joins heading and first paragraph on one line;
    `offers` are figures at hand that the section does not use. An added section has no paragraphs yet.

    `key` names it within its draft for good, wherever it is moved, and `part_key` its part (None: it stands in none);
    `version` counts how often it was kept. The store gives all three.
    """

    role: Role
    part: tuple[Piece, ...]
    number: str
    heading: tuple[Piece, ...]
    run_in: bool
    paragraphs: tuple[DraftParagraph, ...]
    offers: tuple[FigureRef, ...] = ()
    key: int = 0
    part_key: int | None = None
    version: int = field(default=0, compare=False)

    @property
    def name(self) -> str:
        """What to call it in a sentence: its title, slots as …, else its place in the speech."""
        return in_words(self.heading) or self.role.label


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole speech for one period of one region, its sections in the order in which they are arranged. `complete` is
    False while it is still being written; `arranged` is the version of the arrangement (0: as it was first written)."""

    id: int
    title: tuple[Piece, ...]
    byline: tuple[Piece, ...]
    period: Period
    region: str
    salutation: str
    sections: tuple[DraftSection, ...]
    model_document: str
    complete: bool
    created_at: datetime
    updated_at: datetime
    arranged: int = field(default=0, compare=False)

    def section(self, key: int) -> DraftSection:
        """The section of that key. Raises `NotFound` where the draft has it not, or no more."""
        return _of_key(self.id, self.sections, key)

    def with_section(self, new: DraftSection) -> "Draft":
        """The draft with `new` in the place of the section of its key."""
        return replace(self, sections=tuple(new if old.key == new.key else old for old in self.sections))


def front_of(draft: Draft) -> DraftSection:
    """Title and byline of a draft as a section of two paragraphs, so that their slots are dealt with as all others."""
    paragraphs = (DraftParagraph(draft.title), DraftParagraph(draft.byline))
    return DraftSection(Role.FRONT, (), "", (), False, paragraphs, key=FRONT)


@dataclass(frozen=True, slots=True)
class SectionRecord:
    """What became of asking a model for the section of `key`, and what it took: tokens of question and answer
    (None: the service did not tell), seconds, how often it was asked for a first reply, how often to mend one.

    `reason` says in a sentence why the section is cut; `held_back` names documents that were not shown to the model.
    """

    key: int
    model: str
    state: Standing
    seconds: float
    at: datetime
    tokens_in: int | None = None
    tokens_out: int | None = None
    tries: int = 1
    mends: int = 0
    reason: str = ""
    held_back: tuple[str, ...] = ()


class EntryState(StrEnum):
    """How far an attested entry is; only a valid one fills its slot."""

    VALID = "valid"
    WAITING = "waiting"  # for a second person
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """What the screen calls it."""
        return {"valid": "有效", "waiting": "待复核", "declined": "未通过", "withdrawn": "已撤回"}[self.value]


@dataclass(frozen=True, slots=True)
class Entry:
    """An attested entry (填报) as stored: the value and who vouches for it, out of which source and why; `instead` is
    the slot that it was given for. `checked_by` is who confirmed, declined or withdrew it ("": nobody had to), and
    `verdict` why."""

    id: int
    value: str
    by: str
    source: str
    reason: str
    state: EntryState
    instead: Slot | None = None
    entered_at: datetime | None = None
    checked_by: str = ""
    checked_at: datetime | None = None
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A draft's freezing: by whom and when, the last day its figures were taken in, how often the book had changed by
    then, and what still stood open, in a sentence ("": nothing)."""

    id: int
    draft: int
    title: str
    by: str
    at: datetime
    cut_off: date
    book: int
    standing_open: str


class State(StrEnum):
    """A slot is filled or visibly open."""

    FILLED = "filled"
    OPEN = "open"


class By(StrEnum):
    """What filled a slot."""

    FIGURE = "figure"
    FORMULA = "formula"
    CALENDAR = "calendar"
    ENTRY = "entry"
    TERM = "term"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class RenderedSlot:
    """A slot on the page: characters [start, end) of its paragraph's rendered text.

    `number` addresses the slot within its section (from 0). `figure` is the verified figure behind it (for a target the
    target), `formula` the derivation in words with its `inputs`; `note` tells who attested an entry, or what a checker
    should know of the number; `reason` why it is open, in a sentence.
    """

    number: int
    start: int
    end: int
    text: str
    state: State
    by: By
    slot: Slot
    figure: Figure | None = None
    formula: str | None = None
    inputs: tuple[Figure, ...] = ()
    note: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class RenderedParagraph:
    """A paragraph as it reads; its first `lead` characters are its lead sentence (0: none)."""

    text: str
    lead: int
    slots: tuple[RenderedSlot, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class RenderedSection:
    """A section as it reads. `part` and `heading` carry their numbers (一、… and （一）…), `titled` are the slots in
    both, numbered −1, −2, …, the first `parted` of them in the part's; `key`, `part_key` and `version` are those of the
    `DraftSection`."""

    role: Role
    part: str
    heading: str
    run_in: bool
    paragraphs: tuple[RenderedParagraph, ...]
    offers: tuple[FigureRef, ...] = ()
    key: int = 0
    part_key: int | None = None
    version: int = field(default=0, compare=False)
    titled: tuple[RenderedSlot, ...] = ()
    parted: int = 0

    @property
    def slots(self) -> tuple[RenderedSlot, ...]:
        """All slots, those in the titles first."""
        return (*self.titled, *(slot for paragraph in self.paragraphs for slot in paragraph.slots))

    def title_of(self, slot: RenderedSlot) -> str:
        """The title that one of the slots in titles stands in."""
        return self.part if slot in self.titled[: self.parted] else self.heading


@dataclass(frozen=True, slots=True)
class RenderedDraft:
    """A draft as it reads today, with the count of its filled and open slots. `front` holds title and byline again as
    paragraphs, for their slots; `arranged` is the version of the arrangement."""

    id: int
    title: str
    byline: str
    period: Period
    region: str
    salutation: str
    sections: tuple[RenderedSection, ...]
    filled: int
    open: int
    complete: bool
    front: RenderedSection | None = None
    arranged: int = field(default=0, compare=False)

    @property
    def places(self) -> tuple[RenderedSection, ...]:
        """All that holds slots: title and byline, then the sections."""
        return (self.front, *self.sections) if self.front else self.sections

    def section(self, key: int) -> RenderedSection:
        """The section of that key, `FRONT` for title and byline. Raises `NotFound`."""
        if key == FRONT and self.front is not None:
            return self.front
        return _of_key(self.id, self.sections, key)


_Section = TypeVar("_Section", DraftSection, RenderedSection)


def _of_key(draft: int, sections: tuple[_Section, ...], key: int) -> _Section:
    found = next((section for section in sections if section.key == key), None)
    if found is None:
        raise NotFound(f"稿子 {draft} 没有编号为 {key} 的节，它可能已被删去，请刷新后查看提纲。")
    return found
