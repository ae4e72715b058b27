"""What is a numeral in a Chinese text, in every script, and what only looks like one.

The gate behind `Text`: digits of any script, Chinese numerals that count or measure (三成, 百分之五, 个百分点, 第三位),
and words that stand for a number (过半, 翻番, 两位数, 零增长). Fixed wording (`fixed_wording.txt`) is exempt.
Knows nothing of units, indicators or slots.
"""

import functools
import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Script(StrEnum):
    """How a numeral is written."""

    DIGITS = "digits"
    CHINESE = "chinese"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Numeral:
    """Characters [start, end) of a text that carry a number, without their unit (成 and 第 belong to the numeral)."""

    start: int
    end: int
    text: str
    script: Script


CN = "〇零一二三四五六七八九十百千万亿两廿卅"
_MANY = "二三四五六七八九十百千万亿两廿卅"
_ONES = "二三四五六七八九两"
_TENS = f"十[一{_ONES}]?|[{_ONES}]十"
_DIGIT = "0-9０-９"
# Digits may be spaced (7 4 7 7 2), grouped (1,234) and have either point; a group ends before a second point.
_GAP = " 　"
_ARABIC = rf"[{_DIGIT}](?:[{_GAP}]*[{_DIGIT}]|[,，][{_DIGIT}]{{3}}(?![{_DIGIT}]))*(?:[.．·][{_DIGIT}]+)?"
_MEASURES = (
    "个百分点|个月|个季度|万元|亿元|元|万吨|吨|公斤|千克|斤|万亩|亩|公顷|平方公里|平方米|立方米|公里|千米|米|千瓦|度|"
    "万人次|人次|万人|人|万户|户|家|辆|台|艘|架|座|栋|套|所|处|宗|起|株|头|只|床|张|块|枚|款|部|门(?![峡核县店])|位|名|层|级台阶"
)
_COUNTED = "个|项|件|条|类|批|场|次|种|方面|轮"
# Radicals and compatibility forms that print like a Chinese numeral; PDF files bring them along (⼆ for 二).
_LOOKALIKE = {
    code: plain
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00))
    if (plain := unicodedata.normalize("NFKC", chr(code))) in set(CN)
}
# Runs of numerals are bounded: no number has as many, and a pattern that may begin anywhere in a run of any length
# would read a page of numerals once for each of its characters.
RUN, MAYBE = "{1,16}", "{0,16}"
_CHINESE = (
    rf"[{CN}]{{17,}}",
    rf"百分之[{CN}几百]{RUN}(?:点[{CN}]{RUN})?(?:[至到][{CN}]{{1,4}}(?:点[{CN}]{{1,4}})?(?![{CN}年月日]))?",
    rf"[{CN}几数]{RUN}分之[{CN}几]{RUN}(?:点[{CN}]{RUN})?",
    rf"(?:[{_MANY}几]|(?<![{CN}统唯专单同])一)[{CN}]{MAYBE}(?:点[{CN}]{RUN})?成(?![为立效果就功员都长交品熟分本绩千语千型像套人份])"
    rf"(?:半(?![年天月])|[一{_ONES}](?![{CN}年月个项家名]))?",
    rf"(?:[{_MANY}几数零]|(?<![{CN}统])一)[{CN}]{MAYBE}(?:点[{CN}]{RUN})?倍",
    rf"翻[{CN}了几]{MAYBE}番",
    rf"[{CN}]{RUN}(?:点[{CN}]{RUN})?(?=个百分点)",
    rf"(?:倒数)?第[{CN}]{RUN}(?=位|名|次|批|轮|届|年|个|季度|大|高|方|多|快|强|的|且|并|和|与|$|[，。；：、）)”\\s])",
    rf"倒数[{CN}]{RUN}(?=位|名|$|[，。；、）)])",
    rf"(?<=前)(?:[三四五六七八九]|{_TENS})(?=名|位|强|$|[，。；、）)])",
    rf"(?<![{CN}])[一二三四](?=季度)",
    r"[一二两][〇零○一二三四五六七八九]{3}(?=年)",
    r"(?<=[年到至])(?:十[一二]?|[一二三四五六七八九])(?=月)|零[一二三四五六七八九两](?=个月)|(?<=月)(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=日|号)",
    rf"(?<![第{CN}])[一{_ONES}]?十[一{_ONES}]?[万亿](?!火急|八千里|大山)[{CN}]{MAYBE}",
    rf"(?<![第{CN}几])(?:[一{_ONES}]?十[一{_ONES}]|[{_ONES}]十)(?=天|小时|分钟|匹|箱|伏|个国家|个单位)",
    rf"(?<![{CN}几数])(?:十[一二]|[一二三四五六七八九十])(?=月(?:份|底|末|初|中旬|上旬|下旬|[一二三四五六七八九十]+日|，|。|以来|前))",
    rf"连续[{_MANY}][{CN}]{MAYBE}(?=年|个|次|季)",
    rf"[{_ONES}]?十几(?=[个家户人名项件亩吨元台套辆条次位所座])",
    r"几[十百千万亿]+|(?<![人户总家件个岁次位指函基倍参家])数[十百千万亿]+(?!分)",
    r"(?<=破)[百千万](?=[个家户人名项件列条支])|(?<=[逾过上超])[百千万](?=[个家户人名项件亩吨元台套辆公平万亿倍种次场座所处米列条支])|成[百千]上[千万]",
    r"(?<=[上逾])[百千万]?亿(?!级)",
    rf"[零一{_ONES}十][.．][零一{_ONES}]+",
    rf"(?<![第{_DIGIT}{CN}*＊.．])[{_MANY}][{CN}]{MAYBE}[多余来]?(?={_MEASURES})",
    rf"(?<![第{_DIGIT}{CN}*＊.．每其这那哪同任某])[{_MANY}][{CN}]{MAYBE}[多余]?(?={_COUNTED})",
    rf"(?<![第{CN}])[一{_ONES}][百千万亿](?:[多余]|[{CN}]{RUN}(?:点[{CN}]{RUN})?)",
    rf"(?<![第{CN}])[一{_ONES}](?:[百千]?[万亿]|[百千])(?![{CN}])",
    r"(?<=[破超达近逾过足])[百千万][亿万](?!级)",
    rf"[一{_ONES}十]个亿",
    rf"(?<![{CN}])[{CN}]{RUN}(?=[%％‰])",
    rf"(?<![{CN}])[零{_ONES}一十]点[零一{_ONES}]+(?![{CN}线滴刻])",
    rf"[{_ONES}十]连[增冠升涨降跌]",
    "(?<![队大收])[壹贰叁肆伍陆柒捌玖](?:[拾佰仟万亿元成倍])[壹贰叁肆伍陆柒捌玖拾佰仟零万亿]*|[壹贰叁肆伍陆柒捌玖拾佰仟]{2,}",
    rf"(?<![{CN}])[三四五六七八九十两](?=大[一-龥])",
    rf"[{CN}]{{2,}}点[{CN}]{RUN}|[{CN}]{RUN}点[零一二三四五六七八九]+(?=[万亿%％])",
)
_WORDS = (
    "过半数?|超半数?|近半数?|半数|一大?半|大半(?!年|夜)|多半|对半",
    "[两双三]位数|个位数",
    "零增长|零确诊|零感染|负增长(?=率)",
    "成倍|倍增(?!计划|行动|工程)|减半",
)
_NUMERAL = re.compile(
    rf"(?P<digits>{_ARABIC})|(?P<words>{'|'.join(_WORDS)})|(?P<chinese>{'|'.join(_CHINESE)})", re.MULTILINE
)


