"""The facts about a document that its statements lean on: what it is called, of which place and time it speaks."""

import re
from dataclasses import dataclass

from corpus.library import StoredDocument
from corpus.regions import PROVINCES
from figures.figure import WHOLE_CITY
from figures.period import Period

# Told after the period is over, and of that period itself; a report to a congress tells of the year before its own.
_OF_ITS_OWN_PERIOD = re.compile(r"公报|分析|运行情况|统计")
_WIDER = ("全省", "全区", "全自治区", "全疆")


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """`year` is the year the document was given in, `own` the period it looks back on; None where it does not say.
    `telling` says that it tells of its own period, as a bulletin does, and plans nothing unless it says so."""

    id: int
    name: str
    region: str
    year: int | None
    own: Period | None
    telling: bool = False

    def place(self, told: str | None) -> str:
        """The place a number tells of, `told` by its sentence or not: 全省 is the own province."""
        if told is None or (told in _WIDER and self.region in PROVINCES):
            return self.region
        return told


def facts_of(document: StoredDocument) -> DocumentFacts:
    """What `document` says of itself, as its statements need it."""
    year = int(document.period[:4]) if document.period else document.date.year if document.date else None
    own = Period.parse(document.period) if document.period else None
    yearly = own is not None and own == Period(own.year)
    telling = _OF_ITS_OWN_PERIOD.search(document.title + document.name) is not None
    if own is not None and yearly and not telling:
        own = own.shift(-1)
    return DocumentFacts(document.id, document.name, document.region or WHOLE_CITY, year, own, telling)
