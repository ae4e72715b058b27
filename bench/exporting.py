"""How long the files of a long speech take, beside python-docx writing the same paragraphs bare.

    uv run python -m bench.exporting

Prints the time of each file (best of five), of all together, and the ratio to the peer in the same run.
"""

import io
import time
from collections.abc import Callable
from datetime import UTC, datetime

import docx

from drafting.model import RenderedDraft
from export.official import export_official
from export.options import Options
from export.review import export_review
from export.sheets.check_sheet import export_check_sheet
from tests.export.drafts import long_speech

CHARACTERS, FIGURES, TIMES = 12_000, 250, 5
AT = datetime(2026, 7, 20, tzinfo=UTC)


def bare(draft: RenderedDraft) -> bytes:
    """The paragraphs of `draft` as python-docx writes them, without styles, sources or comments."""
    document = docx.Document()
    for section in draft.sections:
        document.add_paragraph(section.heading)
        for paragraph in section.paragraphs:
            document.add_paragraph(paragraph.text)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def best(make: Callable[[], object]) -> float:
    """Seconds of the fastest of several runs."""
    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        make()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Measures and prints."""
    draft = long_speech(CHARACTERS, FIGURES)
    count = sum(len(paragraph.text) for section in draft.sections for paragraph in section.paragraphs)
    slots = sum(len(paragraph.slots) for section in draft.sections for paragraph in section.paragraphs)
    print(f"a speech of {count} characters with {slots} figures, best of {TIMES}")
    peer = best(lambda: bare(draft))
    kinds: dict[str, Callable[[], object]] = {
        "official copy": lambda: export_official(draft, at=AT),
        "review copy": lambda: export_review(draft, before=draft, at=AT),
        "check sheet": lambda: export_check_sheet(draft),
    }
    total = 0.0
    for name, make in kinds.items():
        seconds = best(make)
        total += seconds
        print(f"{name:28}{seconds:7.3f} s   {seconds / peer:6.1f} × bare")
    print(f"{'together':28}{total:7.3f} s   {total / peer:6.1f} × bare (peer {peer:.3f} s)")
    more = best(lambda: export_review(draft, Options(contents=True, appendix=True), before=draft, at=AT))
    print(f"{'review, contents, appendix':28}{more:7.3f} s")


if __name__ == "__main__":
    main()
