"""How a passage or a card of figures is laid down as a flat record of the index, and read back from one.

A record holds everything, so that what is found can be shown without the store. What is unknown has no key.
"""

import json
from collections.abc import Mapping

from corpus.model import DocumentKind, Span
from figures.figure import FigureKind
from retrieval.cards import FigureCard
from retrieval.passages import Passage, PassageRole, Unit

Record = dict[str, str | int | bool]
Stored = Mapping[str, object]


def passage_record(passage: Passage, *, stamp: str | None = None) -> Record:
    """The record of `passage`, all but its text; `stamp` marks the one paragraph that stands for its document.

    Most of it is one string: each field of its own costs Chroma a row in several of its tables. A card, of which there
    are few, has the fields by which cards are narrowed too.
    """
    record: Record = {
        "document_id": passage.document_id,
        "told": json.dumps(
            [
                passage.document,
                passage.kind.value,
                passage.region,
                passage.year,
                passage.span.start,
                passage.span.end,
                passage.path,
                passage.role.value,
                passage.part,
                passage.section,
                passage.unit.value,
            ],
            ensure_ascii=False,
        ),
    }
    if stamp is not None:
        record |= {"opens": True, "stamp": stamp}
    if passage.unit is Unit.CARD:
        record |= {"kind": passage.kind.value, "role": passage.role.value}
        if passage.region is not None:
            record["region"] = passage.region
    return record


def read_passage(record: Stored, text: str) -> Passage:
    """The passage laid down as `record`. Raises `KeyError` or `ValueError` when it is none."""
    document, kind, region, year, start, end, path, role, part, section, unit = json.loads(str(record["told"]))
    return Passage(
        document_id=_integer(record["document_id"]),
        document=document,
        kind=DocumentKind(kind),
        region=region,
        year=year,
        span=Span(start, end),
        path=tuple(path),
        role=PassageRole(role),
        part=part,
        section=section,
        unit=Unit(unit),
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
        "kind": card.kind.value,
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
        kind=FigureKind(str(record["kind"])),
    )


def _integer(value: object) -> int:
    if not isinstance(value, int):
        raise ValueError(f"not an integer: {value!r}")
    return value


def _optional(value: object) -> str | None:
    return None if value is None else str(value)


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(word) for word in json.loads(str(value)))
