"""A draft that is kept as it was rendered reads as one rendered anew, whatever became of the book meanwhile."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, Incoming, LoadOptions
from tests.drafting.workspace import TABLE, edit_section, loaded, source_of, written

HEAD = "指标,口径,期间,地区,数值,单位\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = loaded(tmp_path / "workspace")
    yield desk
    desk.close()


def take_in(desk: Desk, name: str, table: str, verified: bool = True) -> None:
    desk.load([Incoming(name, table.encode())], LoadOptions(actor="李四", verified_by="李四" if verified else None))


def anew(desk: Desk, draft: int) -> object:
    return desk._reader.read(desk._drafts.get(draft))


def test_a_table_that_has_nothing_to_do_with_it_leaves_the_same_draft(desk: Desk) -> None:
    draft = written(desk)
    before = desk.rendered(draft.id)
    take_in(desk, "别处.csv", HEAD + "地区生产总值,同比,1999H1,云溪县,3.3,%\n")
    assert desk.rendered(draft.id) is before == anew(desk, draft.id)


def test_every_row_that_changes_is_followed(desk: Desk) -> None:
    draft = written(desk)
    head, *rows = TABLE.strip().splitlines()
    moved = 0
    for at, row in enumerate(rows):
        before = desk.rendered(draft.id)
        cells = row.split(",")
        cells[4] = "0.7" if cells[4] != "0.7" else "0.8"
        rows[at] = ",".join(cells)
        take_in(desk, "岚江市数据.csv", "\n".join((head, *rows)))
        assert desk.rendered(draft.id) == anew(desk, draft.id)
        moved += desk.rendered(draft.id) != before
    assert moved > 5


def test_any_order_of_deeds_is_followed(desk: Desk) -> None:
    draft, chance = written(desk), random.Random(7)
    head, *rows = TABLE.strip().splitlines()
    deeds = ("pending", "verified", "verify", "aside", "embargo", "remove", "restore", "edit")
    for number in range(24):
        deed = deeds[number % len(deeds)] if number < len(deeds) else chance.choice(deeds)
        name, some = f"表{chance.randrange(3)}.csv", chance.sample(rows, 4)
        pending = [figure.id for figure in desk.figures() if figure.status.value == "pending"]
        tables = [document for document in desk.documents() if document.name.startswith("表")]
        if deed in ("pending", "verified"):
            cells = [row.split(",") for row in some]
            told = [",".join([*row[:4], f"{chance.randrange(1, 90) / 10}", *row[5:]]) for row in cells]
            take_in(desk, name, "\n".join((head, *told)), verified=deed == "verified")
        elif deed == "verify" and pending:
            desk.deciding.verify_all(pending[:2], by="王五")
        elif deed == "aside" and pending:
            desk.set_aside(ids=pending[:1], by="王五")
        elif deed == "embargo":
            desk.withhold("岚江市数据.csv", date(2026, 7, 1 + number), by="王五")
        elif deed == "remove" and tables:
            desk.holdings.remove([tables[0].id], actor="王五", despite_use=True)
        elif deed == "restore" and (gone := desk.holdings.removed()):
            desk.holdings.restore([gone[0].id], actor="王五")
        elif deed == "edit":
            edit_section(desk, draft.id, 1, source_of(desk, draft.id, 1) + "添一句。")
        assert desk.rendered(draft.id) == anew(desk, draft.id), deed
