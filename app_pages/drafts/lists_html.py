"""What lies beside the text as HTML: numbers, figures to put in, past sentences, findings.

Each place that can be pressed carries `data-do`. Pure; all words are escaped here.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from app_pages.common.wording import clock_text
from app_pages.common.writing import place_of_slot
from app_pages.drafts.contents import Entry
from app_pages.drafts.text_html import asked, mark_text, sources, state_of
from corpus.model import Span
from desk import FRONT
from drafting.beside.findings import Proof
from drafting.beside.past import PastPassage
from drafting.editing.model import OutlineEntry, Working
from drafting.model import RenderedSection, RenderedSlot, State
from drafting.stored.filling import Change

TAKE, PUT, OPEN = "take", "put", "open"


def outline_html(
    entries: Iterable[Entry],
    known: Mapping[int, OutlineEntry],
    working: Mapping[int, tuple[Working, ...]],
    person: str,
    over: Mapping[str, str] | None = None,
) -> str:
    """The contents, an entry a line: the title, how much is open, whether it is done, who works on it and who has
    something there that is not saved; `over` says, by the entry's key, by how much a place is over its budget."""
    lines = "".join(
        f'<li class="level{entry.level}"><button type="button" data-do="{entry.key}"><span>{escape(entry.title)}</span>'
        f"{_over((over or {}).get(entry.key, ''))}{''.join(_standing(entry, known, working, person))}</button></li>"
        for entry in entries
    )
    return f'<ul class="contents" aria-label="提纲">{lines}</ul>'


def _over(told: str) -> str:
    return f'<i class="over" title="比给定的篇幅{escape(told)}">{escape(told)}</i>' if told else ""


def _standing(
    entry: Entry, known: Mapping[int, OutlineEntry], working: Mapping[int, tuple[Working, ...]], person: str
) -> Iterator[str]:
    if entry.open:
        yield f'<b class="open" title="待核 {entry.open} 处">{entry.open}</b>'
    if entry.level and all(key in known and known[key].done for key in entry.sections):
        yield '<i class="done" title="已完成">✓</i>'
    if entry.part is not None or not entry.level:
        return
    (key,) = entry.sections
    if key in known and known[key].assigned_to:
        yield f'<i class="who" title="由谁负责">{escape(known[key].assigned_to)}</i>'
    for each in working.get(key, ()):
        name = "" if each.person == person else escape(each.person)
        told = f"{name or '您'}有未保存的修改（{clock_text(each.at)}）"
        yield f'<i class="unsaved" title="{told}">✎{name}</i>'


def number_html(slot: RenderedSlot) -> str:
    """One number, told in full: how it reads, what it asks for, where it comes from."""
    lines = "".join(f"<div>{escape(line)}</div>" for line in sources(slot))
    return (
        f'<div class="one-number"><span class="n {state_of(slot).value}">{escape(slot.text)}</span>'
        f"<div class='asked'>{escape(asked(slot))}</div>{lines}</div>"
    )


def numbers_html(slots: Iterable[RenderedSlot], key: int) -> str:
    """The numbers of the section of `key` as a list, each to be pressed."""
    items = "".join(
        f'<li><button type="button" data-do="{place_of_slot(key, slot.number)}">'
        f'<span class="n {state_of(slot).value}">{escape(slot.text) or "待核"}</span> {escape(asked(slot))}</button>'
        f"<div>{escape(sources(slot)[0])}</div></li>"
        for slot in slots
    )
    return f'<ul class="numbers">{items}</ul>'


def open_html(places: Iterable[tuple[str, int, Iterable[RenderedSlot]]]) -> str:
    """What is open in places, each under its name: `places` tell it, the key of the section, and slots."""
    shown = []
    for name, key, slots in places:
        waiting = [slot for slot in slots if slot.state is State.OPEN]
        if waiting:
            shown.append(f'<p class="of">{escape(name)}</p>{numbers_html(waiting, key)}')
    return "".join(shown)


def figures_html(slots: Iterable[RenderedSlot], *, placeable: bool) -> str:
    """Figures as a list; with `placeable` each can be put into the text."""
    items = "".join(
        f'<li><span class="n {state_of(slot).value}">{escape(slot.text)}</span> {escape(asked(slot))}'
        f"{_button(f'{PUT}:{slot.slot}', '插入') if placeable else ''}<div>{escape(sources(slot)[-1])}</div></li>"
        for slot in slots
    )
    return f'<ul class="numbers">{items}</ul>'


def past_html(passage: PastPassage, *, takeable: bool) -> str:
    """The sentences of a past passage; with `takeable` each can be taken over."""
    items = "".join(
        f"<li>{escape(sentence.text)}{_take(passage.document, sentence.span) if takeable else ''}</li>"
        for sentence in passage.sentences
    )
    return f'<ul class="numbers">{items}</ul>'


def changes_html(changed: Iterable[tuple[str, Change]], *, openable: bool) -> str:
    """What the tables changed, each under the name of its place: from what to what, and out of which table; with
    `openable` the section can be opened."""
    heads = "".join(f"<th>{head}</th>" for head in ("位置", "原来", "现在", "现在的句子", "出处"))
    rows = "".join(_change(place, change, openable=openable) for place, change in changed)
    return f'<table class="reuse changes"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _change(place: str, change: Change, *, openable: bool) -> str:
    slot, name = change.slot, escape(place)
    if openable and change.section != FRONT:
        name = f'<button type="button" data-do="{OPEN}:{change.section}">{name}</button>'
    before, now, after = map(escape, change.sentence.partition(slot.text))
    source = slot.reason or (
        slot.figure.source.label if slot.figure else f"推算：{slot.formula}" if slot.formula else ""
    )
    reads = f'<span class="n {state_of(slot).value}">{escape(slot.text)}</span>'
    cells = (name, escape(change.was), reads, f"{before}<b>{now}</b>{after}", escape(source))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def marks_html(section: RenderedSection) -> str:
    """What a person has to look at in a section besides its numbers."""
    items = "".join(
        f"<li><b>{escape(paragraph.text[mark.start : mark.end])}</b><div>{escape(mark_text(mark))}</div></li>"
        for paragraph in section.paragraphs
        for mark in paragraph.marks
    )
    return f'<ol class="numbers">{items}</ol>' if items else ""


def findings_html(findings: Iterable[Proof]) -> str:
    """What a check found, in reading order."""
    items = "".join(
        f"<li><b>{escape(found.words)}</b> <small>{escape(found.kind)}</small><div>{escape(found.note)}</div></li>"
        for found in findings
    )
    return f'<ol class="numbers">{items}</ol>'


def _take(document: int, span: Span) -> str:
    return _button(f"{TAKE}:{document}:{span.start}:{span.end}", "取用")


def _button(does: str, label: str) -> str:
    return f'<button type="button" class="small" data-do="{escape(does, quote=True)}">{label}</button>'
