"""Passages and their index: `search` and `reindex`."""

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from shell.command import Command, by_argument, opened, progress, said, tell
from shell.told import Json, span_json

if TYPE_CHECKING:
    from retrieval.index import Hit
    from retrieval.passages import Passage


def _search(asked: argparse.Namespace) -> int:
    from corpus.model import DocumentKind
    from corpus.regions import canonical_region
    from retrieval.passages import PassageRole

    with opened() as desk:
        found = desk.finding.find(
            asked.query,
            asked.k,
            region=canonical_region(asked.region) if asked.region else None,
            year=asked.year,
            kind=DocumentKind(asked.kind) if asked.kind else None,
            role=PassageRole(asked.part) if asked.part else None,
        )
        near = [desk.finding.around(hit.passage, asked.around) for hit in found.hits]
    if found.within.label:
        said(f"查找范围：{found.within.label}。", 0)
    told = [hit_json(hit, *beside) for hit, beside in zip(found.hits, near, strict=True)]
    tell(asked, told, (line for hit, beside in zip(found.hits, near, strict=True) for line in hit_lines(hit, *beside)))
    if found.hits:
        return 0
    where = f"在{found.within.label}的文件里" if found.within.label else ""
    return said(f"{where}没有找到相近的段落。", 0)


def _reindex(asked: argparse.Namespace) -> int:
    with opened() as desk:
        done = desk.reindex(progress, actor=asked.by)
    tell(asked, {"documents": done}, [f"检索库已重建，含 {done} 个文件。"])
    return 0


# what is printed


def hit_json(hit: "Hit", before: "Sequence[Passage]" = (), after: "Sequence[Passage]" = ()) -> Json:
    """One passage found, with what stands before and after it where that was asked for."""
    passage = hit.passage
    told: Json = {
        "document": passage.document,
        **span_json(passage.span),
        "text": passage.text,
        "path": list(passage.path),
        "score": round(hit.score, 4),
        "region": passage.region,
        "year": passage.year,
        "kind": passage.kind.value,
    }
    if before or after:
        told["before"] = [{**span_json(other.span), "text": other.text} for other in before]
        told["after"] = [{**span_json(other.span), "text": other.text} for other in after]
    return told


def hit_lines(hit: "Hit", before: "Sequence[Passage]" = (), after: "Sequence[Passage]" = ()) -> Iterator[str]:
    """The same in one line, and one for each passage beside it."""
    passage = hit.passage
    unverified = "" if passage.kind.vouched else "（素材，未核实）"
    yield f"{hit.score:.2f} {passage.document}{unverified} {' / '.join(passage.path)}  {passage.text[:60]}"
    yield from (f"     前 {other.text[:60]}" for other in before)
    yield from (f"     后 {other.text[:60]}" for other in after)


def _reindex_arguments(parser: argparse.ArgumentParser) -> None:
    by_argument(parser, "谁来重建")


def _search_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY")
    parser.add_argument("-k", type=int, default=8, help="条数，默认 8")
    parser.add_argument("--region", help="地区，不写则按问句")
    parser.add_argument("--year", type=int, help="年份，不写则按问句")
    parser.add_argument("--kind", choices=["speech", "report", "material"], help="文件种类")
    parser.add_argument(
        "--part",
        choices=["preamble", "intro", "section", "outro", "closing", "body", "annex"],
        help="在文中的位置：开头、部分引语、节、部分结语、结语、无提纲的正文、附注",
    )
    parser.add_argument("--around", type=int, default=0, metavar="N", help="每条另附前后各 N 段，默认 0")


COMMANDS = (
    Command("search", "与所问最相近的段落", _search_arguments, _search),
    Command("reindex", "由资料库重建检索库", _reindex_arguments, _reindex),
)
