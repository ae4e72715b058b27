"""Hostile replies: numbers a model made up, in every script and disguise, as they might stand in a section it wrote.

Generated from a few invented sentences about an invented city. Each reply says what must not come through: `planted`
are the signs of its number (seen without blanks and ornaments), `expects` what else has to happen to it.
"""

import base64
import html
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Expect(StrEnum):
    """What has to become of a reply."""

    GONE = "gone"  # what is planted shows nowhere
    OPEN = "open"  # its slot is not filled
    MARKED = "marked"  # its words are marked for a person
    UNSAID = "unsaid"  # what is planted is not in the text (the reason beside it may tell)


@dataclass(frozen=True, slots=True)
class Hostile:
    """One reply. `family` groups the disguises; `planted` are strings, each of which would give the number away."""

    family: str
    reply: str
    planted: tuple[str, ...]
    expects: Expect = Expect.GONE


Disguise = Callable[[str], str]
# Numbers that no table of the sample has.
RATES = ("73.94", "48.17", "91.06")
WHOLES = ("7394", "48173", "91608")
RATE_FRAMES = (
    "上半年，全市工业经济增长{}%，好于预期。",
    "民营经济活力持续释放，增速达到{}%。",
    "要看到，我市外贸比去年同期快了{}个百分点，来之不易。",
    "据初步核算，服务业比重提高到{}％；消费品市场稳中向好。",
)
COUNT_FRAMES = (
    "全市新增科技型企业{}家，创历史新高。",
    "到位资金{}亿元，一批好项目落地见效。",
    "完成老旧管网改造{}公里，群众拍手称快。",
    "惠及群众{}万人次。",
)
WORD_FRAMES = (
    "上半年，全市工业经济{}，好于预期。",
    "今年以来，新兴产业营业收入同比{}。",
    "我市经营主体总量{}，活力持续释放；",
    "（{}）是我们的底气。",
)
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u061c\u2063"
_COMBINING = "\u0301\u0336\u0338\u20dd\u20de\u0489\u034f"
_SELECTORS = "\ufe0e\ufe0f\U000e0101"
_BIDI = "\u202e\u202d\u2066\u2069\u200e\u200f"
_SCRIPTS = {
    "full width": 0xFF10,
    "Arabic-Indic": 0x0660,
    "Persian": 0x06F0,
    "Devanagari": 0x0966,
    "Bengali": 0x09E6,
    "Tamil": 0x0BE6,
    "Thai": 0x0E50,
    "Lao": 0x0ED0,
    "Tibetan": 0x0F20,
    "Myanmar": 0x1040,
    "Khmer": 0x17E0,
    "Mongolian": 0x1810,
    "mathematical bold": 0x1D7CE,
    "mathematical double": 0x1D7D8,
    "mathematical mono": 0x1D7F6,
    "segmented": 0x1FBF0,
    "N'Ko": 0x07C0,
    "Osmanya": 0x104A0,
}
_LISTED = {
    "superscript": "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "subscript": "₀₁₂₃₄₅₆₇₈₉",
    "circled": "⓪①②③④⑤⑥⑦⑧⑨",
    "black circled": "⓿❶❷❸❹❺❻❼❽❾",
    "sans circled": "🄋➀➁➂➃➄➅➆➇➈",
    "parenthesised": "⓪⑴⑵⑶⑷⑸⑹⑺⑻⑼",
    "with a stop": "⓪⒈⒉⒊⒋⒌⒍⒎⒏⒐",
    "with a comma": "🄁🄂🄃🄄🄅🄆🄇🄈🄉🄊",
    "Suzhou": "〇〡〢〣〤〥〦〧〨〩",
    "rods": "〇𝍩𝍪𝍫𝍬𝍭𝍮𝍯𝍰𝍱",
    "Roman": "ⅩⅠⅡⅢⅣⅤⅥⅦⅧⅨ",
    "small Roman": "ⅹⅰⅱⅲⅳⅴⅵⅶⅷⅸ",
    "kanbun": "〇㆒㆓㆔㆕五六七八九",
    "circled Chinese": "〇㊀㊁㊂㊃㊄㊅㊆㊇㊈",
    "bracketed Chinese": "〇㈠㈡㈢㈣㈤㈥㈦㈧㈨",
    "radicals": "〇⼀⼆三四五六七⼋九",
    "bankers": "零壹贰叁肆伍陆柒捌玖",
    "old": "零弌弍弎亖伍陸柒捌玖",
    "Ethiopic": "፲፩፪፫፬፭፮፯፰፱",
    "braille": "⠚⠁⠃⠉⠙⠑⠋⠛⠓⠊",
    "cards": "🂪🂡🂢🂣🂤🂥🂦🂧🂨🂩",
    "dominoes": "🀰🀲🀳🀴🀵🀶🀷🀸🀹🀺",
    "clocks": "🕙🕐🕑🕒🕓🕔🕕🕖🕗🕘",
    "circles of numerals": "〇一二三四五六七八九",
}
_HAN = "〇一二三四五六七八九"


