"""What a run tells while it goes on, one event after the other. Values only."""

from dataclasses import dataclass

from drafting.model import SectionRecord


@dataclass(frozen=True, slots=True)
class Began:
    """A place's turn has come."""

    key: int
    name: str
    held_back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grew:
    """The reply for a place has grown to `reply`: as the model wrote it, not yet ruled. Nobody shows it uncovered."""

    key: int
    reply: str


@dataclass(frozen=True, slots=True)
class Waits:
    """The model is asked again after so many seconds, and why."""

    key: int
    seconds: float
    why: str


@dataclass(frozen=True, slots=True)
class Mends:
    """The reply goes back with its findings, for the `number`th time."""

    key: int
    number: int
    findings: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A place is written, or cut short; the record says which and why."""

    key: int
    record: SectionRecord


@dataclass(frozen=True, slots=True)
class Still:
    """Nothing happened for a while: whoever listens may look up."""


Event = Still | Began | Grew | Waits | Mends | Ended
