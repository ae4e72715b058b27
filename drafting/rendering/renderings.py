"""Drafts as they were last rendered: those that people have on their screens."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from drafting.model import Draft, Entry, RenderedDraft
from drafting.rendering.names import Names
from drafting.rendering.render import Renderer
from figures.resolve import Resolver
from figures.snapshot import Consulted

_KEPT = 16


@dataclass(frozen=True, slots=True)
class _Rendering:
    """A draft with what it was rendered with, and what was asked of the figures for it."""

    stored: Draft
    entries: Mapping[int, Entry]
    names: Names
    consulted: Consulted
    rendered: RenderedDraft

    def stands_with(self, entries: Mapping[int, Entry], names: Names) -> bool:
        """Whether what was rendered reads the same with other entries and names."""
        if self.entries != entries or self.names.catalogue is not names.catalogue:
            return False
        return self.names is names or self.consulted.holds_for(names.snapshot)


class Renderings:
    """Renders drafts, and only what reads otherwise than when they were last rendered. Safe to share."""

    def __init__(self) -> None:
        self._kept: dict[int, _Rendering] = {}

    def rendered(self, stored: Draft, entries: Mapping[int, Entry], names: Names) -> RenderedDraft:
        """A draft as it reads with these entries and names; the same object while nothing of it changed."""
        kept = self._kept.get(stored.id)
        if kept is not None and not kept.stands_with(entries, names):
            kept = None
        if kept is None or kept.stored != stored:
            kept = _render(stored, entries, names, kept)
        elif kept.names is not names:
            kept = _Rendering(stored, entries, names, Consulted(names.snapshot, kept.consulted), kept.rendered)
        self._kept.pop(stored.id, None)
        self._kept[stored.id] = kept
        while len(self._kept) > _KEPT:
            with suppress(KeyError, StopIteration, RuntimeError):  # another thread was faster
                del self._kept[next(iter(self._kept))]
        return kept.rendered


def _render(stored: Draft, entries: Mapping[int, Entry], names: Names, before: _Rendering | None) -> _Rendering:
    consulted = Consulted(names.snapshot, before.consulted if before else None)
    renderer = Renderer(Resolver(consulted, names.catalogue), names.catalogue, stored.period, entries)
    rendered = renderer.draft(stored, (before.stored, before.rendered) if before else None)
    return _Rendering(stored, entries, names, consulted, rendered)
