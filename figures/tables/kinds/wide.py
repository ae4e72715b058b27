"""A table as a statistics bureau publishes it: indicators (or regions, or years) down, measures across.

Reads a grid into readings; knows nothing of files or of the store. What it cannot tell it reports, cell by cell.
"""

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from figures.catalogue import Catalogue, clean_name
from figures.figure import FigureKind, FigureRef
from figures.measure import Measure
from figures.tables.fixing import Fix
from figures.tables.kinds.fractions import Fractions
from figures.tables.kinds.judge import Doubt, RowSays, Verdict, judge, stated
from figures.tables.kinds.leads import leads_of
from figures.tables.kinds.naming import RowName, RowNames
from figures.tables.kinds.times import Times
from figures.tables.layout.blocks import Block, is_number
from figures.tables.layout.columns import Column, Role
from figures.tables.layout.heading import UNTOLD, When, canonical_place, read_when
from figures.tables.layout.regional import field_of_ranks, indicator_in_title
from figures.tables.layout.rows import unit_of_row
from figures.tables.reading import CellReading, problem_at
from figures.tables.sheets.amounts import Amount, Unreadable, is_absent, read_amount, read_place
from figures.tables.sheets.grid import Cell, Grid
from figures.units import PERCENT, in_foreign_money

_NOTE = re.compile(r"^\s*[（(]?\s*(?:注|说明|备注|附注|资料来源|数据来源|来源|本表|制表|填表|审核|单位负责人)")
_NO_INDICATOR = re.compile(
    r".{0,4}(?:占比|比重|位次|排名|排位|贡献率|增减额?|绝对[额值量]|累计|合计|总计|小计|环比|其他)|其中|拉动.*"
)


_AS_READ: Mapping[int, Fix] = {}


@dataclass(frozen=True, slots=True)
class WideTable:
    """What one table tells: its readings and the notes under it."""

    readings: tuple[CellReading, ...]
    notes: tuple[str, ...]


def read_wide(
    grid: Grid,
    block: Block,
    when: When,
    region: str,
    vintage: str,
    catalogue: Catalogue,
    fixes: Mapping[int, Fix] = _AS_READ,
) -> WideTable:
    """The table `block` of `grid`, about `region` at `when` where neither head nor row says otherwise; `fixes` are what
    persons say of its rows.

    Raises `RefusedFile` where a column's period cannot be told.
    """
    return _Reader(grid, block, when, region, vintage, catalogue, fixes).read()


@dataclass(frozen=True, slots=True)
class _Row:
    says: RowSays
    region: str | None
    when: When


