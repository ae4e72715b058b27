"""Finding passages: whose, of when, of what kind and from which part of a speech is read from the question, what is
left of it is looked for. Nothing that a document says changes how a question is read.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import RLock
from typing import TypeVar

from asking.evidence.shelf import of_region
from asking.reading import Question, QuestionReader, Role, Sort
from clock import today
from corpus.library import Library, StoredDocument
from corpus.model import DocumentKind
from errors import InputError
from figures.catalogue import Catalogue
from figures.finder import Finder
from retrieval.index import Hit, Index
from retrieval.passages import Passage, PassageRole

T = TypeVar("T")
LONGEST = 1000
"""Characters of a question: a whole section may be looked for, a whole speech not."""

# "讲话" and "报告" name a kind of document only where they are said to hold something.
_WITHIN = "(?:里|中|上|当中|里面)"
_KINDS = {
    DocumentKind.SPEECH: re.compile(f"讲话(?:稿)?{_WITHIN}"),
    DocumentKind.REPORT: re.compile(rf"(?:政府工作)?报告{_WITHIN}|政府工作报告"),
    DocumentKind.MATERIAL: re.compile(f"(?:素材|材料){_WITHIN}"),
}
_PARTS = {
    PassageRole.PREAMBLE: re.compile(rf"(?:开头|开篇|开场白?|导语|引言|帽段){_WITHIN}?"),
    PassageRole.CLOSING: re.compile(rf"(?:结尾|结语|结束语|收尾|最后一段){_WITHIN}?"),
    PassageRole.ANNEX: re.compile(rf"(?:名词解释|附注|附件){_WITHIN}?"),
}
_AIM = "目标 预期目标"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a search was narrowed to, given by the caller or read from the question; empty and None stand for any."""

    regions: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kind: DocumentKind | None = None
    role: PassageRole | None = None

    @property
    def label(self) -> str:
        """The same in Chinese, "" where it is to nothing."""
        years = "、".join(f"{year}年" for year in self.years)
        told = ("、".join(self.regions), years, self.kind.label if self.kind else "", _LABELS.get(self.role, ""))
        return "，".join(filter(None, told))


_LABELS: dict[PassageRole | None, str] = {
    PassageRole.PREAMBLE: "开头",
    PassageRole.CLOSING: "结语",
    PassageRole.ANNEX: "附注",
    PassageRole.INTRO: "部分的引语",
    PassageRole.SECTION: "各节",
    PassageRole.OUTRO: "部分的结语",
}


@dataclass(frozen=True, slots=True)
class Found:
    """Passages found, best first, what the search was narrowed to, and the words looked for."""

    hits: tuple[Hit, ...]
    within: Narrowing
    words: str


class Finding:
    """Finds passages in one workspace. Safe to share between threads."""

    def __init__(
        self,
        library: Library,
        catalogue: Callable[[], Catalogue],
        index: Callable[[], Index],
        default_region: str = "",
    ):
        self._library, self._catalogue, self._index, self._default = library, catalogue, index, default_region
        self._lock = RLock()
        self._finder: Finder | None = None

    def find(
        self,
        question: str,
        k: int,
        *,
        region: str | None = None,
        year: int | None = None,
        kind: DocumentKind | None = None,
        role: PassageRole | None = None,
    ) -> Found:
        """At most `k` passages for `question`; what is given goes before what the question says of the same.

        Raises `InputError` for an empty or an endless one.
        """
        if not question.strip():
            raise InputError("请写出要查找的内容。")
        if len(question) > LONGEST:
            raise InputError(f"要查找的内容太长，请控制在 {LONGEST} 字以内。")
        if k < 1:
            raise InputError("查找条数应是正整数。")
        documents = [one for one in self._library.documents() if one.kind is not DocumentKind.TABLE]
        within, words = self._read(question, documents)
        within = replace(
            within,
            regions=(region,) if region else within.regions,
            years=(year,) if year else within.years,
            kind=kind or within.kind,
            role=role or within.role,
        )
        return Found(tuple(self._search(words, k, within)), within, words)

    def around(self, passage: Passage, each: int = 1) -> tuple[list[Passage], list[Passage]]:
        """Up to `each` paragraphs before `passage` in its document, and as many after it."""
        return self._index().neighbours(passage, each)

    def _search(self, words: str, k: int, within: Narrowing) -> list[Hit]:
        found: dict[str, Hit] = {}
        for region in within.regions or (None,):
            for hit in self._index().search(
                words, k, region=region, year=within.years or None, kind=within.kind, role=within.role
            ):
                found.setdefault(hit.passage.key, hit)
        return sorted(found.values(), key=lambda hit: (-hit.score, hit.passage.key))[:k]

    def _read(self, text: str, documents: Sequence[StoredDocument]) -> tuple[Narrowing, str]:
        """What `text` narrows the search to, and the words it leaves to be looked for."""
        kind = _named(text, _KINDS)
        role = _named(text, _PARTS)
        bare = _PARTS[role].sub("", text) if role else text
        finder = self._names()
        years = [year for one in documents if (year := one.year) is not None]
        question = QuestionReader(finder, [one.region for one in documents if one.region], self._default or None).read(
            bare, max(years, default=today().year)
        )
        within = Narrowing(question.regions, _years(question), None, role)
        if kind and any(one.kind is kind for one in of_region(documents, question.regions)):
            within = replace(within, kind=kind)
        return within, _words(question, bare, finder)

    def _names(self) -> Finder:
        with self._lock:
            catalogue = self._catalogue()
            if self._finder is None or self._finder.catalogue is not catalogue:
                self._finder = Finder(catalogue)
            return self._finder


def _named(text: str, patterns: Mapping[T, re.Pattern[str]]) -> T | None:
    """The one of `patterns` that stands in `text`; None where none or several do."""
    found = [one for one, pattern in patterns.items() if pattern.search(text)]
    return found[0] if len(found) == 1 else None


def _years(question: Question) -> tuple[int, ...]:
    """The years of the documents that tell of what is asked: what a year came to is told by the next one's report."""
    if question.reports:
        return question.reports
    looks_back = question.role is Role.ACTUAL or question.sort is Sort.VERDICT
    looks_back = looks_back or (question.sort is Sort.QUANTITY and question.role is None)
    told = {*question.years, *(year + 1 for year in question.years if looks_back)}
    return tuple(sorted(told))


def _words(question: Question, text: str, finder: Finder) -> str:
    """The words to look for: those of the question that are no place, time or way of asking, and the full names of the
    indicators it calls by short ones."""
    asked = [word for one in question.asked for word in (one.words, *one.names[:1])]
    named = [mention.indicator.name for mention in finder.mentions(text)]
    aim = [_AIM] if question.role is Role.TARGET else []
    words = dict.fromkeys([*question.topic.split(), *asked, *named, *aim])
    return " ".join(words) or text
