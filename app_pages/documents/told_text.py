"""The text of a stored document as HTML for reading, with what was read in it marked, and a span shown.

Pure: values in, HTML out. All words are escaped here, since documents are of unknown origin. Class names are those of
`desk.css`.
"""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

from app_pages.documents.marks import TextMark
from app_pages.documents.places import lead_length
from corpus.model import Paragraph, Span

SHOWN = "shown-span"
"""The id of the element that holds the beginning of the span, for whoever scrolls to it."""


def text_html(text: str, paragraphs: Iterable[Paragraph], shown: Span | None, marks: Sequence[TextMark] = ()) -> str:
    """The paragraphs, their leads set off, `marks` with what is told on hover, and the characters of `shown` marked."""
    lines = (_line(text, paragraph, shown, marks) for paragraph in paragraphs)
    return f'<div class="speech">{"".join(f"<p>{line}</p>" for line in lines)}</div>'


def _line(text: str, paragraph: Paragraph, shown: Span | None, marks: Sequence[TextMark]) -> str:
    start, end = paragraph.span.start, paragraph.span.end
    lead = start + lead_length(paragraph)
    here = [mark for mark in marks if mark.span.start < end and start < mark.span.end]
    cuts = {lead, *(cut for mark in here for cut in (mark.span.start, mark.span.end))}
    cuts |= {shown.start, shown.end} if shown is not None else set()
    edges = sorted({start, end, *(cut for cut in cuts if start <= cut <= end)})
    pieces = []
    for left, right in pairwise(edges):
        words = escape(text[left:right])
        over = [mark for mark in here if mark.span.start <= left and right <= mark.span.end]
        if over:
            title = escape("\n".join(mark.told for mark in over), quote=True)
            words = f'<span class="t {over[0].css}" title="{title}">{words}</span>'
        if shown is not None and shown.start <= left and right <= shown.end:
            name = f' id="{SHOWN}"' if left == max(shown.start, start) and shown.start >= start else ""
            words = f'<mark class="shown"{name}>{words}</mark>'
        pieces.append(f'<span class="lead">{words}</span>' if right <= lead else words)
    return "".join(pieces)
