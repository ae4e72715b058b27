"""Judging the measure: which way a number tells about its subject, and against what."""

import re
from dataclasses import dataclass

from figures.measure import Measure
from figures.recognition import cues
from figures.recognition.tokens import Shape, Token
from figures.units import is_counting


@dataclass(frozen=True, slots=True)
class Judged:
    """The measure, the words that hold the subject (a stretch of the clause), and the comparator as written."""

    measure: Measure
    subject: str
    comparator: str | None = None


def judge(clause: str, sentence: str, token: Token, verb: str | None, before: Measure | None, said: str) -> Judged:
    """The measure of `token`. `clause` ends before the number's verb, `sentence` is all that was said so far in it,
    `before` the measure of the number before, `said` all words between the number before and this one."""
    if token.shape is Shape.ORDINAL or (token.unit in ("位", "名") and clause.endswith("第")):
        return _rank(clause)
    if "百分点" in token.unit:
        return _points(clause, sentence, verb, before, said)
    if token.unit in ("%", "‰", "成", "半"):
        return _percent(clause, token, verb)
    if token.unit in ("倍", "番"):
        return Judged(Measure.YOY, clause)
    if verb and cues.DIFFERENCE_BASE.search(clause):
        return Judged(Measure.DIFFERENCE, cues.DIFFERENCE_BASE.sub("", clause))
    if verb in ("增加", "减少", "净增") and not clause.strip():
        return Judged(Measure.DIFFERENCE, clause)
    full = clause + (verb or "")
    return Judged(Measure.COUNT if is_counting(token.unit) else Measure.VALUE, full)


def _rank(clause: str) -> Judged:
    found = re.search(
        r"(?P<np>.*?)(?:排名|排位|排|位居|位列|居|列|位次|名列)?(?:在)?(?P<where>全国|全省|全区|全市|全州|省内|区内)?[一-龥]{0,4}?第?$",
        clause,
    )
    where = re.search(r"(全国|全省|全区|全市|全州|省内|区内)[一-龥]{0,6}第?$", clause)
    np = (
        re.sub(
            r"(?:总量|增速|增幅)?(?:排名|排位|排|位居|位列|居|列|名列|分别)?(?:在)?(?:全国|全省|全区|全市|全州|省内|区内)?[一-龥]{0,4}?第?$",
            "",
            clause,
        )
        if where
        else (found["np"] if found else "")
    )
    return Judged(Measure.RANK, np, where[1] if where else None)


def _points(clause: str, sentence: str, verb: str | None, before: Measure | None, said: str) -> Judged:
    if verb == "拉动" or (cues.PULL.match(clause + (verb or "")) and re.search(r"拉动|下拉", clause)):
        found = cues.PULL.match(clause)
        if found:
            return Judged(Measure.PP_CONTRIBUTION, found["np"], found["of"] or None)
        return Judged(Measure.PP_CONTRIBUTION, clause)
    against = cues.AGAINST_TAIL.search(said) if verb in ("高于", "低于", "快于", "慢于", "领先", "落后") else None
    if against and not cues.REGION_WORD.match(against["other"]):
        return Judged(Measure.PP_DIFF, re.sub(r"增速$|增幅$", "", clause), cues.TRAIL.sub("", against["other"]))
    if against:
        return Judged(Measure.PP_DIFF, clause, _places(against["other"]))
    whole = clause + (verb or "")
    compared = cues.COMPARE.search(whole)
    if compared:
        return Judged(Measure.PP_DIFF, whole[: compared.start()], _places(compared["what"]))
    if re.search(r"比重|占比|份额|占[^，]{2,}", clause) or (
        before in (Measure.SHARE, Measure.SHARE_CHANGE) and not _names(clause)
    ):
        return Judged(Measure.SHARE_CHANGE, re.sub(r"(?:占.*|比重|占比|份额).*$", "", clause))
    than = cues.THAN.search(clause) or cues.THAN.search(sentence)
    if than:
        np = cues.THAN.sub("", clause) if cues.THAN.search(clause) else clause
        when = than["when"].removeprefix("今年")
        return Judged(Measure.RATE_CHANGE, np, "上年同期" if when == "同期" else when)
    if cues.CONTRIBUTION.search(clause):
        return Judged(Measure.CONTRIBUTION_RATE, clause)
    return Judged(Measure.RATE_CHANGE, clause)


def _places(what: str) -> str:
    return re.sub(r"(?:平均|水平|增速|分别|的).*$", "", what)


def _percent(clause: str, token: Token, verb: str | None) -> Judged:
    if cues.CONTRIBUTION.search(clause):
        return Judged(Measure.CONTRIBUTION_RATE, re.sub(r"(?:对[^，]*)?贡献率.*$", "", clause))
    if cues.TWO_YEAR.search(clause):
        return Judged(Measure.TWO_YEAR_AVG, cues.TWO_YEAR.sub("", clause))
    if cues.QOQ.search(clause):
        return Judged(Measure.QOQ, cues.QOQ.sub("", clause))
    if cues.COMPLETION.search(clause):
        return Judged(Measure.COMPLETION, cues.COMPLETION.sub("", clause))
    share = cues.SHARE.match(clause) if verb is None else None
    if share and (re.search(r"占", clause)):
        return Judged(Measure.SHARE, share["np"], share["whole"].strip("的") or None)
    if verb is None and cues.SHARE_WORD.search(clause):
        return Judged(Measure.SHARE, re.sub(r"(?:占比|比重|份额).*$", "", clause))
    if verb or re.search(r"同比|增速|增幅|涨幅|降幅", clause):
        return Judged(Measure.YOY, clause)
    return Judged(Measure.VALUE, clause)


def _names(clause: str) -> bool:
    """Whether a clause names a subject of its own."""
    return len(cues.TRAIL.sub("", cues.LEAD.sub("", clause))) >= 2
