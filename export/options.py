"""What can be asked of a Word copy, beyond what the draft says. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from export.word.profile import ISSUED, LECTERN, Profile

__all__ = ["ISSUED", "LECTERN", "USUAL", "Options", "Profile"]


@dataclass(frozen=True, slots=True)
class Options:
    """`profile` is the page: 印发件 or 朗读件. `issued` is the day under the title (None: no such
    line; a byline that tells a day keeps its own).

    `contents` puts a list of headings on a page of its own after the title, `appendix` the check sheet behind the text,
    with `departments` telling who answers for an indicator. `template` is an office's own .docx, whose styles, page and
    headers take the place of ours.
    """

    profile: Profile = ISSUED
    issued: date | None = None
    contents: bool = False
    appendix: bool = False
    departments: Mapping[str, str] = field(default_factory=dict)
    template: bytes | None = None


USUAL = Options()
