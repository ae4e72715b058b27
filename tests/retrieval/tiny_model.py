"""A model made on the spot: an ONNX graph that looks each token's vector up in a table, with its tokenizer.

ONNX is a protobuf: a field is its number and kind, then a number or a length and bytes. The few written here are named
in onnx.proto.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split

_INT64, _FLOAT = 7, 1


def write_model(folder: Path, words: Sequence[str], vectors: np.ndarray, *, query_prefix: str = "") -> None:
    """Lays `model.onnx` and `tokenizer.json` in `folder`: each character of `words` has the row of `vectors` at its
    place, any other the first row."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer(WordLevel({word: at for at, word in enumerate(words)}, unk_token=words[0]))
    tokenizer.pre_tokenizer = Split("", "isolated")
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "model.onnx").write_bytes(_model(vectors.astype("<f4")))
    if query_prefix:
        told = {"prompts": {"query": query_prefix, "document": ""}}
        (folder / "config_sentence_transformers.json").write_text(json.dumps(told), encoding="utf-8")


def _model(table: np.ndarray) -> bytes:
    node = _text(1, "table") + _text(1, "input_ids") + _text(2, "states") + _text(4, "Gather")
    held = b"".join(_number(1, size) for size in table.shape) + _number(2, _FLOAT) + _text(8, "table")
    graph = (
        _bytes(1, node)
        + _text(2, "tiny")
        + _bytes(5, held + _bytes(9, table.tobytes()))
        + _bytes(11, _value("input_ids", _INT64, ["batch", "length"]))
        + _bytes(12, _value("states", _FLOAT, ["batch", "length", table.shape[1]]))
    )
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _number(2, 13))


def _value(name: str, kind: int, shape: Sequence[str | int]) -> bytes:
    sizes = b"".join(_bytes(1, _text(2, size) if isinstance(size, str) else _number(1, size)) for size in shape)
    return _text(1, name) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, sizes)))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _text(field: int, words: str) -> bytes:
    return _bytes(field, words.encode())


def _bytes(field: int, held: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(held)) + held


def _varint(value: int) -> bytes:
    told = bytearray()
    while value > 127:
        told.append(value & 127 | 128)
        value >>= 7
    return bytes([*told, value])
