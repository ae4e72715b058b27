"""Edits of a catalogue: what a workspace adds to the one that comes with Hegao, laid over it in their order.

Values and their meaning; where they are kept is `figures.catalogue.book`'s.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from errors import InputError
from figures.catalogue.model import Catalogue, Indicator
from figures.catalogue.names import clean_name, key_of


class EditKind(StrEnum):
    """What an edit does."""

    PUT = "put"  # an indicator added, or changed in all but its name
    REMOVE = "remove"  # an indicator taken out
    ALIAS = "alias"  # a further name for an indicator
    UNALIAS = "unalias"  # one name fewer


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of the indicator `name`: `alias` for the deeds on names, `indicator` for `PUT`."""

    deed: EditKind
    name: str
    alias: str = ""
    indicator: Indicator | None = None
    by: str = ""
    at: datetime | None = None


def laid_over(base: Catalogue, edits: Iterable[Edit]) -> Catalogue:
    """`base` with `edits`, the later over the earlier. Raises `InputError` where one of them cannot be."""
    indicators = {indicator.name: indicator for indicator in base.indicators}
    for edit in edits:
        _apply(indicators, edit)
    return Catalogue(indicators.values())


def _apply(indicators: dict[str, Indicator], edit: Edit) -> None:
    if edit.deed is EditKind.PUT and edit.indicator is not None:
        indicators[edit.name] = edit.indicator
        return
    known = indicators.get(edit.name)
    if known is None:
        raise InputError(f"指标目录里没有“{edit.name}”，请先新增这个指标。")
    if edit.deed is EditKind.REMOVE:
        parts = [other.name for other in indicators.values() if other.whole == edit.name]
        if parts:
            raise InputError(f"“{edit.name}”是{'、'.join(parts[:3])}等的上级指标，请先改它们的上级。")
        del indicators[edit.name]
        return
    others = tuple(alias for alias in known.aliases if _same(alias, edit.alias) is False)
    if edit.deed is EditKind.UNALIAS:
        if len(others) == len(known.aliases):
            raise InputError(f"“{edit.name}”没有别名“{edit.alias}”，请核对。")
        indicators[edit.name] = replace(known, aliases=others)
        return
    indicators[edit.name] = replace(known, aliases=(*others, edit.alias))


def _same(one: str, other: str) -> bool:
    return key_of(clean_name(one)) == key_of(clean_name(other))
