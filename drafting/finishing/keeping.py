"""Budgets in the store: one for each draft, as it was last set."""

import json

from drafting.finishing.model import Budget, Unit
from drafting.stored.tables import BudgetRow
from store.audit import record
from store.deeds import Deed
from store.engine import Store


class Budgets:
    """The budgets of one workspace's drafts."""

    def __init__(self, store: Store):
        self._store = store

    def of(self, draft: int) -> Budget:
        """What a draft may take; without limit where nobody said."""
        with self._store.reading() as session:
            row = session.get(BudgetRow, draft)
            if row is None:
                return Budget()
            own = tuple((key, share) for key, share in json.loads(row.own))
            return Budget(row.amount, Unit(row.unit), row.speed, own)

    def put(self, draft: int, budget: Budget, *, actor: str) -> None:
        """Keeps what a draft may take."""
        with self._store.session() as session:
            row = session.get(BudgetRow, draft) or BudgetRow(draft_id=draft)
            row.amount, row.unit, row.speed = budget.amount, budget.unit.value, budget.speed
            row.own = json.dumps(budget.own)
            session.add(row)
            detail = f"{budget.amount} {budget.unit.value}, {budget.speed}" if budget.amount else "none"
            record(session, actor=actor, deed=Deed.DRAFT_BUDGET, subject=f"draft:{draft}", detail=detail)
