"""The terms of a target beside its quantity: what is striven for beyond it, until when, and who answers for it."""

import re
from datetime import date

from corpus.model import Span

_BEYOND = re.compile(
    r"[、，；]?(?:并|且|同时|在实际工作中)?(?:力争|争取|冲刺|奋力|努力|奋斗目标)+(?:为|是|达到?|实现|突破|完成|增长|提高|超过|到|在|向|更好结果)*"
)
_ESTIMATED = re.compile(r"预计|初步(?:核算|统计|测算)|快报|预估")
_DAY = re.compile(
    r"(?:(?P<year>20\d\d)年)?(?:(?P<month>1[0-2]|[1-9])月(?:底|末|份)?(?:之?前|(?=完成|建成|投用|开工))"
    r"|(?P<half>上半年|6月底)|(?P<quarter>[一二三]季度)(?:末|底)?(?:前|内)?)"
)
_BODY = r"[一-龥、（）()]{2,40}?(?:委|局|厅|办|部|署|院|政府|中心|集团|公司|单位|部门|县|市|区|县（市、区）)"
_BRACKETED = re.compile(
    r"[（(]\s*(?:牵头单位|牵头部门|责任单位|责任部门|牵头|责任领导|负责单位)[：:]\s*(?P<who>[^）)]{2,80})[）)]"
)
_CHARGED = re.compile(
    rf"(?:^|[，；。：])由?(?P<lead>{_BODY})(?:牵头|负责)(?![人制])"
    r"|(?:^|[，；。：])(?P<must>[市县区省][一-龥、]{1,16}?(?:局|委|厅|办|部门|单位))要(?![求素点闻害])"
    rf"|由(?P<by>{_BODY})(?:会同|组织|落实|承担|实施)"
)


def is_estimated(said: str) -> bool:
    """Whether the sentence up to a number calls it an estimate (预计, 初步核算)."""
    return _ESTIMATED.search(said) is not None


def is_beyond(between: str) -> bool:
    """Whether the words between two numbers make the second what is striven for beyond the first (5%、力争达到6%)."""
    return _BEYOND.fullmatch(between) is not None


def deadline_in(words: str, year: int) -> date | None:
    """The last day that the words name within `year`, earlier than its end; None where they name none."""
    found = _DAY.search(words)
    if found is None:
        return None
    month = (
        int(found["month"]) if found["month"] else 6 if found["half"] else 3 * ("一二三".index(found["quarter"][0]) + 1)
    )
    told = int(found["year"] or year)
    return date(told, 12, 31) if month == 12 else date.fromordinal(date(told, month + 1, 1).toordinal() - 1)


def responsible_in(text: str, sentence: Span, span: Span) -> str | None:
    """The body that answers for what stands at `span`: the one its sentence charged last before it (up to a ；), or the
    one named in the brackets behind; None where none is named."""
    begin = max(text.rfind("；", sentence.start, span.start) + 1, sentence.start)
    charged = list(_CHARGED.finditer(text[begin : sentence.end]))
    before = [found for found in charged if begin + found.start() <= span.start] or charged[:1]
    if before:
        found = before[-1]
        return next(who for who in (found["lead"], found["must"], found["by"]) if who).strip("，、 ")
    bracketed = _BRACKETED.search(text, span.end, min(len(text), sentence.end + 100))
    return bracketed["who"].strip("，、 ") if bracketed else None