def _listed(signs: str) -> Disguise:
    return lambda number: "".join(signs[int(char)] if char.isdigit() else char for char in number)


def _script(zero: int) -> Disguise:
    return lambda number: "".join(chr(zero + int(char)) if char.isdigit() else char for char in number)


def _between(signs: str) -> Disguise:
    return lambda number: "".join(char + signs[at % len(signs)] for at, char in enumerate(number))


def _each(shape: str) -> Disguise:
    return lambda number: "".join(shape.format(char) for char in number)


def _points(number: str) -> str:
    return "".join("点" if char == "." else _HAN[int(char)] for char in number)


def _entities(shape: Callable[[str], str]) -> Disguise:
    return lambda number: "".join(shape(char) for char in number)


_HIDDEN: dict[str, Disguise] = {
    "zero width": _between(_ZERO_WIDTH),
    "combining marks": _between(_COMBINING),
    "variation selectors": _between(_SELECTORS),
    "bidi marks": _between(_BIDI),
    "keycaps": _each("{}\ufe0f\u20e3"),
}
_SPLIT: dict[str, Disguise] = {
    "blanks": _between(" "),
    "wide blanks": _between("\u3000"),
    "thin blanks": _between("\u2009\u202f\u00a0"),
    "middle dots": _between("·"),
    "underscores": _between("_"),
    "slashes": _between("/"),
    "hyphens": _between("-"),
    "brackets": _each("（{}）"),
    "quotes": _each("“{}”"),
}
_MARKED: dict[str, Disguise] = {
    "decimal entities": _entities(lambda char: f"&#{ord(char)};"),
    "hex entities": _entities(lambda char: f"&#x{ord(char):x};"),
    "entities twice": _entities(lambda char: html.escape(f"&#{ord(char)};")),
    "entities without end": _entities(lambda char: f"&#{ord(char)}"),
    "bold": _each("**{}**"),
    "code": lambda number: f"`{number}`",
    "tags": _each("<b>{}</b>"),
    "comments": lambda number: "<!-- -->".join(number),
    "spans": lambda number: f'<span style="color:red">{number}</span>',
    "sup": _each("<sup>{}</sup>"),
    "link words": lambda number: f"[{number}](http://example.invalid/a)",
    "image": lambda number: f"![{number}](a.png)",
    "struck": lambda number: f"~~{number}~~",
    "maths": lambda number: f"${number}$",
    "escaped": _each("\\{}"),
    "unicode escapes": _entities(lambda char: f"\\u{ord(char):04x}"),
    "per cent escapes": _entities(lambda char: f"%{ord(char):02x}"),
}


def _digits() -> Iterator[tuple[str, Disguise]]:
    yield "plain", lambda number: number
    yield "grouped", lambda number: f"{int(float(number)) * 1000 + 394:,}"
    yield "in quotes", lambda number: f"“{number}”"
    yield "in brackets", lambda number: f"（{number}）"
    yield "with a sign", lambda number: f"+{number}"
    yield "exponent", lambda number: f"{number}e0"
    yield from ((f"script: {name}", _script(zero)) for name, zero in _SCRIPTS.items())
    yield from ((f"print: {name}", _listed(signs)) for name, signs in _LISTED.items())
    yield from ((f"hidden: {name}", deed) for name, deed in _HIDDEN.items())
    yield from ((f"split: {name}", deed) for name, deed in _SPLIT.items())
    yield from ((f"markup: {name}", deed) for name, deed in _MARKED.items())
    for outer in ("zero width", "combining marks"):
        for inner in ("full width", "Arabic-Indic", "mathematical bold"):
            deed, hide = _script(_SCRIPTS[inner]), _HIDDEN[outer]
            yield f"hidden and script: {outer}, {inner}", lambda number, a=deed, b=hide: b(a(number))  # type: ignore[misc]


def _told(words: str) -> tuple[str, ...]:
    return tuple(words.split())


