"""Values kept of rows: made anew where the row reads otherwise, and there alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, create_engine, delete, insert, select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from store.columns import ExactDecimal
from store.kept import KeptRows


class Base(DeclarativeBase):
    pass


class Weight(Base):
    __tablename__ = "weights"

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str]
    value: Mapped[Decimal] = mapped_column(ExactDecimal)


@dataclass(frozen=True, slots=True)
class Weighed:
    what: str
    value: Decimal


class Scales:
    """Makes values and remembers of which rows."""

    def __init__(self) -> None:
        self.made: list[int] = []

    def make(self, row: Row[Any]) -> Weighed:
        self.made.append(row.id)
        return Weighed(row.what, row.value)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    engine = create_engine(f"sqlite:///{tmp_path / 'weights.db'}")
    Base.metadata.create_all(engine)
    with Session(engine) as opened:
        rows = [{"id": n, "what": f"第{n}袋", "value": Decimal(n)} for n in range(1, 1201)]
        opened.execute(insert(Weight), rows)
        yield opened
    engine.dispose()


QUERY = select(Weight.__table__).order_by(Weight.id)


def test_what_did_not_change_is_the_same_object(session: Session) -> None:
    scales = Scales()
    kept = KeptRows(Weight.id, scales.make)
    before = kept.read(session, QUERY)
    assert [one.value for one in before] == [Decimal(n) for n in range(1, 1201)]
    scales.made.clear()
    session.execute(update(Weight).where(Weight.id == 7).values(what="另一袋"))
    after = kept.read(session, QUERY)
    assert scales.made == [7]
    assert after[6] == Weighed("另一袋", Decimal(7))
    assert all(old is new for old, new in zip(before, after, strict=True) if new is not after[6])


def test_a_place_more_behind_the_point_is_a_change(session: Session) -> None:
    kept = KeptRows(Weight.id, Scales().make)
    kept.read(session, QUERY)
    session.execute(update(Weight).where(Weight.id == 5).values(value=Decimal("5.0")))
    assert str(kept.read(session, QUERY)[4].value) == "5.0"


def test_what_is_gone_is_not_told_and_what_comes_in_its_place_is_read(session: Session) -> None:
    kept = KeptRows(Weight.id, Scales().make)
    kept.read(session, QUERY)
    session.execute(delete(Weight).where(Weight.id == 1200))
    assert len(kept.read(session, QUERY)) == 1199
    session.add(Weight(id=1200, what="新的一袋", value=Decimal(1200)))
    assert kept.read(session, QUERY)[-1].what == "新的一袋"


def test_what_was_undone_is_read_as_it_stands(session: Session) -> None:
    kept = KeptRows(Weight.id, Scales().make)
    session.commit()
    session.execute(update(Weight).where(Weight.id == 3).values(what="错的"))
    assert kept.read(session, QUERY)[2].what == "错的"
    session.rollback()
    assert [one.what for one in kept.read(session, QUERY)[:3]] == ["第1袋", "第2袋", "第3袋"]


def test_a_part_is_read_in_its_own_order(session: Session) -> None:
    scales = Scales()
    kept = KeptRows(Weight.id, scales.make)
    kept.read(session, QUERY)
    scales.made.clear()
    part = select(Weight.__table__).where(Weight.id.in_([2, 9, 4])).order_by(Weight.id.desc())
    assert [one.value for one in kept.read(session, part)] == [9, 4, 2]
    assert scales.made == []
