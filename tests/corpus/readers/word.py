"""Word files for the tests, made paragraph by paragraph."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def word(*builders: Callable[[Any], object]) -> bytes:
    """A .docx made by calling each builder with the document."""
    document = docx.Document()
    for build in builders:
        build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def line(*runs: str | tuple[str, bool], style: str | None = None) -> Callable[[Any], object]:
    """A paragraph of runs; a pair (words, True) is bold."""

    def build(document: Any) -> None:
        paragraph = document.add_paragraph(style=style)
        for run in runs:
            words, bold = (run, False) if isinstance(run, str) else run
            paragraph.add_run(words).bold = bold or None

    return build


def raw(xml: str) -> Callable[[Any], object]:
    """A paragraph given by the XML inside its w:p."""

    def build(document: Any) -> None:
        body = document.element.body
        body.insert(len(body) - 1, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))

    return build


def table(*rows: tuple[str, ...]) -> Callable[[Any], object]:
    """A table of these rows."""

    def build(document: Any) -> None:
        made = document.add_table(len(rows), len(rows[0]))
        for row, cells in enumerate(rows):
            for column, words in enumerate(cells):
                made.cell(row, column).text = words

    return build


def numbered(number: str, pattern: str, form: str) -> Callable[[Any], object]:
    """Adds a numbering definition under id `number` to the document."""

    def build(document: Any) -> None:
        root = document.part.numbering_part.element
        level = (
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        )
        root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{level}</w:abstractNum>'))
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))

    return build


def replaced(data: bytes, part: str, change: Callable[[bytes], bytes] | None) -> bytes:
    """The archive with one part changed, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
            elif change is not None:
                new.writestr(name, change(old.read(name)))
    return out.getvalue()
