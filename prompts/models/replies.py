"""Whether a reply is one at all: words of its own, in Chinese, and no refusal. Knows nothing of numbers and slots."""

import re

from prompts.models.faults import EMPTY, Fault, FaultKind

_THINKING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL)
_HALF_A_TAG = re.compile(r"<(?:t(?:h(?:i(?:n(?:k(?:i(?:n(?:g)?)?)?)?)?)?)?)?\Z")
_REFUSAL = re.compile(
    r"(?:非常|很|十分)?(?:抱歉|对不起|不好意思|遗憾).{0,30}(?:无法|不能|不便|没有办法|不可以)"
    r"|作为一?[个名]?(?:AI|人工智能|语言模型|智能助手)"
    r"|我(?:无法|不能|没有办法|不便|不可以)(?:为您|帮您|给您|给出|提供|协助|回答|完成|满足|生成|撰写|起草|处理)"
    r"|(?:该|此|您的)(?:请求|问题|内容).{0,12}(?:无法|不能|违反|不符合)"
    r"|(?:I['’]?m|I am) (?:very )?sorry|I (?:can(?:['’]t|not)|am unable)|As an AI|Sorry, (?:but )?I",
    re.IGNORECASE,
)
_REFUSAL_LENGTH = 240
"""A refusal is short; a long text that begins with regret is a text."""


def spoken(text: str) -> str:
    """What a model says, less what it only thinks (some print that first, between tags)."""
    return _HALF_A_TAG.sub("", _THINKING.sub("", text)).lstrip("\n")


def judge(text: str) -> Fault | None:
    """Why `text`, as spoken, is no reply; None where it is one."""
    words = text.strip()
    if not re.search(r"\w", words):
        return Fault(FaultKind.EMPTY, EMPTY)
    if len(words) <= _REFUSAL_LENGTH and _REFUSAL.match(re.sub(r"^[\s*#>“\"]+", "", words)):
        return Fault(FaultKind.REFUSED, "模型推辞不写，请重试、改一改要点，或改用沿用往年。", written=words)
    outside = re.sub(r"\{\{.*?\}\}", "", words)
    letters = len(re.findall(r"[A-Za-z]", outside))
    characters = len(re.findall(r"[一-鿿]", outside))
    if letters > 2 * characters:
        return Fault(FaultKind.FOREIGN, "模型没有用中文作答，请重试、换模型，或改用沿用往年。", written=words)
    return None
