"""A reply that is still growing, as it may be seen: slots filled with today's figures, stray numbers covered."""

from collections.abc import Iterator
from dataclasses import replace

from drafting.model import DraftParagraph, DraftSection, RenderedSection
from drafting.rendering.render import Renderer
from errors import InputError
from figures.guard import Veil, cover
from figures.guard.cover import SlotText
from figures.period import Period
from figures.slots import EntryKind, EntrySlot, Piece, Text, parse_slot, write_pieces

_LEAD = "**"
_COVER = EntrySlot(EntryKind.CHECK, "#", None, "还没有核对，先遮住")


class Preview:
    """Shows the growing replies for the places of one speech."""

    def __init__(self, renderer: Renderer, period: Period, region: str):
        self._renderer = renderer
        self._period = period
        self._region = region

    def section(self, base: DraftSection, reply: str) -> RenderedSection:
        """`base` with what may be seen of `reply` in place of its own paragraphs."""
        paragraphs = tuple(paragraph for paragraph in self._paragraphs(reply) if paragraph.pieces)
        return self._renderer.section(replace(base, paragraphs=paragraphs, offers=()))

    def _paragraphs(self, reply: str) -> Iterator[DraftParagraph]:
        pieces: list[Piece] = []
        lead, opened = 0, False
        for part in cover(reply).parts:
            if not isinstance(part, str):
                pieces.append(_COVER if isinstance(part, Veil) else self._slot(part))
                continue
            for number, line in enumerate(part.split("\n")):
                if number:
                    yield DraftParagraph(tuple(pieces), lead)
                    pieces, lead, opened = [], 0, False
                for at, words in enumerate(line.split(_LEAD)):
                    if at and not opened:
                        opened = True
                    elif at and not lead:
                        lead = len(write_pieces(pieces))
                    if words := words.replace("*", ""):  # half a mark, the other half on its way
                        pieces.append(_text(words))
        yield DraftParagraph(tuple(pieces), lead)

    def _slot(self, part: SlotText) -> Piece:
        try:
            return parse_slot(part.inside, period=self._period, region=self._region)
        except InputError:
            return _COVER


def _text(words: str) -> Piece:
    try:
        return Text(words)
    except InputError:  # cut out of its sentence it reads as a number
        return _COVER
