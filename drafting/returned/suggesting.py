"""A returned copy held against the export it came from: every difference as a suggestion. Pure.

Lines are paired first (what is left over was added, removed or moved), then each pair compared member by member, a slot
being one member. What is not suggested stays as it is, slots above all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafting.comparing import Edit, edits, likeness, pair_lines
from drafting.returned.model import Address, Put, ReturnedCopy, ReturnedLine, Stretch, Suggestion, SuggestionKind
from drafting.returned.recovering import aligned, recovered
from drafting.versions.exports import Exported
from drafting.versions.stream import BREAK, Held, Token, Typed, Unit, UnitKey, UnitKind, lines_of, reads
from figures.numerals import find_numerals

_MOVED = 0.6
"""From this likeness on a line that is gone and one that is new are the same, moved."""
_STOPS = "。！？；："


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the export: members [start, end) of its unit's stream."""

    unit: Unit
    start: int
    end: int
    heading: bool

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.unit.tokens[self.start : self.end]

    @property
    def text(self) -> str:
        return reads(self.tokens)


@dataclass(frozen=True, slots=True)
class _Back:
    """A returned line with its stream."""

    line: ReturnedLine
    tokens: tuple[Token, ...]


def suggestions_of(copy: ReturnedCopy, exported: Exported, sender: str) -> list[Suggestion]:
    """What `copy` suggests; `sender` vouches for what no tracked change names anybody for."""
    base = [line for unit in exported.units for line in _lines(unit)]
    slots = _addresses(exported.units)
    returned = [_Back(line, tuple(recovered(line, slots))) for line in _split(copy.lines, base, exported)]
    pairs = pair_lines([line.text for line in base], [back.line.text for back in returned])
    builder = _Builder(base, returned, exported, sender)
    found = [*builder.changed(pairs), *builder.whole_lines(pairs)]
    return [*found, *(_note(note.by or sender, note.text, note.about) for note in copy.notes)]


def _note(by: str, text: str, about: str) -> Suggestion:
    return Suggestion(SuggestionKind.NOTE, by, "", about, text)


def _lines(unit: Unit) -> Iterator[_Line]:
    for number, (start, end) in enumerate(lines_of(unit.tokens)):
        headed = unit.key.kind is UnitKind.PART or (unit.key.kind is UnitKind.SECTION and number == 0)
        if end > start:
            yield _Line(unit, start, end, headed)


def _addresses(units: Sequence[Unit]) -> dict[Address, Held]:
    """The slots of the sections' paragraphs by their numbers: those of headings are not numbered on the page."""
    found: dict[Address, Held] = {}
    for unit in units:
        if unit.key.kind is not UnitKind.SECTION:
            continue
        heading = lines_of(unit.tokens)[0][1]
        numbered = [token for token in unit.tokens[heading:] if isinstance(token, Held)]
        found |= {Address(unit.key.section, number): held for number, held in enumerate(numbered)}
    return found


def _split(lines: Sequence[ReturnedLine], base: Sequence[_Line], exported: Exported) -> Iterator[ReturnedLine]:
    """The returned lines as the units have them: numbers of headings and what the page adds taken off, a heading that
    shares its line parted from its paragraph."""
    run_in = [line.text for line in base if line.heading and line.unit.run_in]
    numbers = {section.number for section in exported.sections if section.number}
    for line in lines:
        if not line.text.strip():
            continue
        at = _heading_end(line, run_in)
        pieces = [line] if not at else [_cut(line, 0, at), _cut(line, at, len(line.text))]
        for number, piece in enumerate(pieces):
            if number == 0:
                piece = _without_number(piece, numbers, bare=bool(at))
            if piece.text:
                yield piece


def _heading_end(line: ReturnedLine, run_in: Sequence[str]) -> int:
    """Where the heading ends in a line that it shares with its paragraph, else 0."""
    flagged = 0
    for stretch in line.stretches:
        if not stretch.heading:
            break
        flagged += len(stretch.text)
    if 0 < flagged < len(line.text):
        return flagged
    text = line.text
    for heading in run_in:
        at = text.find(heading)
        if 0 <= at <= 6 and at + len(heading) < len(text):
            end = at + len(heading)
            return end + (text[end] in _STOPS)
    return 0


def _without_number(line: ReturnedLine, numbers: set[str], *, bare: bool) -> ReturnedLine:
    """A heading without its （一）, and without the full stop that the page set behind it."""
    text = line.text
    start = next((len(number) for number in numbers if text.startswith(number)), 0)
    end = len(text) - (bare and text.endswith(tuple(_STOPS)))
    return _cut(line, start, end) if (start, end) != (0, len(text)) else line


def _cut(line: ReturnedLine, start: int, end: int) -> ReturnedLine:
    """Characters [start, end) of a line; what was struck stays with its beginning."""
    kept: list[Stretch] = []
    at = 0
    for stretch in line.stretches:
        text = stretch.text[max(start - at, 0) : max(end - at, 0)]
        if text:
            kept.append(Stretch(text, stretch.slot, stretch.by, stretch.heading))
        at += len(stretch.text)
    return ReturnedLine(tuple(kept), line.struck if start == 0 else ())


