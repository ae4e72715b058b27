"""What departments sent in, as HTML: sentences with their claims in colour, each claim beside the verified number.

Each sentence can be pressed to be copied. Pure; all words are escaped here, since they come from outside.
"""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from drafting.materials.model import UNVERIFIED, Claim, Excerpt

COPY = "copy"


def excerpts_html(excerpts: Sequence[Excerpt], *, copyable: bool) -> str:
    """Sentences as a list; with `copyable` each has a button that copies it."""
    items = "".join(_item(one, copyable=copyable) for one in excerpts)
    return f'<ul class="numbers materials">{items}</ul>'


def place_of(excerpt: Excerpt) -> str:
    """What a press on the button of a sentence says."""
    return f"{COPY}:{excerpt.material.id}:{excerpt.span.start}:{excerpt.span.end}"


def _item(excerpt: Excerpt, *, copyable: bool) -> str:
    button = f' <button type="button" class="small" data-do="{place_of(excerpt)}">抄入</button>' if copyable else ""
    return f"<li>{_words(excerpt)}{button}{claims_html(excerpt.claims)}</li>"


def claims_html(claims: Sequence[Claim]) -> str:
    """Claims, a line each: what the department says, what is verified, whether both agree."""
    lines = "".join(
        f'<div><span class="t {claim.number.verdict.value}">{claim.agreement}</span>　'
        f"部门报 {escape(claim.number.text)}（{UNVERIFIED}）　{_beside(claim)}</div>"
        for claim in claims
    )
    return f'<div class="claims">{lines}</div>' if lines else ""


def _beside(claim: Claim) -> str:
    if claim.verified:
        return f"核实数 {escape(claim.verified)}"
    return escape(claim.number.note or "数据表中没有这个数。")


def _words(excerpt: Excerpt) -> str:
    """The sentence, its claims in the colour of what came of them."""
    text, start = excerpt.text, excerpt.span.start
    spans = [(claim.number.start - start, min(claim.number.end - start, len(text)), claim) for claim in excerpt.claims]
    edges = sorted({0, len(text), *(cut for left, right, _ in spans for cut in (left, right))})
    pieces = []
    for left, right in pairwise(edges):
        words = escape(text[left:right])
        over = next((claim for begin, end, claim in spans if begin <= left and right <= end), None)
        pieces.append(f'<span class="t {over.number.verdict.value}">{words}</span>' if over else words)
    return "".join(pieces)
