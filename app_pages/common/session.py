"""What a browser session remembers, and the one desk all sessions share. The only owner of session keys.

Widgets keep their own values under keys of their own; what must survive a change of page is kept here, and what must
survive the session belongs to the store.
"""

import time
from dataclasses import dataclass
from threading import RLock
from typing import BinaryIO, cast

import streamlit as st

from app_pages.common import login
from app_pages.common.uploads import UploadTold
from app_pages.common.writing import Writing
from desk import AT_ONCE, Desk, OutlineHeading, restore_upload
from settings import Settings
from store.deeds import Right
from store.people import Person, act_as

NOTICE_SECONDS = 8
"""How long a notice is repeated by the runs that follow: long enough to be read. `desk.css` fades a passing one so."""
_changing = RLock()  # while the desk of the process is exchanged nobody opens another
_PERSON = "person"
_NAMES = "names"
_DRAFT = "draft"
_WRITING = "writing"
_NOTICES = "notices"
_UPLOADS = "uploads"
_AT_ONCE = "at-once"
_REDONE = "redone"
_PROPOSED = "proposed"
_OUTLINE = "proposed-outline"
_BECAME = "became"
_REMOVAL = "removal"
_SEEN = "seen"


def start() -> None:
    """Sets every key to its default; called by the entry point before any page runs."""
    st.session_state.setdefault(_PERSON, "")
    st.session_state.setdefault(_NAMES, {})
    st.session_state.setdefault(_DRAFT, None)
    st.session_state.setdefault(_WRITING, Writing())
    st.session_state.setdefault(_NOTICES, [])
    st.session_state.setdefault(_UPLOADS, 0)
    st.session_state.setdefault(_AT_ONCE, AT_ONCE)
    st.session_state.setdefault(_REDONE, None)
    st.session_state.setdefault(_PROPOSED, {})
    st.session_state.setdefault(_OUTLINE, None)
    st.session_state.setdefault(_BECAME, {})
    st.session_state.setdefault(_REMOVAL, None)
    st.session_state.setdefault(_SEEN, set())


def desk() -> Desk:
    """The desk of this process, for whoever is logged in. Raises `HegaoError` where the workspace cannot be opened,
    `NotAllowed` where a login is wanted and nobody is."""
    settings = login.checked_settings()
    person = login.who(settings)
    act_as(person.name if person else None)
    with _changing:
        return _open(settings)


def reopen() -> None:
    """Closes the desk of this process, so that the next run opens it anew."""
    with _changing:
        _open.clear()


def restore(name: str, data: BinaryIO) -> Desk:
    """Puts a backup in place of the workspace, which is moved aside whole, and opens it. Raises `HegaoError`; the
    workspace then stands as it stood."""
    with _changing:
        told = f"备份 {name}"
        desk().keeping.note_restored(told, actor=actor())
        _open.clear()
        restore_upload(login.checked_settings(), name, data)
        restored = desk()
        restored.keeping.note_restored(told, actor=actor())
        return restored


@st.cache_resource(show_spinner="正在打开工作区……", on_release=Desk.close)
def _open(settings: Settings) -> Desk:
    return Desk(settings)


def logged_in() -> Person | None:
    """Who is logged in, with their roles; None where the desk wants no login. Raises `NotAllowed` for a stranger."""
    return login.who(login.checked_settings())


def may(right: Right) -> bool:
    """Whether whoever sits at the screen has a right. The desk refuses by itself what is not shown for want of it."""
    person = logged_in()
    return person is None or person.may(right)


def barred(right: Right) -> str:
    """Why whoever sits at the screen has not a right, and who has; "" where they have it."""
    return "" if may(right) else f"{desk().people.asks_for(right)}。"


def person() -> str:
    """The name of who sits at the screen: that of the login, else the one given, "" until then."""
    known = logged_in()
    return known.name if known else cast(str, st.session_state[_PERSON])


def actor() -> str:
    """Whose deed it is in the records: that name, or the machine's where none was given."""
    return person() or "本机"


def ask_person(label: str, key: str) -> str:
    """A field for a name: what stands in this one, whatever others on the page hold. One that nobody wrote in has the
    name last written anywhere. Who is logged in cannot change it."""
    known = logged_in()
    if known is not None:
        st.text_input(label, value=known.name, key=f"{key}-known", disabled=True)
        return known.name
    names = cast(dict[str, str], st.session_state[_NAMES])
    shown = st.session_state.get(key)
    if shown is None or not (shown or names.get(key)):
        st.session_state[key] = names[key] = person()
    given = st.text_input(label, key=key, placeholder="姓名").strip()
    if given != names[key]:
        st.session_state[_PERSON] = names[key] = given
    return given


def draft() -> int | None:
    """The draft on the screen: the one the address names, else the one last looked at here."""
    named = st.query_params.get("draft", "")
    return int(named) if named.isdecimal() else cast(int | None, st.session_state[_DRAFT])


def show_draft(number: int | None) -> None:
    """Makes `number` the draft on the screen (None: a new one to be) and writes it into the address."""
    st.session_state[_DRAFT] = number
    st.session_state[_WRITING] = Writing()
    if number is None:
        st.query_params.pop("draft", None)
    else:
        st.query_params["draft"] = str(number)


