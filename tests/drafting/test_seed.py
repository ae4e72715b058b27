"""The masks of a real speech, filled from made-up tables with one value for each of them: no value at another's mask.

What each mask asks for is told by labels where a person gave them, by recognition elsewhere.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import count
from pathlib import Path

import pytest

from desk import Desk, DraftRequest, Incoming
from figures.finder import Finder
from figures.measure import parse_measure
from figures.period import Period
from figures.quantity import Bound
from figures.recognition import Recogniser, RowKind
from figures.units import scale_of
from settings import read_settings
from tests.figures.told import CATALOGUE

SEED = Path(__file__).parents[3] / "shared" / "seed"
YEAR = 2026
SIGNED = {"yoy", "two_year_avg", "pp_diff", "rate_change", "difference", "share_change", "pp_contribution", "qoq"}
PERIODS = {"H1": "2026H1", "two_year": "2026H1", "Q1": "2026Q1", "month": "2026-06", "full_year": "2026"}
MASK = re.compile(r"[*＊]")
NUMBER = re.compile(r"[*＊]|[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True)
class Asked:
    """What the mask at character `at` asks for, as a row of a long table names it; `sign` is what its verb says."""

    at: int
    indicator: str
    measure: str
    period: str
    region: str
    comparator: str
    kind: str
    unit: str
    sign: int
    bound: str


def labelled(text: str) -> Iterator[Asked]:
    """What a person says that the masks of the first part ask for."""
    masks = [found.start() for found in MASK.finditer(text)]
    for line in (SEED / "slots_part1.jsonl").read_text("utf-8").splitlines():
        label = json.loads(line)
        if label["fillable"] and label["period"] in PERIODS:
            against = label["comparator"] or (label["of"] if label["measure"] in ("share", "pp_contribution") else None)
            yield Asked(
                masks[label["i"]],
                label["indicator"],
                label["measure"],
                PERIODS[label["period"]],
                label["region"] or "全市",
                against or "",
                "目标" if label["kind"] == "target" else "实际",
                label["unit"],
                -1 if label["direction"] == "down" else 1,
                label["bound"] or "",
            )


def recognised(text: str, start: int) -> Iterator[Asked]:
    """What recognition says that the masks from `start` on ask for."""
    for row in Recogniser(Finder(CATALOGUE)).recognise(text):
        if (
            row.start < start
            or not row.masked
            or not row.fillable
            or row.period not in PERIODS
            or row.bound is Bound.RANGE
        ):
            continue
        yield Asked(
            row.start,
            row.indicator or "",
            row.measure.value if row.measure else "",
            PERIODS[row.period],
            row.region or "全市",
            row.comparator or "",
            "目标" if row.kind is RowKind.TARGET else "实际",
            row.unit,
            -1 if row.direction == "down" else 1,
            row.bound.value if row.bound else "",
        )


def table(asked: list[Asked], turn: int, other_units: bool) -> tuple[bytes, dict[int, Decimal]]:
    """A long table that tells a value for each of `asked`, and the value in the unit of each mask."""
    numbers, told, values = count(1), dict[tuple[str, ...], Decimal](), dict[int, Decimal]()
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(["指标", "口径", "期间", "地区", "数值", "单位", "比较对象", "类型", "界限"])
    for one in asked:
        place = (one.indicator, one.measure, one.period, one.region, one.comparator, one.kind)
        if place not in told:
            number = next(numbers)
            size = Decimal(number) if one.measure == "rank" else Decimal(number) / 10 + 1
            if one.measure in ("value", "count", "difference") and one.unit not in ("%", "个百分点"):
                size = Decimal(1000 + 7 * number)
            told[place] = size * (one.sign * turn if one.measure in SIGNED else 1)
            value, unit = told[place], one.unit or "位"
            scale, base = scale_of(unit)
            if other_units and scale > 1 and base != unit:
                value, unit = value * scale, base
            measure = parse_measure(one.measure).label
            lines.writerow(
                [
                    one.indicator,
                    measure,
                    one.period,
                    one.region,
                    f"{value:f}",
                    unit,
                    one.comparator,
                    one.kind,
                    one.bound,
                ]
            )
        values[one.at] = told[place]
    return written.getvalue().encode(), values


def paragraphs(desk: Desk, document: int) -> list[tuple[int, int]]:
    """The spans of a speech's paragraphs, as a draft after it has them."""
    speech = desk.speech(document)
    inside = [*speech.preamble]
    for part in speech.parts:
        inside += part.intro
        for section in part.sections:
            inside += section.paragraphs
        inside += part.outro
    inside += speech.closing
    return [(paragraph.span.start, paragraph.span.end) for paragraph in inside]


def side_by_side(past: str, told: str) -> Iterator[tuple[int, str]]:
    """Where each number or mask of the past paragraph stands, and what the new one has in its place. What follows a
    number stays as it was, so that both are laid side by side by it."""
    before, now = list(NUMBER.finditer(past)), list(NUMBER.finditer(told))
    behind = [
        [NUMBER.sub("#", words[found.end() : found.end() + 8])[:3] for found in numbers]
        for words, numbers in ((past, before), (told, now))
    ]
    blocks = SequenceMatcher(None, *behind, autojunk=False).get_matching_blocks()
    matched = [(block.a + step, block.b + step) for block in blocks for step in range(block.size)]
    filled = {at for at, found in enumerate(now) if found[0] not in "*＊" and found[0] not in past}
    assert filled <= {other for _, other in matched}, told
    return ((before[one].start(), now[other][0]) for one, other in matched)


