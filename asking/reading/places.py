"""The regions that a question names, by their full names and short ones. Knows no document."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.regions import NATION, PROVINCES

_SHORT = {"内蒙": "内蒙古", "全国": NATION, "国家": NATION, "国务院": NATION, "中央政府": NATION, "我国": NATION}
_ENDING = "(?:壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|省|市)?"
# Names that begin like a region's and mean none: 上海合作组织, 北京大学.
_NO_REGION = "(?!合作组织|大学|证券|冬奥|奥运|话)"
_NATIONAL = "国家(?!级|实验|战略|重点|发展|标准|公园|集群|试点|中心)"
_OWN = re.compile(r"(?:我们?|咱们?|本|全)(?:省|市|区|县|州|自治区)(?![直级])|(?:省|市)里")


@dataclass(frozen=True, slots=True)
class Place:
    """Characters [start, end) of a question that name `region`; None is the asker's own."""

    start: int
    end: int
    region: str | None


class Places:
    """Finds regions in questions: the provinces, and those that documents are of."""

    def __init__(self, regions: Iterable[str] = ()):
        self._by_name = {name: name for name in PROVINCES} | _SHORT
        for region in sorted(set(regions) - set(PROVINCES) - {NATION}):
            self._by_name[region] = region
            if len(region) > 2 and region[-1] in "市县区州盟旗":
                self._by_name.setdefault(region[:-1], region)
        names = sorted((name for name in self._by_name if name != "国家"), key=len, reverse=True)
        named = "|".join([*map(re.escape, names), _NATIONAL])
        self._pattern = re.compile(rf"(?P<name>{named}){_ENDING}{_NO_REGION}")

    def find(self, text: str) -> list[Place]:
        """The regions named in `text`, in order."""
        found = [Place(*one.span(), self._by_name[one["name"]]) for one in self._pattern.finditer(text)]
        own = [Place(*one.span(), None) for one in _OWN.finditer(text) if not _within(found, one.start())]
        return sorted([*found, *own], key=lambda place: place.start)


def _within(places: Sequence[Place], at: int) -> bool:
    return any(place.start <= at < place.end for place in places)
