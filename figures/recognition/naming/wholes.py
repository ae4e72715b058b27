"""Of what a share is a share, of what a pull a pull, and among whom a place is held: comparators by their usual names.

Knows names through the finder only.
"""

import re

from figures.catalogue import Nature, clean_name
from figures.finder import Finder
from figures.measure import Measure
from figures.recognition.naming.subjects import Subject

SHARES = (Measure.SHARE, Measure.SHARE_CHANGE)
_OF_A_WHOLE = (*SHARES, Measure.PP_CONTRIBUTION, Measure.CONTRIBUTION_RATE)


def whole_of(finder: Finder, measure: Measure, comparator: str | None, subject: Subject | None) -> str | None:
    """The whole of a share or a pull by its catalogue name (占全部投资 of 民间投资 is 固定资产投资), and those among
    whom a place is held; any other comparator as it stands."""
    if comparator is not None and measure is Measure.RANK:
        return _among(finder, comparator, subject)
    if comparator is None or measure not in _OF_A_WHOLE or comparator in ("全国", "全省", "全区"):
        return comparator
    bare = clean_name(re.sub(r"^(?:全市|我市|全部|全|总)+|(?:总量|总额)$", "", comparator))
    own = finder.catalogue.find(subject.name) if subject else None
    known_whole = own.whole if own is not None else None
    if known_whole and bare and (bare in known_whole or (bare == "经济" and known_whole == "地区生产总值")):
        return known_whole
    if bare in ("经济", "经济增长"):
        return "地区生产总值"
    if bare in ("投资", "固投"):
        return "固定资产投资"
    known = finder.resolve(comparator) or finder.resolve(bare)
    return known.name if known else comparator


def _among(finder: Finder, comparator: str, subject: Subject | None) -> str | None:
    """Among whom; a ratio has no total that could be ranked beside it."""
    known = finder.catalogue.find(subject.name) if subject else None
    ratio = known is not None and known.nature in (Nature.RATIO, Nature.INDEX)
    return (comparator.removesuffix("（总量）") or None) if ratio else comparator
