"""Beside the text of a draft: numbers and their sources, past passages, figures to put in, findings, the model.

Only the tab that is open is worked out.
"""

from collections.abc import Callable, Iterator, Sequence

import streamlit as st

from app_pages.common import session
from app_pages.common.clickable import clickable
from app_pages.common.telling import told, told_next
from app_pages.common.wording import plain
from app_pages.common.writing import Picked
from app_pages.drafts.attesting import attest_form
from app_pages.drafts.contents import Entry, section_title
from app_pages.drafts.editor.opening import put_into
from app_pages.drafts.finishing import may_change
from app_pages.drafts.lists_html import (
    PUT,
    TAKE,
    figures_html,
    findings_html,
    marks_html,
    number_html,
    numbers_html,
    open_html,
    past_html,
)
from app_pages.drafts.materials import materials_panel
from app_pages.drafts.model import model_panel
from app_pages.drafts.tabs import FIGURES, FINDINGS, MATERIALS, MODEL, NUMBERS, PAST
from app_pages.drafts.text_html import part_slots, slots_of
from corpus.model import Span
from desk import Desk
from drafting.beside.past import PastPassage
from drafting.beside.reading import ReadSlot
from drafting.model import RenderedDraft, RenderedSection, RenderedSlot, State

_LISTED = 60


def show_panel(desk: Desk, draft: RenderedDraft, entry: Entry) -> None:
    """The tabs for what is chosen in the contents: one section, a part or the whole."""
    only = draft.section(entry.sections[0]) if len(entry.sections) == 1 else None
    shown: dict[str, Callable[[], None]] = {NUMBERS: lambda: _numbers(desk, draft, entry)}
    if only is not None:
        shown[PAST] = lambda: _past(desk, draft, only)
    shown[FIGURES] = lambda: _figures(desk, draft, only)
    shown[FINDINGS] = lambda: _findings(desk, draft, entry)
    shown[MATERIALS] = lambda: materials_panel(desk, draft, only.key if only is not None else None)
    if (
        only is not None
        and may_change(desk, draft.id)
        and (desk.model.told() is not None or only.key in desk.writing.records(draft.id))
    ):
        shown[MODEL] = lambda: model_panel(desk, draft, only.key)
    tabs = st.tabs(list(shown), key=session.panel_key(whole=only is None), on_change="rerun")
    for tab, show in zip(tabs, shown.values(), strict=True):
        if tab.open:
            with tab, told():
                show()


def _numbers(desk: Desk, draft: RenderedDraft, entry: Entry) -> None:
    picked = session.writing().picked
    if picked is not None:
        _picked(desk, draft, picked)
    fills = may_change(desk, draft.id)
    if len(entry.sections) == 1:
        _numbers_of(draft.section(entry.sections[0]), picked, whole_part=entry.part is not None, fills=fills)
        return
    html = open_html(_places(draft, entry))
    if html:
        st.caption("待核之处，点一处即可填报。" if fills else "待核之处：")
        _pressable(html, f"open-{draft.id}")
    else:
        st.caption("没有待核的数字。")


def _places(draft: RenderedDraft, entry: Entry) -> Iterator[tuple[str, int, Sequence[RenderedSlot]]]:
    """What holds slots in the whole or a part, in reading order: its name, the key of its section, its slots."""
    if draft.front is not None and not entry.level:
        yield "标题与署名", draft.front.key, draft.front.slots
    part: int | None = None
    for section in map(draft.section, entry.sections):
        if section.part_key != part:
            part = section.part_key
            yield section.part, section.key, part_slots(section)
        yield section_title(section), section.key, slots_of(section)


def _picked(desk: Desk, draft: RenderedDraft, picked: Picked) -> None:
    """The number that was pressed: its source, or the form that fills it."""
    if picked.source:
        found = [slot for slot in desk.beside.read(draft.id, picked.source).slots if isinstance(slot, ReadSlot)]
        slots = [slot.shown for slot in found]
    else:
        slots = [slot for slot in draft.section(picked.key).slots if slot.number == picked.number]
    for slot in slots:
        with st.container(border=True):
            st.html(number_html(slot))
            if slot.state is State.FILLED:
                _links(slot)
            elif picked.source:
                st.caption("保存本节后，可以在这里填报。")
            elif may_change(desk, draft.id):
                attest_form(desk, draft, picked.key, slot)


