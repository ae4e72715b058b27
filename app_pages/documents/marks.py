"""What is marked in the text of a document for reading: its numbers with what they measure, its targets with what
became of them, a department's claims beside the verified numbers. Pure; knows no Streamlit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from app_pages.targets.rows import kind_label, measure_label
from corpus.model import Span
from drafting.materials.model import Claim
from figures.figure import FigureKind
from figures.ledger.statement import Statement
from figures.ledger.target import Target, TargetStatus

ACTUAL = "actual"
_AGREEMENTS = (("match", "一致"), ("mismatch", "不一致"), ("unverified", "无从核对"))


@dataclass(frozen=True, slots=True)
class TextMark:
    """Characters of a document with a colour (`css`) and what is `told` of them on hover; `target` tells targets from
    other numbers."""

    span: Span
    css: str
    told: str
    target: bool = False


def marks_of(statements: Iterable[Statement], targets: Iterable[Target]) -> list[TextMark]:
    """The numbers of a document, in the order of its text."""
    judged = {target.statement.id: target for target in targets}
    return sorted((_mark(one, judged.get(one.id)) for one in statements), key=lambda mark: mark.span)


def _mark(one: Statement, judged: Target | None) -> TextMark:
    about = " · ".join(filter(None, (one.indicator, measure_label(one), one.when, one.region)))
    lines = [f"{kind_label(one)}：{about}"]
    if one.kind is not FigureKind.TARGET:
        return TextMark(one.span, ACTUAL, lines[0])
    status = judged.outcome.status if judged else TargetStatus.OPEN
    lines.append(f"{status.label}{f'：{judged.outcome.reckoning}' if judged and judged.outcome.reckoning else ''}")
    return TextMark(one.span, f"target {status.value}", "\n".join(lines), target=True)


def claim_marks(claims: Iterable[Claim]) -> list[TextMark]:
    """The claims of a material beside the verified numbers."""
    found = []
    for claim in claims:
        number = claim.number
        verified = f"核实数：{claim.verified}" if claim.verified else ""
        lines = filter(None, (f"{claim.agreement}（部门报{number.text}，未核实）", verified, number.note))
        found.append(TextMark(Span(number.start, number.end), number.verdict.value, "\n".join(lines)))
    return found


def legend_html(marks: Sequence[TextMark]) -> str:
    """What the colours stand for, each with how many there are; only those that stand in the text."""
    told = [(ACTUAL, "已说明的数"), *((f"target {status.value}", f"目标·{status.label}") for status in TargetStatus)]
    told += [(css, name) for css, name in _AGREEMENTS]
    counts = {css: sum(mark.css == css for mark in marks) for css, _ in told}
    spans = "".join(
        f'<span><span class="t {css}">{escape(name)}</span> {counts[css]}</span>' for css, name in told if counts[css]
    )
    hint = '<span class="hint">鼠标停在标出的数上，看它说的是什么</span>' if spans else ""
    return f'<p class="legend">{spans}{hint}</p>'


def places_of_words(text: str, words: str) -> list[Span]:
    """Where `words` stand in a text."""
    found, at = [], text.find(words) if words else -1
    while at >= 0:
        found.append(Span(at, at + len(words)))
        at = text.find(words, at + len(words))
    return found


def beside(hits: Sequence[Span], shown: Span | None, step: int) -> Span | None:
    """The hit after the one shown (`step` 1) or before it (-1), round and round; None where there is none."""
    if not hits:
        return None
    if shown is None:
        return hits[0] if step > 0 else hits[-1]
    if step > 0:
        return next((hit for hit in hits if hit.start > shown.start), hits[0])
    return next((hit for hit in reversed(hits) if hit.start < shown.start), hits[-1])
