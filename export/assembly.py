"""A Word copy put together: the page, what may stand before the text and behind it, properties and the record."""

from collections.abc import Sequence
from datetime import datetime

from drafting.model import RenderedDraft
from export.options import Options
from export.page.appendix import write_appendix
from export.page.contents import front_ends, with_entry, write_contents
from export.page.layout import Line
from export.page.lines import TEXT_BEGINS, TEXT_ENDS
from export.returning.record import add_record, record_of
from export.word.markup import element
from export.word.package import blank_document, set_body, set_comments, set_properties, to_bytes
from export.word.page import turn_across
from export.word.template import document_on


def assemble(
    draft: RenderedDraft,
    written: Sequence[tuple[Line, str]],
    options: Options,
    *,
    title: str,
    comments: str = "",
    at: datetime | None = None,
    export: int | None = None,
) -> bytes:
    """The .docx of the lines as `written` in WordprocessingML. `at` is the moment of the export and `export` its number
    among the draft's versions, for the record."""
    document = document_on(options.template, options.profile) if options.template else blank_document(options.profile)
    lines = [line for line, _ in written]
    front = front_ends(lines) if options.contents else 0
    contents = write_contents(lines) if options.contents else ""
    texts = [with_entry(line, text) if contents else text for line, text in written]
    set_body(document, "".join([_mark(0, TEXT_BEGINS), *texts[:front], contents, *texts[front:], _mark(1, TEXT_ENDS)]))
    if options.appendix and (appendix := write_appendix(draft, options.departments, options.profile)):
        turn_across(document)
        set_body(document, appendix)
    if comments:
        set_comments(document, comments)
    set_properties(document, title=title, issued=options.issued)
    add_record(document, record_of(draft, at, export))
    return to_bytes(document)


_FIRST_MARK = 9_999_990


def _mark(number: int, name: str) -> str:
    """A bookmark of no extent between paragraphs."""
    key = _FIRST_MARK + number
    return element("bookmarkStart", id=key, name=name) + element("bookmarkEnd", id=key)
