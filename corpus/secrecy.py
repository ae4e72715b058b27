"""Finds the secrecy mark (密级标志) that a classified document carries at its head, and refuses the document.

Only the mark counts: 机密★1年 in the corner, a line that says nothing else, or 密级：秘密. Prose that speaks of secrets
does not.
"""

import re

from errors import SecrecyMark

_HEAD = 300
_WORD = r"(?:绝\s*密|机\s*密|秘\s*密)"
_TERM = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:年|个月|天)|长\s*期|启\s*封\s*前|解\s*密\s*前"
_STAR = re.compile(rf"(?<![\u4e00-\u9fff]){_WORD}\s*[★☆✩⭐]")
_ALONE = re.compile(rf"[【\[（(]?\s*(?:密级\s*[：:]\s*)?{_WORD}\s*[★☆*＊·]?\s*(?:{_TERM})?\s*[】\]）)]?")
_LABEL = re.compile(rf"密\s*级\s*[：:]\s*{_WORD}")


def check_secrecy(name: str, text: str, margins: str = "") -> None:
    """Raises `SecrecyMark` if the head of `text`, its page headers (`margins`) or the file's name carry a mark."""
    head = text[:_HEAD]
    # The last line may be cut in half by the limit; a mark alone on its line is short.
    lines = [line.strip(" \t\u3000\u2003\xa0\ufeff#*\r") for line in (*head.split("\n"), *margins.split("\n"))]
    marked = _STAR.search(head) or _LABEL.search(head) or _STAR.search(margins) or _STAR.search(name)
    if marked or any(_ALONE.fullmatch(line) for line in lines if len(line) <= 20):
        raise SecrecyMark(
            f"“{name}”标有密级。依照《中华人民共和国保守国家秘密法》，涉密文件不得在非涉密设备上处理，本系统不予读入，"
            "请按保密规定处理。"
        )
