"""One file read for what it says, without a workspace: `outline` and `slots`."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from errors import InputError, RefusedFile
from shell.command import NEEDS_A_PERSON, WRONG, Command, existing, read, tell
from shell.told import Json, dumps, number_json, span_json

if TYPE_CHECKING:
    from corpus.model import Identity, Paragraph, Part, Section, Span, Speech
    from figures.catalogue import Catalogue
    from figures.recognition import Recognised, Recogniser


def _outline(asked: argparse.Namespace) -> int:
    from corpus.outline import parse_speech

    if asked.text and asked.json:
        raise InputError("--text 打印正文，--json 打印提纲，请只用其中一个。")
    told = read(Path(asked.file))
    if asked.text:
        sys.stdout.write(told.text)
        return 0
    speech = parse_speech(told.text, told.layout)
    tell(asked, outline_json(speech), outline_lines(speech))
    return 0


def _names() -> "Catalogue":
    """The workspace's catalogue where there is a workspace; else the one that comes with Hegao."""
    from figures.catalogue import load_catalogue
    from settings import read_settings

    settings = read_settings()
    if not settings.has_store:
        return load_catalogue()
    from figures.catalogue.book import CatalogueBook
    from store.engine import open_store

    store = open_store(settings.database_url)
    try:
        return CatalogueBook(store).catalogue()
    finally:
        store.close()


def _slots(asked: argparse.Namespace) -> int:
    from figures.finder import Finder
    from figures.recognition import Recogniser

    paths = [existing(Path(name)) for name in asked.files]
    recogniser = Recogniser(Finder(_names()))
    if asked.out_dir:
        return _slots_into(asked, Path(asked.out_dir), paths, recogniser)
    if len(paths) > 1:
        raise InputError("一次识别多个文件时请用 --out-dir 指定存放结果的文件夹。")
    rows = _rows(paths[0], recogniser)
    tell(asked, rows, slot_lines(rows))
    return 0


def _slots_into(asked: argparse.Namespace, folder: Path, paths: Sequence[Path], recogniser: "Recogniser") -> int:
    """Writes the rows of each file into `folder`; a file that cannot be read does not hold up the others."""
    targets = {folder / f"{path.stem}.json": path for path in paths}
    if len(targets) < len(paths):
        raise InputError("有几个文件名（不计后缀）相同，结果会互相覆盖，请分开识别。")
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Json] = []
    refused: list[Json] = []
    for target, path in targets.items():
        try:
            rows = _rows(path, recogniser)
        except RefusedFile as refusal:
            refused.append({"path": str(path), "reason": refusal.sentence})
            print(refusal.sentence, file=sys.stderr)
            continue
        target.write_text(dumps(rows), encoding="utf-8")
        written.append({"path": str(path), "to": str(target), "rows": len(rows)})
    lines = (f"{row['path']} {row['rows']} 处，写入 {row['to']}" for row in written)
    tell(asked, {"written": written, "refused": refused}, lines)
    if refused:
        return NEEDS_A_PERSON if written else WRONG
    return 0


def _rows(path: Path, recogniser: "Recogniser") -> list[Json]:
    from corpus.identity import identify
    from corpus.outline import parse_speech

    told = read(path)
    identity = identify(path.name, told.text, parse_speech(told.text, told.layout))
    return slots_json(recogniser.recognise(told.text), identity)


# what is printed


def outline_json(speech: "Speech") -> Json:
    """The outline of a document, spans in its text."""
    text = speech.text
    return {
        "title": _of(speech.title, text),
        "salutation": _of(speech.salutation, text),
        "preamble": [span_json(paragraph.span) for paragraph in speech.preamble],
        "parts": [_part(part, text) for part in speech.parts],
        "closing": [span_json(paragraph.span) for paragraph in speech.closing],
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
        **span_json(part.span),
        "intro": [span_json(paragraph.span) for paragraph in part.intro],
        "outro": [span_json(paragraph.span) for paragraph in part.outro],
        "sections": [_section(section, text) for section in part.sections],
    }


def _section(section: "Section", text: str) -> Json:
    return {
        "number": section.number,
        "heading": section.heading.of(text),
        **span_json(section.span),
        "run_in": section.run_in,
        "paragraphs": [_paragraph(paragraph, text) for paragraph in section.paragraphs],
    }


def _paragraph(paragraph: "Paragraph", text: str) -> Json:
    return {
        "lead": _of(paragraph.lead, text),
        **span_json(paragraph.span),
        "suspected": [{**span_json(span), "lead": span.of(text)} for span in paragraph.suspected],
    }


def _of(span: "Span | None", text: str) -> str | None:
    return span.of(text) if span else None


def _place(told: str | None, own: str | None) -> str:
    """The place a row tells of; in the document of a province 全省 is that province itself."""
    from corpus.regions import PROVINCES

    itself = told in ("全省", "全区", "全疆", "全藏") and own in PROVINCES
    return own if own and (told is None or itself) else told or "全市"


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
            "low": number_json(row.low),
            "high": number_json(row.high),
        }
        for row in rows
    ]


def slot_lines(rows: Sequence[Json]) -> Iterator[str]:
    """The same, a line a row."""
    for row in rows:
        what = " ".join(str(row[key]) for key in ("kind", "indicator", "measure", "comparator", "period") if row[key])
        yield f"{row['start']}-{row['end']} {row['text']}  {what}"


def _outline_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--text", action="store_true", help="打印正文，各处位置都按它的字符计")


def _slots_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--out-dir", metavar="D", help="每个文件写一个 <文件名>.json")


COMMANDS = (
    Command("outline", "一个文件的提纲", _outline_arguments, _outline),
    Command("slots", "文中每个数和每个 * 说的是什么", _slots_arguments, _slots),
)
