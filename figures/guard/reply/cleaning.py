"""Cleaning: what a model puts around its words (Markdown, HTML, characters nobody sees) is taken off, the words stay.

Nothing is judged here: a number that comes to light by it is found by whoever reads the cleaned text.
"""

import html
import re
from collections.abc import Iterator

from figures.folding import is_invisible
from figures.guard.reply.traced import Edit, Traced

SLOT = re.compile(r"\{\{([^{}\n]*)\}\}")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_OPEN_BRACE = re.compile(r"[{｛][ \t]*[{｛]")
_CLOSE_BRACE = re.compile(r"[}｝][ \t]*[}｝]")
_LONE_SLOT = re.compile(r"(?<!\{)\{(?!\{)([^{}\n]*\|[^{}\n]*)\}(?!\})")
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li|/?tr|/?h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z!][^<>\n]*>", re.DOTALL)
_FENCE = re.compile(r"^[ \t　]*(?:```|~~~)[^\n`]*$\n?", re.MULTILINE)
_LINK = re.compile(r"!?\[(?P<words>[^\[\]\n]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\n]{1,20}\]:?[ \t]*")
_HEADING = re.compile(r"^[ \t　]*(?:#{1,6}[ \t]*|>[ \t]*|[-+•●·][ \t]+|\*[ \t]+)+", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:[-*_=][ \t]*){3,}$", re.MULTILINE)
_NUMBERING = re.compile(
    r"^[ \t　]*(?:[0-9０-９]{1,2}[.．、)）]|[（(][0-9０-９]{1,2}[）)])[ \t]*(?=[一-龥“])", re.MULTILINE
)
_EMPHASIS = tuple(
    re.compile(rf"(?P<open>{mark})(?=\S)(?P<words>[^\n]+?)(?<=\S)(?P<close>{mark})")
    for mark in (r"\*\*\*", r"\*\*(?!\*)", "__", "~~", r"(?<![*])\*(?![*])", "`+", r"\$+")
)
_TOUCHING = re.compile(r"(?<=[^\s*])\*{4}(?=[^\s*])|(?<=[^\s_])_{4}(?=[^\s_])")
_ESCAPE = re.compile(r"\\(?=[^\w\s])")
_PLAIN = str.maketrans({"｜": "|", "＃": "#"})
LEAD = re.compile(r"^[ \t　]*\*\*(?P<words>[^*\n]+)\*\*")


def cleaned(reply: str) -> Traced:
    """`reply` without what surrounds its words: paragraphs as lines, slots in plain double braces, a lead sentence
    still between ** marks."""
    text = _unveiled(Traced.of(reply))
    text = text.without(_OPEN_BRACE, "{{").without(_CLOSE_BRACE, "}}")
    text = text.each(_LONE_SLOT, _lone)
    text = text.each(SLOT, _plain_bars)
    for pattern, words in ((_FENCE, ""), (_BREAK, "\n"), (_TAG, "")):
        text = _outside(text, pattern, words)
    text = _outside(text, _FOOTNOTE, "")
    text = text.each(_LINK, _words_only)
    for pattern in (_RULE, _HEADING, _NUMBERING):
        text = _outside(text, pattern, "")
    text = _outside(text, _TOUCHING, "")
    for pattern in _EMPHASIS:
        text = text.each(pattern, _unmarked)
    return _outside(text, _ESCAPE, "")


def _unveiled(text: Traced) -> Traced:
    """Entities read and characters that nobody sees dropped, until no more come to light."""
    for _ in range(4):
        found = text.each(_ENTITY, _entity)
        found = found.edited((at, at + 1, "") for at, char in enumerate(found.text) if is_invisible(char))
        if found.text == text.text:
            break
        text = found
    return text


def _entity(match: re.Match[str]) -> Iterator[Edit]:
    read = html.unescape(match[0])
    if read != match[0]:
        yield match.start(), match.end(), read


def _lone(match: re.Match[str]) -> Iterator[Edit]:
    yield match.start(), match.start() + 1, "{{"
    yield match.end() - 1, match.end(), "}}"


def _plain_bars(match: re.Match[str]) -> Iterator[Edit]:
    for at in range(match.start(1), match.end(1)):
        plain = match.string[at].translate(_PLAIN)
        if plain != match.string[at]:
            yield at, at + 1, plain


def _words_only(match: re.Match[str]) -> Iterator[Edit]:
    yield match.start(), match.start("words"), ""
    yield match.end("words"), match.end(), ""


def _unmarked(match: re.Match[str]) -> Iterator[Edit]:
    if LEAD.match(match[0]) and (match.start() == 0 or match.string[match.start() - 1] == "\n"):
        return
    yield match.start(), match.end("open"), ""
    yield match.start("close"), match.end(), ""


def _outside(text: Traced, pattern: re.Pattern[str], words: str) -> Traced:
    """`words` for each match of `pattern` that touches no slot."""
    slots = [match.span() for match in SLOT.finditer(text.text)]

    def edits(match: re.Match[str]) -> Iterator[Edit]:
        if not any(start < match.end() and match.start() < end for start, end in slots):
            yield match.start(), match.end(), words

    return text.each(pattern, edits)
