"""A section being written when its draft was frozen: what was typed and not saved stays at hand, to be copied."""

import streamlit as st

from app_pages.common.wording import moment_text, plain
from drafting.model import Frozen


def show_left(frozen: Frozen, words: str) -> None:
    """Says that the draft is frozen, and shows the `words` that were not saved ("": there are none); it offers no
    saving."""
    said = f"这份稿子已由{frozen.by}于{moment_text(frozen.at)}定稿，本节不能再保存"
    st.warning(plain(f"{said}；下面是您还没有保存的文字，可以复制留用。" if words else f"{said}。"))
    if words:
        st.code(words, language=None, wrap_lines=True)