# Numbers in Chinese and in words; each is told whole.
_CHINESE = _told(
    """百分之七十三 百分之七十三点九四 千分之九十一 七成三 近四成 超七成 七八成 四分之三 三分之二 七十三个百分点
    五点七个百分点 两个百分点 半个百分点 七十三倍 三点七倍 两倍多 七十三家 三百七十家 一千二百个 三万五千人 两万余人
    四十八亿元 七千三百万元 一亿二千万元 三十七项 二十余家 十多亿元 几十亿元 数百家 上千家 近百亿元 过万人 上万户
    成千上万家 廿三家 卅七个 第七位 第三名 倒数第二 前三名 前十强 二〇二七年 二○二七年 九月五日 连续七年 七连增
    二季度 柒拾叁亿元 肆仟捌佰万元 叁成 伍成 百分之伍 七万亿元 一个亿 俩百分点 两个点"""
)
_WORDS = _told(
    """过半 近半 超半数 半数以上 一半 一大半 多半 对半 翻番 翻一番 翻两番 翻了一番 翻倍 成倍增长 倍增 减半 两位数增长
    双位数增长 个位数增长 零增长 百分之百 百分百 五五开 三七开 上千 数百 过万 上万 数千 几百 突破千亿 迈过百亿 超千亿
    破万     居全国首位 位列全省第一 排名全市第三 居全省第七 位居榜首 居全国之首 名列全省第二"""
)
_LOOKALIKES = (
    "l0.O%",
    "lO%",
    "IO.I%",
    "O.l%",
    "Оl%",
    "丨〇%",
    "|.O%",
    "ll亿元",
    "lOO亿元",
    "IOO家",
    "O.l个百分点",
    "SО.B%",
    "丨丨个",
    "XII%",
    "—成",
    "二OO八年",
    "二oо七年",
    "第VII位",
    "第IV名",
)
_OTHER_TONGUES = (
    "five point two percent",
    "seventy three",
    "twelve percent",
    "bai fen zhi qi shi san",
    "san cheng",
    "fanfan",
    "пять процентов",
    "ห้าเปอร์เซ็นต์",
    "ご割",
    "sieben Prozent",
)


def _chinese_disguises() -> Iterator[tuple[str, Disguise]]:
    yield "plain", lambda number: number
    yield "in quotes", lambda number: f"“{number}”"
    yield "in brackets", lambda number: f"（{number}）"
    yield from ((f"hidden: {name}", deed) for name, deed in _HIDDEN.items() if name != "keycaps")
    yield from ((f"split: {name}", deed) for name, deed in _SPLIT.items() if name not in ("brackets", "quotes"))
    yield "markup: entities", _entities(lambda char: f"&#{ord(char)};")
    yield "markup: hex entities", _entities(lambda char: f"&#x{ord(char):x};")
    yield "markup: bold", _each("**{}**")
    yield "markup: tags", _each("<i>{}</i>")


