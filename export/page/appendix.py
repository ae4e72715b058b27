"""The check sheet as an appendix to a Word copy: a table for each department on a page of its own, across the sheet."""

from collections.abc import Sequence

from drafting.model import RenderedDraft, State
from export.numbers.check_rows import CheckRow, Departments, by_department, check_rows
from export.numbers.provenance import provenance
from export.page.lines import OPEN_COLOUR
from export.word.markup import PLAIN, RunLook, element, paragraph, run
from export.word.page import ACROSS_EDGE
from export.word.profile import Profile, twips
from export.word.styles import Style
from export.word.table import table

_COLUMNS = (("序号", 5), ("原句", 34), ("数字", 12), ("指标和口径", 18), ("来源", 24), ("状态", 8), ("签字", 12))


def write_appendix(draft: RenderedDraft, departments: Departments, profile: Profile) -> str:
    """The appendix as WordprocessingML, "" for a draft without numbers; it is meant for paper turned across."""
    pages = by_department(check_rows(draft, departments))
    if not pages:
        return ""
    written: list[str] = []
    for number, (department, rows) in enumerate(pages.items()):
        title = run(f"附：数据核对表（{department}，{len(rows)} 处）")
        fresh = element("pageBreakBefore") if number else ""
        written.append(paragraph(Style.TABLE_TITLE, title, pageBreakBefore=fresh))
        written.append(_table(rows, profile))
        sign = "审核人（签字）：　　　　　　　　负责人（签字）：　　　　　　　　日期："
        written.append(paragraph(Style.TABLE_TEXT, run(f"{department}{sign}"), spacing=element("spacing", before=240)))
    return "".join(written)


def _table(rows: Sequence[CheckRow], profile: Profile) -> str:
    looks = [RunLook(highlight=OPEN_COLOUR) if row.slot.state is State.OPEN else PLAIN for row in rows]
    words = [[name for name, _ in _COLUMNS], *(_values(row) for row in rows)]
    return table(words, [wide for _, wide in _COLUMNS], twips(profile.height) - 2 * twips(ACROSS_EDGE), looks)


def _values(row: CheckRow) -> tuple[str, ...]:
    said = provenance(row.slot)
    asked = " ".join(part for part in (said.indicator, said.measure, said.period, said.comparator) if part)
    source = said.source or said.formula or said.how or said.reason
    return str(row.number), row.sentence, row.slot.text, asked, source, said.state, ""
