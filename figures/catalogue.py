"""The catalogue of indicators (指标): their names, aliases, units, decimals and direction, and how a name in a table, a
question or a slot is found in it.

Reads its own TOML file; knows nothing of tables, of stored figures or of sentences.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from errors import InputError
from figures.measure import Measure
from figures.units import PERCENT, read_unit

DEFAULT_CATALOGUE = Path(__file__).with_name("catalogue.toml")


class Nature(StrEnum):
    """What a value of an indicator is: summed over its period, told at its end, a ratio, an index or a count."""

    FLOW = "flow"
    STOCK = "stock"
    RATIO = "ratio"
    INDEX = "index"
    COUNT = "count"


class RateKind(StrEnum):
    """How growth is told: at comparable prices, at current prices (only then two values give it), or not at all."""

    REAL = "real"
    NOMINAL = "nominal"
    NONE = "none"


class Better(StrEnum):
    """Which direction is good news."""

    UP = "up"
    DOWN = "down"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. `unit` and `decimals` are those of its value ("" and None where nobody said);
    `whole` the indicator it is naturally a part of; `department` who publishes it."""

    name: str
    aliases: tuple[str, ...] = ()
    unit: str = ""
    decimals: int | None = None
    nature: Nature = Nature.FLOW
    rate: RateKind = RateKind.NOMINAL
    better: Better = Better.UP
    whole: str | None = None
    department: str = ""


_CIRCLED = re.compile(r"[\u2460-\u24ff\u2776-\u2793]")
_LEAD = re.compile(
    r"^\s*(?:其\s*中\s*[:、]?|[#*·•\-—–─>]+"
    r"|[一二三四五六七八九十]+\s*、|\((?:[一二三四五六七八九十]+|\d{1,2})\)"
    r"|\d{1,2}(?:\.\d{1,2})*\s*(?:、|[.)](?!\d)|\s(?=\s*[^\d\s])))"
)
_PLACE = re.compile(r"^(?:全市|我市|本市|我区|我县)(?=.{2})")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_LATIN = re.compile(r"[A-Za-z][A-Za-z&0-9.]*")
_SAYS_NOTHING = frozenset(
    ["累计", "累计数", "本期", "不含农户", "现价", "当年价", "可比价", "现行价", "人民币", "初步", "初步数"]
)
_TAIL = re.compile(
    r"(?:同比(?:增长|增速|增减|升降)?(?:速度|率|幅)?[±%]*|增长速度|增长率|增速|增幅|增长|[,:]?单位[::]?)[%±]*$"
)


def clean_name(text: str) -> str:
    """`text` without what a table hangs on a name: numbering, 其中：, # and dashes before it, 全市, spaces, a unit or
    an abbreviation in brackets. 规上 and 限上 are written out. One name in two spellings gives one result, and a
    cleaned name stays as it is."""
    cleaned = _cleaned_once(text)
    while (again := _cleaned_once(cleaned)) != cleaned:  # what was taken off may have hidden more of its kind
        cleaned = again
    return cleaned


def _cleaned_once(text: str) -> str:
    name = unicodedata.normalize("NFKC", _CIRCLED.sub("", text)).strip()
    while (stripped := _LEAD.sub("", name, count=1).strip()) != name and stripped:
        name = stripped
    name = re.sub(r"\s", "", name)
    name = _BRACKETED.sub(lambda found: "" if _is_note(found[1]) else f"（{found[1]}）", name).strip(":,;、*")
    name = _PLACE.sub("", name).replace("规上", "规模以上").replace("限上", "限额以上")
    return name.replace(",", "，").replace(":", "：").replace(";", "；")


def split_growth(name: str) -> tuple[str, bool]:
    """A cleaned name without a trailing 同比增长, 增速 and the like, and whether there was one."""
    shorter = _TAIL.sub("", name)
    return (shorter, True) if shorter and shorter != name else (name, False)


def _is_note(inside: str) -> bool:
    words = [word for word in re.split(r"[,、;]", inside) if word]
    return all(
        word in _SAYS_NOTHING or read_unit(word) or _LATIN.fullmatch(word) or re.fullmatch(r"[+±]?%", word)
        for word in words
    )


def _key(cleaned: str) -> str:
    """What two spellings of one name share: brackets' marks and quotation marks are left out, capitals are folded."""
    return re.sub(r"[（）“”\"'‘’《》]", "", cleaned).casefold()