def _entries() -> list[str]:
    lines = (Path(__file__).with_name("fixed_wording.txt")).read_text("utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@functools.cache
def _fixed() -> re.Pattern[str]:
    entries = _entries()
    phrases = sorted((entry for entry in entries if not entry.startswith(("re:", "name:"))), key=len, reverse=True)
    patterns = [entry.partition(":")[2] for entry in entries if entry.startswith(("re:", "name:"))]
    return re.compile("|".join([*patterns, *map(re.escape, phrases)]), re.MULTILINE)


@functools.cache
def _names() -> re.Pattern[str]:
    return re.compile("|".join(entry[5:] for entry in _entries() if entry.startswith("name:")), re.MULTILINE)


def fixed_spans(text: str) -> list[tuple[int, int]]:
    """The spans of fixed wording, in order, not overlapping."""
    return [match.span() for match in _fixed().finditer(text)]


@functools.cache
def _phrases() -> frozenset[str]:
    return frozenset(entry for entry in _entries() if not entry.startswith(("re:", "name:")))


def is_fixed_phrase(words: str) -> bool:
    """Whether `words` are one of the listed phrases, which everybody may use."""
    return words in _phrases()


def name_spans(text: str) -> list[tuple[int, int]]:
    """The spans of names that carry a number of their own (G60, “1+3+N”): let pass, but only a source can tell them."""
    return [match.span() for match in _names().finditer(text)]


def find_numerals(text: str) -> Iterator[Numeral]:
    """Every numeral of `text` outside fixed wording, in order. Invisible characters inside it do not hide it."""
    shown = [at for at, char in enumerate(text) if char.isprintable() or char.isspace()]
    plain = text.translate(_LOOKALIKE)
    if len(shown) == len(text):
        yield from _visible(plain)
        return
    for found in _visible("".join(plain[at] for at in shown)):
        start, end = shown[found.start], shown[found.end - 1] + 1
        yield Numeral(start, end, text[start:end], found.script)


def _visible(text: str) -> Iterator[Numeral]:
    exempt = fixed_spans(text)
    found = [*_matches(text), *_rare(text)]
    found.sort(key=lambda numeral: numeral.start)
    return (numeral for numeral in found if not within(exempt, numeral.start, numeral.end))


def _matches(text: str) -> Iterator[Numeral]:
    for match in _NUMERAL.finditer(text):
        kind = match.lastgroup
        if kind is not None:
            yield Numeral(match.start(), match.end(), match[0], Script(kind))


def _rare(text: str) -> Iterator[Numeral]:
    if text.isascii():
        return
    for at, char in enumerate(text):
        # Category Nd, Nl, No beyond ASCII and full width: ①, Ⅳ, ½, ², Arabic-Indic digits and the like.
        beyond = char > "\u007f" and not "\u4e00" <= char <= "\u9fff" and char not in "０１２３４５６７８９〇"
        if beyond and unicodedata.category(char) in ("Nd", "Nl", "No"):
            yield Numeral(at, at + 1, char, Script.DIGITS)


def within(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of `spans` (in order, not overlapping) holds all of [start, end)."""
    at = bisect_right(spans, (start, sys.maxsize)) - 1
    return at >= 0 and end <= spans[at][1]
