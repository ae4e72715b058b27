"""Tables whose rows are places or times: what their ranks are within, and the one indicator a title is about."""

import re

from corpus.regions import NATION, PROVINCES
from figures.catalogue import Catalogue, clean_name
from figures.figure import WHOLE_CITY
from figures.tables.layout.blocks import Block
from figures.tables.layout.columns import Role
from figures.tables.layout.heading import canonical_place
from figures.tables.sheets.grid import Grid


def field_of_ranks(grid: Grid, block: Block) -> str:
    """What the regions of the table are ranked within: counties within 全市, cities within 全省."""
    columns = block.of(Role.REGION)
    rows = range(block.first, block.end)
    places = {canonical_place(text) for column in columns for row in rows if (text := grid.text(row, column.col))}
    if places & {"全省", "全区", "全自治区"}:
        return "全省"
    if WHOLE_CITY in places or any(place.endswith(("县", "旗")) for place in places):
        return WHOLE_CITY
    if len(places & set(PROVINCES)) > 1:
        return NATION
    return "全省" if sum(place.endswith(("市", "州", "盟")) for place in places) > len(places) / 2 else WHOLE_CITY


def indicator_in_title(grid: Grid, block: Block, catalogue: Catalogue) -> str:
    """The one indicator that the title is about, or ""."""
    for line in (*block.titles, grid.sheet):
        words = re.sub(r"[\s\d—–\-~～（）()]", "", clean_name(line))
        spans = (
            (end - start, words[start:end]) for start in range(len(words)) for end in range(start + 3, len(words) + 1)
        )
        known = sorted(((size, name) for size, name in spans if catalogue.find(name)), reverse=True)
        if known:
            return known[0][1]
    return ""
