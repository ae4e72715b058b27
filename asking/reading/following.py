"""A question that leans on the one before (那去年呢？那江苏呢？): what it leaves unsaid is taken from there."""

from dataclasses import replace

from asking.reading.model import Question, Sort

_TOPICAL = (Sort.TOPIC, Sort.SURVEY, Sort.RESPONSIBLE)


def leaning(question: Question, before: Question | None) -> Question:
    """`question` with what it leaves unsaid taken from the one `before`."""
    if before is None or not _leans(question):
        return question
    said = bool(question.asked) or (bool(question.topic) and question.sort in _TOPICAL)
    new_time = question.years or question.reports or question.all_years
    filled = replace(
        question,
        regions=question.regions or before.regions,
        years=question.years if new_time else before.years,
        reports=question.reports if new_time else before.reports,
        all_years=question.all_years if new_time else before.all_years,
        together=question.together if new_time else before.together,
        months=question.months if question.months != (1, 12) or new_time else before.months,
    )
    if said:
        return _with_role(filled, before)
    if before.sort in _TOPICAL or question.sort is Sort.RESPONSIBLE:
        # The year of a report heard before is a year still, when another is asked for.
        return replace(
            filled,
            sort=question.sort if question.sort is Sort.RESPONSIBLE else before.sort,
            topic=before.topic,
            asked=before.asked,
            role=before.role,
            ahead=before.ahead,
        )
    sort = question.sort if question.sort in (Sort.VERDICT, Sort.COMPARISON) else before.sort
    if (
        sort is Sort.COMPARISON
        and question.sort is not Sort.COMPARISON
        and len(filled.years) == 1
        and len(filled.regions) == 1
    ):
        sort = Sort.QUANTITY
    return replace(filled, sort=sort, asked=before.asked, role=question.role or before.role, topic=before.topic)


def _leans(question: Question) -> bool:
    return question.follows or not question.regions or not (question.asked or question.topic)


def _with_role(question: Question, before: Question) -> Question:
    """A question for another indicator alone (那固投呢？) asks of it what was asked before."""
    bare = question.follows and question.asked and question.role is None
    if not bare or question.sort not in (Sort.TOPIC, Sort.QUANTITY) or before.sort in _TOPICAL:
        return question
    sort = before.sort if question.sort is Sort.TOPIC or before.sort is Sort.VERDICT else question.sort
    return replace(question, role=before.role, sort=sort)
