"""A Word file with nothing of the library's template left in it, from the first part to the bytes.

Knows parts, relationships and properties; knows nothing of drafts. The same content gives the same bytes.
"""

import io
import zipfile
from datetime import UTC, date, datetime, time
from typing import cast

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.rel import Relationships
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.comments import CommentsPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart

from export.word.markup import clean, element, rooted
from export.word.page import set_page
from export.word.profile import Faces, Profile
from export.word.styles import Style, style_sheet

# What stands for "when" where nobody said when: the first day a zip archive can name.
UNKNOWN_TIME = datetime(1980, 1, 1, tzinfo=UTC)
PLACE = "{{正文}}"
"""What a template says where the speech is to stand."""
_KEPT = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES, RELATIONSHIP_TYPE.FOOTER}
_ITEM_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ITEM_ID = "{6B0C2C53-5C19-4E5B-9E0E-6E3D1B0F5A01}"


def blank_document(profile: Profile) -> Document:
    """An empty document on the page of `profile`."""
    document = docx.Document()
    _strip(document.part.rels)
    assert document.part.package is not None
    _strip(document.part.package.rels)
    _add_styles(document, style_sheet(profile))
    _add_settings(document)
    _add_fonts(document, profile.faces)
    set_page(document, profile)
    return document


def set_body(document: Document, paragraphs: str) -> None:
    """Puts `paragraphs`, written as WordprocessingML, in the place kept for them, else before the section's
    properties; in the styles of the document that go by the names of ours."""
    body = document.element.body
    place = place_in(document)
    ids = _style_ids(document)
    for written in list(parse_xml(rooted(element("body", paragraphs)))):
        for style in written.iter(qn("w:pStyle"), qn("w:rStyle")):
            style.set(qn("w:val"), ids.get(style.get(qn("w:val")), style.get(qn("w:val"))))
        (body.xpath("./w:sectPr")[0] if place is None else place).addprevious(written)
    if place is not None:
        place.getparent().remove(place)


def place_in(document: Document) -> BaseOxmlElement | None:
    """The paragraph that keeps the place of the speech, or None."""
    for each in document.element.body.iter(qn("w:p")):
        if "".join(text.text or "" for text in each.iter(qn("w:t"))).strip() == PLACE:
            return cast(BaseOxmlElement, each)
    return None


def _style_ids(document: Document) -> dict[str, str]:
    """Our styles' ids, each with the id under which the document knows a style of that name."""
    named = {}
    for style in document.styles.element.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None:
            named[name.get(qn("w:val"), "").lower()] = style.get(qn("w:styleId"))
    return {style.value: named[style.label.lower()] for style in Style if style.label.lower() in named}


def set_comments(document: Document, comments: str) -> None:
    """Gives `document` its comments part, written as WordprocessingML."""
    root = parse_xml(rooted(element("comments", comments)))
    package = document.part.package
    assert package is not None
    part = CommentsPart(PackURI("/word/comments.xml"), CONTENT_TYPE.WML_COMMENTS, root, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.COMMENTS)


def set_properties(document: Document, *, title: str, issued: date | None) -> None:
    """Sets title, language and dates; no author, since the author is whoever signs. An unknown date is a fixed one."""
    core = document.core_properties
    when = datetime.combine(issued, time(), UTC) if issued else UNKNOWN_TIME
    core.title, core.language = clean(title)[:255], "zh-CN"
    core.author = core.last_modified_by = core.comments = core.keywords = core.subject = core.category = ""
    core.created = core.modified = when.replace(tzinfo=None)
    core.revision = 1


def add_custom_xml(document: Document, xml: bytes) -> None:
    """Adds a custom XML part, which Word and LibreOffice keep untouched through editing."""
    package = document.part.package
    assert package is not None
    taken = len(custom_xml(document)) + 1  # a template may have parts of its own
    item = Part(PackURI(f"/customXml/item{taken}.xml"), CONTENT_TYPE.XML, xml, package)
    named = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'<ds:datastoreItem ds:itemID="{_ITEM_ID}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs/></ds:datastoreItem>'
    )
    properties = Part(PackURI(f"/customXml/itemProps{taken}.xml"), _ITEM_TYPE, named.encode(), package)
    item.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)


def custom_xml(document: Document) -> list[bytes]:
    """The custom XML parts of `document`."""
    related = document.part.rels.values()
    return [rel.target_part.blob for rel in related if rel.reltype == RELATIONSHIP_TYPE.CUSTOM_XML]


def to_bytes(document: Document) -> bytes:
    """The .docx file. Its entries carry no clock time, so the same document is the same bytes."""
    saved, fixed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def _strip(relationships: Relationships) -> None:
    """Cuts loose what the template brought along: thumbnail, theme, effects, numbering, its maker's properties."""
    for key in [key for key, rel in relationships.items() if rel.reltype not in _KEPT]:
        del relationships[key]


def _add_styles(document: Document, sheet: str) -> None:
    package = document.part.package
    assert package is not None
    part = StylesPart(PackURI("/word/styles.xml"), CONTENT_TYPE.WML_STYLES, parse_xml(rooted(sheet)), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.STYLES)


def _add_settings(document: Document) -> None:
    package = document.part.package
    assert package is not None
    mode = [
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
    ]
    compat = "".join(
        element("compatSetting", name=name, uri="http://schemas.microsoft.com/office/word", val=value)
        for name, value in mode
    )
    children = (
        element("zoom", percent=100),
        element("defaultTabStop", val=420),
        element("evenAndOddHeaders"),
        # Punctuation keeps its full width: compressed, a line would hold more than its 28 characters.
        element("characterSpacingControl", val="doNotCompress"),
        element("compat", compat),
        element("themeFontLang", val="en-US", eastAsia="zh-CN"),
        element("decimalSymbol", val="."),
        element("listSeparator", val=","),
    )
    root = parse_xml(rooted(element("settings", "".join(children))))
    part = SettingsPart(PackURI("/word/settings.xml"), CONTENT_TYPE.WML_SETTINGS, root, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.SETTINGS)


def _add_fonts(document: Document, faces: Faces) -> None:
    """The font table: it tells a machine without an official face which common one stands in."""
    package = document.part.package
    assert package is not None
    fonts = (
        (faces.title, "宋体", "roman"),
        (faces.body, "仿宋", "modern"),
        (faces.section, "楷体", "modern"),
        (faces.part, "SimHei", "modern"),
        (faces.number, "SimSun", "roman"),
    )
    written = "".join(
        element(
            "font",
            element("altName", val=other)
            + element("charset", val="86")
            + element("family", val=family)
            + element("pitch", val="variable"),
            name=name,
        )
        for name, other, family in fonts
    )
    xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + rooted(element("fonts", written))
    part = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, xml.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)
