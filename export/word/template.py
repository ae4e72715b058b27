"""An office's own .docx as the page: its styles, paper, headers and letterhead in the place of ours.

A style that the template lacks is added from ours. Where its text has a paragraph `{{正文}}`, the speech stands there
and what is around it stays (a letterhead); else nothing of its text is kept.
"""

import io

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from export.word.markup import rooted
from export.word.package import place_in
from export.word.profile import Profile
from export.word.styles import style_sheet


def document_on(template: bytes, profile: Profile) -> Document:
    """An empty document on the page of `template`, a file known to be sound."""
    document = docx.Document(io.BytesIO(template))
    body = document.element.body
    if place_in(document) is None:
        for child in list(body):
            if child.tag != qn("w:sectPr"):
                body.remove(child)
    for key, rel in list(document.part.rels.items()):
        if rel.reltype == RELATIONSHIP_TYPE.COMMENTS:  # remarks on the template are none on the speech
            del document.part.rels[key]
    _complete_styles(document, profile)
    return document


def _complete_styles(document: Document, profile: Profile) -> None:
    styles = document.styles.element
    names = {_name(style) for style in styles.iter(qn("w:style"))}
    for style in parse_xml(rooted(style_sheet(profile))).iter(qn("w:style")):
        if _name(style) not in names:
            style.attrib.pop(qn("w:default"), None)
            styles.append(style)


def _name(style: object) -> str:
    name = style.find(qn("w:name"))  # type: ignore[attr-defined]
    return "" if name is None else str(name.get(qn("w:val"), "")).lower()
