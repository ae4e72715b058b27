"""A rendered draft as HTML for reading: every number coloured by what filled it, its source on hover.

Pure: values in, HTML out. All words of a draft are escaped here, since drafts are made of documents of unknown origin.
Class names are those of `desk.css`. Knows no Streamlit.
"""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise

from app_pages.common.wording import embargo_text, ref_text, verification_text
from app_pages.common.writing import place_of_slot
from desk import FRONT
from drafting.model import By, Mark, RenderedDraft, RenderedParagraph, RenderedSection, RenderedSlot, Role, State
from figures.figure import Figure
from figures.slots import CalendarSlot, EntrySlot, FigureSlot, Slot

STATES = {
    By.FIGURE: "核实数据",
    By.FORMULA: "公式推算",
    By.CALENDAR: "日期",
    By.ENTRY: "人工填报",
    By.NOTHING: "待核",
}


def state_of(slot: RenderedSlot) -> By:
    """What filled `slot`, or `By.NOTHING` while it is open, whatever else it carries."""
    return slot.by if slot.state is State.FILLED else By.NOTHING


def asked(slot: RenderedSlot) -> str:
    """What a slot asks for, in words."""
    return asked_text(slot.slot)


def asked_text(wanted: Slot) -> str:
    """What a slot asks for, in words, before it is filled."""
    if isinstance(wanted, FigureSlot):
        return ref_text(wanted.ref, wanted.kind)
    if isinstance(wanted, CalendarSlot):
        return f"讲话日期（{wanted.unit.value}）"
    if isinstance(wanted, EntrySlot):
        return f"填报（{wanted.kind.value}）"
    return f"指标名称中的数字（{wanted.words}）"


def sources(slot: RenderedSlot) -> list[str]:
    """Where a slot's words come from, one statement a line; for an open slot, why it is open."""
    if slot.state is State.OPEN:
        return [f"待核：{slot.reason or '没有可用的核实数据。'}"]
    lines = []
    if slot.figure is not None:
        lines += _figure_lines(slot.figure)
    if slot.formula:
        lines.append(f"推算：{slot.formula}")
    lines += [f"　{ref_text(figure.ref, figure.kind)}：{_told(figure)}" for figure in slot.inputs]
    if slot.by is By.CALENDAR:
        lines.append("按讲话期间自动填写")
    if slot.note:
        lines.append(slot.note)
    return lines


def _figure_lines(figure: Figure) -> list[str]:
    lines = (
        f"数值：{figure.quantity.label}，{verification_text(figure)}",
        f"来源：{figure.source.label}",
        embargo_text(figure),
    )
    return [line for line in lines if line]


def _told(figure: Figure) -> str:
    said = (figure.quantity.label, figure.source.label, verification_text(figure), embargo_text(figure))
    return "，".join(filter(None, said))


def draft_html(draft: RenderedDraft, wanted: Iterable[int], *, after: str = "") -> str:
    """The sections of the keys `wanted`, with the headings of their parts; with all of them, the title block too.

    `after` is the heading of the part that already stands above, and is not told again.
    """
    numbers = list(wanted)
    head = _front(draft) if len(numbers) == len(draft.sections) else ""
    return f'<div class="speech">{head}{"".join(_sections(draft, numbers, after))}</div>'


def _front(draft: RenderedDraft) -> str:
    front = draft.front.paragraphs if draft.front else (_line(draft.title), _line(draft.byline))
    lines = zip(("title", "byline", "salutation"), (*front, _line(draft.salutation)), strict=True)
    return "".join(f'<p class="{name}">{_marked(line, FRONT)}</p>' for name, line in lines if line.text)


def _line(text: str, slots: Iterable[RenderedSlot] = ()) -> RenderedParagraph:
    # A title of a draft that an earlier version froze tells the places of its slots otherwise.
    told = tuple(slot for slot in slots if text[slot.start : slot.end] == slot.text)
    return RenderedParagraph(text, 0, told, ())


