"""What a document still says of the year of the one it was copied from: a year, a plan's stage, an anniversary.

Reckons from the document's own year alone, and looks for sentences that stand word by word in earlier documents.
"""

import re
from collections.abc import Iterator, Mapping

from drafting.check.model import Finding, FindingKind
from drafting.check.verdicts.placing import Telling
from drafting.reuse.carryover import findings as carried_over
from figures.grammar.chinese import chinese_number

_DIGITS = "一二三四五六七八九"
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_YEAR = r"(?P<year>20\d\d)年"
_COMPARED = re.compile(r"(?:比|较|与|同|对比|相比|高于|低于|自|从|和|、|—|－|-|至|到)$")
_THIS_YEAR = re.compile(rf"(?:今年|本年)(?:是|（|即|为)?{_YEAR}")
_OWN_MONTHS = re.compile(rf"{_YEAR}(?P<months>上半年|一季度|前三季度|1[—－\-–]\d{{1,2}}月)(?!同期|基数|的?增速|以来)")
_TASKS = re.compile(rf"{_YEAR}(?:的)?(?:重点工作|工作(?:安排|任务|部署|总体要求|重点)|目标任务|主要任务|预期目标)")
_AIMED = re.compile(rf"(?:力争|确保|争取|到|在|于|要){_YEAR}(?:年?[底末]?前|年?[底末]|年内|全年)")
_PLAN = re.compile(
    r"“?十(?P<plan>[一二三四五六七八九])五”?(?:规划)?(?:的)?(?P<stage>收官|起步|开局|(?:实施)?的?第(?P<nth>[一二三四五])年|圆满收官|攻坚|中期)之?年?"
)
_FIRST, _LAST = ("起步", "开局"), ("收官", "圆满收官")
_ANNIVERSARY = re.compile(
    r"(?P<what>中国共产党成立|建党|新中国成立|中华人民共和国成立|改革开放|抗(?:日)?战(?:争)?胜利|长征胜利|建军|香港回归|澳门回归)"
    r"[^，。；]{0,6}?(?P<years>\d{2,3}|[一二三四五六七八九十百]{2,5})周年"
)
_BEGINNINGS = {
    "中国共产党成立": 1921, "建党": 1921, "新中国成立": 1949, "中华人民共和国成立": 1949, "改革开放": 1978,
    "长征胜利": 1936, "建军": 1927, "香港回归": 1997, "澳门回归": 1999,
}  # fmt: skip
_WAR = 1945
_LAST_YEAR, _NEXT_YEAR = re.compile(r"去年|上年|过去(?:的)?一年"), re.compile(r"明年|即将")
_IS = re.compile(r"(?:今年|本年|20\d\d年|去年|上年|一年)[^。；]{0,8}是[^，。；]{0,6}$")
_SHORTEST = 14
"""Characters a sentence must have for its standing in two documents to tell anything."""


def leftovers(telling: Telling, earlier: Mapping[str, str]) -> Iterator[Finding]:
    """The findings for a document that says of itself when it was given; none for one that does not. `earlier` maps
    sentences of earlier documents, as `sentences_of` tells them, to the document's name."""
    if telling.period is None:
        return
    year = int(telling.period[:4])
    yield from _years(telling, year)
    yield from _plans(telling.text, year)
    yield from _anniversaries(telling, year)
    yield from _sentences(telling, earlier)


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a text that are long enough to be known again."""
    for found in _SENTENCE.finditer(text):
        words = found[0].strip()
        if len(words) >= _SHORTEST:
            yield words


def _years(telling: Telling, year: int) -> Iterator[Finding]:
    text = telling.text
    for found in _THIS_YEAR.finditer(text):
        if int(found["year"]) != year:
            yield _finding(found, f"本文是{year}年的，这里的年份像是旧稿留下的。", "year", f"{year}")
    own = telling.own
    if own is not None and own.last != 12:
        for found in _OWN_MONTHS.finditer(text):
            opens = not text[max(0, found.start() - 1) : found.start()].strip("　 \n。；：（“")
            if int(found["year"]) == year - 1 and opens:
                note = f"本文说的是{own.label}，这里的年份像是旧稿留下的；如确指上年请核对。"
                yield _finding(found, note, "year", f"{year}")
    for found in _TASKS.finditer(text):
        if int(found["year"]) < year - (own is not None and own.year < year) and not _compared(text, found.start()):
            yield _finding(found, f"本文是{year}年的，这里的年份像是旧稿留下的。", "year", f"{year}")
    for found in _AIMED.finditer(text):
        if int(found["year"]) < year and found.start() >= telling.ahead:
            yield _finding(found, "这一年已经过去，不能再作为目标时限，像是旧稿留下的。", "year", None)


def _compared(text: str, at: int) -> bool:
    return _COMPARED.search(text[max(0, at - 2) : at]) is not None


def _plans(text: str, year: int) -> Iterator[Finding]:
    for found in _PLAN.finditer(text):
        first = 2016 + 5 * (_DIGITS.index(found["plan"]) + 1 - 3)  # 十三五 began in 2016
        stage = found["stage"]
        if stage in _FIRST:
            due = first
        elif stage in _LAST:
            due = first + 4
        elif found["nth"]:
            due = first + _DIGITS.index(found["nth"])
        else:
            continue
        said = text[max(text.rfind(mark, 0, found.start()) for mark in "。；\n") + 1 : found.start()]
        told = re.findall(r"(20\d\d)年", said)
        meant = int(told[-1]) if told else year - bool(_LAST_YEAR.search(said)) + bool(_NEXT_YEAR.search(said))
        if due != meant and _IS.search(said):
            note = f"“十{found['plan']}五”的{stage}年是{due}年，与所说的{meant}年不合，像是旧稿留下的。"
            yield Finding(found.start(), found.end(), FindingKind.LEFTOVER, note)


def _anniversaries(telling: Telling, year: int) -> Iterator[Finding]:
    text, own = telling.text, telling.own
    speaks_back = own is not None and own.year < year
    for found in _ANNIVERSARY.finditer(text):
        begun = _WAR if found["what"].startswith("抗") else _BEGINNINGS[found["what"]]
        years = int(found["years"]) if found["years"].isdecimal() else chinese_number(found["years"])
        said = text[max(text.rfind(mark, 0, found.start()) for mark in "。；\n") + 1 : found.start()]
        told = re.findall(r"(20\d\d)年", said)
        meant = int(told[-1]) if told else year - bool(_LAST_YEAR.search(said)) + bool(_NEXT_YEAR.search(said))
        if speaks_back and "今年" not in said:
            continue  # a report on a year, or on five, tells of what was celebrated in it
        if years is not None and begun + int(years) != meant:
            note = f"{meant}年是{found['what']}{meant - begun}周年，这里像是旧稿留下的。"
            yield _finding(found, note, "years", str(meant - begun))


def _sentences(telling: Telling, earlier: Mapping[str, str]) -> Iterator[Finding]:
    for found in _SENTENCE.finditer(telling.text):
        words = found[0].strip()
        document = earlier.get(words)
        if document is None:
            continue
        tied = next(iter(carried_over(words, review=found.start() < telling.ahead)), None)
        if tied is not None:
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            yield Finding(start, found.end(), FindingKind.LEFTOVER, f"与《{document}》里的一句完全相同：{tied.note}")


def _finding(found: re.Match[str], note: str, group: str, instead: str | None) -> Finding:
    return Finding(found.start(group), found.end(group), FindingKind.LEFTOVER, note, instead)
