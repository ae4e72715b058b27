"""What the shell prints: the JSON of each command and, without `--json`, a line a row.

Pure: turns values into JSON-ready ones and words. Decimals are printed as strings, as the tables tell them.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.model import Identity, Paragraph, Part, Section, Span, Speech
    from desk import LoadReport
    from drafting.filling import Change
    from drafting.model import RenderedDraft, RenderedSection, RenderedSlot
    from figures.catalogue import Indicator
    from figures.catalogue.strangers import Stranger
    from figures.figure import Figure, FigureRef
    from figures.recognition import Recognised
    from retrieval.index import Hit

Json = dict[str, Any]
# By which title and byline are addressed among the sections (front.1).
FRONT = "front"


def dumps(told: object) -> str:
    """One JSON document in readable Chinese."""
    return json.dumps(told, ensure_ascii=False, indent=1)


# catalogue


def indicators_json(indicators: "Sequence[Indicator]") -> list[Json]:
    """Indicators as the catalogue tells them."""
    return [
        {
            "name": one.name,
            "aliases": list(one.aliases),
            "unit": one.unit,
            "decimals": one.decimals,
            "nature": one.nature.value,
            "rate": one.rate.value,
            "better": one.better.value,
            "whole": one.whole,
            "department": one.department,
        }
        for one in indicators
    ]


def indicator_lines(indicators: "Sequence[Indicator]") -> Iterator[str]:
    """A line an indicator."""
    for one in indicators:
        known_as = f"（{'、'.join(one.aliases)}）" if one.aliases else ""
        yield f"{one.name}{known_as} {one.unit}".rstrip()


def strangers_json(found: "Sequence[Stranger]") -> list[Json]:
    """Names the catalogue does not know."""
    return [{"name": one.name, "near": list(one.near)} for one in found]


def stranger_lines(found: "Sequence[Stranger]") -> Iterator[str]:
    """A line a name, with what may be meant."""
    for one in found:
        yield f"{one.name}　相近：{'、'.join(one.near)}" if one.near else one.name
    if not found:
        yield "数据表里的名称目录都认识。"


# load


def load_json(reports: "Sequence[LoadReport]") -> Json:
    """What became of each file, over one or more loads."""
    return {
        "loaded": [
            {
                "id": item.document.id,
                "path": item.path or item.document.name,
                "kind": item.document.kind.value,
                "title": item.document.title,
                "region": item.document.region,
                "date": item.document.date.isoformat() if item.document.date else None,
                "period": item.document.period,
                "figures": item.figures,
                "problems": list(item.problems),
            }
            for report in reports
            for item in report.loaded
        ],
        "skipped": [{"path": item.name, "reason": item.reason} for report in reports for item in report.skipped],
        "refused": [{"path": item.name, "reason": item.reason} for report in reports for item in report.refused],
        "conflicts": [
            {
                **_ref(conflict.ref),
                "kind": conflict.kind.value,
                "values": [figure.quantity.label for figure in conflict.figures],
                "sources": [figure.source.label for figure in conflict.figures],
                "ids": [figure.id for figure in conflict.figures],
            }
            for report in reports
            for conflict in report.conflicts
        ],
    }


def load_lines(reports: "Sequence[LoadReport]") -> Iterator[str]:
    """The same, a line a file."""
    for report in reports:
        for item in report.loaded:
            told = f"，读出 {item.figures} 条数据" if item.figures else ""
            yield f"已载入 {item.document.kind.label} {item.document.name}{told}"
            for problem in item.problems:
                yield f"  注意 {problem}"
        for refusal in report.skipped:
            yield f"跳过 {refusal.name}：{refusal.reason}"
        for refusal in report.refused:
            yield f"拒收 {refusal.name}：{refusal.reason}"
        for conflict in report.conflicts:
            told = "；".join(f"{figure.quantity.label}（{figure.source.label}）" for figure in conflict.figures)
            yield f"数据不一致 {conflict.ref.indicator} {conflict.ref.measure.label} {conflict.ref.period}：{told}"


# outline


def outline_json(speech: "Speech") -> Json:
    """The outline of a document, spans in its text."""
    text = speech.text
    return {
        "title": _of(speech.title, text),
        "salutation": _of(speech.salutation, text),
        "preamble": [_span(paragraph.span) for paragraph in speech.preamble],
        "parts": [_part(part, text) for part in speech.parts],
        "closing": [_span(paragraph.span) for paragraph in speech.closing],
    }


def outline_lines(speech: "Speech") -> Iterator[str]:
    """The headings and leads, indented."""
    yield _of(speech.title, speech.text) or "（无标题）"
    for part in speech.parts:
        yield f"{part.number}、{part.heading.of(speech.text)}"
        for section in part.sections:
            yield f"  {section.number}{section.heading.of(speech.text)}"
            for paragraph in section.paragraphs:
                if paragraph.lead:
                    yield f"    {paragraph.lead.of(speech.text)}"
                for suspected in paragraph.suspected:
                    yield f"    （疑似段首句）{suspected.of(speech.text)}"


def _part(part: "Part", text: str) -> Json:
    return {
        "number": part.number,
        "heading": part.heading.of(text),
        **_span(part.span),
        "intro": [_span(paragraph.span) for paragraph in part.intro],
        "outro": [_span(paragraph.span) for paragraph in part.outro],
        "sections": [_section(section, text) for section in part.sections],
    }


def _section(section: "Section", text: str) -> Json:
    return {
        "number": section.number,
        "heading": section.heading.of(text),
        **_span(section.span),
        "run_in": section.run_in,
        "paragraphs": [_paragraph(paragraph, text) for paragraph in section.paragraphs],
    }


def _paragraph(paragraph: "Paragraph", text: str) -> Json:
    return {
        "lead": _of(paragraph.lead, text),
        **_span(paragraph.span),
        "suspected": [{**_span(span), "lead": span.of(text)} for span in paragraph.suspected],
    }


def _span(span: "Span") -> Json:
    return {"start": span.start, "end": span.end}


def _of(span: "Span | None", text: str) -> str | None:
    return span.of(text) if span else None


# slots


def _place(told: str | None, own: str | None) -> str:
    """The place a row tells of; in the document of a province 全省 is that province itself."""
    from corpus.regions import PROVINCES

    return own if own and (told is None or (told in ("全省", "全区") and own in PROVINCES)) else told or "全市"


def slots_json(rows: "Iterable[Recognised]", identity: "Identity") -> list[Json]:
    """A row for each number and mask; period and region absolute where the document tells them."""
    from figures.recognition.times import absolute_period

    return [
        {
            "start": row.start,
            "end": row.end,
            "text": row.text,
            "masked": row.masked,
            "kind": row.kind.value,
            "indicator": row.indicator,
            "new": row.indicator is not None and not row.known,
            "measure": row.measure.value if row.measure else None,
            "unit": row.unit or None,
            "region": _place(row.region, identity.region) if row.indicator else None,
            "comparator": row.comparator,
            "period": absolute_period(row, identity.period),
            "bound": row.bound.value if row.bound else None,
            "direction": row.direction,
            "low": _number(row.low),
            "high": _number(row.high),
        }
        for row in rows
    ]


def slot_lines(rows: Sequence[Json]) -> Iterator[str]:
    """The same, a line a row."""
    for row in rows:
        what = " ".join(str(row[key]) for key in ("kind", "indicator", "measure", "comparator", "period") if row[key])
        yield f"{row['start']}-{row['end']} {row['text']}  {what}"


# figures


def figure_json(figure: "Figure") -> Json:
    """One figure with its source."""
    source = figure.source
    return {
        "id": figure.id,
        **_ref(figure.ref),
        "kind": figure.kind.value,
        "low": _number(figure.quantity.low),
        "high": _number(figure.quantity.high),
        "unit": figure.quantity.unit,
        "bound": figure.quantity.bound.value if figure.quantity.bound else None,
        "status": figure.status.value,
        "vintage": figure.vintage,
        "source": {
            "document": source.document,
            "sheet": source.sheet,
            "cell": source.cell,
            "span": list(source.span) if source.span else None,
        },
        "verified_by": figure.verified_by,
        "verified_at": figure.verified_at.isoformat() if figure.verified_at else None,
    }


def figure_line(figure: "Figure") -> str:
    """The same in one line."""
    ref = figure.ref
    against = f" 比{ref.comparator}" if ref.comparator else ""
    target = "（目标）" if figure.kind.value == "target" else ""
    return (
        f"{figure.id} {ref.region} {ref.period} {ref.indicator} {ref.measure.label}{against}{target} "
        f"{figure.quantity.label} [{figure.status.label}] {figure.source.label}"
    )


def _ref(ref: "FigureRef") -> Json:
    return {
        "indicator": ref.indicator,
        "measure": ref.measure.value,
        "period": str(ref.period),
        "region": ref.region,
        "comparator": ref.comparator,
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


# search


def hit_json(hit: "Hit") -> Json:
    """One passage found."""
    passage = hit.passage
    return {
        "document": passage.document,
        **_span(passage.span),
        "text": passage.text,
        "path": list(passage.path),
        "score": round(hit.score, 4),
    }


def hit_line(hit: "Hit") -> str:
    """The same in one line."""
    passage = hit.passage
    return f"{hit.score:.2f} {passage.document} {' / '.join(passage.path)}  {passage.text[:60]}"


# draft


def draft_json(draft: "RenderedDraft") -> Json:
    """A draft as it reads, each slot with what stands behind it."""
    return {
        "draft": draft.id,
        "title": draft.title,
        "byline": draft.byline,
        "salutation": draft.salutation,
        "period": str(draft.period),
        "region": draft.region,
        "complete": draft.complete,
        "front": section_json(draft.front, FRONT) if draft.front else None,
        "sections": [section_json(section, str(number)) for number, section in enumerate(draft.sections)],
        "filled": draft.filled,
        "open": draft.open,
    }


def section_json(section: "RenderedSection", number: str) -> Json:
    """One section: its paragraphs joined by line breaks, marks and slots as spans of that text."""
    marks: list[Json] = []
    slots: list[Json] = []
    at = 0
    for paragraph in section.paragraphs:
        marks += [
            {"start": at + mark.start, "end": at + mark.end, "kind": mark.kind.value, "note": mark.note}
            for mark in paragraph.marks
        ]
        slots += [_slot(slot, at, number) for slot in paragraph.slots]
        at += len(paragraph.text) + 1
    return {
        "role": section.role.value,
        "part": section.part,
        "heading": section.heading,
        "run_in": section.run_in,
        "text": "\n".join(paragraph.text for paragraph in section.paragraphs),
        "leads": [paragraph.text[: paragraph.lead] for paragraph in section.paragraphs],
        "marks": marks,
        "slots": slots,
        "offers": [_ref(ref) for ref in section.offers],
    }


def _slot(slot: "RenderedSlot", at: int, section: str) -> Json:
    from figures.slots import FigureSlot

    asked = slot.slot
    ref = {**_ref(asked.ref), "kind": asked.kind.value} if isinstance(asked, FigureSlot) else None
    return {
        "id": f"{section}.{slot.number}",
        "start": at + slot.start,
        "end": at + slot.end,
        "text": slot.text,
        "state": slot.state.value,
        "by": slot.by.value,
        "reason": slot.reason,
        "ref": ref,
        "figure": figure_json(slot.figure) if slot.figure else None,
        "formula": slot.formula,
        "inputs": [figure_json(figure) for figure in slot.inputs],
        "note": slot.note,
    }


def refill_json(draft: "RenderedDraft", changed: "Sequence[Change]") -> Json:
    """What reads otherwise than before, and how far the draft is filled."""
    return {
        "draft": draft.id,
        "changed": [_change(change) for change in changed],
        "filled": draft.filled,
        "open": draft.open,
    }


def _change(change: "Change") -> Json:
    section = _section_name(change.section)
    slot = _slot(change.slot, 0, section)
    kept = ("id", "ref", "state", "reason", "figure", "formula", "inputs")
    return {
        "section": section,
        "was": change.was,
        "now": change.slot.text,
        "sentence": change.sentence,
        **{name: slot[name] for name in kept},
    }


def _section_name(number: int) -> str:
    return FRONT if number < 0 else str(number)


def refill_lines(draft: "RenderedDraft", changed: "Sequence[Change]") -> Iterator[str]:
    """Each change, from what to what; an open one with its reason."""
    for change in changed:
        why = f"（{change.slot.reason}）" if change.slot.reason else ""
        number = f"{_section_name(change.section)}.{change.slot.number}"
        yield f"{number} {change.was} → {change.slot.text}{why}"
    said = f"{len(changed)} 处变化" if changed else "没有变化"
    yield f"—— 稿子 {draft.id}：{said}；已填 {draft.filled} 处，待核 {draft.open} 处。"


def draft_lines(draft: "RenderedDraft") -> Iterator[str]:
    """The text, then what is open and why."""
    yield from (line for line in (draft.title, *draft.byline.splitlines(), draft.salutation) if line)
    part = ""
    for section in draft.sections:
        if section.part != part:
            part = section.part
            yield part
        texts = [paragraph.text for paragraph in section.paragraphs]
        if section.heading and section.run_in and texts:
            texts[0] = f"{section.heading}。{texts[0]}"
        elif section.heading:
            yield section.heading
        yield from texts
    yield f"—— 稿子 {draft.id}：已填 {draft.filled} 处，待核 {draft.open} 处。"
    named = [(str(number), section) for number, section in enumerate(draft.sections)]
    for number, section in [(FRONT, draft.front), *named] if draft.front else named:
        for paragraph in section.paragraphs:
            for slot in paragraph.slots:
                if slot.reason:
                    yield f"  待核 {number}.{slot.number} {slot.text}：{slot.reason}"
