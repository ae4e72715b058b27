"""Attribution: which subjects the numbers of one chain belong to, out of their clause and what earlier ones left.

Where a chain and the names before it do not answer to each other, no number of it has a known subject.
"""

import re
from dataclasses import dataclass, replace

from figures.finder import Finder
from figures.measure import Measure
from figures.recognition import cues
from figures.recognition.measuring.measures import Judged
from figures.recognition.naming.deeds import follows_list, is_deed, last_deed, noun_after, tends_to
from figures.recognition.naming.lists import items_of
from figures.recognition.naming.sectors import measured_as, unsaid
from figures.recognition.naming.subjects import VERBS_AS_NAMES, Subject, noun_phrase, place_of, subject_of, topic_of
from figures.units import same_dimension, scale_of


@dataclass(slots=True)
class Memory:
    """What earlier clauses of the sentence left behind for those that say less. `listed` are the subjects of the last
    list, `told` those of the single amounts told one after another, `whole` what the last share was a share of,
    `region` the place spoken of where it is not the own one, `topic` the name last spoken of, in a sentence before too
    where this one goes on from it; `aside` that this one merely stands beside that sentence (；) and may speak of the
    same or not; `until` the year by which its aims are to be reached."""

    subject: Subject | None = None
    listed: tuple[Subject, ...] = ()
    told: tuple[Subject, ...] = ()
    measure: Measure | None = None
    whole: str | None = None
    region: str | None = None
    footing: str | None = None
    topic: str | None = None
    aside: bool = False
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a chain of `count` numbers in `unit` stands: `before` reaches from the number before to its clause,
    `after` follows its first number, `sentence` is the whole, `said` all between the number before and this one,
    `counted` whether that was a count."""

    count: int
    unit: str
    before: str
    after: str
    sentence: str
    said: str = ""
    counted: bool = False


def subjects_of(finder: Finder, judged: Judged, clause: Clause, memory: Memory) -> list[Subject]:
    """The subjects of a chain's numbers, one for all or one for each; empty where there is none."""
    spoken = judged.subject.strip()
    if judged.measure in (Measure.COUNT, Measure.VALUE) and clause.unit not in ("%", "‰", "成", "半"):
        named = _counted(finder, spoken, clause, judged.measure is Measure.COUNT)
        if named is not None:
            return [named if _answers(finder, named, clause.unit) else replace(named, known=False)]
    compared = len(items_of(judged.comparator, clause.count)) if judged.comparator else 0
    each = clause.count > 1 and compared != clause.count
    names = items_of(spoken, clause.count) if each else [spoken]
    if len(names) > 1:
        return [_named(finder, name, clause, names) for name in names]
    found = _one(finder, spoken, clause, memory)
    said = _said_behind(clause.after) if clause.unit == "%" and judged.measure is Measure.VALUE else None
    if found is None or (said and found is memory.subject and clause.said.rstrip().endswith(("，", "、", "："))):
        return [Subject(said)] if said else []
    if said and not found.known and found is not memory.subject and clause.after.startswith("的"):
        return [replace(found, name=found.name + said)]
    if judged.measure in (Measure.VALUE, Measure.COUNT) and not _answers(finder, found, clause.unit):
        return [replace(found, name=bare, known=False)] if len(bare := noun_phrase(spoken)) > 1 else []
    if found is memory.subject and len(memory.listed) > 1:
        return list(memory.listed) if clause.count == len(memory.listed) else [_unknown(memory.listed)]
    if found is memory.subject and clause.count > 1 and len(memory.told) >= clause.count:
        return list(memory.told[-clause.count :])  # 游客2万人次、收入3亿元，增长8%和9%
    if each or _several(finder, spoken):
        return [replace(found, name=noun_phrase(spoken) or found.name, known=False)]
    return [found]


