"""All figures at one moment, in memory."""

from figures.snapshot.snapshot import Conflict, Lookup, Snapshot

__all__ = ["Conflict", "Lookup", "Snapshot"]
