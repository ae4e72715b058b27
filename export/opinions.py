"""意见采纳情况表: every suggestion of the returned copies, by whom, whether it was taken and why, as a Word table."""

from collections.abc import Sequence
from datetime import datetime

from drafting.returned.model import Kept
from export.word.markup import paragraph, run
from export.word.package import blank_document, set_body, set_properties, to_bytes
from export.word.profile import ISSUED, twips
from export.word.styles import Style
from export.word.table import table

_COLUMNS = (("序号", 5), ("提出单位（人）", 12), ("位置", 14), ("意见内容", 40), ("采纳情况", 9), ("理由", 20))


def export_opinions(title: str, kept: Sequence[Kept], at: datetime | None = None) -> bytes:
    """The .docx for the speech of this title, the suggestions in the order they came. An opinion nobody decided on yet
    says so."""
    document = blank_document(ISSUED)
    heads = [paragraph(Style.TITLE, run("意见采纳情况表")), paragraph(Style.UNDER_TITLE, run(title))]
    taken = sum(each.verdict.value == "taken" for each in kept)
    waiting = sum(each.verdict.value == "open" for each in kept)
    told = f"共收到意见 {len(kept)} 条，采纳 {taken} 条，未采纳 {len(kept) - taken - waiting} 条"
    heads.append(paragraph(Style.BODY, run(told + (f"，待定 {waiting} 条。" if waiting else "。"))))
    set_body(document, "".join(heads) + _table(kept) + paragraph(Style.NORMAL, ""))
    set_properties(document, title=f"{title}　意见采纳情况表", issued=at.date() if at else None)
    return to_bytes(document)


def _table(kept: Sequence[Kept]) -> str:
    rows = [[name for name, _ in _COLUMNS], *([str(at), *_values(each)] for at, each in enumerate(kept, start=1))]
    whole = twips(ISSUED.width - ISSUED.left - ISSUED.right)
    return table(rows, [wide for _, wide in _COLUMNS], whole)


def _values(kept: Kept) -> list[str]:
    said = kept.suggestion
    by = said.by if said.by == kept.sender else f"{kept.sender}　{said.by}"
    return [by, said.place, _opinion(kept), kept.verdict.label, kept.reason]


def _opinion(kept: Kept) -> str:
    said = kept.suggestion
    if said.kind.value == "note":
        return f"批注：{said.now}" + (f"（针对“{said.was}”）" if said.was else "")
    if not said.was:
        return f"增加：{said.now}"
    return f"原文：{said.was}\n改为：{said.now}" if said.now else f"删去：{said.was}"
