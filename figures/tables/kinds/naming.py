"""Which indicator a row of a bureau's table is about, told from its name and from the rows it stands under.

A name that says it all (民间投资, 税收收入) stands for itself. One that does not (工业, 第一产业) is completed from the
row above it, 工业投资 under 固定资产投资, and where the catalogue knows no such indicator it keeps its parent:
固定资产投资·城镇. It is never taken for an indicator of another whole. Of units of measure it knows their kind only.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from figures.catalogue import Catalogue, Indicator, clean_name, key_of, split_growth
from figures.units import is_counting, scale_of

_AMONG = re.compile(r"^\s*其\s*中\s*[:：、]?")
_HASH = re.compile(r"^#+")
# What a name ends with when it says by itself what is measured.
_SAYS_IT_ALL = re.compile(
    r"(?:投资|收入|支出|税|余额|产值|总值|增加值|利润|额|资金|存款|贷款|面积|里程|量|数|率|比重|比例|指数|价格|浓度|能耗|强度"
    r"|人口|企业|项目|外资|就业|单产|存栏|出栏|保费|券)$"
)
_ONLY_GROWTH = re.compile(
    r"(?:比上年|比去年|较上年|同比)?(?:同期)?(?:实际|名义)?(?:增长|增速|增幅|同比|增长率|增长速度)[±%]*"
)
# What counts things, and says nothing of an amount of money: 国有企业 in a table of output.
_COUNTS = re.compile(r"(?:企业|人口|项目|数)$")
_DIVIDES = re.compile(r"(?:其中[:：]?)?[按分].{0,8}[分看](?:组|类)?[:：]?|其中[:：]?")
_COUNTED = ("规模以上", "限额以上")
_PARENT_ENDINGS = {
    "地区生产总值": ("增加值",),
    "居民消费价格指数": ("价格",),
    "社会消费品零售总额": ("消费品零售额", "额"),
}
_AMONG_WIDTH = 6


@dataclass(frozen=True, slots=True)
class RowName:
    """What a row is called: the indicator's name, the catalogue's entry if it has one, the name of the row it stands
    under, and whether the row itself says that it tells growth (…增速)."""

    name: str
    indicator: Indicator | None
    parent: str | None = None
    growth: bool = False


@dataclass(frozen=True, slots=True)
class _Open:
    """A row that others may stand under."""

    depth: int
    name: str


class RowNames:
    """Names the rows of one table from top to bottom; remembers what the next row may stand under."""

    def __init__(self, catalogue: Catalogue, titles: tuple[str, ...] = ()):
        self._catalogue = catalogue
        self.about = subject_of(titles, catalogue)
        self._led = _led_by(titles, catalogue)
        self._above: list[_Open] = self._top()
        self._last: RowName | None = None

    def section(self, raw: str) -> None:
        """A row of words only: the next incomplete names may belong to what it names."""
        self._last = None
        if _DIVIDES.fullmatch(clean_name(raw)):
            self._above = self._above[:1]  # 按产业分: what is divided stays
            return
        found = self._catalogue.find(raw)
        self._above = [_Open(-1, found.name)] if found else self._top()

    def _top(self) -> list[_Open]:
        return [_Open(-1, self.about)] if self.about else []

    def read(self, raw: str, indent: int, unit: str | None, lead: str = "", stated: RowName | None = None) -> RowName:
        """The name of the row `raw`, indented by `indent`; `unit` is that of its amounts, `lead` what the columns'
        heads add to it (产量, 增加值); a person may have `stated` what it is."""
        depth, among = _depth(raw, indent)
        cleaned = clean_name(raw)
        if _ONLY_GROWTH.fullmatch(cleaned) and self._last and stated is None:
            return replace(self._last, growth=True)  # the growth of the row above, in a row of its own
        shorter, growth = split_growth(cleaned)
        if growth and (self._catalogue.find(shorter) is None and not re.search(r"同比|增速|增幅", cleaned)):
            shorter, growth = cleaned, False  # 自然增长率 is a name, not a measure
        if self._known(cleaned):
            shorter, growth = cleaned, False
        parents = [row.name for row in reversed(self._above) if row.depth < depth]
        siblings_of = [row.name for row in reversed(self._above) if row.depth >= depth]
        marked = among or bool(parents)
        found = stated or self._resolve(shorter, parents, siblings_of, marked, unit, lead)
        self._above = [row for row in self._above if row.depth < depth]
        # A sub-row without a mark of its own stays under its parent: only a row that says it all opens a new family.
        if found.indicator or depth == 0 or _says_it_all(shorter, unit):
            self._above.append(_Open(depth, found.name))
        self._last = replace(found, parent=parents[0] if marked and parents else None, growth=growth)
        return self._last

    def _known(self, cleaned: str) -> bool:
        found = self._catalogue.find(cleaned)
        return found is not None and not split_growth(cleaned)[1]

    def _resolve(
        self, name: str, parents: list[str], before: list[str], marked: bool, unit: str | None, lead: str
    ) -> RowName:
        direct = self._catalogue.find(name)
        if narrowed := self._by_title(name, unit, known=direct is not None):
            return RowName(narrowed.name, narrowed)
        if direct and parents and self._is_of_fewer(parents[0], direct):
            return RowName(f"{parents[0]}·{name}", None)  # 餐饮收入 below 限额以上消费品零售额 is theirs
        if direct and (name == direct.name or _says_it_all(name, unit)):
            return self._in_money(name, direct, unit)
        parent = next(iter(parents), None) or next(iter(before), "").split("·")[0]
        led_name = _joined(name, lead)
        if lead and (led := self._catalogue.find(led_name)) and _same_kind(led, unit):
            return RowName(led.name, led)
        if parent and (completed := self._completed(name, parent, unit)):
            return RowName(completed.name, completed)
        if direct and _same_kind(direct, unit) and self._belongs(direct, parents, before):
            return RowName(direct.name, direct)
        own = led_name
        if direct or (marked and parent and not _says_it_all(name, unit)):
            return RowName(f"{parent}·{own}" if parent else own, None)
        return RowName(own, None)

    def _by_title(self, name: str, unit: str | None, *, known: bool) -> Indicator | None:
        """The indicator that words of the title complete `name` to: 营业收入 in a table of 规模以上工业企业. What is an
        indicator by itself is only narrowed to the units that the title says are counted."""
        led = {
            indicator.name: indicator
            for words, indicator in self._led.get(key_of(name), ())
            if (not known or words in _COUNTED) and indicator.name != name and _same_kind(indicator, unit)
        }
        return next(iter(led.values())) if len(led) == 1 else None

    def _completed(self, name: str, parent: str, unit: str | None) -> Indicator | None:
        whole = parent.split("·")[0]
        endings = [whole[at:] for at in range(len(whole) - 1)]
        for ending in (*endings, *_PARENT_ENDINGS.get(whole, ())):
            found = self._catalogue.find(name + ending)
            if found and found.name != whole and _same_kind(found, unit):
                return found
        return None

    def _belongs(self, direct: Indicator, parents: list[str], before: list[str]) -> bool:
        """Whether an incomplete name may stand for `direct` here: it is no part of anything, or of what it stands
        under, or stands beside another part of the same whole."""
        if direct.whole is None:
            return True
        around = [*parents, *before]
        if not around:
            return True
        known = [self._catalogue.find(name) for name in around]
        return direct.whole in around or any(entry and entry.whole == direct.whole for entry in known)

    def _is_of_fewer(self, parent: str, row: Indicator) -> bool:
        """Whether both are parts of one whole and the parent counts fewer units than the row would by itself."""
        over = self._catalogue.find(parent)
        return over is not None and over.whole == row.whole is not None and parent.startswith(_COUNTED)

    def _in_money(self, name: str, found: Indicator, unit: str | None) -> RowName:
        """An amount in another currency than the catalogue's is another indicator: both are published side by side."""
        if unit and found.unit and not _same_kind(found, unit):
            told, usual = scale_of(unit)[1], scale_of(found.unit)[1]
            if told.endswith("元") and usual.endswith("元"):
                return RowName(f"{found.name}（按{'人民币' if told == '元' else told}计）", None)
        return RowName(found.name, found)


