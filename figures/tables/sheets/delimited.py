"""A .csv file as a grid: encoding and delimiter are found from its bytes. Knows nothing of what the cells mean."""

import codecs
import csv
from io import StringIO
from pathlib import PurePath

from errors import RefusedFile
from figures.tables.sheets.grid import Cell, Grid, address, indent_of

_DELIMITERS = (",", "\t", ";", "|")
_MOST_CELLS = 200_000


def read_delimited(name: str, data: bytes) -> Grid:
    """The one sheet of a .csv file, named after the file. Every cell is text: the file stores no numbers.

    Raises `RefusedFile` where the bytes are no text.
    """
    text = _decoded(name, data)
    cells: list[Cell] = []
    try:
        for row, values in enumerate(csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))):
            for col, raw in enumerate(values):
                if raw.strip():
                    cells.append(Cell(row, col, address(row, col), raw, raw.strip(), indent=indent_of(raw)))
            if len(cells) > _MOST_CELLS:
                raise RefusedFile(f"“{name}”内容过多，请只保留数据表后再导入。")
    except csv.Error as error:
        raise RefusedFile(f"“{name}”不是完整的 CSV（{error}），请用 Excel 重新导出。") from None
    return Grid(PurePath(name).stem, tuple(cells))


def _decoded(name: str, data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise RefusedFile(f"“{name}”的文字编码认不出来，请另存为 UTF-8 编码的 CSV。")


def _delimiter(text: str) -> str:
    """The delimiter that cuts the most of the first lines into the same number of cells, of more than one."""
    lines = [line for line in text.splitlines() if line.strip()][:50]

    def agreement(mark: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=mark) if len(row) > 1]
        common = max(set(counts), key=counts.count, default=0)
        return counts.count(common), common

    return max(_DELIMITERS, key=agreement)
