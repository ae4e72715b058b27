"""The gate: what `Text` refuses. Every numeral that can be read (`figures.numerals`), and what a reader's eye would
take for one: hidden between characters that show nothing, in other scripts, in look-alikes, split up, told in words.

Sieves, each of which may be looked at by itself. Knows nothing of units' conversion, indicators or slots.
"""

import functools
import re
from collections.abc import Collection, Iterator
from enum import StrEnum

from figures.folding import Folded, as_written, plain, small, strange, visible
from figures.numerals import CN, Numeral, Script, find_numerals, fixed_spans, within


class Sieve(StrEnum):
    """One way to hide a number, and what sees through it."""

    READABLE = "readable"  # digits and Chinese numerals as they are written
    HIDDEN = "hidden"  # characters that show nothing between them
    FOLDED = "folded"  # other scripts and prints, bankers' and old numerals
    LOOKALIKE = "lookalike"  # letters and signs that look like digits
    SPLIT = "split"  # blanks, points, brackets between them
    WORDS = "words"  # words that stand for a number
    ALPHABET = "alphabet"  # signs that no official text has, dice and cards among them


ALL = frozenset(Sieve)

_UNITS = "%|％|‰|个百分点|百分点|[十百千万]*亿(?:元|吨|斤|人|$|[，。、；])|[十百千]*万(?:元|吨|人|户|辆|亩|家)|倍"
_THINGS = "家|项|个|户|人|名|件|吨|亩|辆|台|所|座|公里"
_ROUND = "OoQlI|丨○◯〇"
_LETTERS = re.compile(
    rf"(?<![A-Za-z0-9])[A-Za-zΑ-ωА-я{_ROUND}]+(?:[.．·,][A-Za-zΑ-ωА-я{_ROUND}]+)?(?=[ ]*(?:{_UNITS}))"
    rf"|第[IVXLC]+(?=[位名届次批])|(?<![A-Za-z0-9])[{_ROUND}]+(?:[.．·,][{_ROUND}]+)?(?=[ ]*(?:{_THINGS}))"
    r"|(?<![—―－–\-])[—―－–\-](?=[成倍半](?![为立效果就功员都长交品熟分本绩千语型像套人份导数]))"
)
_ZERO = re.compile(rf"(?<=[{CN}○◯OoＯ])[○◯OoＯ]|[○◯OoＯ](?=[{CN}])")

