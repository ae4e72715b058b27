"""Whatever the tables tell, no sentence written after a past one says with its verb what its number denies.

The sentences are made of the frames such speeches use; the tables tell anything. What comes out is judged by a reader
that shares nothing with the writer: a table of verbs, the words around a number, and the figure that stands behind it.
"""

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafting.model import DraftParagraph, DraftSection, RenderedParagraph, RenderedSlot, Role, State
from drafting.rendering.render import Renderer
from figures.figure import Figure, FigureRef
from figures.measure import Measure
from figures.resolve import Resolver
from figures.slots import FigureSlot, Piece
from tests.drafting.test_reuse import pieces
from tests.drafting.workspace import H1
from tests.figures.told import CATALOGUE, figure, snapshot

RISES = (
    "增长 上涨 提高 增加 净增 上升 攀升 提升 回升 加快 高于 高出 高 快于 快 多于 多 领先 拉动 涨 增 拉高".split()  # noqa: SIM905
)
FALLS = (
    "下降 下滑 下跌 回落 降低 减少 缩减 压减 净减 放缓 低于 低 慢于 慢 少于 少 落后 下拉 跌 降 减".split()  # noqa: SIM905
)
WORDS = "|".join(sorted([*RISES, *FALLS, "收窄", "扩大", "持平"], key=len, reverse=True))
VERBS = re.compile(f"(?:{WORDS})(?!速|幅|值|加值)")
NAMES = [
    "地区生产总值",
    "规上工业增加值",
    "固定资产投资",
    "社会消费品零售总额",
    "一般公共预算收入",
    "工业用电量",
    "出口总额",
]
MOVES = ["增长", "下降", "同比增长", "同比下降", "实际增长", "增速为", "增长了", "大幅增长", "仅下降"]
APART = ["高", "低", "快", "慢", "高出"]
CHANGES = ["提高", "回落", "加快", "放缓", "回升"]

number = st.decimals("0.1", "19.9", places=1).map(str)
name = st.sampled_from(NAMES)


@st.composite
def clauses(draw: st.DrawFn) -> str:
    """One clause as speeches have it, with any verb and any number."""
    move, apart, change = (draw(st.sampled_from(words)) for words in (MOVES, APART, CHANGES))
    bound = draw(st.sampled_from(["", "", "", "以上", "左右"]))
    first, second = draw(number), draw(number)
    one, other = draw(st.lists(name, min_size=2, max_size=2, unique=True))
    plain_move = draw(st.sampled_from(["增长", "下降"]))
    return draw(
        st.sampled_from(
            [
                f"{one}{move}{first}%{bound}",
                f"{one}{plain_move}{first}%，比全国{apart}{second}个百分点",
                f"{one}{plain_move}{first}%，比全国、全省分别{apart}{first}、{second}个百分点",
                f"{one}{plain_move}{first}%，高于全国平均水平{second}个百分点",
                f"{one}、{other}分别{plain_move}{first}%、{second}%",
                f"{one}、{other}分别{plain_move}{first}%和{second}%",
                f"{one}增速比一季度{change}{second}个百分点",
                f"{one}下降{first}%，降幅比一季度{draw(st.sampled_from(['收窄', '扩大']))}{second}个百分点",
                f"{one}两年平均{plain_move}{first}%",
                f"第二产业增加值{plain_move}{first}%，拉动全市经济增长{second}个百分点",
                f"非税收入占一般公共预算收入的{first}%，同比{draw(st.sampled_from(['提高', '下降']))}{second}个百分点",
                f"亿元以上施工项目399个，比上年同期{draw(st.sampled_from(['增加', '减少']))}15个",
                f"居民消费价格{draw(st.sampled_from(['上涨', '下降']))}{first}%",
                f"城镇登记失业率{first}%，同比{draw(st.sampled_from(['下降', '上升']))}{second}个百分点",
                *framed_otherwise(draw, one, other, first, second),
            ]
        )
    )


