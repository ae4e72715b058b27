"""The built-in embedding: needs no model, no download and no network.

Knows nothing of passages or of the index that keeps the vectors.
"""

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retrieval.embedding.model import Vectors

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_GRAMS = (1, 2, 3)
_MULTIPLIERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


class HashingEmbedding:
    """Character n-grams (1 to 3) hashed with a sign into `dimensions` slots, counted sub-linearly, scaled to length 1.

    Widths and letter case are folded and every number is read as one symbol, so that two texts are near when they
    speak of the same things, not when they happen to share digits. The hash is arithmetic on code points: the same on
    every machine and in every process. A text without any character becomes the first axis, never a zero vector.
    """

    # With fewer the slots of a long paragraph collide: at 512 a quarter of what 1024 finds drops out of the first ten.
    def __init__(self, dimensions: int = 1024):
        self.dimensions = dimensions

    @property
    def name(self) -> str:
        """The name carries the version of the recipe and the dimensions."""
        return f"hegao-hash-{self.dimensions}-v1"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row per text."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            self._fill(row, _code_points(text))
        return rows

    def _fill(self, row: npt.NDArray[np.float32], points: npt.NDArray[np.uint64]) -> None:
        for length in _GRAMS:
            if len(points) < length:
                continue
            hashes, counts = np.unique(_hash_grams(points, length), return_counts=True)
            slots = (hashes % np.uint64(self.dimensions)).astype(np.intp)
            signs = np.where(hashes >> np.uint64(63), np.float32(1), np.float32(-1))
            np.add.at(row, slots, (signs * (1 + np.log(counts))).astype(np.float32))
        size = float(np.linalg.norm(row))
        if size:
            row /= size
        else:
            row[0] = 1


def _code_points(text: str) -> npt.NDArray[np.uint64]:
    folded = _NUMBER.sub("#", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(folded.split())
    return np.frombuffer(kept.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)


def _hash_grams(points: npt.NDArray[np.uint64], length: int) -> npt.NDArray[np.uint64]:
    """A 64-bit hash of every n-gram: code points times odd constants, then splitmix64's finish. Overflow is meant."""
    count = len(points) - length + 1
    total = np.full(count, length, dtype=np.uint64)
    for at in range(length):
        total = (total ^ points[at : at + count]) * _MULTIPLIERS[at]
        total ^= total >> np.uint64(29)
    total = (total ^ (total >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    total = (total ^ (total >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return total ^ (total >> np.uint64(31))
