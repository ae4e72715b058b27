"""The documents of the library as a list: which are shown, in what order, as rows. Pure; knows no Streamlit."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.library import StoredDocument
from corpus.model import DocumentKind


class Order(StrEnum):
    """By what documents are put in order."""

    PERIOD = "期间（近的在前）"
    ADDED = "收入时间（新的在前）"
    TITLE = "标题"
    REGION = "地区"
    KIND = "类别"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents are wanted: all that agree with every condition given; `words` stand in title or file name."""

    words: str = ""
    kind: DocumentKind | None = None
    region: str | None = None
    year: int | None = None

    def takes(self, document: StoredDocument) -> bool:
        """Whether a document is wanted."""
        said = f"{document.title} {document.name} {document.region or ''}".lower()
        return (
            all(word in said for word in self.words.lower().split())
            and (self.kind is None or document.kind is self.kind)
            and (self.region is None or (document.region or UNKNOWN) == self.region)
            and (self.year is None or document.year == self.year)
        )


UNKNOWN = "不明"


def listed(documents: Sequence[StoredDocument], wanted: Filter, order: Order) -> list[StoredDocument]:
    """The documents wanted, in order."""
    found = [document for document in documents if wanted.takes(document)]
    if order is Order.PERIOD:
        found.sort(key=lambda one: (one.period or "", str(one.date or ""), one.id), reverse=True)
    elif order is Order.ADDED:
        found.sort(key=lambda one: one.id, reverse=True)
    elif order is Order.TITLE:
        found.sort(key=lambda one: (one.title, one.id))
    elif order is Order.REGION:
        found.sort(key=lambda one: (one.region or "", one.title, one.id))
    else:
        found.sort(key=lambda one: (list(DocumentKind).index(one.kind), one.title, one.id))
    return found


def document_rows(documents: Sequence[StoredDocument]) -> dict[str, list[str]]:
    """`documents` as the columns of a table."""
    return {
        "类别": [kind_text(document) for document in documents],
        "标题": [document.title for document in documents],
        "地区": [document.region or "" for document in documents],
        "日期": [f"{document.date:%Y-%m-%d}" if document.date else "" for document in documents],
        "期间": [document.period or "" for document in documents],
        "可外发": ["是" if document.may_leave else "" for document in documents],
        "文件": [document.name for document in documents],
    }


def kind_text(document: StoredDocument) -> str:
    """What a document is, a material never without what it is worth."""
    return f"{document.kind.label}（未核实）" if document.kind is DocumentKind.MATERIAL else document.kind.label


def name_of(document: StoredDocument) -> str:
    """How a document is called in a list to choose from."""
    return f"{document.title}（{document.name}）"
