"""What editing a draft tells: its outline, what was saved, what two people changed at once. Values only."""

from dataclasses import dataclass
from datetime import datetime

from drafting.model import RenderedSection, Role, Standing
from drafting.versions.comparison import ComparedLine


@dataclass(frozen=True, slots=True)
class Task:
    """Who works on a section ("" for nobody), and whether it is done."""

    person: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A section in the outline. `title` reads as on the page, with its number, or tells its place where it has none;
    `source` is the title as it is typed, without number. `part_key` and `part` are those of its part (None and "" where
    it stands in none), `part_source` the part's title as it is typed. `version` counts how often it was kept."""

    key: int
    title: str
    source: str
    role: Role
    part_key: int | None
    part: str
    part_source: str
    version: int
    standing: Standing
    done: bool
    assigned_to: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A section opened for editing: its text with slots in braces, and the version it is."""

    source: str
    version: int


@dataclass(frozen=True, slots=True)
class Saved:
    """A section as it reads now that it is kept."""

    section: RenderedSection


@dataclass(frozen=True, slots=True)
class Conflict:
    """A text that was not kept, because `by` kept another at `at` since it was opened.

    `base` is the text both were made of, `merged` both changes together (None where they touch the same words);
    `compared` holds mine against theirs, `they_changed` theirs against the base. To decide, save the chosen text as
    seen at `version`.
    """

    by: str
    at: datetime
    version: int
    base: str
    theirs: str
    mine: str
    merged: str | None
    compared: tuple[ComparedLine, ...]
    they_changed: tuple[ComparedLine, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """Whether there is something to undo and something to redo."""

    undo: bool
    redo: bool


@dataclass(frozen=True, slots=True)
class Working:
    """A person's unsaved text of a section: made of version `seen`, begun and last kept when; `saves` counts how often
    it was kept."""

    person: str
    source: str
    seen: int
    since: datetime
    at: datetime
    saves: int
