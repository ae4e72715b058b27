"""Suggestions put into a draft: each change brought from the exported text to where it stands in today's. Pure.

A change whose place was changed at the desk since is in conflict and is not taken: a person decides it by hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafting.comparing import Edit, edits
from drafting.returned.model import Put
from drafting.versions.stream import BREAK, Token
from errors import InputError


@dataclass(frozen=True, slots=True)
class _Placed:
    start: int
    end: int
    tokens: tuple[Token, ...]


def applied(exported: Sequence[Token], today: Sequence[Token], puts: Sequence[Put]) -> list[Token]:
    """`today` with the changes, which were made to `exported`. Raises `InputError` where two of them overlap or where
    the place was changed at the desk meanwhile."""
    since = edits(exported, today, seam=lambda _: False)
    placed = sorted((_place(put, since, today) for put in puts), key=lambda item: (item.start, item.end))
    for one, other in pairwise(placed):
        if other.start < one.end:
            raise InputError("所采纳的几条意见改的是同一处，请只采纳其中一条，或在编辑页里手工合并。")
    tokens = list(today)
    for item in reversed(placed):
        tokens[item.start : item.end] = item.tokens
    return tokens


def _place(put: Put, since: Sequence[Edit], today: Sequence[Token]) -> _Placed:
    """Where a change of the exported text stands today."""
    if any(_meets(put, edit, today) for edit in since):
        raise InputError("这一处在导出以后已在稿中改动过，不能直接采纳，请对照两种写法在编辑页里修改。")
    moved = sum((edit.put_end - edit.put_start) - (edit.end - edit.start) for edit in since if edit.end <= put.start)
    return _Placed(put.start + moved, put.end + moved, put.tokens)


def _meets(put: Put, edit: Edit, today: Sequence[Token]) -> bool:
    """Whether two people changed the same words. Changes that touch do (one cannot tell whose word goes first), but
    for whole lines put in, which may follow each other."""
    if put.start < edit.end and edit.start < put.end:
        return True
    if _is_line(put.tokens, put.start == put.end) or _is_line(
        today[edit.put_start : edit.put_end], edit.start == edit.end
    ):
        return edit.start < put.start < edit.end or put.start < edit.start < put.end
    return put.start <= edit.end and edit.start <= put.end


def _is_line(tokens: Sequence[Token], added: bool) -> bool:
    return added and bool(tokens) and (tokens[0] == BREAK or tokens[-1] == BREAK)
