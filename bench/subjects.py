"""Whether the second key tells a slot under a wrong subject from one under its own: `uv run python -m bench.subjects`.

Real sentences with labelled quantities (`../shared/gold`, and the seed speech) are slotted twice: with the slot the
label names, which must pass, and with another one planted in its place, which must be found. A planted slot differs in
its indicator, or in its measure; never in wording alone. Recognition has no part in what counts as right.
"""

import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bench.strictness import CORPUS, read
from errors import InputError
from figures.catalogue import Catalogue, load_catalogue
from figures.figure import FigureKind, FigureRef
from figures.finder import Finder
from figures.gate import find_forbidden
from figures.guard.checking.subjects import mismatches
from figures.measure import Measure
from figures.period import Period
from figures.recognition import Recogniser
from figures.slots import EntryKind, EntrySlot, FigureSlot, Piece, Text

GOLD = CORPUS.parent / "gold"
SEED = CORPUS.parent / "seed"
FOUND, FALSE = 0.95, 0.03
EACH = 3
_NUMBER = re.compile(r"[0-9０-９][0-9０-９.．,，]*(?:(?:%|％)?[—–\-~～至到][0-9０-９][0-9０-９.．]*)?|\*")
# What the labels call otherwise than the catalogue does.
_WORDINGS = {"进出口": "货物进出口总额", "出口": "货物出口总额", "进口": "货物进口总额"}
# Measures that are told in one unit, so that only the words can tell them apart.
_IN_PERCENT = (Measure.YOY, Measure.TWO_YEAR_AVG, Measure.QOQ, Measure.SHARE, Measure.COMPLETION, Measure.VALUE)
_IN_POINTS = (Measure.RATE_CHANGE, Measure.PP_DIFF, Measure.SHARE_CHANGE, Measure.PP_CONTRIBUTION)
_IN_UNITS = (Measure.VALUE, Measure.DIFFERENCE, Measure.YOY, Measure.SHARE)


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, the characters [start, end) of it that tell a quantity, and what they measure."""

    sentence: str
    start: int
    end: int
    ref: FigureRef
    target: bool

    @property
    def form(self) -> str:
        """The wording of the quantity with `#` for its number."""
        return _NUMBER.sub("#", self.sentence[self.start : self.end], count=1)


def cases() -> list[Case]:
    """Every labelled quantity whose place in its sentence can be slotted."""
    return [case for case in (*_labelled(), *_seed()) if case.form.count("#") == 1]


def _labelled() -> Iterator[Case]:
    texts: dict[str, str] = {}
    for name in ("dev_targets", "dev_actuals", "dev_targets_body"):
        for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["qualitative"] or row["relative"] or row["measure"] not in set(Measure):
                continue
            text = texts.setdefault(row["file"], read(CORPUS / row["file"]))
            start, end = row["sentence_span"]
            ref = FigureRef(row["indicator"], Measure(row["measure"]), Period(row["year"]))
            first, last = row["span"][0] - start, row["span"][1] - start
            yield Case(text[start:end], first, last, ref, row["kind"] == "target")


def _seed() -> Iterator[Case]:
    text = read(SEED / "speech_2021_masked.txt")
    for line in (SEED / "slots_part1.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row["fillable"] or row["measure"] not in set(Measure) or row["char"] is None:
            continue
        at = row["char"]
        start, end = sentence_at(text, at)
        unit = row["unit"] if row["unit"] and text.startswith(row["unit"], at + 1) else ""
        ref = FigureRef(row["indicator"], Measure(row["measure"]), Period(2021, 1, 6), "全市", row["comparator"])
        yield Case(text[start:end], at - start, at + 1 + len(unit) - start, ref, False)


def slotted(case: Case, ref: FigureRef, form: str) -> list[Piece] | None:
    """The sentence with `ref` asked for where its quantity stood, and every other number left to a person; None where
    the words around cannot stand without it."""
    kind = FigureKind.TARGET if case.target else FigureKind.ACTUAL
    pieces: list[Piece] = []
    try:
        pieces += _open(case.sentence[: case.start])
        pieces.append(FigureSlot(ref, form, kind))
        pieces += _open(case.sentence[case.end :])
    except InputError:
        return None
    return pieces


def _open(words: str) -> Iterator[Piece]:
    at = 0
    spans = sorted([*((one.start, one.end) for one in find_forbidden(f"…{words}")), *_masks(words)])
    for first, last in spans:
        start, end = max(at, first - 1), last - 1
        if start < end:
            if at < start:
                yield Text(words[at:start])
            yield EntrySlot(EntryKind.OTHER, "#")
            at = end
    if at < len(words):
        yield Text(words[at:])


def _masks(words: str) -> Iterator[tuple[int, int]]:
    return ((match.start() + 1, match.end() + 1) for match in re.finditer(r"[*＊]+", words))


def planted(case: Case, pool: list[FigureRef], catalogue: Catalogue, chance: random.Random) -> Iterator[FigureRef]:
    """Refs that do not belong where `case` stands: other indicators in its measure, and its own in another."""
    own = catalogue.canonical(case.ref.indicator)
    others = [
        ref.indicator
        for ref in pool
        if ref.measure is case.ref.measure
        and catalogue.canonical(ref.indicator) != own
        and not _akin(ref.indicator, own)
    ]
    for name in chance.sample(others, min(EACH, len(others))):
        yield FigureRef(name, case.ref.measure, case.ref.period, case.ref.region, case.ref.comparator)
    alike = _IN_POINTS if "百分点" in case.form else _IN_PERCENT if re.search("[%％]", case.form) else _IN_UNITS
    same = {Measure.VALUE, Measure.COUNT} if case.ref.measure is Measure.COUNT else {case.ref.measure}
    measures = [one for one in alike if one not in same]
    for measure in chance.sample(measures, 2):
        yield FigureRef(case.ref.indicator, measure, case.ref.period, case.ref.region)


def _by_catalogue(case: Case, finder: Finder) -> Case:
    """`case` with its indicator by the catalogue's name, where the label has another wording of it."""
    known = _WORDINGS.get(case.ref.indicator) or finder.resolve(case.ref.indicator)
    name = known if isinstance(known, str) else known.name if known else case.ref.indicator
    return replace(case, ref=replace(case.ref, indicator=name))


