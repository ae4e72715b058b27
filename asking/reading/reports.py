"""The reports that a question wants to hear, by their year: 2025年的报告里, 今年报告, 两年的报告. Knows no document."""

import re

_REPORT = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)|(?<!\d)(?P<short>[12]\d))年(?:初)?\|*(?:的|省|市|政府|省政府|工作|度|那份|这份|份)*\|*(?:政府)?(?:工作)?报告(?:里面?|中|上)?"
    r"|(?P<back>今年|去年|前年)\|*(?:的|省|市|政府|省政府|工作|那份|这份)*\|*(?:政府)?(?:工作)?报告(?:里面?|中|上)?"
)
_BACK = {"今年": 0, "去年": 1, "前年": 2}


def reports_in(text: str, as_of: int) -> tuple[tuple[int, ...], list[tuple[int, int]]]:
    """The years of the reports named in `text` (places taken out), with the spans of the words that name them."""
    years, spans = [], []
    for found in _REPORT.finditer(text):
        spans.append(found.span())
        if found["year"] or found["short"]:
            years.append(int(found["year"] or f"20{found['short']}"))
        else:
            years.append(as_of - _BACK[found["back"]])
    return tuple(dict.fromkeys(years)), spans
