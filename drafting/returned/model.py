"""What is read out of a returned Word file, and the suggestions made of it. Values only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from drafting.versions.stream import Token, UnitKey


@dataclass(frozen=True, slots=True)
class Address:
    """A slot by its section and its number in it, as the exported file names it."""

    section: int
    number: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a returned line that are alike: inside the place of a slot, inserted by somebody, part of a heading
    that shares its line."""

    text: str
    slot: Address | None = None
    by: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """One paragraph as it reads with every tracked change taken; `struck` are the words that tracked changes deleted
    from it, with who did."""

    stretches: tuple[Stretch, ...]
    struck: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The whole line."""
        return "".join(stretch.text for stretch in self.stretches)


@dataclass(frozen=True, slots=True)
class Note:
    """A comment: what was said by whom, about which words of the text."""

    by: str
    text: str
    about: str


@dataclass(frozen=True, slots=True)
class ReturnedCopy:
    """A returned Word file: the draft and the export it came from (None: the file does not say) and what stands in
    it."""

    draft: int | None
    export: int | None
    lines: tuple[ReturnedLine, ...]
    notes: tuple[Note, ...] = ()


class SuggestionKind(StrEnum):
    """What is suggested."""

    TEXT = "text"
    OVERRIDE = "override"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    NOTE = "note"

    @property
    def label(self) -> str:
        """What the screen calls it."""
        return {
            "text": "改动文字",
            "override": "改动数字",
            "added": "增加一段",
            "removed": "删去一段",
            "moved": "移动一段",
            "note": "批注",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Put:
    """In the stream of `unit` as exported, members [start, end) are to give way to `tokens`."""

    unit: UnitKey
    start: int
    end: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One change somebody made, to be taken or not: where (in words), how it read and how it is to read."""

    kind: SuggestionKind
    by: str
    place: str
    was: str
    now: str
    puts: tuple[Put, ...] = ()


class Verdict(StrEnum):
    """What became of a suggestion."""

    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        """What the screen and the table of opinions call it."""
        return {"open": "待定", "taken": "采纳", "declined": "未采纳"}[self.value]


@dataclass(frozen=True, slots=True)
class Kept:
    """A suggestion in the store, with its copy and what became of it."""

    id: int
    copy: int
    sender: str
    suggestion: Suggestion
    verdict: Verdict
    reason: str
    decided_by: str
    decided_at: datetime | None
