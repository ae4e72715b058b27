"""Two desks on one database, as two processes have it: whatever they do in the same moment, nothing is lost or done
twice."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desk import Desk, Incoming
from drafting.editing.model import Conflict
from figures.figure import Status
from services.trail import Asked
from settings import read_settings
from store.deeds import Deed
from tests.drafting.workspace import LAST_YEAR, SPEECH, TABLE, place, source_of, written


@pytest.fixture
def desks(database: str, tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    settings = read_settings({"HEGAO_HOME": str(tmp_path), "HEGAO_REGION": "岚江市", "DATABASE_URL": database})
    one = Desk(settings)
    report = one.load([Incoming(LAST_YEAR, SPEECH.encode()), Incoming("岚江市数据.csv", TABLE.encode())])
    assert not report.refused
    other = Desk(settings)
    yield one, other
    for desk in (one, other):
        desk.close()


def at_once(desks: tuple[Desk, Desk], deed: Callable[[Desk, str], None]) -> None:
    """Lets two persons do a deed, each at a desk; what fails for one of them fails the test."""
    start, faults = threading.Barrier(2), list[BaseException]()

    def do(desk: Desk, person: str) -> None:
        try:
            start.wait(20)
            deed(desk, person)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=do, args=each) for each in zip(desks, ("王五", "赵六"), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert not faults, faults


def test_two_who_save_one_section_again_and_again_lose_no_line(desks: tuple[Desk, Desk]) -> None:
    draft = written(desks[0])
    key = place(draft, "主要指标")

    def write(desk: Desk, person: str) -> None:
        texts = desk.editing.texts
        for line in range(6):
            opened = texts.opened(draft.id, key)
            source, seen = f"{opened.source}\n{person}{'一二三四五六'[line]}抓好落实。", opened.version
            while isinstance(kept := texts.save(draft.id, key, source, seen=seen, actor=person), Conflict):
                theirs = kept.theirs.split("\n")
                mine = [each for each in source.split("\n") if each not in theirs]
                source, seen = "\n".join([*theirs, *mine]), kept.version

    at_once(desks, write)
    lines = source_of(desks[0], draft.id, key).split("\n")
    for person in ("王五", "赵六"):
        assert [line for line in lines if line.startswith(person)] == [f"{person}{n}抓好落实。" for n in "一二三四五六"]


def _verified(desk: Desk, person: str) -> None:
    desk.verify(document="岚江市数据.csv", by=person)


def test_two_who_verify_the_same_figures_verify_each_of_them_once(desks: tuple[Desk, Desk]) -> None:
    before = desks[0].figures(status=Status.PENDING)
    assert before
    at_once(desks, _verified)
    for desk in desks:
        assert desk.figures(status=Status.PENDING) == []
        assert {figure.id for figure in desk.figures(status=Status.VERIFIED)} == {figure.id for figure in before}
    told, total = desks[0].trail.page(Asked(deed=Deed.FIGURES_VERIFIED), by="本机")
    assert total == len(told) == len({entry.subject for entry in told}), "each is on record once"
