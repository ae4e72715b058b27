"""Embeddings of models: an endpoint as vLLM or a cloud offers it, and a model on disk."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desk import Desk, Incoming, LoadOptions
from errors import EmbeddingFault, IndexFault, InputError
from retrieval.embedding import Embedding, HashingEmbedding, choose_embedding
from retrieval.opening import create_index, open_index
from settings import Settings, read_settings
from tests.retrieval.speeches import passages
from tests.retrieval.tiny_model import write_model

MODEL = "bge-m3"
KEY = "k-of-the-test"


class Endpoint(ThreadingHTTPServer):
    """Answers as an OpenAI-compatible server does, with vectors of our own making."""

    def __init__(self, status: int = 200, short: bool = False):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status, self.short = status, short
        self.asked: list[dict[str, Any]] = []
        self.failures = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({**asked, "path": self.path, "key": self.headers["Authorization"]})
        status = self.server.status
        if self.server.failures:
            self.server.failures -= 1
            status = 500
        vectors = HashingEmbedding(8).embed(asked["input"])[: -1 if self.server.short else None]
        data = [{"object": "embedding", "index": at, "embedding": (3 * row).tolist()} for at, row in enumerate(vectors)]
        body = {"object": "list", "data": data[::-1], "model": asked["model"], "usage": {}}
        told = json.dumps(body if status == 200 else {"error": {"message": "no"}}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def serving(endpoint: Endpoint) -> Iterator[Endpoint]:
    thread = threading.Thread(target=endpoint.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.shutdown()
        thread.join()
        endpoint.server_close()


def chosen(home: Path, **environ: str) -> Embedding:
    return choose_embedding(read_settings({"HEGAO_HOME": str(home), **environ}))


def of_endpoint(home: Path, endpoint: Endpoint) -> Embedding:
    return chosen(home, HEGAO_EMBEDDING=f"openai:{MODEL}", OPENAI_BASE_URL=endpoint.address, OPENAI_API_KEY=KEY)


def test_an_endpoint_is_asked_in_batches_and_its_vectors_come_back_in_order(tmp_path: Path) -> None:
    texts = [f"第{at}段" + "甲乙丙丁"[at % 4] for at in range(150)] + [""]
    with serving(Endpoint()) as endpoint:
        rows = of_endpoint(tmp_path, endpoint).embed(texts)
    assert np.allclose(rows, HashingEmbedding(8).embed([text or " " for text in texts]), atol=1e-6)
    assert [len(asked["input"]) for asked in endpoint.asked] == [64, 64, 23]
    assert {(asked["path"], asked["model"]) for asked in endpoint.asked} == {("/v1/embeddings", MODEL)}


def test_a_passing_fault_of_the_endpoint_is_tried_again(tmp_path: Path) -> None:
    with serving(Endpoint()) as endpoint:
        endpoint.failures = 2
        assert of_endpoint(tmp_path, endpoint).embed(["工业"]).shape == (1, 8)
    assert len(endpoint.asked) == 3


@pytest.mark.parametrize(
    ("endpoint", "said"),
    [
        (lambda: Endpoint(401), "OPENAI_API_KEY"),
        (lambda: Endpoint(404), MODEL),
        (lambda: Endpoint(400), "出错"),
        (lambda: Endpoint(short=True), "1 段文字返回了 0 个向量"),
    ],
)
def test_what_an_endpoint_does_wrong_is_one_sentence_without_the_key(tmp_path: Path, endpoint: Any, said: str) -> None:
    with serving(endpoint()) as there, pytest.raises(EmbeddingFault, match=said) as told:
        of_endpoint(tmp_path, there).embed(["工业"])
    assert KEY not in told.value.sentence


def test_an_endpoint_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.embedding.endpoint._TRIES", 0)
    with pytest.raises(EmbeddingFault, match="OPENAI_BASE_URL"):
        chosen(tmp_path, HEGAO_EMBEDDING="openai:x", OPENAI_BASE_URL="http://127.0.0.1:9/v1").embed(["工业"])


def test_a_fault_of_the_embedding_is_told_as_such_by_the_index(settings: Settings, tmp_path: Path) -> None:
    with serving(Endpoint(401)) as endpoint, create_index(settings, of_endpoint(tmp_path, endpoint)) as index:
        with pytest.raises(EmbeddingFault):
            index.add_document(1, passages(1))
        assert index.document_ids() == set()


def test_an_index_built_by_an_endpoint_opens_with_the_same_model_elsewhere(settings: Settings, tmp_path: Path) -> None:
    with serving(Endpoint()) as endpoint, create_index(settings, of_endpoint(tmp_path, endpoint)) as index:
        index.add_document(1, passages(1))
    with serving(Endpoint()) as moved, open_index(settings, of_endpoint(tmp_path, moved)) as index:
        assert "消费券" in index.search("消费券", 1)[0].passage.text


def test_only_what_may_leave_is_told_to_an_endpoint_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The endpoint stands behind a proxy, as one outside the house does; that proxy is all that is asked."""
    kept = Incoming("内部讲话.txt", "同志们：\n一、紧要的事\n抓好冬储菜投放，备足十天用量。".encode())
    free = Incoming("公开讲话.txt", "同志们：\n一、平常的事\n办好消费券发放，惠及更多商户。".encode())
    settings = read_settings(
        {
            "HEGAO_HOME": str(tmp_path / "workspace"),
            "HEGAO_EMBEDDING": f"openai:{MODEL}",
            "OPENAI_BASE_URL": "http://vectors.example.com/v1",
        }
    )
    with serving(Endpoint()) as endpoint:
        monkeypatch.setenv("HTTP_PROXY", endpoint.address.removesuffix("/v1"))
        monkeypatch.delenv("NO_PROXY", raising=False)
        desk = Desk(settings)
        desk.load([kept])
        assert desk.search("冬储菜", 3)[0].passage.document == kept.name
        assert endpoint.asked == []
        desk.load([free], LoadOptions(may_leave=True))
        assert desk.search("消费券", 3)[0].passage.document == free.name
        assert "冬储菜" in desk.search("冬储菜投放", 3)[0].passage.text
        assert told(endpoint) == ["平常的事\n办好消费券发放，惠及更多商户。", "消费券", "冬储菜投放"]

        endpoint.asked.clear()
        ids = {document.name: document.id for document in desk.documents()}
        desk.let_leave([ids[free.name]], False, actor="周敏")
        assert desk.search("消费券", 3)[0].passage.document == free.name
        assert endpoint.asked == []
        desk.let_leave([ids[kept.name]], True, actor="周敏")
        assert told(endpoint) == ["紧要的事\n抓好冬储菜投放，备足十天用量。"]
        stands = {each.what: each.told for each in desk.health.conditions(reach=False)}["检索向量"]
        assert "在本单位外" in stands and "可外发的 1 份" in stands and "其余 1 份" in stands
        desk.close()
        again = Desk(settings)
        assert {hit.passage.document for hit in again.search("抓好办好", 5)} == {kept.name, free.name}
        again.close()


