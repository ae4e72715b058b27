"""Moments and decimals come back as they went in."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, create_engine, insert, select
from sqlalchemy.exc import StatementError

from store.columns import ExactDecimal, UtcDateTime

SHELF = Table("shelf", MetaData(), Column("moment", UtcDateTime), Column("amount", ExactDecimal))


def there_and_back(**values: object) -> tuple[object, object]:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        SHELF.create(connection)
        connection.execute(insert(SHELF).values(**values))
        row = connection.execute(select(SHELF)).one()
    engine.dispose()
    return row[0], row[1]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**20), max_value=10**20))
def test_a_decimal_keeps_its_digits(amount: Decimal) -> None:
    _, found = there_and_back(amount=amount)
    assert str(found) == str(format(amount, "f"))


def test_a_moment_is_told_in_utc() -> None:
    beijing = timezone(timedelta(hours=8))
    moment, _ = there_and_back(moment=datetime(2026, 7, 15, 9, 30, tzinfo=beijing))
    assert moment == datetime(2026, 7, 15, 1, 30, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(StatementError, match="zone"):
        there_and_back(moment=datetime(2026, 7, 15))
