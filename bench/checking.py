"""How many planted errors the check of a document finds, and on how many right numbers it raises a false alarm.

`uv run python -m bench.checking [COUNT]` plants COUNT (1,000) single errors of ten kinds into the bundled sample's
speeches and, where `../shared` is at hand, into its corpus (with a table made from its labels), and checks each text
in a temporary workspace. The peer in the same run asks of each number only whether it stands anywhere in the
tables. Also prints how long a long speech takes.
"""

import csv
import io
import json
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.planting import KINDS, Planted, Site, Source, number_in, plant
from corpus.sample.source.periods import named_in, period_of, same_period_before
from corpus.sample.source.render import PLACEHOLDER, Text, texts_in, words
from corpus.sample.source.tables import SOURCE
from corpus.sample.source.wording import MEASURES, digits
from corpus.sample.source.world import NotPublishedError, World, world
from desk import SAMPLE, Desk, Incoming, LoadOptions
from drafting.check.model import CheckReport, Verdict
from figures.figure import Figure, FigureKind, FigureRef
from figures.measure import parse_measure
from figures.period import Period
from figures.resolve import Resolver
from figures.slots import FigureSlot
from figures.units import scale_of
from settings import read_settings

SHARED = Path(__file__).parents[1] / ".." / "shared"
CITY = "岚江市"
FOUND_GOAL, ALARM_GOAL, SECONDS_GOAL = 0.97, 0.01, 1.0
_UNIT = re.compile(
    r"(?:个百分点|百分点|[%％‰]|[十百千]?万?亿?[元斤吨人户家个件项公顷辆]+(?:/立方米)?|万美元|亿美元|亿千瓦时"
    r"|微克/立方米|亩|位)?"
)


@dataclass(slots=True)
class Score:
    """What one kind of error came to, for the check and for its peer."""

    planted: int = 0
    found: int = 0
    by_peer: int = 0


@dataclass(slots=True)
class Alarms:
    """Right numbers: all of them, those held against a figure, and those that were called wrong."""

    numbers: int = 0
    held: int = 0
    called_wrong: int = 0
    by_peer: int = 0
    told: Counter[str] = field(default_factory=Counter)


def unit_behind(text: str, at: int) -> str:
    """The unit that stands at `at`."""
    found = _UNIT.match(text, at)
    return found[0] if found else ""


# the sample


def sample_sources(desk: Desk) -> list[Source]:
    """The speeches and reports of the sample as their templates say them, each number known by its placeholder."""
    city = world()
    names = desk.checker.names()
    resolver = Resolver(names.snapshot, names.catalogue)
    return [_sample_source(text, city, resolver) for text in texts_in(SOURCE / "texts")]


def _sample_source(text: Text, city: World, resolver: Resolver) -> Source:
    whole, sites = "", []
    for line in text.path.read_text(encoding="utf-8").splitlines():
        line = line.strip().lstrip("#").strip().replace("**", "")
        if not line or set(line) <= {"-", "="}:
            continue
        at = 0
        for found in PLACEHOLDER.finditer(line):
            whole += line[at : found.start()]
            at = found.end()
            said = words(found[1], text, city, whole.rsplit("\n", 1)[-1])
            spot = number_in(whole + said, len(whole), len(whole) + len(said))
            if spot is not None:
                sites.append((found[1], spot))
            whole += said
        whole += line[at:] + "\n"
    known = [site for told, spot in sites if (site := _site(told, spot, whole, text, city, resolver)) is not None]
    return Source(f"{text.stem}.txt", whole, tuple(known))


def _site(
    placeholder: str, spot: tuple[int, int], whole: str, text: Text, city: World, resolver: Resolver
) -> Site | None:
    name, measure, period, comparator, _ = (placeholder.split("|") + [""] * 5)[:5]
    place, _, name = name.rpartition(":")
    if measure == "目标":
        when = named_in(period, text.year, period_of(text.year, "Y"))[:4]
        for asked in ("同比", "总量"):
            slot = FigureSlot(
                FigureRef(name, parse_measure(asked), Period.parse(when), CITY), "", kind=FigureKind.TARGET
            )
            if resolver.resolve(slot).quantity is not None:
                return Site(*spot, unit_behind(whole, spot[1]), "target")
        return None
    when = named_in(period, text.year, text.default_period)
    if measure == "增速变化" and not comparator:
        comparator = "一季度"
    ref = FigureRef(name, parse_measure(measure), Period.parse(when), place or CITY, comparator or None)
    if resolver.resolve(FigureSlot(ref, "")).quantity is None:
        return None
    kind = {"同比": "rate", "位次": "rank", "总量": "amount", "数量": "amount"}.get(measure, measure)
    code = MEASURES[measure]
    before = _told(city, name, code, same_period_before(when), place or comparator)
    others = ("全国", "全省") if measure == "百分点差" else ("一季度", "上年同期") if measure == "增速变化" else ()
    against = {other: _told(city, name, code, when, other) for other in others if other != comparator}
    return Site(*spot, unit_behind(whole, spot[1]), kind, before, against)


