"""Texts for the tests of this room, about a city that does not exist; and where real material lies, if it does."""

from pathlib import Path

import pytest

from corpus.model import Span

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the real material at ../shared is not here")

_FILL = "各有关部门要把责任落实到岗、到人，倒排工期、挂图作战，确保事事有人抓、件件有着落，"
_LONG = _FILL * 5 + "按月通报进展。"

SPEECH = f"""在全市上半年经济运行分析会上的讲话
（2025年7月18日）
岚江市人民政府市长 李明
同志们：
刚才，各部门作了发言，讲得都很好。下面，我讲三点意见：
一、上半年全市经济稳中有进
今年以来，全市上下齐心协力，经济运行总体平稳。
（一）工业生产较快增长。规模以上工业增加值增长5.2%，高于全省平均水平。
（二）投资结构持续优化。固定资产投资增长3.1%，其中工业投资增长8.8%。
（三）民生保障有力有效。居民人均可支配收入增长5.6%。
总的来看，上半年成绩来之不易。
二、清醒认识面临的困难
（一）有效需求依然不足。社会消费品零售总额仅增长2.0%。
（二）重点行业下行压力较大。水泥产量下降4.5%。
三、全力抓好下半年各项工作
完成全年任务，下半年十分关键。
（一）大力发展先进制造。工业是全市经济的主要支撑。
提升园区承载能力。{_LONG}培育壮大中小企业。{_LONG}争取新增上规企业20家。
以数字技术推动制造业升级。新增高新技术企业15家。要推动企业加大投入。
（二）持续扩大有效投资
抓紧重大项目开工。全年开工项目120个。要强化要素保障。
去年全市投资增长较慢，要引起重视。各地要找准症结。
同志们，做好下半年工作，任务艰巨、责任重大。让我们真抓实干，为完成全年目标任务而努力奋斗！
"""


def words(text: str, span: Span | None) -> str | None:
    return None if span is None else span.of(text)
