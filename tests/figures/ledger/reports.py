"""Two reports of our invented city, and a ledger over a store of its own."""

from pathlib import Path

from corpus.library import Library
from figures.book import FigureBook
from figures.catalogue.book import CatalogueBook
from figures.ledger import Ledger
from store.engine import Store, open_store

OF_2025 = """2025年岚江市政府工作报告
各位代表：
我代表市人民政府，向大会报告工作，请予审议。
一、2024年工作回顾
过去一年，全市地区生产总值增长5.6%，规模以上工业增加值增长8.1%，城镇新增就业3.2万人。粮食产量达到72万吨。
二、2025年工作安排
今年经济社会发展预期目标是：地区生产总值增长6%左右、力争达到7%，固定资产投资增长5%以上，城镇新增就业3万人以上，\
城镇调查失业率控制在5.5%以内，居民收入增长与经济增长同步，单位地区生产总值能耗下降2.5%以上。
（一）全力稳住农业。粮食产量稳定在70万吨以上。到2030年，高标准农田达到90万亩。6月底前完成高标准农田建设12万亩（责任单位：市农业农村局）。
"""
OF_2026 = """2026年岚江市政府工作报告
各位代表：
我代表市人民政府，向大会报告工作，请予审议。
一、2025年和“十四五”时期工作回顾
2025年，全市地区生产总值增长6.2%，固定资产投资增长3.4%，城镇调查失业率5.1%，粮食产量达到71.5万吨，城镇新增就业3.1万人。
五年来，城镇新增就业累计16万人，地区生产总值年均增长5.9%。
二、“十五五”时期主要目标任务
主要目标是：地区生产总值年均增长5.5%左右，常住人口城镇化率达到68%。
三、2026年重点工作
经济社会发展预期目标是：地区生产总值增长5.8%左右，一般公共预算收入增长3%。
"""


def ledger_of(home: Path, *texts: str) -> tuple[Ledger, Store, Library, FigureBook]:
    """A ledger over a new store in `home` that holds `texts`."""
    store = open_store(f"sqlite:///{home / 'hegao.db'}")
    names = CatalogueBook(store).catalogue
    library, book = Library(store, home / "files"), FigureBook(store, names)
    for text in texts:
        library.add(f"{text[:4]}年报告.txt", text.encode(), actor="测试")
    return Ledger(store, library, book, names), store, library, book