class Catalogue:
    """Indicators by every name they go by. Immutable; a name or alias belongs to one indicator.

    Raises `InputError` where two indicators claim one name, or a `whole` is not in the catalogue.
    """

    def __init__(self, indicators: Iterable[Indicator]):
        self._indicators = tuple(indicators)
        self._by_key: dict[str, Indicator] = {}
        self._seen: dict[str, tuple[Indicator | None, str]] = {}
        for indicator in self._indicators:
            for name in (indicator.name, *indicator.aliases):
                key = _key(clean_name(name))
                other = self._by_key.setdefault(key, indicator)
                if other is not indicator:
                    raise InputError(
                        f"指标目录里“{name}”同时属于“{other.name}”和“{indicator.name}”，请在其中一处改名或删去。"
                    )
        for indicator in self._indicators:
            if indicator.whole and indicator.whole not in self.names:
                raise InputError(f"指标目录里“{indicator.name}”的上级“{indicator.whole}”不是目录中的指标，请改正。")

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator, in the order of the file."""
        return self._indicators

    @property
    def names(self) -> frozenset[str]:
        """The names of all indicators, without aliases."""
        return frozenset(indicator.name for indicator in self._indicators)

    def find(self, name: str) -> Indicator | None:
        """The indicator `name` stands for in any of its spellings, or None."""
        return self._resolve(name)[0]

    def canonical(self, name: str) -> str:
        """The catalogue's name for `name`, or, for one it does not know, the cleaned name itself."""
        return self._resolve(name)[1]

    def _resolve(self, name: str) -> tuple[Indicator | None, str]:
        try:
            return self._seen[name]
        except KeyError:
            found = self._search(name)
            if len(self._seen) < 20_000:  # names come from texts and users: the memory must stay bounded
                self._seen[name] = found
            return found

    def _search(self, name: str) -> tuple[Indicator | None, str]:
        cleaned = clean_name(name)
        for candidate in (cleaned, split_growth(cleaned)[0]):
            found = self._by_key.get(_key(candidate))
            if found:
                return found, found.name
        return None, cleaned

    def decimals(self, indicator: str, measure: Measure) -> int | None:
        """How many decimals a figure of `indicator` is written with: rates 1, ranks and counts 0, a value as the
        catalogue says. None where nobody said: then as many as the source has."""
        if measure in (Measure.RANK, Measure.COUNT):
            return 0
        known = self.find(indicator)
        if measure in (Measure.VALUE, Measure.DIFFERENCE, Measure.THRESHOLD):
            return known.decimals if known else None
        return 1

    def extended(self, names: Iterable[str]) -> "Catalogue":
        """This catalogue and, under their own names, those of `names` it does not know (nothing else is known)."""
        fresh: dict[str, Indicator] = {}
        for name in names:
            known, cleaned = self._resolve(name)
            if known is None and cleaned:
                fresh.setdefault(_key(cleaned), Indicator(cleaned))
        return Catalogue((*self._indicators, *fresh.values())) if fresh else self


class CatalogueFile:
    """A catalogue on disk, read again only when the file changed."""

    def __init__(self, path: Path = DEFAULT_CATALOGUE):
        self._path = path
        self._read: tuple[tuple[int, int], Catalogue] | None = None

    def catalogue(self) -> Catalogue:
        """The catalogue as the file stands now. Raises `InputError` as `load_catalogue` does."""
        try:
            stat = self._path.stat()
        except OSError:
            return load_catalogue(self._path)
        stamp = (stat.st_mtime_ns, stat.st_size)
        if self._read is None or self._read[0] != stamp:
            self._read = (stamp, load_catalogue(self._path))
        return self._read[1]


def load_catalogue(path: Path = DEFAULT_CATALOGUE) -> Catalogue:
    """The catalogue in the TOML file at `path`. Raises `InputError` naming the entry that is wrong."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise InputError(f"读不到指标目录 {path}，请检查文件是否存在。") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"指标目录 {path.name} 不是合法的 TOML：{error}，请改正。") from None
    entries = content.get("indicator", [])
    if not isinstance(entries, list) or not entries:
        raise InputError(f"指标目录 {path.name} 里没有 [[indicator]] 条目，请补上。")
    return Catalogue(_indicator(entry, number) for number, entry in enumerate(entries, 1))


_FIELDS = {"name", "aliases", "unit", "decimals", "nature", "rate", "better", "whole", "department"}


def _indicator(entry: object, number: int) -> Indicator:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("name"), str) or not entry["name"].strip():
        raise InputError(f"指标目录第 {number} 个条目没有 name，请补上指标名称。")
    name = entry["name"]
    if strange := sorted(set(entry) - _FIELDS):
        raise InputError(f"指标目录“{name}”有不认识的字段 {'、'.join(map(str, strange))}，请删去或改名。")
    try:
        return Indicator(
            name=name,
            aliases=tuple(_words(entry.get("aliases", []))),
            unit=_unit(entry.get("unit", "")),
            decimals=_decimals(entry.get("decimals")),
            nature=Nature(entry.get("nature", Nature.FLOW)),
            rate=RateKind(entry.get("rate", RateKind.NOMINAL)),
            better=Better(entry.get("better", Better.UP)),
            whole=entry.get("whole") or None,
            department=str(entry.get("department", "")),
        )
    except (ValueError, TypeError) as error:
        raise InputError(f"指标目录“{name}”的内容不对：{error}。") from None


def _words(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise TypeError("aliases 应是文字的列表")
    return value


def _unit(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("unit 应是文字")
    return PERCENT if value == "％" else value


def _decimals(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 8:
        raise ValueError("decimals 应是 0 到 8 的整数")
    return value