def _joined(name: str, lead: str) -> str:
    """`name` with what the heads add to it; what both say is said once (居民生活用电 and 用电量)."""
    shared = next((size for size in range(len(lead), 0, -1) if name.endswith(lead[:size])), 0)
    return name + lead[shared:]


def _led_by(titles: tuple[str, ...], catalogue: Catalogue) -> dict[str, list[tuple[str, Indicator]]]:
    """By what an indicator's name ends with, all whose beginning stands in a title: that beginning, and the
    indicator."""
    said = key_of("，".join(clean_name(title) for title in titles))
    led: dict[str, list[tuple[str, Indicator]]] = {}
    for indicator in catalogue.indicators:
        for name in (indicator.name, *indicator.aliases):
            whole = key_of(clean_name(name))
            for cut in range(2, len(whole)):
                if whole[:cut] not in said:
                    break
                led.setdefault(whole[cut:], []).append((whole[:cut], indicator))
    return led


def subject_of(titles: tuple[str, ...], catalogue: Catalogue) -> str:
    """The one indicator that the titles of a table say it is about, "" where they name none or several."""
    found: set[str] = set()
    for title in titles:
        words = re.sub(r"[\s\d—–\-~～（）()]", "", title)
        at = 0
        while at < len(words):
            ends = (end for end in range(len(words), at + 3, -1) if catalogue.find(words[at:end]))
            if end := next(ends, 0):
                known = catalogue.find(words[at:end])
                found |= {known.name} if known else set()
                at = end
            else:
                at += 1
        if re.search(r"主要(?:经济)?指标", words):
            return ""
    return found.pop() if len(found) == 1 else ""


def _says_it_all(name: str, unit: str | None) -> bool:
    """Whether `name` says by itself what is measured, given that its amounts are in `unit`."""
    if unit and not is_counting(scale_of(unit)[1]) and _COUNTS.search(name) and unit not in ("%", "‰"):
        return False
    return _SAYS_IT_ALL.search(name) is not None


def _same_kind(indicator: Indicator, unit: str | None) -> bool:
    """Whether amounts of `indicator` may come in `unit` (a rate, or an unknown unit, may stand beside any)."""
    if not unit or not indicator.unit or unit in ("%", "‰", "个百分点", "位"):
        return True
    told, usual = scale_of(unit)[1], scale_of(indicator.unit)[1]
    return (
        told == usual
        or (is_counting(told) and is_counting(usual))
        or not {told, usual} & {"元", "美元", "千瓦时", "吨"}
    )


def _depth(raw: str, indent: int) -> tuple[int, bool]:
    """How deep a row stands, in half-width characters, and whether it says 其中 or #."""
    words = unicodedata.normalize("NFKC", raw).strip()
    if _AMONG.match(words):
        return indent + _AMONG_WIDTH, True
    if hashes := _HASH.match(words):
        return indent + 2 * len(hashes[0]), True
    return indent, False
