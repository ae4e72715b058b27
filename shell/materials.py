"""What departments sent in for a draft: `materials` lists it beside what is verified, puts it to sections."""

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from errors import InputError
from shell.checking import number_json
from shell.command import NEEDS_A_PERSON, NOBODY, Command, opened, said, tell
from shell.told import Json

if TYPE_CHECKING:
    from desk import Desk
    from drafting.materials.model import Claim, Material, Proposal


def _materials(asked: argparse.Namespace) -> int:
    from drafting.check.model import Verdict

    deed = _deed(asked)
    with opened() as desk:
        if asked.section is not None:
            desk.rendered(asked.draft).section(asked.section)  # so that one that is not there is told
        if deed:
            _do(asked, desk, deed)
        found = desk.materials.of_draft(asked.draft)
        if asked.section is not None:
            found = [material for material in found if asked.section in material.sections]
        claims = {material.id: desk.materials.claims(material) for material in found}
        proposals = {material.id: desk.materials.proposals(material) if asked.near else [] for material in found}
    told = [material_json(one, claims[one.id], proposals[one.id]) for one in found]
    tell(asked, told, (line for one in found for line in _lines(one, claims[one.id], proposals[one.id])))
    if not found:
        where = "稿子" if asked.section is None else "稿子的这一节"
        return said(f"还没有部门为这份{where}报送素材。", 0)
    apart = any(claim.number.verdict is Verdict.MISMATCH for told_of in claims.values() for claim in told_of)
    return NEEDS_A_PERSON if apart else 0


def _deed(asked: argparse.Namespace) -> str:
    """What is to be done: place, unplace, copy or detach, "" for a list. Raises `InputError` where options do not go
    together, so that none is passed over in silence."""
    deeds = [name for name in ("place", "unplace", "copy", "detach") if getattr(asked, name) is not None]
    if len(deeds) > 1:
        raise InputError("--place、--unplace、--copy、--detach 一次只用一个。")
    deed = deeds[0] if deeds else ""
    if deed == "detach" and asked.section is not None:
        raise InputError("--detach 是从整份稿子撤下，不用 --section；只移出一节请用 --unplace。")
    if deed not in ("", "detach") and asked.section is None:
        raise InputError(f"--{deed} 要用 --section 写明是哪一节，编号见 draft --json 的 key。")
    ends = (asked.start, asked.end)
    if deed == "copy" and None in ends:
        raise InputError("--copy 要用 --start 和 --end 写明抄哪一段，位置见 outline --text。")
    if deed != "copy" and ends != (None, None):
        raise InputError("--start、--end 要与 --copy 一起用。")
    if not asked.by.strip():
        raise InputError("--by 后面请写姓名。")
    return deed


def _do(asked: argparse.Namespace, desk: "Desk", deed: str) -> None:
    from corpus.model import Span

    material = desk.materials.get(getattr(asked, deed))
    if material.draft != asked.draft:
        raise InputError(f"素材 {material.id} 不是稿子 {asked.draft} 的，请核对编号。")
    if deed == "place":
        desk.materials.place(material.id, asked.section, actor=asked.by)
    elif deed == "unplace":
        desk.materials.unplace(material.id, asked.section, actor=asked.by)
    elif deed == "detach":
        desk.materials.detach(material.id, actor=asked.by)
    else:
        desk.materials.copy(material, asked.section, Span(asked.start, max(asked.start, asked.end)), actor=asked.by)


# what is printed


def material_json(material: "Material", claims: "Sequence[Claim]", proposals: "Sequence[Proposal]" = ()) -> Json:
    """A material with its numbers beside those of the tables."""
    return {
        "id": material.id,
        "document": material.name,
        "document_id": material.document,
        "title": material.title,
        "department": material.department,
        "verified": False,
        "sections": list(material.sections),
        "claims": [number_json(claim.number) | {"agreement": claim.agreement} for claim in claims],
        "proposals": [
            {
                "section": one.key,
                "heading": one.heading,
                "shared": list(one.excerpt.shared),
                "start": one.excerpt.span.start,
                "end": one.excerpt.span.end,
                "text": one.excerpt.text,
            }
            for one in proposals
        ],
    }


def _lines(material: "Material", claims: "Sequence[Claim]", proposals: "Sequence[Proposal]") -> Iterator[str]:
    where = "、".join(map(str, material.sections)) or "未归入章节"
    yield f"{material.id} {material.label} [{material.name}] 节：{where}"
    for claim in claims:
        beside = f"，核实数 {claim.verified}" if claim.verified else ""
        yield f"  {claim.agreement} 部门报“{claim.number.text}”{beside} {claim.number.note}".rstrip()
    for one in proposals:
        yield f"  可归入 {one.key} {one.heading}：同样说到{'、'.join(one.excerpt.shared)}"


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("draft", metavar="DRAFT", type=int, help="稿子的编号")
    parser.add_argument("--section", metavar="KEY", type=int, help="只看这一节，或归入这一节")
    parser.add_argument("--near", action="store_true", help="提出可以归入的章节")
    parser.add_argument("--place", metavar="ID", type=int, help="归入 --section 那一节")
    parser.add_argument("--unplace", metavar="ID", type=int, help="移出 --section 那一节")
    parser.add_argument("--copy", metavar="ID", type=int, help="抄入 --section 那一节，数字写成数据位")
    parser.add_argument("--start", type=int, metavar="N", help="从第几个字起抄，从 0 数起，位置见 outline --text")
    parser.add_argument("--end", type=int, metavar="N", help="抄到第几个字之前")
    parser.add_argument("--detach", metavar="ID", type=int, help="从稿子里撤下")
    parser.add_argument("--by", metavar="NAME", default=NOBODY, help="经办人")


COMMANDS = (Command("materials", "部门为一份稿子报送的素材：与核实数对照、归入章节、抄入稿子", _arguments, _materials),)