class _Reader:
    def __init__(
        self,
        grid: Grid,
        block: Block,
        when: When,
        region: str,
        vintage: str,
        catalogue: Catalogue,
        fixes: Mapping[int, Fix],
    ):
        self._fixes = fixes
        self._grid, self._block, self._region = grid, block, region
        self._vintage, self._catalogue = vintage, catalogue
        self._told = block.of(Role.FIGURE, Role.UNKNOWN)
        self._lead_of = leads_of(self._told)
        self._names_under = {lead: RowNames(catalogue, block.titles) for lead in dict.fromkeys(self._lead_of.values())}
        self._names = next(iter(self._names_under.values()))
        self._units: dict[str, str] = {}  # what names of indicators told in brackets: their parts may go without
        self._by_region = bool(block.of(Role.REGION))
        self._by_year = bool(block.of(Role.YEAR))
        self._field = field_of_ranks(grid, block) if self._by_region else "全省"
        self._times = Times(block, grid.sheet, when, self._told)
        self._fractions = Fractions(grid, block, self._told)
        heads = [column.meaning.unit for column in block.of(Role.FIGURE) if column.meaning.measure is None]
        self._foreign = next((unit for unit in (*heads, *block.units) if unit and in_foreign_money(unit)), None)
        self._lead = indicator_in_title(grid, block, catalogue) if self._by_region or self._by_year else ""
        self._notes: list[str] = []

    def read(self) -> WideTable:
        readings = tuple(reading for row in range(self._block.first, self._block.end) for reading in self._row(row))
        return WideTable(readings, tuple(self._notes))

    def _row(self, row: int) -> Iterator[CellReading]:
        cells = self._own_cells(row)
        lead = next(iter(self._grid.row(row)), None)
        if not cells:
            if lead is not None:
                self._words_only(lead, row)
            return
        if self._notes and lead is not None and not any(is_number(cell) for _, cell in cells):
            self._notes.append(lead.text)
            return
        fix = self._fixes.get(row)
        readings = self._named_row(row, cells, self._stated(fix))
        if fix is None or not fix.skip:
            yield from readings
        else:
            deque(readings, 0)  # the rows below may stand under it all the same

    def _stated(self, fix: Fix | None) -> RowName | None:
        """The indicator that a person says a row is about."""
        return None if fix is None or fix.indicator is None else self._indicator_of(fix.indicator)

    def _own_cells(self, row: int) -> list[tuple[Column, Cell]]:
        found = ((column, self._grid.at(row, column.col)) for column in self._told)
        return [(column, cell) for column, cell in found if cell is not None and not cell.merged]

    def _words_only(self, lead: Cell, row: int) -> None:
        if _NOTE.match(lead.text) or self._notes:
            self._notes.append(lead.text)
        elif not self._by_region and not self._by_year:
            self._section(lead.text)

    def _named_row(self, row: int, cells: list[tuple[Column, Cell]], stated: RowName | None) -> Iterator[CellReading]:
        subject = self._subject(row)
        if subject is None and stated is not None:
            subject = (stated.name, 0)
        if subject is None:
            for _, cell in cells:
                if is_number(cell):
                    yield problem_at(self._grid.sheet, cell, "所在行没有名称，看不出是哪个指标")
            return
        raw, indent = subject
        if _NOTE.match(raw) and not any(is_number(cell) for _, cell in cells):
            self._notes.append(raw)
            return
        if self._by_region or self._by_year:
            yield from self._region_row(row, cells)
            return
        if self._names.about and re.fullmatch(r"总计|合计|全市", clean_name(raw)):
            raw = self._names.about
        if _NO_INDICATOR.fullmatch(clean_name(raw)) and stated is None:
            for _, cell in cells:
                if is_number(cell):
                    yield problem_at(self._grid.sheet, cell, f"所在行“{raw.strip()}”没有写明指标")
            return
        unit = unit_of_row(self._grid, self._block, row, raw)
        aims = self._aims_at_amount(unit, cells)
        rows = {
            lead: self._row_says(raw, names.read(raw, indent, unit or self._foreign, lead, stated), unit, aims)
            for lead, names in self._names_under.items()
        }
        for column, cell in cells:
            yield from self._cell(column, cell, rows[self._lead_of[column.col]])

    def _section(self, words: str) -> None:
        for names in self._names_under.values():
            names.section(words)

    def _row_says(self, raw: str, name: RowName, unit: str | None, aims: bool) -> _Row:
        region, name = self._place_in_name(raw, name)
        units = self._block.units or self._units_of_whole(name)
        if unit is not None and not self._block.of(Role.UNIT):
            self._units[name.name] = unit
        return _Row(RowSays(name, unit, units, self._field, aims, self._names.about), region, UNTOLD)

    def _units_of_whole(self, name: RowName) -> tuple[str, ...]:
        """The unit told for what the row is a part of: 第一产业 under 地区生产总值（亿元）."""
        for whole in (name.parent, name.indicator and name.indicator.whole):
            if whole and whole in self._units and not name.growth:
                return (self._units[whole],)
        return ()

    def _aims_at_amount(self, unit: str | None, cells: list[tuple[Column, Cell]]) -> bool:
        """Whether a target without a unit is an amount in the row's: the completion beside it says so, or, where the
        table tells no growth that it might be, the amounts beside it are of its size."""
        told = [(column.meaning, amount) for column, cell in cells if isinstance(amount := read_amount(cell), Amount)]
        bare = [(meaning, amount) for meaning, amount in told if meaning.measure is None and amount.unit is None]
        aims = [end for meaning, amount in bare if meaning.kind is FigureKind.TARGET for end in _ends(amount)]
        done = [end for meaning, amount in bare if meaning.kind is FigureKind.ACTUAL for end in _ends(amount)]
        rates = [end for meaning, amount in told if meaning.measure is Measure.COMPLETION for end in _ends(amount)]
        if unit is None or not aims or not done or min(*aims, *done) <= 0:
            return False
        if any(abs(one / aim * 100 - rate) <= 1 for aim in aims for one in done for rate in rates):
            return True
        grows = any(column.meaning.measure is Measure.YOY for column in self._told)
        return not grows and all(aim / 5 < one < aim * 5 for aim in aims for one in done)

    def _place_in_name(self, raw: str, name: RowName) -> tuple[str | None, RowName]:
        """A row 全国规模以上工业增加值 among those of the city is about 全国."""
        found = re.match(r"(全国|全省|全区)(?=.{2})", clean_name(raw))
        if not found or name.indicator is not None:
            return None, name
        known = self._catalogue.find(clean_name(raw).removeprefix(found[1]))
        return (found[1], RowName(known.name, known, None, name.growth)) if known else (None, name)

    def _subject(self, row: int) -> tuple[str, int] | None:
        """The text that names a row and how far it is indented; several columns of names are told from the left."""
        columns = self._block.of(Role.NAME, Role.REGION, Role.YEAR)
        cells = [cell for column in columns if (cell := self._grid.at(row, column.col)) and not is_absent(cell.text)]
        if not cells:
            return None
        if len({cell.text for cell in cells}) > 1 and not (self._by_region or self._by_year):
            first = cells[0]
            if not first.merged:
                self._section(first.text)
            return cells[-1].raw, cells[-1].indent + 2
        return cells[0].raw, cells[0].indent + 2 * next(
            i for i, column in enumerate(columns) if column.col == cells[0].col
        )

    def _region_row(self, row: int, cells: list[tuple[Column, Cell]]) -> Iterator[CellReading]:
        places = [self._grid.text(row, column.col) for column in self._block.of(Role.REGION)]
        years = [self._grid.text(row, column.col) for column in self._block.of(Role.YEAR)]
        when = read_when(f"{years[0]}年" if re.fullmatch(r"\d{4}", years[0]) else years[0]) if years else UNTOLD
        if years and when == UNTOLD:
            for _, untimed in cells:
                yield problem_at(self._grid.sheet, untimed, f"所在行的期间“{years[0]}”认不出来")
            return
        place = canonical_place(clean_name(places[0]) or places[0]) if places else None
        held = {column.col: cell for column, cell in cells}
        lead = self._lead
        for column in self._told:
            lead = column.lead or lead
            cell = held.get(column.col)
            if cell is None:
                continue
            name = self._indicator_of(lead)
            if name is None:
                if is_number(cell):
                    yield problem_at(self._grid.sheet, cell, f"看不出“{column.head}”一栏是哪个指标")
                continue
            yield from self._cell(column, cell, _Row(RowSays(name, None, self._block.units, self._field), place, when))

    def _indicator_of(self, lead: str) -> RowName | None:
        if not lead:
            return None
        known = self._catalogue.find(lead)
        return RowName(known.name if known else self._catalogue.canonical(lead), known)

    def _cell(self, column: Column, cell: Cell, row: _Row) -> Iterator[CellReading]:
        ranks = column.meaning.measure is Measure.RANK
        amount = read_place(cell) if ranks else read_amount(cell)
        if amount is None:
            return
        if column.role is Role.UNKNOWN:
            if isinstance(amount, Amount):
                yield problem_at(self._grid.sheet, cell, f"所在的“{column.head}”一栏看不出是什么口径，未读入")
            return
        if isinstance(amount, Unreadable):
            yield problem_at(self._grid.sheet, cell, amount.why)
            return
        try:
            if column.meaning.index:
                amount = _growth_of_index(amount)
            verdict = self._verdict(amount, column, row.says)
            period = self._times.period(column, row.when, row.says.name)
            if verdict.quantity.unit == PERCENT:
                self._fractions.doubt(column, cell, amount)
        except Doubt as doubt:
            yield problem_at(self._grid.sheet, cell, doubt.why)
            return
        ref = FigureRef(
            row.says.name.name,
            verdict.measure,
            period,
            self._whose(column, row),
            verdict.comparator,
        )
        kind = column.meaning.kind
        yield CellReading(
            self._grid.sheet,
            cell.address,
            cell.raw,
            ref,
            verdict.quantity,
            kind,
            "" if kind is FigureKind.TARGET else self._vintage,
        )

    def _verdict(self, amount: Amount, column: Column, says: RowSays) -> Verdict:
        fix = column.fix
        if fix is None:
            return judge(amount, column.meaning, says, self._catalogue)
        if fix.unit is not None:
            says = replace(says, unit=None)
        if fix.measure is not None:
            return stated(amount, fix.measure, column.meaning, says)
        verdict = judge(amount, column.meaning, says, self._catalogue)
        return replace(verdict, comparator=fix.comparator) if fix.comparator else verdict

    def _whose(self, column: Column, row: _Row) -> str:
        if column.region:
            return column.region
        return row.region if row.region and row.region != "全市" else self._region


def _ends(amount: Amount) -> set[Decimal]:
    return {end for end in (amount.low, amount.high) if end is not None}


def _growth_of_index(amount: Amount) -> Amount:
    """The rise that an index of 100 tells: 99.7 is −0.3. Raises `Doubt` for what is no such index."""
    if any(not 50 < end < 200 for end in _ends(amount)):
        raise Doubt("不像以 100 为基数的指数")
    low, high = (None if end is None else end - 100 for end in (amount.low, amount.high))
    return replace(amount, low=low, high=high)
