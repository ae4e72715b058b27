"""A text with placeholders, rendered: every placeholder becomes words, every line a block of a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from .periods import named_in, period_of
from .wording import MEASURES, WordingError, digits, phrase, plain, target_phrase
from .world import Known, NotPublishedError, World

PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")
_LEAD = re.compile(r"\*\*(.+?)\*\*")
_NAME = re.compile(r"(speech|gwr|brief)_(\d{4})")
_STEMS = {"speech": "上半年经济工作讲话", "gwr": "政府工作报告", "brief": "上半年经济运行情况汇报（送审稿）"}
_RULES = ("---", "===")


class TextError(ValueError):
    """A text that cannot be rendered; its message names file, line and placeholder."""


@dataclass(frozen=True)
class Block:
    """One paragraph: what it is, its opening words in their own style, and the rest."""

    role: str
    lead: str
    body: str

    @property
    def text(self) -> str:
        """All its words."""
        return self.lead + self.body


@dataclass(frozen=True)
class Document:
    """A rendered text."""

    stem: str
    blocks: tuple[Block, ...]
    numbers: int

    @property
    def characters(self) -> int:
        """Its length without blanks."""
        return sum(len(re.sub(r"\s", "", block.text)) for block in self.blocks)


@dataclass(frozen=True)
class Text:
    """A source text: its kind and year, which its file name tells."""

    path: Path
    kind: str
    year: int

    @property
    def default_period(self) -> str:
        """A speech or a brief speaks of its first half, a report of the year before it."""
        return period_of(self.year - 1, "Y") if self.kind == "gwr" else period_of(self.year, "H1")

    @property
    def stem(self) -> str:
        """The name of the Word file."""
        return f"岚江市{self.year}年{_STEMS[self.kind]}"


def texts_in(folder: Path) -> list[Text]:
    """The source texts of a folder."""
    found = []
    for path in sorted(folder.glob("*.md")):
        named = _NAME.fullmatch(path.stem)
        if named:
            found.append(Text(path, named[1], int(named[2])))
    return found


def render(text: Text, world: World) -> Document:
    """The document; all errors of the text at once."""
    blocks: list[Block] = []
    errors: list[str] = []
    numbers = 0
    for row, line in enumerate(text.path.read_text(encoding="utf-8").splitlines(), start=1):
        filled, count, wrong = _fill(line.strip(), text, world)
        errors.extend(f"{text.path.name}:{row}: {message}" for message in wrong)
        numbers += count
        if filled and filled not in _RULES:
            blocks.append(_block(filled, blocks))
    if errors:
        raise TextError("\n".join(errors))
    return Document(text.stem, tuple(blocks), numbers)


def _fill(line: str, text: Text, world: World) -> tuple[str, int, list[str]]:
    pieces: list[str] = []
    errors: list[str] = []
    at = count = 0
    for found in PLACEHOLDER.finditer(line):
        pieces.append(line[at : found.start()])
        at = found.end()
        count += 1
        try:
            pieces.append(words(found[1], text, world, "".join(pieces)))
        except (NotPublishedError, WordingError, ValueError) as reason:
            errors.append(f"{found[0]}: {reason}")
    return "".join(pieces) + line[at:], count, errors


def words(placeholder: str, text: Text, world: World, before: str) -> str:
    """What stands for `placeholder` in `text`, after the words `before`. Raises where the world cannot tell it."""
    name, measure_name, period_name, comparator, form = (placeholder.split("|") + [""] * 5)[:5]
    place, _, name = name.rpartition(":")
    if measure_name not in MEASURES:
        raise WordingError(f"unknown measure {measure_name}")
    if form not in ("", "#"):
        raise WordingError(f"unknown form {form}")
    measure = MEASURES[measure_name]
    if name not in world.indicators:
        raise NotPublishedError(f"unknown indicator {name}")
    known = world.indicators[name]
    if measure == "target":
        year = int(named_in(period_name, text.year, period_of(text.year, "Y"))[:4])
        target = world.target(name, year)
        return plain(target.value) if form else target_phrase(known, target)
    answer = world.value(name, measure, named_in(period_name, text.year, text.default_period), place or comparator)
    if form:
        return digits(_told(answer, measure))
    return phrase(known, measure, answer, before)


def _told(answer: Known, measure: str) -> Decimal:
    if measure in ("yoy", "two_year_avg") and answer.number == 0:
        raise WordingError("an exact zero is told in words")
    return answer.number


def _block(line: str, earlier: list[Block]) -> Block:
    if line.startswith("### "):
        return _section(line[4:])
    if line.startswith("## "):
        return Block("part", "", line[3:])
    if line.startswith("# "):
        return Block("title", "", line[2:])
    if _under_title(line, earlier):
        return Block("subtitle", "", line)
    if line.endswith("：") and len(line) < 20 and not any(block.role in ("body", "part") for block in earlier):
        return Block("salutation", "", line)
    lead = _LEAD.match(line)
    if lead:
        return Block("body", lead[1], line[lead.end() :].replace("**", ""))
    return Block("body", "", line.replace("**", ""))


def _under_title(line: str, earlier: list[Block]) -> bool:
    """The date line and the name line, before anything else is said."""
    if any(block.role not in ("title", "subtitle") for block in earlier):
        return False
    return line.startswith("（") or (len(line) <= 30 and not line.endswith(("：", "。", "！")))


def _section(heading: str) -> Block:
    """A section heading; where text follows its full stop the two share a paragraph."""
    title, stop, rest = heading.partition("。")
    if stop and rest:
        return Block("run_in", title + stop, rest)
    return Block("section", "", heading)