def _counted(finder: Finder, spoken: str, clause: Clause, counts: bool) -> Subject | None:
    """What a number before its noun is told of (新建200个基站, 40万亩高标准农田), or None where none follows it."""
    lead = _EVERYWHERE.sub("", cues.LEAD.sub("", spoken)).removesuffix("了")
    opens = not clause.said.strip() or clause.said.rstrip().endswith(("，", "、", "："))
    if scale_of(clause.unit)[1] in _MONEY or clause.unit in _MONEY:
        return None
    if opens or not lead or follows_list(lead) or (is_deed(lead) and lead not in VERBS_AS_NAMES):
        after = noun_after(finder, "" if opens else lead, clause.after, clause.sentence)
        return Subject(*after, behind=True) if after is not None else None
    if not counts:
        return _done_to(finder, lead, clause)
    if found := _OF_A_GROUP.search(spoken):
        group = _GROUP.findall(clause.sentence.partition(clause.said)[0] + clause.said)
        told = noun_phrase(spoken[: found.start()])
        return Subject(f"{told}的{group[-1]}") if group and len(told) > 1 else None
    if tended := tends_to(spoken.lstrip("，、 　")):
        after = noun_after(finder, "", clause.after, clause.sentence, alone=True)
        if after is not None:
            return Subject(f"{noun_phrase(tended)}{after[0]}", tended=True, behind=True)
    if _LISTED.search(lead) or (clause.counted and _NOUN_ALONE.fullmatch(clause.said)):
        after = noun_after(finder, "", clause.after, clause.sentence, alone=True)
        if after is not None:
            return Subject(*after, behind=True)
    return _done_to(finder, lead, clause)


def _done_to(finder: Finder, lead: str, clause: Clause) -> Subject | None:
    """What was done to how many of what, where the clause also says by whom or wherein (改革惠及3万名职工)."""
    deed = last_deed(lead)
    after = noun_after(finder, deed, clause.after, clause.sentence, alone=True) if deed else None
    return Subject(*after, behind=True) if after is not None else None


_EVERYWHERE = re.compile(r"(?:全[省市区国县]|我[省市区])$")
_LISTED = re.compile(r"^[^、]{2,}、[^、]{2,}、[^、]{2,}$")  # 黄酒、火腿、龙井茶3个历史经典产业
_NOUN_ALONE = re.compile(r"[一-龥“”]{2,8}")  # 15所高职院校|21个专业群
# 30家重点企业中，产值下降的有8家: of which group, and what sets these apart.
_OF_A_GROUP = re.compile(r"的(?:就|只|仅|共|还|已)?(?:有|达到?|为)$")
_GROUP = re.compile(r"(?:家|个|户|项|种|类|条|座|所)([一-龥]{2,12}?)(?:当)?中，")

_MONEY = frozenset(["元", "美元", "欧元", "港元", "日元", "千亿", "百亿", "万亿", "亿"])


def _answers(finder: Finder, subject: Subject, unit: str) -> bool:
    """Whether an amount in `unit` can be told of `subject`: no money is counted in 家. A rate may be its growth."""
    if unit in ("%", "‰"):
        return True
    known = finder.catalogue.find(subject.name) if subject.known else None
    return known is None or same_dimension(known.unit, unit)


def _said_behind(after: str) -> str | None:
    """What a percentage before its noun is told of: 80%以上的政务事项网上可办."""
    found = re.match(r"(?:以上|以内|左右)?的(?P<np>[一-龥]{2,16})", after)
    return found["np"] if found else None


def _named(finder: Finder, name: str, clause: Clause, names: list[str]) -> Subject:
    return subject_of(finder, name, clause.sentence, shared=names) or Subject(name)


def _unknown(listed: tuple[Subject, ...]) -> Subject:
    """All of a list at once: which of them a lone number belongs to is not said."""
    return Subject("、".join(subject.name for subject in listed))


def _several(finder: Finder, spoken: str) -> bool:
    """Whether the words name several indicators where one number stands."""
    if finder.resolve(spoken) is not None:
        return False
    parts = [part for part in re.split(r"、|以及|[和与及]", spoken) if part]
    return len(parts) > 1 and all(finder.resolve(part) is not None for part in parts)


