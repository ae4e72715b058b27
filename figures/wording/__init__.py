"""Wording: a quantity written in a slot's form, its verb following its sign."""

from figures.measure import SIGNED
from figures.wording.form import Form, rises, turned, usual_form
from figures.wording.sizes import Unwritable, of_a_fall
from figures.wording.write import UnitMismatch, Written, alike_units, filled_up, plain, spoken_before, write

__all__ = [
    "SIGNED",
    "Form",
    "UnitMismatch",
    "Unwritable",
    "Written",
    "alike_units",
    "filled_up",
    "of_a_fall",
    "plain",
    "rises",
    "spoken_before",
    "turned",
    "usual_form",
    "write",
]
