"""The official copy: a rendered draft as the Word file that goes to print, after GB/T 9704—2012.

Knows drafts, not how they came to be. What is open shows as it reads, highlighted, and the first page says how much is.
"""

from datetime import datetime

from drafting.model import RenderedDraft
from export.assembly import assemble
from export.options import USUAL, Options
from export.page.layout import lay_out
from export.page.lines import write_line


def export_official(
    draft: RenderedDraft, options: Options = USUAL, *, at: datetime | None = None, export: int | None = None
) -> bytes:
    """The .docx of `draft`. `at` is the moment of the export, with its time zone, and `export` its number among the
    draft's versions, for the record (none: not recorded). The same arguments give the same bytes."""
    lines = lay_out(draft, issued=options.issued)
    written = [(line, write_line(line, options.profile)) for line in lines]
    return assemble(draft, written, options, title=draft.title, at=at, export=export)