def _one(finder: Finder, spoken: str, clause: Clause, memory: Memory) -> Subject | None:
    place = place_of(spoken)
    if place is not None and not (scale_of(clause.unit)[1] in _THINGS and re.search(r"[园区]区$", place)):
        return _there(place, memory.subject or _earlier(finder, clause, memory), spoken)
    circumstance = cues.CIRCUMSTANCE.match(spoken)
    if circumstance:  # 进出口在对美贸易下降三成的情况下增长: what grew stands before the circumstance
        spoken = re.split(r"[，、：]", clause.sentence.partition(circumstance[0])[0].rpartition("在")[0])[-1]
    bare = noun_phrase(spoken).strip("、")
    if is_deed(bare) and bare not in VERBS_AS_NAMES and not _DONE.fullmatch(bare) and len(bare) > 1:
        return None  # what was done, and to nothing that is named
    if _BATCH.fullmatch(bare) and memory.subject is not None:
        return _of_batch(bare, clause.after, memory.subject)
    found = None if bare in _BARE_TOTALS else subject_of(finder, spoken, clause.sentence)
    if bare in _BARE_OUTPUTS:
        found = _output(finder, clause, memory) or found
    elif found is None:
        found = _earlier(finder, clause, memory)
    elif not found.known and memory.subject:
        found = _shared_head(finder, found, memory.subject)
    if found is not None and found is memory.subject and _IN_ALL.search(clause.said) and found.name.startswith("新增"):
        known = finder.resolve(found.name.removeprefix("新增"))  # 新增5台、累计达到9台: all there are, not those added
        return replace(found, name=known.name if known else found.name.removeprefix("新增"), known=known is not None)
    if found is None or found is memory.subject:
        return found
    if not found.known:
        found = _completed(finder, found, clause)
    if found.known and found.phrase is not None:
        longer = _narrower(finder, found, clause.sentence.partition(clause.said)[0] + clause.before)
        if longer is not None:
            return longer
        name = measured_as(finder, found.phrase, found.name, memory.topic)
        if memory.aside and name != found.name:
            name = unsaid(found.phrase)
        found = replace(found, name=name, known=finder.catalogue.find(name) is not None)
    if memory.region and found.region is None and not cues.OWN_PLACE.search(clause.before + spoken):
        found = replace(found, region=memory.region)
    return found


def _completed(finder: Finder, found: Subject, clause: Clause) -> Subject:
    """A name that says too little by itself, with what its sentence is about (竣工率 after 危房改造, 新增种植 after
    坚果); what is made or grown, as its output or area."""
    named = _MADE.sub(r"\g<goods>产量", found.name) if _weighs(clause.unit) else found.name
    grown = scale_of(clause.unit)[1] in ("亩", "公顷") and _GROWN.search(named)
    if grown:
        named += "面积"
    if _BARE_RATES.fullmatch(named) or (grown and _GROWN.fullmatch(grown[0]) and grown.start() == 0):
        named = (topic_of(clause.sentence, clause.said) or "") + named
    if named == found.name:
        return found
    known = finder.resolve(named)
    return replace(found, name=known.name if known else named, known=known is not None)


def _weighs(unit: str) -> bool:
    return scale_of(unit)[1] in ("吨", "斤", "公斤", "立方米", "千瓦时", "辆", "台", "箱")


_MADE = re.compile(r"^生产(?P<goods>[一-龥]{2,8})$")
_GROWN = re.compile(r"(?:新增|累计|新发展|扩大|改造)?(?:种植|播种|造林|栽植|补种|复垦|轮作)$")
_BARE_RATES = re.compile(
    r"(?:竣工|开工|完工|完成|达标|覆盖|合格|入库|入住|整改|办结|处理|回收|利用|签约|履约|到位|开通|普及|参与|满意|交付)率"
)
_IN_ALL = re.compile(r"(?:累计|总数|总量|共有|共计|合计)[^，。；]{0,6}$")
_THINGS = frozenset(["个", "家", "座", "处", "所"])  # 绿色园区32个: no place, but what is counted
_BARE_TOTALS = frozenset(["总量", "规模", "总额", "总值", "总规模", "台阶", "大关", "关口"])
_BARE_OUTPUTS = frozenset(["总产", "总产量", "产量"])
_NARROWING = re.compile(
    r"(?:中小|小微|民营|国有|外资|部分|个别|市级|县级|区级|省级|市本级|中央|在建|在库|新开工|续建|存量|增量|传统|新兴"
    r"|龙头|骨干|规下|限下|境外|[省市区县]外)$"
)


