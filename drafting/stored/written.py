"""A draft section written down for the store and read back: JSON of texts with slots in braces, never numbers."""

import functools
import json
from collections.abc import Mapping
from typing import Any

from drafting.model import DraftParagraph, DraftSection, Mark, MarkKind, Origin, Role
from figures.figure import FigureRef
from figures.measure import Measure
from figures.period import Period
from figures.slots import parse_pieces, write_pieces


def section_to_json(section: DraftSection) -> str:
    """`section` as one JSON document."""
    return json.dumps(
        {
            "role": section.role.value,
            "part": write_pieces(section.part),
            "number": section.number,
            "heading": write_pieces(section.heading),
            "run_in": section.run_in,
            "paragraphs": [_paragraph(paragraph) for paragraph in section.paragraphs],
            "offers": [
                [ref.indicator, ref.measure.value, str(ref.period), ref.region, ref.comparator]
                for ref in section.offers
            ],
        },
        ensure_ascii=False,
    )


@functools.lru_cache(maxsize=1024)
def section_from_json(written: str, period: Period, region: str) -> DraftSection:
    """The inverse of `section_to_json`. Kept, as a section is read far more often than it is written."""
    found = json.loads(written)
    return DraftSection(
        role=Role(found["role"]),
        part=parse_pieces(found["part"], period=period, region=region),
        number=found["number"],
        heading=parse_pieces(found["heading"], period=period, region=region),
        run_in=found["run_in"],
        paragraphs=tuple(_read_paragraph(item, period, region) for item in found["paragraphs"]),
        offers=tuple(
            FigureRef(name, Measure(measure), Period.parse(when), where, comparator)
            for name, measure, when, where, comparator in found["offers"]
        ),
    )


def _paragraph(paragraph: DraftParagraph) -> dict[str, object]:
    origin = paragraph.origin
    return {
        "text": write_pieces(paragraph.pieces),
        "lead": paragraph.lead,
        "marks": [[mark.start, mark.end, mark.kind.value, mark.note] for mark in paragraph.marks],
        "origin": [origin.document, origin.start, origin.end] if origin else None,
    }


def _read_paragraph(found: Mapping[str, Any], period: Period, region: str) -> DraftParagraph:
    return DraftParagraph(
        pieces=parse_pieces(found["text"], period=period, region=region),
        lead=found["lead"],
        marks=tuple(Mark(start, end, MarkKind(kind), note) for start, end, kind, note in found["marks"]),
        origin=Origin(*found["origin"]) if found["origin"] else None,
    )
