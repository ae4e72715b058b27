"""Passages lie along the outline, in exact spans."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import DocumentKind, Span, Speech
from retrieval.passages import LONGEST, Passage, PassageRole, Unit, cut, split
from tests.retrieval.speeches import INDUSTRY, TRADE, facts, outlined, plain

SHARED = Path(__file__).parents[3] / "shared" / "corpus" / "state_council"


def of(passages: list[Passage], role: PassageRole, unit: Unit) -> list[Passage]:
    return [passage for passage in passages if passage.role is role and passage.unit is unit]


def test_every_place_of_the_outline_gives_its_role_in_reading_order() -> None:
    roles = [passage.role for passage in cut(facts(), outlined()) if passage.unit is Unit.PARAGRAPH]
    assert roles == ["preamble", "intro", "section", "section", "section", "outro", "closing"]


def test_a_paragraph_is_the_text_at_its_span() -> None:
    speech = outlined()
    for passage in cut(facts(), speech):
        if passage.unit is Unit.PARAGRAPH:
            assert passage.text == passage.span.of(speech.text)


def test_a_passage_names_the_headings_above_it_as_printed_and_without_numbers() -> None:
    passage = of(cut(facts(), outlined()), PassageRole.SECTION, Unit.PARAGRAPH)[-1]
    assert passage.path == ("二、下半年重点工作", f"（二）{TRADE}")
    assert (passage.part, passage.section, passage.heading) == ("下半年重点工作", TRADE, TRADE)


def test_a_passage_carries_what_is_known_of_its_document() -> None:
    passage = cut(facts(7, region="岚江市", year=2024, kind=DocumentKind.REPORT), outlined())[0]
    assert (passage.document_id, passage.document, passage.region, passage.year, passage.kind) == (
        7,
        "讲话7.docx",
        "岚江市",
        2024,
        DocumentKind.REPORT,
    )


def test_a_section_has_a_card_of_its_heading_and_leads() -> None:
    speech = outlined()
    card = of(cut(facts(), speech), PassageRole.SECTION, Unit.CARD)[0]
    assert card.text == f"{INDUSTRY}\n抓龙头企业\n抓技术改造"
    assert card.span.of(speech.text).startswith(f"（一）{INDUSTRY}")
    assert card.span.of(speech.text).endswith("改造产线。")


def test_a_paragraph_without_a_lead_is_told_on_the_card_by_its_first_sentence() -> None:
    card = of(cut(facts(), outlined()), PassageRole.SECTION, Unit.CARD)[1]
    assert card.text == f"{TRADE}\n办好购物节，发放消费券，提振住宿餐饮和汽车消费"


def test_preamble_intro_outro_and_closing_have_cards_too() -> None:
    cards = [passage.role for passage in cut(facts(), outlined()) if passage.unit is Unit.CARD]
    assert cards == ["preamble", "intro", "section", "section", "outro", "closing"]


def test_keys_are_the_same_when_cut_again_and_differ_within_a_document() -> None:
    keys = [passage.key for passage in cut(facts(3), outlined())]
    assert keys == [passage.key for passage in cut(facts(3), outlined())]
    assert len(set(keys)) == len(keys)
    assert keys[1] == "d3:22-49:paragraph"


def test_a_document_without_an_outline_gives_body_paragraphs() -> None:
    passages = cut(facts(), plain("各位代表：", "过去一年，成绩来之不易。"))
    assert [(passage.role, passage.path, passage.text) for passage in passages] == [
        ("body", (), "各位代表："),
        ("body", (), "过去一年，成绩来之不易。"),
    ]


def test_a_document_in_which_no_paragraph_was_found_is_cut_by_its_lines() -> None:
    speech = Speech("  第一行\r\n\r\n第二行　\n", None, None, None, None, (), (), ())
    assert [passage.text for passage in cut(facts(), speech)] == ["第一行", "第二行"]


def test_the_notes_after_the_closing_are_found_as_an_annex() -> None:
    speech = outlined()
    note = speech.closing[0]
    last = cut(facts(), replace(speech, closing=(), annex=(note,)))[-1]
    assert (last.role, last.unit, last.path, last.span) == (PassageRole.ANNEX, Unit.PARAGRAPH, (), note.span)


def test_sections_without_a_part_above_them_have_a_path_of_one() -> None:
    speech = outlined()
    part = speech.parts[0]
    bare = replace(part, number="", heading=Span(part.span.start, part.span.start))
    section = of(cut(facts(), replace(speech, parts=(bare,))), PassageRole.SECTION, Unit.PARAGRAPH)[0]
    assert (section.path, section.part) == ((f"（一）{INDUSTRY}",), "")


def test_an_empty_document_gives_nothing() -> None:
    assert cut(facts(), Speech("", None, None, None, None, (), (), ())) == []


def test_a_long_paragraph_is_cut_after_sentences_into_even_pieces() -> None:
    sentence = "坚持稳中求进工作总基调，推动经济实现质的有效提升和量的合理增长" + "。"
    text = sentence * 20
    pieces = [span.of(text) for span in split(text, Span(0, len(text)))]
    assert "".join(pieces) == text
    assert all(piece.endswith("。") for piece in pieces)
    assert min(map(len, pieces)) > LONGEST // 2


def test_a_closing_quotation_mark_stays_with_its_sentence() -> None:
    text = "他说：“" + "要把发展放在首位" * 30 + "。”" + "会议要求抓好落实" * 30 + "。"
    assert split(text, Span(0, len(text)))[0].of(text).endswith("。”")


@given(st.text(alphabet="发展，。；\n ”增长", max_size=1500), st.integers(0, 50), st.integers(0, 50))
def test_pieces_join_without_a_gap_and_none_is_too_long(text: str, before: int, after: int) -> None:
    span = Span(min(before, len(text)), max(min(before, len(text)), len(text) - after))
    pieces = split(text, span)
    assert "".join(piece.of(text) for piece in pieces) == span.of(text).strip()
    assert all(0 < piece.end - piece.start <= LONGEST for piece in pieces)
    assert all(one.end == other.start for one, other in pairwise(pieces))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real reports are not at ../shared")
def test_a_real_report_loses_no_word() -> None:
    text = sorted(SHARED.glob("*.txt"))[-1].read_text(encoding="utf-8")
    passages = cut(facts(), Speech(text, None, None, None, None, (), (), ()))
    found = "".join(passage.text for passage in passages)
    assert "".join(found.split()) == "".join(text.split())
