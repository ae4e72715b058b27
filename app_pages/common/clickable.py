"""HTML of ours on the screen that can be pressed: a number, a sentence, a figure of a list."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

_mount = st.components.v2.component(
    "clickable",
    html='<div class="clickable"></div>',
    js=Path(__file__).with_name("clickable.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def clickable(html: str, key: str, on_press: Callable[[str], None], *, chosen: str = "") -> None:
    """Shows `html`, whose text is escaped already. Pressing a place of it that carries `data-do` (or `data-twice`, by a
    double click) calls `on_press` with what that says before the page runs again; `chosen` is the place to be seen."""

    def pressed() -> None:
        told = st.session_state[key].get("done")
        if told:
            on_press(str(told))

    _mount(key=key, data={"html": html, "chosen": chosen}, on_done_change=pressed)
