"""The Word file of a rendered text, plain as an office would hand it in."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from .render import Block, Document

NOTICE = "示例材料：岚江市为虚构城市，本文及数据均系编写，仅供演示"
_BODY, _KAI, _HEI, _SONG = "仿宋", "楷体", "黑体", "宋体"


def to_word(document: Document) -> bytes:
    """The bytes of the .docx."""
    word = docx.Document()
    _set_up_page(word)
    _set_up_styles(word)
    for block in document.blocks:
        _add(word, block)
    _add_notice(word)
    word.core_properties.title = document.blocks[0].text
    word.core_properties.author = "岚江市人民政府办公室（虚构）"
    word.core_properties.comments = NOTICE
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _set_up_page(word: Any) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _set_up_styles(word: Any) -> None:
    normal = word.styles["Normal"]
    _set_font(normal, _BODY, 16)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    normal.paragraph_format.line_spacing = Pt(28.95)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    for name, font, size in (("Title", _SONG, 22), ("Heading 1", _HEI, 16), ("Heading 2", _KAI, 16)):
        style = word.styles[name]
        _set_font(style, font, size)
        style.font.bold = name == "Title"
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        border = style.element.pPr.find(qn("w:pBdr"))
        if border is not None:
            style.element.pPr.remove(border)


def _set_font(style: Any, font: str, size: int) -> None:
    style.font.name = font
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[attribute]
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hAnsi"), font)


def _add(word: Any, block: Block) -> None:
    if block.role in ("title", "subtitle"):
        paragraph = word.add_paragraph(block.body, style="Title" if block.role == "title" else "Normal")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if block.role == "subtitle":
            _dress(paragraph.runs[0], _KAI)
        return
    style = {"part": "Heading 1", "section": "Heading 2"}.get(block.role, "Normal")
    paragraph = word.add_paragraph(style=style)
    if block.lead:
        opening = paragraph.add_run(block.lead)
        if block.role == "run_in":
            _dress(opening, _KAI)
        else:
            opening.bold = True
    paragraph.add_run(block.body)
    if block.role != "salutation":
        _indent(paragraph)


def _dress(run: Any, font: str) -> None:
    run.font.name = font
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _indent(paragraph: Any) -> None:
    """Two characters, in characters and in points."""
    paragraph.paragraph_format.first_line_indent = Pt(32)
    paragraph._element.get_or_add_pPr().find(qn("w:ind")).set(qn("w:firstLineChars"), "200")


def _add_notice(word: Any) -> None:
    """The footer: the notice and the page number."""
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(NOTICE + "　— ")
    run.font.size = Pt(9)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = paragraph.add_run()
        part.font.size = Pt(9)
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        part._element.append(element)
    paragraph.add_run(" —").font.size = Pt(9)
