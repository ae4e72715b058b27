"""Conversations in the store: every question and the answer as it was given, so that a reload keeps them.

An answer is kept in words, with its places: it tells what was told then, whatever is loaded since. Where people log in,
a conversation is for who began it and for nobody else, who keeps the desk included; without a login it is for whoever
sits at the machine.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from asking.answer import Answer, Citation, Verdict
from asking.tables import ConversationRow, TurnRow
from corpus.model import Span
from errors import NotFound
from figures.figure import Figure
from store.audit import record
from store.columns import utc_now
from store.deeds import Deed
from store.engine import Store
from store.people import acting


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer in words. `as_of` is the year that 今年 meant; `tables` says where the figures of
    tables stand (文件 · 工作表!单元格)."""

    question: str
    as_of: int
    found: bool
    text: str
    verdict: Verdict | None
    citations: tuple[Citation, ...]
    tables: tuple[str, ...]
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class ConversationHead:
    """A conversation in the list of them: its first question, and when it was last asked in."""

    id: int
    title: str
    asked_at: datetime


class Conversations:
    """The conversations of one workspace."""

    def __init__(self, store: Store):
        self._store = store

    def begin(self, by: str) -> int:
        """A new, empty conversation; its id."""
        with self._store.session() as session:
            row = ConversationRow(begun_by=by, begun_at=utc_now())
            session.add(row)
            session.flush()
            record(session, actor=by, deed=Deed.TALK_BEGUN, subject=f"talk:{row.id}")
            return row.id

    def add(self, conversation: int, question: str, as_of: int, answer: Answer, *, by: str) -> Turn:
        """Keeps a question of `by` and its answer. Raises `NotFound`."""
        with self._store.session() as session:
            _conversation(session, conversation)
            row = TurnRow(
                conversation_id=conversation,
                question=question,
                as_of=as_of,
                answer=_written(answer),
                asked_at=utc_now(),
            )
            session.add(row)
            session.flush()
            told = "" if acting() else question[:200]  # the trail is read by others than who asks
            record(session, actor=by, deed=Deed.QUESTION_ASKED, subject=f"talk:{conversation}", detail=told)
            return _turn(row)

    def turns(self, conversation: int) -> list[Turn]:
        """The questions and answers of a conversation, in order. Raises `NotFound`."""
        with self._store.reading() as session:
            _conversation(session, conversation)
            query = select(TurnRow).where(TurnRow.conversation_id == conversation).order_by(TurnRow.id)
            return [_turn(row) for row in session.scalars(query)]

    def heads(self, limit: int = 20) -> list[ConversationHead]:
        """The conversations in which something was asked, the latest first."""
        query = select(TurnRow.conversation_id, TurnRow.question, TurnRow.asked_at).order_by(TurnRow.id)
        if owner := acting():
            query = query.join(ConversationRow).where(ConversationRow.begun_by == owner)
        with self._store.reading() as session:
            found: dict[int, ConversationHead] = {}
            for key, question, asked_at in session.execute(query):
                head = found.get(key)
                found[key] = ConversationHead(key, head.title if head else question, asked_at)
        return sorted(found.values(), key=lambda head: head.asked_at, reverse=True)[:limit]


def turn_of(question: str, as_of: int, answer: Answer) -> Turn:
    """A question and its answer as they would be kept."""
    return _turn(TurnRow(question=question, as_of=as_of, answer=_written(answer), asked_at=utc_now()))


def _conversation(session: Session, key: int) -> ConversationRow:
    row = session.get(ConversationRow, key)
    if row is None or acting() not in (None, row.begun_by):
        raise NotFound(f"没有编号为 {key} 的对话，请新开一个。")
    return row


def _written(answer: Answer) -> str:
    places = [[one.document_id, one.document, one.span.start, one.span.end, one.quote] for one in answer.citations]
    return json.dumps(
        {
            "found": answer.found,
            "text": answer.text,
            "verdict": answer.verdict.value if answer.verdict else None,
            "citations": places,
            "tables": [_cell(figure) for figure in answer.figures],
        },
        ensure_ascii=False,
    )


def _cell(figure: Figure) -> str:
    by = f"（{figure.verified_by}核实）" if figure.verified_by else ""
    return f"{figure.source.label}{by}"


def _turn(row: TurnRow) -> Turn:
    told = json.loads(row.answer)
    return Turn(
        row.question,
        row.as_of,
        told["found"],
        told["text"],
        Verdict(told["verdict"]) if told["verdict"] else None,
        tuple(Citation(key, name, Span(start, end), quote) for key, name, start, end, quote in told["citations"]),
        tuple(told["tables"]),
        row.asked_at,
    )
