"""A small city on a desk of its own: two speeches and a table, with the real store and the real index."""

from pathlib import Path

from desk import Desk, DraftRequest, Incoming, LoadOptions
from drafting.editing.model import Saved
from drafting.model import RenderedDraft, RenderedSection, RenderedSlot
from figures.period import Period
from settings import read_settings

H1 = Period.parse("2026H1")
LAST_YEAR = "岚江市2025年上半年经济工作讲话.txt"
SPEECH = """在2025年上半年全市经济运行分析会上的讲话
（2025年7月18日）
岚江市市长　林予安

同志们：

刚才，市统计局通报了运行情况，我都赞同。下面，我讲三点意见。

一、上半年经济运行稳中有进

今年是“十四五”收官之年，全市经济稳住了阵脚。

（一）主要指标稳步回升

上半年，全市地区生产总值增长5.2%，比全国、全省分别高0.2、0.1个百分点，居全省第6位。规上工业增加值、固定资产投资分别增长6.1%、4.2%。非税收入占一般公共预算收入的31.0%。6月末各项贷款余额增长*%。

（二）项目建设压茬推进

抓项目促投资。滨江快速路建成投产，500万元以上项目投资增长6.6%，完成**工程12项。开展“五大提升行动”，民间投资下降2.3%。

二、下半年重点工作

要确保全年目标如期实现。

（一）稳住工业运行

强化调度。确保规上工业增加值增长7%左右，10月底前市工信局完成第三批技改项目验收。

（二）扩大对外开放

办好第九届岚商大会，实际使用外资增长5%以上。

同志们，让我们鼓足干劲，奋力谱写新篇章！
"""
EARLIER = """在2024年上半年全市经济形势分析会上的讲话
（2024年7月19日）
岚江市市长　林予安

同志们：

下面，我讲两点意见。

一、上半年经济运行总体平稳

（一）主要指标平稳

全市地区生产总值增长4.9%。

二、下半年重点工作

（一）切实保障粮食安全

守住耕地红线。粮食产量达到90万吨以上，坚决遏制耕地撂荒。

同志们，让我们再接再厉！
"""
TABLE = """指标,口径,期间,地区,数值,单位,比较对象,类型,界限
地区生产总值,同比,2026H1,全市,5.3,%,,,
地区生产总值,同比,2026H1,全国,5.0,%,,,
地区生产总值,同比,2026H1,全省,5.4,%,,,
地区生产总值,位次,2026H1,全市,5,位,全省,,
规模以上工业增加值,同比,2026H1,全市,7.0,%,,,
固定资产投资,同比,2026H1,全市,-1.5,%,,,
500万元以上项目投资,同比,2026H1,全市,0,%,,,
民间投资,同比,2026H1,全市,1.7,%,,,
非税收入,总量,2026H1,全市,15.7,亿元,,,
一般公共预算收入,总量,2026H1,全市,50,亿元,,,
规模以上工业增加值,同比,2026,全市,7,%,,目标,左右
粮食产量,总量,2026,全市,91,万吨,,目标,以上
"""


def open_desk(home: Path) -> Desk:
    return Desk(read_settings({"HEGAO_HOME": str(home), "HEGAO_REGION": "岚江市"}))


def loaded(home: Path) -> Desk:
    desk = open_desk(home)
    files = [
        Incoming(LAST_YEAR, SPEECH.encode()),
        Incoming("岚江市2024年上半年经济工作讲话.txt", EARLIER.encode()),
        Incoming("岚江市数据.csv", TABLE.encode()),
    ]
    report = desk.load(files, LoadOptions(verified_by="李四"))
    assert not report.refused, report.refused
    return desk


def written(desk: Desk, period: Period = H1) -> RenderedDraft:
    model = desk.document(LAST_YEAR).id
    return desk.write_draft(desk.begin_draft(DraftRequest(period, model)))


def place(draft: RenderedDraft, heading: str) -> int:
    """The key of the section so headed."""
    return next(section.key for section in draft.sections if heading in section.heading)


def text(draft: RenderedDraft) -> str:
    return "\n".join(paragraph.text for section in draft.sections for paragraph in section.paragraphs)


def slots(draft: RenderedDraft) -> list[RenderedSlot]:
    return [slot for section in draft.sections for paragraph in section.paragraphs for slot in paragraph.slots]


def source_of(desk: Desk, draft: int, key: int) -> str:
    """The text of a section as it is opened for editing."""
    return desk.editing.texts.opened(draft, key).source


def edit_section(desk: Desk, draft: int, key: int, source: str, *, actor: str = "王五") -> RenderedSection:
    """Opens a section and saves it at once."""
    version = desk.editing.texts.opened(draft, key).version
    saved = desk.editing.texts.save(draft, key, source, seen=version, actor=actor)
    assert isinstance(saved, Saved)
    return saved.section
