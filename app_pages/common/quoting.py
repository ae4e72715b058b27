"""Words of a document shown apart from it, with what is meant marked in them. Pure; all words are escaped here."""

from html import escape

from corpus.model import Span


def quote_html(quote: str, at: Span, shown: Span) -> str:
    """The words that stand `at` a place of a document, with `shown` of the document marked in them."""
    left, right = shown.start - at.start, shown.end - at.start
    return (
        f'<div class="speech"><p>{escape(quote[:left])}<mark class="shown">{escape(quote[left:right])}</mark>'
        f"{escape(quote[right:])}</p></div>"
    )
