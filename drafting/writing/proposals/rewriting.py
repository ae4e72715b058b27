"""Rewriting a paragraph as a person wishes, or the way into it: the words change, its slots stay, all and no other.

Works on a paragraph's source, as it is edited: slots in braces, the lead between ** marks.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from drafting.writing.told.teller import Teller
from errors import InputError, ModelFault
from figures.guard import Guard
from figures.period import Period
from figures.slots import EntrySlot, FigureSlot, Slot, parse_slot
from prompts.prompt import Messages, PromptName, fenced, load

if TYPE_CHECKING:
    from prompts.models.asking import Model

_TRIES = 3
_SLOT = re.compile(r"\{\{(.*?)\}\}")
_FIRST = re.compile(r"\*\*.+?\*\*|(?:\{\{.*?\}\}|[^。！？{])+[。！？]?[”’）]?")


class Wish(StrEnum):
    """How a paragraph is to be rewritten."""

    TERSER = "更精炼"
    STRONGER = "更有力"
    OTHERWISE = "换一种说法"
    JOINED = "与上一段衔接"


_TOLD = {
    Wish.TERSER: "更精炼：删去重复和空话，字数明显减少",
    Wish.STRONGER: "更有力：多用动词和短句，句式整齐，语气坚定",
    Wish.OTHERWISE: "换一种说法：意思不变，换用别的句式和词语",
}


class Rewriter:
    """Rewrites paragraphs of one draft."""

    def __init__(self, model: "Model", guard: Guard, period: Period, region: str, teller: Teller):
        self._model = model
        self._guard = guard
        self._period = period
        self._region = region
        self._teller = teller

    def rewrite(self, lines: Sequence[str], number: int, wish: Wish, style: str) -> str:
        """Paragraph `number` of a section's source rewritten. Raises `Fault` where no reply comes, `ModelFault` where
        none keeps slots and rules, `InputError` where there is nothing to join to."""
        line = lines[number]
        if wish is not Wish.JOINED:
            return self._kept(
                line,
                lambda shown: load(PromptName.REWRITING).fill(
                    wish=_TOLD[wish], passage=fenced(shown, "原文"), style=fenced(style, "文风")
                ),
            )
        if number == 0:
            raise InputError("这是本节第一段，前面没有可以衔接的段落，请另选一段。")
        found = _FIRST.match(line)
        first = found[0] if found else line
        before, rest = fenced(self._shown(lines[number - 1])), self._shown(line[len(first) :])
        return (
            self._kept(
                first,
                lambda shown: load(PromptName.TRANSITION).fill(before=before, after=fenced(shown + rest)),
            )
            + line[len(first) :]
        )

    def _kept(self, source: str, ask: Callable[[str], Messages]) -> str:
        """A reply that keeps the slots of `source` and says nothing the guard would not let stand, its slots as they
        were."""
        shown = self._shown(source)
        slots = [self._slot(inside) for inside in _SLOT.findall(source)]
        figures = [slot for slot in slots if isinstance(slot, FigureSlot)]
        offer = self._guard.offer(figures, period=self._period, region=self._region, sources=[shown])
        faults = len(self._guard.rule(shown, offer).findings)
        for _ in range(_TRIES):
            reply = " ".join(self._model.ask(ask(shown)).text.split())
            same = Counter(_SLOT.findall(reply)) == Counter(_SLOT.findall(shown))
            if same and len(self._guard.rule(reply, offer).findings) <= faults:
                return self._as_they_were(reply, source)
        raise ModelFault("模型没有守住数据位和规矩，原文保留，请再试一次，或自己改写。")

    def _shown(self, source: str) -> str:
        return _SLOT.sub(lambda match: self._show(match[1]), source)

    def _show(self, inside: str) -> str:
        """A slot as a model sees it: nothing of what stood there before, nor of who filled it."""
        slot = self._slot(inside)
        if isinstance(slot, EntrySlot):
            return str(EntrySlot(slot.kind, slot.form))
        return self._teller.short(slot) if isinstance(slot, FigureSlot) else str(slot)

    def _as_they_were(self, reply: str, source: str) -> str:
        originals: dict[str, list[str]] = {}
        for match in _SLOT.finditer(source):
            originals.setdefault(self._show(match[1]), []).append(match[0])
        return _SLOT.sub(lambda match: originals[match[0]].pop(0), reply)

    def _slot(self, inside: str) -> Slot:
        return parse_slot(inside, period=self._period, region=self._region)