def told(endpoint: Endpoint) -> list[str]:
    """Every text that was sent."""
    return [text for asked in endpoint.asked for text in asked["input"]]


def test_an_endpoint_in_the_house_is_asked_past_the_machine_s_proxy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with serving(Endpoint()) as endpoint:
        assert of_endpoint(tmp_path, endpoint).embed(["工业"]).shape == (1, 8)


def test_the_key_stands_in_no_print_of_the_settings(tmp_path: Path) -> None:
    environ = {
        "HEGAO_HOME": str(tmp_path),
        "OPENAI_API_KEY": "zz-a",
        "CHROMA_URL": "http://localhost:8000",
        "CHROMA_HEADERS": "Authorization: Bearer zz-b",
    }
    read = read_settings(environ)
    assert read.chroma_headers == (("Authorization", "Bearer zz-b"),)
    assert "zz-a" not in repr(read) and "zz-b" not in repr(read)
    with pytest.raises(InputError, match="CHROMA_HEADERS"):
        read_settings({**environ, "CHROMA_HEADERS": "Bearer zz-b"})


def test_a_wrong_choice_says_how_to_write_it(settings: Settings, tmp_path: Path) -> None:
    for wrong in ("openai", "openai:", "magic:x"):
        with pytest.raises(InputError, match="openai:模型名"):
            read_settings({"HEGAO_EMBEDDING": wrong})
    with pytest.raises(EmbeddingFault, match=r"model\.onnx"):
        choose_embedding(replace(settings, embedding=f"local:{tmp_path}"))