_SCOPE = "全[国省市区州县盟球]|世界|各[省市区县州]|全自治区|同类|[东中西]部|省内|市内|区内"
_RANKED = "首位|榜首|之首|末位|头名|第一(?!方阵|梯队|梯次|集团|阵营|产业|[一-龥]*代)"
_AFTER_TENS = (
    "年|月|日|号|天|周|岁|国|省|市|县|匹|马力|箱|伏|连|行|小时|分钟|点|次|道|集|代|期|篇|字|亿|万|千|百|世纪|载|公|平方|立方|米|吨|斤"
    "|张|本|册|部|首|颗|枚|棵|株|头|只|条|笔|份|封|艘|列|趟|班"
)
_NAMED = "级|卡|产业|工程|企业|园区|集群|计划|行动|大道|色水|达|县"
_SAID = (
    "翻(?:了)?[一两几]?[番倍]|倍增(?!计划|行动|工程|器)|减半|折半|腰斩",
    rf"(?:上|近|逾|超|过|破|超过|突破|接近|大约|将近)[十百千万亿]+(?=[个家户人名项件亩吨元台套辆公平倍种次场座所处米列支条多余]|[，。、；！）”]|$)(?!{_NAMED})",
    "[一二][〇零一二三四五六七八九]{3}(?=年|[、至到—和])|[一二三四五六七八九]十年代|(?<=[年月])[一二三四五六七八九十]{1,3}(?=[月日号])",
    rf"(?<![第{CN}])(?:[二三四五六七八九]?十[一二三四五六七八九]|[二三四五六七八九]十)(?=[多余来几]?(?:{_AFTER_TENS}))",
    rf"(?<![第{CN}])(?:[二三四五六七八][三四五六七八九]十|[百千][余多])(?=年)|零[一二三四五六七八九两]个月",
    "[近上超逾过][十百千]年|[两三四五六七八九十]支(?=[一-龥]{0,4}队)|登上[一-龥]{0,12}榜首",
    rf"十[多余几](?={_AFTER_TENS})|一两(?=[个年家项次])",
    rf"(?<![第{CN}])(?:[二三四五六七八九]十[一二三四五六七八九]?|十[一二三四五六七八九])(?![一-龥〇])",
    "(?:[位名]居|[位名]列|登上|稳居)(?:榜首|首位)",
    rf"(?<![第{CN}])[一二三四五六七八九]?十[一二三四五六七八九]?[万亿](?!火急|八千里)[{CN}]{{0,14}}",
    "(?<=前)二(?=[，。；])|一两百(?=[年个家])",
    "好几[十百千万亿]+|[几数][十百千万亿]+[余多来]?(?=[个家户人名项件亩吨元台套辆公平万亿倍种次场座所处米])",
    "(?:五五|三七|四六|二八|一九)开",
    "半(?=个百分点|个点|成(?!品|套))|[小大]半(?=[个家户人的数]|[，。；])|半数|对半(?!年|个)|百分百",
    "[双两三]位数|个位数",
    rf"(?:[位名]居|[位名]列|排名?|居|列)(?:在)?(?:{_SCOPE})[一-龥]{{0,8}}?(?:{_RANKED})|[居列][一-龥]{{2,12}}?(?:首位|榜首)|(?:{_SCOPE})[一-龥]{{0,4}}?(?:首位|榜首)",
    "倒数(?=[，。；！]|$)|垫底(?=[，。；！]|$)",
    "以[十百千万亿]+计",
    "零(?:增长|增速)|零(?=个?百分点|%|％)",
    rf"[俩仨](?=个|百分点)|[{CN}]把(?=[个人家])|[十百千万]来(?=[个家户人名项件亩吨元台])",
)
_WORDS = re.compile("|".join(_SAID))
_SCALE = re.compile("[百千万亿]+")
_COUNTING = re.compile(r"(?:[上近逾超过破达到约有共几数成增减]|突破|惠及|带动|吸引|引进|培育|建设|完成|实现)$")
_A_CLASS = re.compile("[一-龥]{1,3}级")

# What may stand between the signs of one number without ending it: a few blanks and points, or brackets around some.
_SIGN = f"{CN}几数半多第成倍番分之点过超近翻位个"
_POINT = r"\s·・•‧∙⋅.．_~\-–—―*＊/\\／|'`^+=＝,‥"
_SEPARATED = re.compile(
    rf"(?<=[一-龥〇○])[{_POINT}]{{1,8}}(?=[一-龥〇○%％，。；！）]|$)|(?<=[{_SIGN}])[…、]{{1,2}}(?=[{_SIGN}])"
    r"|(?<=[一-龥〇○])(?:</?[A-Za-z][^<>]{0,30}>)+(?=[一-龥〇○%％，。；！）”]|$)"
    rf"|[“‘\"「『《〈(（\[【〔［<＜](?=[{_SIGN}]{{1,6}}[”’\"」』》〉)）\]】〕］>＞])"
    rf"|(?<=[{_SIGN}])[”’\"」』》〉)）\]】〕］>＞](?=[{_SIGN}名%％])"
)
_MASKS = str.maketrans("*＊", "，，")  # before what was split they are ornaments
_REACH = 24
_NUMBERING = re.compile(rf"^[ \t\u3000]*(?:[(（][{CN}]{{1,3}}[)）]|[{CN}]{{1,3}}[、.．])", re.MULTILINE)


