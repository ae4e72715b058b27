"""Two texts that were made of one: put together where they do not touch. A slot is one member, never half of it."""

import re

from drafting.comparing import edits
from drafting.returned.applying import applied
from drafting.returned.model import Put
from drafting.versions.stream import UnitKey, UnitKind
from errors import InputError

_MEMBER = re.compile(r"\{\{.*?\}\}|.", re.DOTALL)
_HERE = UnitKey(UnitKind.SECTION)


def merged(base: str, theirs: str, mine: str) -> str | None:
    """`theirs` with what `mine` changed of `base`; None where both changed the same words."""
    old, now = _MEMBER.findall(base), _MEMBER.findall(theirs)
    done = _puts(old, now)
    try:
        return "".join(
            map(str, applied(old, now, [put for put in _puts(old, _MEMBER.findall(mine)) if put not in done]))
        )
    except InputError:
        return None


def _puts(old: list[str], new: list[str]) -> list[Put]:
    found = edits(old, new, seam=lambda _: False)
    return [Put(_HERE, edit.start, edit.end, tuple(new[edit.put_start : edit.put_end])) for edit in found]
