"""Numbers that Word puts before paragraphs by itself (一、, （一）, 1.): worked out from the numbering definitions.

Knows numbering.xml and the order of the paragraphs; nothing of the text.
"""

from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographTraditional",
    }
)
_DIGITS = "零一二三四五六七八九"


class Numbering:
    """Counts the numbered paragraphs of one document, in order."""

    def __init__(self, document: Document):
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, Any] = {}
        for style in document.styles.element.iter(qn("w:style")):
            found = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if found is not None:
                self._styles[style.get(qn("w:styleId"))] = found
        root = _numbering_root(document)
        if root is None:
            return
        for abstract in root.iter(qn("w:abstractNum")):
            self._levels[abstract.get(qn("w:abstractNumId"))] = {
                int(level.get(qn("w:ilvl"))): _level(level) for level in abstract.iter(qn("w:lvl"))
            }
        for number in root.iter(qn("w:num")):
            target = number.find(qn("w:abstractNumId"))
            if target is not None:
                self._abstract[number.get(qn("w:numId"))] = target.get(qn("w:val"))

    def prefix(self, paragraph: Any) -> str:
        """The number before this paragraph as Word shows it, or "" (a bullet is no number)."""
        properties = paragraph.pPr
        found = properties.numPr if properties is not None else None
        if found is None:
            style = properties.pStyle if properties is not None else None
            found = self._styles.get(style.val) if style is not None else None
        if found is None or found.find(qn("w:numId")) is None:
            return ""
        number = found.find(qn("w:numId")).get(qn("w:val"))
        deep = found.find(qn("w:ilvl"))
        level = int(deep.get(qn("w:val"))) if deep is not None else 0
        abstract = self._abstract.get(number)
        if abstract is None or level not in self._levels.get(abstract, {}):
            return ""
        return self._next(abstract, level)

    def _next(self, abstract: str, level: int) -> str:
        levels, counts = self._levels[abstract], self._counts.setdefault(abstract, {})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        form, pattern, _ = levels[level]
        if form in ("bullet", "none"):
            return ""
        for at in range(level + 1):
            if f"%{at + 1}" in pattern and at in levels:
                value = counts.get(at, levels[at][2])
                pattern = pattern.replace(f"%{at + 1}", _written(levels[at][0], value))
        return pattern


def _numbering_root(document: Document) -> Any:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


def _level(level: Any) -> tuple[str, str, int]:
    def value(tag: str, default: str) -> str:
        found = level.find(qn(tag))
        return default if found is None else found.get(qn("w:val"), default)

    return value("w:numFmt", "decimal"), value("w:lvlText", ""), int(value("w:start", "1"))


def _written(form: str, value: int) -> str:
    if form in _CHINESE and 0 < value < 100:
        tens, ones = divmod(value, 10)
        head = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
        return head + (_DIGITS[ones] if ones else "")
    if form == "decimalFullWidth":
        return str(value).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    return str(value)
