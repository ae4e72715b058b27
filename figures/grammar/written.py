"""A quantity read out of the words it is written in: the inverse of `Quantity.label`, which writes the house's form.

The one reader of quantities in prose is `figures.grammar.tokens`; this asks it about a whole expression (5.2%,
６％—６．５％, 1200万人以上, 三成左右). The house's form is that of GB/T 15835—2011: Arabic, no grouped thousands, a
range with its unit on both ends.
"""

import re

from figures.grammar.tokens import Shape, Token, scan
from figures.quantity import Quantity

# What may stand before a quantity as part of it: bound words, which the token's bound tells already.
_LEADS = frozenset(
    re.findall(
        r"\S+",
        """
        超过 突破 不低于 不少于 高于 超 不小于 多于 大于 逾 不超过 不高于 低于 少于 小于 不到 控制在 约 约为 大约 近
        接近 达 达到 力争 力争达到 至少 最少 至多 最多 不足 大概
        """,
    )
) | {""}


def parse(text: str) -> Quantity | None:
    """The quantity that `text` as a whole writes, with bound words on either side; None where it writes none or more
    than one, or words whose value nobody knows (几十家)."""
    tokens = scan(text)
    if len(tokens) != 1:
        return None
    (token,) = tokens
    before, after = text[: token.start].strip(), text[token.end :].strip()
    return quantity_of(token) if before in _LEADS and not after else None


def quantity_of(token: Token) -> Quantity | None:
    """The quantity of a token, its magnitudes as printed; None where it is no quantity or has no value."""
    if token.shape not in (Shape.QUANTITY, Shape.BARE) or (token.low is None and token.high is None):
        return None
    return Quantity(token.low, token.high, token.unit, token.bound)
