""".doc and .wps: converted where LibreOffice is installed, refused with a way out where it is not."""

import shutil

import pytest

from corpus.readers import read_document
from errors import RefusedFile
from tests.corpus.readers.word import line, word

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
RTF = b"{\\rtf1\\ansi {\\u19968?\\u12289?\\u24635?\\u20307?\\par \\u27491?\\u25991?\\u12290?}}"


@needs_office
def test_an_old_document_is_converted_and_read() -> None:
    assert read_document("讲话.doc", RTF).text.strip() == "一、总体\n正文。"


def test_a_word_file_under_an_old_name_is_read_without_conversion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert read_document("讲话.wps", word(line("正文。"))).text == "正文。"


def test_without_libreoffice_the_refusal_says_how_to_convert(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RefusedFile, match=r"“讲话\.doc”.*另存为 \.docx"):
        read_document("讲话.doc", RTF)
