"""A section being written: the field, what is kept of it while it is typed, and what becomes of it when it is saved."""

from dataclasses import replace

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import told_next
from app_pages.common.writing import Opened, Picked
from app_pages.drafts.editor.field import Act, FieldTold, Found, field, placed, query, slot_told, slots_told
from app_pages.drafts.saving import save_text
from app_pages.drafts.tabs import NUMBERS
from desk import Desk
from drafting.beside.reading import Reading
from drafting.model import RenderedDraft

SAVE, DROP, SLOT = "save", "drop", "slot"


@st.fragment
def write_section(desk: Desk, draft: RenderedDraft) -> None:
    """The field for the section that is open. Only this part of the page runs again while it is typed in."""
    writing = session.writing()
    opened = writing.opened
    if opened is not None:
        _show(desk, draft, opened)
    if writing.turn:
        writing.turn = False
        st.rerun()


def _show(desk: Desk, draft: RenderedDraft, opened: Opened) -> None:
    writing, key = session.writing(), f"field-{draft.id}-{opened.key}"
    if writing.put is not None and writing.put.serial == placed(key):
        writing.put = None
    reading = desk.beside.read(draft.id, opened.text)
    field(
        FieldTold(
            doc=opened.serial,
            shelf=f"{draft.id}-{opened.key}-{opened.seen}",
            source=opened.source,
            kept=opened.text,
            slots=slots_told(reading.slots),
            numerals=reading.numerals,
            told="" if opened.text == opened.source else "有修改，尚未保存",
            problem=writing.refusal or _problem(reading),
            found=_found(desk, draft, query(key)),
            put=writing.put,
        ),
        key,
        lambda text: _typed(opened, text),
        lambda act: _acted(desk, draft, opened, act),
    )


def _problem(reading: Reading) -> str:
    if not reading.problems:
        return ""
    more = f"（另有 {len(reading.problems) - 1} 处）" if len(reading.problems) > 1 else ""
    return f"{reading.problems[0]}{more}"


def _found(desk: Desk, draft: RenderedDraft, asked: str) -> Found | None:
    if not asked:
        return None
    rows = [slot_told(shown) for shown in desk.beside.figures(draft.id, asked)]
    return Found(asked, rows, "没有找到，请换个说法；数据表里没有的数用“填报”。")


def _typed(opened: Opened, text: str) -> None:
    writing = session.writing()
    writing.opened, writing.refusal = replace(opened, text=text), ""


def _acted(desk: Desk, draft: RenderedDraft, opened: Opened, act: Act) -> None:
    """Runs before the page does; `turn` then lets the whole page run again."""
    writing = session.writing()
    _typed(opened, act.source)
    if act.what == SAVE:
        with told_next(writing.refuse):
            save_text(desk, draft.id, opened.key, act.source, opened.seen)
            session.leave_notice("已保存。", kind="toast")
            writing.close()
    elif act.what == DROP:
        writing.close()
    elif act.what == SLOT:
        slots = desk.beside.read(draft.id, act.source).slots
        if act.number < len(slots):
            writing.picked = Picked(opened.key, source=slots[act.number].source)
            session.show_tab(NUMBERS)
            writing.turn = True
