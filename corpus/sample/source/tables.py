"""The hand-kept tables of the sample, read into values: indicators, levels, sums, fixed numbers, targets."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

SOURCE = Path(__file__).parent
BLANK = "—"


@dataclass(frozen=True)
class Indicator:
    """One indicator the city publishes, and which of its measures."""

    name: str
    unit: str
    decimals: int
    department: str
    sheet: str
    parent: str
    rate: str
    measures: frozenset[str]
    national: bool
    province: bool
    better: str

    @property
    def is_price(self) -> bool:
        """Whether it rises with 上涨 and not with 增长."""
        return self.name.endswith(("价格", "价格指数"))

    @property
    def is_index(self) -> bool:
        """Whether its rate is all there is, with no value behind it."""
        return self.unit == "%" and self.measures == {"yoy"}

    @property
    def is_ratio(self) -> bool:
        """Whether it moves by steps, not by growth: a rate or a concentration."""
        return self.unit in ("%", "微克/立方米") and not self.is_index

    @property
    def is_county(self) -> bool:
        """Whether its counties publish a rate of it."""
        return self.name in COUNTY_INDICATORS


@dataclass(frozen=True)
class Level:
    """Where a series starts and how it moves: growth in per cent, or steps for a ratio."""

    name: str
    start: Decimal | None
    fall: Decimal
    rebound: Decimal
    trend: Decimal
    swing: Decimal
    first_quarter: Decimal | None
    year: Decimal | None
    kinds: tuple[str, ...]
    since: int


@dataclass(frozen=True)
class Fixed:
    """A number chosen by hand; None where it is withheld."""

    name: str
    period: str
    measure: str
    place: str
    value: Decimal | None


@dataclass(frozen=True)
class TargetRow:
    """One yearly target: a rate, an amount or a count, with its bound."""

    name: str
    measure: str
    year: int
    value: Decimal
    unit: str
    bound: str


COUNTIES = ("岚城区", "溪桥区", "云峤县", "丹坪县", "白渡县", "金屿市")
COUNTY_INDICATORS = ("地区生产总值", "规模以上工业增加值", "固定资产投资", "社会消费品零售总额", "一般公共预算收入")


def _rows(name: str) -> list[dict[str, str]]:
    with (SOURCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def indicators() -> dict[str, Indicator]:
    """Every indicator by name, in the order of the tables."""
    return {
        row["name"]: Indicator(
            name=row["name"],
            unit=row["unit"],
            decimals=int(row["decimals"]),
            department=row["department"],
            sheet=row["sheet"],
            parent=row["parent"],
            rate=row["rate"],
            measures=frozenset(row["measures"].split()),
            national=row["national"] == "yes",
            province=row["province"] == "yes",
            better=row["better"],
        )
        for row in _rows("indicators.csv")
    }


def levels() -> dict[str, Level]:
    """The start and movement of every series that is not a sum."""
    return {
        row["name"]: Level(
            name=row["name"],
            start=_number(row["h1_2020"]),
            fall=Decimal(row["fall"] or 0),
            rebound=Decimal(row["rebound"] or 0),
            trend=Decimal(row["trend"] or 0),
            swing=Decimal(row["swing"] or 0),
            first_quarter=_number(row["q1"]),
            year=_number(row["year"]),
            kinds=tuple(row["periods"].split()) or ("Q1", "H1", "Y"),
            since=int(row["since"] or 0),
        )
        for row in _rows("levels.csv")
    }


def sums() -> dict[str, list[tuple[int, str]]]:
    """What is the signed sum of others, in an order in which they can be added."""
    return {
        row["whole"]: [(-1 if term[0] == "-" else 1, term[1:]) for term in row["terms"].split()]
        for row in _rows("sums.csv")
    }


def fixed() -> list[Fixed]:
    """The numbers chosen by hand."""
    return _chosen("fixed.csv")


def corrections() -> list[Fixed]:
    """What the corrected table of the walk through the desk tells otherwise."""
    return _chosen("corrections.csv")


def _chosen(name: str) -> list[Fixed]:
    return [
        Fixed(
            row["name"],
            row["period"],
            row["measure"],
            row["comparator"],
            None if row["value"] == BLANK else Decimal(row["value"]),
        )
        for row in _rows(name)
    ]


def targets() -> list[TargetRow]:
    """The yearly targets, one row a target and year."""
    found = []
    for row in _rows("targets.csv"):
        for column, cell in row.items():
            if column.isdigit() and cell:
                found.append(
                    TargetRow(row["name"], row["measure"], int(column), Decimal(cell), row["unit"], row["bound"])
                )
    return found
