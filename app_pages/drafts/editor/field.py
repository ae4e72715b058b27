"""The field in which a section is written: words with slots that show what they read (editor.html, editor.js).

The field keeps its text, caret and undo in the browser; it is told how slots read, what is wrong, and what was found,
and tells the text after a moment without a key. Its look is in `desk.css`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

import streamlit as st

from app_pages.common.wording import verification_text
from app_pages.common.writing import Put, SlotTold
from app_pages.drafts.text_html import asked, sources, state_of
from drafting.beside.reading import BrokenSlot, ReadSlot
from drafting.model import By, RenderedSlot

_HERE = Path(__file__).parent
_mount = st.components.v2.component(
    "section-editor",
    html=(_HERE / "editor.html").read_text(encoding="utf-8"),
    js=(_HERE / "editor.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a query."""

    query: str
    rows: Sequence[SlotTold]


@dataclass(frozen=True, slots=True)
class FieldTold:
    """What the field is told. A new `doc` makes it show `source` from the start; `shelf` names what the browser keeps
    of it; `kept` is the last text that reached the desk, and `slots`, `numerals` and `problem` are told of that one."""

    doc: str
    shelf: str
    source: str
    kept: str
    slots: Sequence[SlotTold]
    numerals: Sequence[str]
    told: str
    problem: str
    found: Found | None
    put: Put | None


@dataclass(frozen=True, slots=True)
class Act:
    """What was pressed in the field: save, drop, or slot with its `number`; `source` is the text as it then stood."""

    what: str
    source: str
    number: int = 0


def field(told: FieldTold, key: str, on_text: Callable[[str], None], on_act: Callable[[Act], None]) -> None:
    """Shows the field. `on_text` is given each text that the browser sends, `on_act` what was pressed; both run before
    the page does."""

    def text_came() -> None:
        text = _told(key, "text")
        if text and text["doc"] == told.doc:
            on_text(str(text["source"]))

    def act_came() -> None:
        act = _told(key, "act")
        if act and act["doc"] == told.doc:
            on_act(Act(str(act["what"]), str(act["source"]), int(act.get("number", 0))))

    _mount(
        key=key,
        data=asdict(told),
        on_text_change=text_came,
        on_query_change=lambda: None,
        on_act_change=act_came,
    )


def query(key: str) -> str:
    """What is being looked for in the field."""
    return str(_told(key, "query") or "")


def placed(key: str) -> str:
    """The serial of what the field put in last."""
    text = _told(key, "text")
    return str(text["put"]) if text else ""


def _told(key: str, name: str) -> Any:
    return cast(dict[str, Any], st.session_state.get(key) or {}).get(name)


def slots_told(slots: Iterable[ReadSlot | BrokenSlot]) -> list[SlotTold]:
    """Slots of a text as the field shows them."""
    return [
        SlotTold(slot.source, slot.source.strip("{}"), By.NOTHING.value, slot.reason)
        if isinstance(slot, BrokenSlot)
        else slot_told(slot.shown, slot.source)
        for slot in slots
    ]


def slot_told(shown: RenderedSlot, source: str = "") -> SlotTold:
    """A slot as the field shows it, and as a row of what was found."""
    title = "\n".join((asked(shown), *sources(shown)))
    text = shown.text or "待核"
    return SlotTold(source or str(shown.slot), text, state_of(shown).value, title, asked(shown), source_line(shown))


def source_line(shown: RenderedSlot) -> str:
    """Where a slot's number comes from and how far it is trusted, on one line."""
    if shown.figure is not None:
        return f"{shown.figure.source.label}　{verification_text(shown.figure)}"
    if shown.formula:
        return f"推算：{shown.formula}"
    return sources(shown)[0]
