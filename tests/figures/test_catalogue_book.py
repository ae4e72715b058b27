"""A workspace's own catalogue: edits by named persons, kept, shared and laid over the base."""

from pathlib import Path

import pytest

from errors import InputError
from figures.catalogue import Catalogue, Indicator, RateKind, dump_catalogue, load_catalogue
from figures.catalogue.book import CatalogueBook
from figures.catalogue.strangers import strangers
from store.audit import trail
from store.deeds import Deed
from store.engine import Store, open_store

BASE = Catalogue(
    [
        Indicator("甲产量", ("甲总产",), "万吨", 2),
        Indicator("乙产量", (), "万吨", 2, whole="甲产量"),
    ]
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(f"sqlite:///{tmp_path / 'a.db'}")


@pytest.fixture
def book(store: Store) -> CatalogueBook:
    return CatalogueBook(store, BASE)


def name_of(book: CatalogueBook, words: str) -> str | None:
    found = book.catalogue().find(words)
    return found.name if found else None


def test_an_alias_is_known_at_once_to_every_process_and_after_reopening(book: CatalogueBook, store: Store) -> None:
    other = CatalogueBook(store, BASE)
    assert other.catalogue().find("甲货") is None
    book.add_alias("甲货", "甲总产", "张三")
    assert name_of(book, "甲货") == name_of(other, "甲货") == "甲产量"
    assert name_of(CatalogueBook(store, BASE), "甲货") == "甲产量"
    with store.reading() as session:
        (entry,) = trail(session, deed=Deed.ALIAS_ADDED)
    assert (entry.actor, entry.subject, entry.detail) == ("张三", "indicator:甲产量", "甲货")


def test_a_catalogue_nobody_edited_is_not_made_again(book: CatalogueBook) -> None:
    assert book.catalogue() is book.catalogue()


def test_a_name_that_means_another_indicator_is_refused_with_what_to_do(book: CatalogueBook) -> None:
    with pytest.raises(InputError, match=r"已经指“甲产量”，请先"):
        book.add_alias("甲总产", "乙产量", "张三")
    with pytest.raises(InputError, match="没有“丙”"):
        book.add_alias("丙货", "丙", "张三")
    with pytest.raises(InputError, match="姓名"):
        book.add_alias("甲货", "甲产量", " ")
    with pytest.raises(InputError, match="别名"):
        book.put(Indicator("甲总产"), "张三")
    assert book.edits() == []


def test_an_alias_can_move_from_one_indicator_to_another(book: CatalogueBook) -> None:
    book.drop_alias("甲总产", "甲产量", "张三")
    book.add_alias("甲总产", "乙产量", "张三")
    assert name_of(book, "甲总产") == "乙产量"
    with pytest.raises(InputError, match="没有别名"):
        book.drop_alias("甲总产", "甲产量", "张三")


def test_a_new_indicator_is_known_and_can_be_taken_out(book: CatalogueBook) -> None:
    book.put(Indicator("丙产量", (), "吨", 0, whole="甲总产"), "张三")
    known = book.catalogue().find("丙产量")
    assert known is not None and known.whole == "甲产量"
    with pytest.raises(InputError, match="上级"):
        book.remove("甲产量", "张三")
    book.remove("丙产量", "张三")
    assert book.catalogue().find("丙产量") is None


def test_an_edited_file_is_laid_over_and_comes_back_as_it_went(book: CatalogueBook, tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    text = dump_catalogue(book.catalogue().indicators).replace('"甲总产"', '"甲总产", "甲“货”"')
    path.write_text(text + '\n[[indicator]]\nname = "丙"\nrate = "published"\n', encoding="utf-8")
    assert book.put_all(load_catalogue(path).indicators, "张三") == 2
    assert name_of(book, "甲“货”") == "甲产量"
    path.write_text(dump_catalogue(book.catalogue().indicators), encoding="utf-8")
    assert load_catalogue(path).indicators == book.catalogue().indicators
    assert book.put_all(load_catalogue(path).indicators, "张三") == 0


def test_the_catalogue_that_comes_with_hegao_is_written_and_read_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text(dump_catalogue(load_catalogue().indicators), encoding="utf-8")
    assert load_catalogue(path).indicators == load_catalogue().indicators


def test_a_later_base_that_goes_against_an_edit_leaves_the_others_standing(store: Store) -> None:
    book = CatalogueBook(store, BASE)
    book.add_alias("某货", "甲产量", "张三")
    book.add_alias("乙货", "乙产量", "张三")
    later = Catalogue([*BASE.indicators, Indicator("某货")])
    names = CatalogueBook(store, later)
    assert name_of(names, "某货") == "某货" and name_of(names, "乙货") == "乙产量"


def test_names_nobody_knows_come_with_the_nearest_known_ones() -> None:
    (found,) = strangers(["甲产量", "甲的产量", "甲总产"], BASE)
    assert found.name == "甲的产量" and found.near[0] == "甲产量"


def test_a_name_that_only_a_table_told_may_not_have_its_growth_recomputed() -> None:
    made = BASE.extended(["某某销量"]).find("某某销量")
    assert made is not None and made.rate is RateKind.PUBLISHED
