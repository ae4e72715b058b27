"""A question is read for whose, of when, of what, and what sort of answer it wants."""

import pytest

from asking.reading import Question, QuestionReader, Role, Sort
from asking.reading.following import leaning
from asking.reading.names import everyday_names
from figures.catalogue import load_catalogue
from figures.finder import Finder
from figures.measure import Measure

READER = QuestionReader(Finder(load_catalogue()), ["岚江市", "云峤县"], own="岚江市")


def read(text: str, as_of: int = 2026) -> Question:
    return READER.read(text, as_of)


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("岚江今年的经济增长目标", ("岚江市",)),
        ("云峤县今年的经济增长目标", ("云峤县",)),
        ("广西壮族自治区和内蒙今年的经济增长目标", ("广西", "内蒙古")),
        ("全市今年的经济增长目标", ("岚江市",)),
        ("我市今年的经济增长目标", ("岚江市",)),
        ("全国今年的经济增长目标", ("全国",)),
        ("上海合作组织峰会办得怎么样", ()),
        ("经济增长目标是多少", ()),
    ],
)
def test_regions_go_by_all_their_names(text: str, regions: tuple[str, ...]) -> None:
    assert read(text).regions == regions


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("岚江2025年GDP增速", (2025,)),
        ("岚江二〇二五年GDP增速", (2025,)),
        ("岚江25年GDP增速", (2025,)),
        ("岚江去年GDP增速", (2025,)),
        ("今年（2026年）岚江GDP增速目标", (2026,)),
        ("岚江2024年和2025年GDP增速", (2024, 2025)),
        ("岚江2023—2025年GDP增速", (2023, 2024, 2025)),
        ("岚江2026年GDP目标比去年高吗", (2026, 2025)),
        ("岚江“十五五”城镇化率目标", (2030,)),
        ("岚江2025年建成5G基站2000座的目标", (2025,)),
    ],
)
def test_years_are_told_in_every_way(text: str, years: tuple[int, ...]) -> None:
    assert read(text).years == years


def test_a_report_named_is_a_place_to_look_and_no_year_asked_about() -> None:
    asked = read("岚江2026年政府工作报告里怎么讲低空经济的")
    assert (asked.reports, asked.years, asked.topic) == ((2026,), (), "低空经济")
    assert read("2026年岚江报告里说去年GDP增长多少", as_of=2027).years == (2025,)


