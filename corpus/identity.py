"""What a document says of itself: title, kind, region, date and period.

Asked in this order: title, date line and byline, file name, and only then the text. What none of them tells stays
unknown; nothing is guessed from the calendar of the computer.
"""

import re
from datetime import date
from pathlib import PurePath

from corpus.dates import date_in, year_in
from corpus.model import DocumentKind, Identity, Span, Speech
from corpus.regions import NATION, region_in, region_told_by

_SPEECH = re.compile(r"讲话|发言|致辞|讲稿")
_REPORT = re.compile(r"工作报告|执行情况|计划草案|公报|关于.*的报告|报告$|报告（")
_ANALYSIS = re.compile(r"(?:经济|形势|运行|收支|情况)[^，。]{0,6}分析|analysis", re.IGNORECASE)  # as a bureau gives out
_TO_CONGRESS = re.compile(r"向大会(?:作|报告)|请予审议")
_FOR_THE_NATION = re.compile(r"代表(?:中华人民共和国)?国务院")
_COMRADES = re.compile(r"同志们|同志")
_OPENING = 600
_CUES = (
    (re.compile(r"上半年|1[—\-－至]6月|一至六月"), "H1"),
    (re.compile(r"前三季度|1[—\-－至]9月|一至九月"), "M1-9"),
    (re.compile(r"一季度|第一季度|1[—\-－至]3月"), "Q1"),
)
_MONTHS = re.compile(r"1[—\-－–至到](\d{1,2})月")
_FILE_CUES = (
    (re.compile(r"上半年|年中|半年|(?<![a-z0-9])h1(?![0-9])", re.IGNORECASE), "H1"),
    (re.compile(r"一季度|(?<![a-z0-9])q1(?![0-9])", re.IGNORECASE), "Q1"),
)


def identify(file_name: str, text: str, speech: Speech) -> Identity:
    """What `text`, called `file_name` and outlined as `speech`, says of itself."""
    stem = PurePath(file_name).stem
    title = _words(text, speech.title)
    head = [title, _words(text, speech.date_line), _words(text, speech.byline)]
    kind = _kind(title, stem, text, speech)
    told = _date(text, speech)
    year = next((found for found in (year_in(title), told.year if told else None, year_in(stem)) if found), None)
    if year is None:
        year = _year_told_by(text)
    region = next((found for found in map(region_in, [*head, stem.replace("_", " _ ")]) if found), None)
    if region is None:
        region = NATION if _FOR_THE_NATION.search(text[:_OPENING]) else region_told_by(text)
    return Identity(
        title=title or stem,
        kind=kind,
        region=region,
        date=told,
        period=_period(kind, year, told, title, stem, text, speech),
    )


def _words(text: str, span: Span | None) -> str:
    """The words of a line without the blanks that set it (政 府 工 作 报 告), Latin words kept apart."""
    if span is None:
        return ""
    return re.sub(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])", "", span.of(text))


def _kind(title: str, stem: str, text: str, speech: Speech) -> DocumentKind:
    for words in (title, stem):
        if _SPEECH.search(words):
            return DocumentKind.SPEECH
        if _REPORT.search(words) or _ANALYSIS.search(words):
            return DocumentKind.REPORT
    opening = text[:_OPENING]
    if _TO_CONGRESS.search(opening):
        return DocumentKind.REPORT
    if speech.salutation is not None and _COMRADES.search(speech.salutation.of(text)):
        return DocumentKind.SPEECH
    return DocumentKind.SPEECH if speech.salutation is not None else DocumentKind.MATERIAL


def _date(text: str, speech: Speech) -> date | None:
    """The day of the date line; without one, a date alone on a line at either end of the document."""
    if speech.date_line is not None:
        found = date_in(speech.date_line.of(text))
        if found:
            return found
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in (*lines[:12], *lines[-3:]):
        if len(line) <= 16:
            found = date_in(line)
            if found:
                return found
    return None


def _year_told_by(text: str) -> int | None:
    """The year a text speaks from: that of its opening, only where it is told as the present one."""
    found = re.search(r"((?:19|20)\d{2})年(?:以来|上半年|是|，全|我)", text[:_OPENING])
    return int(found[1]) if found else None


def _period(
    kind: DocumentKind, year: int | None, told: date | None, title: str, stem: str, text: str, speech: Speech
) -> str | None:
    if year is None:
        return None
    for cue, months in _FILE_CUES:
        if cue.search(stem):
            return f"{year}{months}"
    found = _cue(title)
    if found is None and (kind is not DocumentKind.REPORT or _ANALYSIS.search(title)):
        headings = " ".join(part.heading.of(text) for part in speech.parts)
        found = _cue(headings) or _cue(" ".join(p.span.of(text) for p in speech.preamble))
        if found is None and kind is DocumentKind.SPEECH and told is not None and told.month in (7, 8):
            found = "H1"
    return f"{year}{found}" if found else str(year)


def _cue(words: str) -> str | None:
    for cue, months in _CUES:
        if cue.search(words):
            return months
    found = _MONTHS.search(words)
    if found and 1 < int(found[1]) < 12:
        return f"M1-{int(found[1])}"
    return None
