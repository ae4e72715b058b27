"""Figures that follow from verified ones, each with its formula, its inputs and what is to be said of it."""

from figures.formulas.formulas import Formulas
from figures.formulas.outcome import Derived, Estimate, Missing, Outcome, Refused

__all__ = ["Derived", "Estimate", "Formulas", "Missing", "Outcome", "Refused"]
