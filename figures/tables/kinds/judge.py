"""What one cell of a wide table tells, given its column and its row; or, in a sentence, why that cannot be told.

The unit decides between an amount, a count and a rate; nothing is assumed that neither cell, row, head nor title says.
"""

from dataclasses import dataclass
from decimal import Decimal

from errors import InputError
from figures.catalogue import Catalogue, Nature, RateKind
from figures.figure import FigureKind
from figures.measure import Measure
from figures.quantity import Quantity
from figures.tables.kinds.naming import RowName
from figures.tables.layout.columns import Meaning
from figures.tables.sheets.amounts import Amount
from figures.units import PERCENT, PLACE, POINTS, is_counting, scale_of

ITS_UNIT = {
    Measure.YOY: PERCENT,
    Measure.TWO_YEAR_AVG: PERCENT,
    Measure.QOQ: PERCENT,
    Measure.SHARE: PERCENT,
    Measure.CONTRIBUTION_RATE: PERCENT,
    Measure.COMPLETION: PERCENT,
    Measure.RATE_CHANGE: POINTS,
    Measure.SHARE_CHANGE: POINTS,
    Measure.PP_DIFF: POINTS,
    Measure.PP_CONTRIBUTION: POINTS,
    Measure.RANK: PLACE,
}
"""The unit of what is told in no other."""


@dataclass(frozen=True, slots=True)
class RowSays:
    """What a row brings along: its name, the unit that the row itself tells, the units told for the whole table, the
    field its ranks are within (全省 for a city, 全市 for a county), whether its target without a unit is an amount by
    what stands beside it, and the whole that shares are of where no head names one."""

    name: RowName
    unit: str | None
    table_units: tuple[str, ...]
    field: str
    aims_at_amount: bool = False
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The measure, comparator and quantity that a cell tells."""

    measure: Measure
    comparator: str | None
    quantity: Quantity


_NO_EXACT_NUMBER = "写的是约数或范围，不是确数"


class Doubt(Exception):
    """What the cell tells cannot be told; `why` follows “单元格 B7 ”."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


def judge(amount: Amount, meaning: Meaning, row: RowSays, catalogue: Catalogue) -> Verdict:
    """What `amount` tells. Raises `Doubt`."""
    if amount.bound is not None and meaning.kind is FigureKind.ACTUAL:
        raise Doubt(_NO_EXACT_NUMBER)
    measure, unit, comparator = _measured(amount, meaning, row, catalogue)
    try:
        return Verdict(measure, comparator, Quantity(amount.low, amount.high, unit, amount.bound))
    except InputError as error:
        raise Doubt(f"的数值不成立：{error.sentence}") from None


def _measured(amount: Amount, meaning: Meaning, row: RowSays, catalogue: Catalogue) -> tuple[Measure, str, str | None]:
    if meaning.growth and row.unit in (None, PERCENT) and amount.unit in (None, PERCENT):
        if _is_ratio(row):
            raise Doubt("是比率，标题说的是增速，看不出是哪一种")
        return Measure.YOY, PERCENT, None
    if meaning.measure is None:
        return (*_amount(amount, meaning, row), None)
    if meaning.measure is Measure.YOY:
        return _growth(amount, meaning, row)
    if meaning.measure in (Measure.DIFFERENCE, Measure.RATE_CHANGE):
        return _difference(amount, meaning, row)
    if meaning.measure is Measure.RANK:
        who, bracket, basis = (meaning.comparator or "").partition("（")
        return Measure.RANK, PLACE, (who or row.field) + bracket + basis
    unit = meaning.unit or PERCENT
    if amount.unit not in (None, unit, PERCENT if unit == POINTS else unit):
        raise Doubt(f"的单位是{amount.unit}，与表头不符")
    if meaning.measure in _OF_A_WHOLE:
        return meaning.measure, unit, _whole(meaning.comparator or row.whole, row.name, catalogue)
    return meaning.measure, unit, meaning.comparator


