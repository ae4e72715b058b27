"""What became of targets, worked out once for all who ask while figures and statements stand as they do."""

from collections.abc import Sequence

from figures.catalogue import Catalogue
from figures.ledger.actuals import Actuals
from figures.ledger.matching import mark_of, outcome_of
from figures.ledger.statement import Statement
from figures.ledger.target import Outcome
from figures.snapshot import Snapshot


class Judge:
    """Judges targets by the figures of one snapshot and by `reached`, what is stated as actual. Remembers what it
    judged; safe to share."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue, reached: Sequence[Statement]):
        self._stands_on = (snapshot, catalogue, reached)
        self._catalogue = catalogue
        self._judged: dict[int, tuple[Statement, Outcome]] = {}
        self.actuals = Actuals(snapshot, catalogue, reached)

    def stands_on(self, snapshot: Snapshot, catalogue: Catalogue, reached: Sequence[Statement]) -> bool:
        """Whether it would judge no otherwise if it were made of these."""
        return self._stands_on[:2] == (snapshot, catalogue) and self._stands_on[2] == reached

    def outcome(self, target: Statement) -> Outcome:
        """What became of a target."""
        known = self._judged.get(target.id)
        if known is None or known[0] is not target:
            known = self._judged[target.id] = (target, self._outcome(target))
        return known[1]

    def _outcome(self, target: Statement) -> Outcome:
        mark = mark_of(target)
        return outcome_of(
            target,
            self._catalogue.find(target.indicator),
            self.actuals.of(target),
            before=self.actuals.before(target),
            against=self.actuals.of(mark) if mark is not None else (),
        )
