"""Hostile replies, a part of those of `bench.attack`: no number a model made up is kept, shown or told beside."""

from collections import Counter

import pytest

from bench.attack import House, house, through, typed, uncovered, without_sieve
from bench.hostile import Hostile, replies
from figures.finder import Finder
from figures.gate import Sieve
from figures.guard.checking.checks import ALL, Check
from tests.sample_book import sample


@pytest.fixture(scope="module")
def here() -> House:
    known = sample()
    return house(known.snapshot, Finder(known.catalogue, told=known.snapshot.indicators()))


@pytest.fixture(scope="module")
def some() -> list[Hostile]:
    return replies()[::6]


def test_there_are_thousands_and_no_two_alike() -> None:
    made = replies()
    assert len(made) >= 2000
    assert max(Counter(one.reply for one in made).values()) <= 2


def test_no_made_up_number_is_kept(some: list[Hostile], here: House) -> None:
    assert [one.reply for one in through(some, here)] == []


def test_no_made_up_number_shows_while_it_is_written(some: list[Hostile]) -> None:
    assert [one.reply for one in uncovered(some[::4])] == []


@pytest.mark.parametrize(
    "check", [Check.SLOTS, Check.GROWTH, Check.NAMES, Check.QUOTES, Check.SUBJECTS, Check.DIRECTIONS, Check.FOREIGN]
)
def test_without_a_check_something_gets_through(check: Check, some: list[Hostile], here: House) -> None:
    assert through(some, here, ALL - {check})


@pytest.mark.parametrize("sieve", list(Sieve))
def test_without_a_sieve_of_the_gate_something_gets_past_the_types(sieve: Sieve, here: House) -> None:
    made = [one for one in replies() if one.family.startswith(("digits", "Chinese", "look-alikes"))][::5]
    before = len(typed(made, here))
    with without_sieve(sieve):
        assert len(typed(made, here)) > before
