"""Judging the measure: which way a number tells about its subject, and against what."""

import re
from dataclasses import dataclass

from figures.grammar.tokens import Shape, Token
from figures.measure import Measure
from figures.recognition import cues
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
        return _rank(clause, before)
    if "百分点" in token.unit:
        return _points(clause, sentence, verb, before, said)
    if token.unit in ("%", "‰", "成", "半"):
        return _percent(clause, token, verb, before, said)
    if token.unit in ("倍", "番"):
        return Judged(Measure.YOY, clause)
    if (verb and cues.DIFFERENCE_BASE.search(clause)) or (verb in cues.MOVES and not cues.REACHES.search(said)):
        return _moved(clause)
    full = clause if verb in cues.MOVES or (verb and cues.REACHES.search(said)) else clause + (verb or "")
    return Judged(Measure.COUNT if is_counting(token.unit) else Measure.VALUE, full)


def _moved(clause: str) -> Judged:
    """An amount by which something moved: against last year, unless the clause says against what else."""
    than = cues.THAN.search(clause)
    base = cues.DIFFERENCE_BASE.search(clause)
    when = than["when"] if than else base[0][1:] if base and base[0] != "同比" else None
    against = "年初" if when in _YEAR_END else None if when in _LAST_YEAR else when
    return Judged(Measure.DIFFERENCE, cues.DIFFERENCE_BASE.sub("", cues.THAN.sub("", clause)), against)


def _rank(clause: str, before: Measure | None) -> Judged:
    """A place: of growth, as bureaus rank it, unless the clause or the number before speaks of the total."""
    contest = _IN_A_CONTEST.search(clause)
    if contest:
        return Judged(Measure.RANK, contest["np"], contest["where"])
    moved = _PLACES_MOVED.search(clause)
    clause = clause[: moved.start()] + clause[moved.end() :] if moved else clause
    found = _PLACE_AMONG.search(clause)
    where = found["where"] if found and not re.search(r"[升移进退前跃]", found["where"] or "") else None
    np = clause[: found.start()] if found else clause
    total = re.search(r"总量|规模(?!以上|工业)|增量|绝对", np)
    grows = re.search(r"增速|增幅|涨幅|增长", np)
    names = _names(re.sub(r"总量|增速|增幅", "", np))
    if total or (before in (Measure.VALUE, Measure.COUNT) and not grows and not names):
        where = f"{where or ''}（{total[0] if total and total[0] == '增量' else '总量'}）"
    if not names or not np.startswith("经济总量"):
        np = re.sub(r"(?:总量|增量|增速|增幅|分别)+$", "", np)
    return Judged(Measure.RANK, np, where or None)


# 排名上升3位、居第14位: by how many places it moved says nothing of where
_PLACES_MOVED = re.compile(
    r"(?:有望|将|再)?(?:上升|前移|提升|进位|跃升|前进|下降|后移|退)(?:了|至|到)?[0-9０-９*＊一二三四五六七八九十]+[位名]、?"
)
# 在全省优化营商环境评估中排第…位
_IN_A_CONTEST = re.compile(
    r"在(?P<where>全国|全省|全区|全市|全州)(?P<np>[^，]{2,24}?(?:评估|评比|评价|考核|考评|测评|竞赛|大赛|比武|排名|监测))中[^，]{0,4}第?$"
)
_PLACE_AMONG = re.compile(
    r"(?:继续|持续|连续[^，]{1,4}年|牢牢)?(?:排名|排位|排在|排到|排|稳居|位居|跃居|位列|名列|居于|居|列|位次|保持|进入|跻身)?(?:在)?"
    r"(?P<where>全国|全省|全区|全市|全州|省内|区内|全球|世界|亚洲|[东中西]部|(?<=[排居列])[一-龥]{1,8}?)?(?:排名|位次)?(?:中|里)?(?:居|排|列)?[第前]?$"
)


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
    beside = cues.BESIDE.search(clause) if verb in cues.APART else None
    if beside:
        return Judged(Measure.PP_DIFF, clause[: beside.start()], cues.TRAIL.sub("", beside["other"]))
    if re.search(r"比重|占比|份额|占[^，]{2,}", clause) or (
        before in (Measure.SHARE, Measure.SHARE_CHANGE) and not _names(clause)
    ):
        against = cues.THAN.search(clause) or cues.THAN.search(said)
        when = against["when"] if against and against["when"] not in _LAST_YEAR else None
        return Judged(Measure.SHARE_CHANGE, re.sub(r"(?:占.*|比重|占比|份额).*$", "", clause), when)
    than = cues.THAN.search(clause) or (None if _STEADY.search(clause) else cues.THAN.search(sentence))
    if than:
        np = cues.THAN.sub("", clause) if cues.THAN.search(clause) else clause
        when = than["when"].removeprefix("今年")
        return Judged(Measure.RATE_CHANGE, np, "上年同期" if when == "同期" else when)
    if cues.CONTRIBUTION.search(clause):
        return Judged(Measure.CONTRIBUTION_RATE, clause)
    return Judged(Measure.RATE_CHANGE, clause)