def test_a_part_of_a_year_is_not_the_year() -> None:
    assert read("岚江2026年上半年GDP增速是多少").months == (1, 6)
    assert read("岚江2026年1—5月GDP增速是多少").months == (1, 5)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("固投增速", ["固定资产投资"]),
        ("社零增速", ["社会消费品零售总额"]),
        ("物价涨了多少", ["居民消费价格指数"]),
        ("财政收入增速", ["一般公共预算收入"]),
        ("一产、二产、三产增速", ["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
        ("城镇、农村居民收入增速", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("老百姓收入增长多少", ["居民人均可支配收入"]),
    ],
)
def test_indicators_go_by_everyday_names(text: str, names: list[str]) -> None:
    assert [asked.label for asked in read(f"岚江2025年{text}").asked] == names


@pytest.mark.parametrize("text", ["机电产品出口增速", "民营经济进出口增速", "高新区固定资产投资增速"])
def test_a_narrower_thing_is_not_the_wider_indicator(text: str) -> None:
    (asked,) = read(f"岚江2025年{text}").asked
    assert "货物出口总额" not in asked.names and "货物进出口总额" not in asked.names
    assert "固定资产投资" not in asked.names


@pytest.mark.parametrize(
    ("text", "sort", "role"),
    [
        ("岚江2026年GDP增速目标是多少", Sort.QUANTITY, Role.TARGET),
        ("岚江2026年GDP打算增长几个点", Sort.QUANTITY, Role.TARGET),
        ("岚江2026年城镇新增就业要完成多少人", Sort.QUANTITY, Role.TARGET),
        ("岚江2025年GDP实际增长多少", Sort.QUANTITY, Role.ACTUAL),
        ("岚江2025年GDP增速是多少", Sort.QUANTITY, None),
        ("岚江2025年GDP目标完成了吗", Sort.VERDICT, None),
        ("岚江2025年GDP增速跟目标比怎么样", Sort.VERDICT, None),
        ("岚江2025年粮食有没有打到年初定的数", Sort.VERDICT, None),
        ("岚江2025年固投目标和实际相差多少", Sort.VERDICT, None),
        ("岚江GDP目标2025年和2026年比有什么变化", Sort.COMPARISON, Role.TARGET),
        ("岚江GDP目标逐年有什么变化", Sort.COMPARISON, Role.TARGET),
        ("岚江2026年低空经济怎么抓", Sort.TOPIC, None),
        ("岚江2026年在稳定就业方面有哪些举措", Sort.TOPIC, None),
        ("哪些地区的报告提到低空经济", Sort.SURVEY, None),
        ("岚江2025年高标准农田建设由谁负责", Sort.RESPONSIBLE, None),
    ],
)
def test_the_sort_of_answer_is_told(text: str, sort: Sort, role: Role | None) -> None:
    asked = read(text)
    assert asked.sort is sort
    if role is not None:
        assert asked.role is role


def test_growth_and_amount_are_told_apart() -> None:
    assert read("岚江2025年GDP增速是多少").asked[0].measures == {Measure.YOY}
    assert Measure.VALUE in read("岚江2025年GDP总量是多少亿元").asked[0].measures
    assert read("岚江2025年GDP是多少").asked[0].measures == frozenset()


def lean(*texts: str) -> Question:
    before: Question | None = None
    for text in texts:
        before = leaning(read(text), before)
    assert before is not None
    return before


FIRST = "云峤县2026年GDP增速目标是多少？"


@pytest.mark.parametrize(
    ("then", "regions", "years", "label", "sort"),
    [
        ("那去年呢？", ("云峤县",), (2025,), "地区生产总值", Sort.QUANTITY),
        ("那岚江呢？", ("岚江市",), (2026,), "地区生产总值", Sort.QUANTITY),
        ("社零呢？", ("云峤县",), (2026,), "社会消费品零售总额", Sort.QUANTITY),
        ("完成了吗？", ("云峤县",), (2026,), "地区生产总值", Sort.VERDICT),
        ("那2025年完成了吗？", ("云峤县",), (2025,), "地区生产总值", Sort.VERDICT),
        ("那低空经济怎么抓？", ("云峤县",), (2026,), None, Sort.TOPIC),
    ],
)
def test_a_follow_up_takes_what_it_leaves_unsaid_from_the_one_before(
    then: str, regions: tuple[str, ...], years: tuple[int, ...], label: str | None, sort: Sort
) -> None:
    asked = lean(FIRST, then)
    assert (asked.regions, asked.years, asked.sort) == (regions, years, sort)
    if label is not None:
        assert [one.label for one in asked.asked] == [label]
        assert sort is Sort.VERDICT or asked.role is Role.TARGET


def test_a_whole_question_leans_on_nothing() -> None:
    assert lean(FIRST, "岚江2025年固投增速是多少？") == read("岚江2025年固投增速是多少？")


def test_topics_are_followed_up_too() -> None:
    asked = lean("云峤县2025年低空经济怎么抓？", "那今年呢？")
    assert (asked.sort, asked.topic, asked.years) == (Sort.TOPIC, "低空经济", (2026,))


def test_every_everyday_name_means_an_indicator_that_the_catalogue_knows() -> None:
    catalogue = load_catalogue()
    for word, names in everyday_names().items():
        assert all(catalogue.find(name) for name in names), word


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("岚江2026年以旧换新怎么抓", "以旧换新"),
        ("岚江2026年对外开放有什么举措", "对外开放"),
        ("岚江2026年新型储能有哪些安排", "新型储能"),
        ("岚江2026年怎么讲中老铁路", "中老铁路"),
        ("岚江2026年在鼓励生育方面有哪些政策", "鼓励生育"),
        ("岚江2026年报告里政府承认哪些目标没完成", "目标没完成"),
    ],
)
def test_a_topic_keeps_words_that_begin_or_end_like_loose_ones(text: str, topic: str) -> None:
    assert topic in read(text).topic
