"""The outline of a draft changed: sections and parts added, renamed, moved, taken out, put back. Pure.

Each function takes a draft and gives the draft as it is to be; numbers follow from the order. Raises `InputError` for
what cannot be, `NotFound` for a key that the draft has not.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from drafting.arrangement import ArrangedPart, Arrangement, arranged, arrangement_of, number_beside
from drafting.edit import check_entries
from drafting.model import Draft, DraftSection, Role
from errors import InputError, NotFound
from figures.slots import Piece, parse_pieces

MOST_PARTS = 20
"""Beyond 二十、 a part's number would read as a numeral."""
_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])")
_LONGEST = 100


def title_pieces(title: str, draft: Draft) -> tuple[Piece, ...]:
    """A title as it was typed, without number. Raises `InputError` for an empty one, or a numeral outside a slot."""
    words = _NUMBER.sub("", title.strip())
    if not words:
        raise InputError("标题是空的，请填写。")
    if "\n" in words or len(words) > _LONGEST:
        raise InputError(f"标题应是一行，不超过 {_LONGEST} 字，请缩短。")
    pieces = parse_pieces(words, period=draft.period, region=draft.region)
    check_entries(pieces, draft)
    return pieces


def with_section(draft: Draft, key: int, after: int, title: str) -> Draft:
    """`draft` with a new, empty section of `key` behind the section `after`, in the same part."""
    beside = draft.section(after)
    if beside.part_key is None:
        raise InputError("这里不属于任何部分，请先新增一个部分，再在其中加节。")
    siblings = [each for each in draft.sections if each.part_key == beside.part_key]
    headed = [each for each in siblings if each.role is Role.SECTION]
    new = DraftSection(
        role=Role.SECTION,
        part=beside.part,
        number=number_beside(headed),
        heading=title_pieces(title, draft),
        run_in=bool(headed) and headed[0].run_in,
        paragraphs=(),
        key=key,
        part_key=beside.part_key,
    )
    order = [each.key for each in siblings]
    at = order.index(after) + (beside.role is not Role.OUTRO)
    return _with_part(draft, beside.part_key, [*order[:at], key, *order[at:]], [new])


def with_part(draft: Draft, key: int, after: int | None, title: str) -> Draft:
    """`draft` with a new part behind the one that the section `after` stands in (None: behind the last), which holds an
    empty opening of `key`; the part goes by the same key."""
    arrangement = arrangement_of(draft.sections)
    if sum(part.key is not None for part in arrangement) >= MOST_PARTS:
        raise InputError(f"部分最多 {MOST_PARTS} 个，请先合并几个部分。")
    pieces = title_pieces(title, draft)
    if after is None:
        before = [at for at, part in enumerate(arrangement) if part.key is not None]
        at = before[-1] + 1 if before else len(arrangement) - _closes(draft, arrangement)
    else:
        at = _part_with(arrangement, after, draft) + 1
        at = min(at, len(arrangement) - _closes(draft, arrangement))
    new = DraftSection(Role.INTRO, (), "", (), False, (), key=key, part_key=key)
    return _arranged(draft, (*arrangement[:at], ArrangedPart(key, pieces, (key,)), *arrangement[at:]), [new])


def renamed(draft: Draft, key: int, title: str) -> Draft:
    """`draft` with another title for a section."""
    section = draft.section(key)
    if section.role is not Role.SECTION:
        raise InputError(f"{section.role.label}没有标题，请选一个节或部分。")
    return draft.with_section(replace(section, heading=title_pieces(title, draft)))


def with_part_renamed(draft: Draft, part: int, title: str) -> Draft:
    """`draft` with another title for a part."""
    return with_part_titled(draft, part, title_pieces(title, draft))


def with_part_titled(draft: Draft, part: int, title: tuple[Piece, ...]) -> Draft:
    """`draft` with `title`, which has no number, for a part."""
    return _of_part(draft, part, lambda old: replace(old, title=title))


def moved(draft: Draft, key: int, by: int) -> Draft:
    """`draft` with a section one place further up (−1) or down (+1); at the edge of its part it goes into the next."""
    section = _movable(draft, key)
    assert section.part_key is not None
    sections = [each for each in draft.sections if each.part_key == section.part_key and each.role is Role.SECTION]
    at = [each.key for each in sections].index(key)
    if 0 <= at + by < len(sections):
        other = sections[at + by].key
        exchange = {key: other, other: key}
        return _of_part(
            draft,
            section.part_key,
            lambda part: replace(part, sections=tuple(exchange.get(each, each) for each in part.sections)),
        )
    parts = [part.key for part in arrangement_of(draft.sections) if part.key is not None]
    there = parts.index(section.part_key) + by
    if not 0 <= there < len(parts):
        raise InputError("已经是第一节，不能再上移。" if by < 0 else "已经是最后一节，不能再下移。")
    return _into(draft, key, parts[there], first=by > 0)


def moved_into(draft: Draft, key: int, part: int) -> Draft:
    """`draft` with a section as the last one of another part."""
    _movable(draft, key)
    return _into(draft, key, part, first=False)


