"""Answers come with the place they stand in, or say plainly that the documents do not tell."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from asking.answer import Answer, Verdict
from desk import Desk, Incoming, LoadOptions
from errors import InputError, NotFound, WorkspaceBusy
from services.trail import Asked
from settings import read_settings
from store.deeds import Deed
from store.people import act_as
from tests.asking.reports import REPORTS, desk_with

Ask = Callable[[str], Answer]


def quotes(answer: Answer) -> str:
    return "\n".join(citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "told", "quote"),
    [
        ("岚江市2026年GDP增速目标是多少？", "增长5.5%左右", "地区生产总值增长5.5%左右"),
        ("岚江今年财政收入打算增长多少？", "增长3%", "一般公共预算收入增长3%"),
        ("岚江2025年GDP总量是多少亿元？", "1268.4亿元", "地区生产总值达到1268.4亿元"),
        ("岚江2025年GDP增速是多少？", "增长6.2%", "增长6.2%"),
        ("岚江2024年物价是涨了还是跌了？", "下降0.2%", "居民消费价格下降0.2%"),
        ("岚江2025年甘蔗种植面积要稳定在多少亩？", "稳定在30万亩以上", "糖料蔗种植面积"),
        ("岚江2024年粮食总产达到多少？", "72万吨", "总产量达到72万吨"),
        ("岚江2025年城里人和农村居民收入的增速目标各定多少？", "6.5%左右", "分别增长5%、6.5%左右"),
        ("岚江到2030年城镇化率目标是多少？", "68%", "城镇化率达到68%"),
        ("岚江2025年物价涨了多少？", "与上年持平", "居民消费价格与上年持平"),
        ("岚江2025年GDP和增速是多少？", "1268.4亿元、增长6.2%", "增长6.2%"),
        ("岚江2023年GDP增速是多少？", "推算为增长5.2%（5.6−0.4=5.2）", "快于2023年0.4个百分点"),
        ("岚江2025年外贸目标怎么讲的，有具体数字吗？", "稳量提质，没有给出具体数字", "进出口稳量提质"),
    ],
)
def test_a_quantity_is_told_with_its_place(ask: Ask, question: str, told: str, quote: str) -> None:
    answer = ask(question)
    assert answer.found and told in answer.text and quote in quotes(answer)


@pytest.mark.parametrize(
    ("question", "verdict", "told"),
    [
        ("岚江2025年经济增长目标完成了吗？", Verdict.PARTLY, ("增长6%左右", "力争达到7%", "增长6.2%", "6.2% ≥ 目标6%")),
        ("岚江2025年固投目标完成了吗？", Verdict.MISSED, ("5%以上", "增长3.4%", "低1.6个百分点", "未达年初预期")),
        ("岚江2025年城镇新增就业任务完成得怎么样？", Verdict.MET, ("3万人以上", "3.1万人")),
        ("岚江2025年失业率控制目标实现了吗？", Verdict.MET, ("5.5%以内", "5.1%")),
        ("岚江2025年城镇新增就业目标有没有完成？", Verdict.MET, ("3万人以上", "3.1万人")),
        ("岚江2025年居民收入目标实现情况", Verdict.MISSED, ("与经济增长同步", "5.9%", "地区生产总值6.2%")),
        ("岚江2026年GDP目标完成了吗？", Verdict.OPEN, ("增长5.5%左右", "尚不能判断")),
    ],
)
def test_a_target_is_held_against_what_came_about(
    ask: Ask, question: str, verdict: Verdict, told: tuple[str, ...]
) -> None:
    answer = ask(question)
    assert answer.found and answer.verdict is verdict
    assert all(words in answer.text for words in told), answer.text


def test_years_are_compared_with_the_arithmetic_shown(ask: Ask) -> None:
    answer = ask("岚江GDP增速目标2025年和2026年比有什么变化？")
    assert "2026年比2025年调低0.5个百分点（6−5.5=0.5）" in answer.text
    assert {citation.document for citation in answer.citations} == {
        "岚江市2025年政府工作报告.txt",
        "岚江市2026年政府工作报告.txt",
    }


def test_regions_are_compared_and_ranked(ask: Ask) -> None:
    assert "云港市2026年比岚江市2026年高0.5个百分点" in ask("岚江和云港2026年GDP目标哪个高？").text
    for question in ("哪个市2026年GDP目标最高？", "2026年哪个市GDP目标最高？", "2026年GDP目标哪个市最高？"):
        assert "云港市增长6%左右、岚江市增长5.5%左右" in ask(question).text


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("岚江2024年初定的GDP增长目标是多少？", "地区生产总值增长5.6%"),  # that report is not there
        ("岚江2027年GDP目标是多少？", "地区生产总值增长5.5%左右"),
        ("岚江2025年社零增速是多少？", "社会消费品零售总额增长6%左右"),  # 服务消费 is another thing
        ("岚江2026年固投目标是多少？", "固定资产投资"),
        ("岚江2026年全年城镇新增就业实际完成多少人？", "城镇新增就业"),
        ("岚江2025年上半年GDP增速是多少？", "地区生产总值"),
        ("岚江2025年机电产品出口增长多少？", ""),
        ("岚江2025年社零目标完成了吗？", "增长6%左右"),
        ("岚江2026年海上风电有什么举措？", ""),
    ],
)
def test_what_is_not_told_is_said_not_to_be_with_the_nearest_thing(ask: Ask, question: str, nearest: str) -> None:
    answer = ask(question)
    assert not answer.found and "没有" in answer.text and "已查" in answer.text
    assert nearest in answer.text


@pytest.mark.parametrize("question", ["海南2026年GDP目标是多少？", "GDP目标是多少？", "岚江2026年是多少？"])
def test_a_question_that_cannot_be_answered_says_why(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert not answer.found and not answer.citations and answer.text.startswith(("库里没有", "没有看出"))


def test_topics_are_found_by_what_people_say_for_them(ask: Ask) -> None:
    answer = ask("岚江2025年怎样减轻养孩子的负担？")
    assert answer.found and "育儿补贴和生育津贴" in quotes(answer)


def test_a_sentence_that_titles_what_follows_is_cited_with_it(ask: Ask) -> None:
    answer = ask("岚江2025年低空经济怎么抓？")
    assert answer.found and "大力发展低空经济。建设云港低空试飞场" in answer.citations[0].quote


def test_both_reports_are_heard_where_both_are_asked_for(ask: Ask) -> None:
    answer = ask("岚江两年的报告分别怎么讲低空经济？")
    assert len({citation.document for citation in answer.citations}) == 2


def test_the_regions_that_speak_of_a_topic_are_named(ask: Ask) -> None:
    assert "岚江市（2026年）" in ask("哪些地区的报告讲到了低空物流？").text
    assert "云港市" in ask("哪些城市讲到海上风电？").text


def test_who_answers_for_a_task_is_told_or_said_not_to_be(ask: Ask) -> None:
    assert "市农业农村局" in ask("岚江2025年高标准农田建设由谁负责？").text
    assert not ask("岚江2026年低空物流由谁负责？").found


def test_every_citation_is_verbatim_and_short(ask: Ask, desk: Desk) -> None:
    texts = {document.name: REPORTS[document.name] for document in desk.documents()}
    for question in (
        "岚江2025年固投目标完成了吗？",
        "岚江两年的报告分别怎么讲低空经济？",
        "岚江2025年社零增速是多少？",
    ):
        for citation in ask(question).citations:
            assert citation.quote == citation.span.of(texts[citation.document]) and len(citation.quote) <= 300


@pytest.mark.parametrize("question", ["", "  ", "多" * 1001])
def test_an_empty_or_endless_question_is_refused(ask: Ask, question: str) -> None:
    with pytest.raises(InputError):
        ask(question)


def test_a_conversation_is_kept_and_leans_on_itself(desk: Desk) -> None:
    talk = desk.answers.conversations.begin("李慧")
    desk.answers.converse(talk, "岚江2026年GDP增速目标是多少？", by="李慧")
    desk.answers.converse(talk, "那去年呢？", by="李慧")
    turn = desk.answers.converse(talk, "完成了吗？", by="李慧")
    assert turn.verdict is Verdict.PARTLY
    kept = desk.answers.conversations.turns(talk)
    assert [one.question for one in kept] == ["岚江2026年GDP增速目标是多少？", "那去年呢？", "完成了吗？"]
    assert kept[-1] == turn and kept[0].citations[0].quote == "地区生产总值增长5.5%左右"
    assert desk.answers.conversations.heads()[0].title == "岚江2026年GDP增速目标是多少？"


@pytest.fixture
def logged_in() -> Iterator[Callable[[str | None], None]]:
    """Lets a person be at the screen by a login; nobody is, afterwards."""
    yield act_as
    act_as(None)


def test_a_conversation_is_for_who_logged_in_to_begin_it(desk: Desk, logged_in: Callable[[str | None], None]) -> None:
    question = "岚江2026年GDP增速目标是多少？"
    logged_in("沈静")
    talk = desk.answers.conversations.begin("沈静")
    desk.answers.converse(talk, question, by="沈静")
    logged_in("吴刚")
    assert desk.answers.conversations.heads() == []
    with pytest.raises(NotFound):
        desk.answers.conversations.turns(talk)
    with pytest.raises(NotFound):
        desk.answers.converse(talk, "那去年呢？", by="吴刚")
    with pytest.raises(NotFound):
        desk.answers.unkept(talk, "那去年呢？")
    logged_in("沈静")
    assert [head.id for head in desk.answers.conversations.heads()] == [talk]
    assert [turn.question for turn in desk.answers.conversations.turns(talk)] == [question]
    logged_in(None)
    asked, _ = desk.trail.page(Asked(deed=Deed.QUESTION_ASKED), by="本机")
    assert [told.detail for told in asked if told.actor == "沈静"] == [""]
    assert talk in [head.id for head in desk.answers.conversations.heads()], "without a login, whoever is here"


def test_what_verified_tables_tell_of_part_of_the_latest_year_came_about(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, REPORTS)
    question = "岚江2026年上半年GDP增长多少？"
    assert "目标" in desk.answers.ask(question).answer.text, "nothing tells yet what came about"
    table = "指标,口径,期间,地区,数值,单位\n地区生产总值,同比,2026H1,岚江市,5.2,%\n"
    desk.load([Incoming("半年.csv", table.encode())], LoadOptions(verified_by="李慧"))
    assert desk.answers.ask(question).answer.text == "岚江市2026年上半年地区生产总值：增长5.2%。"
    desk.close()


def test_names_of_topics_and_where_they_are_told_are_told_apart(ask: Ask) -> None:
    for question, topic in (("岚江历年讲话里怎么讲数字经济？", "“数字经济”"), ("岚江数据中心怎么建？", "数据中心")):
        assert topic in ask(question).text


def test_quantities_are_answered_while_another_desk_holds_the_index(tmp_path: Path) -> None:
    holder = desk_with(tmp_path, REPORTS)
    other = Desk(read_settings({"HEGAO_HOME": str(tmp_path)}))
    assert "增长5.5%左右" in other.answers.ask("岚江2026年GDP增速目标是多少？").answer.text
    with pytest.raises(WorkspaceBusy):
        other.answers.ask("岚江2026年低空经济怎么抓？")
    other.close()
    holder.close()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("岚江“十四五”期间GDP年均增长多少？", "岚江市2021—2025年地区生产总值：年均增长5.9%。"),
        ("岚江2021—2025年GDP年均增速是多少？", "岚江市2021—2025年地区生产总值：年均增长5.9%。"),
        ("岚江五年来城镇新增就业累计多少人？", "岚江市2021—2025年城镇新增就业：16万人。"),
        ("岚江“十五五”GDP年均增长目标是多少？", "岚江市2026—2030年地区生产总值预期目标：年均增长5.5%左右。"),
        ("岚江今后五年GDP年均增长多少？", "岚江市2026—2030年地区生产总值预期目标：年均增长5.5%左右。"),
    ],
)
def test_what_is_told_of_several_years_as_one_is_answered_as_such(
    ask: Callable[[str], Answer], question: str, told: str
) -> None:
    answer = ask(question)
    assert (answer.text, answer.found) == (told, True)
    assert "年均" in answer.citations[0].quote or "累计" in answer.citations[0].quote


def test_the_figure_of_one_year_never_stands_for_several(ask: Callable[[str], Answer]) -> None:
    answer = ask("岚江“十四五”期间粮食产量年均多少？")
    assert not answer.found and "没有写岚江市2021—2025年“粮食产量”" in answer.text
    assert ask("岚江2025年GDP增速是多少？").text.startswith("岚江市2025年地区生产总值：增长6.2%")


def test_the_next_question_goes_on_about_the_same_years(desk: Desk) -> None:
    first = desk.answers.ask("岚江“十四五”期间GDP年均增长多少？").question
    assert "16万人" in desk.answers.ask("城镇新增就业累计呢？", before=first).answer.text
