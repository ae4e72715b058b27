"""A composed answer in a model's words: its pieces stay, each once, and only the plain words between them change.

The model sees names in place of numbers and quotations, never the numbers. What it says must keep every piece and
every word that decides (完成、没有、高于 …), and must pass the guard that stands before sections too; else the answer
stays as it was composed.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from asking.answer import Answer, Given, Piece, Sort, Sourced
from corpus.library import Library
from errors import InputError, ModelFault
from figures.guard import Guard
from figures.guard.answers import AnswerRuling, Handed, Label
from figures.slots import Text
from prompts.masking import masked
from prompts.models.chosen import ChosenModel
from prompts.prompt import Messages, PromptName, fenced, load

if TYPE_CHECKING:
    from prompts.models.asking import Model

_TRIES = 3
# What turns an answer round when it is dropped or added.
_DECIDING = re.compile(
    r"没有|未能|尚未|未|不|无|超额|超过|超出|低于|高于|少于|多于|完成|实现|达到|达成|增长|增加|提高|上升|下降|减少|回落|降低"
    r"|以上|以下|以内|左右|目标|实际|持平"
)


class Phraser:
    """Puts answers into a model's words."""

    def __init__(self, chosen: ChosenModel, library: Library, guard: Callable[[], Guard]):
        self._chosen = chosen
        self._library = library
        self._guard = guard

    def phrase(self, question: str, answer: Answer) -> Answer:
        """`answer` in other words. Raises `InputError` where no model is set or a document may not be shown to it,
        `ModelFault` where none of its replies keeps what the answer says."""
        model = self._chosen.get()
        self._check_may_leave(answer, model)
        if not answer.found:
            return answer
        held = {_letters(at): piece for at, piece in enumerate(answer.pieces) if not isinstance(piece, Text)}
        names = {at: _letters(at) for at, piece in enumerate(answer.pieces) if not isinstance(piece, Text)}
        shown = "".join(
            piece.words if isinstance(piece, Text) else "{{" + names[at] + "}}"
            for at, piece in enumerate(answer.pieces)
        )
        asked, guard = _asked(question, shown, held), self._guard()
        handed = [Handed(name) for name in held]
        for _ in range(_TRIES):
            pieces = _pieces(guard.rule_answer(" ".join(model.ask(asked).text.split()), handed), held)
            if pieces is not None and _decides(pieces) == _decides(answer.pieces):
                return replace(answer, pieces=pieces)
        raise ModelFault("模型没有守住依据，回答仍用原来的说法。")

    def _check_may_leave(self, answer: Answer, model: "Model") -> None:
        if model.local:
            return
        free = {document.name for document in self._library.documents() if document.may_leave}
        named = (*(item.document for item in answer.citations), *(item.source.document for item in answer.figures))
        for name in named:
            if name not in free:
                raise InputError(f"“{name}”没有标明可外发，不能送给本单位以外的模型，回答仍用原来的说法。")


def _letters(number: int) -> str:
    """A name without digits: a … z, ba, bb …"""
    return ("" if number < 26 else _letters(number // 26)) + chr(ord("a") + number % 26)


def _held(name: str) -> str:
    return "{{" + name + "}}"


def _asked(question: str, shown: str, held: Mapping[str, Given | Sourced]) -> Messages:
    allowed = "\n".join(f"{_held(name)}　{_meaning(piece)}" for name, piece in held.items())
    return load(PromptName.ANSWER).fill(question=masked(question), evidence=fenced(shown, "依据"), allowed=allowed)


def _meaning(piece: Given | Sourced) -> str:
    told = f"：{masked(piece.text)}" if piece.sort in (Sort.NAME, Sort.ECHO) else ""
    return piece.sort.value + told


def _pieces(ruling: AnswerRuling, held: Mapping[str, Given | Sourced]) -> tuple[Piece, ...] | None:
    """The pieces of a reply; None where the guard found anything, or a piece is lost, comes twice or is made up."""
    labels = Counter(piece.label for piece in ruling.pieces if isinstance(piece, Label))
    if not ruling.clean or labels != Counter(held.keys()):
        return None
    return tuple(held[piece.label] if isinstance(piece, Label) else piece for piece in ruling.pieces)


def _decides(pieces: Sequence[Piece]) -> Counter[str]:
    return Counter(word for piece in pieces if isinstance(piece, Text) for word in _DECIDING.findall(piece.words))
