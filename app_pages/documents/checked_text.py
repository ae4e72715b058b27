"""A checked document as HTML: its text with every number in the colour of its verdict, and the list of what was found.

Pure: values in, HTML out. All words are escaped here, since documents are of unknown origin. Class names are those of
`desk.css`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from drafting.check.model import CheckedNumber, CheckReport, Finding, Verdict


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that was found, numbered in the order of the text: `kind` and `lines` say what, `css` its colour."""

    number: int
    start: int
    end: int
    kind: str
    lines: tuple[str, ...]
    css: str


def items_of(report: CheckReport, *, with_open: bool) -> list[Item]:
    """What stands against the document, and with `with_open` what no table tells, too."""
    wanted = {Verdict.MISMATCH, Verdict.UNVERIFIED} if with_open else {Verdict.MISMATCH}
    found: list[CheckedNumber | Finding] = [number for number in report.numbers if number.verdict in wanted]
    found += report.findings
    found.sort(key=lambda one: (one.start, one.end))
    return [_item(index, one) for index, one in enumerate(found, 1)]


def _item(index: int, one: CheckedNumber | Finding) -> Item:
    if isinstance(one, Finding):
        return Item(index, one.start, one.end, one.kind.label, (one.note,), "finding")
    lines = tuple(filter(None, (one.note, *_sources(one))))
    return Item(index, one.start, one.end, one.verdict.label, lines, one.verdict.value)


def _sources(number: CheckedNumber) -> Iterator[str]:
    if number.formula:
        yield f"算法：{number.formula}"
    for figure in number.sources:
        verified = f"（{figure.verified_by}核实）" if figure.verified_by else ""
        yield f"来源：{figure.quantity.label}，{figure.source.label}{verified}"


def counts_html(report: CheckReport) -> str:
    """What the document was held against, and how many numbers came to each verdict."""
    when = report.period.label if report.period else "期间不明"
    told = [(verdict.value, verdict.label, report.count(verdict)) for verdict in Verdict]
    told.append(("finding", "其他问题", len(report.findings)))
    spans = "".join(f'<span><span class="c {css}">{label}</span> <b>{count}</b></span>' for css, label, count in told)
    return f'<div class="legend counts"><span>按{escape(report.region)}{when}核对：</span>{spans}</div>'


def list_html(report: CheckReport, items: Sequence[Item]) -> str:
    """The things found, each with the words it is about."""
    rows = "".join(
        f'<li value="{item.number}"><a class="asked" href="#found-{item.number}">{escape(_shown(report, item))}</a>　'
        f'<span class="c {item.css}">{escape(item.kind)}</span>'
        f"{''.join(f'<div>{escape(line)}</div>' for line in item.lines)}</li>"
        for item in items
    )
    return f'<ol class="numbers">{rows}</ol>'


def _shown(report: CheckReport, item: Item) -> str:
    words = report.text[item.start : item.end].strip()
    return words if len(words) <= 40 else f"{words[:39]}…"


def text_html(report: CheckReport, items: Sequence[Item]) -> str:
    """The whole text, a paragraph a line."""
    lines = []
    at = 0
    for line in report.text.split("\n"):
        if line.strip():
            lines.append(f"<p>{_line(report, items, at, at + len(line))}</p>")
        at += len(line) + 1
    return f'<div class="speech checked">{"".join(lines)}</div>'


def _line(report: CheckReport, items: Sequence[Item], start: int, end: int) -> str:
    numbers = [
        one for one in report.numbers if one.start < end and start < one.end and one.verdict is not Verdict.EXEMPT
    ]
    about = [one for one in items if one.start < end and start < one.end]
    cuts = {cut for one in numbers for cut in (one.start, one.end)}
    cuts |= {cut for one in about for cut in (one.start, one.end)}
    edges = sorted({start, end, *(cut for cut in cuts if start < cut < end)})
    return "".join(_piece(report, numbers, about, left, right) for left, right in pairwise(edges))


def _piece(report: CheckReport, numbers: Sequence[CheckedNumber], about: Sequence[Item], left: int, right: int) -> str:
    """A stretch with all that lies over it, and behind it the numbers of the items that end there."""
    words = escape(report.text[left:right])
    over = [one for one in numbers if one.start <= left and right <= one.end]
    found = [one for one in about if one.start <= left and right <= one.end]
    if over or found:
        classes = dict.fromkeys([*(one.verdict.value for one in over), *(one.css for one in found)])
        said = [line for one in over for line in (one.verdict.label, one.note, *_sources(one)) if line]
        said += [line for one in found if one.css == "finding" for line in (one.kind, *one.lines)]
        title = escape("\n".join(said), quote=True)
        words = f'<span class="c {" ".join(classes)}" title="{title}">{words}</span>'
    ends = "".join(f'<sup id="found-{one.number}">{one.number}</sup>' for one in about if one.end == right)
    return words + ends
