"""The sheet of paper: size, margins, grid, and the page numbers under odd and even pages. Knows nothing of drafts."""

from copy import deepcopy

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.section import _Footer
from docx.shared import Length, Twips

from export.word.markup import element, field, paragraph, rooted, run
from export.word.profile import Profile, twips
from export.word.styles import Style

ACROSS_EDGE = 20
"""Millimetres left white on every side of paper laid across."""


def set_page(document: Document, profile: Profile) -> None:
    """Gives the only section of `document` the paper, the grid and the footers of `profile`."""
    section = document.sections[0]
    section.page_width, section.page_height = _length(profile.width), _length(profile.height)
    section.top_margin, section.bottom_margin = _length(profile.top), _length(profile.bottom)
    section.left_margin, section.right_margin = _length(profile.left), _length(profile.right)
    section.footer_distance = _length(profile.footer)
    section.header_distance, section.gutter = _length(15), Twips(0)
    # `linesAndChars` would set the characters too, but LibreOffice then gets fourteen on a line.
    _replace_grid(document, element("docGrid", type="lines", linePitch=profile.pitch))
    _number(section.footer, "right", profile)
    _number(section.even_page_footer, "left", profile)


def turn_across(document: Document) -> None:
    """Ends the section the document has so far, and lays the paper of what follows across; page numbers run on."""
    last = document.sections[0]._sectPr
    upright = deepcopy(last)
    holder = parse_xml(rooted(paragraph(Style.NORMAL, "", sectPr=element("sectPr"))))
    holder.pPr.replace(holder.pPr.find(qn("w:sectPr")), upright)
    last.addprevious(holder)
    section = document.sections[-1]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.top_margin = section.bottom_margin = section.left_margin = section.right_margin = _length(ACROSS_EDGE)
    section.footer_distance = _length(10)
    for grid in last.xpath("./w:docGrid"):
        last.remove(grid)


def _length(millimetres: float) -> Length:
    return Twips(twips(millimetres))


def _replace_grid(document: Document, grid: str) -> None:
    properties = document.sections[0]._sectPr
    for old in properties.xpath("./w:docGrid"):
        properties.remove(old)
    properties.append(parse_xml(rooted(grid)))


def _number(footer: _Footer, side: str, profile: Profile) -> None:
    """`— 1 —` on `side`, one character in from the edge."""
    footer.is_linked_to_previous = False
    inset = {f"{side}Chars": 100, side: profile.number_size * 20}
    xml = paragraph(
        Style.FOOTER,
        run("— ") + field("PAGE", "1") + run(" —"),
        ind=element("ind", **inset),
        jc=element("jc", val=side),
    )
    old = footer.paragraphs[0]._p
    old.getparent().replace(old, parse_xml(rooted(xml)))
