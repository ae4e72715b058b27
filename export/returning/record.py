"""The record an exported Word file keeps of the figures it was made from, in a custom XML part.

Word and LibreOffice carry the part through editing and saving. Knows ids and times; knows nothing of how a page looks.
"""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.parser import parse_xml

from drafting.model import RenderedDraft
from errors import RefusedFile
from export.numbers.provenance import figures_behind
from export.word.package import add_custom_xml, custom_xml

_NAMESPACE = "urn:hegao:export-record:1"


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """The draft, the moment of export (UTC; None where it was not told), the ids of the figures, ascending, and the
    number of the export among the versions of the draft (None: it was not kept as one)."""

    draft: int
    at: datetime | None
    figures: tuple[int, ...]
    export: int | None = None


def record_of(draft: RenderedDraft, at: datetime | None, export: int | None = None) -> ExportRecord:
    """The record of an export of `draft` at the moment `at`, which must know its time zone."""
    if at is not None and at.tzinfo is None:
        raise ValueError("the moment of an export must know its time zone")
    behind = {
        figure.id
        for section in draft.sections
        for paragraph in section.paragraphs
        for slot in paragraph.slots
        for figure in figures_behind(slot)
    }
    moment = at.astimezone(UTC).replace(microsecond=0) if at else None
    return ExportRecord(draft.id, moment, tuple(sorted(behind)), export)


def add_record(document: Document, record: ExportRecord) -> None:
    """Writes `record` into `document`."""
    moment = f' at="{record.at.isoformat()}"' if record.at else ""
    moment += f' export="{record.export}"' if record.export is not None else ""
    ids = " ".join(map(str, record.figures))
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<export xmlns="{_NAMESPACE}" draft="{record.draft}"{moment}><figures>{ids}</figures></export>'
    )
    add_custom_xml(document, xml.encode())


def read_record(content: bytes) -> ExportRecord | None:
    """The record in a .docx file, or None where it keeps none. Raises `RefusedFile` for what is no Word file."""
    try:
        document = docx.Document(io.BytesIO(content))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError):
        raise RefusedFile("这不是可以打开的 Word 文件，请选择由核稿导出的 .docx 文件。") from None
    ours = next((xml for xml in custom_xml(document) if _NAMESPACE.encode() in xml), None)
    if ours is None:
        return None
    try:
        return _parsed(ours)
    except (ValueError, SyntaxError):
        raise RefusedFile("这个 Word 文件里的导出记录已损坏，请重新导出。") from None


def _parsed(xml: bytes) -> ExportRecord:
    root = parse_xml(xml)
    moment, figures = root.get("at"), "".join(root.itertext()).split()
    at = datetime.fromisoformat(moment) if moment else None
    export = root.get("export")
    return ExportRecord(int(root.get("draft", "")), at, tuple(map(int, figures)), int(export) if export else None)
