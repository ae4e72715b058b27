"""A checker over a small table of an invented city: no index, no model."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.tables import DocumentRow
from drafting.check.checker import Checker
from drafting.check.house import HouseList
from drafting.check.model import CheckedNumber, CheckReport
from drafting.rendering.names import Names
from figures.book import FigureBook, Vouching
from figures.catalogue import load_catalogue
from figures.finder import Finder
from figures.recognition import Recogniser
from figures.tables import read_tables
from store.columns import utc_now
from store.engine import open_store

CITY = "岚江市"
TABLE = """指标,口径,期间,地区,数值,单位,类型,比较对象,界限
地区生产总值,总量,2026H1,岚江市,712.38,亿元,实际,,
地区生产总值,同比,2026H1,岚江市,5.4,%,实际,,
地区生产总值,同比,2026H1,全国,5.0,%,实际,,
地区生产总值,同比,2026H1,全省,5.1,%,实际,,
地区生产总值,位次,2026H1,岚江市,4,位,实际,全省,
规模以上工业增加值,同比,2026H1,岚江市,6.8,%,实际,,
规模以上工业增加值,同比,2026Q1,岚江市,7.4,%,实际,,
固定资产投资,同比,2026H1,岚江市,-2.3,%,实际,,
第一产业增加值,总量,2026H1,岚江市,61.20,亿元,实际,,
第二产业增加值,总量,2026H1,岚江市,300.18,亿元,实际,,
第三产业增加值,总量,2026H1,岚江市,351.00,亿元,实际,,
城镇新增就业,总量,2026H1,岚江市,1.86,万人,实际,,
城镇新增就业,总量,2026,岚江市,3.2,万人,目标,,以上
城镇居民人均可支配收入,同比,2026H1,岚江市,4.9,%,实际,,
农村居民人均可支配收入,同比,2026H1,岚江市,6.6,%,实际,,
社会消费品零售总额,同比,2026H1,岚江市,7,%,实际,,
进出口总额,同比,2026H1,岚江市,8.25,%,实际,,
"""
HEAD = """在2026年上半年全市经济运行分析会上的讲话
（2026年7月18日）
岚江市市长　林予安
同志们：
一、上半年经济运行稳中有进
"""

Check = Callable[..., CheckReport]


@pytest.fixture(scope="session")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checker]:
    """The checker, its table verified."""
    catalogue = load_catalogue()
    folder: Path = tmp_path_factory.mktemp("book")
    store = open_store(f"sqlite:///{folder / 'book.db'}")
    book = FigureBook(store, lambda: catalogue, CITY)
    readings = read_tables("主要指标.csv", TABLE.encode(), period=None, region=CITY, catalogue=catalogue)
    with store.session() as session:
        row = DocumentRow(
            id=1, sha256="1", name="主要指标.csv", kind="table", title="", added_at=utc_now(), text="", layout=""
        )
        session.add(row)
        book.add(session, readings, 1, row.name, "测试", Vouching(verified_by="张三"))
    snapshot = book.snapshot()
    told = snapshot.indicators()
    extended = catalogue.extended(told)
    finder = Finder(extended, told=told, own=extended.names - catalogue.names)
    names = Names(snapshot, extended, finder, Recogniser(finder))
    yield Checker(lambda: names, Library(store, folder / "files"), HouseList(folder, store), CITY)
    store.close()


@pytest.fixture
def check(checker: Checker) -> Check:
    """Checks sentences as the first part of a speech of 2026H1."""

    def check_(*sentences: str) -> CheckReport:
        return checker.check_text("讲话.txt", HEAD + "\n".join(sentences))

    return check_


def at(report: CheckReport, words: str) -> CheckedNumber:
    """The number that stands at `words`."""
    start = report.text.index(words)
    found = [number for number in report.numbers if number.start < start + len(words) and start < number.end]
    assert len(found) == 1, found
    return found[0]
