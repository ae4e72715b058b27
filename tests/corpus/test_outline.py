"""The outline of a speech: what is found in it, and exactly where."""

import json
from typing import Any

import pytest

from corpus.model import Speech
from corpus.outline import parse_speech
from tests.corpus.texts import SHARED, SPEECH, needs_shared, words


def headings(speech: Speech) -> list[str]:
    return [part.number + section.number + section.heading.of(speech.text) for part, section in speech.sections()]


def leads(speech: Speech) -> list[str]:
    paragraphs = [paragraph for _, section in speech.sections() for paragraph in section.paragraphs]
    return [paragraph.lead.of(speech.text) for paragraph in paragraphs if paragraph.lead]


def test_the_title_block_is_taken_apart() -> None:
    speech = parse_speech(SPEECH)
    assert words(SPEECH, speech.title) == "在全市上半年经济运行分析会上的讲话"
    assert words(SPEECH, speech.date_line) == "（2025年7月18日）"
    assert words(SPEECH, speech.byline) == "岚江市人民政府市长 李明"
    assert words(SPEECH, speech.salutation) == "同志们："
    assert [paragraph.span.of(SPEECH)[:3] for paragraph in speech.preamble] == ["刚才，"]


def test_parts_and_sections_are_found_with_headings_of_their_own_line_and_run_in() -> None:
    speech = parse_speech(SPEECH)
    assert [(part.number, part.heading.of(SPEECH)) for part in speech.parts] == [
        ("一", "上半年全市经济稳中有进"),
        ("二", "清醒认识面临的困难"),
        ("三", "全力抓好下半年各项工作"),
    ]
    assert headings(speech)[-2:] == ["三（一）大力发展先进制造", "三（二）持续扩大有效投资"]
    assert [section.run_in for _, section in speech.sections()] == [True] * 6 + [False]


def test_what_stands_before_the_first_section_and_after_the_last_belongs_to_the_part() -> None:
    speech = parse_speech(SPEECH)
    first, second, third = speech.parts
    assert [p.span.of(SPEECH) for p in first.intro] == ["今年以来，全市上下齐心协力，经济运行总体平稳。"]
    assert [p.span.of(SPEECH) for p in first.outro] == ["总的来看，上半年成绩来之不易。"]
    assert (second.intro, second.outro, third.outro) == ((), (), ())


def test_the_closing_addresses_the_audience() -> None:
    speech = parse_speech(SPEECH)
    assert [paragraph.span.of(SPEECH)[:4] for paragraph in speech.closing] == ["同志们，"]


def test_short_first_sentences_that_title_a_paragraph_are_leads_and_others_are_not() -> None:
    assert leads(parse_speech(SPEECH)) == ["提升园区承载能力", "以数字技术推动制造业升级", "抓紧重大项目开工"]


def test_a_lead_that_lost_its_paragraph_is_offered_by_rule() -> None:
    speech = parse_speech(SPEECH)
    suspected = [s.of(SPEECH) for _, section in speech.sections() for p in section.paragraphs for s in p.suspected]
    assert suspected == ["培育壮大中小企业"]


def test_notes_after_the_closing_are_an_annex() -> None:
    speech = parse_speech(SPEECH + "名词解释\n1.“两图一表”：指一种工作方法。\n")
    assert [paragraph.span.of(speech.text)[:4] for paragraph in speech.annex] == ["名词解释", "1.“两"]
    assert len(speech.closing) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一、总体情况\n(一)工业\n正文在此。\n(二)农业\n正文在此。\n", ["一(一)工业", "一(二)农业"]),
        (
            "第一部分 总体情况\n一、工业\n正文。\n第二部分 下一步\n一、农业\n正文。\n",
            ["第一部分一工业", "第二部分一农业"],
        ),
        ("一、总体\n一是抓投资\n正文在此。\n二是促消费\n正文在此。\n", ["一一是抓投资", "一二是促消费"]),
        ("（一）工业\n正文。\n（二）农业\n正文。\n", ["（一）工业", "（二）农业"]),
    ],
)
def test_other_ways_of_numbering_are_understood(text: str, found: list[str]) -> None:
    assert headings(parse_speech(text)) == found


def test_parts_without_numbers_are_found_where_none_are_numbered() -> None:
    prose = "全市上下深入贯彻落实各项决策部署，统筹推进各项工作，经济社会发展取得了新的成效，主要情况报告如下。"
    text = f"各位代表：\n现在报告工作。\n2024年工作回顾\n{prose}\n（一）工业。{prose}\n2025年工作安排\n{prose}\n"
    speech = parse_speech(text)
    assert [part.heading.of(text) for part in speech.parts] == ["2024年工作回顾", "2025年工作安排"]


