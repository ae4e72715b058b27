"""The one time of day that the country keeps, whatever the machine's clock is set to."""

from datetime import UTC, date, datetime, time, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))


def here(moment: datetime) -> datetime:
    """A moment as clocks show it here."""
    return moment.astimezone(BEIJING)


def today() -> date:
    """The day it is."""
    return datetime.now(BEIJING).date()


def midnight(day: date) -> datetime:
    """The moment a day begins, in UTC."""
    return datetime.combine(day, time(), BEIJING).astimezone(UTC)