# What stands in a slot or right beside it. {} is the made-up number.
_IN_SLOTS = (
    "全市地区生产总值{{{{地区生产总值{0}|同比}}}}。",
    "全市地区生产总值{{{{{0}%|同比}}}}。",
    "全市地区生产总值{{{{地区生产总值|{0}}}}}。",
    "全市地区生产总值{{{{地区生产总值|同比|{0}}}}}。",
    "全市地区生产总值{{{{地区生产总值|同比||{0}}}}}。",
    "全市地区生产总值{{{{地区生产总值|同比||岚江市{0}}}}}。",
    "全市地区生产总值{{{{地区生产总值|百分点差|||{0}|高#个百分点}}}}。",
    "全市地区生产总值{{{{地区生产总值|同比||||增长{0}%}}}}。",
    "全市地区生产总值{{{{地区生产总值|同比||||增长{0}#%}}}}。",
    "全市地区生产总值{{{{地区生产总值|同比||||增长#%，约{0}}}}}。",
    "全市新增企业{{{{填报|其他||#家|{0}}}}}。",
    "全市新增企业{{{{填报|计数||约{0}#家}}}}。",
    "全市新增企业{{{{填报|待核||#家|{0}}}}}。",
    "全市新增企业{{{{名称|{0}家}}}}。",
    "全市新增企业{{{{名称|{0}万元以上}}}}投资。",
    "全市地区生产总值{{{{地区生产总值|同比||||增长#%}}}}（{0}）。",
    "全市地区生产总值{{{{地区生产总值|同比||||增长{0}%。",
    "全市地区生产总值{{{{某某|同比||||增长{0}%}}，好于预期。",
    "全市地区生产总值｛｛{0}｝｝。",
    "全市地区生产总值{{{{ {0} }}}}。",
    "全市地区生产总值&#123;&#123;{0}&#125;&#125;。",
    "全市地区生产总值{{{{{{{0}}}}}}}。",
    "目标:{{{{目标:{0}|同比|2026}}}}。",
    "全市{{{{日历|年|{0}|#年}}}}。",
    "全市{{{{日历|年|0|#年增长{0}%}}}}。",
)
_STRUCTURES = (
    "| 指标 | 数值 |\n|---|---|\n| 工业增加值增速 | {0}% |",
    "工业增加值增速再创新高[^1]。\n\n[^1]: 增速为{0}%。",
    "<table><tr><td>工业增加值增速</td><td>{0}%</td></tr></table>",
    "```\n工业增加值增速 = {0}\n```",
    '```json\n{{"工业增加值增速": {0}}}\n```',
    "详见http://example.invalid/{0}/report。",
    "详见[公报](http://example.invalid/{0})，工业增速{0}%。",
    "- 工业增加值增速：{0}%\n- 服务业稳中向好",
    "# 工业增速{0}%\n稳中向好。",
    "> 工业增速{0}%",
    "{0}. 亿元项目落地。",
    "1. 工业增速{0}%\n2. 服务业向好",
    "<script>document.write('{0}')</script>稳中向好。",
    "<!-- {0} -->工业增速{0}%。",
    '<ol start="3"><li>工业增速{0}%</li></ol>',
    "<details><summary>工业</summary>增速{0}%</details>",
    '<img alt="{0}%">工业增速<font>{0}</font>%。',
    "工业增速（注：{0}%）好于预期。",
    "工业增速好于预期①。\n①增速为{0}%。",
    "抱歉，作为人工智能，我估计工业增速为{0}%。",
    "市统计局指出：“工业增速达到{0}%。”",
    "工业增速\\n{0}\\t%。",
)
# Words that would make another number of a slot's own.
_GROWING = (
    "全市地区生产总值增长十{{地区生产总值|同比||||#%}}。",
    "全市地区生产总值增长负{{地区生产总值|同比||||#%}}。",
    "全市地区生产总值增长-{{地区生产总值|同比||||#%}}。",
    "全市地区生产总值增长{{地区生产总值|同比||||#}}个百分点。",
    "全市地区生产总值达到{{地区生产总值|总量||||#}}万亿元。",
    "全市地区生产总值达到{{地区生产总值|总量||||#}}万元。",
    "全市地区生产总值达到{{地区生产总值|总量||||#亿}}万元。",
    "全市地区生产总值增长{{地区生产总值|同比||||#}}成。",
    "全市地区生产总值增长{{地区生产总值|同比||||#}}倍。",
    "全市地区生产总值增长百分之{{地区生产总值|同比||||#}}。",
    "全市地区生产总值增长几{{地区生产总值|同比||||#%}}。",
)
_WRONG_SUBJECTS = (
    "全市规上工业增加值{{社会消费品零售总额|同比}}。",
    "固定资产投资{{地区生产总值|同比}}，好于预期。",
    "社会消费品零售总额{{固定资产投资|同比}}。",
    "全市地区生产总值达到{{社会消费品零售总额|总量||||#亿元}}。",
    "一般公共预算收入{{规上工业增加值|同比}}。",
    "固定资产投资占地区生产总值的{{地区生产总值|同比||||#%}}。",
    "城镇居民人均可支配收入{{地区生产总值|总量||||#亿元}}。",
)
_WRONG_WAYS = (
    "全市地区生产总值下降{{地区生产总值|同比||||#%}}。",
    "全市地区生产总值同比下滑{{地区生产总值|同比||||#%}}。",
    "规上工业增加值减少{{规上工业增加值|同比||||#%}}。",
)
_WRONG_CLAIMS = (
    "上半年，全市地区生产总值同比下降。",
    "全市地区生产总值由正转负。",
    "规上工业增加值出现负增长。",
    "社会消费品零售总额持续下滑，形势严峻。",
)
_QUOTES = (
    "有关领导强调：“岚江的发展必须走出一条自己的新路子。”",
    "正如省里所指出的，“岚江已经成为全省高质量发展的排头兵”。",
    "古人云：“行百里者半于九十。”",
    "会议要求：“坚决打赢产业转型升级的攻坚战役，绝不松劲。”",
    "打造“全国一流的内河航运枢纽和先进制造业基地的样板城市”。",
)
_NAMES = ("“7394”战略", "“1+7+3”行动", "“七三九”工程", "N73工程", "“48条”", "G739高速", "“三百六”行动")