def _sections(draft: RenderedDraft, numbers: list[int], part: str) -> Iterator[str]:
    for number in numbers:
        section = draft.section(number)
        if section.part and section.part != part:
            yield f'<p class="part">{_marked(_line(section.part, part_slots(section)), section.key)}</p>'
        part = section.part
        yield section_html(section)


def section_html(section: RenderedSection) -> str:
    """One section: its heading (on the line of its first paragraph where it runs in) and its paragraphs."""
    heading = _marked(_line(section.heading, section.titled[section.parted :]), section.key)
    paragraphs = [_marked(paragraph, section.key) for paragraph in section.paragraphs]
    if heading and section.run_in and paragraphs:
        paragraphs[0] = f'<span class="heading">{heading}</span>{paragraphs[0]}'
    elif heading:
        paragraphs.insert(0, f'<span class="heading">{heading}</span>')
    css = "section" if section.role is Role.SECTION else f"section {section.role.value}"
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return f'<div class="{css}" data-twice="{place_of_section(section.key)}">{body}</div>'


def place_of_section(key: int) -> str:
    """How a press tells the section of `key`."""
    return f"section:{key}"


def _marked(paragraph: RenderedParagraph, key: int) -> str:
    """The paragraph cut wherever a slot, a mark or the lead begins or ends, each piece in its colours.

    Marks may cross slots, so nothing can be nested: every piece carries all that lies over it.
    """
    text = paragraph.text
    cuts = {0, len(text), paragraph.lead}
    cuts |= {cut for slot in paragraph.slots for cut in (slot.start, slot.end)}
    cuts |= {cut for mark in paragraph.marks for cut in (mark.start, mark.end)}
    edges = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    pieces = (_piece(paragraph, key, start, end) + _wordless(paragraph, key, end) for start, end in pairwise(edges))
    return _wordless(paragraph, key, 0) + "".join(pieces)


def _wordless(paragraph: RenderedParagraph, key: int, at: int) -> str:
    """The slots at `at` that brought no words along: they are seen all the same, as nothing is left out silently."""
    return "".join(_coloured(slot, key, "", last=True) for slot in paragraph.slots if slot.start == slot.end == at)


def _piece(paragraph: RenderedParagraph, key: int, start: int, end: int) -> str:
    html = escape(paragraph.text[start:end])
    for slot in paragraph.slots:
        if slot.start <= start and end <= slot.end:
            html = _coloured(slot, key, html, last=end == slot.end)
    for mark in paragraph.marks:
        if mark.start <= start and end <= mark.end:
            html = f'<span class="mark" title="{_title([mark_text(mark)])}">{html}</span>'
    return f'<span class="lead">{html}</span>' if end <= paragraph.lead else html


def _coloured(slot: RenderedSlot, key: int, html: str, *, last: bool) -> str:
    state = state_of(slot)
    flag = "<sup>待核</sup>" if state is By.NOTHING and last else ""
    title = _title([asked(slot), *sources(slot)])
    return (
        f'<span data-do="{place_of_slot(key, slot.number)}" class="n {state.value}" title="{title}">{html}{flag}</span>'
    )


def mark_text(mark: Mark) -> str:
    """Why a person has to look at a passage."""
    return f"{mark.kind.label}：{mark.note}" if mark.note else mark.kind.label


def _title(lines: Iterable[str]) -> str:
    return escape("\n".join(lines), quote=True).replace("\n", "&#10;")


def legend_html() -> str:
    """The key to the colours."""
    keys = "".join(f'<span class="n {state.value}">{label}</span>' for state, label in STATES.items())
    mark = '<span class="mark">须人工过目</span>'
    return f'<p class="legend">{keys}{mark}<span class="hint">停在数字上看出处，点开看详情</span></p>'


def slots_of(section: RenderedSection) -> list[RenderedSlot]:
    """All slots of a section, in reading order: those in its heading too, not those in the title of its part."""
    return list(section.slots[section.parted :])


def part_slots(section: RenderedSection) -> list[RenderedSlot]:
    """The slots in the title of the part of a section."""
    return list(section.titled[: section.parted])