def _narrower(finder: Finder, found: Subject, before: str) -> Subject | None:
    """A longer name just spoken of (中小项目投资), which the known but shorter one (项目投资) takes up again."""
    assert found.phrase is not None
    for piece in reversed(re.split(r"[，：]", before)):
        at = piece.find(found.phrase)
        narrowing = _NARROWING.search(piece[:at]) if at > 0 else None
        if narrowing and finder.resolve(narrowing[0] + found.phrase) is None:
            return replace(found, name=narrowing[0] + found.phrase, known=False)
    return None


def _output(finder: Finder, clause: Clause, memory: Memory) -> Subject | None:
    """总产 of what was spoken of: 粮食产量 after 粮食生产."""
    heads = [*reversed(re.split(r"[，：、]", clause.before)), memory.subject.name if memory.subject else ""]
    for head in heads:
        for cut in (2, 3, 4):
            known = finder.catalogue.find(noun_phrase(head)[:cut] + "产量")
            if known is not None:
                return Subject(known.name, True)
    return None


def _of_batch(batch: str, after: str, before: Subject) -> Subject:
    """第二批…栋: that batch of what was spoken of, as far as it is done where that is said of some of it next."""
    done, kept = _DONE_NEXT.match(after), _BATCH.match(before.name)
    whole = before.name[kept.end() :] if kept else before.name
    if last := _DONE.search(whole) if kept else None:
        whole = whole[: last.start()]
    return replace(before, name=batch + whole + (done["done"] if done else ""), known=False, phrase=None)


def _there(place: str, before: Subject | None, spoken: str) -> Subject:
    """A clause that names a place and nothing else speaks of what the one before did, there (“” is the own place)."""
    return replace(before, region=place or None) if before is not None else Subject(spoken)


def _shared_head(finder: Finder, found: Subject, before: Subject) -> Subject:
    """粮食播种面积…，产量… speaks of 粮食产量: a bare noun takes the head of the name before it."""
    if len(found.name) > 8:
        return found
    done = _DONE.search(before.name)
    head = before.name[: done.start()] if done else before.name
    if _DONE.fullmatch(found.name):  # 重大项目开工…项、竣工…项
        return replace(found, name=head + found.name)
    layer, its_done = _LAYER.match(found.name), _DONE.search(found.name)
    if layer and its_done and layer.end() == its_done.start() and (other := _LAYER.match(head)):
        return replace(found, name=layer[0] + head[other.end() :] + its_done[0])  # 其中市级层面开工…项
    if found.name == "支出" and (known := finder.catalogue.find(before.name.replace("收入", "支出"))):
        return replace(found, name=known.name, known=True)
    for cut in (2, 3, 4) if len(found.name) <= 4 else ():
        known = finder.catalogue.find(before.name[:cut] + found.name)
        if known is not None:
            return replace(found, name=known.name, known=True)
    return found


_LAYER = re.compile(r"(?:国家|自治区|省|市|县|区|乡镇|中央|地方)[级]?(?:层面)?")
_BATCH = re.compile(r"(?:首|前|后|第[一二三四五六七八九十0-9]+)[批期轮]")
_DONE_NEXT = re.compile(r"(?:目前|现|已经?)+(?P<done>开工|竣工|投产|完工|签约|落地|入库|入统|投用)")
_DONE = re.compile(r"(?:开工|竣工|投产|完工|签约|落地|入库|入统|投用)$")


_SET_AGAINST = re.compile(r"(?:高于|低于|快于|慢于|超过|不及)全[国省区市州县].*$")


def _earlier(finder: Finder, clause: Clause, memory: Memory) -> Subject | None:
    """The subject of an earlier clause: between the last number and this one first, then what was remembered."""
    for piece in reversed(re.split(r"[，：（）]", clause.before)):
        piece = _SET_AGAINST.sub("", piece)
        found = subject_of(finder, piece, clause.sentence, strict=not piece.endswith("中"))
        if found is not None:
            return found
        if (place := place_of(piece, within=True)) is not None:
            return _there(place, memory.subject, piece)
    return memory.subject
