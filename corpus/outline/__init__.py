"""The outline parser: lays title block, parts, sections, paragraphs and leads over a text, in exact spans.

`parse_speech` never fails: a text without any outline is a speech that is all preamble.
"""

from corpus.outline.parse import parse_speech

__all__ = ["parse_speech"]
