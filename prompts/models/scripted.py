"""A model that says what it was given to say: for demonstrations without a network, and for tests.

It implements LangChain's chat model like any other, takes its replies from a queue, streams them in small pieces, and
records what it was asked.
"""

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from langchain.chat_models import BaseChatModel
from langchain.messages import AIMessage, AIMessageChunk, AnyMessage
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.messages import BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from errors import InputError

_PARTED = "\n===\n"


@dataclass(frozen=True, slots=True)
class Failure:
    """A queued reply that fails: after `after`, `error` is raised."""

    error: Exception
    after: str = ""


class ScriptedModel(BaseChatModel):
    """Gives its queued replies in order; asked once more than there are, it has nothing to say.

    `piece` is how many characters come at once, `pause` the seconds between two pieces.
    """

    piece: int = 4
    pause: float = 0.0
    _replies: deque[str | Failure] = PrivateAttr(default_factory=deque)
    _asked: list[list[BaseMessage]] = PrivateAttr(default_factory=list)
    _lock: Lock = PrivateAttr(default_factory=Lock)

    @classmethod
    def of(cls, *replies: str | Failure, piece: int = 4, pause: float = 0.0) -> "ScriptedModel":
        """A model with `replies` queued."""
        model = cls(piece=piece, pause=pause)
        model.queue(replies)
        return model

    @classmethod
    def from_file(cls, path: Path) -> "ScriptedModel":
        """A model that says what a text file holds, its replies parted by lines of `===`. Raises `InputError`."""
        try:
            text = path.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise InputError(f"HEGAO_MODEL 指定的台词文件 {path} 读不出来，请检查路径和编码（UTF-8）。") from None
        return cls.of(*(reply.strip() for reply in f"{text}\n".split(_PARTED)), pause=0.02)

    def queue(self, replies: Iterable[str | Failure]) -> None:
        """Adds `replies` to what it has to say."""
        with self._lock:
            self._replies.extend(replies)

    @property
    def asked(self) -> list[list[BaseMessage]]:
        """What it was asked so far, each time the messages as they came."""
        with self._lock:
            return list(self._asked)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        text = "".join(str(chunk.message.content) for chunk in self._stream(messages, stop, run_manager, **kwargs))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        reply = self._next(messages)
        text = reply.after if isinstance(reply, Failure) else reply
        for at in range(0, len(text), self.piece):
            if self.pause:
                time.sleep(self.pause)
            yield ChatGenerationChunk(message=AIMessageChunk(content=text[at : at + self.piece]))
        if isinstance(reply, Failure):
            raise reply.error
        usage = {
            "input_tokens": _size(messages),
            "output_tokens": len(text),
            "total_tokens": _size(messages) + len(text),
        }
        last = AIMessageChunk(content="", usage_metadata=usage, response_metadata={"finish_reason": "stop"})  # type: ignore[arg-type]
        yield ChatGenerationChunk(message=last)

    def _next(self, messages: list[BaseMessage]) -> str | Failure:
        with self._lock:
            self._asked.append(list(messages))
            return self._replies.popleft() if self._replies else ""


def _size(messages: Iterable[AnyMessage | BaseMessage]) -> int:
    return sum(len(str(message.content)) for message in messages)
