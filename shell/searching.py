"""Passages and their index: `search` and `reindex`."""

import argparse
from typing import TYPE_CHECKING

from shell.command import Command, opened, progress, said, tell, without_arguments
from shell.told import Json, span_json

if TYPE_CHECKING:
    from retrieval.index import Hit


def _search(asked: argparse.Namespace) -> int:
    from corpus.model import DocumentKind

    with opened() as desk:
        kind = DocumentKind(asked.kind) if asked.kind else None
        hits = desk.search(asked.query, asked.k, region=asked.region, year=asked.year, kind=kind)
    tell(asked, [hit_json(hit) for hit in hits], map(hit_line, hits))
    return 0 if hits else said("没有找到相近的段落。", 0)


def _reindex(asked: argparse.Namespace) -> int:
    with opened() as desk:
        done = desk.reindex(progress)
    tell(asked, {"documents": done}, [f"检索库已重建，含 {done} 个文件。"])
    return 0


# what is printed


def hit_json(hit: "Hit") -> Json:
    """One passage found."""
    passage = hit.passage
    return {
        "document": passage.document,
        **span_json(passage.span),
        "text": passage.text,
        "path": list(passage.path),
        "score": round(hit.score, 4),
    }


def hit_line(hit: "Hit") -> str:
    """The same in one line."""
    passage = hit.passage
    return f"{hit.score:.2f} {passage.document} {' / '.join(passage.path)}  {passage.text[:60]}"


def _search_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY")
    parser.add_argument("-k", type=int, default=8, help="条数，默认 8")
    parser.add_argument("--region", help="地区")
    parser.add_argument("--year", type=int, help="年份")
    parser.add_argument("--kind", choices=["speech", "report", "material"], help="文件种类")


COMMANDS = (
    Command("search", "与所问最相近的段落", _search_arguments, _search),
    Command("reindex", "由资料库重建检索库", without_arguments, _reindex),
)
