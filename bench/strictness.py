"""Whether the gate is too strict or too lax, over real sentences: `uv run python -m bench.strictness [--list]`.

Sentences that hold no quantity must pass, all but 0.5%; in those that hold some, every one must be caught. Two judges
say which is which: `bench.quantities`, a scan that shares no code with the guard, over all of the corpus, and 300
sentences labelled by hand (`quantities_labelled.tsv`: file, span, label, spans of the expressions; no text).
Real texts are read from `../shared`; without it there is nothing to measure.
"""

import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.quantities import quantities
from figures.gate import find_forbidden

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"
LABELS = Path(__file__).with_name("quantities_labelled.tsv")
MOST = 0.005
_SENTENCE = re.compile(r"[^。；！？\n\r]+[。；！？]?")


@dataclass
class Count:
    """How many sentences hold none, how many of them are stopped; how many expressions there are, how many missed."""

    free: int = 0
    stopped: list[str] = field(default_factory=list)
    told: int = 0
    missed: list[str] = field(default_factory=list)

    def take(self, sentence: str, expressions: list[tuple[int, int]]) -> None:
        """Counts one sentence."""
        caught = [(found.start, found.end) for found in find_forbidden(sentence)]
        if not expressions:
            self.free += 1
            if caught:
                start, end = caught[0]
                self.stopped.append(_shown(sentence, start, end))
        for start, end in expressions:
            self.told += 1
            if not any(first < end and start < last for first, last in caught):
                self.missed.append(_shown(sentence, start, end))

    def line(self, name: str) -> str:
        """The count in words."""
        rate = len(self.stopped) / max(1, self.free)
        return (
            f"{name:<22}{self.free:>7} without a quantity, stopped {len(self.stopped):>4} = {rate:6.2%}"
            f" (at most {MOST:.1%}: {'met' if rate <= MOST else 'MISSED'});"
            f" {self.told:>6} quantities, missed {len(self.missed)}"
        )


def _shown(sentence: str, start: int, end: int) -> str:
    return f"{sentence[max(0, start - 14) : start]}【{sentence[start:end]}】{sentence[end : end + 14]}"


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text by their stops, as spans."""
    for match in _SENTENCE.finditer(text):
        if match[0].strip():
            yield match.span()


def over_corpus(corpus: Path = CORPUS, *, every: int = 1) -> dict[str, Count]:
    """The counts by the scan, a kind of text each; `every` takes each so-manyth sentence."""
    counts: dict[str, Count] = {}
    for path in sorted(corpus.glob("*/*.txt")):
        text = read(path)
        for number, (start, end) in enumerate(sentences(text)):
            if number % every == 0:
                sentence = text[start:end]
                counts.setdefault(path.parent.name, Count()).take(sentence, quantities(sentence))
    return counts


def by_hand(corpus: Path = CORPUS, labels: Path = LABELS) -> Count:
    """The count by the labels."""
    count = Count()
    texts: dict[str, str] = {}
    with labels.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            text = texts.setdefault(row["file"], read(corpus / row["file"]))
            start, end = int(row["start"]), int(row["end"])
            spans = [tuple(map(int, span.split("-"))) for span in row["expressions"].split()]
            count.take(text[start:end], [(first - start, last - start) for first, last in spans])
    return count


def read(path: Path) -> str:
    """A text as decoded, its line ends unchanged."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def main() -> None:
    """Measures and prints; `--list` prints each stopped sentence and each missed quantity."""
    if not CORPUS.is_dir():
        sys.exit("../shared/corpus is not there: nothing to measure")
    counts = over_corpus()
    total = Count()
    for one in counts.values():
        total.free += one.free
        total.told += one.told
        total.stopped += one.stopped
        total.missed += one.missed
    hand = by_hand()
    for name, count in (*counts.items(), ("all, by the scan", total), ("300 by hand", hand)):
        print(count.line(name))
    if "--list" in sys.argv:
        for name, count in (("by hand", hand), ("by the scan", total)):
            for what, found in (("stopped", count.stopped), ("missed", count.missed)):
                print(f"\n{name}, {what}:")
                print("\n".join(one.replace("\n", "⏎") for one in found))


if __name__ == "__main__":
    main()
