"""A section being written: the field, what is kept of it while it is typed, and what becomes of it when it is saved."""

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import told, told_next
from app_pages.common.wording import clock_text
from app_pages.common.writing import Opened, Picked
from app_pages.drafts.editor.field import Act, FieldTold, Found, field, placed, query, slot_told, slots_told
from app_pages.drafts.editor.frozen import show_left
from app_pages.drafts.tabs import NUMBERS
from desk import Desk
from drafting.beside.reading import Reading
from drafting.editing.model import Conflict

SAVE, DROP, SLOT = "save", "drop", "slot"


@st.fragment
def write_section(draft: int) -> None:
    """The field for the section that is open. Only this part of the page runs again while it is typed in."""
    writing = session.writing()
    opened = writing.opened
    with told():
        if opened is not None:
            _show(session.desk(), draft, opened)
    if writing.turn:
        writing.turn = False
        st.rerun()


def _show(desk: Desk, draft: int, opened: Opened) -> None:
    writing, key = session.writing(), f"field-{draft}-{opened.key}"
    frozen = desk.finishing.frozen(draft)
    if frozen is not None:
        show_left(frozen, "" if opened.now == opened.base else opened.now)
        if st.button("关闭"):
            writing.close()
        return
    if writing.put is not None and writing.put.serial == placed(key):
        writing.put = None
    reading = desk.beside.read(draft, opened.now)
    field(
        FieldTold(
            doc=opened.serial,
            shelf=f"{draft}-{opened.key}-{opened.seen}",
            source=opened.text,
            kept=opened.now,
            slots=slots_told(reading.slots),
            numerals=reading.numerals,
            told=_standing(opened),
            problem=_told_wrong(writing.refusal, reading),
            found=_found(desk, draft, query(key)),
            put=writing.put,
        ),
        key,
        _typed,
        _acted,
    )


def _standing(opened: Opened) -> str:
    if opened.now == opened.base:
        return ""
    return f"未保存（已存草稿 {clock_text(opened.kept)}）" if opened.kept else "未保存"


def _told_wrong(refusal: str, reading: Reading) -> str:
    """What keeps the text from being saved; a number outside a slot is told with the way to mend it."""
    if refusal and reading.numerals:
        return f"没有保存。{_problem(reading)}"
    return refusal or _problem(reading)


def _problem(reading: Reading) -> str:
    if not reading.problems:
        return ""
    if reading.numerals:
        words = "、".join(f"“{numeral}”" for numeral in dict.fromkeys(reading.numerals))
        return f"文字里不能直接写数：{words}。请删去，再按 / 键（或点“插入数据”），从清单里选一个有出处的数。"
    more = f"（另有 {len(reading.problems) - 1} 处）" if len(reading.problems) > 1 else ""
    return f"{reading.problems[0]}{more}"


def _found(desk: Desk, draft: int, asked: str) -> Found | None:
    if not asked:
        return None
    found = [*desk.beside.figures(draft, asked), *desk.beside.besides_figures(draft, asked)]
    return Found(asked, [slot_told(shown) for shown in found])


def _typed(text: str) -> None:
    """Keeps a text as it comes, before the page runs, whether it can be taken or not."""
    writing = session.writing()
    opened = writing.opened
    if opened is None or text == opened.now:
        return
    writing.opened, writing.refusal = replace(opened, now=text), ""
    with told_next(writing.refuse):
        workings = session.desk().editing.workings
        saves = workings.keep(opened.draft, opened.key, opened.person, text, opened.seen, after=opened.saves)
        writing.opened = replace(opened, now=text, saves=saves, kept=datetime.now(UTC))


def _acted(act: Act) -> None:
    """What was pressed in the field, before the page runs."""
    writing = session.writing()
    _typed(act.source)
    opened = writing.opened
    if opened is None:
        return
    with told_next(writing.refuse):
        desk = session.desk()
        if act.what == SAVE:
            save(desk, opened, act.source, opened.seen)
        elif act.what == DROP:
            desk.editing.workings.drop(opened.draft, opened.key, opened.person)
            writing.close()
        elif act.what == SLOT:
            _pick(desk, opened, act)


def _pick(desk: Desk, opened: Opened, act: Act) -> None:
    slots = desk.beside.read(opened.draft, act.source).slots
    if act.number < len(slots):
        session.writing().picked = Picked(opened.key, source=slots[act.number].source)
        session.writing().turn = True
        session.show_tab(NUMBERS)


def save(desk: Desk, opened: Opened, source: str, seen: int) -> None:
    """Saves a text over the version `seen`; where another stands by now, the two are shown side by side."""
    writing, by = session.writing(), session.actor()
    kept = desk.editing.texts.save(opened.draft, opened.key, source, seen=seen, actor=by)
    if isinstance(kept, Conflict):
        writing.clash, writing.turn = kept, True
        return
    if opened.person != by:  # who typed gave a name meanwhile
        desk.editing.workings.drop(opened.draft, opened.key, opened.person)
    writing.close()
    session.leave_notice("已保存。", kind="toast")
