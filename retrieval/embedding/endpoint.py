"""Embeddings of any OpenAI-compatible endpoint (vLLM, a cloud's model). Knows one model at one address."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from errors import EmbeddingFault
from prompts.models.choice import OPENAI, is_local
from retrieval.embedding.model import Vectors, scaled

if TYPE_CHECKING:
    from openai import OpenAI

_BATCH = 64  # texts of one request: endpoints refuse very long ones
_TRIES = 4  # after the first, each longer apart than the one before: the client's own way
_TIMEOUT = 60.0  # seconds


class EndpointEmbedding:
    """The model `model` at `base_url` (None: the client's default), asked with `api_key`; a question is asked with
    `query_prefix` before it."""

    weight = 1.0

    def __init__(self, model: str, base_url: str | None, api_key: str | None, *, query_prefix: str = ""):
        self._model, self._base_url, self._api_key, self._query_prefix = model, base_url, api_key, query_prefix
        self.local = is_local(base_url or OPENAI)
        """Whether it answers inside the house."""

    @property
    def name(self) -> str:
        """The model's name: the same model behind another address gives the same vectors."""
        return f"openai:{self._model}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row per text. Raises `EmbeddingFault` where the endpoint does not answer as it should."""
        rows: list[list[float]] = []
        for at in range(0, len(texts), _BATCH):
            # An endpoint may refuse an empty text; one blank says as little.
            rows += self._asked([text or " " for text in texts[at : at + _BATCH]])
        return scaled(np.array(rows)) if rows else np.zeros((0, 1), dtype=np.float32)

    def embed_query(self, question: str) -> Vectors:
        """The one row of a question. Raises `EmbeddingFault` as `embed` does."""
        return self.embed([self._query_prefix + question])

    def _asked(self, batch: list[str]) -> list[list[float]]:
        import openai

        try:
            told = self._client.embeddings.create(model=self._model, input=batch, encoding_format="float").data
            rows = [one.embedding for one in sorted(told, key=lambda one: one.index)]
        except openai.AuthenticationError as error:
            raise EmbeddingFault("向量服务拒绝了密钥，请检查环境变量 OPENAI_API_KEY。") from error
        except openai.NotFoundError as error:
            raise EmbeddingFault(f"向量服务没有模型“{self._model}”，请检查 HEGAO_EMBEDDING。") from error
        except openai.APIConnectionError as error:
            raise EmbeddingFault("向量服务没有应答，请检查 OPENAI_BASE_URL 和网络，或取消 HEGAO_EMBEDDING。") from error
        except openai.OpenAIError as error:
            raise EmbeddingFault(
                f"向量服务出错（{type(error).__name__}），请稍后再试，或取消 HEGAO_EMBEDDING。"
            ) from error
        if len(rows) != len(batch) or len({len(row) for row in rows}) != 1:
            raise EmbeddingFault(f"向量服务对 {len(batch)} 段文字返回了 {len(rows)} 个向量，请检查该服务。")
        return rows

    @cached_property
    def _client(self) -> "OpenAI":
        from openai import DefaultHttpxClient, OpenAI

        if not self._api_key and not self._base_url:
            raise EmbeddingFault("用 OpenAI 的向量服务需要密钥，请设置环境变量 OPENAI_API_KEY。")
        # A server of one's own often wants no key, but the client does.
        # A proxy of the machine leads out of the house; what answers inside is asked directly.
        client = DefaultHttpxClient(trust_env=not self.local)
        return OpenAI(
            base_url=self._base_url or OPENAI,
            api_key=self._api_key or "none",
            max_retries=_TRIES,
            timeout=_TIMEOUT,
            http_client=client,
        )
