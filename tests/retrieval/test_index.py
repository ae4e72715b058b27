"""The index over a real Chroma in a folder of its own."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.model import DocumentKind, Span
from errors import IndexFault, WorkspaceBusy
from retrieval.cards import FigureCard
from retrieval.embedding import HashingEmbedding, Vectors
from retrieval.index import Index
from retrieval.opening import create_index, open_index
from retrieval.passages import Passage, PassageRole, Unit, cut
from retrieval.words import Words
from settings import Settings
from tests.retrieval.speeches import facts, passages, plain


class Outside(HashingEmbedding):
    """Counts as much as words do, as an embedding of a model does."""

    weight = 1.0


class RandomVectors:
    """Vectors that cost nothing, for an index large enough that Chroma writes it to disk."""

    name = "random"
    weight = 1.0

    def __init__(self) -> None:
        self.embedded = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.embedded += len(texts)
        return np.random.default_rng(self.embedded).normal(size=(len(texts), 4)).astype(np.float32)

    def embed_query(self, question: str) -> Vectors:
        return self.embed([question])


def card(key: str, text: str, region: str = "岚江市", comparator: str | None = None) -> FigureCard:
    return FigureCard(key, text, text.split()[0], "yoy", region, comparator, ("2025H1", "2026Q1"))


class TestSearch:
    def test_it_finds_the_paragraph_that_speaks_of_the_matter(self, index: Index) -> None:
        index.add_document(1, passages(1))
        hits = index.search("怎样发放消费券、提振汽车消费", 3)
        assert "消费券" in hits[0].passage.text
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert all(0 <= hit.score <= 1 for hit in hits)

    def test_what_is_found_is_the_very_passage_that_was_put_in(self, index: Index) -> None:
        put = passages(1)
        index.add_document(1, put)
        card, paragraph = put[2], put[3]
        assert [hit.passage for hit in index.nearest(card.text, 1)] == [card]
        assert [hit.passage for hit in index.search(paragraph.text, 1)] == [paragraph]

    def test_a_passage_of_unknown_region_and_year_comes_back_as_such(self, index: Index) -> None:
        put = cut(facts(1, region=None, year=None, kind=DocumentKind.REPORT), plain("过去一年，成绩来之不易。"))
        index.add_document(1, put)
        assert [hit.passage for hit in index.search("成绩", 5)] == put

    def test_region_year_kind_and_role_narrow_it(self, index: Index) -> None:
        index.add_documents(
            {
                1: passages(1, year=2024),
                2: passages(2, year=2025),
                3: passages(3, region="邻江市"),
                4: cut(facts(4, kind=DocumentKind.REPORT), plain("办好购物节。")),
            }
        )

        def found(**narrow: object) -> set[int]:
            return {hit.passage.document_id for hit in index.search("购物节", 50, **narrow)}  # type: ignore[arg-type]

        assert found() == {1, 2, 3, 4}
        assert found(region="邻江市") == {3}
        assert found(year=2024) == {1}
        assert found(kind=DocumentKind.REPORT) == {4}
        assert found(role=PassageRole.BODY) == {4}
        assert found(year=(2024, 2025), region="岚江市") == {1, 2, 4}
        assert found(region="岚江市", year=2025, kind=DocumentKind.SPEECH) == {2}
        assert found(region="某市") == set()

    def test_it_gives_no_more_than_asked_and_no_more_than_there_is(self, index: Index) -> None:
        index.add_document(1, passages(1))
        assert len(index.search("工作", 2)) == 2
        assert len(index.search("工作", 500)) == 7
        assert index.search("工作", 0) == []

    def test_an_index_that_holds_nothing_finds_nothing(self, index: Index) -> None:
        assert index.search("工业", 5) == []

    def test_cards_and_paragraphs_are_searched_apart(self, index: Index) -> None:
        index.add_document(1, passages(1))
        assert {hit.passage.unit for hit in index.search("工业", 50)} == {Unit.PARAGRAPH}
        assert {hit.passage.unit for hit in index.nearest("工业", 50)} == {Unit.CARD}

    def test_all_passages_of_a_kind_are_listed_in_reading_order(self, index: Index) -> None:
        index.add_documents({2: passages(2), 1: passages(1)})
        listed = index.passages(unit=Unit.CARD, role=PassageRole.SECTION, region="岚江市")
        assert [(card.document_id, card.section) for card in listed] == [
            (document, heading) for document in (1, 2) for heading in ("着力稳住工业运行", "着力扩大消费需求")
        ]


class TestWords:
    def test_a_passage_that_shares_a_rare_word_is_found_however_far_its_vector(self, settings: Settings) -> None:
        put = passages(1)
        rare = next(passage for passage in put if "消费券" in passage.text and passage.unit is Unit.PARAGRAPH)
        with create_index(settings, RandomVectors()) as index:
            index.add_documents({1: put, **{at: passages(at, region="邻江市") for at in range(2, 9)}})
            best = index.search("消费券", 3, region="岚江市")
        assert rare in [hit.passage for hit in best]

    def test_words_lost_or_cut_otherwise_are_told_again_from_the_vectors_side(
        self, settings: Settings, embedding: HashingEmbedding
    ) -> None:
        with create_index(settings, embedding) as index:
            index.add_document(1, passages(1))
            before = [hit.passage for hit in index.search("消费券", 5)]
        (settings.index / "lexical.db").write_bytes(b"not a database" * 100)
        with open_index(settings, embedding) as index:
            assert [hit.passage for hit in index.search("消费券", 5)] == before
        with open_index(settings, embedding, Words(["购物节"])) as index:
            assert [hit.passage for hit in index.search("消费券", 5)] == before

    def test_a_question_is_no_query_language(self, index: Index) -> None:
        index.add_document(1, passages(1))
        plain_words = [hit.passage for hit in index.search("工业 消费", 9)]
        assert {p.key for p in plain_words} == {hit.passage.key for hit in index.search('工业" OR NOT * (消费', 9)}

    def test_the_neighbours_of_a_paragraph_stand_before_and_after_it(self, index: Index) -> None:
        put = [passage for passage in passages(1) if passage.unit is Unit.PARAGRAPH]
        index.add_documents({1: passages(1), 2: passages(2)})
        assert index.neighbours(put[1]) == ([put[0]], [put[2]])
        assert index.neighbours(put[0])[0] == []
        assert index.neighbours(put[-1])[1] == []


class TestDocuments:
    def test_adding_twice_is_adding_once(self, index: Index) -> None:
        index.add_document(1, passages(1))
        index.add_document(1, passages(1))
        assert len(index.search("工作", 50)) == 7

    def test_adding_again_forgets_what_the_document_no_longer_says(self, index: Index) -> None:
        index.add_document(1, passages(1))
        index.add_document(1, passages(1)[:2])
        assert index.passages() == passages(1)[1:2]
        assert index.document_ids() == {1}

    def test_what_has_not_changed_is_not_embedded_again(self, settings: Settings) -> None:
        embedding = RandomVectors()
        with create_index(settings, embedding) as index:
            index.add_document(1, passages(1))
            before = embedding.embedded
            index.add_document(1, passages(1))
            assert embedding.embedded == before

    def test_what_is_said_of_a_document_can_be_corrected(self, index: Index) -> None:
        index.add_document(1, passages(1, year=2024))
        index.add_document(1, passages(1, year=2023))
        assert {passage.year for passage in index.passages()} == {2023}

    def test_passages_of_the_same_words_are_all_found_however_often_they_are_rewritten(self, index: Index) -> None:
        paragraph = passages(1)[1]
        for year in (2021, 2022, 2023):
            for document in (1, 2):
                same = replace(paragraph, document_id=document, year=year)
                index.add_document(document, [replace(same, span=Span(at, at + 1)) for at in range(60)])
        assert len(index.search(paragraph.text, 200)) == 120
        assert len(index.search(paragraph.text, 200, year=2023)) == 120

    def test_it_knows_its_documents(self, index: Index) -> None:
        index.add_documents({1: passages(1), 5: passages(5), 9: []})
        assert index.document_ids() == {1, 5}

    def test_a_removed_document_is_found_no_more(self, index: Index) -> None:
        index.add_documents({1: passages(1), 2: passages(2)})
        index.remove_document(1)
        index.remove_document(404)
        assert index.document_ids() == {2}
        assert {hit.passage.document_id for hit in index.search("工作", 50)} == {2}

    def test_more_passages_than_one_batch_holds(self, settings: Settings) -> None:
        paragraph = passages(1)[1]
        many = [replace(paragraph, span=Span(at, at + 1)) for at in range(1100)]
        with create_index(settings, RandomVectors()) as index:
            index.add_document(1, many)
            assert len(index.passages()) == 1100
            assert index.document_ids() == {1}
            index.add_document(1, many[:5])
            assert len(index.passages()) == 5

    @pytest.mark.parametrize("among", ["folder", "server"])
    def test_paragraphs_on_two_shelves_are_searched_as_one(
        self, settings: Settings, among: str, request: pytest.FixtureRequest
    ) -> None:
        """However many stand on either, within a region and without; each shelf has vectors of its own length."""
        if among == "server":
            settings = replace(settings, chroma_url=request.getfixturevalue("chroma_server"))
        paragraph = passages(1)[1]

        def many(document_id: int, words: str, count: int) -> list[Passage]:
            """Paragraphs that each say something of their own."""
            said = [f"{words}{chr(0x4E00 + 7 * at)}{chr(0x5000 + 11 * at)}" for at in range(count)]
            return [
                replace(paragraph, document_id=document_id, span=Span(at, at + 1), text=text)
                for at, text in enumerate(said)
            ]

        free, kept = many(1, "办好购物节", 800), many(2, "抓好供暖", 700)
        kept[3] = replace(kept[3], text="备足冬储菜")
        with create_index(settings, Outside(16), house=HashingEmbedding(64)) as index:
            index.add_documents({1: free, 2: kept}, kept={2})
            assert (len(index), index.document_ids()) == (1500, {1, 2})
            for region in (None, paragraph.region):
                assert index.search("备足冬储菜", 3, region=region)[0].passage.text == "备足冬储菜"
                both = {hit.passage.document_id for hit in index.search("购物节 供暖", 10, region=region)}
                assert both == {1, 2}
            assert (index.misplaced({2}), index.misplaced({1}), index.misplaced({1, 2})) == (set(), {1, 2}, {1})
            index.add_documents({2: kept[:5]}, kept=())
            assert (len(index), index.misplaced(())) == (805, set())
            index.remove_document(2)
            assert index.document_ids() == {1}

    def test_a_passage_of_another_document_is_a_mistake_of_the_caller(self, index: Index) -> None:
        with pytest.raises(ValueError, match="not of document 2"):
            index.add_document(2, passages(1))

    def test_adding_no_documents_changes_nothing(self, index: Index) -> None:
        index.add_documents({})
        assert index.document_ids() == set()

    def test_clear_forgets_everything_and_goes_on_working(self, index: Index) -> None:
        index.add_document(1, passages(1))
        index.put_figures([card("a", "地区生产总值 同比")])
        index.clear()
        assert (index.document_ids(), index.search_figures("总值", 5)) == (set(), [])
        index.add_document(2, passages(2))
        assert index.document_ids() == {2}


class TestFigures:
    def test_a_question_finds_the_series(self, index: Index) -> None:
        cards = [
            card("a", "地区生产总值 GDP 同比 岚江市"),
            card("b", "社会消费品零售总额 社零 同比 岚江市", comparator="全国"),
        ]
        index.put_figures(cards)
        (hit,) = index.search_figures("社会消费品零售增长如何", 1)
        assert hit.card == cards[1]
        assert 0 < hit.score <= 1

    def test_a_card_replaces_the_one_of_its_key(self, index: Index) -> None:
        index.put_figures([card("a", "地区生产总值 同比")])
        newer = replace(card("a", "地区生产总值 同比"), periods=("2026H1",))
        index.put_figures([newer])
        assert [hit.card for hit in index.search_figures("总值", 5)] == [newer]

    def test_cards_can_be_narrowed_to_a_region_and_removed(self, index: Index) -> None:
        index.put_figures([card("a", "税收 同比"), card("b", "税收 同比", region="全国")])
        assert [hit.card.key for hit in index.search_figures("税收", 5, region="全国")] == ["b"]
        index.remove_figures(["a", "none"])
        assert [hit.card.key for hit in index.search_figures("税收", 5)] == ["b"]

    def test_no_cards_are_no_mistake(self, index: Index) -> None:
        index.put_figures([])
        index.remove_figures([])


class TestOpening:
    def test_what_was_put_in_is_there_after_reopening(self, settings: Settings, embedding: HashingEmbedding) -> None:
        with create_index(settings, embedding) as index:
            index.add_document(1, passages(1))
        with open_index(settings, embedding) as index:
            assert index.document_ids() == {1}
            assert "消费券" in index.search("消费券", 1)[0].passage.text

    def test_creating_again_begins_empty(self, settings: Settings, embedding: HashingEmbedding) -> None:
        for _ in range(2):
            with create_index(settings, embedding) as index:
                assert index.document_ids() == set()
                index.add_document(1, passages(1))

    def test_creating_leaves_alone_what_is_not_chromas(self, settings: Settings, embedding: HashingEmbedding) -> None:
        settings.index.mkdir(parents=True)
        (settings.index / "我的笔记.txt").write_text("勿删", encoding="utf-8")
        create_index(settings, embedding).close()
        assert (settings.index / "我的笔记.txt").is_file()

    def test_an_open_index_is_busy_for_others(self, settings: Settings, embedding: HashingEmbedding) -> None:
        with create_index(settings, embedding), pytest.raises(WorkspaceBusy):
            open_index(settings, embedding)

    def test_two_processes_of_one_server_see_each_others_documents(
        self, settings: Settings, embedding: HashingEmbedding, chroma_server: str, tmp_path: Path
    ) -> None:
        here = replace(settings, chroma_url=chroma_server)
        there = replace(here, home=tmp_path / "another")
        with create_index(here, embedding) as mine, open_index(there, embedding) as other:
            mine.add_document(1, passages(1))
            assert "消费券" in other.search("消费券", 1)[0].passage.text
            assert other.search("消费券", 1) == mine.search("消费券", 1)
            mine.remove_document(1)
            assert other.search("消费券", 1) == []

    def test_what_another_process_changed_is_seen_though_it_holds_as_much_as_before(
        self, settings: Settings, embedding: HashingEmbedding, chroma_server: str, tmp_path: Path
    ) -> None:
        here = replace(settings, chroma_url=chroma_server)
        with create_index(here, embedding) as mine:
            mine.add_document(1, passages(1, year=2024))
            with open_index(replace(here, home=tmp_path / "another"), embedding) as other:
                assert len(other.search("消费券", 9, year=2024)) > 0
                mine.add_document(1, passages(1, year=2025))
                assert other.search("消费券", 9, year=2024) == []
                assert len(other.search("消费券", 9, year=2025)) > 0

    def test_an_index_that_another_process_made_anew_is_taken_up(
        self, settings: Settings, embedding: HashingEmbedding, chroma_server: str, tmp_path: Path
    ) -> None:
        here = replace(settings, chroma_url=chroma_server)
        with create_index(here, embedding) as mine:
            mine.add_document(1, passages(1))
            with create_index(replace(here, home=tmp_path / "another"), embedding) as other:
                other.add_document(2, passages(2))
                assert {hit.passage.document_id for hit in mine.search("工作", 20)} == {2}

    def test_a_rebuilding_is_known_until_it_is_finished(self, index: Index) -> None:
        assert index.building
        index.finish()
        assert not index.building

    def test_another_embedding_is_refused_and_the_lock_let_go(
        self, settings: Settings, embedding: HashingEmbedding
    ) -> None:
        create_index(settings, embedding).close()
        with pytest.raises(IndexFault, match=r"另一种向量方法.*reindex"):
            open_index(settings, HashingEmbedding(128))
        open_index(settings, embedding).close()

    def test_a_missing_index_asks_for_reindex(self, settings: Settings, embedding: HashingEmbedding) -> None:
        with pytest.raises(IndexFault, match=r"不存在.*cli\.py reindex"):
            open_index(settings, embedding)
        create_index(settings, embedding).close()

    def test_an_index_of_another_program_asks_for_reindex(
        self, settings: Settings, embedding: HashingEmbedding
    ) -> None:
        import chromadb

        with chromadb.PersistentClient(settings.index):  # type: ignore[attr-defined]
            pass
        with pytest.raises(IndexFault, match="reindex"):
            open_index(settings, embedding)

    def test_an_absent_server_is_named(self, settings: Settings, embedding: HashingEmbedding) -> None:
        with pytest.raises(IndexFault, match=r"127\.0\.0\.1:9 没有"):
            open_index(replace(settings, chroma_url="http://127.0.0.1:9"), embedding)

    def test_chromas_own_embedding_is_never_loaded(self, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
        import sys

        monkeypatch.delitem(sys.modules, "onnxruntime", raising=False)
        index.add_document(1, passages(1))
        index.search("工业", 1)
        assert "onnxruntime" not in sys.modules


def _segment(folder: Path) -> Path:
    """The folder of the vectors that are on disk."""
    return next(path for path in folder.iterdir() if (path / "header.bin").is_file())


def _break_collections(folder: Path) -> None:
    with sqlite3.connect(folder / "chroma.sqlite3") as database:
        database.execute("DROP TABLE segments")
    database.close()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "database cut short": lambda folder: os.truncate(folder / "chroma.sqlite3", 5000),
    "database overwritten": lambda folder: (folder / "chroma.sqlite3").write_bytes(b"hello" * 1000),
    "database emptied": lambda folder: (folder / "chroma.sqlite3").write_bytes(b""),
    "database gone": lambda folder: (folder / "chroma.sqlite3").unlink(),
    "database without a table": _break_collections,
    "vectors gone": lambda folder: shutil.rmtree(_segment(folder)),
    "vectors cut short": lambda folder: os.truncate(_segment(folder) / "data_level0.bin", 1000),
    "header cut short": lambda folder: os.truncate(_segment(folder) / "header.bin", 7),
    "names of vectors gone": lambda folder: (_segment(folder) / "index_metadata.pickle").unlink(),
    "names of vectors overwritten": lambda folder: (_segment(folder) / "index_metadata.pickle").write_bytes(b"hello"),
    "folder gone": shutil.rmtree,
}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed index of which part is on disk and part still in Chroma's log."""
    home = tmp_path_factory.mktemp("large")
    paragraph = passages(1)[1]
    with create_index(Settings(home, "", None, ""), RandomVectors()) as index:
        for document in range(1, 7):
            mine = [replace(paragraph, document_id=document, span=Span(at, at + 1)) for at in range(200)]
            index.add_document(document, mine)
    return home


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_index_asks_for_reindex_and_can_be_made_anew(
    large: Path, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    shutil.copytree(large / "index", tmp_path / "index")
    settings = Settings(tmp_path, "", None, "")
    open_index(settings, RandomVectors()).close()
    damage(settings.index)
    with pytest.raises(IndexFault, match="reindex"):
        open_index(settings, RandomVectors())
    with create_index(settings, RandomVectors()) as index:
        assert index.document_ids() == set()
