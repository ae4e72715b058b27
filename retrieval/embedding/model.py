"""What an embedding is: texts as vectors. Values only."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class Embedding(Protocol):
    """Turns texts into vectors that can be compared by cosine.

    `name` identifies how: vectors of two embeddings with different names must never meet in one index.
    """

    @property
    def name(self) -> str:
        """A name that changes whenever the vectors would."""
        ...

    @property
    def weight(self) -> float:
        """What its ranking counts beside the one by words: 1 where it knows what words mean."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of length one per text, of shape (len(texts), dimensions). Raises `EmbeddingFault`."""
        ...

    def embed_query(self, question: str) -> Vectors:
        """The one row of a question, of shape (1, dimensions): some models read a question otherwise than a text.
        Raises `EmbeddingFault`."""
        ...


def scaled(rows: npt.NDArray[np.floating]) -> Vectors:
    """`rows` brought to length one; a row of zeros becomes the first axis."""
    vectors = np.array(rows, dtype=np.float32)
    sizes: Vectors = np.linalg.norm(vectors, axis=1, keepdims=True).astype(np.float32)
    vectors[sizes[:, 0] == 0, 0] = 1
    sizes[sizes == 0] = 1
    vectors /= sizes
    return vectors
