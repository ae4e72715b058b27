"""What departments sent in for a draft: `materials` lists it beside what is verified, puts it to sections."""

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from errors import InputError
from shell.checking import number_json
from shell.command import NEEDS_A_PERSON, Command, opened, tell
from shell.told import Json

if TYPE_CHECKING:
    from desk import Desk
    from drafting.materials.model import Claim, Material, Proposal


def _materials(asked: argparse.Namespace) -> int:
    from drafting.check.model import Verdict

    deeds = [name for name in ("place", "unplace", "detach", "copy") if getattr(asked, name) is not None]
    if len(deeds) > 1:
        raise InputError("--place、--unplace、--copy、--detach 一次只用一个。")
    if deeds and deeds != ["detach"] and asked.section is None:
        raise InputError(f"--{deeds[0]} 要用 --section 写明是哪一节，编号见 draft --json 的 key。")
    with opened() as desk:
        _do(asked, desk, deeds)
        found = desk.materials.of_draft(asked.draft)
        if asked.section is not None:
            found = [material for material in found if asked.section in material.sections]
        claims = {material.id: desk.materials.claims(material) for material in found}
        proposals = {material.id: desk.materials.proposals(material) if asked.near else [] for material in found}
    told = [material_json(one, claims[one.id], proposals[one.id]) for one in found]
    tell(asked, told, (line for one in found for line in _lines(one, claims[one.id], proposals[one.id])))
    apart = any(claim.number.verdict is Verdict.MISMATCH for told_of in claims.values() for claim in told_of)
    return NEEDS_A_PERSON if apart else 0


def _do(asked: argparse.Namespace, desk: "Desk", deeds: Sequence[str]) -> None:
    from corpus.model import Span

    if not deeds:
        return
    material = desk.materials.get(getattr(asked, deeds[0]))
    if material.draft != asked.draft:
        raise InputError(f"素材 {material.id} 不是稿子 {asked.draft} 的，请核对编号。")
    if asked.place is not None:
        desk.materials.place(material.id, asked.section, actor=asked.by)
    elif asked.unplace is not None:
        desk.materials.unplace(material.id, asked.section, actor=asked.by)
    elif asked.detach is not None:
        desk.materials.detach(material.id, actor=asked.by)
    else:
        if asked.start is None or asked.end is None:
            raise InputError("--copy 要用 --start 和 --end 写明抄哪一段，位置见 outline --text。")
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
    parser.add_argument("--start", type=int)
    parser.add_argument("--end", type=int)
    parser.add_argument("--detach", metavar="ID", type=int, help="从稿子里撤下")
    parser.add_argument("--by", metavar="NAME", default="本机", help="经办人")


COMMANDS = (Command("materials", "部门为一份稿子报送的素材：与核实数对照、归入章节、抄入稿子", _arguments, _materials),)
