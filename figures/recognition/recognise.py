"""Recognition: reads a text sentence by sentence and says of each number and mask what it measures.

Knows names through the `Finder` only; knows no stored figures.
"""

from collections.abc import Sequence

from figures.finder import Finder
from figures.grammar.tokens import scan
from figures.recognition import cues
from figures.recognition.model import Recognised
from figures.recognition.naming.attribution import Memory
from figures.recognition.sentence import Sentence
from figures.recognition.text import in_characters, sentences
from figures.recognition.views import View, views_of, year_of_bulletin


class Recogniser:
    """Recognises numbers with the names that one finder knows. Holds no state between texts."""

    def __init__(self, finder: Finder):
        self._finder = finder

    def recognise(self, text: str, *, views: Sequence[View] | None = None) -> list[Recognised]:
        """A row for every number and mask of `text`, in order. `views` tell which spans look ahead or back; None
        reads them from the headings of the text's parts."""
        views = list(views) if views is not None else views_of(text)
        tokens = scan(text)
        style = (in_characters(text, tokens), year_of_bulletin(text))
        rows: list[Recognised] = []
        at = 0
        topic: str | None = None
        until: int | None = None
        for start, end in sentences(text):
            while at < len(tokens) and tokens[at].start < start:
                at += 1
            first = at
            while at < len(tokens) and tokens[at].start < end:
                at += 1
            if at > first:
                future = (
                    False
                    if style[1] is not None
                    else next((view.ahead for view in views if view.start <= start < view.end), None)
                )
                memory = _carried(text[max(0, start - 1) : start], text[start:end], topic, until)
                reading = Sentence(self._finder, text, start, end, tokens[first:at], future, memory, style)
                rows.extend(reading.rows())
                topic, until = reading.topic, reading.until
        return rows


def _carried(before: str, sentence: str, topic: str | None, until: int | None) -> Memory:
    """What a sentence has from those `before`: their topic, where it goes on from them or stands beside them (；), and
    the year `until` which they aim."""
    if cues.GOES_ON.match(sentence):
        return Memory(topic=topic, until=until)
    return Memory(topic=topic, aside=True, until=until) if before.endswith(("；", ";")) else Memory()
