"""Taking files in: documents into the library, tables into library and book together.

A service of the composition root. What is confirmed in the store stays whatever happens next; the index follows it
(`retrieval/keeper.py`).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import PurePath

from corpus.files import content_hash
from corpus.library import Library, Outcome, Overrides, StoredDocument
from corpus.model import DocumentKind
from corpus.regions import canonical_region
from errors import InputError, NotAllowed, RefusedFile, Unstorable
from figures.book import Conflict, Deciding, FigureBook, Vouching
from figures.catalogue import Catalogue
from figures.figure import WHOLE_CITY
from figures.period import Period
from figures.tables import Asked, TableReading, look_into, refuse_unread
from figures.tables.fixing.mappings import Mappings
from figures.units import read_unit
from progress import Progress, Report
from store.deeds import Deed
from store.engine import Store

TABLE_SUFFIXES = (".xlsx", ".xls", ".csv")
_PREVIEWS = 64
"""How many readings of tables are kept while a person looks at them: a page is drawn anew at every click."""
_TWICE = "同样内容的文件已经在库中，没有重复载入。"
_RESTORED = "这份文件曾被移除，现已恢复，数据仍是原来的。"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file on its way in: its name, its bytes, and the path it came by on the command line; `period`, `region` and
    `unit` are what a person says of this file alone, over what is said of all that come with it."""

    name: str
    data: bytes
    path: str = ""
    period: str = ""
    region: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """What the person says over what the file says of itself.

    `verified_by` marks a table's figures verified (by the first of two persons, where the office asks for two;
    `vouching` names both), `may_leave` lets the files' words go to a model outside the house, `unit` is that of amounts
    for which a table names none (several: 亿元、%), `embargo` the day before which a table's figures may not be
    published.
    """

    kind: DocumentKind | None = None
    region: str | None = None
    date: str | None = None
    period: str | None = None
    verified_by: str | None = None
    actor: str = "本机"
    may_leave: bool = False
    unit: str | None = None
    vouching: Vouching | None = None
    embargo: str | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """One file taken in; `figures` counts the figures read from a table, `problems` tells of cells that were not,
    `corrections` counts what was read as persons had corrected it in an earlier table."""

    document: StoredDocument
    figures: int
    problems: tuple[str, ...] = ()
    path: str = ""
    corrections: int = 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """One file not taken in (or skipped as already there), with the reason in a sentence."""

    name: str
    reason: str


class Fate(StrEnum):
    """What became of a file."""

    LOADED = "loaded"
    SKIPPED = "skipped"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """What the screen calls it."""
        return {"loaded": "已收下", "skipped": "已在库中", "refused": "没有收下"}[self.value]


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one file of several, told as soon as it is known: the file's `name`, and in a sentence why it was
    not taken in, or what was read from it ("" where there is nothing to say)."""

    name: str
    fate: Fate
    told: str = ""


Each = Callable[[Became], None]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of each file; `unsearchable` says in a sentence why what was taken in cannot be searched yet."""

    loaded: tuple[Loaded, ...]
    skipped: tuple[Refusal, ...]
    refused: tuple[Refusal, ...]
    conflicts: tuple[Conflict, ...]
    unsearchable: str = ""


