"""A small server on loopback that speaks the real protocol of chat completions: JSON, server-sent events, errors.

It has no opinion of its own: each request takes the next of the queued turns, or the standing one where none is queued.
"""

import json
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Any

from settings import Settings, read_settings

MODEL = "blossom-chat"
Asked = Mapping[str, Any]


@dataclass(frozen=True)
class Say:
    """Answers with a text, some characters a piece; `pause` seconds before each piece, `usage` tells the tokens."""

    text: str | Callable[[Asked], str]
    piece: int = 4
    pause: float = 0.0
    finish: str = "stop"
    usage: bool = True


@dataclass(frozen=True)
class Refuse:
    """Answers with a status and an error's body."""

    status: int
    message: str = "no"
    headers: Mapping[str, str] = field(default_factory=dict)
    code: str | None = None


@dataclass(frozen=True)
class Break:
    """Streams a text and breaks off in the middle: the connection is dropped, or (`politely`) closed without a word,
    or (`telling`) an error comes in the stream."""

    text: str
    politely: bool = False
    telling: bool = False


@dataclass(frozen=True)
class Endless:
    """Streams the same words for as long as anybody listens."""

    text: str = "要持续发力，"


@dataclass(frozen=True)
class Garbage:
    """Answers with a page that is no reply at all."""

    body: str = "<html>welcome</html>"


Turn = Say | Refuse | Break | Endless | Garbage


class Endpoint:
    """The server, open while its `with` block runs."""

    def __init__(self, standing: Turn | None = None) -> None:
        self.standing = standing or Say("通畅")
        self.requests: list[Asked] = []
        self.at_once = 0
        self.first_words: list[tuple[float, str]] = []  # when the first piece of each reply went out, and the piece
        self._now = 0
        self._turns: deque[Turn] = deque()
        self._lock = Lock()
        endpoint = self

        class Handler(_Handler):
            served = endpoint

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def queue(self, turns: Iterable[Turn]) -> None:
        with self._lock:
            self._turns.extend(turns)

    def settings(self, **environ: str) -> Settings:
        """Settings that name this server."""
        told = {"OPENAI_BASE_URL": self.url, "OPENAI_API_KEY": "sk-test", "HEGAO_MODEL": MODEL}
        return read_settings(told | environ)

    def turn(self, asked: Asked) -> Turn:
        with self._lock:
            self.requests.append(asked)
            return self._turns.popleft() if self._turns else self.standing

    def enter(self) -> None:
        with self._lock:
            self._now += 1
            self.at_once = max(self.at_once, self._now)

    def leave(self) -> None:
        with self._lock:
            self._now -= 1

    def __enter__(self) -> "Endpoint":
        self._thread.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    served: Endpoint
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        asked["authorization"] = self.headers["Authorization"]
        if not self.path.endswith("/chat/completions"):
            self._json(404, {"error": {"message": "no such path"}})
            return
        self.served.enter()
        try:
            self._answer(self.served.turn(asked), asked)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            self.served.leave()

    def _answer(self, turn: Turn, asked: Asked) -> None:
        match turn:
            case Refuse(status, message, headers, code):
                self._json(status, {"error": {"message": message, "type": "error", "code": code}}, headers)
            case Garbage(body):
                self._bytes(200, body.encode(), "text/html", {})
            case Break(text, politely, telling):
                self._open_stream()
                for at in range(0, len(text), 4):
                    self._event(_piece(text[at : at + 4]))
                if telling:
                    self._event({"error": {"message": "worker died", "type": "server_error"}})
                self._end(whole=politely or telling)
            case Endless(text):
                self._open_stream()
                while True:
                    self._event(_piece(text))
            case Say(text, piece, pause, finish, usage):
                said = text if isinstance(text, str) else text(asked)
                self._say(said, asked, piece, pause, finish, usage)

    def _say(self, text: str, asked: Asked, piece: int, pause: float, finish: str, usage: bool) -> None:
        told = {"prompt_tokens": len(str(asked["messages"])), "completion_tokens": len(text)}
        told["total_tokens"] = sum(told.values())
        if not asked.get("stream"):
            message = {"role": "assistant", "content": text}
            choice = {"index": 0, "message": message, "finish_reason": finish}
            self._json(200, {"id": "x", "object": "chat.completion", "choices": [choice], "usage": told})
            return
        self._open_stream()
        due = time.perf_counter()
        for at in range(0, len(text), piece):
            due += pause
            if (ahead := due - time.perf_counter()) > 0:
                time.sleep(ahead)
            if at == 0:
                self.served.first_words.append((time.time(), text[:piece]))
            self._event(_piece(text[at : at + piece]))
        self._event(_piece("", finish))
        if usage and (asked.get("stream_options") or {}).get("include_usage"):
            self._event({**_piece(""), "choices": [], "usage": told})
        self._chunk(b"data: [DONE]\n\n")
        self._end(whole=True)

    def _open_stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def _event(self, told: Mapping[str, Any]) -> None:
        self._chunk(f"data: {json.dumps(told, ensure_ascii=False)}\n\n".encode())

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _end(self, *, whole: bool) -> None:
        if whole:
            self.wfile.write(b"0\r\n\r\n")
        self.close_connection = True

    def _json(self, status: int, told: object, headers: Mapping[str, str] | None = None) -> None:
        self._bytes(status, json.dumps(told).encode(), "application/json", headers or {})

    def _bytes(self, status: int, data: bytes, kind: str, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def _piece(text: str, finish: str | None = None) -> dict[str, Any]:
    delta = {"role": "assistant", "content": text} if finish is None else {}
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": MODEL, "choices": [choice]}