def test_a_folder_of_sentence_transformers_asks_for_the_package(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[]", encoding="utf-8")
    embedding = choose_embedding(replace(settings, embedding=f"local:{tmp_path}"))
    with pytest.raises(EmbeddingFault, match=r"uv pip install sentence-transformers|打不开"):
        embedding.embed(["工业"])


WORDS = "□工业农消费券问："
TABLE = np.eye(len(WORDS), 12)


def local(folder: Path, **environ: str) -> Embedding:
    return chosen(folder / "home", HEGAO_EMBEDDING=f"local:{folder / 'model'}", **environ)


def test_an_onnx_model_on_disk_makes_the_mean_of_its_tokens(tmp_path: Path) -> None:
    write_model(tmp_path / "model", WORDS, TABLE)
    embedding = local(tmp_path)
    rows = embedding.embed(["工业", "消费券", "工"])
    assert np.allclose(rows[0], (TABLE[1] + TABLE[2]) / 2**0.5, atol=1e-6)
    assert np.allclose(rows[2], TABLE[1], atol=1e-6), "padding counts for nothing"
    assert embedding.embed([]).shape[0] == 0
    assert embedding.name.startswith("onnx:model-")


def test_a_question_begins_with_what_the_folder_or_the_setting_says(tmp_path: Path) -> None:
    write_model(tmp_path / "model", WORDS, TABLE, query_prefix="问：")
    told, text = local(tmp_path), local(tmp_path).embed(["工业"])
    assert np.allclose(told.embed_query("工业"), told.embed(["问：工业"]))
    assert not np.allclose(told.embed_query("工业"), text)
    assert np.allclose(local(tmp_path, HEGAO_QUERY_PREFIX="农").embed_query("工业"), told.embed(["农工业"]))


def test_an_index_built_by_a_model_on_disk_is_refused_by_another_one_there(settings: Settings, tmp_path: Path) -> None:
    write_model(tmp_path / "model", WORDS, TABLE)
    with create_index(settings, local(tmp_path)) as index:
        index.add_document(1, passages(1))
        assert "消费券" in index.search("消费券", 1)[0].passage.text
    open_index(settings, local(tmp_path)).close()
    write_model(tmp_path / "model", WORDS, TABLE[::-1].copy())
    with pytest.raises(IndexFault, match="另一种向量方法"):
        open_index(settings, local(tmp_path))


def test_a_question_to_an_endpoint_begins_with_what_the_setting_says(tmp_path: Path) -> None:
    with serving(Endpoint()) as endpoint:
        asked = {"HEGAO_EMBEDDING": f"openai:{MODEL}", "OPENAI_BASE_URL": endpoint.address, "OPENAI_API_KEY": KEY}
        chosen(tmp_path, **asked, HEGAO_QUERY_PREFIX="检索：").embed_query("工业")
    assert [one["input"] for one in endpoint.asked] == [["检索：工业"]]


def test_a_model_that_is_no_model_is_named(tmp_path: Path) -> None:
    write_model(tmp_path / "model", WORDS, TABLE)
    (tmp_path / "model" / "model.onnx").write_bytes(b"not a model")
    with pytest.raises(EmbeddingFault, match="打不开模型"):
        local(tmp_path).embed(["工业"])