def _akin(name: str, own: str) -> bool:
    """Whether one name is the other in more or fewer words: then they differ in wording, or nobody can say."""
    return name in own or own in name


@dataclass
class Tally:
    """How many slots were looked at and how many were found wrong."""

    asked: int = 0
    alarmed: int = 0

    @property
    def rate(self) -> float:
        """The share found wrong."""
        return self.alarmed / max(1, self.asked)


def measure(seed: int = 20261125) -> tuple[Tally, Tally, Tally, list[str], list[str]]:
    """Right slots, slots with another indicator, with another measure; the false alarms and the misses in words."""
    chance = random.Random(seed)
    base = Finder(load_catalogue())
    found = [_by_catalogue(case, base) for case in cases()]
    told = {case.ref.indicator for case in found}
    catalogue = load_catalogue().extended(told)
    recogniser = Recogniser(Finder(catalogue, told=told))
    pool = list(dict.fromkeys(case.ref for case in found))
    right, other, measured = Tally(), Tally(), Tally()
    false: list[str] = []
    missed: list[str] = []
    for case in found:
        pieces = slotted(case, case.ref, case.form)
        if pieces is None:
            continue
        why = _alarm(pieces, recogniser, catalogue)
        right.asked += 1
        right.alarmed += why is not None
        if why is not None:
            false.append(f"{_shown(case)}: {why}")
        for ref in planted(case, pool, catalogue, chance):
            same = ref.measure is case.ref.measure
            wrong = slotted(case, ref, case.form)
            if wrong is None:
                continue
            tally = other if same else measured
            tally.asked += 1
            if _alarm(wrong, recogniser, catalogue) is not None:
                tally.alarmed += 1
            else:
                missed.append(f"{_shown(case)}: took {ref.indicator} {ref.measure.label}")
    return right, other, measured, false, missed


def elsewhere(every: int = 7, seed: int = 20261125) -> tuple[Tally, Tally]:
    """Slots planted under the subjects of every so-manyth quantity of the provinces' reports, nobody's labels asked:
    under subjects the catalogue knows, and under those it does not. Recognition says here what there is to slot."""
    chance = random.Random(seed)
    catalogue = load_catalogue()
    recogniser = Recogniser(Finder(catalogue))
    names = sorted(catalogue.names)
    known, unknown = Tally(), Tally()
    for path in sorted(CORPUS.glob("prov_*/*.txt")):
        text = read(path)
        for row in recogniser.recognise(text)[::every]:
            if not row.fillable or row.indicator is None or row.measure is None:
                continue
            start, end = sentence_at(text, row.start)
            ref = FigureRef(row.indicator, row.measure, Period(2026))
            case = Case(text[start:end], row.start - start, row.end - start, ref, False)
            name = chance.choice(names)
            if case.form.count("#") != 1 or _akin(name, row.indicator):
                continue
            pieces = slotted(case, replace(ref, indicator=name), case.form)
            if pieces is not None:
                tally = known if row.known else unknown
                tally.asked += 1
                tally.alarmed += _alarm(pieces, recogniser, catalogue) is not None
    return known, unknown


def sentence_at(text: str, at: int) -> tuple[int, int]:
    """The sentence around character `at`, its stop left out."""
    ends = [place for mark in "。\n" if (place := text.find(mark, at)) >= 0]
    return max(text.rfind(mark, 0, at) for mark in "。\n") + 1, min(ends, default=len(text))


def _alarm(pieces: list[Piece], recogniser: Recogniser, catalogue: Catalogue) -> str | None:
    at = next(index for index, piece in enumerate(pieces) if isinstance(piece, FigureSlot))
    return next((one.why for one in mismatches(pieces, recogniser, catalogue) if one.index == at), None)


def _shown(case: Case) -> str:
    before = case.sentence[max(0, case.start - 24) : case.start]
    return f"{before}【{case.sentence[case.start : case.end]}】 is {case.ref.indicator} {case.ref.measure.label}"


def main() -> None:
    """Measures and prints; `--list` prints every false alarm and every miss."""
    if not GOLD.is_dir():
        sys.exit("../shared/gold is not there: nothing to measure")
    right, other, measured, false, missed = measure()
    both = Tally(other.asked + measured.asked, other.alarmed + measured.alarmed)
    print(f"right slots:           {right.asked:>5}, false alarms {right.rate:.1%} (at most {FALSE:.0%})")
    print(f"another indicator:     {other.asked:>5}, found {other.rate:.1%}")
    print(f"another measure:       {measured.asked:>5}, found {measured.rate:.1%}")
    print(f"all that were planted: {both.asked:>5}, found {both.rate:.1%} (at least {FOUND:.0%})")
    known, unknown = elsewhere()
    print(f"without labels, under subjects the catalogue knows: {known.asked}, found {known.rate:.1%}")
    print(f"               under subjects it does not know:    {unknown.asked}, found {unknown.rate:.1%}")
    if "--list" in sys.argv:
        print("\nfalse alarms:", *false, "\nmissed:", *missed, sep="\n")


if __name__ == "__main__":
    main()
