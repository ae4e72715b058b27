"""The ledger (台账): what every stored document tells in quantities, and what became of the targets."""

from figures.ledger.ledger import Ledger
from figures.ledger.statement import Horizon, Place, Statement, Tier
from figures.ledger.target import Actual, Outcome, Review, Target, TargetStatus

__all__ = ["Actual", "Horizon", "Ledger", "Outcome", "Place", "Review", "Statement", "Target", "TargetStatus", "Tier"]
