"""Which stretches of a sentence tell a quantity: a plain scan of its own, to measure the gate against.

It shares no code and no list with `figures/`: it walks along runs of numeral characters and judges each by its
neighbours. A quantity tells how much, how many, which place or which date; numbering, enumerations (一是), names
(十四五, 第三产业, “三北”) and idioms do not.
"""

from collections.abc import Iterator


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


ARABIC = frozenset("0123456789０１２３４５６７８９")
POINTS = frozenset(".．,，")
HAN = frozenset("〇零一二三四五六七八九十百千万亿两○")
TENS = frozenset("十百千万亿")
LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZＮＸＡＢＨ")
LATIN_UNITS = _listed("GWh Gwh GW MW MWh EFlops Eflops EFLOPS P、 P， P。 P的 TEU")
COUNTED = _listed(
    """个 项 件 家 户 人 名 位 座 所 处 条 批 台 辆 架 艘 场 次 种 类 吨 亩 元 米 公里 公斤 斤 公顷 度 套 栋 株 头 只 张
    万 亿 部 门 层 宗 起 支 块"""
)
NO_COUNT = _listed("个方面 方面 个年头 种方式 级 部门 次产业 人民 张蓝图 部分 部法 位一体 门课 种制度")
NO_TENTHS = tuple("成" + char for char in "立果效为就功员都长品熟本绩型人千语套")
NOT_SOME = _listed("人数 户数 总数 指数 系数 个数 少数 多数 基数 参数")
POINTING = frozenset("这那其各每某同任此首")
WORDS = _listed("过半 半数 一半 近半 大半 翻番 翻一番 翻两番 成倍 倍增 减半 两位数 双位数 个位数 零增长")
NO_WORDS = {"大半": ("年", "夜"), "倍增": ("计划", "行动", "工程", "器")}
PLACES = ("首位", "榜首")
SCOPES = tuple("居列排位国省区市球界部东西南北")
PLANS = _listed("十五五 十四五 十三五 十二五 十一五 十五 九五 八五 七五 六五")
OF_A_PLAN = _listed("规划 时期 计划 期间 ” 末 期末 以来 开局")
CONGRESSES = _listed("八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十")
MONTHS = _listed("一 二 三 四 五 六 七 八 九 十 十一 十二")
NAMES = _listed(
    """一带一路 千家万户 千方百计 千军万马 千头万绪 千辛万苦 千行百业 万无一失 百花齐放 成千上万 三百六十行 万千 十分
    千万不 万众 百姓 千百年 一五一十 三十而立 万里 三十六计 八项规定 四项基本原则 三支两军 三大攻坚战 三大球 二十国集团
    二十四节气 零部件 零件 二轮土地 二轮延包 亿万 百家争鸣 万家 三门峡 三门核 金七门 中国制造"""
)


def quantities(sentence: str) -> list[tuple[int, int]]:
    """The spans of `sentence` that tell a quantity, in order."""
    return sorted({*_arabic(sentence), *_han(sentence), *_words(sentence)})