class Intake:
    """Takes files into one workspace."""

    def __init__(
        self,
        store: Store,
        library: Library,
        book: FigureBook,
        deciding: Deciding,
        mappings: Mappings,
        catalogue: Callable[[], Catalogue],
        default_region: str,
    ):
        self._default_region = default_region
        self._store = store
        self._library = library
        self._book = book
        self._deciding = deciding
        self._mappings = mappings
        self._previews: dict[object, tuple[TableReading, ...]] = {}
        self._catalogue = catalogue

    def load(
        self, files: Sequence[Incoming], options: LoadOptions, report: Report, each: Each = lambda _: None
    ) -> LoadReport:
        """Takes the files in one by one; a bad one is refused with its reason and the rest go on. `each` is told what
        became of a file as soon as it is kept or refused, once for each of `files` in their order."""
        _overrides(options)  # what is wrong for all is said before any is looked into
        self._check(options)
        loaded: list[Loaded] = []
        skipped: list[Refusal] = []
        refused: list[Refusal] = []
        conflicts: list[Conflict] = []
        for index, file in enumerate(files):
            report(Progress(index, len(files), file.name))
            try:
                said = _of_file(options, file)
                taken, found = self._take(file, said, _overrides(said))
            except (RefusedFile, NotAllowed, Unstorable) as refusal:
                refused.append(Refusal(file.path or file.name, refusal.sentence))
                each(Became(file.name, Fate.REFUSED, refusal.sentence))
                continue
            kept = self._library.of_content(file.data)
            if options.may_leave and kept is not None:
                self._library.let_leave([kept.id], True, actor=options.actor)
                taken = taken and replace(taken, document=self._library.get(kept.id))
            if taken is None:
                skipped.append(Refusal(file.path or file.name, _TWICE))
                each(Became(file.name, Fate.SKIPPED, _TWICE))
                continue
            loaded.append(taken)
            conflicts += found
            each(Became(file.name, Fate.LOADED, _read(taken)))
        return LoadReport(tuple(loaded), tuple(skipped), tuple(refused), tuple(conflicts))

    def _check(self, options: LoadOptions) -> None:
        """Raises `NotAllowed`, before a file is looked into, where the person may not take files in that way."""
        asked = [(options.actor, Deed.DOCUMENT_ADDED)]
        if options.vouching and options.vouching.bundled:
            asked.append((options.actor, Deed.SAMPLE_VOUCHED))
        elif options.verified_by is not None:
            asked.append((options.verified_by, Deed.FIGURES_VERIFIED))
        if options.may_leave:
            asked.append((options.actor, Deed.DOCUMENT_LET_LEAVE))
        for actor, deed in asked:
            self._store.require(actor=actor, deed=deed)

    def preview(self, file: Incoming, options: LoadOptions) -> tuple[TableReading, ...]:
        """A table as it reads, without taking it in. A table that names no place is told of the desk's own city."""
        options = _of_file(options, file)
        period = Period.parse(options.period) if options.period else None
        region = canonical_region(options.region) if options.region else None
        units = _units(options.unit or "")

        catalogue, stamp = self._catalogue(), self._mappings.stamp()
        content = content_hash(file.data)

        def read(place: str | None) -> tuple[TableReading, ...]:
            asked = (content, file.name, period, place, units, catalogue, stamp)
            if asked not in self._previews:
                if len(self._previews) >= _PREVIEWS:
                    self._previews.clear()
                self._previews[asked] = look_into(
                    file.name,
                    file.data,
                    period=period,
                    region=place,
                    units=units,
                    catalogue=catalogue,
                    corrections=self._mappings.of,
                )
            return self._previews[asked]

        readings = read(region)
        if region is not None or _names_its_place(readings):
            return readings
        cities = self._cities()
        if len(cities) > 1:
            raise RefusedFile(
                f"看不出“{file.name}”是哪个市的数据（库里有{'、'.join(cities)}的讲话），请指明地区后再导入。"
            )
        if not cities:
            return readings
        return read(cities[0])

    def _cities(self) -> list[str]:
        """The city whose desk this is, where it is set; else all that past speeches are of."""
        if self._default_region:
            return [self._default_region]
        regions = {document.region for document in self._library.documents(kind=DocumentKind.SPEECH)}
        return sorted(region for region in regions if region)

    def _take(
        self, file: Incoming, options: LoadOptions, overrides: Overrides
    ) -> tuple[Loaded | None, Sequence[Conflict]]:
        if is_table(file.name, options.kind):
            return self._take_table(file, options, overrides)
        addition = self._library.add(file.name, file.data, actor=options.actor, overrides=overrides)
        return (None if addition.skipped else Loaded(addition.document, 0, (), file.path)), ()

    def _take_table(
        self, file: Incoming, options: LoadOptions, overrides: Overrides
    ) -> tuple[Loaded | None, Sequence[Conflict]]:
        day = _date(options.embargo) if options.embargo else None
        there = self._library.of_content(file.data)
        if there is not None:
            if day is not None and there.kind is DocumentKind.TABLE:
                self._book.withhold(there.name, day, options.actor)
            return None, ()
        readings = self.preview(file, options)
        refuse_unread(file.name, readings)
        region = overrides.region or _place(readings)
        overrides = replace(
            overrides, kind=DocumentKind.TABLE, region=region, period=overrides.period or _one(readings)
        )
        with self._store.session() as session:
            addition = self._library.add_table_file(
                session, file.name, file.data, actor=options.actor, overrides=overrides
            )
            document = addition.document
            if addition.outcome is Outcome.RESTORED:
                self._book.follow(session)
            if day is not None and addition.outcome is not Outcome.ADDED:  # its figures came in with an earlier file
                self._book.withhold_in(session, document.name, day, options.actor)
            if addition.outcome is not Outcome.ADDED:
                return (None if addition.skipped else Loaded(document, 0, (_RESTORED,), file.path)), ()
            added = self._book.add(
                session,
                readings,
                document.id,
                document.name,
                options.actor,
                vouching=options.vouching or self._deciding.vouched(options.verified_by),
                embargo=day,
            )
        problems = tuple(dict.fromkeys(problem for reading in readings for problem in reading.problems))
        corrections = sum(len(reading.applied) for reading in readings)
        asked = tuple(_asked(asked) for reading in readings for asked in reading.asked)
        return Loaded(document, added.count, (*problems, *asked), file.path, corrections), added.conflicts


