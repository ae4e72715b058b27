"""A hand that edits a .docx through its XML as Word and WPS do: runs split, words put in and struck with and without
tracking, numbers typed over, paragraphs moved and split, comments written, hidden marks lost."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from lxml import etree

BODY = "word/document.xml"
WORDS = ("切实", "持续", "有力", "着力", "进一步", "坚定不移", "真抓实干，", "久久为功，")


@dataclass
class Hand:
    """Edits one file; `typed` are the numbers it typed over, as (was, now)."""

    data: bytes
    dice: random.Random
    author: str = "王处长"
    typed: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            self._parts = {name: archive.read(name) for name in archive.namelist()}
        self._root = parse_xml(self._parts[BODY])

    def saved(self) -> bytes:
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self._parts.items():
                archive.writestr(name, etree.tostring(self._root) if name == BODY else data)
        return written.getvalue()

    def paragraphs(self) -> list[Any]:
        """Those of the text proper."""
        styles = ("BodyText",)
        return [
            each
            for each in self._root.iter(qn("w:p"))
            if each.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")) in styles and self._plain(each)
        ]

    def _plain(self, paragraph: Any) -> list[Any]:
        """Runs outside of slots that hold words enough to be worked on."""
        found, depth = [], 0
        for child in paragraph:
            depth += child.tag == qn("w:bookmarkStart")
            depth -= child.tag == qn("w:bookmarkEnd")
            if (
                child.tag == qn("w:r")
                and not depth
                and len(_text(child)) >= 4
                and not re.search(r"\d|\*", _text(child))
            ):
                found.append(child)
        return found

    def _slots(self) -> list[Any]:
        starts = [each for each in self._root.iter(qn("w:bookmarkStart")) if each.get(qn("w:name")).startswith("_hg")]
        return [each for each in starts if each.getnext() is not None and re.search(r"\d", _text(each.getnext()))]

    def any_edit(self) -> None:
        """One edit of any kind that touches no number."""
        words = (self.put_in, self.put_in_tracked, self.strike, self.strike_tracked, self.replace, self.move)
        marks = (self.split_runs, self.split_slot_runs, self.lose_a_mark, self.number_anew)
        edits: tuple[Callable[[], None], ...] = (*words, *marks)
        self.dice.choice(edits)()

    def _run(self) -> Any:
        return self.dice.choice(self._plain(self.dice.choice(self.paragraphs())))

    def split_runs(self) -> None:
        """What spelling checks and revision ids do to runs."""
        _halve(self._run(), self.dice)

    def split_slot_runs(self) -> None:
        """The same inside a number."""
        starts = self._slots()
        if starts:
            run = self.dice.choice(starts).getnext()
            if run.tag == qn("w:r") and len(_text(run)) > 1:
                _halve(run, self.dice)

    def put_in(self) -> None:
        first, _ = _halve(self._run(), self.dice)
        first.addnext(run_of(self.dice.choice(WORDS)))

    def put_in_tracked(self) -> None:
        first, _ = _halve(self._run(), self.dice)
        first.addnext(self._tracked("w:ins", run_of(self.dice.choice(WORDS))))

    def strike(self) -> None:
        first, _ = _halve(self._run(), self.dice)
        first.getparent().remove(first)

    def strike_tracked(self) -> None:
        first, _ = _halve(self._run(), self.dice)
        for text in first.iter(qn("w:t")):
            text.tag = qn("w:delText")
        wrapper = self._tracked("w:del")
        first.addprevious(wrapper)
        wrapper.append(first)

    def replace(self) -> None:
        first, _ = _halve(self._run(), self.dice)
        first.find(qn("w:t")).text = self.dice.choice(WORDS)

    def rewrite(self, was: str, now: str) -> None:
        """Words replaced wherever they stand in one run."""
        for text in self._root.iter(qn("w:t")):
            text.text = (text.text or "").replace(was, now)

    def move(self) -> None:
        one, other = self.dice.choice(self.paragraphs()), self.dice.choice(self.paragraphs())
        if one is not other:
            other.addnext(one)

    def number_anew(self) -> None:
        """Bookmarks get new ids whenever a file is saved."""
        marks = (qn("w:bookmarkStart"), qn("w:bookmarkEnd"))
        for mark in self._root.iter(*marks):
            mark.set(qn("w:id"), str(int(mark.get(qn("w:id"))) + 7))

    def lose_a_mark(self) -> None:
        """As when words are pasted through another program."""
        starts = self._slots()
        if starts:
            start = self.dice.choice(starts)
            for end in list(self._root.iter(qn("w:bookmarkEnd"))):
                if end.get(qn("w:id")) == start.get(qn("w:id")):
                    end.getparent().remove(end)
            start.getparent().remove(start)

    def type_over(self) -> None:
        """A person puts another number where the desk put one."""
        run = self.dice.choice(
            [each.getnext() for each in self._slots() if re.search(r"\d\.\d", _text(each.getnext()))]
        )
        was = _text(run)
        now = re.sub(r"\d+\.\d", "88.8", was, count=1)
        run.find(qn("w:t")).text = now
        self.typed.append((was, now))

    def _tracked(self, tag: str, *inside: Any) -> Any:
        element = OxmlElement(tag)
        element.set(qn("w:id"), str(self.dice.randrange(10**6)))
        element.set(qn("w:author"), self.author)
        element.set(qn("w:date"), "2026-07-20T08:00:00Z")
        element.extend(inside)
        return element


def _text(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def run_of(words: str) -> Any:
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = words
    run.append(text)
    return run


def _halve(run: Any, dice: random.Random) -> tuple[Any, Any]:
    """A run in two, their look the same."""
    words = _text(run)
    at = dice.randrange(1, len(words))
    second = parse_xml(etree.tostring(run))
    run.find(qn("w:t")).text, second.find(qn("w:t")).text = words[:at], words[at:]
    for text in (run.find(qn("w:t")), second.find(qn("w:t"))):
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addnext(second)
    return run, second
