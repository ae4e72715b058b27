"""Looking for passages in 讲话库: a question, what it was narrowed to, what was found and what stands beside it."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from app_pages.common.telling import told
from app_pages.common.wording import plain
from desk import Desk
from retrieval.passages import Passage

MOST = 8
_AROUND = 1


def search(desk: Desk) -> None:
    """The field and what was found."""
    asked = st.text_input(
        "查找段落",
        key="library-search",
        placeholder="如：岚江市2025年消费券怎么发；写明的地区、年份和“讲话里”“报告里”“结语”会用来缩小范围",
    ).strip()
    if not asked:
        return
    with told():
        found = desk.finding.find(asked, MOST)
        where = found.within.label
        if not found.hits:
            st.info(
                plain(f"{f'在{where}的文件里' if where else ''}没有找到相近的段落，请换个说法，或去掉地区、年份再试。")
            )
            return
        st.caption(plain(f"查找范围：{where or '全部文稿'}。按相近程度排列，点文件名在原文中打开。"))
        for number, hit in enumerate(found.hits, 1):
            _show(desk, number, hit.passage)


def _show(desk: Desk, number: int, passage: Passage) -> None:
    with st.container(border=True):
        unverified = None if passage.kind.vouched else "素材（未核实）"
        about = "　".join(
            filter(None, [unverified, passage.region, f"{passage.year}年" if passage.year else None, *passage.path])
        )
        st.markdown(f"{number}. [{plain(passage.document)}]({_address(passage)})　{plain(about)}")
        st.html(_html([passage]))
        if st.toggle("连同前后段", key=f"library-search-{passage.key}"):
            before, after = desk.finding.around(passage, _AROUND)
            st.html(_html([*before, passage, *after], passage))


def _address(passage: Passage) -> str:
    return f"reader?document={passage.document_id}&start={passage.span.start}&end={passage.span.end}"


def _html(passages: Sequence[Passage], marked: Passage | None = None) -> str:
    lines = (
        f'<mark class="shown">{escape(one.text)}</mark>' if one is marked else escape(one.text) for one in passages
    )
    return f'<div class="speech">{"".join(f"<p>{line}</p>" for line in lines)}</div>'