def with_part_moved(draft: Draft, part: int, by: int) -> Draft:
    """`draft` with a whole part one place further up (−1) or down (+1)."""
    arrangement = list(arrangement_of(draft.sections))
    places = [at for at, each in enumerate(arrangement) if each.key is not None]
    keys = [arrangement[at].key for at in places]
    if part not in keys:
        raise _no_part(draft, part)
    here = keys.index(part)
    if not 0 <= here + by < len(places):
        raise InputError("已经是第一个部分，不能再上移。" if by < 0 else "已经是最后一个部分，不能再下移。")
    one, other = places[here], places[here + by]
    arrangement[one], arrangement[other] = arrangement[other], arrangement[one]
    return _arranged(draft, tuple(arrangement))


def without(draft: Draft, keys: Iterable[int]) -> Draft:
    """`draft` without sections; a part that has none left goes too."""
    gone = {draft.section(key).key for key in keys}
    if len(gone) == len(draft.sections):
        raise InputError("全稿只剩这些内容了，请至少保留一节。")
    parts = (_left(part, gone) for part in arrangement_of(draft.sections))
    return _arranged(draft, tuple(part for part in parts if part.sections))


def put_back(draft: Draft, section: DraftSection, past: Iterable[Arrangement]) -> Draft:
    """`draft` with a section that was taken out where it last stood: `past` are the arrangements there were, the latest
    first."""
    if any(each.key == section.key for each in draft.sections):
        raise InputError("这一节已在稿中，不用恢复。")
    then = next((each for each in past if any(section.key in part.sections for part in each)), None)
    if then is None:
        raise NotFound("没有这一节，请刷新后查看已删去的节。")
    was = next(part for part in then if section.key in part.sections)
    arrangement = list(arrangement_of(draft.sections))
    here = next((at for at, part in enumerate(arrangement) if _same(part, was)), None)
    if here is None:
        before_it = then[: then.index(was)]
        places = [at + 1 for at, part in enumerate(arrangement) if any(_same(part, one) for one in before_it)]
        at = len(arrangement) if section.role is Role.CLOSING else max(places, default=0)
        arrangement.insert(at, replace(was, sections=(section.key,)))
    else:
        order = list(arrangement[here].sections)
        before = was.sections[: was.sections.index(section.key)]
        at = max((order.index(key) + 1 for key in before if key in order), default=0)
        arrangement[here] = replace(arrangement[here], sections=(*order[:at], section.key, *order[at:]))
    return _arranged(draft, tuple(arrangement), [section])


def part_sections(draft: Draft, part: int) -> list[int]:
    """The keys of the sections of a part."""
    found = [section.key for section in draft.sections if section.part_key == part]
    if not found:
        raise _no_part(draft, part)
    return found


def _same(part: ArrangedPart, was: ArrangedPart) -> bool:
    """Whether a part of today is the one of then; what stands outside of any is told by a section they share."""
    if was.key is not None:
        return part.key == was.key
    return part.key is None and not set(part.sections).isdisjoint(was.sections)


def _closes(draft: Draft, arrangement: Arrangement) -> bool:
    """Whether the last of the arrangement is the closing, behind which nothing is put."""
    if not arrangement or arrangement[-1].key is not None:
        return False
    return draft.section(arrangement[-1].sections[0]).role is Role.CLOSING


def _movable(draft: Draft, key: int) -> DraftSection:
    section = draft.section(key)
    if section.role is not Role.SECTION or section.part_key is None:
        raise InputError(f"{section.role.label}的位置是固定的，只有节可以移动。")
    return section


def _into(draft: Draft, key: int, part: int, *, first: bool) -> Draft:
    roles = {section.key: section.role for section in draft.sections}
    parts = [_left(each, {key}) for each in arrangement_of(draft.sections)]
    if part not in [each.key for each in parts]:
        raise _no_part(draft, part)
    for at, each in enumerate(parts):
        if each.key == part:
            inside = each.sections
            opening = sum(roles[one] is Role.INTRO for one in inside)
            end = opening if first else len(inside) - sum(roles[one] is Role.OUTRO for one in inside)
            parts[at] = replace(each, sections=(*inside[:end], key, *inside[end:]))
    return _arranged(draft, tuple(each for each in parts if each.sections))


def _left(part: ArrangedPart, gone: set[int]) -> ArrangedPart:
    return replace(part, sections=tuple(key for key in part.sections if key not in gone))


def _with_part(draft: Draft, part: int, order: list[int], new: list[DraftSection]) -> Draft:
    arrangement = arrangement_of(draft.sections)
    changed = tuple(replace(each, sections=tuple(order)) if each.key == part else each for each in arrangement)
    return _arranged(draft, changed, new)


def _of_part(draft: Draft, part: int, change: Callable[[ArrangedPart], ArrangedPart]) -> Draft:
    part_sections(draft, part)  # so that one that is not there is told
    arrangement = arrangement_of(draft.sections)
    return _arranged(draft, tuple(change(each) if each.key == part else each for each in arrangement))


def _arranged(draft: Draft, arrangement: Arrangement, new: Iterable[DraftSection] = ()) -> Draft:
    sections = {section.key: section for section in (*draft.sections, *new)}
    return replace(draft, sections=arranged(arrangement, sections))


def _part_with(arrangement: Arrangement, key: int, draft: Draft) -> int:
    draft.section(key)  # so that one that is not there is told
    return next(at for at, part in enumerate(arrangement) if key in part.sections)


def _no_part(draft: Draft, part: int) -> NotFound:
    return NotFound(f"稿子 {draft.id} 没有编号为 {part} 的部分，请刷新后查看提纲。")