def _arabic(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(text):
        if text[at] not in ARABIC:
            at += 1
            continue
        end = at
        while end < len(text) and (
            text[end] in ARABIC or (text[end] in POINTS and end + 1 < len(text) and text[end + 1] in ARABIC)
        ):
            end += 1
        if not _is_numbering(text, at, end) and not _is_code(text, at, end):
            yield at, end
        at = end


def _is_numbering(text: str, at: int, end: int) -> bool:
    head = text[:at].strip(" 　\t（(")
    head = head.rpartition("：")[2].strip(" 　（(") if text[:at].endswith(("（", "(")) else head
    return not head and end - at <= 2 and text[end : end + 1] in set(".．、）)")


def _is_code(text: str, at: int, end: int) -> bool:
    """G60, 5G, PM2.5, “1+3+N”, 12345热线."""
    before, after = text[max(0, at - 1) : at], text[end : end + 1]
    if text[end:].startswith(LATIN_UNITS):
        return False
    if before in LATIN or after in LATIN or (before in {"-", "—"} and text[at - 2 : at - 1] in LATIN):
        return True
    if before in {"+", "＋", "×"} or after in {"+", "＋", "×"}:
        return True
    return _in_quotes(text, at, end, 14) or text[at:end] == "12345"


def _in_quotes(text: str, at: int, end: int, most: int) -> bool:
    opened, closed = text.rfind("“", 0, at), text.find("”", end)
    return opened >= 0 and closed >= 0 and "”" not in text[opened:at] and closed - opened <= most


def _han(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(text):
        if text[at] not in HAN:
            at += 1
            continue
        end = at
        while end < len(text) and text[end] in HAN:
            end += 1
        if not _is_name(text, at, end) and _tells(text[at:end], text[:at], text[end:]):
            yield at, end
        at = end


def _is_name(text: str, at: int, end: int) -> bool:
    run, before, after = text[at:end], text[:at], text[end:]
    if any(_covers(text, name, at, end) for name in NAMES) or before[-1:] in ARABIC:
        return True
    if run in PLANS and after.startswith(OF_A_PLAN):
        return True
    if run in CONGRESSES and after.startswith("大") and before.endswith(("党的", "共产党", "中共", "落实", "和", "、")):
        return True
    units = ("成", "倍", "亿元", "万元", "个百分点", "%")
    return _in_quotes(text, at, end, 16) and not after.startswith(units)


def _covers(text: str, name: str, at: int, end: int) -> bool:
    start = text.find(name, max(0, at - len(name)))
    return 0 <= start < end and start + len(name) > at


def _tells(run: str, before: str, after: str) -> bool:
    """Whether a run of Chinese numeral characters between `before` and `after` is a number that tells something."""
    if before.endswith("前") and after[:1] in set("，。；、"):
        return run not in ("千", "万")
    if before.endswith("第"):
        return _is_place(run, before[:-1], after)
    if after.startswith("成"):
        return (
            len(run) == 1 and not after.startswith(NO_TENTHS) and not (run == "一" and before[-1:] in set("统唯专单"))
        )
    if after.startswith(("分之", "个百分点", "%", "％", "季度", "倍")) or before.endswith("分之"):
        return True
    if after.startswith("点") and after[1:2] in HAN and run not in ("一", "两", "三"):
        return True
    if after.startswith("大") and "一" <= after[1:2] <= "龥" and run not in ("一", "百", "千", "万"):
        return True  # 三大工程: a count that belongs to a programme
    return _is_date(run, before, after) or _is_some(run, before, after) or _is_count(run, before, after)


def _is_date(run: str, before: str, after: str) -> bool:
    if after.startswith("年"):
        year = len(run) == 4 and not TENS & set(run)
        return year or before.endswith("连续") or (len(run) > 1 and run[0] not in "百千万" and "十" in run)
    if after.startswith("月"):
        return run in MONTHS and (after[1:2] in HAN or after[1:2] in set("份底末初中上下，。以前由"))
    return after[:1] in {"日", "号"} and before.endswith("月")


def _is_some(run: str, before: str, after: str) -> bool:
    """几十家, 数百亿元, 二十多年, 近百家."""
    if after[:1] in {"多", "余"} and TENS & set(run) and (after[1:2] in COUNTED or after[1:2] == "年"):
        return True
    if not set(run) <= TENS:
        return False
    things = (*COUNTED, "列", "支", "倍", "年")
    if before.endswith(("几", "数")) and not before.endswith(NOT_SOME):
        return after.startswith(things)
    return before[-1:] in set("上近超逾过破") and (after.startswith(things) or after[:1] in set("，。；、"))


def _is_count(run: str, before: str, after: str) -> bool:
    if before[-1:] in POINTING:
        return False
    if TENS & set(run) and set(run) - TENS and len(run) > 1:
        return after.startswith(COUNTED) or len(run) > 2
    if run in ("百万", "千万"):
        return after[:1] in set("名人户") and not after.startswith("人才")
    if set(run) <= TENS and "亿" in run and after.startswith("元"):
        if not "一" <= before[-1:] <= "龥":
            return False  # the unit of a table
        return not after.startswith("元级")
    if run in ("百", "千", "万", "亿", "一"):
        return False
    return after.startswith(COUNTED) and not after.startswith(NO_COUNT)


def _is_place(run: str, before: str, after: str) -> bool:
    if run == "一" and after.startswith(("次", "个", "年", "批", "步")):
        return False
    if after.startswith(("位", "名", "届", "次", "轮", "批", "季")):
        return True
    if after.startswith("个"):
        return not after.startswith(("个五年", "个百年"))
    return before.endswith(SCOPES) and after[:1] in set("，。；、）")


def _words(text: str) -> Iterator[tuple[int, int]]:
    for word in WORDS:
        at = text.find(word)
        while at >= 0:
            quoted = word == "倍增" and _in_quotes(text, at, at + 2, 16)
            if not quoted and not text.startswith(NO_WORDS.get(word, ()), at + len(word)):
                yield at, at + len(word)
            at = text.find(word, at + 1)
    for word in PLACES:
        at = text.find(word)
        scoped = any(
            scope in text[max(0, at - 12) : max(0, at)] for scope in ("居", "列", "全国", "全球", "世界", "登上")
        )
        if scoped and text[at - 1] not in {"在", "于"}:
            yield at, at + len(word)
