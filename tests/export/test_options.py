"""Every combination of what can be asked of a Word copy gives a file that stands in the schema's order and opens."""

import io
import shutil
import subprocess
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.official import export_official
from export.options import Options
from export.returning.returned import read_returned
from export.review import export_review
from export.word.profile import ISSUED, LECTERN
from tests.export.drafts import Speech, filled, long_speech, paragraph, small_speech
from tests.export.test_schema_order import ordered

AT = datetime(2026, 7, 20, 8, tzinfo=UTC)
DEPARTMENTS = {"地区生产总值": "统计局"}


def office_template(place: bool = True) -> bytes:
    """A letterhead with a heading style of its own."""
    document = docx.Document()
    document.styles["Heading 1"].font.name = "隶书"
    document.add_paragraph("岚江市人民政府办公室")
    document.add_paragraph("{{正文}}" if place else "请在此处写正文")
    document.add_paragraph("（此件内部使用）")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


options = st.builds(
    Options,
    profile=st.sampled_from([ISSUED, LECTERN]),
    issued=st.sampled_from([None, date(2026, 7, 5)]),
    contents=st.booleans(),
    appendix=st.booleans(),
    departments=st.sampled_from([{}, DEPARTMENTS]),
    template=st.sampled_from([None, office_template(), office_template(place=False)]),
)
exports = st.sampled_from([export_official, export_review])


@settings(max_examples=40, deadline=None)
@given(options, exports)
def test_every_combination_is_well_formed_and_reads_back_the_speech_alone(asked: Options, export) -> None:
    draft = small_speech()
    content = export(draft, asked, at=AT)
    ordered(content, ours=asked.template is None)
    told = [line.text for line in read_returned("稿.docx", content).lines]
    plain = [line.text for line in read_returned("稿.docx", export(draft, at=AT)).lines]
    dated = ["（2026年7月5日）"] if asked.issued else []
    assert [line for line in told if line and line not in dated] == plain


@pytest.mark.skipif(shutil.which("soffice") is None, reason="soffice is not installed: no file can be opened here")
def test_libreoffice_opens_every_combination_without_repair(tmp_path: Path) -> None:
    names = {}
    for number, (profile, contents, appendix, template, export) in enumerate(
        product(
            (ISSUED, LECTERN), (False, True), (False, True), (None, office_template()), (export_official, export_review)
        )
    ):
        asked = Options(profile, date(2026, 7, 5), contents, appendix, DEPARTMENTS, template)
        path = tmp_path / f"{number}.docx"
        path.write_bytes(export(small_speech(), asked, at=AT))
        names[path] = asked
    profile_ = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile_, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, names)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    assert [path.name for path in names if not path.with_suffix(".pdf").exists()] == []


def test_a_template_keeps_its_letterhead_its_styles_and_what_stands_behind() -> None:
    document = docx.Document(io.BytesIO(export_official(small_speech(), Options(template=office_template()))))
    texts = [each.text for each in document.paragraphs]
    assert texts[0] == "岚江市人民政府办公室" and texts[-1] == "（此件内部使用）"
    heading = next(each for each in document.paragraphs if each.text.startswith("一、"))
    assert heading.style is not None and heading.style.font.name == "隶书"
    assert "{{正文}}" not in texts


def test_the_contents_list_names_every_heading_on_a_line_of_its_own() -> None:
    document = docx.Document(io.BytesIO(export_official(small_speech(), Options(contents=True))))
    listed = [
        each.text for each in document.paragraphs if each.style is not None and each.style.name.startswith("toc ")
    ]
    assert listed == [
        "一、上半年经济运行稳中有进",
        "（一）经济运行提质增速",
        "（二）工业生产较快增长",
        "二、下半年重点工作",
        "（一）稳定就业",
    ]


def test_the_appendix_has_a_table_for_each_department_across_the_sheet() -> None:
    asked = Options(appendix=True, departments=DEPARTMENTS)
    document = docx.Document(io.BytesIO(export_review(small_speech(), asked)))
    assert [section.orientation for section in document.sections] == [0, 1]
    assert len(document.tables) >= 2
    titles = [each.text for each in document.paragraphs if each.text.startswith("附：数据核对表")]
    assert any("统计局" in title for title in titles) and len(titles) == len(document.tables)


def test_what_changed_since_the_last_export_is_tracked_by_whole_numbers_and_lines() -> None:
    before = Speech().add(paragraph("全市产值", filled("增长5.2%"), "，投资平稳。"), paragraph("旧的一段。")).rendered()
    now = (
        Speech()
        .add(paragraph("全市产值", filled("增长5.3%"), "，投资更加平稳。"), paragraph("全新写就之句。"))
        .rendered()
    )
    lines = read_returned("稿.docx", export_review(now, before=before, at=AT)).lines
    tracked = [stretch.text for line in lines for stretch in line.stretches if stretch.by == "核稿"]
    struck = [words for line in lines for words, _ in line.struck]
    assert tracked == ["增长5.3%", "更加", "全新写就之句。"]
    assert struck == ["增长5.2%", "旧的一段。"]


def test_a_long_speech_is_no_longer_read_as_changed_where_nothing_changed() -> None:
    draft = long_speech()
    lines = read_returned("稿.docx", export_review(draft, before=draft, at=AT)).lines
    assert [line for line in lines if line.struck or any(stretch.by for stretch in line.stretches)] == []