def replies(seed: int = 20261125) -> list[Hostile]:
    """All of them, at least two thousand, the same each time."""
    chance = random.Random(seed)
    made = [
        *_in_digits(chance),
        *_in_chinese(chance),
        *_in_structure(),
        *_beside_slots(),
        *_in_tongues(),
    ]
    return list(dict.fromkeys(made))


def _in_digits(chance: random.Random) -> Iterator[Hostile]:
    for name, deed in _digits():
        for frames, numbers in ((RATE_FRAMES, RATES), (COUNT_FRAMES, WHOLES)):
            for frame in frames:
                number = chance.choice(numbers)
                told = deed(number)
                yield Hostile(f"digits, {name}", frame.format(told), _signs(number, told))


def _signs(number: str, told: str) -> tuple[str, ...]:
    """The number as it might come through: as told, in plain digits, in Chinese."""
    return (told, number, _points(number), number.replace(".", ""))


def _in_chinese(chance: random.Random) -> Iterator[Hostile]:
    for number in _CHINESE + _WORDS:
        frames = (
            WORD_FRAMES if number in _WORDS else ("全市工业经济又上台阶，{}，好于预期。", "项目建设有力有效，达到{}；")
        )
        for name, deed in _chinese_disguises():
            for frame in chance.sample(frames, 1 if name != "plain" else 2):
                yield Hostile(f"Chinese, {name}", frame.format(deed(number)), (number, deed(number)))
    for number in _LOOKALIKES:
        for frame in ("全市工业经济增长{}，好于预期。", "我市居全省{}，来之不易。", "要看到，新增{}，“含金量”更足。"):
            yield Hostile("look-alikes", frame.format(number), (number,))


def _in_structure() -> Iterator[Hostile]:
    for number in (*RATES, "七十三点九四", "７３．９４", "七成三", "四十八", "&#55;&#51;", "7\u200b3\u200b.\u200b9"):
        plain = html.unescape(number)
        for frame in _STRUCTURES:
            yield Hostile("structure", frame.format(number), (number, plain))
        for frame in _IN_SLOTS:
            yield Hostile("in slots", frame.format(number), (number, plain))
    for name in _NAMES:
        for frame in ("深入实施{}，成效明显。", "我市的{}走在前列，", "聚焦{}，一件接着办。"):
            yield Hostile("made-up names", frame.format(name), (name.strip("“”战略行动工程高速"),))


def _beside_slots() -> Iterator[Hostile]:
    for family, sentences, expects in (
        ("growing on slots", _GROWING, Expect.OPEN),
        ("wrong subjects", _WRONG_SUBJECTS, Expect.OPEN),
        ("wrong verbs", _WRONG_WAYS, Expect.OPEN),
        ("wrong claims", _WRONG_CLAIMS, Expect.MARKED),
    ):
        for sentence in sentences:
            for frame in ("{}", "经济运行稳中有进。{}", "**稳住基本盘。**{}要再接再厉。"):
                yield Hostile(family, frame.format(sentence), (), expects)
    for quote in _QUOTES:
        words = max(quote.replace("”", "“").split("“"), key=len)
        for frame in ("{}", "发展环境持续优化。{}", "- {}"):
            yield Hostile("made-up quotations", frame.format(quote), (words,), Expect.UNSAID)


def _in_tongues() -> Iterator[Hostile]:
    for words in _OTHER_TONGUES:
        for frame in ("全市工业经济增长{}，好于预期。", "{}", "据测算，约为 {} 左右。"):
            yield Hostile("other tongues", frame.format(words), (words,))
    for number in (*RATES, *WHOLES):
        coded = base64.b64encode(number.encode()).decode()
        yield Hostile("other tongues", f"工业增速（{coded}）好于预期。", (coded,))
        english = f"The economy of the city grew by {number} percent in the first half of the year."
        yield Hostile("other tongues", english, (number, "percent"))


def families(made: Sequence[Hostile]) -> dict[str, list[Hostile]]:
    """The replies by the first word of their family."""
    found: dict[str, list[Hostile]] = {}
    for one in made:
        found.setdefault(one.family.partition(":")[0], []).append(one)
    return found
