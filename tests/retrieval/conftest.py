"""A workspace of its own for every test, and an index in it: in a folder, and on a real Chroma server."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bench.serving import free_port
from retrieval.embedding import HashingEmbedding
from retrieval.index import Index
from retrieval.opening import create_index
from settings import Settings, read_settings

_PATIENCE = 60  # seconds a server may take to come up on a busy machine


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"HEGAO_HOME": str(tmp_path / "workspace")})


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a `chroma run` on loopback."""
    port = free_port()
    with chroma_running(tmp_path_factory.mktemp("chroma"), port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def chroma_running(folder: Path, port: int) -> Iterator[None]:
    """A `chroma run` over `folder` that answers at `port`, stopped in the end."""
    program = Path(sys.executable).with_name("chroma")
    if not program.exists():
        pytest.skip("the chroma program is not installed")
    command = [str(program), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait_for(port, server, folder / "log")
        yield
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    said = re.sub(r"\s+", " ", log.read_text("utf-8", "replace"))[-300:]
    pytest.fail(f"chroma run did not come up: {said}")


@pytest.fixture
def embedding() -> HashingEmbedding:
    return HashingEmbedding(256)


@pytest.fixture(params=["folder", "server"])
def index(request: pytest.FixtureRequest, settings: Settings, embedding: HashingEmbedding) -> Iterator[Index]:
    """An empty index, embedded and behind a server: the same must hold of both."""
    if request.param == "server":
        settings = replace(settings, chroma_url=request.getfixturevalue("chroma_server"))
    with create_index(settings, embedding) as made:
        yield made
