"""A model at work on the screen: words as they come, numbers covered until they stand in slots, stop and try again."""

import time
from collections.abc import Iterable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages.common import session
from app_pages.common.telling import told
from app_pages.common.wording import plain
from app_pages.drafts.text_html import section_html
from desk import Desk
from drafting.editing.model import Conflict
from drafting.model import RenderedDraft, SectionRecord, Standing
from drafting.writing.proposals.rewriting import Wish
from drafting.writing.runs.events import Began, Ended, Event, Grew, Mends, Waits
from errors import HegaoError, InputError

_BEAT = 0.3  # seconds without news after which the screen looks whether somebody pressed a button
_PACE = 0.12  # seconds between two pictures of one growing section


class _Sheet:
    """The sections being written, each in a place of its own, as they grow."""

    def __init__(self, desk: Desk, number: int, page: DeltaGenerator):
        self._show = desk.writing.preview(number)
        self._page = page
        self._places: dict[int, DeltaGenerator] = {}
        self._notes: dict[int, DeltaGenerator] = {}
        self._names: dict[int, str] = {}
        self._drawn: dict[int, float] = {}
        self._replies: dict[int, str] = {}
        self.records: list[SectionRecord] = []

    def take(self, event: Event) -> None:
        """Shows what an event tells."""
        match event:
            case Began(at, name, held_back):
                self._names[at] = name
                self._places[at] = self._page.empty()
                self._notes[at] = self._page.empty()
                held = f"；未标明可外发而没有送去的：{'、'.join(held_back)}" if held_back else ""
                self._note(at, f"{name}：正在等模型开口{held}")
            case Grew(at, reply):
                if at not in self._replies:
                    self._note(at, f"{self._names[at]}：正在写")
                self._replies[at] = reply
                self._draw(at)
            case Waits(at, seconds, why):
                self._note(at, f"{self._names[at]}：{why}{seconds:.0f} 秒后再试")
            case Mends(at, number, findings):
                self._note(at, f"{self._names[at]}：核对出 {findings} 处，第 {number} 次请模型改")
            case Ended(at, record):
                self.records.append(record)
                self._draw(at, at_once=True)
                self._note(at, f"{self._names[at]}：{record_text(record)}")
            case _:
                for at in list(self._replies):
                    self._draw(at)

    def _draw(self, at: int, *, at_once: bool = False) -> None:
        now = time.monotonic()
        if at in self._replies and (at_once or now - self._drawn.get(at, 0.0) >= _PACE):
            section = self._show(at, self._replies[at])
            if section.paragraphs or at_once:
                self._drawn[at] = now
                self._places[at].html(f'<div class="speech">{section_html(section)}</div>')

    def _note(self, at: int, words: str) -> None:
        self._notes[at].caption(plain(words))


def write_with_model(desk: Desk, number: int) -> None:
    """Writes what is missing of the draft, then shows it by a fresh run. Raises `HegaoError`; what stands is kept."""
    with st.status("模型正在起草……", expanded=True) as status:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption("写好一节保存一节；停下后可以接着写。数字只从核实的数据表填入。", width="content")
            st.button("停下", icon=":material/stop_circle:", key=f"stop-{number}")  # any press ends this run
        sheet = _Sheet(desk, number, st.container(height=460, autoscroll=True))
        try:
            run = desk.writing.start(number, at_once=session.at_once(), actor=session.actor())
            for event in run.events(_BEAT):
                sheet.take(event)
                status.update(label=f"模型正在起草：已写 {_whole(sheet.records)} 节", expanded=True)
        except HegaoError:
            status.update(label="起草中断", state="error")
            raise
    _leave_word(sheet.records)
    st.rerun()


def _whole(records: Iterable[SectionRecord]) -> int:
    return sum(record.state is Standing.WRITTEN for record in records)


def _leave_word(records: list[SectionRecord]) -> None:
    failed = [record for record in records if record.state is not Standing.WRITTEN]
    if failed:
        reasons = "".join(dict.fromkeys(record.reason for record in failed))
        session.leave_notice(f"{len(failed)} 节没有写完：{reasons}", kind="warning")
    session.leave_notice(f"模型写好 {_whole(records)} 节。", kind="toast")


