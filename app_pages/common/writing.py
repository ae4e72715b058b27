"""What a browser session knows of the writing on the draft page. Pure values; kept by `app_pages.common.session`."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SlotTold:
    """A slot as the field shows it: its source, what it reads, its colour, what is told on hover.

    `name` and `more` stand beside it in the list of what was found.
    """

    slot: str
    text: str
    state: str
    title: str
    name: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Put:
    """What the field is to put where its caret is, once for each `serial`: text with slots, and how they read."""

    serial: str
    source: str
    slots: Sequence[SlotTold]


@dataclass(frozen=True, slots=True)
class Opened:
    """A section open for writing: the version `seen` of it, the `source` it was opened with and the `text` as it stands
    now. `serial` tells one opening from the next."""

    draft: int
    key: int
    seen: int
    source: str
    text: str
    serial: str


@dataclass(frozen=True, slots=True)
class Picked:
    """The number that was pressed: slot `number` of the section of `key`, or, in a text being written, its source."""

    key: int
    number: int = -1
    source: str = ""


@dataclass(slots=True)
class Writing:
    """The writing on one draft. `refusal` says why the text was not taken; `turn` asks for a run of the whole page."""

    opened: Opened | None = None
    picked: Picked | None = None
    put: Put | None = None
    refusal: str = ""
    turn: bool = False

    def close(self) -> None:
        """Shuts the section that is open, on a run of the whole page."""
        self.opened, self.put, self.picked, self.refusal, self.turn = None, None, None, "", True

    def refuse(self, why: str) -> None:
        """Says why the text was not taken; it stays in the field."""
        self.refusal = why
