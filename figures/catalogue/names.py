"""Names of indicators as tables and people write them, brought to one spelling. Knows no catalogue."""

import re
import unicodedata
from functools import lru_cache

from figures.units import read_unit

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


# Tables and the catalogue tell the same few thousand names over and over.
@lru_cache(maxsize=1 << 14)
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


def key_of(cleaned: str) -> str:
    """What two spellings of one name share: brackets' marks and quotation marks are left out, capitals are folded."""
    return re.sub(r"[（）“”\"'‘’《》]", "", cleaned).casefold()