def _told(city: World, name: str, measure: str, period: str, comparator: str) -> str:
    try:
        return digits(abs(city.value(name, measure, period, comparator or None).number))
    except (NotPublishedError, KeyError, ValueError):
        return ""


# the corpus


def corpus_labels() -> list[dict[str, Any]]:
    """The labelled values of the corpus, those told without a number left out."""
    lines = (SHARED / "gold" / "dev_actuals.jsonl").read_text(encoding="utf-8").splitlines()
    return [label for label in map(json.loads, lines) if label["low"] or label["high"]]


def corpus_table(labels: Iterable[Mapping[str, Any]]) -> bytes:
    """A long table of the labelled values."""
    told = io.StringIO()
    writer = csv.writer(told)
    writer.writerow(["指标", "口径", "期间", "地区", "数值", "单位", "类型", "界限"])
    rows = {
        (label["indicator"], label["measure"], label["year"], label["province"], label["unit"]): label
        for label in reversed(list(labels))
    }
    for (name, measure, year, province, unit), label in rows.items():
        sign = "-" if label["dir"] == "down" else ""
        value = sign + (label["low"] or label["high"])
        writer.writerow([name, measure, year, province, value, unit, "实际", label["bound"] or ""])
    return told.getvalue().encode()


def corpus_sources(labels: list[dict[str, Any]]) -> list[Source]:
    """The labelled reports, each label a site."""
    by_file: dict[str, list[dict[str, Any]]] = defaultdict(list)
    values = {}
    for label in labels:
        by_file[label["file"]].append(label)
        values[label["indicator"], label["measure"], label["year"], label["province"], label["unit"]] = (
            label["low"] or label["high"]
        )
    sources = []
    for file, own in sorted(by_file.items()):
        text = (SHARED / "corpus" / file).read_bytes().decode("utf-8")
        sites = []
        for label in sorted(own, key=lambda label: label["span"]):
            spot = number_in(text, *label["span"])
            if spot is None:
                continue
            kind = "rate" if label["measure"] == "yoy" else "ratio" if label["unit"] == "%" else "amount"
            year_before = values.get(
                (label["indicator"], label["measure"], label["year"] - 1, label["province"], label["unit"]), ""
            )
            sites.append(Site(*spot, unit_behind(text, spot[1]), kind, year_before))
        sources.append(Source(Path(file).name, text, tuple(sites)))
    return sources


# checking


class Peer:
    """Asks of a number only whether any verified figure, in any unit of its kind, has its digits."""

    def __init__(self, figures: Iterable[Figure]):
        self._values: set[tuple[Decimal, str]] = set()
        for figure in figures:
            scale, base = scale_of(figure.quantity.unit)
            for end in (figure.quantity.low, figure.quantity.high):
                if end is not None:
                    self._values.add((abs(end * scale).normalize(), base))

    def knows(self, text: str, start: int, end: int) -> bool:
        """Whether the number at [start, end) with the unit behind it stands anywhere in the tables."""
        scale, base = scale_of(unit_behind(text, end).replace("％", "%"))
        return (abs(Decimal(text[start:end]) * scale).normalize(), base) in self._values


def overlapping(report: CheckReport, start: int, end: int) -> Iterator[Verdict]:
    """The verdicts on the numbers at [start, end)."""
    return (number.verdict for number in report.numbers if number.start < end and start < number.end)


def measure_found(desk: Desk, peer: Peer, planted: Iterable[Planted], scores: dict[str, Score]) -> list[str]:
    """Checks each planted text; adds to `scores` and tells what was missed."""
    missed = []
    for one in planted:
        score = scores.setdefault(one.kind, Score())
        report = desk.checker.check_text(one.source.name, one.text)
        score.planted += 1
        score.by_peer += any(not peer.knows(one.text, start, end) for start, end in one.wrong)
        if any(Verdict.MISMATCH in overlapping(report, start, end) for start, end in one.wrong):
            score.found += 1
            continue
        start, end = one.wrong[0]
        verdicts = ", ".join(overlapping(report, start, end))
        missed.append(
            f"{one.kind} {one.source.name} {one.what} ({verdicts}): {one.text[max(0, start - 40) : end + 8]!r}"
        )
    return missed