def writing() -> Writing:
    """What is being written on the draft on the screen; to be changed in place."""
    return cast(Writing, st.session_state[_WRITING])


def panel_key(*, whole: bool) -> str:
    """The key of the tabs beside the text of one section, or of the whole."""
    return "panel-whole" if whole else "panel-section"


def show_tab(name: str) -> None:
    """Opens a tab beside the text, on the next run."""
    for whole in (True, False):
        st.session_state[panel_key(whole=whole)] = name


def at_once() -> int:
    """How many sections a model writes at once."""
    return cast(int, st.session_state[_AT_ONCE])


def set_at_once(number: int) -> None:
    """Sets how many sections a model writes at once."""
    st.session_state[_AT_ONCE] = number


def redo(section: int, points: str) -> None:
    """Asks for a section to be written anew on the next run."""
    st.session_state[_REDONE] = (section, points)


def take_redone() -> tuple[int, str] | None:
    """The section to be written anew, with the points given for it; told once."""
    asked = cast(tuple[int, str] | None, st.session_state[_REDONE])
    st.session_state[_REDONE] = None
    return asked


def propose(draft: int, section: int, paragraph: int, seen: int, words: str | None) -> None:
    """Keeps a paragraph, of version `seen` of its section, as a model rewrote it until a person takes it; None forgets
    it."""
    proposals = cast(dict[tuple[int, int], tuple[int, int, str]], st.session_state[_PROPOSED])
    if words is None:
        proposals.pop((draft, section), None)
    else:
        proposals[draft, section] = (paragraph, seen, words)


def proposed(draft: int, section: int) -> tuple[int, int, str] | None:
    """The paragraph that was rewritten in a section, by its number, of which version, and how it now reads."""
    proposals = cast(dict[tuple[int, int], tuple[int, int, str]], st.session_state[_PROPOSED])
    return proposals.get((draft, section))


def propose_outline(headings: tuple[OutlineHeading, ...] | None) -> None:
    """Keeps an outline that a model proposed as the start for editing; None goes back to the past speech's."""
    st.session_state[_OUTLINE] = headings


def proposed_outline() -> tuple[OutlineHeading, ...] | None:
    """The outline that a model proposed last, while it is not given up."""
    return cast(tuple[OutlineHeading, ...] | None, st.session_state[_OUTLINE])


def is_new(what: str) -> bool:
    """Whether `what` comes up for the first time in this session."""
    seen = cast(set[str], st.session_state[_SEEN])
    new = what not in seen
    seen.add(what)
    return new


def became(name: str) -> UploadTold | None:
    """What became of the files that were last handed in at the upload field `name`, until a person has read it."""
    return cast(dict[str, UploadTold], st.session_state[_BECAME]).get(name)


def tell_became(name: str, told: UploadTold | None) -> None:
    """Keeps what becomes of the files handed in at `name`; None once it was read."""
    kept = cast(dict[str, UploadTold], st.session_state[_BECAME])
    if told is None:
        kept.pop(name, None)
    else:
        kept[name] = told


def removal() -> tuple[tuple[int, ...], str] | None:
    """The documents whose removal was asked for while something uses them, and the sentence that says what."""
    return cast(tuple[tuple[int, ...], str] | None, st.session_state[_REMOVAL])


def ask_removal(asked: tuple[tuple[int, ...], str] | None) -> None:
    """Keeps such a removal until a person decides; None forgets it."""
    st.session_state[_REMOVAL] = asked


def upload_key(name: str) -> str:
    """The key of an upload field; a new one after `clear_uploads`, which is how such a field is emptied."""
    return f"{name}-{st.session_state[_UPLOADS]}"


def clear_uploads() -> None:
    """Empties every upload field on the next run."""
    st.session_state[_UPLOADS] += 1


@dataclass(slots=True)
class Notice:
    """A sentence for the person. `since` is when it was first shown, in seconds of the machine's own clock."""

    kind: str
    text: str
    since: float | None = None


def leave_notice(text: str, *, kind: str = "success") -> None:
    """Keeps a sentence for the next run; `kind` is success, info, warning, error, or toast for one that passes. What an
    earlier deed left, and was shown, makes way."""
    waiting = [one for one in cast(list[Notice], st.session_state[_NOTICES]) if one.since is None]
    st.session_state[_NOTICES] = [*waiting, Notice(kind, text)]


def notices() -> list[Notice]:
    """The sentences to be shown now: those not shown yet, and those that a person had no time to read.

    A run may be broken off by the next one before the browser has painted it, so being shown once is not enough.
    """
    now = time.monotonic()
    kept = [one for one in cast(list[Notice], st.session_state[_NOTICES]) if _fresh(one, now)]
    for one in kept:
        one.since = now if one.since is None else one.since
    st.session_state[_NOTICES] = kept
    return kept


def _fresh(notice: Notice, now: float) -> bool:
    return notice.since is None or now - notice.since < NOTICE_SECONDS
