"""The periods the sample speaks of: "2026H1", "2026Q1" and "2026" (the whole year)."""

from __future__ import annotations

FIRST_YEAR = 2020
LAST_HALF_YEAR = 2026
_MONTHS = {"Q1": "1—3月", "H1": "1—6月", "Y": "1—12月"}
_NAMES = {"Q1": "一季度", "H1": "上半年", "Y": ""}


def period_of(year: int, kind: str) -> str:
    """The name of a period of one kind."""
    return str(year) if kind == "Y" else f"{year}{kind}"


def year_of(period: str) -> int:
    """The calendar year of a period."""
    return int(period[:4])


def kind_of(period: str) -> str:
    """Q1, H1 or Y."""
    return period[4:] or "Y"


def same_period_before(period: str) -> str:
    """The same period one year earlier."""
    return period_of(year_of(period) - 1, kind_of(period))


def first_quarter_of(period: str) -> str:
    """The first quarter of the period's year."""
    return period_of(year_of(period), "Q1")


def months(period: str) -> str:
    """The months it covers, as a table title writes them: 2026年1—6月."""
    return f"{year_of(period)}年{_MONTHS[kind_of(period)]}"


def spoken(period: str) -> str:
    """Its everyday name: 2026年上半年."""
    return f"{year_of(period)}年{_NAMES[kind_of(period)]}"


def in_world(period: str) -> bool:
    """Whether the city has lived through it: half-years to 2026, whole years to 2025."""
    year = year_of(period)
    last = LAST_HALF_YEAR - 1 if kind_of(period) == "Y" else LAST_HALF_YEAR
    return FIRST_YEAR <= year <= last


def named_in(word: str, year: int, default: str) -> str:
    """The period a placeholder names (H1, 上年, 上年H1, 2024H1, …) in a document of that year."""
    if not word:
        return default
    if word[:4].isdigit():
        return word
    spoken_year, rest = (year - 1, word.removeprefix("上年")) if word.startswith("上年") else (year, word)
    if rest not in ("", "Q1", "H1"):
        raise ValueError(f"unknown period {word}")
    if not rest and word != "上年":
        raise ValueError(f"unknown period {word}")
    return period_of(spoken_year, rest or "Y")