def _links(slot: RenderedSlot) -> None:
    figures = (slot.figure,) if slot.figure is not None else slot.inputs
    for name in dict.fromkeys(figure.ref.indicator for figure in figures):
        st.page_link(
            "app_pages/figures.py",
            label=plain(f"在数据页查看“{name}”"),
            icon=":material/table_view:",
            query_params={"indicator": name},
        )


def _numbers_of(section: RenderedSection, picked: Picked | None, *, whole_part: bool, fills: bool) -> None:
    slots = [*(part_slots(section) if whole_part else ()), *slots_of(section)]
    waiting = [slot for slot in slots if slot.state is State.OPEN]
    if waiting and picked is None:
        st.caption(f"待核 {len(waiting)} 处{'，点一处即可填报' if fills else ''}。")
    if not slots:
        st.caption("本节没有数字。")
    _pressable(
        numbers_html([*waiting, *(slot for slot in slots if slot.state is State.FILLED)], section.key), "numbers"
    )


def _pressable(html: str, name: str) -> None:
    picked = session.writing().picked
    clickable(html, name, pick_number, chosen=picked.place if picked else "")


def pick_number(place: str) -> None:
    """What a press on a number does: it is shown in full."""
    _, key, number = place.split(":")
    session.writing().picked = Picked(int(key), int(number))
    session.show_tab(NUMBERS)


def _past(desk: Desk, draft: RenderedDraft, section: RenderedSection) -> None:
    passages = desk.beside.past(draft.id, section.key)
    if not passages:
        st.caption("讲话库里没有与本节相近的往年段落。")
        return
    chosen = st.selectbox(
        "往年段落",
        range(len(passages)),
        format_func=lambda at: _passage_name(passages[at]),
        key=f"past-{draft.id}-{section.key}",
        label_visibility="collapsed",
    )
    passage = passages[chosen]
    st.page_link(
        "app_pages/reader.py",
        label="在原文中打开",
        icon=":material/open_in_new:",
        query_params={
            "document": str(passage.document),
            "start": str(passage.span.start),
            "end": str(passage.span.end),
        },
    )
    if may_change(desk, draft.id):
        st.caption("取用的句子，数字换成数据位，按本稿的期间重填。")

    def take(place: str) -> None:
        document, start, end = map(int, place.removeprefix(f"{TAKE}:").split(":"))
        with told_next():
            own = session.desk()
            put_into(own, draft.id, section.key, own.beside.taken(draft.id, document, Span(start, end)))

    clickable(past_html(passage, takeable=may_change(desk, draft.id)), f"past-text-{draft.id}", take)


def _passage_name(passage: PastPassage) -> str:
    name = f"{passage.title}　{passage.heading}" if passage.heading else passage.title
    return f"{name}（本节据此起草）" if passage.followed else name


def _figures(desk: Desk, draft: RenderedDraft, section: RenderedSection | None) -> None:
    asked = st.text_input(
        "查找数据", key=f"figures-asked-{draft.id}", placeholder="如 工业 同比", label_visibility="collapsed"
    ).strip()
    if asked:
        found = desk.beside.figures(draft.id, asked)
        st.caption(f"找到 {len(found)} 条。" if found else "没有找到，请换个说法，或到“数据”页查看。")
    else:
        near = desk.beside.offered(draft.id, section.key) if section is not None else []
        unused = desk.beside.unused(draft.id)
        found = list(dict.fromkeys([*near, *unused]))[:_LISTED]
        st.caption(f"全稿还没有用到的指标 {len(unused)} 个{'，与本节相近的在前' if near else ''}。")
    if section is None:
        st.caption("在左侧点到某一节，即可插入。")

    def put(place: str) -> None:
        assert section is not None
        with told_next():
            put_into(session.desk(), draft.id, section.key, place.removeprefix(f"{PUT}:"))

    placeable = section is not None and may_change(desk, draft.id)
    clickable(figures_html(found, placeable=placeable), f"figures-{draft.id}", put)


def _findings(desk: Desk, draft: RenderedDraft, entry: Entry) -> None:
    found = desk.beside.findings(draft.id)
    said = False
    for key in entry.sections:
        section = draft.section(key)
        own = [each for each in found if each.key == key]
        marks = sum(len(paragraph.marks) for paragraph in section.paragraphs)
        if not own and not marks:
            continue
        said = True
        name = section_title(section)
        with st.expander(plain(f"{name}（{marks + len(own)}）"), expanded=len(entry.sections) == 1):
            if marks:
                st.caption("沿用的文字里须人工过目的")
                st.html(marks_html(section))
            if own:
                st.caption("检查发现的")
                st.html(findings_html(own))
    if not said:
        st.caption("没有发现问题。")
