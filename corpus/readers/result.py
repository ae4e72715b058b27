"""What every reader returns."""

from dataclasses import dataclass

from corpus.model import NO_LAYOUT, Layout


@dataclass(frozen=True, slots=True)
class ReadText:
    """A document's text, the formatting that matters to its outline, and the words in its page headers and footers."""

    text: str
    layout: Layout = NO_LAYOUT
    margins: str = ""