@pytest.mark.skipif(not SEED.exists(), reason="the seed speech lies in ../shared, which is absent")
@pytest.mark.parametrize(("turn", "other_units"), [(1, False), (-1, False), (1, True)], ids=["as", "turned", "units"])
def test_no_value_stands_at_another_mask(tmp_path: Path, turn: int, other_units: bool) -> None:
    text = (SEED / "speech_2021_masked.txt").read_text("utf-8")
    second = re.search(r"^二、", text, re.MULTILINE)
    assert second is not None
    asked = [*labelled(text), *recognised(text, second.start())]
    content, values = table(asked, turn, other_units)
    desk = Desk(read_settings({"HEGAO_HOME": str(tmp_path / "workspace")}))
    report = desk.load([Incoming("去年.txt", text.encode()), Incoming("数据.csv", content)])
    assert not report.refused
    desk.verify(document="数据.csv", by="林予安")
    past = next(document for document in desk.documents() if document.name == "去年.txt")
    draft = desk.write_draft(desk.begin_draft(DraftRequest(Period(YEAR, 1, 6), past.id)))
    spans = paragraphs(desk, past.id)
    written = [paragraph.text for section in draft.sections for paragraph in section.paragraphs]
    desk.close()
    assert len(spans) == len(written)
    wrong, filled = [], set()
    for (start, end), told in zip(spans, written, strict=True):
        for at, number in side_by_side(text[start:end], told):
            at += start
            if number in "*＊" or text[at] not in "*＊":
                continue
            filled.add(at)
            if at not in values or abs(Decimal(number) - abs(values[at])) > Decimal("0.05"):
                wrong.append((text[max(start, at - 20) : at + 6], number, values.get(at)))
    assert wrong == []
    assert len(filled) >= 110  # of some 118 told: the rest stays open, as its words leave the subject in doubt


# What a person reads the masks of the second and third part to ask for, by their number: 指标|口径|期间|比较|类型|界限.
# The others there name what no bureau's table tells, or only a person knows.
READ = {
    73: "地区生产总值|增速变化|2026H1|一季度|实际|",
    79: "工业用电量|百分点差|2026H1|工业总产值|实际|",
    99: "一般贸易进出口额|同比|2026-06||实际|",
    100: "边境小额贸易进出口额|同比|2026-06||实际|",
    102: "批发业销售额|增速变化|2026H1|一季度|实际|",
    103: "零售业销售额|增速变化|2026H1|一季度|实际|",
    104: "餐饮业营业额|增速变化|2026H1|一季度|实际|",
    105: "住宿业营业额|增速变化|2026H1|一季度|实际|",
    112: "粮食播种面积|总量|2026||目标|以上",
    113: "粮食产量|总量|2026||目标|以上",
    114: "水产品产量|总量|2026||目标|以上",
    143: "跨境电商交易额|总量|2026||目标|以上",
    150: "新建5G基站|数量|2026||目标|以上",
    173: "城镇新增就业|总量|2026||目标|以上",
    174: "城镇登记失业率|总量|2026||目标|以内",
}
TEMPTING = ("总量|2026H1||实际|", "同比|2026H1||实际|", "总量|2026||实际|", "同比|2026||目标|", "总量|2025H1||实际|")


def everything() -> tuple[bytes, dict[str, Decimal]]:
    """A long table of all that a bureau might tell, a value of its own for each, and the value at each place."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(["指标", "口径", "期间", "数值", "单位", "比较对象", "类型", "界限", "地区"])
    values: dict[str, Decimal] = {}
    told = [f"{known.name}|{place}" for known in CATALOGUE.indicators for place in TEMPTING]
    for number, place in enumerate(dict.fromkeys([*READ.values(), *told]), 1):
        name, measure, period, against, kind, bound = place.split("|")
        known = CATALOGUE.find(name)
        unit = (
            "%"
            if measure == "同比"
            else "个百分点"
            if "变化" in measure or "差" in measure
            else known.unit
            if known
            else ""
        )
        if not unit or unit == "位":
            continue
        values[place] = Decimal(1000 + number)
        lines.writerow([name, measure, period, f"{values[place]}", unit, against, kind, bound, "全市"])
        lines.writerow([name, measure, period, f"{50000 + number}", unit, against, kind, bound, "全国"])
    return written.getvalue().encode(), values


@pytest.mark.skipif(not SEED.exists(), reason="the seed speech lies in ../shared, which is absent")
def test_among_all_that_a_bureau_might_tell_each_mask_takes_its_own(tmp_path: Path) -> None:
    text = (SEED / "speech_2021_masked.txt").read_text("utf-8")
    masks = [found.start() for found in MASK.finditer(text)]
    content, values = everything()
    desk = Desk(read_settings({"HEGAO_HOME": str(tmp_path / "workspace")}))
    report = desk.load([Incoming("去年.txt", text.encode()), Incoming("数据.csv", content)])
    assert not report.refused and not report.conflicts
    desk.verify(document="数据.csv", by="林予安")
    past = next(document for document in desk.documents() if document.name == "去年.txt")
    draft = desk.write_draft(desk.begin_draft(DraftRequest(Period(YEAR, 1, 6), past.id)))
    second = desk.speech(past.id).parts[1].span.start
    spans = paragraphs(desk, past.id)
    written = [paragraph.text for section in draft.sections for paragraph in section.paragraphs]
    desk.close()
    found = {
        masks.index(start + at): Decimal(number)
        for (start, end), told in zip(spans, written, strict=True)
        if start >= second
        for at, number in side_by_side(text[start:end], told)
        if text[start + at] in "*＊" and number not in "*＊"
    }
    assert found.keys() <= READ.keys()
    assert found == {mask: values[place] for mask, place in READ.items()}
