"""Files as grids: what is refused, and what the cells hold."""

import shutil
import subprocess
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import RefusedFile, SecrecyMark
from figures.catalogue import Catalogue
from figures.tables import read_tables
from figures.tables.sheets.workbook import plain_decimal, read_grids
from tests.figures.tables.sheets import book, told, xlsx
from tests.figures.tables.test_wide import BULLETIN, MERGES


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.xlsx", b"", "空文件"),
        ("a.xlsx", b"hello", "不是有效的 Excel"),
        ("a.xlsx", b"PK\x03\x04 broken", "已损坏"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "已损坏"),
        ("a.docx", b"PK\x03\x04", "不是表格"),
        ("a.csv", b"\xff\xff\xfe\x81\x00", "编码"),
        ("a.csv", "只有,文字\n没有,数".encode(), "没有数字"),
        ("a.csv", b" \n,,\n", "没有内容"),
        ("a.csv", b"1" * 20_000_001, "MB"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(name: str, data: bytes, says: str) -> None:
    with pytest.raises(RefusedFile, match=says):
        read_grids(name, data)


def test_a_workbook_of_words_or_of_nothing_is_refused() -> None:
    with pytest.raises(RefusedFile, match="没有数字"):
        read_grids("a.xlsx", xlsx([["指标", "说明"]]))
    with pytest.raises(RefusedFile, match="没有内容"):
        read_grids("a.xlsx", xlsx([]))


def test_a_document_inside_a_zip_is_no_workbook() -> None:
    import zipfile

    out = BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr("a.txt", "x")
    with pytest.raises(RefusedFile, match="已损坏"):
        read_grids("a.xlsx", out.getvalue())


def test_a_table_with_a_secrecy_mark_is_refused(catalogue: Catalogue) -> None:
    rows = [["机密★1年"], ["2026年上半年"], ["指标", "单位", "本期"], ["GDP", "亿元", 1]]
    with pytest.raises(SecrecyMark):
        read_tables("a.xlsx", xlsx(rows), catalogue=catalogue)


def test_numbers_are_read_as_they_are_shown() -> None:
    rows = [[0.1 + 0.2, 0.052, 5.2, 702511.5, 1234567890123.25, "５．２％", True]]
    (grid,) = read_grids("a.xlsx", xlsx(rows, formats={"B1": "0.0%", "C1": '0.0"%"'}))
    first = [grid.at(0, col) for col in range(5)]
    assert [str(cell.number) for cell in first if cell] == ["0.3", "5.2", "5.2", "702511.5", "1234567890123.25"]
    assert [cell.percent for cell in first if cell] == [False, True, True, False, False]
    words = grid.at(0, 5)
    assert words is not None and words.number is None and words.address == "F1"


def test_errors_uncomputed_formulas_and_shrinking_formats_are_no_numbers() -> None:
    rows = [["#DIV/0!", "=1+1", 12345]]
    (grid,) = read_grids("a.xlsx", xlsx(rows, formats={"C1": "0.0,"}))
    assert [bool(cell.error) for cell in grid.row(0)] == [True, True, True]


def test_hidden_sheets_are_left_out_unless_there_is_nothing_else() -> None:
    made = openpyxl.load_workbook(BytesIO(book({"甲": [["x", 1]], "乙": [["y", 2]]})))
    made["乙"].sheet_state = "hidden"
    out = BytesIO()
    made.save(out)
    assert [grid.sheet for grid in read_grids("a.xlsx", out.getvalue())] == ["甲"]


def test_merged_cells_tell_their_content_everywhere_and_say_so() -> None:
    (grid,) = read_grids("a.xlsx", xlsx([["本期", None], ["x", 1]], merge=["A1:B1"]))
    assert [(cell.text, cell.merged) for cell in grid.row(0)] == [("本期", False), ("本期", True)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_a_csv_is_read_in_any_usual_encoding_and_delimiter(encoding: str, mark: str) -> None:
    text = f'指标{mark}数值\n"生产{mark}总值"{mark}1.5\n'
    (grid,) = read_grids("表.csv", text.encode(encoding))
    assert [cell.text for cell in grid.cells] == ["指标", "数值", f"生产{mark}总值", "1.5"]
    assert grid.sheet == "表"


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_number_survives_the_spreadsheet_with_its_digits(number: Decimal) -> None:
    assert plain_decimal(float(number)) == number


@given(st.binary(max_size=300), st.sampled_from(["a.xlsx", "a.xls", "a.csv"]))
def test_bytes_of_any_kind_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        read_grids(name, data)
    except RefusedFile as refusal:
        assert "，请" in refusal.sentence or "。" in refusal.sentence


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed: no .xls can be written")
def test_an_xls_saved_by_an_office_reads_like_the_xlsx(tmp_path: Path, catalogue: Catalogue) -> None:
    source = tmp_path / "岚江市2026年上半年.xlsx"
    source.write_bytes(xlsx(BULLETIN, merge=MERGES))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xls"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True, timeout=120)
    old = tmp_path / "岚江市2026年上半年.xls"
    (new_reading,) = read_tables(source.name, source.read_bytes(), catalogue=catalogue)
    (old_reading,) = read_tables(old.name, old.read_bytes(), catalogue=catalogue)
    assert told(old_reading) == told(new_reading)
    assert old_reading.notes == new_reading.notes
