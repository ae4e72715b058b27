"""The official copy: a rendered draft as the Word file that goes to print, after GB/T 9704—2012.

Knows drafts, not how they came to be. What is open shows as it reads, highlighted, and the first page says how much is.
"""

from datetime import date, datetime

from drafting.model import RenderedDraft
from export.layout import lay_out
from export.record import add_record, record_of
from export.word.lines import write_line
from export.word.package import blank_document, set_body, set_properties, to_bytes
from export.word.profile import ISSUED, Profile


def export_official(
    draft: RenderedDraft,
    *,
    issued: date | None = None,
    at: datetime | None = None,
    profile: Profile = ISSUED,
    export: int | None = None,
) -> bytes:
    """The .docx of `draft`. `issued` is the day under the title (none: no such line), `at` the moment of the export,
    with its time zone, and `export` its number among the draft's versions, for the record (none: not recorded). The
    same arguments give the same bytes."""
    document = blank_document(profile)
    lines = lay_out(draft, issued=issued)
    set_body(document, "".join(write_line(line, profile) for line in lines))
    set_properties(document, title=draft.title, issued=issued)
    add_record(document, record_of(draft, at, export))
    return to_bytes(document)
