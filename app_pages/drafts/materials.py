"""素材 beside the text of a draft: what departments sent in for it, each number beside the verified one.

A sentence is copied into the section as text with slots: none of its numbers comes along.
"""

from collections.abc import Sequence

import streamlit as st

from app_pages.common import session
from app_pages.common.clickable import clickable
from app_pages.common.telling import told, told_next
from app_pages.common.wording import plain
from app_pages.documents.taking_in import show_became, take_in
from app_pages.drafts.editor.opening import put_into
from app_pages.drafts.finishing import may_change
from app_pages.drafts.materials_html import excerpts_html
from corpus.model import Span
from desk import Desk, Incoming, LoadOptions
from drafting.check.model import Verdict
from drafting.materials.model import UNVERIFIED, Excerpt, Material, Proposal
from drafting.model import RenderedDraft
from store.deeds import Right

TYPES = ["docx", "txt", "md", "pdf", "doc", "wps"]
_UPLOAD = "materials"
_NEAREST = 5
_WORDS = 4  # of those shared that are named


def materials_panel(desk: Desk, draft: RenderedDraft, key: int | None) -> None:
    """The materials of the section of `key`, or (None) of the whole draft."""
    sent = desk.materials.of_draft(draft.id)
    show_became(_UPLOAD)
    writes = session.may(Right.WRITE)
    here = [material for material in sent if key is None or key in material.sections]
    if not sent:
        st.caption("还没有部门为这份稿子报送素材。")
    elif not here:
        st.caption("本节还没有素材，可从下面归入。" if writes else "本节还没有素材。")
    for material in here:
        _material(desk, draft, material, key)
    if key is not None and len(here) < len(sent):
        _others(desk, draft, [material for material in sent if material not in here], key)
    if writes:
        with st.expander("收部门素材", expanded=not sent, icon=":material/upload_file:"):
            _upload(desk, draft, key, sent)


def _material(desk: Desk, draft: RenderedDraft, material: Material, key: int | None) -> None:
    excerpts = desk.materials.excerpts(material, key)
    apart = sum(claim.number.verdict is Verdict.MISMATCH for one in excerpts for claim in one.claims)
    label = plain(material.label) + (f"　:red[不一致 {apart}]" if apart else "")
    with st.expander(label, expanded=key is not None):
        st.page_link(
            "app_pages/reader.py",
            label="在原文中打开",
            icon=":material/open_in_new:",
            query_params={"document": str(material.document)},
        )
        _sentences(desk, draft, material, excerpts, key)
        _places(desk, draft, material, key)


def _sentences(
    desk: Desk, draft: RenderedDraft, material: Material, excerpts: Sequence[Excerpt], key: int | None
) -> None:
    near = [one for one in excerpts if one.shared][:_NEAREST]
    shown = near or [one for one in excerpts if one.claims][:_NEAREST] or list(excerpts[:_NEAREST])
    everything = len(shown) < len(excerpts) and st.toggle(
        f"全部 {len(excerpts)} 句", key=f"material-all-{material.id}-{key}"
    )
    if everything:
        shown = sorted(excerpts, key=lambda one: one.span)
    elif near:
        words = list(dict.fromkeys(word for one in near for word in one.shared))
        st.caption(plain(f"与本节相近的 {len(near)} 句，同样说到{'、'.join(words[:_WORDS])}。"))

    def press(place: str) -> None:
        _, number, start, end = place.split(":")
        assert key is not None  # without a section nothing can be pressed
        with told_next():
            _copy(desk, draft, desk.materials.get(int(number)), key, Span(int(start), int(end)))

    copyable = key is not None and may_change(desk, draft.id)
    clickable(excerpts_html(shown, copyable=copyable), f"material-text-{material.id}-{key}", press)


def _copy(desk: Desk, draft: RenderedDraft, material: Material, key: int, span: Span) -> None:
    """Puts a sentence where the caret stands in a section that is being written, else behind its last paragraph."""
    opened = session.writing().opened
    if opened is not None and opened.key == key:
        put_into(desk, draft.id, key, desk.materials.source(material, span))
        return
    desk.materials.copy(material, key, span, actor=session.actor())
    session.leave_notice("已抄到本节最后，数字已换成数据位；这一段标有“素材未核实”，核实后再用。", kind="toast")


def _places(desk: Desk, draft: RenderedDraft, material: Material, key: int | None) -> None:
    writes = session.may(Right.WRITE)
    if key is not None:
        if writes and st.button("移出本节", key=f"unplace-{material.id}-{key}"):
            with told():
                desk.materials.unplace(material.id, key, actor=session.actor())
                st.rerun()
        return
    names = {section.key: section.heading or section.role.label for section in draft.sections}
    placed = [names[one] for one in material.sections if one in names]
    how = "，在左侧点到某一节即可归入" if writes else ""
    st.caption(plain(f"归入：{'、'.join(placed)}" if placed else f"还没有归入哪一节{how}。"))
    if writes and st.button("从这份稿子撤下", key=f"detach-{material.id}"):
        with told():
            desk.materials.detach(material.id, actor=session.actor())
            session.leave_notice("已撤下，文件仍在讲话库。", kind="toast")
            st.rerun()


def _others(desk: Desk, draft: RenderedDraft, others: Sequence[Material], key: int) -> None:
    """The materials that were not put to this section, those first that are near it, with why."""
    with told():
        near = {proposal.excerpt.material.id: proposal for proposal in desk.materials.near(draft.id, key)}
        st.caption(f"{'可归入本节的' if session.may(Right.WRITE) else '没有归入本节的'}素材（{UNVERIFIED}）")
        for material in sorted(others, key=lambda one: one.id not in near):
            _other(desk, material, near.get(material.id), key)


def _other(desk: Desk, material: Material, proposal: Proposal | None, key: int) -> None:
    with st.container(border=True, gap="small"):
        st.markdown(plain(material.label))
        if proposal is not None:
            shared = "、".join(proposal.excerpt.shared[:_WORDS])
            st.caption(plain(f"同样说到{shared}：{proposal.excerpt.text}"))
        if session.may(Right.WRITE) and st.button(
            "归入本节", key=f"place-{material.id}-{key}", type="primary" if proposal else "secondary"
        ):
            with told():
                desk.materials.place(material.id, key, actor=session.actor())
                st.rerun()


def _upload(desk: Desk, draft: RenderedDraft, key: int | None, sent: Sequence[Material]) -> None:
    department = st.selectbox(
        "报送部门",
        list(dict.fromkeys(material.department for material in sent)),
        index=None,
        accept_new_options=True,
        placeholder="填写或选择，如 市工信局",
        key=session.upload_key("material-department"),
    )
    files = st.file_uploader(
        "部门素材（可多选；数据表请到“数据”页导入）",
        type=TYPES,
        accept_multiple_files=True,
        key=session.upload_key(f"{_UPLOAD}-{draft.id}"),
    )
    if key is not None:
        st.caption("收下后归入本节。")
    if st.button("收下素材", type="primary", disabled=not (files and department), key=f"take-material-{draft.id}"):
        incoming = [Incoming(file.name, file.getvalue()) for file in files]
        sent_by, options = department or "", LoadOptions(actor=session.actor())
        with told():
            take_in(
                _UPLOAD,
                [file.name for file in files],
                lambda report, each: desk.holdings.load_material(
                    incoming, draft.id, sent_by, options, report, each, section=key
                ),
            )
            session.clear_uploads()
            st.rerun()
