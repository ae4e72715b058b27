"""Text and Markdown in every usual encoding, character for character."""

import codecs
import random

import pytest

from corpus.outline import parse_speech
from corpus.readers import read_document
from errors import RefusedFile

WORDS = "一、总体情况\r\n增长５．２％，“两新”政策见效——好。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_text_is_the_same_in_every_encoding(encoding: str) -> None:
    assert read_document("a.txt", WORDS.encode(encoding)).text == WORDS


def test_big_endian_with_its_mark_is_read() -> None:
    assert read_document("a.txt", codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be")).text == WORDS


def test_rare_characters_of_names_are_kept() -> None:
    words = "镕、喆、犇、㙍、𠮷等同志出席了会议，会议听取了各项工作的汇报。"
    assert read_document("a.txt", words.encode("gb18030")).text == words


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        random.Random(7).randbytes(4096),
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        "經濟發展總體平穩，工業增長較快，投資結構優化。".encode("big5"),
        "売上高は前年同期比で増加した。".encode("shift_jis"),
        WORDS.encode("utf-16-le"),
        WORDS.encode()[:-2] + b"\xe4",
    ],
)
def test_what_is_no_text_or_in_another_encoding_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedFile, match="UTF-8"):
        read_document("a.txt", data)


@pytest.mark.parametrize(("name", "data", "why"), [("空.txt", b"", "空文件"), ("白.txt", b" \n\n", "没有文字")])
def test_an_empty_file_is_refused_by_name(name: str, data: bytes, why: str) -> None:
    with pytest.raises(RefusedFile, match=f"“{name}”.*{why}"):
        read_document(name, data)


@pytest.mark.parametrize("name", ["图.png", "压缩.zip", "没有后缀", "指标.xlsx"])
def test_a_file_of_another_kind_is_refused_with_the_kinds_that_are_read(name: str) -> None:
    with pytest.raises(RefusedFile, match=r"\.docx.*\.xlsx"):
        read_document(name, b"x")


MARKDOWN = """# 岚江市半年工作情况

## 一、总体情况

开头一段。

### （一）工业

**加快 5 个项目建设。** 年内全部开工。

这里是 *市长 的话。

## 没有编号的部分

正文。
"""


def test_markdown_keeps_its_characters_and_tells_headings_and_leads() -> None:
    found = read_document("情况.md", MARKDOWN.encode())
    assert found.text == MARKDOWN
    speech = parse_speech(found.text, found.layout)
    assert speech.title and speech.title.of(MARKDOWN) == "岚江市半年工作情况"
    assert [(part.number, part.heading.of(MARKDOWN)) for part in speech.parts] == [
        ("一", "总体情况"),
        ("", "没有编号的部分"),
    ]
    section = speech.parts[0].sections[0]
    assert (section.number, section.heading.of(MARKDOWN), section.run_in) == ("（一）", "工业", False)
    assert [p.lead and p.lead.of(MARKDOWN) for p in section.paragraphs] == ["加快 5 个项目建设", None]
