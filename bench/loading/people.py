"""What persons do at the desk, one deed after another: asking, verifying, drafting, writing in one shared draft.

Each is a generator: it yields the kind of an interaction with the seconds it took.
"""

import random
from collections.abc import Callable, Iterator

from bench.loading.client import Client, Failed
from bench.loading.measure import Log

Deeds = Iterator[tuple[str, float]]
Person = Callable[[Client, random.Random, Log, str], Deeds]
"""What one does in a session, with chance numbers and a name of its own."""

SHARED = 1
"""The draft that all who write have before them."""
EDITOR = "section-editor"
_QUESTIONS = (
    "岚江市2026年经济增长目标是多少？",
    "岚江市2025年社会消费品零售总额增长了多少？",
    "岚江市2025年经济增长目标完成了吗？",
    "岚江市固定资产投资增速目标2025年和2026年比有什么变化？",
    "岚江市2026年工业怎么抓？",
    "岚江市2026年上半年规上工业增加值增长多少？",
)
_FURTHER = ("那2024年呢？", "那2025年呢？")
_SIGNS = "甲乙丙丁戊己庚辛"


def asks(client: Client, chance: random.Random, log: Log, name: str) -> Deeds:
    """Opens the questions, asks, asks on, reads a document, looks at the targets."""
    while True:
        yield "打开问答", client.page("ask")
        yield "提问", client.ask(chance.choice(_QUESTIONS))
        if chance.random() < 0.5:
            yield "追问", client.ask(chance.choice(_FURTHER))
        yield "打开原文", client.page("reader")
        if chance.random() < 0.3:
            yield "打开台账", client.page("ledger")


def verifies(client: Client, chance: random.Random, log: Log, name: str) -> Deeds:
    """Takes in tables that go on a series which nobody else tells, verifies them, and looks at what waits."""
    for number in range(10_000):
        document = f"{name}{number}.csv"
        yield "打开数据", client.page("figures")
        yield "上传预览", client.upload(document, table(name, number))
        client.fill("核实人", name)
        yield "收下并核实", client.press("收下并核实")
        log.was_saved(document)
        yield "打开首页", client.page("")


def drafts(client: Client, chance: random.Random, log: Log, name: str) -> Deeds:
    """Writes a speech after a past one and reads it place by place, again and again."""
    while True:
        yield "打开起草", client.page("draft")
        if not client.has("起草", exact=True):  # the page came back to the draft of before
            yield "另起一稿", client.choose("讲话稿", "＋ 起草新的讲话稿")
        yield "起草全文", client.press("起草", exact=True)
        draft = client.query["draft"]
        for _ in range(8):
            yield "打开讲话稿", client.page(f"draft?draft={draft}")
            yield "翻到一节", client.turn("section-", chance)


def writes(client: Client, chance: random.Random, log: Log, name: str) -> Deeds:
    """Writes into sections of the draft that all have before them; each save carries words that nobody else writes."""
    for number in range(10_000):
        yield "打开讲话稿", client.page(f"draft?draft={SHARED}")
        yield "翻到一节", client.turn("section-", chance)
        if not client.has("编辑本节"):
            continue
        yield "打开编辑", client.press("编辑本节")
        told = client.component(EDITOR)
        if told is None:
            raise Failed("the section did not open")
        key, shown = told
        words = sign(name, number)
        source = f"{shown['source']}{words}。"
        state: dict[str, object] = {"text": {"source": source, "doc": shown["doc"], "put": ""}}
        act: dict[str, object] = {"what": "save", "source": source, "doc": shown["doc"], "serial": number}
        yield "保存一节", client.act(key, state, "act", act)
        if "已保存" in client.said():
            log.was_saved(words)
        else:
            log.was_told(words)


def sign(name: str, number: int) -> str:
    """Words without a numeral that tell whose save it was and which."""
    digits = "".join(_SIGNS[int(digit)] for digit in f"{number:o}")
    return f"由{name}写下{digits}句"


def table(name: str, number: int) -> bytes:
    """A small table that goes on a series which nobody else tells: the same names, another half-year each time."""
    half = f"{2025 - number // 2}H{2 - number % 2}"
    rows = "".join(f"{name}办件{row}类量,总量,{half},全市,{100 * number + row},件\n" for row in range(1, 9))
    return f"指标,口径,期间,地区,数值,单位\n{rows}".encode()


PEOPLE: tuple[tuple[str, Person], ...] = (("问", asks), ("核", verifies), ("稿", drafts), ("写", writes))