@pytest.mark.parametrize("line", ["一、二产业增长较快，三产恢复明显，全年目标可期。其中一产增长4%。", "一、完成投资；"])
def test_a_sentence_or_an_item_of_a_list_is_no_part(line: str) -> None:
    text = f"一、总体情况\n正文在此。\n{line}\n二、下一步\n正文在此。\n"
    assert [part.heading.of(text) for part in parse_speech(text).parts] == ["总体情况", "下一步"]


def test_an_empty_line_sets_the_outro_apart() -> None:
    body = (
        "（一）甲。正文。\n加快建设甲地。要抓紧。\n推进乙地工作。要抓紧。\n（二）丙。正文。\n加快建设丁地。要抓紧。\n"
    )
    text = f"一、总体\n{body}\n这里是小结，没有开头语。\n二、其他\n正文在此。\n"
    assert [p.span.of(text) for p in parse_speech(text).parts[0].outro] == ["这里是小结，没有开头语。"]


def test_a_salutation_may_share_its_line_with_the_speech() -> None:
    speech = parse_speech("同志们：今天我们开个会。\n一、总体\n正文。\n")
    assert words(speech.text, speech.salutation) == "同志们："
    assert [p.span.of(speech.text) for p in speech.preamble] == ["今天我们开个会。"]


def test_a_title_broken_over_two_lines_is_one() -> None:
    text = "在全市上半年经济形势分析会上的\n讲  话\n同志们：\n大家好。\n"
    assert words(text, parse_speech(text).title) == "在全市上半年经济形势分析会上的\n讲  话"


@pytest.mark.parametrize("text", ["", "\n\n", "同志们：", "一、", "（一）", "。", "一、一、一、", "\ufeff", "*" * 50])
def test_nothing_is_too_poor_to_be_parsed(text: str) -> None:
    assert parse_speech(text).text == text


def seed() -> tuple[str, dict[str, Any]]:
    text = (SHARED / "seed" / "speech_2021_masked.txt").read_text(encoding="utf-8")
    return text, json.loads((SHARED / "seed" / "outline.json").read_text(encoding="utf-8"))


@needs_shared
def test_the_real_speech_gets_the_outline_that_a_person_gave_it() -> None:
    text, expected = seed()
    speech = parse_speech(text)

    def lines(items: Any) -> list[tuple[int, int]]:
        return [(item["char_start"], item["char_end"]) for item in items]

    def spans(paragraphs: Any) -> list[tuple[int, int]]:
        return [(paragraph.span.start, paragraph.span.end) for paragraph in paragraphs]

    assert words(text, speech.salutation) == expected["salutation"]["text"]
    assert spans(speech.preamble) == lines([expected["preamble"]])
    assert spans(speech.closing) == lines([expected["closing"]])
    assert len(speech.parts) == len(expected["parts"]) == 3
    for part, wanted in zip(speech.parts, expected["parts"], strict=True):
        assert (part.number, part.heading.of(text)) == (wanted["number"], wanted["heading"])
        assert part.span.start == wanted["char_start"]
        assert spans(part.intro) == lines(wanted["intro"])
        assert spans(part.outro) == lines(wanted["outro"])
        for section, item in zip(part.sections, wanted["sections"], strict=True):
            assert (section.number, section.heading.of(text)) == (item["number"], item["heading"])
            assert (section.span.start, section.heading.start) == (item["char_start"], item["heading_char"])
            assert section.paragraphs[0].span.end == item["char_end"]


@needs_shared
def test_the_real_speech_has_its_leads_and_no_others_and_one_is_suspected() -> None:
    text, expected = seed()
    wanted = [sub for part in expected["parts"] for section in part["sections"] for sub in section["subsections"]]
    opening = [(sub["char_start"], sub["lead"]) for sub in wanted if sub["paragraph_start"]]
    merged = [(sub["char_start"], sub["lead"]) for sub in wanted if not sub["paragraph_start"]]
    paragraphs = [p for _, section in parse_speech(text).sections() for p in section.paragraphs]
    assert [(p.lead.start, p.lead.of(text)) for p in paragraphs if p.lead] == opening
    assert [(s.start, s.of(text)) for p in paragraphs for s in p.suspected] == merged
    assert (len(opening), len(merged)) == (28, 1)


@needs_shared
def test_every_real_report_of_the_last_years_has_parts_and_a_closing() -> None:
    for path in sorted((SHARED / "corpus").glob("prov_20*/*.txt")):
        speech = parse_speech(path.read_text(encoding="utf-8"))
        sections = sum(1 for _ in speech.sections())
        assert 2 <= len(speech.parts) <= 6 and 6 <= sections <= 45, path.name
        assert 1 <= len(speech.closing) <= 8 and speech.title and speech.salutation, path.name
