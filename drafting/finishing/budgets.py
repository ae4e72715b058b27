"""Budgets (篇幅): how long a speech may be, shared out among its sections, and how long each of them is. Pure.

What the speech may take is shared out in the proportions of the past speech. A section may be given a share of its own;
the others then share the rest. Titles and the headings of parts are set off first: nobody shortens them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from statistics import mean

from drafting.finishing.lengths import Length, length_of
from drafting.finishing.model import Budget, Level, Measured
from drafting.model import RenderedDraft, RenderedSection


def measured(draft: RenderedDraft, budget: Budget, past: Mapping[int, Length]) -> list[Measured]:
    """The whole, then each part and its sections, in reading order. `past` tells how long what stood in the place of a
    section was, by key."""
    lengths = {section.key: _section(section) for section in draft.sections}
    front, heads = _front(draft), _heads(draft)
    shares = {} if budget.amount is None else _shares(budget, max(left(draft, budget), 0), lengths, past)
    own = dict(budget.own)

    def row(level: Level, title: str, key: int | None, length: Length, may: int | None, *, given: bool) -> Measured:
        return Measured(level, title, key, length, budget.measure(length), may, given)

    whole = _sum((front, *heads.values(), *lengths.values()))
    rows = [row(Level.WHOLE, "全文", None, whole, budget.amount, given=budget.amount is not None)]
    for part, inside in groupby(draft.sections, key=lambda section: section.part_key):
        sections = list(inside)
        if part is not None:
            taken = _sum((heads[part], *(lengths[section.key] for section in sections)))
            may = sum(shares[section.key] for section in sections) + budget.measure(heads[part]) if shares else None
            rows.append(row(Level.PART, sections[0].part, part, taken, may, given=False))
        for section in sections:
            title, given = section.heading or section.role.label, section.key in own
            rows.append(
                row(Level.SECTION, title, section.key, lengths[section.key], shares.get(section.key), given=given)
            )
    return rows


def left(draft: RenderedDraft, budget: Budget) -> int:
    """What is left of a budget for the sections without a share of their own. Below zero where titles and own shares
    take more than there is: a title may have grown since the budget was set."""
    keys = {section.key for section in draft.sections}
    set_off = sum(map(budget.measure, (_front(draft), *_heads(draft).values())))
    return (budget.amount or 0) - set_off - sum(share for key, share in budget.own if key in keys)


def _shares(budget: Budget, rest: int, lengths: Mapping[int, Length], past: Mapping[int, Length]) -> dict[int, int]:
    """What each section may take: its own share, or one of `rest`."""
    own = {key: share for key, share in budget.own if key in lengths}
    others = [key for key in lengths if key not in own]
    weights = _weights(others, lengths, past, budget.measure)
    return {**own, **dict(zip(others, share_out(rest, weights), strict=True))}


def _weights(
    keys: Sequence[int], lengths: Mapping[int, Length], past: Mapping[int, Length], measure: Callable[[Length], int]
) -> list[int]:
    """How long the past was where there is one, else the mean of those; with no past at all, how long it is now."""
    known = [measure(past[key]) for key in keys if key in past]
    if not any(known):
        return [measure(lengths[key]) for key in keys]
    usual = round(mean(known))
    return [measure(past[key]) if key in past else usual for key in keys]


def share_out(amount: int, weights: Sequence[int]) -> list[int]:
    """`amount` in whole shares that are to one another as `weights` and together make it exactly."""
    if not weights:
        return []
    total = sum(weights)
    if not total:
        weights, total = [1] * len(weights), len(weights)
    shares = [amount * weight // total for weight in weights]
    largest = sorted(range(len(weights)), key=lambda at: (-(amount * weights[at] % total), at))
    for at in largest[: amount - sum(shares)]:
        shares[at] += 1
    return shares


def _heads(draft: RenderedDraft) -> dict[int | None, Length]:
    return {section.part_key: length_of(section.part) for section in draft.sections if section.part}


def _front(draft: RenderedDraft) -> Length:
    """Title, byline and salutation; of these only the salutation is read out."""
    shown = length_of("\n".join((draft.title, draft.byline, draft.salutation)))
    return Length(shown.characters, length_of(draft.salutation).syllables)


def _section(section: RenderedSection) -> Length:
    return _sum(map(length_of, (section.heading, *(paragraph.text for paragraph in section.paragraphs))))


def _sum(lengths: Iterable[Length]) -> Length:
    return sum(lengths, Length())
