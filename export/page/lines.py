"""Lines of the layout as WordprocessingML: each in its style, cut into runs, with comments anchored on characters.

Knows the layout and the styles; what to highlight and what to comment on is the caller's word.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drafting.model import RenderedSlot
from export.page.changes import Change, ChangedLine
from export.page.layout import Line, Place, Stretch, stretches
from export.page.title import break_title
from export.word.markup import RunLook, element, paragraph, run
from export.word.profile import Profile
from export.word.revisions import Revisions
from export.word.styles import Style

OPEN_COLOUR = "yellow"
TEXT_BEGINS, TEXT_ENDS = "_hg_begin", "_hg_end"
"""The bookmarks between which the speech stands: a letterhead before it and an appendix behind are none of it."""

_STYLES = {
    Place.NOTICE: Style.NOTICE,
    Place.TITLE: Style.TITLE,
    Place.UNDER_TITLE: Style.UNDER_TITLE,
    Place.SALUTATION: Style.SALUTATION,
    Place.PART: Style.PART,
    Place.SECTION: Style.SECTION,
    Place.POINT: Style.LEVEL_3,
    Place.BODY: Style.BODY,
}

Colour = Callable[[Stretch], str]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The comment of id `comment` is about characters [start, end) of its line."""

    comment: int
    start: int
    end: int


def only_open(stretch: Stretch) -> str:
    """Highlights what is open and nothing else."""
    return OPEN_COLOUR if stretch.open else ""


def write_line(
    line: Line,
    profile: Profile,
    colour: Colour = only_open,
    anchors: Sequence[Anchor] = (),
    changed: ChangedLine | None = None,
    revisions: Revisions | None = None,
) -> str:
    """`line` as a Word paragraph. Anchors must begin and end where a slot or a mark of the line does. `changed` tells
    of tracked changes in it, which `revisions` numbers and signs."""
    page = _broken(line, profile)
    changes = changed.changes if changed and page == line else ()
    written: list[str] = []
    for stretch in stretches(page, [at for change in changes for at in (change.start, change.end)]):
        for change in changes:
            if change.start == stretch.start and revisions and change.gone:
                written.append(revisions.struck(change.gone, _look(line, stretch, "")))
        written += [element("commentRangeStart", id=each.comment) for each in anchors if each.start == stretch.start]
        written += [_bookmark(line, slot) for slot in line.slots if slot.start == stretch.start < slot.end]
        shown = run(stretch.text, _look(line, stretch, _highlight(line, stretch, colour)))
        new = changed is not None and (changed.added or _in_change(stretch, changes))
        written.append(revisions.put_in(shown) if new and revisions else shown)
        written += [_bookmark_end(line, slot) for slot in line.slots if slot.end == stretch.end > slot.start]
        written += [_end(each) for each in anchors if each.end == stretch.end]
    if revisions:
        written += [
            revisions.struck(change.gone, RunLook())
            for change in changes
            if change.gone and change.start == len(page.text)
        ]
    mark = revisions.mark("ins") if changed and changed.added and revisions else ""
    # An empty line as space above the paragraph: an empty paragraph would be read back as one.
    gap = element("spacing", before=profile.pitch) if line.gap else ""
    return paragraph(_STYLES[line.place], "".join(written), spacing=gap, rPr=mark)


def write_removed(line: Line, revisions: Revisions) -> str:
    """A line that is no more, as a paragraph deleted under tracked changes."""
    words = revisions.struck(line.text, RunLook())
    return paragraph(_STYLES[line.place], words, rPr=revisions.mark("del"))


def _in_change(stretch: Stretch, changes: Sequence[Change]) -> bool:
    return any(change.start <= stretch.start < change.end for change in changes)


def _look(line: Line, stretch: Stretch, highlight: str) -> RunLook:
    return RunLook(_character_style(line, stretch), highlight)


def _highlight(line: Line, stretch: Stretch, colour: Colour) -> str:
    return OPEN_COLOUR if line.place is Place.NOTICE else colour(stretch)


_SLOTS_A_SECTION = 10_000


def _bookmark(line: Line, slot: RenderedSlot) -> str:
    """A hidden bookmark around a slot: by it the slot is found again when the file comes back. Word, WPS and
    LibreOffice keep bookmarks through editing; LibreOffice 7.4 loses the tags of content controls."""
    if line.section is None:
        return ""
    return element("bookmarkStart", id=_bookmark_id(line.section, slot), name=slot_mark(line.section, slot.number))


def _bookmark_end(line: Line, slot: RenderedSlot) -> str:
    return element("bookmarkEnd", id=_bookmark_id(line.section, slot)) if line.section is not None else ""


def _bookmark_id(section: int, slot: RenderedSlot) -> int:
    return section * _SLOTS_A_SECTION + slot.number


def slot_mark(section: int, number: int) -> str:
    """The name of the bookmark around slot `number` of a section; Word hides what begins with an underscore."""
    return f"_hg{section}_{number}"


def _character_style(line: Line, stretch: Stretch) -> str:
    """A heading that shares its line is a run in the character style linked to the heading style.

    Word's style separator would show it in the navigation pane too, but it makes two paragraphs of one: other word
    processors set them on two lines, and whoever reads the file takes heading and text apart.
    """
    if stretch.heading and line.place is Place.BODY:
        return Style.SECTION_RUN
    return Style.LEAD if stretch.lead else ""


def _broken(line: Line, profile: Profile) -> Line:
    if line.place is not Place.TITLE:
        return line
    # One character less than would fit: a face that runs wide must not push the last one over the edge.
    limit = profile.measure // profile.title_size - 1
    return Line(line.place, "\n".join(break_title(line.text, limit)), gap=line.gap)


def _end(anchor: Anchor) -> str:
    reference = element("commentReference", id=anchor.comment)
    look = RunLook(Style.COMMENT_REFERENCE).xml
    return element("commentRangeEnd", id=anchor.comment) + f"<w:r>{look}{reference}</w:r>"
