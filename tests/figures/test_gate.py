"""The gate: what `Text` refuses, whichever way it is written."""

from figures.folding import is_invisible


def test_what_shows_nothing_is_told_from_what_does() -> None:
    assert all(is_invisible(char) for char in "\u200b\u200d\ufe0f\u20e3\u0301\u00ad\u2060\u3164\u202e")
    assert not any(is_invisible(char) for char in "一a ，\n\t　5")