_STEADY = re.compile(r"平均每[月季年]|[月季年]均|以来")  # a pace of its own, against nothing told before
_YEAR_END = ("年初", "上年末", "上年底", "去年末", "去年底")
_LAST_YEAR = ("上年同期", "去年同期", "同期", "上年", "去年")


def _places(what: str) -> str:
    return re.sub(r"(?:平均|水平|增速|分别|的).*$", "", what)


def _percent(clause: str, token: Token, verb: str | None, before: Measure | None, said: str) -> Judged:
    if cues.CONTRIBUTION.search(clause):
        return Judged(Measure.CONTRIBUTION_RATE, re.sub(r"(?:对[^，]*)?贡献率.*$", "", clause))
    if cues.TWO_YEAR.search(clause):
        return Judged(Measure.TWO_YEAR_AVG, cues.TWO_YEAR.sub("", clause))
    if cues.QOQ.search(clause):
        return Judged(Measure.QOQ, cues.QOQ.sub("", clause))
    if cues.COMPLETION.search(clause):
        return Judged(Measure.COMPLETION, cues.COMPLETION.sub("", clause))
    share = cues.SHARE.match(clause) if verb is None and not _BARE_SHARE.search(clause) else None
    if share and (re.search(r"占", clause)):
        return Judged(Measure.SHARE, share["np"], share["whole"].strip("的") or None)
    if verb is None and (_BARE_SHARE.search(clause) or cues.SHARE_WORD.search(clause)):
        return Judged(Measure.SHARE, re.sub(r"(?:占比|比重|份额).*$", "", clause))
    if verb and cues.REACHES.search(said):
        return _level(clause, before)
    if verb or re.search(r"同比|增速|增幅|涨幅|降幅", clause):
        return Judged(Measure.YOY, clause)
    return Judged(Measure.VALUE, clause)


_BARE_SHARE = re.compile(r"占比(?:[分各]别)?[为达到约由从至升降提高保持在超过]*$")


def _level(clause: str, before: Measure | None) -> Judged:
    """A level that something came to (提高到5.2%): its verb tells no growth."""
    if cues.SHARE_WORD.search(clause):
        return Judged(Measure.SHARE, re.sub(r"(?:占.*|比重|占比|份额).*$", "", clause))
    if re.search(r"增速|增幅|涨幅|降幅", clause):
        return Judged(Measure.YOY, clause)
    lasting = (Measure.SHARE, Measure.YOY, Measure.TWO_YEAR_AVG, Measure.QOQ, Measure.CONTRIBUTION_RATE)
    kept = before in lasting and not _names(clause)
    return Judged(before if kept and before is not None else Measure.VALUE, clause)


def _names(clause: str) -> bool:
    """Whether a clause names a subject of its own."""
    return len(cues.TRAIL.sub("", cues.LEAD.sub("", clause))) >= 2
