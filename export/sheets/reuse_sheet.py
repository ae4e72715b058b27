"""The reuse sheet (沿用情况表): how much of each section an earlier speech said already, and sentence by sentence what.

An Excel file of two sheets. Knows the report; knows nothing of how it was made.
"""

from collections.abc import Iterator

from drafting.finishing.model import Grade, Judged, ReuseReport
from drafting.model import RenderedDraft
from export.sheets.workbook import Look, Value, fill, new_book, set_print, to_bytes

_SHARES = (
    ("部分", 24),
    ("章节", 24),
    ("字数", 8),
    ("句数", 8),
    *((f"{grade.label}（句）", 11) for grade in Grade),
    ("沿用占比（%）", 12),
    ("含改写占比（%）", 13),
)
_SENTENCES = (
    ("序号", 6),
    ("章节", 18),
    ("本稿", 48),
    ("情况", 10),
    ("相似度（%）", 10),
    ("所沿用的原句", 48),
    ("原文位置", 14),
)


def export_reuse_sheet(draft: RenderedDraft, report: ReuseReport) -> bytes:
    """The .xlsx of `draft` beside the speech that `report` holds against it. Shares are of characters; a place is
    counted in characters of the document's text, from 1."""
    book, shares = new_book(f"{draft.title}　沿用情况表")
    title = f"{draft.title}　与“{report.name}”比的沿用情况（稿件 {draft.id}）"
    shares.title = "各节占比"
    fill(shares, _SHARES, ((row, Look.PLAIN) for row in _share_rows(draft, report)))
    set_print(shares, title, len(_SHARES))
    sentences = book.create_sheet("逐句情况")
    names = {section.key: section.heading or section.role.label for section in draft.sections}
    rows = ((_sentence_row(at, names[one.key], one), Look.PLAIN) for at, one in enumerate(report.sentences, start=1))
    fill(sentences, _SENTENCES, rows)
    sentences.auto_filter.ref = sentences.dimensions
    set_print(sentences, title, len(_SENTENCES))
    return to_bytes(book)


def _share_rows(draft: RenderedDraft, report: ReuseReport) -> Iterator[list[Value]]:
    yield ["", "全文", *_counted(report)]
    for section in draft.sections:
        yield [section.part, section.heading or section.role.label, *_counted(report.of(section.key))]


def _counted(report: ReuseReport) -> list[Value]:
    said = report.share(Grade.SAME, Grade.RENUMBERED)
    alike = report.share(Grade.SAME, Grade.RENUMBERED, Grade.REWORDED)
    return [
        sum(one.characters for one in report.sentences),
        len(report.sentences),
        *(report.count(grade) for grade in Grade),
        round(said * 100, 1),
        round(alike * 100, 1),
    ]


def _sentence_row(number: int, place: str, one: Judged) -> list[Value]:
    if one.earlier is None:
        return [number, place, one.text, one.grade.label, "", "", ""]
    span = one.earlier.span
    where = f"第 {span.start + 1}—{span.end} 字"
    return [number, place, one.text, one.grade.label, round(one.likeness * 100), one.earlier.text.strip(), where]
