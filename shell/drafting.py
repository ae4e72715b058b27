"""Drafts: `draft`, `refill` and `attest`."""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from errors import InputError, ModelFault
from shell.command import NEEDS_A_PERSON, Command, by_argument, opened, progress, read, tell
from shell.figures import figure_json
from shell.finishing import add_files, check_folders, make_files
from shell.told import Json, ref_json
from shell.writing import writing_json, writing_lines

if TYPE_CHECKING:
    from desk import Desk, OutlineHeading
    from drafting.model import RenderedDraft, RenderedSection, RenderedSlot
    from drafting.stored.filling import Change

# By which title and byline are addressed among the sections (front.1).
FRONT = "front"
_UNNUMBERED = re.compile(r"^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])?")
_SECTION = re.compile(r"\s|[（(][一二三四五六七八九十]+[）)]")


def _draft(asked: argparse.Namespace) -> int:
    from desk import DraftRequest
    from figures.period import Period

    period = Period.parse(asked.period)
    outline = _asked_outline(Path(asked.outline)) if asked.outline else None
    check_folders(asked)
    with opened() as desk:
        points = read(Path(asked.points)).text if asked.points else ""
        request = DraftRequest(period, _model(desk, asked.like, asked.by), outline, asked.by, asked.writer, points)
        draft = desk.begin_draft(request)
        rendered = _written(desk, draft, asked)
        made = make_files(desk, draft, asked, by=asked.by)
        records = [record for _, record in sorted(desk.writing.records(draft).items())]
    lines = (*draft_lines(rendered), *writing_lines(records))
    tell(asked, {**draft_json(rendered), "writing": writing_json(records)}, lines)
    if not rendered.complete:
        print("还有几节没有写完，重新运行同一条命令会接着写，或加 --or-reuse 改用沿用往年。", file=sys.stderr)
        return NEEDS_A_PERSON
    return NEEDS_A_PERSON if not made or (asked.strict and rendered.open) else 0


def _written(desk: "Desk", draft: int, asked: argparse.Namespace) -> "RenderedDraft":
    """The draft with what is missing written; where a person wants it so, by the reuse writer what the model could not.

    Raises `ModelFault` where the model wrote nothing and nobody else is to.
    """
    try:
        rendered = desk.write_draft(draft, progress, at_once=asked.parallel, actor=asked.by)
    except ModelFault as fault:
        if not asked.or_reuse:
            raise
        print(fault.sentence, file=sys.stderr)
        rendered = desk.rendered(draft)
    if asked.or_reuse and not rendered.complete:
        desk.writing.reuse_rest(draft, progress, actor=asked.by)
        rendered = desk.rendered(draft)
    return rendered


def _asked_outline(path: Path) -> "tuple[OutlineHeading, ...]":
    """An outline file: Word's or Markdown's headings where it has any, else one heading a line, a section indented or
    numbered （一）."""
    from desk import OutlineHeading

    outline = read(path)
    headed = [(span.of(outline.text), level) for span, level in outline.layout.headings if level]
    ranks = sorted({level for _, level in headed})
    if len(ranks) > 2:
        raise InputError(f"提纲 {path.name} 有 {len(ranks)} 级标题，请只留部分和节两级。")
    lines = [line for line in outline.text.splitlines() if line.strip()]
    told = [(words, ranks.index(level) + 1) for words, level in headed]
    told = told or [(line, 2 if _SECTION.match(line) else 1) for line in lines]
    return tuple(OutlineHeading(level, _UNNUMBERED.sub("", words).strip()) for words, level in told)


def _model(desk: "Desk", like: str | None, by: str) -> int:
    """The id of the past speech to follow: a stored document's id or name, or a file, which is then taken in."""
    from corpus.files import content_hash
    from corpus.model import DocumentKind
    from desk import Incoming, LoadOptions, is_table

    if like is None:
        speeches = desk.documents(DocumentKind.SPEECH)
        if not speeches:
            raise InputError("库里还没有往年讲话，请先用 load 载入，或用 --like 指定一个文件。")
        return speeches[0].id
    path = Path(like)
    if like.isdecimal() or not path.is_file():
        return desk.document(int(like) if like.isdecimal() else like).id
    if is_table(path.name):
        raise InputError(f"{path} 是数据表，不能作为参照的讲话，请选一篇讲话。")
    data = path.read_bytes()
    told = desk.load([Incoming(path.name, data, str(path))], LoadOptions(kind=DocumentKind.SPEECH, actor=by))
    if told.refused:
        raise InputError(told.refused[0].reason)
    if told.loaded:
        return told.loaded[0].document.id
    # It was there already, perhaps under another name.
    return next(document.id for document in desk.documents() if document.sha256 == content_hash(data))


