"""Puts the outline together: which headings make parts, which sections, and whose each paragraph between them is."""

from collections.abc import Sequence

from corpus.model import NO_LAYOUT, Layout, Paragraph, Part, Section, Span, Speech
from corpus.outline.head import read_head
from corpus.outline.headings import Candidate, Kind, candidate, in_order, unnumbered
from corpus.outline.leads import with_lead
from corpus.outline.lines import Line, split_lines
from corpus.outline.tail import annex_start, closing_start, outro_start


def parse_speech(text: str, layout: Layout = NO_LAYOUT) -> Speech:
    """The outline of `text`; `layout` is what its file's formatting adds (headings, bold). Never fails."""
    lines = split_lines(text, layout)
    found = [candidate(text, line) for line in lines]
    head = read_head(text, lines, _first_heading(found))
    body = lines[head.body :]
    annex = annex_start(body)
    notes, body = body[annex:], body[:annex]
    if head.opening is not None:
        body.insert(0, Line(head.opening, head.opening.of(text), None, False, head.opening.start))
    outline = _Outline(text, layout, body)
    preamble, parts, closing = outline.build()
    return Speech(
        text=text,
        title=head.title,
        date_line=head.date_line,
        byline=head.byline,
        salutation=head.salutation,
        preamble=preamble,
        parts=parts,
        closing=closing,
        annex=tuple(Paragraph(line.span) for line in notes),
    )


def _first_heading(found: Sequence[Candidate | None]) -> int:
    for index, item in enumerate(found):
        if item and (item.kind in (Kind.CHAPTER, Kind.COMMA, Kind.BRACKET) or (item.line.level or 0) > 0):
            return index
    return len(found)


class _Outline:
    """The body of one speech while its outline is being built."""

    def __init__(self, text: str, layout: Layout, lines: list[Line]):
        self._text = text
        self._layout = layout
        self._lines = lines
        part_heads, section_heads = _levels(text, lines)
        self._parts = {item.line.span.start: item for item in part_heads}
        self._sections = {item.line.span.start: item for item in section_heads}

    def build(self) -> tuple[tuple[Paragraph, ...], tuple[Part, ...], tuple[Paragraph, ...]]:
        """Preamble, parts and closing."""
        starts = [index for index, line in enumerate(self._lines) if line.span.start in self._parts]
        first = starts[0] if starts else len(self._lines)
        orphan = next((i for i in range(first) if self._lines[i].span.start in self._sections), None)
        if orphan is not None:
            # Sections without a part above them get one that has neither number nor heading.
            starts.insert(0, orphan)
            first = orphan
        if not starts:
            close = closing_start(self._lines, 1)
            preamble = tuple(self._titled(line) for line in self._lines[:close])
            return preamble, (), self._plain(self._lines[close:])
        blocks = [self._lines[a:b] for a, b in zip(starts, [*starts[1:], len(self._lines)], strict=True)]
        close = closing_start(blocks[-1], self._closing_floor(blocks[-1]))
        blocks[-1], closing = blocks[-1][:close], blocks[-1][close:]
        parts = tuple(self._part(block) for block in blocks)
        return self._plain(self._lines[:first]), parts, self._plain(closing)

    def _closing_floor(self, block: list[Line]) -> int:
        """The first line of the last part that may belong to the closing: after its last section's own paragraph."""
        heads = [index for index, line in enumerate(block) if line.span.start in self._sections]
        if not heads:
            return min(2, len(block))
        run_in = _runs_in(self._sections[block[heads[-1]].span.start])
        return heads[-1] + (1 if run_in else 2)

    def _part(self, block: list[Line]) -> Part:
        head = self._parts.get(block[0].span.start)
        own: list[Line] = []
        if head is not None:
            if _runs_in(head):
                own = [Line(head.rest, head.rest.of(self._text), None, False, head.rest.start)]
            lines = own + block[1:]
        else:
            lines = block
        heads = [index for index, line in enumerate(lines) if line.span.start in self._sections]
        if not heads:
            intro = tuple(self._titled(line) for line in lines)
            return self._framed(head, block, intro, (), ())
        groups = [lines[a:b] for a, b in zip(heads, [*heads[1:], len(lines)], strict=True)]
        cut = outro_start(groups, [_runs_in(self._sections[group[0].span.start]) for group in groups])
        groups[-1], rest = groups[-1][:cut], groups[-1][cut:]
        sections = tuple(self._section(group) for group in groups)
        return self._framed(head, block, self._plain(lines[: heads[0]]), sections, self._plain(rest))

    def _framed(
        self,
        head: Candidate | None,
        block: list[Line],
        intro: tuple[Paragraph, ...],
        sections: tuple[Section, ...],
        outro: tuple[Paragraph, ...],
    ) -> Part:
        start = block[0].span.start
        heading = head.heading if head else Span(start, start)
        end = max(heading.end, block[-1].span.end)
        return Part(head.number if head else "", heading, Span(start, end), intro, sections, outro)

    def _section(self, group: list[Line]) -> Section:
        head = self._sections[group[0].span.start]
        own = (Paragraph(head.rest),) if _runs_in(head) else ()
        paragraphs = own + tuple(self._titled(line) for line in group[1:])
        start = group[0].span.start
        return Section(head.number, head.heading, Span(start, group[-1].span.end), bool(own), paragraphs)

    def _titled(self, line: Line) -> Paragraph:
        return with_lead(self._text, line, self._layout, titled=True)

    def _plain(self, lines: Sequence[Line]) -> tuple[Paragraph, ...]:
        return tuple(Paragraph(line.span) for line in lines)


