"""Lists of words as one pattern. Knows nothing of what the words mean."""


def any_of(*spaced: str) -> str:
    """A pattern's alternatives, one for each word of the `spaced` lists, longest first. Words may be patterns."""
    return "|".join(sorted(" ".join(spaced).split(), key=len, reverse=True))
