from app_pages.drafts.editor.meeting import both, changed_html, side_html
from drafting.versions.comparison import ComparedLine, Passage

LINE = ComparedLine(
    "（一）工业", (Passage("工业"), Passage("向好", gone=True), Passage("向稳", new=True), Passage("。"))
)


def test_each_side_shows_its_own_words_and_marks_what_only_it_has() -> None:
    assert "<p>工业<mark>向好</mark>。</p>" in side_html([LINE], later=False)
    assert "<p>工业<mark>向稳</mark>。</p>" in side_html([LINE], later=True)


def test_what_the_other_changed_shows_what_is_gone_and_what_is_new() -> None:
    assert "<p>工业<del>向好</del><ins>向稳</ins>。</p>" in changed_html([LINE])


def test_a_paragraph_that_one_side_has_not_is_said_to_be_missing_there() -> None:
    line = ComparedLine("", (Passage("新的一段。", new=True),))
    assert "没有这一段" in side_html([line], later=False)
    assert "<mark>新的一段。</mark>" in side_html([line], later=True)


def test_long_words_that_both_have_are_cut_and_what_differs_never_is() -> None:
    line = ComparedLine("", (Passage("同" * 200), Passage("异" * 200, new=True)))
    html = side_html([line], later=True)
    assert "异" * 200 in html
    assert html.count("同") < 100


def test_words_of_a_person_cannot_become_markup() -> None:
    for passage in (Passage("<img src=x>", new=True), Passage("<img src=x>")):
        line = ComparedLine("", (passage,))
        assert "<img" not in side_html([line], later=True) + changed_html([line])


def test_two_texts_in_one_lose_no_paragraph_and_tell_none_twice() -> None:
    assert both("甲\n乙", "甲\n丙\n丁").split("\n") == ["甲", "丙", "乙", "丁"]
    assert both("甲", "甲") == "甲"
