"""The absolute period of a row, where its document tells which year it speaks of."""

from figures.recognition.model import Recognised, RowKind


def absolute_period(row: Recognised, document: str | None) -> str | None:
    """The period of `row` as told by its text and by `document`, the period of the document as a whole (2025H1, or 2025
    for a report given in that year); the relative word (H1, Q1, full_year …) where neither tells a year."""
    if row.period is None or (document is None and row.year is None):
        return row.period
    own = int(document[:4]) if document else row.year
    assert own is not None  # one of the two told it
    year = row.year or own
    yearly = document is not None and document.isdecimal()
    if row.kind is RowKind.TARGET:
        return str(year)
    if yearly and row.period in ("H1", "two_year", "full_year"):
        return str(row.year or own - 1)
    if row.period in ("H1", "two_year"):
        return f"{year}H1" if document is None or document.endswith("H1") else f"{year}{document[4:]}"
    if row.period == "Q1":
        return f"{year}Q1"
    if row.period == "last_year":
        return str(year - 1)
    return str(year) if row.period == "full_year" else row.period
