"""How near drafts come to the house's style, measured on held-out past sections of the sample.

`uv run python -m bench.style` measures the sections of the speech of 2025, which nobody drafted from, and against them:
the reuse writer's draft for 2025 after the speech of 2024; the sections of the speech of 2024 itself, as the peer that
shows how far the house differs from itself; and a model's replies, put through the real pipeline. The model is the one
the environment names; without one, replies written down by hand (`style_replies.txt`).
"""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus.model import Speech
from desk import Desk, DraftRequest
from drafting.model import RenderedDraft, Role
from drafting.writing.told.briefing import places_of
from drafting.writing.told.style import Difference, Prose, Style, compare, measure
from figures.period import Period
from settings import read_settings

REPLIES = Path(__file__).with_name("style_replies.txt")
HELD_OUT, BEFORE = "岚江市2025年上半年经济工作讲话.docx", "岚江市2024年上半年经济工作讲话.docx"
RECORDED = ("主要指标", "三次产业", "项目投资", "工业稳增长", "提振消费")  # the sections that the replies are for


def drafted(draft: RenderedDraft, *, review: bool) -> Iterator[Prose]:
    """The sections of a draft that tell of what was, or of what is to be done (its last part)."""
    last = draft.sections[-1].part or next(item.part for item in reversed(draft.sections) if item.part)
    for section in draft.sections:
        if section.role is Role.SECTION and (section.part != last) == review:
            yield Prose(tuple((item.text, item.lead) for item in section.paragraphs))


def by_model(home: Path) -> RenderedDraft:
    """A draft for 2026 by the model of the environment, or by the recorded replies."""
    told = {
        name: os.environ[name] for name in ("HEGAO_MODEL", "OPENAI_BASE_URL", "OPENAI_API_KEY") if name in os.environ
    }
    named = bool(told.get("HEGAO_MODEL"))
    desk = Desk(read_settings({"HEGAO_HOME": str(home), **(told if named else {"HEGAO_MODEL": f"scripted:{REPLIES}"})}))
    request = DraftRequest(Period.parse("2026H1"), desk.document(HELD_OUT).id, writer="model")
    number = desk.begin_draft(request)
    if named:
        draft = desk.write_draft(number)
    else:
        headings = [brief.heading for brief in desk.writing.briefs(number)]
        for wanted in RECORDED:
            key = next(at for at, heading in enumerate(headings) if wanted in heading)
            for _ in desk.writing.redo(number, key, actor="bench").events():
                pass
        records = desk.writing.records(number)
        whole = desk.rendered(number)
        # The last section stays, by whose part the rest is told apart.
        kept = [section for at, section in enumerate(whole.sections) if at in records or at == len(whole.sections) - 1]
        draft = replace(whole, sections=tuple(kept))
    desk.close()
    return draft


def told(name: str, house: Style, style: Style) -> None:
    """Prints how one set of sections compares."""
    alike, apart = compare(house, style)
    print(f"  {name}（{style.places} 节）：{len(alike)} 项相近，{len(apart)} 项不同")
    for difference in apart:
        print(f"    不同　{line(difference)}")
    for difference in alike:
        print(f"    相近　{line(difference)}")


def line(difference: Difference) -> str:
    """A fact with both measures."""
    return f"{difference.fact}：往年 {difference.house:.2f}，本稿 {difference.draft:.2f}"


def main() -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory(prefix="hegao-bench-") as temporary:
        home = Path(temporary) / "workspace"
        desk = Desk(read_settings({"HEGAO_HOME": str(home)}))
        desk.load_sample()
        speeches: dict[str, Speech] = {name: desk.speech(desk.document(name).id) for name in (HELD_OUT, BEFORE)}
        reuse = desk.write_draft(desk.begin_draft(DraftRequest(Period.parse("2025H1"), desk.document(BEFORE).id)))
        desk.close()
        model = by_model(home)
    for review, name in ((True, "回顾部分"), (False, "部署部分")):
        house = measure(places_of([speeches[HELD_OUT]], review=review))
        print(f"{name}：往年讲话（留出的 2025 年，{house.places} 节）")
        told("上一年讲话（对照）", house, measure(places_of([speeches[BEFORE]], review=review)))
        told("沿用往年写成的稿", house, measure(drafted(reuse, review=review)))
        told("模型写成的稿", house, measure(drafted(model, review=review)))


if __name__ == "__main__":
    main()
