"""Tokens: every number and mask of a text with its unit, bound and range, before anybody asks what it measures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from figures.grammar.ratios import joint_of
from figures.grammar.spoken import Said, bounded_by, exact, said_by, whole_myriads
from figures.numerals import Numeral, Script, find_numerals, fixed_spans, within
from figures.quantity import Bound
from figures.units import UNIT_WORDS


class Shape(StrEnum):
    """What a token looks like by itself."""

    QUANTITY = "quantity"  # a number with a unit
    BARE = "bare"  # a number that has no unit of its own
    DATE = "date"
    ORDINAL = "ordinal"
    POLICY = "policy"  # a count in the name of a programme or task
    NAME = "name"  # a masked name


@dataclass(frozen=True, slots=True)
class Token:
    """Characters [start, end): number, unit, bound behind it. `number_end` ends the number itself; a range has both
    ends in one token. `inherited` tells that the unit was taken from a later member of a list."""

    start: int
    end: int
    number_end: int
    shape: Shape
    masked: bool
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    bound: Bound | None = None
    inherited: bool = False


# What follows a unit's character where it is the beginning of another word: 台阶, 部分, 门户.
_OTHER_WORDS = {
    "台": "阶",
    "部": "分门委",
    "门": "峡核户类口店槛诊牌",
    "列": "入为出举车",
    "担": "任保当负心",
    "分": "之为成别析红布管类",
    "角": "度色",
    "款": "项",
    "首": "都先批府席要",
    "幅": "度",
    "篇": "章",
    "天": "然津",
    "起": "来步点",
    "户": "籍外",
    "条": "件例",
    "只": "有是要能",
    "类": "似型",
    "份": "额",
    "批": "发准复",
    "种": "植子养业",
    "队": "伍",
    "支": "付持出撑",
    "处": "理于罚",
    "场": "所景馆地",
    "位": "于居",
    "家": "庭电",
    "人": "口均民才工大制",
    "次": "全",
    "班": "列",
    "度": "假",
}


def _spelt(unit: str) -> str:
    other = _OTHER_WORDS.get(unit)
    if unit[-1].isascii() and unit[-1].isalpha():
        return re.escape(unit) + "(?![A-Za-z0-9])"
    return re.escape(unit) + (f"(?![{other}])" if other else "")


_UNITS = "|".join(map(_spelt, sorted(UNIT_WORDS, key=len, reverse=True)))
# Words that are units in tables but open a noun in prose (48个项目, 30家企业).
_NOUN_UNITS = {"企业", "单位", "项目", "社区", "街道", "村", "镇", "乡", "县", "区"}
_SCALE = "(?:[十百千]?万亿|[十百千]亿|亿|[十百千]万|万|千|百)"
_SCALES = ("百", "千", "万", "亿", "万亿", "千万", "百万", "千亿", "百亿", "十万", "十亿")
_UNIT = re.compile(
    rf"[ 　]*(?P<over_it>[多余](?={_SCALE}))?(?P<scale>{_SCALE})?(?P<more>[多余])?"
    rf"(?P<name>{_UNITS}|倍|番|成|位(?=[一-龥]{{2}})(?![居列次于以并]))(?P<over>/(?:{_UNITS}))?"
    rf"|[ 　]*(?:(?P<mark>[％%‰])|(?P<past>[多余](?={_SCALE}))?(?P<alone>{_SCALE})(?P<few>[多余])?)"
    rf"(?P<each>/(?:{_UNITS}))?"
)
_AFTER = re.compile(r"[ 　]*(?:及)?(以上|以内|以下|左右|上下|之内)")
_DASH = re.compile(r"[ 　]*(?:[—–\-－～~─]+|至|到)[ 　]*")
_BEFORE = re.compile(
    r"(?:(?P<least>超过|突破|不低于|不少于|高于|超|逾|不小于|多于|大于|至少|最少|跨过|跨越|连跨|跨上|迈过|迈上|站上|站稳"
    r"|跃上|登上|越过)|(?P<most>不超过|不高于|低于|少于|小于|不到|不足|至多|最多|控制在)"
    r"|(?P<about>约为?|大约|大概|近|接近))[ 　]*$"
)
_BOUNDS = {
    "以上": Bound.AT_LEAST,
    "以内": Bound.AT_MOST,
    "以下": Bound.AT_MOST,
    "之内": Bound.AT_MOST,
    "左右": Bound.ABOUT,
    "上下": Bound.ABOUT,
}
_DATE = re.compile(
    r"[ 　]*(?:年(?!均)|月(?:份|底|末|初|中旬|上旬|下旬)?|日(?!均)|号(?![线楼院])|季度|时(?!候)|点(?!多)|世纪|周年)"
)
_STRETCH = re.compile(r"(?:连续|近|过去|未来|这|历时|时隔|用)$")  # before years that only say how long
# Years that are a length of time: 再延长30年试点, 20年系列活动, 5年来.
_LONG = re.compile(r"年(?:系列|行动|计划|规划|试点|主题|周期|过渡|期|内|来|以来|间|前|后|多来|时间)")
_LIVED = re.compile(r"寿命|年限|年数|工龄|周期|教育[^，]{0,6}$")
_POLICY = re.compile(r"大(?:[一-龥])|[+＋×xX]|次(?=[，。；、）])|(?:项|件)(?=为民|民生|惠民|实事|大事|要事|重点民生)")
_NAME = re.compile(
    r"(?:[县市区镇乡村省](?!个)|书记|市长|县长|副|主任|局长|热线|铁路|高速|边境|综保区|集团|公司|[GgA-Z])"
)


def scan(text: str) -> list[Token]:
    """Every token of `text`, in order. Members of a list that leave their unit to a later one have it filled in."""
    tokens = list(_join_ranges(text, _single(text)))
    return _inherit(text, tokens)


def _atoms(text: str) -> Iterator[Numeral]:
    masks = [
        Numeral(match.start(), match.end(), match[0], Script.DIGITS)
        for match in re.finditer(r"(?<![*＊])[*＊](?![*＊])", text)
    ]
    if masks:
        exempt = fixed_spans(text)
        masks = [mask for mask in masks if not within(exempt, mask.start, mask.end)]
    return iter(sorted([*find_numerals(text), *masks], key=lambda atom: atom.start))


def _single(text: str) -> Iterator[Token]:
    end = 0
    for atom in _atoms(text):
        if atom.start < end:  # 万 in 5万%: the unit of the number before has it
            continue
        token = _token(text, atom)
        end = token.end
        yield token


def _token(text: str, atom: Numeral) -> Token:
    masked = atom.text[0] in "*＊"
    said = Said() if masked else said_by(atom)
    at, unit = atom.end, said.unit
    before = text[max(0, atom.start - 8) : atom.start]
    if atom.text.startswith(("第", "倒数第")) or before.endswith("第"):
        return Token(atom.start, at, at, Shape.ORDINAL, masked, said.low, said.high, _place(text, at))
    if before.endswith("前") and _place(text, at):  # 居全国前8位: that place or a better one
        return Token(
            atom.start,
            at,
            at,
            Shape.ORDINAL,
            masked,
            None,
            said.high,
            _place(text, at),
            None if masked else Bound.AT_MOST,
        )
    joint = joint_of(text, atom.start, at)
    if joint is not None:
        value = joint.value
        token = Token(atom.start, joint.end, joint.number_end, Shape.QUANTITY, masked, value, value, joint.unit)
        return _bounded(text, token)
    if not unit:
        special = _special(text, atom, masked, before)
        if special is not None:
            return Token(atom.start, special[1], at, special[0], masked, said.low, said.high)
        unit, at, more = _unit_after(text, at)
        whole = whole_myriads(text, atom)
        if whole is not None:
            said, unit, more = exact(whole, ""), unit[1:], True
        if more:
            said = bounded_by(said, Bound.AT_LEAST)
    if scaled := _scale_alone(atom, unit):
        one = Decimal(1)
        said, unit = replace(said, low=one, high=None if said.bound is Bound.AT_LEAST else one), scaled
    if not unit:
        shape = Shape.NAME if masked and not re.match(r"[、，和至到—\-－～]", text[at : at + 1] or "。") else Shape.BARE
        return Token(atom.start, at, at, shape, masked, said.low, said.high, bound=said.bound)
    token = Token(atom.start, at, atom.end, Shape.QUANTITY, masked, said.low, said.high, unit, said.bound)
    return token if said.bound is not None else _bounded(text, token)


def _scale_alone(atom: Numeral, unit: str) -> str | None:
    """The unit where an amount of money is told by its size alone: 万亿元, of which there is one."""
    scaled = re.sub(r"^(?:[百千]|十)?万亿|^[百千十]?亿|^[百千十]?万", "", atom.text + unit)
    money = scaled in ("元", "美元", "") and "亿" in atom.text + unit
    return (
        atom.text + unit if money and atom.script is Script.CHINESE and re.fullmatch("[百千万亿]+", atom.text) else None
    )


def _unit_after(text: str, at: int) -> tuple[str, int, bool]:
    """The unit behind a number, where it ends, and whether 多 or 余 says that the number is exceeded."""
    found = _UNIT.match(text, at)
    if not found:
        return "", at, False
    parts = ("scale", "name", "over", "mark", "alone", "each")
    unit, end = _usual("".join(found[part] or "" for part in parts)), found.end()
    for noun in _NOUN_UNITS:
        if unit.endswith(noun):
            unit, end = unit.removesuffix(noun), end - len(noun)
    return unit, end, bool(found["more"] or found["few"] or found["over_it"] or found["past"])


def _place(text: str, at: int) -> str:
    return text[at] if at < len(text) and text[at] in "位名" else ""


def _special(text: str, atom: Numeral, masked: bool, before: str) -> tuple[Shape, int] | None:
    at = atom.end
    if re.search(r"[A-Za-z]$", before) and masked:
        return Shape.NAME, at
    if text.startswith("年", at) and (_STRETCH.search(before) or _LONG.match(text, at)):
        return Shape.DATE, at + 1
    if text.startswith("年", at) and not _LIVED.search(text, max(0, atom.start - 16), atom.start) and not masked:
        return Shape.DATE, at + 1  # 原定5年完成: how long, not how much
    date = _DATE.match(text, at)
    if date and _is_date(text, atom, masked, date):
        return Shape.DATE, date.end()
    if atom.script is Script.CHINESE and atom.text.startswith("连续"):
        return Shape.POLICY, at
    if _POLICY.match(text, at) or re.search(r"[*0-9＊][+＋]$", before):
        return Shape.POLICY, at
    if masked and _NAME.match(text, at):
        return Shape.NAME, at
    if masked and re.search(r"(?:前|后)$", before) and text[at : at + 1] in "家个":
        return Shape.POLICY, at
    return None


def _is_date(text: str, atom: Numeral, masked: bool, date: re.Match[str]) -> bool:
    word = date[0].strip()
    if word == "年":
        digits = re.sub(r"\D", "", atom.text.translate(str.maketrans("０１２３４５６７８９", "0123456789")))
        return masked or len(digits) == 4 or len(atom.text) == 4
    if word in ("时", "点", "号"):
        return not masked
    return word != "月" or text[date.end() : date.end() + 1] != "个"


def _usual(unit: str) -> str:
    return unit.replace("％", "%").replace(" ", "").replace("　", "")


def _bounded(text: str, token: Token) -> Token:
    after = _AFTER.match(text, token.end)
    if after:
        return with_bound(token, _BOUNDS[after[1]], after.end())
    if text[max(0, token.start - 1) : token.start] in ("上", "过", "破", "逾") and re.fullmatch(
        "[百千万亿]+", text[token.start : token.number_end]
    ):
        return with_bound(token, Bound.AT_LEAST, token.end)  # 上万人
    before = _BEFORE.search(text, max(0, token.start - 6), token.start)
    if before and before["least"]:
        return with_bound(token, Bound.AT_LEAST, token.end)
    if before and before["most"] and not before[0].startswith("控制在"):
        return with_bound(token, Bound.AT_MOST, token.end)
    if before and before["about"]:
        return with_bound(token, Bound.ABOUT, token.end)
    return token


def with_bound(token: Token, bound: Bound, end: int) -> Token:
    """`token` bounded by `bound`, its text ending at `end`."""
    low = None if bound is Bound.AT_MOST else token.low
    high = None if bound is Bound.AT_LEAST else token.high
    return replace(token, bound=bound, low=low, high=high, end=end)


def _join_ranges(text: str, tokens: Iterator[Token]) -> Iterator[Token]:
    held: Token | None = None
    for token in tokens:
        if held is not None and _DASH.fullmatch(text, held.end, token.start) and _rangeable(held, token):
            held = _range(text, held, token)
            continue
        if held is not None:
            yield held
        held = token
    if held is not None:
        yield held


def _rangeable(first: Token, second: Token) -> bool:
    if first.shape is Shape.DATE and second.shape is Shape.DATE:
        return True
    if first.bound is not None or second.shape not in (Shape.QUANTITY, Shape.DATE):
        return first.shape in (Shape.BARE, Shape.NAME) and second.shape in (Shape.BARE, Shape.NAME) and first.masked
    if first.shape in (Shape.BARE, Shape.NAME):
        return True
    # 5万—6万吨: the scale is said twice, what it counts once
    same = first.unit == second.unit or (first.unit in _SCALES and second.unit.startswith(first.unit))
    return first.shape is second.shape and same


def _range(text: str, first: Token, second: Token) -> Token:
    bound = Bound.RANGE if second.shape is Shape.QUANTITY and second.bound is None else second.bound
    low, high = first.low, second.high if second.high is not None else second.low
    if low is not None and high is not None and low > high:
        low, high = high, low
    return replace(second, start=first.start, low=low, high=high, bound=bound, masked=first.masked or second.masked)


def _inherit(text: str, tokens: list[Token]) -> list[Token]:
    done: list[Token] = []
    for token in reversed(tokens):
        following = done[-1] if done else None
        if (
            token.shape in (Shape.BARE, Shape.NAME)
            and following is not None
            and following.shape is Shape.QUANTITY
            and text[token.end : following.start] in ("、", "，", "和", "及", "以及")
            and (token.shape is Shape.BARE or token.masked)
        ):
            token = replace(token, shape=Shape.QUANTITY, unit=following.unit, inherited=True)
        done.append(token)
    return done[::-1]
