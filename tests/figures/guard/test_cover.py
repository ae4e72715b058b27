"""The cover: a growing reply shows no number, half a slot or half a tag, and takes nothing back."""

import random
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from figures.guard import Veil, cover
from figures.guard.cover import SlotText

REPLY = (
    "**稳中有进。**上半年，全市地区生产总值{{地区生产总值|同比}}，好于预期。\n其中工业增长5.2%，快了三成，过半数企业盈利，居全国首位。\n"
    "“1+7+3”行动见效，growth快于预期，<b>服务业</b>向好，百分之五点二不假。\n- 抓好项目&#53;个。"
)


def words(reply: str, *, done: bool = False) -> str:
    """What is shown, slots as ◇ and veils as ▇."""
    marks = {SlotText: "◇", Veil: "▇"}
    return "".join(part if isinstance(part, str) else marks[type(part)] for part in cover(reply, done=done).parts)


def test_words_are_shown_as_they_come_and_slots_once_they_are_whole() -> None:
    assert words("全市经济运行") == "全市经济运行"
    assert words("全市生产总值{{地区生产总值|同") == "全市生产总值"
    assert words("全市生产总值{{地区生产总值|同比}}，") == "全市生产总值◇，"


def test_nothing_shown_is_ever_taken_back() -> None:
    before = ""
    for end in range(len(REPLY) + 1):
        now = words(REPLY[:end], done=end == len(REPLY)).replace("**", "")
        assert now.startswith(before), (before[-20:], now[-20:])
        before = now
    assert not any(sign in before for sign in ("5", "三成", "过半", "首位", "growth", "<", "&", "1+7"))


def test_what_is_left_of_a_broken_slot_does_not_join_the_words_beside_it() -> None:
    assert words("三{{成\n") == "三▇成\n"
    assert words("稳中|有进。", done=True) == "稳中▇有进。"


@given(st.lists(st.sampled_from(["全市", "增长", "5", "三", "成", "{{", "}}", "|", "。", "\n", "过半", "**", "<b>"])))
def test_no_digit_shows_however_a_reply_grows(parts: list[str]) -> None:
    reply = "".join(parts)
    for end in range(len(reply) + 1):
        assert not any(sign in words(reply[:end]) for sign in ("5", "{", "}", "过半", "三成"))


def test_slots_bring_no_number_of_their_own_along() -> None:
    assert words("企业{{填报|其他||#家|约五百家}}", done=True) == "企业◇"
    assert [part.inside for part in cover("企业{{填报|其他|7|#家|约五百家}}", done=True).parts[1:]] == [
        "填报|其他||#家"
    ]  # type: ignore[union-attr]
    for inside in ("名称|五十万元以上", "增长5.2%|同比", "日历|年|12|#年", "地区生产总值|同比||||增长5%"):
        assert words(f"企业{{{{{inside}}}}}", done=True) == "企业▇"


def test_a_long_reply_costs_no_more_at_its_end() -> None:
    sentence = "全市上下抢抓机遇、克难攻坚，地区生产总值{{地区生产总值|同比}}，实体经济稳中向好。"
    reply = "\n".join([sentence * 4] * 60)
    cover(reply)

    def seconds(text: str) -> float:
        start = perf_counter()
        for end in random.Random(1).sample(range(len(text) - 200, len(text)), 20):
            cover(text[:end])
        return perf_counter() - start

    assert min(seconds(reply) for _ in range(3)) < 12 * min(seconds(reply[:400]) for _ in range(3)) + 0.2