def find_forbidden(text: str, sieves: Collection[Sieve] | None = None) -> Iterator[Numeral]:
    """Everything of `text` that may stand on a page only through a slot, in order; it may overlap.

    `sieves` are those to use, all without.
    """
    used = ALL if sieves is None else sieves
    seen = as_written(text)
    if Sieve.HIDDEN in used:
        seen = visible(seen)
    spans = {(at, at + 1) for at in strange(text)} if Sieve.ALPHABET in used else set()
    if Sieve.FOLDED in used and (folded := plain(seen)).text != seen.text:
        spans |= {seen.span(found.start, found.end) for found in find_numerals(seen.text)}
        seen = folded
    if Sieve.LOOKALIKE in used:
        seen = seen.put(_ZERO.sub("〇", seen.text))
    spans |= {seen.span(start, end) for start, end in _spans(seen.text, used)}
    if Sieve.SPLIT in used and _SEPARATED.search(seen.text):
        spans |= set(_split(seen, used))
    for start, end in sorted(spans):
        yield Numeral(start, end, text[start:end], Script.WORDS)


@functools.lru_cache(maxsize=8192)
def first_forbidden(text: str) -> str | None:
    """The first such words of `text`, or None. Kept, as a draft is read far more often than it is written."""
    found = next(find_forbidden(text), None)
    return found.text if found is not None else None


def _spans(text: str, used: Collection[Sieve]) -> Iterator[tuple[int, int]]:
    if Sieve.READABLE in used:
        yield from ((found.start, found.end) for found in find_numerals(text) if not _only_a_scale(text, found))
        if Sieve.FOLDED in used and (told := small(text)) != text:
            yield from ((found.start, found.end) for found in find_numerals(told))
    found = [
        match.span()
        for sieve, pattern in ((Sieve.LOOKALIKE, _LETTERS), (Sieve.WORDS, _WORDS))
        if sieve in used
        for match in pattern.finditer(text)
    ]
    exempt = fixed_spans(text) if found else []
    yield from (span for span in found if not within(exempt, *span))


def _only_a_scale(text: str, found: Numeral) -> bool:
    """Whether what reads as a number heads a unit or a name (万吨, 百家, 千万吨级): nothing is counted by it."""
    if not _SCALE.fullmatch(found.text) or _COUNTING.search(text, max(0, found.start - 3), found.start):
        return False
    if _A_CLASS.match(text, found.end) or (len(found.text) == 1 and text[found.end] != "元"):
        return True
    before = text[max(0, found.start - 1) : found.start]
    return found.text in ("万", "亿", "万亿") and before in ("", "\ufffc", "（", "：", "…")  # a unit by itself


def _split(seen: Folded, used: Collection[Sieve]) -> Iterator[tuple[int, int]]:
    """What is found only once the signs between are taken out, and stood on both sides of one."""
    exempt = sorted([*fixed_spans(seen.text), *(match.span() for match in _NUMBERING.finditer(seen.text))])
    between = [
        match.span()
        for match in _SEPARATED.finditer(seen.text)
        if not any(start < match.end() and match.start() < end for start, end in exempt)
    ]
    for first, far in _windows(between):
        last = min(far, len(seen.text))
        gone = {at for start, end in between if first <= start < last for at in range(start, end)}
        joined = Folded(seen.text[first:last], seen.at[first:last]).kept([at not in gone for at in range(first, last)])
        told = joined.text.translate(_MASKS)
        told = _ZERO.sub("〇", told) if Sieve.LOOKALIKE in used else told
        for start, end in _spans(told, used):
            begin, finish = joined.span(start, end)
            if finish - begin > end - start or (end < len(joined.at) and joined.at[end] > finish):
                yield begin, finish


def _windows(between: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches around what was between signs, as far as a number reaches."""
    first = last = -1
    for start, end in between:
        if start - _REACH > last >= 0:
            yield first, last
            last = -1
        if last < 0:
            first = max(0, start - _REACH)
        last = end + _REACH
    if last >= 0:
        yield first, last