def _asked(asked: Asked) -> str:
    line, fix = asked.line, asked.fix
    return (
        f"{line.axis.value}“{line.shown}”在以前的表里更正过（{fix.words}），这张表的写法不同，没有照用，"
        "请在“数据”页预览时说明是否照用。"
    )


def is_table(name: str, kind: DocumentKind | None = None) -> bool:
    """Whether a file is read as a table: by its ending, or because the person says so."""
    return kind is DocumentKind.TABLE or PurePath(name).suffix.lower() in TABLE_SUFFIXES


def _read(taken: Loaded) -> str:
    """What was read from a file, in words."""
    figures = (f"读出数据 {taken.figures} 条",) if taken.figures else ()
    return "；".join((*figures, *(problem.rstrip("。") for problem in taken.problems))) + (
        "。" if taken.problems else ""
    )


def _units(words: str) -> tuple[str, ...]:
    """The units a person names, 亿元、%. Raises `InputError` for a word that is none."""
    named = [part for part in re.split(r"[\s、，,;；]+", words) if part]
    for part in named:
        if read_unit(part) is None:
            raise InputError(f"单位“{part}”不认识，请写成 亿元、万人、% 这样。")
    return tuple(unit for part in named if (unit := read_unit(part)))


def _of_file(options: LoadOptions, file: Incoming) -> LoadOptions:
    """What is said of one file of many. Raises `RefusedFile` for what cannot be, which is no fault of the others."""
    if not (file.period or file.region or file.unit):
        return options
    said = replace(
        options,
        period=file.period or options.period,
        region=file.region or options.region,
        unit=file.unit or options.unit,
    )
    try:
        _overrides(said)
        _units(said.unit or "")
    except InputError as fault:
        raise RefusedFile(fault.sentence) from None
    return said


def _overrides(options: LoadOptions) -> Overrides:
    if options.period:
        Period.parse(options.period)
    if options.embargo:
        _date(options.embargo)
    return Overrides(
        kind=options.kind,
        region=canonical_region(options.region) if options.region else None,
        date=_date(options.date) if options.date else None,
        period=options.period,
    )


def _date(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise InputError(f"日期“{words}”不认识，请写成 2026-07-18 这样。") from None


def _names_its_place(readings: Sequence[TableReading]) -> bool:
    """Whether a table says of what place it is, as a whole or figure by figure."""
    told = [cell.ref.region for reading in readings for cell in reading.told if cell.ref is not None]
    whole = any(reading.region != WHOLE_CITY for reading in readings)
    return whole or (bool(told) and WHOLE_CITY not in told)


def _place(readings: Sequence[TableReading]) -> str | None:
    """The place a table is of: as its title has it, else the one all its figures are of."""
    named = next((reading.region for reading in readings if reading.region != WHOLE_CITY), None)
    told = {cell.ref.region for reading in readings for cell in reading.told if cell.ref is not None}
    return named or (told.pop() if len(told) == 1 and WHOLE_CITY not in told else None)


def _one(readings: Sequence[TableReading]) -> str | None:
    """The one period all figures of a table tell of, or None."""
    periods = {cell.ref.period for reading in readings for cell in reading.told if cell.ref is not None}
    return str(next(iter(periods))) if len(periods) == 1 else None
