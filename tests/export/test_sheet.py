import io

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from export.sheets.check_sheet import COLUMNS, export_check_sheet
from figures.figure import Source
from tests.export.drafts import (
    Speech,
    calendar,
    computed,
    figure,
    filled,
    long_speech,
    opened,
    paragraph,
    small_speech,
)


def sheet_of(draft) -> Worksheet:
    return load_workbook(io.BytesIO(export_check_sheet(draft)))["核对表"]


def rows_of(draft) -> list[dict[str, str]]:
    head, *rows = sheet_of(draft).iter_rows(values_only=True)
    return [{name: value or "" for name, value in zip(head, row, strict=True)} for row in rows]


def test_every_number_has_its_row_in_the_order_of_reading() -> None:
    draft = long_speech()
    wanted = [slot.text for section in draft.sections for each in section.paragraphs for slot in each.slots]
    rows = rows_of(draft)
    assert [row["文字"] for row in rows] == wanted
    assert [row["序号"] for row in rows] == list(range(1, len(wanted) + 1))


def test_a_row_tells_the_sentence_and_what_stands_behind_the_number() -> None:
    row = rows_of(small_speech())[1]
    assert row["部分"] == "一、上半年经济运行稳中有进" and row["章节"] == "（一）经济运行提质增速"
    assert row["原句"].startswith("全市地区生产总值增长5.2%") and row["原句"].endswith("。")
    assert (row["指标"], row["口径"], row["期间"], row["数值"]) == ("地区生产总值", "同比", "2026年上半年", "5.2%")
    assert row["来源"] == "岚江市上半年主要经济指标.xlsx · 主要指标!C5"
    assert (row["状态"], row["数据编号"], row["签字"]) == ("已填", "1", "")


def test_only_the_sentence_of_the_number_is_quoted() -> None:
    draft = Speech().add(paragraph("形势很好。产值", filled(), "！投资", opened(), "。还要努力。")).rendered()
    assert [row["原句"] for row in rows_of(draft)] == ["产值增长5.2%！", "投资增长*%。"]


def test_an_open_slot_tells_its_reason_and_stands_out() -> None:
    sheet = sheet_of(Speech().add(paragraph("零售总额", opened(), "，", calendar(), computed())).rendered())
    names = [name for name, _ in COLUMNS]
    assert sheet.cell(2, names.index("状态") + 1).value == "待核"
    assert sheet.cell(2, names.index("原因") + 1).value == "表中没有这项数据，请补录或填报。"
    assert sheet.cell(2, 1).fill.fgColor.rgb == "00FFFF00"
    assert sheet.cell(3, 1).fill.fill_type is None
    assert sheet.cell(4, names.index("公式") + 1).value == "5.2% − 4.9% = 0.3个百分点"


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-2", "@SUM(A1)", '=HYPERLINK("x")'])
def test_what_looks_like_a_formula_is_text(evil: str) -> None:
    behind = figure(indicator=evil, source=Source(evil, "表", "A1"))
    sheet = sheet_of(Speech().add(paragraph(filled(evil, behind)), heading=evil, part=evil).rendered())
    written = [cell for row in sheet.iter_rows(min_row=2) for cell in row if str(cell.value or "").startswith(evil)]
    assert len(written) >= 6
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in written)


def test_the_sheet_prints_across_one_page_with_its_heading_and_room_to_sign() -> None:
    sheet = sheet_of(small_speech())
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert sheet.print_title_rows == "$1:$1" and sheet.freeze_panes == "A2"
    assert sheet.print_area.endswith(f"$R${sheet.max_row}") and sheet["R1"].value == "签字"


def test_unprintable_signs_and_a_draft_without_numbers_do_no_harm() -> None:
    assert rows_of(Speech().add(paragraph("没有数据。")).rendered()) == []
    assert rows_of(Speech().add(paragraph("产\x0b值", filled("增长\x005.2%"))).rendered())[0]["文字"] == "增长5.2%"


def test_each_department_has_a_page_of_its_own_numbers_to_sign() -> None:
    draft = small_speech()
    book = load_workbook(io.BytesIO(export_check_sheet(draft, {"地区生产总值": "统计局"})))
    assert book.sheetnames[0] == "核对表" and {"统计局", "起草组"} <= set(book.sheetnames)
    everything = [row[0] for row in book["核对表"].iter_rows(min_row=2, values_only=True)]
    numbers = [row[0] for name in book.sheetnames[1:] for row in book[name].iter_rows(min_row=2, values_only=True)]
    assert sorted(number for number in numbers if number) == everything
    assert "统计局审核人（签字）" in [str(row[1]) for row in book["统计局"].iter_rows(values_only=True)][-1]
    assert {row[4] for row in book["统计局"].iter_rows(min_row=2, values_only=True)} - {None} == {"地区生产总值"}
    assert "统计局" in str(book["统计局"].oddHeader.center.text)
