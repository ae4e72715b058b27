"""Dates in every form documents write them."""

from datetime import date

import pytest

from corpus.dates import date_in, year_in


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("（2025年7月18日）", date(2025, 7, 18)),
        ("——二〇二六年一月二十七日在某地", date(2026, 1, 27)),
        ("二○二五年十二月三十一日", date(2025, 12, 31)),
        ("——１９８８年３月２５日", date(1988, 3, 25)),
        ("——1 9 9 8 年3 月5 日在某地", date(1998, 3, 5)),
        ("1955年7月5日至6日", date(1955, 7, 5)),
        ("2023-07-12", date(2023, 7, 12)),
        ("2025年13月40日", None),
        ("2025年7月", None),
        ("增长2025.5亿元", None),
    ],
)
def test_a_whole_date_is_read_and_a_part_is_not(words: str, day: date | None) -> None:
    assert date_in(words) == day


@pytest.mark.parametrize(("words", "year"), [("prov_江西_2025", 2025), ("二〇二六年报告", 2026), ("12025号", None)])
def test_a_year_stands_alone(words: str, year: int | None) -> None:
    assert year_in(words) == year