def stated(amount: Amount, measure: Measure, meaning: Meaning, row: RowSays) -> Verdict:
    """What `amount` tells in a column whose `measure` a person has stated. Raises `Doubt`."""
    if amount.bound is not None and meaning.kind is FigureKind.ACTUAL:
        raise Doubt(_NO_EXACT_NUMBER)
    unit = ITS_UNIT.get(measure)
    if unit is None:
        unit = meaning.unit or amount.unit or row.unit or _unit_of_amount(amount, meaning, row)
    if amount.unit not in (None, unit, PERCENT if unit == POINTS else unit):
        raise Doubt(f"的单位是{amount.unit}，与{unit}不符")
    if measure in (Measure.VALUE, Measure.COUNT):
        measure = Measure.COUNT if is_counting(unit) else Measure.VALUE
    comparator = meaning.comparator or (row.field if measure is Measure.RANK else None)
    try:
        return Verdict(measure, comparator, Quantity(amount.low, amount.high, unit, amount.bound))
    except InputError as error:
        raise Doubt(f"的数值不成立：{error.sentence}") from None


_RATES = (PERCENT, POINTS)
_OF_A_WHOLE = (Measure.SHARE, Measure.SHARE_CHANGE, Measure.PP_CONTRIBUTION, Measure.CONTRIBUTION_RATE)


def _amount(amount: Amount, meaning: Meaning, row: RowSays) -> tuple[Measure, str]:
    if meaning.unit == POINTS:
        raise Doubt("的单位是百分点，看不出是哪一种变化")
    if meaning.kind is FigureKind.TARGET and amount.unit == PERCENT and _in_amounts(row):
        return Measure.YOY, PERCENT
    if meaning.unit == PERCENT and row.unit not in (None, *_RATES):
        raise Doubt(f"所在列的单位是{meaning.unit}，与本行的{row.unit}不符")
    unit = _unit_of_amount(amount, meaning, row)
    if unit == PLACE:
        return Measure.RANK, PLACE
    if unit == POINTS:
        raise Doubt("的单位是百分点，看不出是哪一种变化")
    if unit == PERCENT and _percent_is_growth(row.name, amount):
        return Measure.YOY, PERCENT
    if row.name.growth and unit != PERCENT:
        raise Doubt(f"所在行写的是增速，单位却是{unit}")
    return (Measure.COUNT if is_counting(unit) else Measure.VALUE), unit


def _in_amounts(row: RowSays) -> bool:
    """Whether the row is told in amounts, so that a percentage among its targets is growth."""
    known = row.name.indicator
    unit = row.unit or (known.unit if known else "")
    return bool(unit) and unit not in _RATES and (known is None or known.nature is not Nature.RATIO)


def _percent_is_growth(name: RowName, amount: Amount) -> bool:
    """Whether a percentage in the column of amounts is the growth of the indicator: it is no ratio by itself."""
    if name.growth:
        return True
    known = name.indicator
    if known is None or known.nature is Nature.RATIO:
        return False
    if known.nature is Nature.INDEX:  # 100.3 is the index, 0.3 its growth
        return all(abs(end) < 50 for end in (amount.low, amount.high) if end is not None)
    return bool(known.unit) and known.unit != PERCENT


def _unit_of_amount(amount: Amount, meaning: Meaning, row: RowSays) -> str:
    known = row.name.indicator
    told = row.unit or meaning.unit
    if amount.unit:
        if told and amount.unit != told and scale_of(amount.unit)[1] != scale_of(told)[1]:
            if amount.unit == PERCENT and row.name.growth:
                return PERCENT
            raise Doubt(f"的单位是{amount.unit}，与本行或表头的{told}不符")
        return amount.unit
    if meaning.kind is FigureKind.TARGET and not meaning.unit and not (row.aims_at_amount or _one_way_only(row)):
        raise Doubt("是目标，看不出是总量还是增速，请在数字后写明单位")
    if row.unit:
        return row.unit
    if row.name.growth:
        return PERCENT
    offered = (meaning.unit, *row.table_units) if meaning.unit else row.table_units
    if known and known.unit:
        base = scale_of(known.unit)[1]
        for unit in offered:
            if unit and (scale_of(unit)[1] == base or (is_counting(unit) and is_counting(base))):
                return unit
        if offered:
            raise Doubt(f"没有写明单位，“{known.name}”不用{'、'.join(filter(None, offered))}计")
        raise Doubt(_NO_UNIT)
    if meaning.unit:
        return meaning.unit
    amounts = [unit for unit in row.table_units if unit not in (PERCENT, POINTS)]
    if len(amounts) == 1 and not row.name.name.endswith(_NO_AMOUNT):
        return amounts[0]
    raise Doubt(_NO_UNIT)


