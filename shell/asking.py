"""Questions about what is stored: `ask`, one by one or a file of them in one process."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from errors import InputError, ModelFault
from shell.command import Command, existing, opened, tell
from shell.figures import figure_json
from shell.told import Json

if TYPE_CHECKING:
    from asking.answer import Answer, Citation
    from asking.reading import Question
    from desk import Desk


def _ask(asked: argparse.Namespace) -> int:
    if bool(asked.question) == bool(asked.batch):
        raise InputError("请写出一个问题，或用 --batch 给出一个问题文件（每行一个 JSON），二者取一。")
    lines = list(_batch(existing(Path(asked.batch)))) if asked.batch else []
    with opened() as desk:
        if asked.batch:
            return _answer_all(lines, asked.as_of, desk)
        answer = desk.answers.ask(asked.question, as_of=asked.as_of).answer
        if asked.phrase:
            answer = _phrased(desk, asked.question, answer)
    tell(asked, answer_json(answer), answer_lines(answer))
    return 0


def _phrased(desk: "Desk", question: str, answer: "Answer") -> "Answer":
    """The answer in a model's words; as it was composed, with the reason said, where the model does not keep to it."""
    try:
        return desk.phraser.phrase(question, answer)
    except ModelFault as fault:
        print(fault.sentence, file=sys.stderr)
        return answer


def _answer_all(lines: list[Json], as_of: int | None, desk: "Desk") -> int:
    """Prints an answer a line. Questions that name the same `conversation` lean on one another, in their order."""
    before: dict[str, Question] = {}
    for line in lines:
        conversation = line.get("conversation")
        told = _year(line["as_of"]) if line.get("as_of") else as_of
        reply = desk.answers.ask(line["question"], as_of=told, before=before.get(str(conversation)))
        if conversation is not None:
            before[str(conversation)] = reply.question
        print(json.dumps({"id": line.get("id"), "answer": answer_json(reply.answer)}, ensure_ascii=False), flush=True)
    return 0


def _batch(path: Path) -> Iterator[Json]:
    """The questions of a file, a JSON object a line. Raises `InputError` naming the line that is none."""
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        try:
            told: Any = json.loads(line)
        except ValueError:
            told = None
        if not isinstance(told, dict) or not isinstance(told.get("question"), str):
            raise InputError(f'{path.name} 第 {number} 行不是问题，请写成 {{"id": "1", "question": "…"}}，一行一个。')
        yield told


def _year(told: object) -> int:
    text = str(told)[:4]
    if not text.isdecimal():
        raise InputError(f"as_of“{told}”不是年份，请写成 2026。")
    return int(text)


# what is printed


def answer_json(answer: "Answer") -> Json:
    """One answer with its places and figures."""
    return {
        "found": answer.found,
        "answer": answer.text,
        "verdict": answer.verdict.value if answer.verdict else None,
        "citations": [citation_json(citation) for citation in answer.citations],
        "figures": [figure_json(figure) for figure in answer.figures],
    }


def citation_json(citation: "Citation") -> Json:
    """One place, verbatim."""
    return {
        "document": citation.document,
        "start": citation.span.start,
        "end": citation.span.end,
        "quote": citation.quote,
    }


def answer_lines(answer: "Answer") -> Iterator[str]:
    """The answer and its places, to read."""
    yield answer.text
    for citation in answer.citations:
        yield f"  {citation.document} {citation.span.start}–{citation.span.end} “{citation.quote}”"
    for figure in answer.figures:
        yield f"  {figure.source.label}（{figure.verified_by or '未核实'}）"


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", metavar="QUESTION", nargs="?", help="要问的问题")
    parser.add_argument("--batch", metavar="F.jsonl", help="一行一个问题的文件，逐行打印回答")
    parser.add_argument("--phrase", action="store_true", help="由模型把回答说得通顺些，数字和引文不变")
    parser.add_argument("--as-of", type=int, metavar="YEAR", help="“今年”指哪一年，默认是资料库里最新的一年")


COMMANDS = (Command("ask", "回答关于库里文件和数据的问题，附出处", _arguments, _ask),)
