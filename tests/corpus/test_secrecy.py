"""Classified documents are refused by their mark; talk of secrets is not a mark."""

import pytest

from corpus.secrecy import check_secrecy
from errors import SecrecyMark
from tests.corpus.texts import SHARED, needs_shared


@pytest.mark.parametrize(
    "head",
    [
        "机密★1年\n岚江市人民政府文件",
        "000123\n秘密★长期\n岚江市人民政府文件",
        "绝 密 ★ 30年",
        "　　　　　　　机　密",
        "机密 10年\n关于某事的报告",
        "【秘密】\n关于某事的报告",
        "密级：机密\n关于某事的报告",
        "岚江市人民政府文件　　秘密☆5年\n关于某事的报告",
        "秘密★",
    ],
)
def test_a_mark_at_the_head_is_refused_with_the_rule(head: str) -> None:
    with pytest.raises(SecrecyMark, match=r"“件\.txt”.*保守国家秘密法.*涉密文件不得在非涉密设备上处理"):
        check_secrecy("件.txt", head + "\n正文在此。")


def test_a_mark_in_the_page_header_or_the_file_name_counts() -> None:
    with pytest.raises(SecrecyMark):
        check_secrecy("件.docx", "正文在此。", "机密★1年")
    with pytest.raises(SecrecyMark):
        check_secrecy("机密★1年 某报告.docx", "正文在此。")


@pytest.mark.parametrize(
    "text",
    [
        "关于加强保守国家秘密工作的报告\n各单位要做好机密文件的管理，绝密级文件要专人专柜。",
        "密级：公开\n正文在此。",
        "同志们：\n成功的秘密在于实干。\n保密工作要抓好。",
        "商业秘密保护\n一、总体情况",
        "正文" * 200 + "\n机密★1年\n",
    ],
)
def test_prose_about_secrets_is_no_mark(text: str) -> None:
    check_secrecy("件.txt", text)


@needs_shared
def test_no_real_public_text_is_taken_for_a_secret_one() -> None:
    for path in SHARED.glob("*/**/*.txt"):
        check_secrecy(path.name, path.read_text(encoding="utf-8"))
