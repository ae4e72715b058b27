"""The guard's checks, by name: a bench switches them off one at a time to show what each is good for."""

from enum import StrEnum


class Check(StrEnum):
    """One thing the guard looks for."""

    SLOTS = "slots"  # slots nobody offered, and what their parts would bring along
    NUMERALS = "numerals"  # numbers outside slots, seen in their sentence
    GROWTH = "growth"  # words that make another number of a slot's
    NAMES = "names"  # names with a number in them that no source has
    QUOTES = "quotes"  # quotations that no source holds
    SUBJECTS = "subjects"  # slots beside another subject than their own
    DIRECTIONS = "directions"  # words that go against the figures
    FOREIGN = "foreign"  # English, links, tables, strange signs


ALL = frozenset(Check)