def record_text(record: SectionRecord) -> str:
    """What became of asking for a section, and what it took."""
    if record.state is not Standing.WRITTEN:
        return f"没有写完。{record.reason}"
    told = [f"用时 {record.seconds:.1f} 秒"]
    if record.tokens_in is not None and record.tokens_out is not None:
        told.append(f"送去 {record.tokens_in}、写出 {record.tokens_out} 个词元")
    if record.mends:
        told.append(f"改过 {record.mends} 次")
    return f"写好，{'，'.join(told)}。{record.reason}"


def model_panel(desk: Desk, draft: RenderedDraft, number: int) -> None:
    """What a model did for section `number`, and what it can do there now."""
    record = desk.writing.records(draft.id).get(number)
    standing = desk.writing.standings(draft.id).get(number, Standing.WRITTEN)
    model = desk.model.told()
    if record is None and model is None:
        return
    with st.expander("模型", expanded=standing is not Standing.WRITTEN):
        if record is not None:
            _told(record)
        points = st.text_area(
            "给这一节的要点（可不填）", key=f"points-{draft.id}-{number}", height=80, disabled=model is None
        )
        if model is None:
            st.caption(plain(desk.model.lacking))
        with st.container(horizontal=True), told():
            if model is not None and st.button("由模型重写本节"):
                session.redo(number, points)
                st.rerun()
            if st.button("本节改用沿用往年"):
                desk.writing.reuse(draft.id, number, actor=session.actor())
                session.leave_notice("本节已换成沿用往年的文字。", kind="toast")
                st.rerun()
        if model is not None and st.toggle("看看送给模型的内容", key=f"brief-{draft.id}-{number}"):
            (brief,) = desk.writing.briefs(draft.id, number)
            st.code(brief.messages().user, language=None, wrap_lines=True, height=320)
        if model is not None and standing is Standing.WRITTEN:
            _rewording(desk, draft, number)


def _told(record: SectionRecord) -> None:
    st.caption(plain(f"模型“{record.model}”：{record_text(record)}"))
    if record.state is Standing.WRITTEN:
        st.caption("文字由模型写成，没有出处，请核对事实；数字出自数据表。")
    if record.held_back:
        st.caption(plain(f"未标明可外发而没有送去的：{'、'.join(record.held_back)}"))


def redo_section(desk: Desk, draft: int, number: int, points: str) -> None:
    """Writes section `number` anew in the place of its text, then shows the draft by a fresh run."""
    st.button("停下", icon=":material/stop_circle:", key=f"stop-{draft}-{number}")
    sheet = _Sheet(desk, draft, st.container())
    run = desk.writing.redo(draft, number, points=points, actor=session.actor())
    for event in run.events(_BEAT):
        sheet.take(event)
    _leave_word(sheet.records)
    st.rerun()


def _rewording(desk: Desk, draft: RenderedDraft, number: int) -> None:
    """A paragraph said otherwise: proposed by the model, taken by the person."""
    key = f"{draft.id}-{number}"
    paragraphs = draft.section(number).paragraphs
    chosen = st.selectbox(
        "改写哪一段",
        range(len(paragraphs)),
        format_func=lambda at: f"{at + 1}　{paragraphs[at].text[:18]}……",
        key=f"paragraph-{key}",
    )
    wish = st.segmented_control("怎么改", list(Wish), format_func=lambda wish: wish.value, key=f"wish-{key}")
    if wish is not None and st.button("请模型改写", key=f"reword-{key}"):
        with told(), st.spinner("正在改写……"):
            session.propose(
                draft.id,
                number,
                chosen,
                draft.section(number).version,
                desk.writing.proposals.rewrite(draft.id, number, chosen, wish, actor=session.actor()),
            )
    proposed = session.proposed(draft.id, number)
    if proposed is None:
        return
    at, seen, words = proposed
    st.caption("改写稿（花括号里是数据位）")
    st.code(words, language=None, wrap_lines=True)
    if st.button("采用", type="primary", key=f"take-{key}"):
        by = session.actor()
        if desk.editing.workings.of(draft.id, number, by) is not None:
            raise InputError("这一节有您未保存的修改，请先保存或放弃，再采用改写稿。")
        kept = desk.editing.texts.save_paragraph(draft.id, number, at, words, seen=seen, actor=by)
        if isinstance(kept, Conflict):
            raise InputError(f"{kept.by}在改写之后保存过这一节，没有覆盖；请看过现在的文字，重新改写。")
        session.propose(draft.id, number, at, seen, None)
        session.leave_notice("已采用改写稿。", kind="toast")
        st.rerun()
