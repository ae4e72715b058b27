from hypothesis import given
from hypothesis import strategies as st

from export.page.title import break_title, width

LIMIT = 19


def test_a_title_that_fits_stays_on_one_line() -> None:
    assert break_title("在全市经济工作会议上的讲话", LIMIT) == ("在全市经济工作会议上的讲话",)


def test_a_long_title_breaks_between_words_into_a_trapezoid() -> None:
    lines = break_title("在2026年上半年全市经济形势分析会议上的讲话", LIMIT)
    assert lines == ("在2026年上半年全市", "经济形势分析会议上的讲话")


def test_no_line_begins_with_a_word_that_leans_on_the_one_before() -> None:
    for title in (
        "在市委全会暨全市上半年经济工作会议和重点项目推进会议上的讲话",
        "关于国民经济和社会发展计划执行情况的报告及说明",
    ):
        assert not [line for line in break_title(title, LIMIT) if line.startswith(("的", "和", "暨", "及", "，"))]


def test_numbers_and_names_in_marks_are_not_torn() -> None:
    lines = break_title("关于印发《岚江市三年行动方案》及2026年度任务清单的通知说明", LIMIT)
    assert any("《岚江市三年行动方案》" in line for line in lines) and any("2026年" in line for line in lines)


def test_three_lines_make_no_hourglass() -> None:
    title = "在全市高质量发展暨重大项目建设推进会议上关于上半年经济运行情况和下半年重点任务的讲话"
    one, two, three = map(width, break_title(title, LIMIT))
    assert not (one > two < three)


def test_a_title_with_its_own_lines_keeps_them() -> None:
    assert break_title("在全市会议上\n的讲话", LIMIT) == ("在全市会议上", "的讲话")


@given(st.text(alphabet="在全市经济会议的讲话2026年上《》，A", max_size=200))
def test_breaking_loses_nothing_and_keeps_to_the_width(title: str) -> None:
    lines = break_title(title, LIMIT)
    assert "".join(lines) == title
    assert all(width(line) <= LIMIT for line in lines)
