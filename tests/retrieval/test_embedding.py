"""The built-in embedding is deterministic and puts texts of one subject near one another."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.embedding import Embedding, HashingEmbedding

EMBEDDING: Embedding = HashingEmbedding()


def nearness(one: str, other: str) -> float:
    first, second = EMBEDDING.embed([one, other])
    return float(first @ second)


def test_its_name_tells_the_recipe_and_the_dimensions() -> None:
    assert re.fullmatch(r"hegao-hash-256-v2-rjieba-[0-9.]+-2", HashingEmbedding(256).name)
    assert HashingEmbedding(256).embed(["工业"]).shape == (1, 256)


def test_no_text_gives_no_row() -> None:
    assert EMBEDDING.embed([]).shape == (0, 512)


@settings(deadline=None)  # the first one waits for the dictionary
@given(st.text(max_size=60))
def test_every_vector_has_length_one(text: str) -> None:
    assert np.isclose(np.linalg.norm(EMBEDDING.embed([text])[0]), 1, atol=1e-5)


def test_a_text_is_nearer_to_its_own_subject_than_to_another() -> None:
    industry = "规模以上工业增加值保持较快增长，制造业投资稳中有进"
    assert nearness("工业增长情况怎样", industry) > nearness("工业增长情况怎样", "居民消费价格温和上涨，旅游市场回暖")


def test_numbers_do_not_tell_texts_apart() -> None:
    assert np.isclose(nearness("增长5.2%", "增长12,345.6%"), 1, atol=1e-6)
    assert np.isclose(nearness("增长５．２％", "增长5.2%"), 1, atol=1e-6)


def test_width_case_and_spaces_do_not_tell_texts_apart() -> None:
    assert np.isclose(nearness("ＧＤＰ 增速", "gdp增速"), 1, atol=1e-6)


def test_another_process_gives_the_same_vectors() -> None:
    code = "from retrieval.embedding import *; print(HashingEmbedding(16).embed(['上半年经济形势']).tolist())"
    root = Path(__file__).parents[2]
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True).stdout
    assert there.strip() == str(HashingEmbedding(16).embed(["上半年经济形势"]).tolist())


def test_its_vectors_never_change_under_one_name() -> None:
    """A stored index compares today's vectors with those of last year: another recipe needs another name."""
    found = [round(float(value), 4) for value in HashingEmbedding(12).embed(["上半年经济形势"])[0]]
    assert found == [-0.4975, 0.2985, 0.0, 0.4975, 0.0995, 0.0, -0.199, 0.199, 0.4975, -0.199, 0.0, 0.199]