def _refill(asked: argparse.Namespace) -> int:
    with opened() as desk:
        rendered, changed = desk.refill(asked.draft, actor=asked.by)
    tell(asked, refill_json(rendered, changed), refill_lines(rendered, changed))
    return NEEDS_A_PERSON if asked.strict and rendered.open else 0


def _attest(asked: argparse.Namespace) -> int:
    from desk import FRONT

    section, _, slot = asked.slot.partition(".")
    if not ((section.isdecimal() or section == FRONT) and slot.removeprefix("-").isdecimal()):
        raise InputError(f"数据位编号“{asked.slot}”不认识，请写成 draft 所列的 节.位 形式，如 3.12 或 front.1。")
    number = FRONT if section == FRONT else int(section)
    with opened() as desk:
        filled = desk.editing.texts.attest(
            asked.draft,
            number,
            int(slot),
            value=asked.value,
            by=asked.by,
            source=asked.source,
            reason=asked.reason,
        )
    told = section_json(filled, section)
    tell(asked, told, [str(told["text"])])
    return 0


# what is printed


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
        "sections": [section_json(section, str(section.key)) for section in draft.sections],
        "filled": draft.filled,
        "open": draft.open,
    }


def section_json(section: "RenderedSection", number: str) -> Json:
    """One section: its paragraphs joined by line breaks, marks and slots as spans of that text; the slots in titles, of
    part and section, as spans of these."""
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
        "key": section.key,
        "role": section.role.value,
        "part": section.part,
        "heading": section.heading,
        "run_in": section.run_in,
        "text": "\n".join(paragraph.text for paragraph in section.paragraphs),
        "leads": [paragraph.text[: paragraph.lead] for paragraph in section.paragraphs],
        "marks": marks,
        "slots": slots,
        "title_slots": [_slot(slot, 0, number) for slot in section.titled],
        "offers": [ref_json(ref) for ref in section.offers],
    }


def _slot(slot: "RenderedSlot", at: int, section: str) -> Json:
    from figures.slots import FigureSlot

    asked = slot.slot
    ref = {**ref_json(asked.ref), "kind": asked.kind.value} if isinstance(asked, FigureSlot) else None
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
    named = [(str(section.key), section) for section in draft.sections]
    parts: set[int | None] = set()
    for number, section in [(FRONT, draft.front), *named] if draft.front else named:
        told = section.parted if section.part_key in parts else 0
        parts.add(section.part_key)
        for slot in section.slots[told:]:
            if slot.reason:
                yield f"  待核 {number}.{slot.number} {slot.text}：{slot.reason}"


def _at_once(words: str) -> int:
    if words not in {str(number) for number in range(1, 9)}:
        raise argparse.ArgumentTypeError("--parallel 应是 1 到 8 的整数")
    return int(words)


def _draft_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--period", required=True, help="期间，如 2026H1")
    parser.add_argument("--like", metavar="FILE|ID", help="沿用哪篇往年讲话，默认最近一篇")
    parser.add_argument("--outline", metavar="FILE", help="提纲，每行一个标题，节一级缩进或以（一）开头")
    parser.add_argument("--writer", choices=["reuse", "model"], default="reuse", help="沿用往年讲话，或由模型起草")
    parser.add_argument("--points", metavar="FILE", help="给模型的要点，每行一条")
    parser.add_argument("--parallel", type=_at_once, default=3, metavar="N", help="模型同时写几节（1—8），默认 3")
    parser.add_argument("--or-reuse", action="store_true", help="模型没有写成的节改用沿用往年")
    add_files(parser)
    by_argument(parser, "谁来起草")
    parser.add_argument("--strict", action="store_true", help="还有待核之处时以 1 退出")


def _refill_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("draft", type=int, metavar="DRAFT", help="稿子编号")
    by_argument(parser, "谁看过这些变化")
    parser.add_argument("--strict", action="store_true", help="还有待核之处时以 1 退出")


def _attest_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--draft", type=int, required=True, metavar="ID", help="稿子编号")
    parser.add_argument("--slot", required=True, metavar="节.位", help="draft 所列的数据位编号，如 3.12")
    parser.add_argument("--value", required=True, help="所填的数、名称或日期")
    parser.add_argument("--by", required=True, metavar="NAME", help="填报人")
    parser.add_argument("--source", required=True, help="来源")
    parser.add_argument("--reason", default="", help="理由")


COMMANDS = (
    Command("draft", "起草一个期间的讲话", _draft_arguments, _draft),
    Command("refill", "用现在的数据重新填一篇稿子，并列出变化", _refill_arguments, _refill),
    Command("attest", "填报一处待核的数据位", _attest_arguments, _attest),
)