_NO_UNIT = "没有写明单位，请在表中补上或在导入时指明单位（如 亿元）"
_NO_AMOUNT = ("比", "率", "比重", "比例", "占比", "指数", "系数", "倍数", "弹性", "强度")


def _one_way_only(row: RowSays) -> bool:
    known = row.name.indicator
    return row.unit is not None and (
        is_counting(row.unit) or row.unit == PERCENT or (known is not None and known.nature is Nature.RATIO)
    )


def _is_ratio(row: RowSays) -> bool:
    known = row.name.indicator
    if known:
        return known.nature is Nature.RATIO and known.unit == PERCENT
    return row.unit == PERCENT and not row.name.growth and row.name.name.endswith(("率", "比重", "比例", "占比"))


def _growth(amount: Amount, meaning: Meaning, row: RowSays) -> tuple[Measure, str, str | None]:
    if _is_ratio(row) and meaning.kind is FigureKind.ACTUAL:
        if (amount.unit is None and meaning.change) or amount.unit == POINTS:
            return Measure.DIFFERENCE, POINTS, None
        raise Doubt("是比率的同比，看不出是增长百分之几还是提高几个百分点")
    if amount.unit == POINTS and row.unit == PERCENT and row.name.indicator is None and not row.name.growth:
        return Measure.DIFFERENCE, POINTS, None
    known = row.name.indicator
    if known and meaning.basis and known.rate is not RateKind.NONE and _real(known.rate) != _real(meaning.basis):
        told = "实际" if meaning.basis is RateKind.REAL else "名义"
        raise Doubt(f"是{told}增速，与“{known.name}”通常公布的增速口径不同，未读入")
    if amount.unit not in (None, PERCENT):
        raise Doubt(f"的单位是{amount.unit}，与表头的同比（%）不符")
    return Measure.YOY, PERCENT, None


def _difference(amount: Amount, meaning: Meaning, row: RowSays) -> tuple[Measure, str, str | None]:
    since = meaning.comparator
    unit = amount.unit or meaning.unit or row.unit
    if meaning.measure is Measure.RATE_CHANGE or unit == POINTS:
        if amount.unit not in (None, POINTS):
            raise Doubt(f"的单位是{amount.unit}，与表头的百分点不符")
        against = since or "上年同期"
        if _is_ratio(row):
            return Measure.DIFFERENCE, POINTS, None if against in _LAST_YEAR else against
        return Measure.RATE_CHANGE, POINTS, "上年同期" if against in _LAST_YEAR else against
    if unit == PERCENT:
        if _is_ratio(row) and amount.unit is None:
            return Measure.DIFFERENCE, POINTS, since
        raise Doubt("看不出是增减百分之几还是几个百分点，请在表头写明")
    if unit is None:
        unit = _unit_of_amount(amount, meaning, row)
    return Measure.DIFFERENCE, unit, since


_LAST_YEAR = ("上年同期", "去年同期", "同期", "上年", "去年", "上年全年", "去年全年")


def _whole(named: str, name: RowName, catalogue: Catalogue) -> str | None:
    """The whole that a share or a contribution is of; None where it is the natural one."""
    natural = name.indicator.whole if name.indicator else None
    words = named.removeprefix("全市").removeprefix("全部")
    if not words:
        return name.parent if name.parent and name.parent != natural else None
    if words in ("经济", "经济增长"):
        words = "地区生产总值"
    found = catalogue.find(words)
    if natural and (natural.endswith(words) or (found and found.name == natural)):
        return None
    if name.parent and name.parent.endswith(words):
        return name.parent
    return found.name if found else words


def looks_like_fraction(value: Decimal | None) -> bool:
    """Whether a percentage may have been stored as a fraction of one: below one and with more than two decimals."""
    return value is not None and 0 < abs(value) < 1 and -int(value.as_tuple().exponent) > 2


def _real(rate: RateKind) -> bool:
    """Whether growth is told at comparable prices."""
    return rate is RateKind.REAL
