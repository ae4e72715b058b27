"""The bundled sample is true to itself: speeches, tables and targets agree to the digit, and it says it is invented."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from corpus.readers import read_document
from corpus.sample.source.build import build
from corpus.sample.source.periods import named_in, period_of
from corpus.sample.source.render import render, texts_in
from corpus.sample.source.tables import SOURCE
from corpus.sample.source.wording import MEASURES
from corpus.sample.source.world import world
from drafting.reuse.writer import Past
from figures.figure import FigureKind, FigureRef
from figures.measure import Measure
from figures.period import Period
from figures.quantity import Bound, Quantity
from figures.recognition import Recognised, RowKind
from figures.recognition.times import absolute_period
from figures.resolve import Resolver
from figures.slots import FigureSlot
from figures.units import scale_of
from figures.wording import SIGNED, turned, write
from tests.sample_book import CITY, FOLDER, past_of, sample

SPEECHES = range(4)
REPORTS = range(2)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Checked:
    """A number of a text beside the quantity that the tables tell for it, None where they tell none."""

    row: Recognised
    words: str
    told: Quantity | None
    agrees: bool


def checked(past: Past) -> list[Checked]:
    """Every number of `past` that recognition says a table tells, held against the tables."""
    known = sample()
    resolver = Resolver(known.snapshot, known.catalogue)
    return [_check(past, row, resolver) for row in past.rows if row.fillable and row.known]


def _check(past: Past, row: Recognised, resolver: Resolver) -> Checked:
    text = past.speech.text
    words = text[row.phrase[0] : row.end]
    slot = _slot(past, row)
    told = resolver.resolve(slot).quantity if slot else None
    if slot is None or told is None:
        return Checked(row, words, None, False)
    same = _ends(told.low, told.high, told.unit) == _printed(row) and told.bound == row.bound
    return Checked(row, words, told, same and _reads_as_printed(slot, told, words, text[: row.phrase[0]][-12:]))


def _slot(past: Past, row: Recognised) -> FigureSlot | None:
    assert row.indicator is not None and row.measure is not None
    period = absolute_period(row, str(past.period))
    if period is None or not period[:4].isdigit():
        return None
    region = row.region if row.region and row.region != "全市" else CITY
    kind = FigureKind.TARGET if row.kind is RowKind.TARGET else FigureKind.ACTUAL
    return FigureSlot(
        FigureRef(row.indicator, row.measure, Period.parse(period), region, row.comparator), row.form, kind
    )


def _ends(low: Decimal | None, high: Decimal | None, unit: str) -> tuple[Decimal | None, Decimal | None]:
    scale, _ = scale_of(unit)
    return (None if low is None else low * scale, None if high is None else high * scale)


def _printed(row: Recognised) -> tuple[Decimal | None, Decimal | None]:
    """What the text prints, signed as its verb says, in the base of its unit."""
    low, high = _ends(row.low, row.high, row.unit)
    if row.direction != "down" or row.measure not in SIGNED:
        return low, high
    return (None if high is None else -high, None if low is None else -low)


def _reads_as_printed(slot: FigureSlot, told: Quantity, words: str, before: str) -> bool:
    """Whether the slot's form, filled with the table's quantity, says the same verb and number."""
    written = write(slot.form, told, slot.ref.measure, before=before, of_prices="价格" in slot.ref.indicator)
    numbers = [[Decimal(number) for number in _NUMBER.findall(said)] for said in (written.text, words)]
    return numbers[0] == numbers[1] and (slot.ref.measure not in SIGNED or not turned(slot.form, written.verb))


def disagreements(past: Past) -> list[str]:
    return [f"{past.document} …{item.words}: {item.told}" for item in checked(past) if not item.agrees]


@pytest.mark.parametrize("at", SPEECHES)
def test_speeches_tables_and_targets_agree_with_each_other_to_the_digit(at: int) -> None:
    past = sample().speeches[at]
    assert disagreements(past) == []
    assert len(checked(past)) >= 120


@pytest.mark.parametrize("at", REPORTS)
def test_reports_tables_and_targets_agree_with_each_other_to_the_digit(at: int) -> None:
    past = sample().reports[at]
    assert disagreements(past) == []
    assert len(checked(past)) >= 60


@pytest.mark.parametrize("at", SPEECHES)
def test_hardly_a_number_of_a_speech_is_without_a_table(at: int) -> None:
    past = sample().speeches[at]
    unknown = [row for row in past.rows if row.fillable and not row.known]
    assert len(unknown) <= 2, [row.text for row in unknown]


@pytest.mark.parametrize("at", SPEECHES)
def test_one_wrong_digit_is_noticed_wherever_it_stands(at: int) -> None:
    past = sample().speeches[at]
    text = past.speech.text
    for item in checked(past)[at::25]:
        place = max(index for index in range(item.row.start, item.row.end) if text[index].isdecimal())
        digit = str((int(text[place]) + 3) % 10)
        _, planted = past_of(past.document, text[:place] + digit + text[place + 1 :], sample().recogniser)
        assert len(disagreements(planted)) == 1, item.words


def _exchanged(text: str, at: int) -> str:
    for one, other in (("增长", "下降"), ("下降", "增长"), ("提高", "回落"), ("回落", "提高"), ("高", "低")):
        if text.startswith(one, at):
            return text[:at] + other + text[at + len(one) :]
    return text


def test_a_verb_that_turns_is_noticed() -> None:
    past = sample().speeches[3]
    text = past.speech.text
    turns = [item for item in checked(past) if _exchanged(text, item.row.phrase[0]) != text]
    for item in turns[::15]:
        wrong = _exchanged(text, item.row.phrase[0])
        _, planted = past_of(past.document, wrong, sample().recogniser)
        assert disagreements(planted), item.words


# The same without recognition: what the generator put into the texts against what the workbooks' cells say.


@dataclass(frozen=True)
class Placed:
    """A placeholder of a source text: what it asks for, and what the generator knows there."""

    words: str
    ref: FigureRef
    kind: FigureKind
    value: Decimal
    unit: str
    bound: str = ""


def _placed() -> Iterator[Placed]:
    city = world()
    for text in texts_in(SOURCE / "texts"):
        for inside in re.findall(r"\{\{([^{}]*)\}\}", text.path.read_text("utf-8")):
            name, measure_name, when, comparator, *_ = inside.split("|") + [""] * 4
            place, _, name = name.rpartition(":")
            measure = MEASURES[measure_name]
            if measure == "target":
                year = int(named_in(when, text.year, period_of(text.year, "Y"))[:4])
                aim = city.target(name, year)
                ref = FigureRef(name, Measure(aim.measure), Period(year), CITY)
                yield Placed(inside, ref, FigureKind.TARGET, aim.value, aim.unit, aim.bound)
                continue
            period = named_in(when, text.year, text.default_period)
            known = city.value(name, measure, period, place or comparator)
            default = {"rank": "全省", "pp_diff": "全国", "rate_change": "一季度"}.get(measure)
            ref = FigureRef(
                name,
                Measure(measure),
                Period.parse(period),
                place or CITY,
                (comparator or default) if not place else None,
            )
            yield Placed(inside, ref, FigureKind.ACTUAL, known.number, known.unit)


def test_what_the_generator_placed_is_what_the_workbooks_tell() -> None:
    resolver = Resolver(sample().snapshot, sample().catalogue)
    wrong, found, derived = [], 0, 0
    for placed in _placed():
        resolution = resolver.resolve(FigureSlot(placed.ref, "", placed.kind))
        told = resolution.quantity
        found += resolution.figure is not None
        derived += resolution.formula is not None
        bound = Bound(placed.bound) if placed.bound else None
        if told is None or told.value != placed.value or told.bound is not bound or told.unit != placed.unit:
            wrong.append((placed.words, told, resolution.reason))
    assert wrong == []
    assert found >= 700 and derived >= 60


def test_the_word_files_say_what_the_generator_wrote() -> None:
    for text in texts_in(SOURCE / "texts"):
        document = render(text, world())
        path = FOLDER / f"{document.stem}.docx"
        read = re.sub(r"\s", "", read_document(path.name, path.read_bytes()).text)
        assert all(re.sub(r"\s", "", block.text) in read for block in document.blocks), path.name


@pytest.mark.parametrize("at", SPEECHES)
def test_a_speech_is_as_long_and_as_built_as_such_speeches_are(at: int) -> None:
    speech = sample().speeches[at].speech
    assert len(re.sub(r"\s", "", speech.text)) >= 6000
    review, problems, tasks = (len(part.sections) for part in speech.parts)
    assert review == 6 and problems in (5, 6) and tasks == 10
    assert speech.title and speech.date_line and speech.byline and speech.salutation
    assert speech.preamble and speech.closing
    assert sum(paragraph.lead is not None for _, section in speech.sections() for paragraph in section.paragraphs) >= 15


def test_there_are_four_speeches_two_reports_and_the_tables_of_seven_years() -> None:
    assert [str(past.period) for past in sample().speeches] == ["2022H1", "2023H1", "2024H1", "2025H1"]
    assert [str(past.period) for past in sample().reports] == ["2025", "2026"]
    periods = {figure.ref.period for figure in sample().snapshot.figures if figure.kind is FigureKind.ACTUAL}
    assert {Period(year, 1, 6) for year in range(2020, 2027)} <= periods


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.docx")), ids=lambda path: path.stem)
def test_every_document_of_the_sample_says_that_it_is_invented(path: Path) -> None:
    said = Document(str(path)).core_properties
    assert "虚构" in said.comments and "虚构" in said.author


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.xlsx")), ids=lambda path: path.stem)
def test_every_workbook_of_the_sample_says_that_it_is_invented(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    assert "虚构" in (book.properties.description or "")
    told = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if "虚构" in str(cell.value)]
    assert told


def test_building_the_sample_anew_gives_the_same_bytes(tmp_path: Path) -> None:
    build(tmp_path)
    assert hashes(tmp_path) == hashes(FOLDER)


def hashes(folder: Path) -> dict[str, str]:
    """The hash of every Word file and workbook under `folder`, by its path there."""
    made = [path for path in folder.rglob("*") if path.suffix in (".docx", ".xlsx")]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in made}
