"""The keeper brings the index in line with the store: embedded and behind a server, stopped halfway, embedded anew."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bench.serving import free_port
from corpus.model import DocumentKind
from desk import Desk, Incoming
from errors import IndexFault, WorkspaceBusy
from progress import Progress
from settings import Settings, read_settings
from tests.asking.reports import REPORTS
from tests.retrieval.conftest import chroma_running

MANY = 20  # more than are indexed at once
Opened = Callable[..., Desk]


@pytest.fixture(params=["folder", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """A workspace whose index is embedded, and one whose index is a server's: the same must hold of both."""
    settings = read_settings({"HEGAO_HOME": str(tmp_path / "workspace")})
    if request.param == "folder":
        return settings
    return replace(settings, chroma_url=request.getfixturevalue("chroma_server"))


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Opens desks, and closes them when the test is over."""
    desks: list[Desk] = []

    def open_(settings: Settings) -> Desk:
        desks.append(Desk(settings))
        return desks[-1]

    yield open_
    for desk in desks:
        desk.close()


def reports(count: int = 0) -> list[Incoming]:
    """The reports, and `count` short speeches beside them."""
    told = [Incoming(name, text.encode()) for name, text in REPORTS.items()]
    return told + [
        Incoming(f"讲话{at}.txt", f"同志们：\n抓好第{at}项工作，办好购物节。".encode()) for at in range(count)
    ]


def found(desk: Desk, question: str) -> list[str]:
    return [hit.passage.text for hit in desk.search(question, 3)]


class Stopped(Exception):
    """What a person's interrupt is in these tests."""


def stopping(after: int) -> Callable[[Progress], None]:
    """A report that stops the work at its line of progress number `after`."""
    told: list[Progress] = []

    def report(step: Progress) -> None:
        told.append(step)
        if len(told) == after:
            raise Stopped

    return report


def test_what_is_loaded_is_found_and_reopened_is_found_still(place: Settings, opened: Opened) -> None:
    desk = opened(place)
    desk.load(reports())
    before = found(desk, "岚江市2026年低空经济")
    assert "低空经济先导区" in before[0]
    desk.close()
    assert found(opened(place), "岚江市2026年低空经济") == before


def test_a_rebuilding_tells_how_far_it_is_and_goes_on_where_it_was_stopped(place: Settings, opened: Opened) -> None:
    desk = opened(place)
    desk.load(reports(MANY))
    before = found(desk, "岚江市2025年粮食产量")
    with pytest.raises(Stopped):
        desk.reindex(stopping(after=3))  # the first sixteen are in
    told: list[Progress] = []
    assert desk.reindex(told.append) == len(REPORTS) + MANY - 16
    assert told[0].what == "重建检索库" and told[-1].what == "完成"
    assert found(desk, "岚江市2025年粮食产量") == before


def test_one_document_more_leaves_the_rest_as_it_is(
    place: Settings, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    from retrieval.embedding import HashingEmbedding

    desk = opened(place)
    desk.load(reports(MANY))
    embedded: list[str] = []
    embed = HashingEmbedding.embed
    monkeypatch.setattr(HashingEmbedding, "embed", lambda self, texts: embedded.extend(texts) or embed(self, texts))
    desk.load([Incoming("新讲话.txt", "同志们：\n抓紧抢收抢种。".encode())])
    assert all("抢收抢种" in text for text in embedded) and embedded


def test_another_embedding_asks_for_reindex_which_then_serves(place: Settings, opened: Opened, tmp_path: Path) -> None:
    import numpy as np

    from tests.retrieval.tiny_model import write_model

    write_model(tmp_path / "model", "□低空经济粮食", np.eye(7, 8))
    desk = opened(place)
    desk.load(reports())
    desk.close()
    other = opened(replace(place, embedding=f"local:{tmp_path / 'model'}"))
    with pytest.raises(IndexFault, match=r"另一种向量方法.*reindex"):
        other.search("低空经济")
    assert other.reindex() == len(REPORTS)
    assert "低空" in found(other, "岚江市2026年低空经济")[0]


def test_a_second_desk_on_an_embedded_index_is_refused_and_on_a_servers_sees_the_same(
    place: Settings, opened: Opened
) -> None:
    desk, second = opened(place), opened(place)
    desk.load(reports())
    if place.chroma_url:
        assert found(second, "岚江市2026年低空经济") == found(desk, "岚江市2026年低空经济")
        second.load([Incoming("新讲话.txt", "同志们：\n抓紧抢收抢种。".encode())])
        assert "抢收抢种" in found(desk, "抢收抢种")[0]
    else:
        with pytest.raises(WorkspaceBusy, match="CHROMA_URL"):
            second.search("低空经济")
    assert len(second.documents(DocumentKind.REPORT)) == len(REPORTS)


def test_two_workspaces_on_one_server_know_nothing_of_each_other(
    chroma_server: str, tmp_path: Path, opened: Opened
) -> None:
    homes = [read_settings({"HEGAO_HOME": str(tmp_path / name), "CHROMA_URL": chroma_server}) for name in "ab"]
    one, other = (opened(home) for home in homes)
    one.load(reports())
    other.load([Incoming("讲话.txt", "同志们：\n办好购物节。".encode())])
    before = found(one, "购物节")
    assert before and not set(before) & set(found(other, "购物节"))
    other.reindex()
    assert found(one, "购物节") == before
    assert one.keeper.index().document_ids() == {document.id for document in one.documents()}


def test_a_server_that_goes_away_is_told_and_what_came_meanwhile_is_found_once_it_is_back(
    tmp_path: Path, opened: Opened
) -> None:
    port = free_port()
    home = {"HEGAO_HOME": str(tmp_path / "workspace"), "CHROMA_URL": f"http://127.0.0.1:{port}"}
    folder = tmp_path / "chroma"
    folder.mkdir()
    with chroma_running(folder, port):
        desk = opened(read_settings(home))
        desk.load(reports())
        assert found(desk, "购物节")
    with pytest.raises(IndexFault, match="没有应答"):
        found(desk, "购物节")
    assert desk.load([Incoming("讲话.txt", "同志们：\n守住耕地红线。".encode())]).loaded
    with chroma_running(folder, port):
        assert any("耕地红线" in text for text in found(desk, "耕地红线"))
