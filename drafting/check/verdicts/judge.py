"""The verdict on each number: what it claims is resolved as a slot would be, and held against what is printed."""

from dataclasses import dataclass, replace

from drafting.check.model import CheckedNumber, Verdict
from drafting.check.verdicts.comparing import Outcome, Printed, compare, factor_between
from drafting.check.verdicts.doubts import doubt
from drafting.check.verdicts.placing import Telling, printed
from drafting.check.verdicts.readings import Reading, Readings, other_bases
from drafting.check.verdicts.rereading import Rereading
from figures.catalogue import Catalogue
from figures.figure import FigureKind
from figures.measure import Measure
from figures.recognition import Recognised, RowKind
from figures.resolve import Resolution, Resolver, describe
from figures.slots import FigureSlot
from figures.wording import filled_up

_EXEMPT = {RowKind.DATE, RowKind.NAME, RowKind.COUNT_POLICY}


@dataclass(frozen=True, slots=True)
class Judged:
    """A number with its verdict, the row it was read from, the claim that decided and the number as printed."""

    number: CheckedNumber
    row: Recognised
    claim: FigureSlot | None = None
    printed: Printed | None = None


class Judge:
    """Judges the numbers of one document against the figures that one resolver knows."""

    def __init__(
        self, resolver: Resolver, readings: Readings, rereading: Rereading, telling: Telling, catalogue: Catalogue
    ):
        self._resolver = resolver
        self._catalogue = catalogue
        self._rereading = rereading
        self._readings = readings
        self._telling = telling
        self._known: dict[FigureSlot, Resolution] = {}

    def judge(self) -> list[Judged]:
        """Every number and mask of the document, in order."""
        judged = [self._row(row) for row in self._telling.rows]
        return [self._passed(one, after) for one, after in zip(judged, [*judged[1:], None], strict=True)]

    def _passed(self, one: Judged, after: Judged | None) -> Judged:
        """As right, a round number passed on the way to the right one behind it (突破2万亿元、达到2.36万亿元)."""
        if one.number.verdict is not Verdict.MISMATCH or after is None or after.number.verdict is not Verdict.MATCH:
            return one
        if one.claim != after.claim or one.printed is None or one.printed.bound is None or after.printed is None:
            return one
        factor = factor_between(after.printed.unit, one.printed.unit)
        passed = factor is not None and one.printed.low is not None and one.printed.low <= after.printed.value * factor
        near = after.row.start - one.row.end < 12
        return replace(one, number=replace(one.number, verdict=Verdict.MATCH, note="")) if passed and near else one

    def _row(self, row: Recognised) -> Judged:
        number = CheckedNumber(row.start, row.end, row.text, Verdict.UNVERIFIED)
        if row.masked:
            return Judged(replace(number, note="这里还没有填数。"), row)
        if row.kind in _EXEMPT or (row.kind is RowKind.OTHER and not row.unit):
            return Judged(replace(number, verdict=Verdict.EXEMPT), row)
        shown = printed(row, self._telling)
        readings = list(self._readings.of(row)) if shown is not None else []
        if shown is None:
            return Judged(replace(number, note=_unread(row)), row, None, shown)
        if not readings:
            slipped = self._in_another_unit(number, row, shown)
            return slipped or Judged(replace(number, note=_unread(row)), row, None, shown)
        claim = readings[0].claim if readings[0].sure else None
        if claim is not None:
            number = replace(number, ref=claim.ref, kind=claim.kind)
        decided = self._decide(number, row, shown, readings)
        return decided or Judged(
            replace(number, note=_unread(row) if claim is None else self._why_open(claim)), row, claim, shown
        )

    def _decide(self, number: CheckedNumber, row: Recognised, shown: Printed, readings: list[Reading]) -> Judged | None:
        """The verdict by the first sure reading that leads to a figure; by any that agrees."""
        apart: Judged | None = None
        for reading in readings:
            told = self._resolve(reading.claim)
            if told.quantity is None or (apart is not None and reading.sure):
                continue
            number = replace(number, ref=reading.claim.ref, kind=reading.claim.kind)
            outcome = compare(shown, told.quantity)
            if outcome is Outcome.EQUAL and apart is None:
                return Judged(self._told(number, reading.claim, told, Verdict.MATCH), row, reading.claim, shown)
            if reading.sure and apart is None:
                apart = self._apart(number, row, shown, reading.claim, told, outcome)
        if apart is not None:
            return apart
        first = next((reading.claim for reading in readings if reading.sure), None)
        return (
            self._slipped(number, row, shown, first) if first is not None else self._in_another_unit(number, row, shown)
        )

    def _apart(
        self, number: CheckedNumber, row: Recognised, shown: Printed, claim: FigureSlot, told: Resolution, out: Outcome
    ) -> Judged | None:
        """A number that is not what its claim resolves to: wrong, unless there is reason to doubt the claim."""
        assert told.quantity is not None
        expected = f"{describe(claim.ref, claim.kind)}应为{self._written(claim, told)}"
        if out is Outcome.OTHER_UNIT:
            slipped = self._slipped(number, row, shown, claim)
            if slipped is not None:
                return slipped
            same = abs(told.quantity.value) == abs(shown.value)
            verdict = Verdict.MISMATCH if same else Verdict.UNVERIFIED
            why = f"{expected}，文中的单位是“{shown.unit}”。" if same else "单位与数据表不同，说的可能是别的数。"
            return Judged(self._told(number, claim, told, verdict, why), row, claim, shown)
        factor = factor_between(told.quantity.unit, shown.unit)
        assert factor is not None  # else the units would have differed
        target = claim.kind is FigureKind.TARGET
        why_not = doubt(row, shown, told.quantity.value * factor, self._telling, target=target)
        if told.formula is not None and claim.ref.measure is Measure.RANK:
            why_not = "位次只按表中列出的地区排得"
        if why_not is not None:
            note = f"数据表中{expected.replace('应为', '为')}；{why_not}，请核对。"
            return Judged(self._told(number, claim, told, Verdict.UNVERIFIED, note), row, claim, shown)
        if shown.value == -told.quantity.value:
            expected += "，文中说的方向相反"
        return Judged(self._told(number, claim, told, Verdict.MISMATCH, f"{expected}。"), row, claim, shown)

    def _slipped(self, number: CheckedNumber, row: Recognised, shown: Printed, claim: FigureSlot) -> Judged | None:
        """The number where it is exactly what the tables tell against another base or, read anew, in another unit."""
        for asked, base in other_bases(claim):
            told = self._resolve(asked)
            if told.quantity is not None and compare(shown, told.quantity) is Outcome.EQUAL:
                return self._mended(number, row, shown, asked, told, f"这是与{base}相比的数")
        return self._in_another_unit(number, row, shown)

    def _in_another_unit(self, number: CheckedNumber, row: Recognised, shown: Printed) -> Judged | None:
        for asked, mended, unit in self._rereading.of(row):
            told = self._resolve(asked)
            if told.quantity is not None and compare(mended, told.quantity) is Outcome.EQUAL:
                return self._mended(number, row, shown, asked, told, f"文中的“{shown.unit}”应为“{unit}”")
        return None

    def _mended(
        self, number: CheckedNumber, row: Recognised, shown: Printed, asked: FigureSlot, told: Resolution, why: str
    ) -> Judged:
        assert told.quantity is not None
        note = f"{describe(asked.ref, asked.kind)}为{self._written(asked, told)}：{why}。"
        number = replace(number, ref=asked.ref, kind=asked.kind)
        return Judged(self._told(number, asked, told, Verdict.MISMATCH, note), row, asked, shown)

    def _resolve(self, claim: FigureSlot) -> Resolution:
        told = self._known.get(claim)
        if told is None:
            told = self._known[claim] = self._resolver.resolve(claim)
        return told

    def _told(
        self, number: CheckedNumber, claim: FigureSlot, told: Resolution, verdict: Verdict, note: str = ""
    ) -> CheckedNumber:
        return replace(
            number,
            verdict=verdict,
            expected=self._written(claim, told),
            figure=told.figure,
            formula=told.formula,
            inputs=told.inputs,
            note=note or "；".join(told.remarks),
        )

    def _written(self, claim: FigureSlot, told: Resolution) -> str:
        """What the tables tell, in words, with the decimals that a speech writes it with: 7.0%, where a table has 7."""
        assert told.quantity is not None
        if claim.kind is FigureKind.TARGET:
            return told.quantity.label
        decimals = self._catalogue.decimals(claim.ref.indicator, claim.ref.measure)
        return filled_up(told.quantity, claim.ref.measure, decimals).label

    def _why_open(self, claim: FigureSlot) -> str:
        return self._resolve(claim).reason or ""


def _unread(row: Recognised) -> str:
    if row.indicator is None:
        return "没有认出这个数说的是什么，请人工核对。"
    if row.footing is not None:
        return f"“{row.footing}”与数据表的口径不同，请人工核对。"
    return "这个数所说的时间或口径不在数据表之列，请人工核对。"
