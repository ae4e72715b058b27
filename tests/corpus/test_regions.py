"""Places as people say them."""

import pytest

from corpus.regions import canonical_region, region_in


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("江西省", "江西"),
        ("广西壮族自治区", "广西"),
        ("内蒙古自治区", "内蒙古"),
        ("北京市", "北京"),
        ("岚江市", "岚江市"),
    ],
)
def test_provinces_are_short_and_other_places_are_whole(name: str, said: str) -> None:
    assert canonical_region(name) == said


@pytest.mark.parametrize(
    ("words", "region"),
    [
        ("2025年盐城市政府工作报告", "盐城市"),
        ("江西省南昌市2025年政府工作报告", "南昌市"),
        ("岚江市云峤县2025年政府工作报告", "云峤县"),
        ("北京市西城区2025年政府工作报告", "西城区"),
        ("延边朝鲜族自治州2025年政府工作报告", "延边朝鲜族自治州"),
        ("2025年宁夏政府工作报告", "宁夏"),
        ("——2025年3月5日在第十四届全国人民代表大会第三次会议上", "全国"),
        ("岚江市人民政府市长 李明", "岚江市"),
        ("在全市上半年经济运行分析会上的讲话", None),
        ("在市政府全体会议上的讲话", None),
        ("在全区经济形势分析会上的讲话", None),
        ("（2025年7月18日）", None),
    ],
)
def test_a_line_tells_the_smallest_place_it_names(words: str, region: str | None) -> None:
    assert region_in(words) == region
