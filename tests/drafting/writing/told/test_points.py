"""Talking points go to the places they speak of."""

from drafting.writing.told.points import dealt

PLACES = {
    0: ("开头", ""),
    1: ("全力推动工业稳增长促转型", "规上工业增加值增长，抓好技改项目和用电保障。"),
    2: ("多措并举提振消费", "社会消费品零售总额增长，办好购物节。"),
    3: ("扎实推进乡村全面振兴", "农林牧渔业总产值增长，抓好高标准农田。"),
}


def test_a_point_goes_to_the_place_whose_heading_it_names() -> None:
    assert dealt("工业要稳住\n提振消费要有新招", PLACES, [0]) == {1: "工业要稳住", 2: "提振消费要有新招"}


def test_a_point_goes_to_the_place_whose_text_it_speaks_of() -> None:
    assert dealt("高标准农田要加快建设", PLACES, [0]) == {3: "高标准农田要加快建设"}


def test_a_point_about_nothing_in_particular_goes_to_the_frame() -> None:
    assert dealt("坚定信心、鼓足干劲", PLACES, [0]) == {0: "坚定信心、鼓足干劲"}


def test_a_point_may_be_about_two_places_but_not_about_all() -> None:
    assert sorted(dealt("工业和消费都要稳", PLACES, [0])) == [1, 2]
