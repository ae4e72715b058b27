"""The indicators that a question names: by the finder of sentences and tables, and by what people say for them."""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from figures.finder import Finder

_FILE = Path(__file__).with_name("everyday_names.toml")


@dataclass(frozen=True, slots=True)
class Named:
    """Characters [start, end) of a question that may mean the indicators `names`, the likeliest first; `every` tells
    that all of them are meant at once."""

    start: int
    end: int
    names: tuple[str, ...]
    every: bool = False


@cache
def everyday_names() -> dict[str, tuple[str, ...]]:
    """What people say, with the indicators each may mean."""
    kept = tomllib.loads(_FILE.read_text("utf-8"))["names"]
    return {word: tuple(means.split("|")) for means, words in kept.items() for word in words}


@cache
def _several() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    kept = tomllib.loads(_FILE.read_text("utf-8"))["several"]
    return tuple((re.compile(words), tuple(names)) for words, names in kept.items())


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    kept = tomllib.loads(_FILE.read_text("utf-8"))["patterns"]
    return tuple((re.compile(words), name) for words, name in kept.items())


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(everyday_names(), key=len, reverse=True))))


def named_in(finder: Finder, text: str) -> list[Named]:
    """The names in `text`, left to right, not overlapping; of two that overlap the longer one, an everyday one before
    the catalogue's of the same length."""
    found = [Named(*one.span(), names, every=True) for pattern, names in _several() for one in pattern.finditer(text)]
    found += [Named(*one.span(), (name,)) for pattern, name in _patterns() for one in pattern.finditer(text)]
    found += [Named(*one.span(), everyday_names()[one[0]]) for one in _pattern().finditer(text)]
    found += [Named(one.start, one.end, (one.indicator.name,)) for one in finder.mentions(text)]
    chosen: list[Named] = []
    for one in sorted(found, key=lambda named: named.start - named.end):
        if all(one.end <= other.start or other.end <= one.start for other in chosen):
            chosen.append(one)
    canonical = finder.catalogue.canonical
    return [
        replace(one, names=tuple(map(canonical, one.names))) for one in sorted(chosen, key=lambda named: named.start)
    ]


def meant_by(finder: Finder, phrase: str) -> tuple[str, ...]:
    """The indicators that `phrase` as a whole means; empty where the catalogue knows none."""
    said = everyday_names().get(phrase)
    if said:
        return tuple(map(finder.catalogue.canonical, said))
    known = finder.resolve(phrase)
    return (known.name,) if known else ()
