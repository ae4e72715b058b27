"""Whatever several people do to a draft, in whatever order: it reads, its numbers follow, and no slot is lost."""

import random
import re
from collections import Counter
from collections.abc import Callable

import pytest

from desk import Desk
from drafting.arrangement import chinese
from drafting.editing.model import Saved
from drafting.model import RenderedDraft, Role
from drafting.returned.model import SuggestionKind, Verdict
from errors import HegaoError
from tests.drafting.workspace import source_of
from tests.export.word_hand import Hand

PEOPLE = ("周文", "李慧", "赵强")
TITLES = ("低空经济起步", "{{日历|年|0|#年}}工作安排", "（三）守住底线", "稳住工业", "民间投资{{民间投资|同比}}")
LINES = ("要抓好落实。", "全市{{地区生产总值|同比}}。", "**稳住预期。**再接再厉。", "完成{{填报|计数||#项}}。")


class Hands:
    """Random deeds of several people at one draft."""

    def __init__(self, desk: Desk, draft: int, seed: int):
        self._desk, self._draft, self._random = desk, draft, random.Random(seed)
        self.exported: list[tuple[str, bytes]] = []

    @property
    def _who(self) -> str:
        return self._random.choice(PEOPLE)

    def _key(self) -> int:
        return self._random.choice(self._desk.rendered(self._draft).sections).key

    def _part(self) -> int:
        keys = {section.part_key for section in self._desk.rendered(self._draft).sections}
        return self._random.choice(sorted(key for key in keys if key is not None))

    def outline(self) -> None:
        """One deed on the outline."""
        outlines, steps, draft = self._desk.editing.outlines, self._desk.editing.steps, self._draft
        title, way = self._random.choice(TITLES), self._random.choice((-1, 1))
        arranged = self._desk.rendered(draft).arranged
        removed = [entry.key for entry in outlines.removed(draft)]
        deeds: list[Callable[[], object]] = [
            lambda: outlines.add_section(draft, self._key(), title, actor=self._who),
            lambda: outlines.add_part(draft, self._random.choice((None, self._key())), title, actor=self._who),
            lambda: self._rename(title),
            lambda: outlines.rename_part(draft, self._part(), title, seen=arranged, actor=self._who),
            lambda: outlines.move(draft, self._key(), way, actor=self._who),
            lambda: outlines.move_into(draft, self._key(), self._part(), actor=self._who),
            lambda: outlines.move_part(draft, self._part(), way, actor=self._who),
            lambda: outlines.remove(draft, self._key(), actor=self._who),
            lambda: outlines.remove_part(draft, self._part(), actor=self._who),
            lambda: steps.undo_outline(draft, seen=arranged, actor=self._who),
            lambda: steps.redo_outline(draft, seen=arranged, actor=self._who),
        ]
        if removed:
            deeds += [lambda: outlines.restore_removed(draft, self._random.choice(removed), actor=self._who)] * 3
        self._random.choice(deeds)()

    def _rename(self, title: str) -> None:
        key = self._key()
        seen = self._desk.rendered(self._draft).section(key).version
        self._desk.editing.outlines.rename(self._draft, key, title, seen=seen, actor=self._who)

    def text(self) -> None:
        """One save, which adds a line, or a step over versions."""
        texts, steps, key = self._desk.editing.texts, self._desk.editing.steps, self._key()
        opened = texts.opened(self._draft, key)
        if self._random.random() < 0.6:
            source = f"{opened.source}\n{self._random.choice(LINES)}"
            assert isinstance(texts.save(self._draft, key, source, seen=opened.version, actor=self._who), Saved)
        else:
            step = self._random.choice((steps.undo, steps.redo))
            step(self._draft, key, seen=opened.version, actor=self._who)

    def back_and_forth(self) -> None:
        """An export, a returned copy of an earlier one that is taken in, or an earlier version put back."""
        exchange = self._desk.exchange
        what = self._random.random()
        if what < 0.4 or not self.exported:
            self.exported.append(exchange.official(self._draft, actor=self._who))
        elif what < 0.8:
            name, data = self._random.choice(self.exported)
            hand = Hand(data, self._random)
            hand.any_edit()
            number = exchange.receive(name, hand.saved(), sender="市财政局", actor=self._who)
            for kept in exchange.suggestions(self._draft):
                if kept.copy == number and kept.suggestion.kind is not SuggestionKind.NOTE:
                    exchange.decide(self._draft, [kept.id], Verdict.TAKEN, by="周文", reason="采纳")
        else:
            version = self._random.choice(exchange.versions(self._draft))
            exchange.restore(self._draft, version.key, by=self._who)


def check_numbers(draft: RenderedDraft) -> None:
    """Parts are numbered through, and sections within each part."""
    parts = list(dict.fromkeys(section.part for section in draft.sections if section.part))
    assert [part.partition("、")[0] for part in parts] == [chinese(at) for at in range(1, len(parts) + 1)]
    for part in parts:
        inside = [each for each in draft.sections if each.part == part and each.role is Role.SECTION]
        numbers = [re.match(r"（([一二三四五六七八九十]+)）", each.heading) for each in inside]
        assert [found and found[1] for found in numbers] == [chinese(at) for at in range(1, len(inside) + 1)]
    keys = [section.key for section in draft.sections]
    assert len(set(keys)) == len(keys)


def slots_by_key(draft: RenderedDraft) -> dict[int, Counter[str]]:
    return {
        section.key: Counter(str(slot.slot) for item in section.paragraphs for slot in item.slots)
        for section in draft.sections
    }


@pytest.mark.parametrize("seed", range(2))
def test_deeds_on_the_outline_never_touch_a_slot(desk: Desk, draft: RenderedDraft, seed: int) -> None:
    hands = Hands(desk, draft.id, seed)
    before = slots_by_key(desk.rendered(draft.id))
    for _ in range(40):
        try:
            hands.outline()
        except HegaoError:
            continue  # what cannot be is refused in a sentence
        now = desk.rendered(draft.id)
        check_numbers(now)
        after = slots_by_key(now)
        assert all(slots == before.get(key, Counter()) for key, slots in after.items())
        before |= after
    for entry in desk.editing.outlines.removed(draft.id):
        desk.editing.outlines.restore_removed(draft.id, entry.key, actor="周文")
    assert slots_by_key(desk.rendered(draft.id)) == before, "whatever was taken out can be put back whole"


@pytest.mark.parametrize("seed", range(2))
def test_a_draft_that_everybody_works_on_reads_at_any_moment(desk: Desk, draft: RenderedDraft, seed: int) -> None:
    hands, rolls = Hands(desk, draft.id, seed), random.Random(seed)
    done = 0
    for _ in range(40):
        deed = rolls.choices((hands.outline, hands.text, hands.back_and_forth), (4, 4, 2))[0]
        try:
            deed()
            done += 1
        except HegaoError:
            continue
        now = desk.rendered(draft.id)
        check_numbers(now)
        for section in now.sections:
            source_of(desk, draft.id, section.key)
    assert done > 15
    first = desk.exchange.versions(draft.id)[-1]
    assert first.what == "起草完成"
    desk.exchange.restore(draft.id, first.key, by="周文")
    assert slots_by_key(desk.rendered(draft.id)) == slots_by_key(draft), "the first version comes back whole"