class _Builder:
    """Makes suggestions out of paired lines."""

    def __init__(self, base: Sequence[_Line], returned: Sequence[_Back], exported: Exported, sender: str):
        self._base, self._returned, self._sender = base, returned, sender
        self._names = _names(exported)

    def changed(self, pairs: Sequence[tuple[int | None, int | None]]) -> Iterator[Suggestion]:
        """What was changed inside lines that are still there."""
        for one, other in pairs:
            if one is None or other is None:
                continue
            line, back = self._base[one], self._returned[other]
            if line.tokens == back.tokens:
                continue
            tokens = aligned(line.tokens, back.tokens)
            for edit in edits(line.tokens, tokens, _may_be_told_anew):
                yield self._change(line, edit, tokens, back)

    def _change(self, line: _Line, edit: Edit, tokens: Sequence[Token], back: _Back) -> Suggestion:
        was, put = line.tokens[edit.start : edit.end], tuple(tokens[edit.put_start : edit.put_end])
        typed = any(isinstance(token, Typed) for token in put)
        lost = any(isinstance(token, Held) for token in was) and bool([*find_numerals(reads(put))])
        kind = SuggestionKind.OVERRIDE if typed or (lost and not _keeps(was, put)) else SuggestionKind.TEXT
        place = Put(line.unit.key, line.start + edit.start, line.start + edit.end, put)
        told = _in_words(line.tokens, tokens, edit)
        return Suggestion(kind, self._author(put, was, back), self._names[line.unit.key], *told, (place,))

    def whole_lines(self, pairs: Sequence[tuple[int | None, int | None]]) -> Iterator[Suggestion]:
        """Lines that are new, gone, or elsewhere."""
        gone = [one for one, other in pairs if other is None and one is not None]
        new = [(at, other) for at, (one, other) in enumerate(pairs) if one is None and other is not None]
        for at, other in new:
            back = self._returned[other]
            place = self._insertion(pairs, at, back.tokens)
            source = max(gone, key=lambda one: likeness(self._base[one].text, back.line.text), default=None)
            if source is not None and likeness(self._base[source].text, back.line.text) >= _MOVED:
                gone.remove(source)
                line = self._base[source]
                moved = tuple(aligned(line.tokens, back.tokens))
                puts = (self._removal(line), self._insertion(pairs, at, moved))
                yield self._whole(SuggestionKind.MOVED, puts, line.text, back.line.text, back)
            else:
                yield self._whole(SuggestionKind.ADDED, (place,), "", back.line.text, back)
        for one in gone:
            line = self._base[one]
            yield self._whole(SuggestionKind.REMOVED, (self._removal(line),), line.text, "", None)

    def _whole(self, kind: SuggestionKind, puts: tuple[Put, ...], was: str, now: str, back: _Back | None) -> Suggestion:
        by = next((stretch.by for stretch in back.line.stretches if stretch.by), "") if back else ""
        return Suggestion(kind, by or self._sender, self._names[puts[-1].unit], was, now, puts)

    def _removal(self, line: _Line) -> Put:
        """The line and the break before it; a first line leaves its place empty."""
        start = line.start - 1 if line.start and line.unit.tokens[line.start - 1] == BREAK else line.start
        return Put(line.unit.key, start, line.end, ())

    def _insertion(self, pairs: Sequence[tuple[int | None, int | None]], at: int, tokens: Sequence[Token]) -> Put:
        """A line of its own behind the line before it, in that one's unit; before the first section, in its own."""
        before = [self._base[one] for one, _ in pairs[:at] if one is not None]
        line = before[-1] if before else self._base[0]
        if line.unit.key.kind is not UnitKind.SECTION:
            following = [self._base[one] for one, _ in pairs[at:] if one is not None]
            section = next((item for item in following if item.unit.key.kind is UnitKind.SECTION), None)
            if section is not None:
                heading = lines_of(section.unit.tokens)[0][1]
                return Put(section.unit.key, heading, heading, (BREAK, *tokens))
        return Put(line.unit.key, line.end, line.end, (BREAK, *tokens))

    def _author(self, put: Sequence[Token], was: Sequence[Token], back: _Back) -> str:
        """Who made a change: whoever inserted its words, else whoever struck those that are gone, else the sender."""
        words, gone = reads(put), reads(was)
        for stretch in back.line.stretches:
            if stretch.by and (stretch.text in words or words in stretch.text) and words:
                return stretch.by
        for text, by in back.line.struck:
            if by and gone and (gone in text or text in gone):
                return by
        return self._sender


def _may_be_told_anew(member: object) -> bool:
    """A slot is never told anew, nor is a break between lines."""
    return isinstance(member, str) and member != BREAK


def _keeps(was: Sequence[Token], put: Sequence[Token]) -> bool:
    """Whether every slot of `was` stands in `put` too, in whatever form."""
    held = [_asked(token) for token in was if isinstance(token, Held)]
    still = [_asked(token) for token in put if isinstance(token, Held)]
    return all(slot in still for slot in held)


def _asked(token: Held) -> object:
    return getattr(token.slot, "ref", token.slot)


def _in_words(old: Sequence[Token], new: Sequence[Token], edit: Edit) -> tuple[str, str]:
    """How the place read and is to read, with a few words around it, so that a person finds it."""
    before, after = old[max(edit.start - 8, 0) : edit.start], old[edit.end : edit.end + 8]
    was, now = old[edit.start : edit.end], new[edit.put_start : edit.put_end]
    return tuple(reads([*before, *middle, *after]) for middle in (was, now))  # type: ignore[return-value]


def _names(exported: Exported) -> Mapping[UnitKey, str]:
    """What each unit is called on the screen."""
    sections = {section.key: section for section in exported.sections}
    names: dict[UnitKey, str] = {}
    for unit in exported.units:
        first = reads(unit.tokens[slice(*lines_of(unit.tokens)[0])])
        if unit.key.kind is UnitKind.SECTION:
            section = sections[unit.key.section]
            names[unit.key] = section.number + first or section.role.label
        elif unit.key.kind is UnitKind.PART:
            names[unit.key] = first
        else:
            names[unit.key] = {"title": "标题", "byline": "署名", "salutation": "称呼"}[unit.key.kind.value]
    return names
