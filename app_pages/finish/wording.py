"""How the sentences of the reuse report read on the screen. Pure; knows no Streamlit."""

from collections.abc import Iterable
from html import escape

from drafting.finishing.model import Grade, Judged, ReuseReport


def sentences_html(report: ReuseReport, sentences: Iterable[Judged]) -> str:
    """Sentences beside the earlier ones they repeat, each of which can be opened where it stands."""
    rows = "".join(_row(report, one) for one in sentences)
    head = f"<tr><th>本稿</th><th>情况</th><th>{escape(report.name)}</th></tr>"
    return f'<table class="reuse"><thead>{head}</thead><tbody>{rows}</tbody></table>'


def _row(report: ReuseReport, one: Judged) -> str:
    earlier = ""
    if one.earlier is not None:
        span = one.earlier.span
        address = f"reader?document={report.document}&start={span.start}&end={span.end}"
        earlier = f'<a href="{escape(address, quote=True)}" target="_self">{escape(one.earlier.text.strip())}</a>'
    likeness = f"<br><small>{one.likeness:.0%}</small>" if one.grade is Grade.REWORDED else ""
    grade = f'<span class="grade {one.grade.value}">{one.grade.label}</span>{likeness}'
    return f"<tr><td>{escape(one.text)}</td><td>{grade}</td><td>{earlier}</td></tr>"
