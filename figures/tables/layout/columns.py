"""What a column of a bureau's table tells, from the words in its head. Knows neither rows nor cells."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto

from corpus.regions import PROVINCES, canonical_region
from figures.catalogue import Catalogue, RateKind, split_growth
from figures.figure import WHOLE_CITY, FigureKind
from figures.measure import Measure
from figures.tables.fixing import Fix
from figures.tables.layout.heading import UNTOLD, When, read_when
from figures.units import PERCENT, PLACE, POINTS, read_unit


class Role(Enum):
    """What a column is for. UNKNOWN may hold figures that nobody can tell."""

    NAME = auto()
    REGION = auto()
    YEAR = auto()
    UNIT = auto()
    FIGURE = auto()
    SILENT = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a figure of the column measures.

    `measure` None is an amount or a count, as its unit has it; `unit` None is the row's; `comparator` "" is the one
    that goes without saying; `change` tells that the head speaks of an increase or decrease, so that for a ratio it is
    in 个百分点; `basis` the prices of a growth, where the head tells them; `growth` that percentages in a column of
    amounts tell growth; `index` that the cells hold an index of 100, so that 100.3 tells a rise of 0.3%.
    """

    measure: Measure | None = None
    unit: str | None = None
    comparator: str | None = None
    kind: FigureKind = FigureKind.ACTUAL
    change: bool = False
    basis: RateKind | None = None
    growth: bool = False
    index: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `head` is its head in one line; `when` the period the head names, `shift` years from the table's,
    `month_only` for 本月, `running` for 累计; `region` whom it is about where the head says so; `lead` what stands in
    the head before the words of measure: an indicator, where rows are regions; `fix` what a person says of the column
    instead."""

    col: int
    head: str
    role: Role
    meaning: Meaning = Meaning()
    when: When = UNTOLD
    shift: int = 0
    month_only: bool = False
    running: bool = False
    region: str | None = None
    lead: str = ""
    fix: Fix | None = None


_HEADS = {
    Role.NAME: (
        r"(?:主要|统计)?(?:经济)?(?:指标|项目|产品|行业|产业|门类)(?:名称|名)?|名称|内容|类别|分类|科目"
        r"|(?:工作|目标)?任务|事项"
    ),
    Role.REGION: (
        r"各?(?:地区|县市区|市县区|县区|区县|市县|县市|县|城区|省份|省市|城市|设区市|地级市|地市|市州|州市|市|行政区|辖区)(?:名称)?"
        r"|[省市县区]别|县区别|单位名称"
    ),
    Role.YEAR: r"年份|年度|年|月份|月|季度|时间|期间|时期|报告期|统计期",
    Role.UNIT: r"(?:计量|指标)?单位",
}
_SILENT = re.compile(r"备注|说明|责任|牵头|部门|来源|序号|编号|代码|填报|联系|状态|评价|^注$")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_PLACE_HEAD = re.compile(
    r"(?![全本各我])[\u4e00-\u9fff]{2,8}(?:县|(?<![小社校景灾地])区|(?<![上超])市|旗)|市(?:本级|直)"
)
_PROVINCE = "全省|全区|全自治区"


def read_column(col: int, heads: tuple[str, ...], catalogue: Catalogue) -> Column:
    """The column whose head cells, from top to bottom, hold `heads`."""
    parts = tuple(dict.fromkeys(plain_head(head) for head in heads if head.strip()))
    if len(parts) > 1:  # a unit in a head of its own
        parts = tuple(f"({part})" if read_unit(part) not in (None, PERCENT, POINTS, PLACE) else part for part in parts)
    head = "".join(parts)
    if not head or _SILENT.search(head):
        return Column(col, head, Role.SILENT)
    bare = [re.sub(r"[()、/,]", "", _BRACKETED.sub("", part) or part) for part in parts]
    bare = ["县市区" if part in ("县", "各县") and "(" in parts[0] else part for part in bare]
    for role, words in _HEADS.items():
        if all(re.fullmatch(words, part) for part in bare):
            return Column(col, head, role)
    if len(parts) > 1 and (_PLACE_HEAD.fullmatch(parts[0]) or parts[0] in PROVINCES):
        return replace(_figures(col, "".join(parts[1:]), catalogue), head=head, region=canonical_region(parts[0]))
    return _figures(col, head, catalogue)


def with_fix(column: Column, fix: Fix | None) -> Column:
    """`column` as a person says it is to be read."""
    if fix is None or not fix.changes:
        return column
    if fix.skip:
        return replace(column, role=Role.SILENT)
    meaning = replace(column.meaning, unit=fix.unit or column.meaning.unit)
    role = column.role
    if fix.measure is not None:
        amount = fix.measure in (Measure.VALUE, Measure.COUNT)
        meaning = replace(
            meaning,
            measure=None if amount else fix.measure,
            comparator=fix.comparator,
            change=False,
            basis=None,
            growth=False,
        )
        role = Role.FIGURE
    region = column.region if fix.region is None else None if fix.region == WHOLE_CITY else fix.region
    return replace(column, role=role, meaning=meaning, region=region, lead=fix.indicator or column.lead, fix=fix)


def plain_head(text: str) -> str:
    """The words of a head without blanks, in one width, with one sort of dash."""
    words = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"[—–―─~～−]+", "-", words)


def _figures(col: int, head: str, catalogue: Catalogue) -> Column:
    unit, words = _take_unit(re.sub(r"^(?:其中|#+|\d{1,2}[.、])[:、]?", "", head))
    when = read_when(re.sub(r"[比较].+?(?:季度|月|半年|年|同期)|(?:全年|年度)(?=目标|任务|计划|预算)", "", words))
    of_index = _INDEX.search(words) is not None
    last_year = not of_index and re.search(r"(?<![比较与为])(?:上年|去年)(?:同期)?(?!末|底)", words)
    rest = words if of_index else re.sub(r"(?<![比较与为])(?:上年|去年)(?:同期)?(?!末|底)", "", words)
    region = "全国" if "全国" in rest else "全省" if re.search(_PROVINCE, rest) else None
    if _PLACE_HEAD.fullmatch(rest) or rest in PROVINCES:
        return Column(col, head, Role.FIGURE, Meaning(None, unit), when, region=rest)
    named = _known_start(rest, catalogue)
    meaning, lead = _meaning(rest.removeprefix(named), unit)
    lead = named or lead
    if meaning is not None and meaning.measure is None and not named and lead:
        lead = _name_in(rest) if catalogue.find(lead) is None else lead
    if meaning is None:
        return Column(col, head, Role.UNKNOWN, lead=lead)
    if meaning.measure in (Measure.PP_DIFF, Measure.RANK):
        region = None  # they stand for the other side there, not for whom the figure is about
    running = bool(re.search(r"累计|本年|年内|[月季]止|[至到-](?:本|当|报告)月|年初至|上年同期=", rest))
    month_only = not running and bool(re.search(r"本月|当月|单月|同月=|上月=", rest))
    shift = -1 if last_year else 0
    return Column(col, head, Role.FIGURE, meaning, when, shift, month_only, running, region, lead)


_MERE_AMOUNT = re.compile(r"[总金数]?[额值量数]|规模|情况")
_OF_A_TARGET = re.compile(
    r"目标|任务|计划|预期|预算|完成|进度|比例|位次|排名|排位|名次|排序|年初|年度|情况|[占为达居在的率%]"
)


def _name_in(words: str) -> str:
    """What a head names that the catalogue does not know: all its words but those of time."""
    name = re.sub(r"本期|本月|累计|当月|本年", "", _BRACKETED.sub("", PERIOD.sub("", words)))
    return "" if _MERE_AMOUNT.fullmatch(name.replace("完成", "")) else name


def _take_unit(head: str) -> tuple[str | None, str]:
    """The unit a head names, and the head without it and without brackets that say nothing."""
    bare = re.search(r"(%|‰|个?百分点)$", head)
    unit = None if not bare else POINTS if bare[1].endswith("百分点") else bare[1]
    words = head
    for found in reversed(list(_BRACKETED.finditer(head))):
        known = read_unit(found[1].lstrip("±+-/"))
        if known:
            unit = unit or known
        words = words.replace(found[0], "±" if "±" in found[1] else "", 1)
    return unit, re.sub(r"(%|‰|个?百分点)$", "", words)


def _known_start(words: str, catalogue: Catalogue) -> str:
    """The longest beginning of `words` that names an indicator of the catalogue, or ""."""
    for end in range(len(words), 1, -1):
        if split_growth(words[:end])[1]:
            continue
        if catalogue.find(words[:end]):
            return words[:end]
    return ""


_INDEX = re.compile(r"(?:以?(?P<month>上月)|(?:上年|去年)(?:同月|同期)?)(?:价格)?[=为]100")


def _index(words: str, unit: str | None) -> Meaning | None:
    found = _INDEX.search(words)
    if not found:
        return None
    return Meaning(Measure.QOQ if found["month"] else Measure.YOY, PERCENT, index=True)


_Rule = Callable[[str, str | None], Meaning | None]


def _target(words: str, unit: str | None) -> Meaning | None:
    if not re.search(r"目标|任务|计划|预期", words) or re.search(r"完成|进度|[占为达]", words):
        return None
    growth = re.search(r"增速|增长|增幅|同比", words)
    return Meaning(Measure.YOY if growth else None, unit, kind=FigureKind.TARGET)


def _completion(words: str, unit: str | None) -> Meaning | None:
    if re.search(r"序时|时序|时间进度", words):
        return None
    done = re.search(r"完成率|进度|完成.*(?:目标|任务|计划|预算)|[占为达].*(?:预算|目标|计划|任务)|完成比例", words)
    return Meaning(Measure.COMPLETION, unit or PERCENT) if done and unit in (None, PERCENT) else None


def _rank(words: str, unit: str | None) -> Meaning | None:
    if not re.search(r"位次|排名|排位|名次|排序", words) or re.search(r"变化|升降|变动|进退|上年|去年", words):
        return None
    who = "全国" if "全国" in words else "全省" if re.search(_PROVINCE, words) else "全市" if "全市" in words else ""
    # A rank is of the growth rate unless the head says otherwise; both may stand side by side and must not mix.
    return Meaning(Measure.RANK, PLACE, f"{who}（总量）" if re.search(r"总量|绝对", words) else who)


def _against(words: str, unit: str | None) -> Meaning | None:
    if unit not in (None, PERCENT, POINTS):
        return None
    if re.search(r"序时|时序|时间进度", words):
        return Meaning(Measure.PP_DIFF, POINTS, "时间进度")
    found = re.search(rf"(?:高于|低于|快于|慢于|[比较与])(全国|{_PROVINCE})", words)
    if not found:
        return None
    return Meaning(Measure.PP_DIFF, POINTS, "全国" if found[1] == "全国" else "全省")


def _share(words: str, unit: str | None) -> Meaning | None:
    found = re.search(r"占(.{0,12}?)的?(?:比重?例?|份额)|比重|构成|份额", words)
    if not found:
        return None
    if re.search(r"变化|增减|提高|升降|±|[比较](?:上年|去年|同期)", words):
        return Meaning(Measure.SHARE_CHANGE, POINTS, found[1] or "")
    return Meaning(Measure.SHARE, PERCENT, found[1] or "") if unit in (None, PERCENT) else None


def _contribution(words: str, unit: str | None) -> Meaning | None:
    if found := re.search(r"(?:对(.+?)(?:增长)?的?)?贡献率", words):
        return Meaning(Measure.CONTRIBUTION_RATE, PERCENT, found[1] or "")
    if found := re.search(r"拉动(.*?)(?:的?(?:增长|增速|点))*[±]?$", words):
        return Meaning(Measure.PP_CONTRIBUTION, POINTS, found[1] or "")
    return None


def _two_years(words: str, unit: str | None) -> Meaning | None:
    return Meaning(Measure.TWO_YEAR_AVG, PERCENT) if re.search(r"[两二2]年(?:平均|年均)", words) else None


def _rate_change(words: str, unit: str | None) -> Meaning | None:
    found = re.search(
        r"[比较](一季度|上月|上季度|(?:1-)?\d{1,2}月|上半年|上年(?:同期|全年)?|去年(?:同期|全年)?|同期)", words
    )
    if not found or unit != POINTS:
        return None
    return Meaning(Measure.RATE_CHANGE, POINTS, found[1], change=True)


def _quarter_on_quarter(words: str, unit: str | None) -> Meaning | None:
    found = re.search(r"环比|[比较]上(?:月|季度?).*(?:增|升|涨)", words)
    if unit is None and re.search(r"增减|增加|减少|净增|多增", words):
        return None
    return Meaning(Measure.QOQ, PERCENT) if found and unit in (None, PERCENT) else None


def _growth(words: str, unit: str | None) -> Meaning | None:
    found = re.search(r"同比|增速|增长|增幅|涨幅|涨跌|升降|±|[比较为](?:上年|去年|同期).*增长|速度|增减", words)
    if not found or unit not in (None, PERCENT) or re.search(r"年初|[上去]年[末底]|发展速度|增减[额量数]|增量", words):
        return None
    if unit is None and re.search(r"增减|增加|减少|净增|多增", words):
        return None
    basis = (
        RateKind.NOMINAL if "名义" in words else RateKind.REAL if re.search(r"实际(?:增|同比)|可比价", words) else None
    )
    return Meaning(Measure.YOY, PERCENT, change=bool(re.search(r"增减|±|升降|涨跌", words)), basis=basis)


def _difference(words: str, unit: str | None) -> Meaning | None:
    if not re.search(r"增减|增量|增加|净增|同比|增长|增|±", words) or unit == PERCENT:
        return None
    since = {"年": "年初", "月": "上月", "环": "上月", "季": "上季度"}
    found = re.search(r"(年)[初末底]|上(月)|(环)比|上(季)", words)
    return Meaning(Measure.DIFFERENCE, unit, since[found[found.lastindex or 0]] if found else None, change=True)


_AMOUNT = re.compile(
    r"绝对[额值量数]|总量|总计|合计|累计|累积|本期|完成|实绩|实际|实现|数值|数量|指标值|现值|期末|余额|[值数额量]$|本月|当月|本年|今年|当期|报告期"
    rf"|^(?:全市|全国|{_PROVINCE})$|平均|水平|现状"
)


def _amount(words: str, unit: str | None) -> Meaning | None:
    if re.search(r"上月|上季|年初|增", words):
        return None
    return Meaning(None, unit) if _AMOUNT.search(words) or unit or not words else None


_BY_WORDS: tuple[_Rule, ...] = (
    _index,
    _target,
    _completion,
    _rank,
    _against,
    _share,
    _contribution,
    _two_years,
    _rate_change,
    _quarter_on_quarter,
)
_BY_WORDS_WITHOUT_PERIOD: tuple[_Rule, ...] = (_growth, _difference, _amount)

PERIOD = re.compile(
    r"(?<![比较])(?:19|20)\d{2}年?度?|\d{1,2}月?份?-\d{1,2}月份?|M\d{1,2}-\d{1,2}|\d{1,2}月份?[末底]?|[上下]半年"
    r"|前[三3]个?季度|第?[一二三四1-4]季度[末底]?|全年|H[12]|Q[1-4]|(?<![上去\d])年[末底]"
)
_SAYS_NOTHING = re.compile(
    rf"全国|{_PROVINCE}|全市|我市|同比|增长率?|增速|增幅|涨幅|涨跌幅?|升降|增减[额量数]?|增量|净增|增加|速度|实际|名义|可比价|不变价|现价"
    r"|当年价|绝对[额值量数]|总量|总计|合计|累计|累积|本期|本月|当月|完成|实绩|实现|数值|数量|指标值|现值|期末|平均|水平|现状|本年|年内"
    r"|(?:上年|去年)[末底]|上年|去年|同期|年初|[比较与为按的±止至数]|率$|幅$|[()]"
)


def _meaning(words: str, unit: str | None) -> tuple[Meaning | None, str]:
    """What the words of a head measure, by the first rule that knows them, and what else stands in the head."""
    from_rule = next((found for rule in _BY_WORDS if (found := rule(words, unit))), None)
    if from_rule:
        of_target = from_rule.kind is FigureKind.TARGET or from_rule.measure in (Measure.COMPLETION, Measure.RANK)
        left = _OF_A_TARGET.sub("", _SAYS_NOTHING.sub("", PERIOD.sub("", words)))
        return from_rule, left if of_target and len(left) > 1 else ""
    spared = words.replace("增加值", "\ue000")  # a word of amounts that would read as an increase
    timeless = PERIOD.sub("", spared)
    for rule in _BY_WORDS_WITHOUT_PERIOD:
        if found := rule(timeless, unit):
            return found, _SAYS_NOTHING.sub("", timeless).replace("\ue000", "增加值")
    return None, ""
