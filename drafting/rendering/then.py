"""Frozen drafts beyond what was kept of them: other states of one read as it did when it was frozen, and those that an
earlier version of the program froze told what it did not keep.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafting.model import By, Draft, DraftSection, RenderedDraft, RenderedSection, RenderedSlot, State
from drafting.rendering.render import OPEN, Renderer
from drafting.versions.stream import Held, heading_stream
from figures.slots import Piece, Text


def lacks_titled(kept: RenderedDraft, draft: Draft) -> bool:
    """Whether the slots in the titles of a frozen draft were not kept; `draft` is the same as it is stored."""
    told = any(section.titled for section in kept.sections)
    return not told and any(_asks(section.part) or _asks(section.heading) for section in draft.sections)


def with_titled(kept: RenderedDraft, draft: Draft, then: Renderer) -> RenderedDraft:
    """A frozen draft with the slots in its titles as they read; `then` renders with the figures of its freezing."""
    sections = zip(kept.sections, draft.sections, strict=True)
    return replace(kept, sections=tuple(_with_titled(one, stored, then) for one, stored in sections))


def _with_titled(kept: RenderedSection, stored: DraftSection, then: Renderer) -> RenderedSection:
    part = _as_kept(stored.part, kept.part, then)
    heading = _as_kept(stored.heading, kept.heading.removeprefix(stored.number), then)
    return replace(kept, titled=(*part, *heading))


def _as_kept(line: Sequence[Piece], read: str, then: Renderer) -> Iterator[RenderedSlot]:
    """The slots of a title that read `read`. Where the program words it otherwise today, the words are those kept, and
    nothing is said to stand behind them."""
    held = (token for token in heading_stream(line, read) if isinstance(token, Held))
    for slot, kept in zip(then.slots(tuple(line)), held, strict=True):
        if slot.text == kept.text:
            yield slot
        else:
            state = State.OPEN if OPEN in kept.text else State.FILLED
            yield RenderedSlot(slot.number, 0, len(kept.text), kept.text, state, By.NOTHING, slot.slot)


def _asks(line: Sequence[Piece]) -> bool:
    return any(not isinstance(piece, Text) for piece in line)
