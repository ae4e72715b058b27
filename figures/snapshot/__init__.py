"""All figures at one moment, in memory."""

from figures.snapshot.consulted import Answering, Consulted
from figures.snapshot.snapshot import Conflict, Lookup, Snapshot

__all__ = ["Answering", "Conflict", "Consulted", "Lookup", "Snapshot"]