def framed_otherwise(draw: st.DrawFn, one: str, other: str, first: str, second: str) -> list[str]:
    """Clauses whose direction stands elsewhere than right before the number."""
    move = draw(st.sampled_from(["增长", "下降"]))
    size = draw(st.sampled_from(["降幅", "增幅", "跌幅", "涨幅"]))
    change = draw(st.sampled_from(["收窄", "扩大"]))
    return [
        f"{one}实现{first}%的{draw(st.sampled_from(['正增长', '负增长', '增长', '降幅', '增速', '涨幅']))}",
        f"{one}增速高达{first}%",
        f"{one}{move}{first}%，{size}比一季度{change}{second}个百分点，比上年全年{change}{first}个百分点",
        f"{one}{move}{first}%，{size}较上年同期{change}{second}个百分点",
        f"{one}、{other}{size}分别比一季度{change}{first}、{second}个百分点",
        f"{one}{move}{first}%，其中{other}{move}{second}%，增速比一季度提高{first}个百分点",
        f"{one}增速分别比全国、全省{draw(st.sampled_from(['高', '低']))}{first}、{second}个百分点",
        f"第三产业{draw(st.sampled_from(['正向', '负向', '']))}拉动全市经济{second}个百分点",
        f"第三产业增加值{move}{first}%，下拉经济增长{second}个百分点",
        f"金融机构本外币各项存款余额比年初{draw(st.sampled_from(['增加', '减少']))}{first}亿元，同比{move}{second}%",
        f"{one}在一季度{move}{first}%的基础上，{move}{second}%",
        f"{one}同比{move}{first}%、环比{move}{second}%",
        f"{one}{move}{first}%左右，{other}则{move}{second}%以上",
        f"居住价格{draw(st.sampled_from(['上涨', '下降', '下跌']))}{first}%",
    ]


sentences = st.lists(clauses(), min_size=1, max_size=4).map("，".join).map("上半年，{}。".format)
changes = st.one_of(st.just(Decimal(0)), st.decimals(-30, 30, places=1), st.decimals(-30, 30, places=2))


def told_for(slots: list[FigureSlot], values: list[Decimal]) -> dict[FigureRef, Figure]:
    """A verified figure of any sign for each place that a slot asks for."""
    told: dict[FigureRef, Figure] = {}
    for at, slot in enumerate(slots):
        place = (slot.ref.indicator, slot.ref.measure.label, str(slot.ref.period), slot.ref.region)
        value = values[at % len(values)]
        unit = {"个": "个", "个百分点": "个百分点", "亿元": "亿元"}.get(
            re.sub(r".*#\(?|\).*|以上|左右", "", slot.form), "%"
        )
        value = value.to_integral_value() if unit == "个" else value
        negative = {"总量", "占比", "数量"}
        value = abs(value) if slot.ref.measure.label in negative else value
        told.setdefault(slot.ref, figure("|".join((*place, slot.ref.comparator or "")), str(value), unit))
    return told


def rendered(past: tuple[Piece, ...], told: dict[FigureRef, Figure]) -> RenderedParagraph:
    renderer = Renderer(Resolver(snapshot(told.values()), CATALOGUE), CATALOGUE, H1, {})
    section = DraftSection(Role.SECTION, (), "（一）", (), False, (DraftParagraph(past),))
    return renderer.section(section).paragraphs[0]


def direction_said(words: str) -> str:
    """The last word of direction in `words`, or "" where there is none."""
    found = list(VERBS.finditer(words))
    return found[-1][0] if found else ""


BEHIND = {"正增长": "增长", "增长": "增长", "涨幅": "增长", "负增长": "下降", "降幅": "下降"}


def said_behind(seen: str, end: int) -> str:
    """The direction that the words right behind the number tell (3%的正增长)."""
    found = re.match(r"的(正增长|负增长|增长|涨幅|降幅)", seen[end:])
    return BEHIND[found[1]] if found else ""


