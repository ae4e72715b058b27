"""A ruled table as WordprocessingML, its first row repeated on every page. Knows nothing of what it holds."""

from collections.abc import Sequence

from export.word.markup import PLAIN, RunLook, element, paragraph, run
from export.word.styles import Style

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table(rows: Sequence[Sequence[str]], shares: Sequence[int], whole: int, looks: Sequence[RunLook] = ()) -> str:
    """`rows`, the first of them the heading, in columns that share `whole` twips; `looks` are those of the rows after
    the first, PLAIN where there are none."""
    widths = [whole * share // sum(shares) for share in shares]
    borders = "".join(element(side, val="single", sz=4, space=0, color="808080") for side in _SIDES)
    size = element("tblW", w=sum(widths), type="dxa")
    properties = element("tblPr", size + element("tblBorders", borders) + element("tblLayout", type="fixed"))
    grid = element("tblGrid", "".join(element("gridCol", w=wide) for wide in widths))
    head, *others = rows
    written = [_row(head, widths, PLAIN, heading=True)]
    written += [_row(row, widths, looks[at] if looks else PLAIN) for at, row in enumerate(others)]
    return element("tbl", properties + grid + "".join(written))


def _row(words: Sequence[str], widths: Sequence[int], look: RunLook, *, heading: bool = False) -> str:
    properties = element("cantSplit") + (element("tblHeader") if heading else "")
    cells = "".join(_cell(each, wide, look) for each, wide in zip(words, widths, strict=True))
    return element("tr", element("trPr", properties) + cells)


def _cell(words: str, wide: int, look: RunLook) -> str:
    inside = paragraph(Style.TABLE_TEXT, run(words, look))
    return element("tc", element("tcPr", element("tcW", w=wide, type="dxa")) + inside)
