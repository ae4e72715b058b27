"""The text of a stored document as HTML for reading, with a span shown in it.

Pure: values in, HTML out. All words are escaped here, since documents are of unknown origin. Class names are those of
`desk.css`.
"""

from collections.abc import Iterable
from html import escape
from itertools import pairwise

from app_pages.documents.places import lead_length
from corpus.model import Paragraph, Span

SHOWN = "shown-span"
"""The id of the element that holds the beginning of the span, for whoever scrolls to it."""


def text_html(text: str, paragraphs: Iterable[Paragraph], shown: Span | None) -> str:
    """The paragraphs, their leads set off and the characters of `shown` marked."""
    lines = (_line(text, paragraph, shown) for paragraph in paragraphs)
    return f'<div class="speech">{"".join(f"<p>{line}</p>" for line in lines)}</div>'


def quote_html(quote: str, at: Span, shown: Span) -> str:
    """The words that stand `at` a place of a document, with `shown` of the document marked in them."""
    left, right = shown.start - at.start, shown.end - at.start
    return (
        f'<div class="speech"><p>{escape(quote[:left])}<mark class="shown">{escape(quote[left:right])}</mark>'
        f"{escape(quote[right:])}</p></div>"
    )


def _line(text: str, paragraph: Paragraph, shown: Span | None) -> str:
    start, end = paragraph.span.start, paragraph.span.end
    lead = start + lead_length(paragraph)
    marks = (shown.start, shown.end) if shown is not None else ()
    edges = sorted({start, end, *(cut for cut in (lead, *marks) if start <= cut <= end)})
    pieces = []
    for left, right in pairwise(edges):
        words = escape(text[left:right])
        if shown is not None and shown.start <= left and right <= shown.end:
            name = f' id="{SHOWN}"' if left == max(shown.start, start) and shown.start >= start else ""
            words = f'<mark class="shown"{name}>{words}</mark>'
        pieces.append(f'<span class="lead">{words}</span>' if right <= lead else words)
    return "".join(pieces)
