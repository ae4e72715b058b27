"""The pages of a PDF as JSON on standard output, the file on standard input: run as a process of its own by `pdf`.

A PDF can be made to unpack, or to be walked, without end; only a process can be held to bounds of time and memory.
"""

import json
import sys
from io import BytesIO

MOST_PAGES = 2000
MOST_CHARACTERS = 10_000_000


def pages_of(data: bytes) -> dict[str, object]:
    """`{"pages": [words…]}`, or `{"fault": "locked" | "damaged" | "large"}`."""
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError, PyPdfError

    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"fault": "locked"}
        if len(reader.pages) > MOST_PAGES:
            return {"fault": "large"}
        pages: list[str] = []
        length = 0
        for page in reader.pages:
            pages.append(page.extract_text())
            length += len(pages[-1])
            if length > MOST_CHARACTERS:
                return {"fault": "large"}
        return {"pages": pages}
    except (LimitReachedError, MemoryError):
        return {"fault": "large"}
    # pypdf lets errors of many kinds through from a damaged file.
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError):
        return {"fault": "damaged"}


if __name__ == "__main__":
    json.dump(pages_of(sys.stdin.buffer.read()), sys.stdout)
