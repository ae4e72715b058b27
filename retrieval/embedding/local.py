"""Embeddings of a model on disk: an ONNX export, or a sentence-transformers folder. Nothing is ever downloaded."""

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from errors import EmbeddingFault
from retrieval.embedding.model import Embedding, Vectors, scaled

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

_BATCH = 32
_LONGEST = 512  # tokens of one text
_ONNX = ("model.onnx", "onnx/model.onnx")


def local_embedding(path: str, *, query_prefix: str = "") -> Embedding:
    """The model in the folder `path`; a question is asked with `query_prefix` before it ("": with what the folder says
    of it). Raises `EmbeddingFault` where there is none."""
    folder = Path(path).expanduser()
    onnx = next((folder / name for name in _ONNX if (folder / name).is_file()), None)
    prefix = query_prefix or _prefix_told(folder)
    if onnx is not None and (folder / "tokenizer.json").is_file():
        return OnnxEmbedding(folder, onnx, prefix)
    if (folder / "modules.json").is_file() or (folder / "config.json").is_file():
        return SentenceTransformersEmbedding(folder, prefix)
    raise EmbeddingFault(
        f"{folder} 里没有可用的模型（model.onnx 与 tokenizer.json，或 sentence-transformers 的模型），"
        "请检查 HEGAO_EMBEDDING。"
    )


class OnnxEmbedding:
    """A transformer exported to ONNX with its `tokenizer.json`: the mean of the last layer over the text's tokens, or
    the first token's where the folder's pooling file says so."""

    weight = 1.0

    def __init__(self, folder: Path, model: Path, query_prefix: str = ""):
        self._folder, self._model, self._query_prefix = folder, model, query_prefix

    @cached_property
    def name(self) -> str:
        """The folder's name and a digest of the model's file."""
        return f"onnx:{self._folder.name}-{_digest(self._model)}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row per text."""
        rows = [self._some(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)]
        return np.concatenate(rows) if rows else np.zeros((0, 1), dtype=np.float32)

    def embed_query(self, question: str) -> Vectors:
        """The one row of a question."""
        return self.embed([self._query_prefix + question])

    def _some(self, texts: Sequence[str]) -> Vectors:
        told = self._tokenizer.encode_batch(list(texts))
        given = {
            "input_ids": np.array([one.ids for one in told], dtype=np.int64),
            "attention_mask": np.array([one.attention_mask for one in told], dtype=np.int64),
            "token_type_ids": np.array([one.type_ids for one in told], dtype=np.int64),
        }
        wanted = {one.name for one in self._session.get_inputs()}
        states = self._session.run(None, {name: value for name, value in given.items() if name in wanted})[0]
        if states.ndim == 2:  # the export pools by itself
            return scaled(states)
        if self._first_token:
            return scaled(states[:, 0])
        mask = given["attention_mask"][:, :, None]
        return scaled((states * mask).sum(axis=1) / np.maximum(mask.sum(axis=1), 1))

    @cached_property
    def _first_token(self) -> bool:
        try:
            said = json.loads((self._folder / "1_Pooling" / "config.json").read_text("utf-8"))
        except (OSError, ValueError):
            return False
        return bool(said.get("pooling_mode_cls_token"))

    @cached_property
    def _session(self) -> "InferenceSession":
        from onnxruntime import InferenceSession

        try:
            return InferenceSession(self._model, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise EmbeddingFault(f"打不开模型 {self._model}，文件可能不完整，请重新拷贝。") from error

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        except Exception as error:
            raise EmbeddingFault(f"打不开 {self._folder} 里的 tokenizer.json，文件可能不完整，请重新拷贝。") from error
        tokenizer.enable_truncation(_LONGEST)
        tokenizer.enable_padding()
        return tokenizer


class SentenceTransformersEmbedding:
    """A folder as sentence-transformers saves it; the package is the person's to install."""

    weight = 1.0

    def __init__(self, folder: Path, query_prefix: str = ""):
        self._folder, self._query_prefix = folder, query_prefix

    @cached_property
    def name(self) -> str:
        """The folder's name and a digest of its weights."""
        weights = sorted(path for ending in ("*.safetensors", "*.bin") for path in self._folder.glob(ending))
        return f"sentence-transformers:{self._folder.name}-{_digest(*weights)}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row per text."""
        return scaled(
            np.asarray(self._encoder.encode(list(texts), prompt="", batch_size=_BATCH, show_progress_bar=False))
        )

    def embed_query(self, question: str) -> Vectors:
        """The one row of a question."""
        return self.embed([self._query_prefix + question])

    @cached_property
    def _encoder(self) -> "SentenceTransformer":
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError:
            raise EmbeddingFault(
                "用 sentence-transformers 的模型需先安装它（uv pip install sentence-transformers），或改用 ONNX 模型。"
            ) from None
        try:
            return SentenceTransformer(str(self._folder), device="cpu", local_files_only=True)
        except Exception as error:
            raise EmbeddingFault(f"打不开 {self._folder} 里的模型，文件可能不完整，请重新拷贝。") from error


def _prefix_told(folder: Path) -> str:
    """What a folder of sentence-transformers says that a question begins with."""
    try:
        said = json.loads((folder / "config_sentence_transformers.json").read_text("utf-8"))
        return str((said.get("prompts") or {}).get("query") or "")
    except (OSError, ValueError, AttributeError):
        return ""


def _digest(*files: Path) -> str:
    """Of a model's files: their sizes and first megabyte, which tell two models apart without reading gigabytes."""
    digest = hashlib.sha256()
    for path in files:
        digest.update(str(path.stat().st_size).encode())
        with path.open("rb") as file:
            digest.update(file.read(1 << 20))
    return digest.hexdigest()[:12]