def measure_alarms(desk: Desk, peer: Peer, sources: Iterable[Source]) -> Alarms:
    """Checks the right texts."""
    alarms = Alarms()
    for source in sources:
        report = desk.checker.check_text(source.name, source.text)
        alarms.numbers += sum(number.verdict is not Verdict.EXEMPT for number in report.numbers)
        alarms.held += sum(number.verdict in (Verdict.MATCH, Verdict.MISMATCH) for number in report.numbers)
        alarms.by_peer += sum(
            not peer.knows(source.text, *spot)
            for number in report.numbers
            if number.verdict is not Verdict.EXEMPT
            and (spot := number_in(source.text, number.start, number.end)) is not None
        )
        for number in report.numbers:
            if number.verdict is Verdict.MISMATCH:
                alarms.called_wrong += 1
                context = source.text[max(0, number.start - 40) : number.end + 8]
                alarms.told[f"{source.name} {number.note} {context!r}"] += 1
        alarms.told.update(f"{source.name} finding {finding.kind} {finding.note}" for finding in report.findings)
        unmatched = sum(Verdict.MATCH not in overlapping(report, site.start, site.end) for site in source.sites)
        alarms.told.update([f"sites of right texts that are not matched: {source.name}"] * unmatched)
    return alarms


def measure_speed(desk: Desk, sources: list[Source]) -> tuple[int, int, float]:
    """Characters and numbers of a speech of 12,000 characters, and the best of five checks in seconds."""
    long = max(sources, key=lambda source: len(source.sites) / len(source.text))
    text = (long.text * 12)[:12_000]
    report = desk.checker.check_text(long.name, text)
    taken = [seconds(lambda: desk.checker.check_text(long.name, text)) for _ in range(5)]
    return len(text), len(report.numbers), min(taken)


def seconds(deed: Callable[[], object]) -> float:
    """How long `deed` takes."""
    start = perf_counter()
    deed()
    return perf_counter() - start


def share(part: int, whole: int) -> str:
    """A share in words."""
    return f"{part}/{whole} = {part / max(whole, 1):.1%}"


def opened(folder: Path, files: list[Incoming]) -> Desk:
    """A desk in `folder` that holds `files`, verified."""
    desk = Desk(read_settings({"HEGAO_HOME": str(folder)}))
    told = desk.load(files, LoadOptions(verified_by="bench"))
    assert not told.refused, told.refused
    return desk


def main() -> None:
    """Plants, checks and prints."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    random_ = random.Random(2026)
    scores: dict[str, Score] = {}
    missed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="hegao-bench-") as temporary:
        folder = Path(temporary)
        tables = [Incoming(path.name, path.read_bytes()) for path in sorted(SAMPLE.glob("*.xlsx"))]
        places: list[tuple[str, Desk, list[Source]]] = []
        desk = opened(folder / "sample", tables)
        places.append(("sample", desk, sample_sources(desk)))
        if (SHARED / "gold").is_dir():
            labels = corpus_labels()
            desk = opened(folder / "corpus", [Incoming("已知数.csv", corpus_table(labels))])
            places.append(("corpus", desk, corpus_sources(labels)))
        else:
            print("../shared is not at hand: the sample alone")
        for name, desk, sources in places:
            peer = Peer(desk.figures())
            print(f"{name}: {len(sources)} texts, {sum(len(source.sites) for source in sources)} sites", flush=True)
            alarms = measure_alarms(desk, peer, sources)
            for told, times in alarms.told.items():
                print("  ", told, times if times > 1 else "")
            print(f"  false alarms: {share(alarms.called_wrong, alarms.held)} of the numbers held against a figure,")
            print(
                f"    {share(alarms.called_wrong, alarms.numbers)} of all; peer {share(alarms.by_peer, alarms.numbers)}"
            )
            for kind in KINDS:
                planted = plant(sources, kind, count // len(KINDS) // len(places), random_)
                missed += measure_found(desk, peer, planted, scores)
            if name == "sample":
                characters, numbers, taken = measure_speed(desk, sources)
                print(f"  {characters} characters, {numbers} numbers: {taken:.2f} s (goal < {SECONDS_GOAL:g} s)")
        # What some kinds have no sites for is made up by the others, each in turn a new round in the first place.
        while (short := count - sum(score.planted for score in scores.values())) > 0:
            name, desk, sources = places[0]
            each = -(-short // len(KINDS))
            more = [one for kind in KINDS for one in plant(sources, kind, each, random_)][:short]
            missed += measure_found(desk, Peer(desk.figures()), more, scores)
        for _, desk, _ in places:
            desk.close()
    for line in missed:
        print("missed", line)
    for kind, score in scores.items():
        print(f"{kind:<20}{share(score.found, score.planted):<20} peer {share(score.by_peer, score.planted)}")
    found, planted_all = sum(s.found for s in scores.values()), sum(s.planted for s in scores.values())
    verdict = "met" if found >= FOUND_GOAL * planted_all else "MISSED"
    print(f"found {share(found, planted_all)}   goal {FOUND_GOAL:.0%}: {verdict}")
    print(f"peer  {share(sum(s.by_peer for s in scores.values()), planted_all)}")


if __name__ == "__main__":
    main()