def _runs_in(head: Candidate) -> bool:
    return head.rest.start < head.rest.end


def _levels(text: str, lines: Sequence[Line]) -> tuple[list[Candidate], list[Candidate]]:
    """The headings of parts and those of sections."""
    found = [item for item in (candidate(text, line) for line in lines) if item]
    chapters = in_order(_of(found, Kind.CHAPTER), ())
    if len(chapters) >= 2:
        fences = [item.line.span.start for item in chapters]
        return chapters, in_order(_of(found, Kind.COMMA), fences)
    parts = in_order(_of(found, Kind.COMMA), ())
    plain = [item for item in _of(found, Kind.PLAIN) if item.line.level]
    if parts:
        parts = _merged(_bare_headings(text, [line for line in lines if line.span < parts[0].line.span]), parts)
        level = min((item.line.level for item in parts if item.line.level), default=None)
        parts = _merged(parts, [item for item in plain if level and (item.line.level or 0) <= level])
        deeper = [item for item in plain if level and (item.line.level or 0) > level]
    elif plain:
        level = min(item.line.level or 0 for item in plain)
        parts = [item for item in plain if item.line.level == level]
        deeper = [item for item in plain if item.line.level == level + 1]
    else:
        parts, deeper = _unnumbered_parts(text, lines, found), []
    fences = [item.line.span.start for item in parts]
    sections = _merged(in_order(_of(found, Kind.BRACKET), fences), deeper)
    return parts, _merged(sections, _items(found, parts, sections))


def _of(found: Sequence[Candidate], kind: Kind) -> list[Candidate]:
    return [item for item in found if item.kind is kind]


def _merged(first: Sequence[Candidate], second: Sequence[Candidate]) -> list[Candidate]:
    return sorted([*first, *second], key=lambda item: item.line.span.start)


def _unnumbered_parts(text: str, lines: Sequence[Line], found: Sequence[Candidate]) -> list[Candidate]:
    """Parts of a text that numbers them 01, 02… or not at all."""
    digits = in_order(_of(found, Kind.TWO_DIGITS), ())
    if len(digits) >= 3:
        return digits
    headings = _bare_headings(text, lines)
    return headings if 2 <= len(headings) <= 15 else []


def _bare_headings(text: str, lines: Sequence[Line]) -> list[Candidate]:
    following = (*lines[1:], None)
    bare = [unnumbered(text, line, after) for line, after in zip(lines, following, strict=False)]
    return [item for item in bare if item]


def _items(found: Sequence[Candidate], parts: Sequence[Candidate], sections: Sequence[Candidate]) -> list[Candidate]:
    """Headings 一是… on lines of their own, in those parts that have no （一）."""
    kept: list[Candidate] = []
    ends = [*(item.line.span.start for item in parts[1:]), 1 << 62]
    for part, end in zip(parts, ends, strict=bool(parts)):
        start = part.line.span.start
        if any(start < item.line.span.start < end for item in sections):
            continue
        inside = [item for item in _of(found, Kind.ITEM) if start < item.line.span.start < end]
        if len(inside) >= 2:
            kept += in_order(inside, ())
    return kept
