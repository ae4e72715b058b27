"""Tracked changes as WordprocessingML: numbered through a document, signed and dated, each to be taken one by one."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from export.word.markup import RunLook, element, run


@dataclass(frozen=True, slots=True)
class Revisions:
    """Writes the tracked changes of one document for `author`; `at` is when (None: not told)."""

    author: str
    at: datetime | None
    # Far from the numbers of bookmarks and comments, which Word keeps in one row with these.
    _numbers: "count[int]" = field(default_factory=lambda: count(10_000_000))

    def put_in(self, runs: str) -> str:
        """Runs that are new; "" stays so."""
        return element("ins", runs, **self._signed()) if runs else ""

    def struck(self, words: str, look: RunLook) -> str:
        """Words that are gone."""
        gone = re.sub(r"<(/?)w:t(?=[ >])", r"<\1w:delText", run(words, look))
        return element("del", gone, **self._signed()) if gone else ""

    def mark(self, what: str) -> str:
        """The `rPr` that says of a paragraph's own mark that it is new ("ins") or gone ("del")."""
        return element("rPr", element(what, **self._signed()))

    def _signed(self) -> dict[str, str | int]:
        moment = {"date": self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")} if self.at else {}
        return {"id": next(self._numbers), "author": self.author, **moment}
