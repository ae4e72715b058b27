"""What a browser session knows of the writing on the draft page. Pure values; kept by `app_pages.common.session`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from drafting.editing.model import Conflict


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
    """A section open for writing: by whom, the version `seen` of it and how that reads (`base`), the `text` that it was
    opened with, and as it stands `now`. `serial` tells one opening from the next, `saves` how often the text was kept
    unsaved, at last `kept`."""

    draft: int
    key: int
    person: str
    seen: int
    base: str
    text: str
    now: str
    serial: str
    saves: int = 0
    kept: datetime | None = None


@dataclass(frozen=True, slots=True)
class Picked:
    """The number that was pressed: slot `number` of the section of `key`, or, in a text being written, its source."""

    key: int
    number: int = 0
    source: str = ""

    @property
    def place(self) -> str:
        """How a press on it is told; "" for one in a text being written."""
        return "" if self.source else place_of_slot(self.key, self.number)


def place_of_slot(key: int, number: int) -> str:
    """How a press tells slot `number` of the section of `key`."""
    return f"slot:{key}:{number}"


@dataclass(slots=True)
class Writing:
    """The writing on one draft. `clash` is what was not kept since another saved; `refusal` says why a text was not
    taken; `turn` asks for a run of the whole page, `place` is the entry of the contents that is chosen."""

    opened: Opened | None = None
    clash: Conflict | None = None
    picked: Picked | None = None
    put: Put | None = None
    refusal: str = ""
    turn: bool = False
    place: str = ""

    def close(self) -> None:
        """Shuts the section that is open, on a run of the whole page."""
        self.open(None)
        self.turn = True

    def open(self, opened: Opened | None) -> None:
        """Opens a section in place of the one that was open."""
        self.opened, self.clash, self.put, self.picked, self.refusal = opened, None, None, None, ""

    def choose(self, place: str) -> None:
        """Chooses an entry of the contents; what was pressed before is no longer shown."""
        self.place, self.picked = place, None

    def refuse(self, why: str) -> None:
        """Says why the text was not taken; it stays in the field."""
        self.refusal = why