def said_of_a_pull(clause: str) -> str:
    """The direction of a pull that stands apart from its number (负向拉动全市经济3个百分点)."""
    found = re.search(r"(负向)?(拉动|下拉)[^，]*$", clause)
    return "" if not found else "下降" if found[1] or found[2] == "下拉" else "增长"


def holds_size(clause: str, value: Decimal, rate: Decimal | None, said: str) -> None:
    """Fails where a fall is said to have shrunk or grown that was none, or is none."""
    size = re.findall("降幅|跌幅|增幅|涨幅|增速", clause)
    if not size or size[-1] == "增速":
        assert said not in ("收窄", "扩大"), clause
        return
    falling = size[-1] in ("降幅", "跌幅")
    assert rate is not None or not falling, clause
    if rate is not None:
        before = rate - value
        assert (rate < 0 and before < 0) if falling else (rate > 0 and before > 0), (clause, rate, value)
    if said in ("收窄", "扩大"):
        assert (value > 0) == ((said == "收窄") == falling), (clause, value)


def judge(paragraph: RenderedParagraph, slot: RenderedSlot, told: dict[FigureRef, Figure], carried: str) -> str:
    """Holds one number against its figure, by what a reader sees; gives the direction word it was said with."""
    assert isinstance(slot.slot, FigureSlot)
    ref, seen = slot.slot.ref, paragraph.text
    value = told[ref].quantity.value
    said = direction_said(slot.text) or carried
    upto = seen[: slot.start].rpartition("。")[2] + slot.text
    if ref.measure is Measure.RATE_CHANGE:
        growth = told.get(replace(ref, measure=Measure.YOY, comparator=None))
        holds_size(upto, value, growth.quantity.value if growth else None, said)
    printed = re.search(r"-?[0-9]+(?:\.[0-9]+)?", slot.text)
    if printed is None:
        assert "持平" in slot.text and abs(value) < Decimal("0.05"), (seen, value)
        return "持平"
    size = Decimal(printed[0].lstrip("-"))
    assert size == abs(value).quantize(size, ROUND_HALF_UP), (seen, value)
    behind = said_behind(seen, slot.end)
    clause = seen[: slot.start].rpartition("，")[2]
    if not said and ref.measure is Measure.PP_CONTRIBUTION:
        said = said_of_a_pull(clause)
    if not said or said == "持平":
        said = behind or direction_said(clause[-6:])
    if not said:
        assert printed[0].startswith("-") == (value < 0 and size != 0), (seen, value)
        assert "高达" not in slot.text or value > 0, (seen, value)
        return ""
    assert size != 0, (seen, value)
    assert not behind or (value > 0) == (behind == "增长"), (seen, value)
    if said in ("收窄", "扩大"):
        falling = re.findall("降幅|跌幅|增幅|涨幅", upto)[-1] in ("降幅", "跌幅")
        assert (value > 0) == ((said == "收窄") == falling), (seen, value)
    else:
        assert (value > 0) == (said in RISES), (seen, value)
        assert (value < 0) == (said in FALLS), (seen, value)
    return said


@given(sentences, st.lists(changes, min_size=1, max_size=8))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_verb_contradicts_its_number(past: str, values: list[Decimal]) -> None:
    written = pieces(past)
    told = told_for([piece for piece in written if isinstance(piece, FigureSlot)], values)
    paragraph = rendered(written, told)
    carried, end = "", 0
    for slot in paragraph.slots:
        if slot.state is not State.FILLED or not isinstance(slot.slot, FigureSlot):
            carried = direction_said(slot.text)
            end = slot.end
            continue
        listed = paragraph.text[end : slot.start] in ("、", "和", "，")
        if slot.slot.ref.measure.label in ("总量", "数量", "占比", "位次"):
            carried = ""
        else:
            carried = judge(paragraph, slot, told, carried if listed else "")
        end = slot.end
