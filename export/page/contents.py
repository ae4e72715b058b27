"""A list of the speech's headings, as a field that Word fills with page numbers when it opens the file.

What it shows until then are the headings alone: pages are known to whoever sets them.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from export.page.layout import Line, Place
from export.word.markup import clean, element, paragraph, run
from export.word.styles import Style

_TITLE = "目　录"
_FRONT = (Place.NOTICE, Place.TITLE, Place.UNDER_TITLE)
_KIND = "C"


def write_contents(lines: Sequence[Line]) -> str:
    """The list as paragraphs, ending the page; "" for a text without headings. `lines` are those of the speech."""
    entries = [entry for line in lines if (entry := _entry(line)) is not None]
    if not entries:
        return ""
    # Dirty: Word fills the field when it opens the file, without asking as a setting to update all fields would.
    begin = '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
    code = f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" \\f {_KIND} \\h \\z </w:instrText></w:r>'
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    written = [paragraph(Style.CONTENTS_TITLE, run(_TITLE))]
    for number, (style, text) in enumerate(entries):
        opening = begin + code + separate if number == 0 else ""
        closing = end if number == len(entries) - 1 else ""
        written.append(paragraph(style, opening + run(text) + closing))
    return "".join(written) + paragraph(Style.NORMAL, element("r", element("br", type="page")))


def with_entry(line: Line, written: str) -> str:
    """A written line, with a hidden entry for the list where its heading shares it with the text: Word finds other
    headings by their style."""
    entry = _entry(line)
    if entry is None or line.place is not Place.BODY:
        return written
    words = entry[1].replace('"', "”")
    hidden = element("rPr", element("vanish"))
    marks = [element("fldChar", fldCharType=kind) for kind in ("begin", "end")]
    code = f'<w:instrText xml:space="preserve"> TC "{escape(clean(words))}" \\f {_KIND} \\l 2 </w:instrText>'
    field = "".join(f"<w:r>{hidden}{inside}</w:r>" for inside in (marks[0], code, marks[1]))
    return written.replace("</w:pPr>", f"</w:pPr>{field}", 1)


def _entry(line: Line) -> tuple[Style, str] | None:
    """The style and the words of a line's entry, None where it has no heading."""
    if line.place is Place.PART:
        return Style.CONTENTS_1, line.text
    if line.place is Place.SECTION:
        return Style.CONTENTS_2, line.text
    if line.place is Place.POINT:
        return Style.CONTENTS_3, line.text
    return (Style.CONTENTS_2, line.text[: line.heading].rstrip("。")) if line.heading else None


def front_ends(lines: Sequence[Line]) -> int:
    """How many lines stand before the text: notice, title, and what is under it."""
    return next((at for at, line in enumerate(lines) if line.place not in _FRONT), len(lines))
