"""Findings: what a reply may not say, where, and how to mend it. Told without any number the reply made up."""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """What sort of fault it is."""

    NUMERAL = "numeral"  # a number that stands in no slot
    SLOT = "slot"  # a slot that cannot be read, or asks for what nobody offered
    SUBJECT = "subject"  # a slot beside another subject than its own
    DIRECTION = "direction"  # words that fix a direction against the figure
    QUOTE = "quote"  # a quotation, or a name with a number in it, that no source holds
    MARKUP = "markup"  # a table, a link, code: no prose
    LANGUAGE = "language"  # English, or letters that a Chinese text does not use

    @property
    def label(self) -> str:
        """What the screen calls it."""
        return {
            "numeral": "数字没有来源",
            "slot": "数据位不认识",
            "subject": "数据与主语不符",
            "direction": "方向与数据不符",
            "quote": "引文没有出处",
            "markup": "不是成文的段落",
            "language": "不是中文",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """Characters [start, end) of the reply that cannot stand: `sentence` says what is wrong with them, `mend` what to
    write instead. Neither repeats a number of the reply."""

    kind: FindingKind
    start: int
    end: int
    sentence: str
    mend: str
