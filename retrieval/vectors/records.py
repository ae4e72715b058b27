"""How a passage or a card of figures is laid down as a flat record of the index, and read back from one.

A record holds everything, so that what is found can be shown without the store. What is unknown has no key.
"""

import json
from collections.abc import Mapping

from corpus.model import DocumentKind, Span
from retrieval.cards import FigureCard
from retrieval.passages import Passage, PassageRole, Unit

Record = dict[str, str | int | bool]
Stored = Mapping[str, object]


def passage_record(passage: Passage, *, opens: bool) -> Record:
    """The record of `passage`, all but its text; `opens` marks the one passage that stands for its document."""
    record: Record = {
        "document_id": passage.document_id,
        "document": passage.document,
        "kind": passage.kind.value,
        "start": passage.span.start,
        "end": passage.span.end,
        "path": json.dumps(passage.path, ensure_ascii=False),
        "role": passage.role.value,
        "part": passage.part,
        "section": passage.section,
        "unit": passage.unit.value,
        "opens": opens,
    }
    if passage.region is not None:
        record["region"] = passage.region
    if passage.year is not None:
        record["year"] = passage.year
    return record


def read_passage(record: Stored, text: str) -> Passage:
    """The passage laid down as `record`. Raises `KeyError` or `ValueError` when it is none."""
    return Passage(
        document_id=_integer(record["document_id"]),
        document=str(record["document"]),
        kind=DocumentKind(str(record["kind"])),
        region=_optional(record.get("region")),
        year=_integer(record["year"]) if "year" in record else None,
        span=Span(_integer(record["start"]), _integer(record["end"])),
        path=_words(record["path"]),
        role=PassageRole(str(record["role"])),
        part=str(record["part"]),
        section=str(record["section"]),
        unit=Unit(str(record["unit"])),
        text=text,
    )


def card_record(card: FigureCard) -> Record:
    """The record of `card`, all but its text."""
    record: Record = {
        "key": card.key,
        "indicator": card.indicator,
        "measure": card.measure,
        "region": card.region,
        "periods": json.dumps(card.periods, ensure_ascii=False),
    }
    if card.comparator is not None:
        record["comparator"] = card.comparator
    return record


def read_card(record: Stored, text: str) -> FigureCard:
    """The card laid down as `record`. Raises `KeyError` or `ValueError` when it is none."""
    return FigureCard(
        key=str(record["key"]),
        text=text,
        indicator=str(record["indicator"]),
        measure=str(record["measure"]),
        region=str(record["region"]),
        comparator=_optional(record.get("comparator")),
        periods=_words(record["periods"]),
    )


def _integer(value: object) -> int:
    if not isinstance(value, int):
        raise ValueError(f"not an integer: {value!r}")
    return value


def _optional(value: object) -> str | None:
    return None if value is None else str(value)


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(word) for word in json.loads(str(value)))
