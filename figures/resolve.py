"""Resolving a slot: to one verified figure, to a formula over verified figures, or to nothing with the reason told.

Never guesses: what is pending, in conflict or absent leaves the slot open.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from figures.catalogue import Catalogue
from figures.figure import Figure, FigureKind, FigureRef
from figures.formulas import Derived, Estimate, Formulas, Missing, Refused
from figures.measure import Measure
from figures.quantity import Quantity
from figures.slots import FigureSlot
from figures.snapshot import Answering, Lookup
from figures.units import PERCENT, POINTS


@dataclass(frozen=True, slots=True)
class Resolution:
    """What stands behind a slot: a `figure`, or a `formula` with its `inputs`, each giving a `quantity`; else the
    `reason` why it is open. `remarks` say what a checker should know of it."""

    quantity: Quantity | None = None
    figure: Figure | None = None
    formula: str | None = None
    inputs: tuple[Figure, ...] = ()
    reason: str | None = None
    remarks: tuple[str, ...] = ()


class Resolver:
    """Resolves figure slots against one snapshot of the book."""

    def __init__(self, snapshot: Answering, catalogue: Catalogue):
        self._snapshot = snapshot
        self._catalogue = catalogue
        self._formulas = Formulas(snapshot, catalogue)

    def resolve(self, slot: FigureSlot) -> Resolution:
        """The resolution of `slot` with today's figures."""
        ref = slot.ref
        direct = self._snapshot.lookup(ref, slot.kind)
        if direct.found is not None:
            return Resolution(direct.found.quantity, direct.found, remarks=self._against_formula(slot, direct.found))
        if direct.conflict:
            return Resolution(reason=_conflict(ref, direct))
        if slot.kind is FigureKind.ACTUAL:
            derived = self._formulas.derive(ref)
            if isinstance(derived, Derived):
                return Resolution(derived.quantity, None, derived.expression, derived.inputs, remarks=derived.remarks)
            if isinstance(derived, Missing | Refused | Estimate) and not direct.pending:
                return Resolution(reason=self._underived(ref, derived))
        if direct.pending:
            return Resolution(
                reason=f"{describe(ref, slot.kind)}有待核实的数据（{direct.pending[0].source.label}），核实后即可填入。"
            )
        return Resolution(reason=self._absent(ref, slot.kind))

    def knows_term(self, words: str, before: str, after: str) -> bool:
        """Whether `words` (500万元以上) with the text around them complete a known indicator's name."""
        return any(
            before.endswith(name[: found.start()]) and after.startswith(name[found.end() :])
            for indicator in self._catalogue.indicators
            for name in (indicator.name, *indicator.aliases)
            for found in re.finditer(re.escape(words), name)
            if name != words
        )

    def _against_formula(self, slot: FigureSlot, told: Figure) -> tuple[str, ...]:
        """A remark where a published figure and the formula for it differ by more than rounding explains."""
        derived = self._formulas.derive(slot.ref) if slot.kind is FigureKind.ACTUAL else None
        if not isinstance(derived, Derived) or derived.quantity.unit != told.quantity.unit:
            return ()
        apart = abs(derived.quantity.value - told.quantity.value)
        if apart <= (_ROUNDING if derived.quantity.unit in (PERCENT, POINTS) else 0):
            return ()
        return (f"公布数为{told.quantity.label}，按{derived.expression}推算为{derived.quantity.label}，请核对",)

    def _underived(self, ref: FigureRef, derived: Missing | Refused | Estimate) -> str:
        if isinstance(derived, Missing):
            return self._missing(ref, derived)
        lacking = f"数据表中没有{describe(ref)}"
        if isinstance(derived, Refused):
            return f"{lacking}；{derived.reason}。"
        told = f"{derived.expression}≈{derived.quantity.label}"
        return f"{lacking}。推算为{told}，但{derived.why}，不能直接使用；核实后可用填报填写。"

    def _missing(self, ref: FigureRef, missing: Missing) -> str:
        at = self._snapshot.lookup(missing.ref, missing.kind)
        lacking = describe(missing.ref, missing.kind)
        if at.conflict:
            return f"计算{ref.measure.label}所需的{lacking}有两个不一致的数，请先在“数据”页定夺。"
        if at.pending:
            return f"计算{ref.measure.label}所需的{lacking}尚待核实（{at.pending[0].source.label}）。"
        return f"数据表中没有{describe(ref)}，也缺少计算它所需的{lacking}。"

    def _absent(self, ref: FigureRef, kind: FigureKind) -> str:
        if ref.indicator not in self._snapshot.indicators() and self._catalogue.find(ref.indicator) is None:
            return f"没有任何数据表含有指标“{ref.indicator}”，请补充数据表或用填报填写。"
        if kind is FigureKind.TARGET and self._told(replace(ref, measure=Measure.YOY), kind):
            return f"目标表中“{ref.indicator}”只有增速目标，没有{describe(ref, kind)}。"
        return f"数据表中没有{describe(ref, kind)}，请补充数据表或用填报填写。"

    def _told(self, ref: FigureRef, kind: FigureKind) -> bool:
        return self._snapshot.lookup(ref, kind).found is not None


_ROUNDING = Decimal("0.1")
"""Rates of one decimal differ by as much when they are subtracted or divided."""


def describe(ref: FigureRef, kind: FigureKind = FigureKind.ACTUAL) -> str:
    """A ref in words: 岚江市2026年上半年“固定资产投资”同比（与全国比）."""
    against = f"（与{ref.comparator}比）" if ref.comparator else ""
    what = f"“{ref.indicator}”{ref.measure.label}{against}"
    return f"{ref.region}{ref.period.label}{what}{'目标' if kind is FigureKind.TARGET else ''}"


def _conflict(ref: FigureRef, lookup: Lookup) -> str:
    told = "、".join(f"{figure.quantity.label}（{figure.source.label}）" for figure in lookup.conflict)
    return f"{describe(ref)}有不一致的数：{told}，请先在“数据”页定夺。"
