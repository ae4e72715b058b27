"""Lists: values told together (分别增长5%、6%), and the names they belong to."""

import re
from collections.abc import Iterator

from figures.grammar.tokens import Shape, Token

_SECTORS = re.compile(r"第?(?P<which>[一二三](?:[、和]?[一二三])+)(?:次产业|产业|产)")
_BETWEEN = re.compile(r"[、，]?(?:和|与|及|以及)?")


def chains(text: str, tokens: list[Token]) -> Iterator[list[Token]]:
    """The tokens in groups: members of one list stand with nothing but 、 or 和 between them."""
    held: list[Token] = []
    for token in tokens:
        if held and _continues(text, held[-1], token):
            held.append(token)
            continue
        if held:
            yield held
        held = [token]
    if held:
        yield held


def _continues(text: str, last: Token, token: Token) -> bool:
    if last.shape is not Shape.QUANTITY or token.shape is not Shape.QUANTITY or last.unit != token.unit:
        return False
    between = text[last.end : token.start]
    return between in ("、", "和", "与", "及", "以及", "，") and (between != "，" or last.inherited)


def items_of(names: str, count: int) -> list[str]:
    """`names` split into `count` items as they stand (城镇、农村居民收入 → 城镇, 农村居民收入); the whole alone where
    it does not split so."""
    plain = re.sub(r"(?:分别|各)$", "", names.strip())
    parts = [part for part in re.split(r"[、]|以及|(?<=.)[和与及](?=.)", plain) if part]
    sectors = _SECTORS.search(plain)
    if sectors and count == len(which := re.findall(r"[一二三]", sectors["which"])):
        return [f"第{one}产业{plain[sectors.end() :]}" for one in which]
    if count == 2 and len(parts) == 1 and "城乡" in plain:
        return [plain.replace("城乡", "城镇", 1), plain.replace("城乡", "农村", 1)]
    if len(parts) != count or count < 2:
        return [plain]
    return parts


def shared_tails(last: str) -> Iterator[str]:
    """The endings of `last` that earlier items may share, longest first."""
    for cut in range(1, len(last) - 1):
        yield last[cut:]
