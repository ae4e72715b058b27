"""What LibreOffice makes of the file: the page as it would be printed."""

import io
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader

from export.official import export_official
from tests.export.drafts import long_speech

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="soffice is not installed: the page cannot be printed here")
TYPE_AREA_BOTTOM = 99.2 * 0.99  # points from the lower edge: 35 mm, and a hair for descenders


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    folder = tmp_path_factory.mktemp("printed")
    speech = folder / "speech.docx"
    speech.write_bytes(export_official(long_speech(3_000, 24)))
    assert SOFFICE is not None
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    call = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(speech)]
    subprocess.run(call, check=True, capture_output=True, timeout=120)
    return PdfReader(io.BytesIO(Path(speech.with_suffix(".pdf")).read_bytes()))


def lines_of(page: PageObject) -> list[str]:
    """The lines of the type area from the top down."""
    rows: dict[int, str] = {}

    def collect(text: str, _cm: object, matrix: list[float], _font: object, _size: object) -> None:
        height = round(matrix[5])
        if text.strip() and height > TYPE_AREA_BOTTOM:
            rows[height] = rows.get(height, "") + text.strip("\n")

    page.extract_text(visitor_text=collect)
    return [rows[height] for height in sorted(rows, reverse=True)]


def test_every_page_is_a4(printed: PdfReader) -> None:
    assert len(printed.pages) >= 5
    for page in printed.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)


def test_a_full_page_has_22_lines_and_one_less_where_a_heading_would_stand_last(printed: PdfReader) -> None:
    counted = Counter(len(lines_of(page)) for page in list(printed.pages)[1:-1])
    assert max(counted) == 22 and set(counted) <= {21, 22}
    assert counted[22] > counted[21]


def test_a_full_line_has_28_characters(printed: PdfReader) -> None:
    pages = list(printed.pages)[:-1]
    wide = Counter(len(line) for page in pages for line in lines_of(page) if all(char > "\u2fff" for char in line))
    assert max(wide, key=lambda length: (wide[length], length)) == 28
    assert max(wide) <= 29  # LibreOffice lets one stop hang beyond the edge
