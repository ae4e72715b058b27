"""Lines of the layout as WordprocessingML: each in its style, cut into runs, with comments anchored on characters.

Knows the layout and the styles; what to highlight and what to comment on is the caller's word.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from export.layout import Line, Place, Stretch, stretches
from export.title import break_title
from export.word.markup import RunLook, element, paragraph, run
from export.word.profile import Profile
from export.word.styles import Style

OPEN_COLOUR = "yellow"

_STYLES = {
    Place.NOTICE: Style.NOTICE,
    Place.TITLE: Style.TITLE,
    Place.UNDER_TITLE: Style.UNDER_TITLE,
    Place.SALUTATION: Style.SALUTATION,
    Place.PART: Style.PART,
    Place.SECTION: Style.SECTION,
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


def write_line(line: Line, profile: Profile, colour: Colour = only_open, anchors: Sequence[Anchor] = ()) -> str:
    """`line` as a Word paragraph. Anchors must begin and end where a slot or a mark of the line does."""
    written: list[str] = []
    for stretch in stretches(_broken(line, profile)):
        written += [element("commentRangeStart", id=each.comment) for each in anchors if each.start == stretch.start]
        highlight = OPEN_COLOUR if line.place is Place.NOTICE else colour(stretch)
        written.append(run(stretch.text, RunLook(_character_style(line, stretch), highlight)))
        written += [_end(each) for each in anchors if each.end == stretch.end]
    # An empty line as space above the paragraph: an empty paragraph would be read back as one.
    gap = element("spacing", before=profile.pitch) if line.gap else ""
    return paragraph(_STYLES[line.place], "".join(written), spacing=gap)


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
