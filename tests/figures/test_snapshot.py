"""A snapshot that follows another tells what one made anew tells."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from figures.figure import Figure, Status
from figures.quantity import Quantity
from figures.snapshot import Snapshot
from tests.figures.told import CATALOGUE, figure

PLACES = (
    "地区生产总值|同比|2026H1",
    "地区生产总值|同比|2025H1",
    "GDP|同比|2026H1|岚江市",
    "固定资产投资|同比|2026H1",
    "固定资产投资|同比|2026H1|云溪县",
    "常住人口|总量|2026H1",
    "新开的一项|总量|2026H1",
)
CHANGES = st.lists(
    st.tuples(st.integers(0, 11), st.sampled_from(["verify", "supersede", "value", "move", "drop", "add"])), max_size=6
)


def figures_of(places: list[int]) -> tuple[Figure, ...]:
    return tuple(figure(PLACES[at], str(5 + at), status=Status.PENDING) for at in places)


def changed(figures: tuple[Figure, ...], at: int, how: str) -> tuple[Figure, ...]:
    if how == "add" or not figures:
        return (*figures, figure(PLACES[at % len(PLACES)], "9.9", status=Status.PENDING))
    at %= len(figures)
    old = figures[at]
    new = {
        "verify": replace(old, status=Status.VERIFIED),
        "supersede": replace(old, status=Status.SUPERSEDED),
        "value": replace(old, quantity=Quantity.exact(Decimal("1.25"), "%")),
        "move": replace(old, ref=replace(old.ref, region="白石区")),
    }
    return (*figures[:at], *([new[how]] if how in new else []), *figures[at + 1 :])


@given(st.lists(st.integers(0, len(PLACES) - 1), max_size=8), CHANGES, st.sampled_from(["", "岚江市"]))
def test_following_is_reading_anew(places: list[int], changes: list[tuple[int, str]], city: str) -> None:
    figures = figures_of(places)
    followed = Snapshot(figures, CATALOGUE, city)
    for at, how in changes:
        followed.conflicts()
        figures = changed(figures, at, how)
        followed = followed.following(figures)
    anew = Snapshot(figures, CATALOGUE, city)
    assert followed.figures == anew.figures
    assert followed.conflicts() == anew.conflicts()
    assert followed.indicators() == anew.indicators()
    for one in figures:
        ref = one.ref
        assert followed.at(ref) == anew.at(ref)
        assert followed.lookup(ref) == anew.lookup(ref)
        assert followed.across_regions(ref) == anew.across_regions(ref)
        told = ref.indicator, ref.measure, ref.region, ref.comparator
        assert followed.series(*told) == anew.series(*told)


def test_one_before_tells_what_it_told() -> None:
    first = figures_of([0, 3])
    before = Snapshot(first, CATALOGUE)
    after = before.following(changed(first, 0, "verify"))
    assert before.lookup(first[0].ref).found is None
    assert after.lookup(first[0].ref).found is not None


def test_a_first_city_is_noticed() -> None:
    whole = figures_of([0])
    before = Snapshot(whole, CATALOGUE)
    after = before.following((*whole, figure("地区生产总值|同比|2024H1|岚江市", "6")))
    anew = Snapshot(after.figures, CATALOGUE)
    assert after.same_region("云溪市", "全市") == anew.same_region("云溪市", "全市")
