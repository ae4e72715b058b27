"""Many files handed in at once: how far it is, what became of each as it goes, and what stays until it is read.

Kept by `app_pages.common.session`: whoever leaves the page meanwhile finds on coming back what was done and what was
not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape

from desk import Became, Fate

_CSS = {Fate.LOADED: "match", Fate.SKIPPED: "skipped", Fate.REFUSED: "mismatch"}


@dataclass(slots=True)
class UploadTold:
    """The files handed in, and what became of those that were dealt with, in the order of dealing. `over` says that the
    work came to its end."""

    names: Sequence[str]
    became: list[Became] = field(default_factory=list)
    over: bool = False

    @property
    def left(self) -> list[str]:
        """The files that nothing became of yet."""
        rest = list(self.names)
        for one in self.became:
            if one.name in rest:
                rest.remove(one.name)
        return rest

    def count(self, fate: Fate) -> int:
        """How many files met this fate."""
        return sum(one.fate is fate for one in self.became)

    @property
    def summary(self) -> str:
        """In a sentence."""
        counts = (f"{fate.label} {self.count(fate)} 份" for fate in Fate if self.count(fate))
        told = "，".join(counts) or "没有处理任何文件"
        if not self.over or not self.left:
            return f"{told}。"
        return f"{told}；中途停下，还有 {len(self.left)} 份没有处理，请重新选这些文件收入：{'、'.join(self.left)}。"


def became_html(told: Sequence[Became]) -> str:
    """What became of files, those refused first: their names are escaped."""
    order: Callable[[Became], int] = lambda one: [Fate.REFUSED, Fate.SKIPPED, Fate.LOADED].index(one.fate)  # noqa: E731
    rows = "".join(
        f'<li><span class="c {_CSS[one.fate]}">{one.fate.label}</span> {escape(one.name)}'
        f"{f'<div>{escape(one.told)}</div>' if one.told else ''}</li>"
        for one in sorted(told, key=order)
    )
    return f'<ul class="numbers became">{rows}</ul>'
