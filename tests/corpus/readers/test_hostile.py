"""A file made to harm or to drown is refused with a reason, in little time and memory."""

import re
import tracemalloc
from collections.abc import Callable
from time import perf_counter

import pytest

from corpus.readers import read_document
from errors import RefusedFile
from figures.tables.sheets.workbook import read_grids
from tests.corpus.readers import hostile

_SECONDS = 20
_BYTES = 400 * 1024 * 1024


def refused(name: str, data: bytes, read: Callable[[str, bytes], object]) -> str:
    """The reason for which `read` refuses, having kept within the bounds."""
    tracemalloc.start()
    began = perf_counter()
    try:
        with pytest.raises(RefusedFile) as refusal:
            read(name, data)
        assert perf_counter() - began < _SECONDS
        assert tracemalloc.get_traced_memory()[1] < _BYTES
    finally:
        tracemalloc.stop()
    return refusal.value.sentence


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (hostile.external_entity, "外部实体"),
        (hostile.laughing_entities, "外部实体"),
        (lambda: hostile.zip_bomb(300), "解压后过大"),
        (hostile.macros, "宏"),
        (hostile.pictures, "图片和附件有 100 MB"),
        (lambda: hostile.many_tags(3_100_000), "过大|过多"),
        (hostile.deep_tags, "解压后过大|不是完整"),
    ],
)
def test_a_hostile_word_file(made: Callable[[], bytes], reason: str) -> None:
    assert re.search(reason, refused("讲话.docx", made(), read_document))


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (hostile.many_cells, "单元格过多"),
        (hostile.vast_merge, "单元格过多"),
        (hostile.sheet_entities, "外部实体"),
    ],
)
def test_a_hostile_workbook(made: Callable[[], bytes], reason: str) -> None:
    assert reason in refused("表.xlsx", made(), read_grids)


def test_a_lone_cell_in_the_last_corner_of_a_sheet_costs_no_more_than_itself() -> None:
    (grid,) = read_grids("表.xlsx", hostile.far_cell())
    assert [cell.address for cell in grid.cells] == ["XFD1048576"]


@pytest.mark.parametrize("made", [lambda: hostile.pdf_bomb(512), hostile.endless_pdf])
def test_a_hostile_pdf(made: Callable[[], bytes]) -> None:
    assert "讲话.pdf" in refused("讲话.pdf", made(), read_document)


def test_a_pdf_that_takes_too_long_or_too_much_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    from corpus.readers import pdf

    monkeypatch.setattr(pdf, "SECONDS", 0.01)
    assert "结构异常" in refused("讲话.pdf", hostile.endless_pdf(), read_document)


def test_an_ordinary_word_file_is_read() -> None:
    assert read_document("讲话.docx", hostile.word()).text == "正文"
