"""The guard: parses what a model wrote into text and slots, says what it may not say, and keeps the rest.

`Guard.rule` reads a reply; `settle` makes what remains after the last mend visibly open; `cover` tells what of a reply
that is still growing may be shown.
"""

from figures.guard.answers import AnswerRuling, Handed, Label
from figures.guard.atoms import VEIL
from figures.guard.cover import Covered, Veil, cover
from figures.guard.findings import Finding, FindingKind
from figures.guard.guard import Guard
from figures.guard.offer import Direction, Offer, OfferedSlot
from figures.guard.ruling import Ruled, RuledParagraph, Ruling
from figures.guard.settling import Remark, SettledParagraph, settle

__all__ = [
    "VEIL",
    "AnswerRuling",
    "Covered",
    "Direction",
    "Finding",
    "FindingKind",
    "Guard",
    "Handed",
    "Label",
    "Offer",
    "OfferedSlot",
    "Remark",
    "Ruled",
    "RuledParagraph",
    "Ruling",
    "SettledParagraph",
    "Veil",
    "cover",
    "settle",
]
