"""Whatever the text: spans lie in order, inside their parents, on real words, and nothing of the speech is lost."""

from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import Paragraph, Span, Speech
from corpus.outline import parse_speech
from tests.corpus.texts import SHARED, SPEECH, needs_shared

LINES = st.sampled_from(
    [
        "一、总体情况",
        "二、下一步工作",
        "三、有关要求。请抓好落实。",
        "第一部分 回顾",
        "第二部分 展望",
        "（一）工业经济。增长5%。",
        "(二) 农业生产",
        "（三）这一条没有标题，只有一句很长很长的话，说的是各地各部门要认真抓好落实，不得有误，务求实效，务必做好。",
        "一是抓投资",
        "二是促消费。要抓紧。",
        "加快项目建设。年内开工20个。要抓紧。",
        "　　同志们：",
        "同志们，让我们努力奋斗！",
        "总的来看，成绩来之不易。",
        "",
        "   ",
        "2024年工作回顾",
        "01综合",
        "（2025年7月18日）",
        "市长 李明",
        "附件：名词解释",
        "**市长说：*个项目。",
        "A line in English. And another.",
    ]
)
TEXTS = st.one_of(
    st.lists(LINES, max_size=25).map("\n".join),
    st.lists(LINES, max_size=12).map("\r\n".join),
    st.text(alphabet="一二三十、（）()。，！：是第部分同志们 　\n\r\t*#年月日2aＡ𠮷", max_size=200),
    st.text(max_size=100),
)


def paragraphs(speech: Speech) -> Iterator[Paragraph]:
    yield from speech.preamble
    for part in speech.parts:
        yield from part.intro
        for section in part.sections:
            yield from section.paragraphs
        yield from part.outro
    yield from speech.closing
    yield from speech.annex


def in_order_inside(spans: list[Span], parent: Span) -> bool:
    inside = all(parent.start <= span.start <= span.end <= parent.end for span in spans)
    return inside and all(one.end <= two.start for one, two in pairwise(spans))


def check(speech: Speech) -> None:
    text = speech.text
    whole = Span(0, len(text))
    found = [paragraph.span for paragraph in paragraphs(speech)]
    assert in_order_inside(found, whole)
    assert all(span.of(text) and span.of(text) == span.of(text).strip() for span in found)
    assert in_order_inside([part.span for part in speech.parts], whole)
    for part in speech.parts:
        inner = [p.span for p in part.intro] + [s.span for s in part.sections] + [p.span for p in part.outro]
        assert in_order_inside([part.heading, *inner], part.span)
        assert text[part.span.start :].startswith(part.number)
        for section in part.sections:
            assert in_order_inside([section.heading, *(p.span for p in section.paragraphs)], section.span)
            assert text[section.span.start :].startswith(section.number)
            assert section.heading.of(text) == section.heading.of(text).strip() != ""
    for paragraph in paragraphs(speech):
        titles = [*([paragraph.lead] if paragraph.lead else []), *paragraph.suspected]
        assert in_order_inside(titles, paragraph.span)


def nothing_is_lost(speech: Speech) -> None:
    """From the salutation (or the first paragraph) on, every word is in a heading or a paragraph."""
    covered = [speech.salutation] if speech.salutation else []
    covered += [paragraph.span for paragraph in paragraphs(speech)]
    for part in speech.parts:
        covered.append(Span(part.span.start, part.heading.end))
        covered += [Span(section.span.start, section.heading.end) for section in part.sections]
    covered.sort()
    for one, two in pairwise(covered):
        gap = speech.text[one.end : two.start]
        assert not gap.strip().strip("*#。！？!?：: "), gap


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_spans_are_exact_whatever_the_text(text: str) -> None:
    speech = parse_speech(text)
    check(speech)


@given(st.lists(LINES, max_size=25).map("\n".join))
@settings(max_examples=150, deadline=None)
def test_no_word_of_a_speech_is_lost(lines: str) -> None:
    nothing_is_lost(parse_speech("同志们：\n" + lines))


def test_no_word_of_the_sample_speech_is_lost() -> None:
    nothing_is_lost(parse_speech(SPEECH))


@needs_shared
def test_spans_are_exact_in_every_real_text() -> None:
    for path in sorted((SHARED / "corpus").rglob("*.txt")):
        speech = parse_speech(path.read_text(encoding="utf-8"))
        check(speech)
        if speech.salutation:
            nothing_is_lost(speech)
