"""Asking a model: its reply as it grows, asked again a bounded number of times, stopped when a person says so.

Whatever goes wrong is a `Fault` with its sentence and what had been written by then. Counts tokens as the service
reports them and never by itself; what LangChain could report to others is switched off.
"""

import random
import time
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, field
from threading import Event
from typing import Any

import openai
from langchain.chat_models import BaseChatModel
from langchain.messages import AIMessageChunk, AnyMessage, HumanMessage, SystemMessage
from langsmith import tracing_context

from prompts.models.faults import CUT, Asked, Fault, FaultKind, fault_of
from prompts.models.replies import judge, spoken
from prompts.prompt import Messages

Hear = Callable[[str], None]
"""Is told the reply as far as it has come, from its beginning each time: a reply asked for again begins anew."""

Wait = Callable[[float, str], None]
"""Is told that the model is asked again after so many seconds, and why."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a model is waited for: `characters` and `seconds` of one reply, `tries` in all, and the `longest` pause
    between two, in seconds."""

    characters: int = 8000
    seconds: float = 300.0
    tries: int = 3
    longest: float = 60.0
    pause: float = 1.0
    """Seconds before the second try; each further one waits twice as long as the one before."""


_USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole reply: its text, the tokens of question and answer where the service told them, the seconds it took with
    all its tries, and how many these were."""

    text: str
    tokens_in: int | None
    tokens_out: int | None
    seconds: float
    tries: int


@dataclass(slots=True)
class _Growing:
    """A reply on its way."""

    text: str = ""
    finish: str = ""
    tokens_in: int | None = None
    tokens_out: int | None = None
    began: float = field(default_factory=time.monotonic)

    def take(self, piece: AIMessageChunk) -> None:
        self.text += piece.text
        self.finish = piece.response_metadata.get("finish_reason") or self.finish
        if piece.usage_metadata:
            self.tokens_in = piece.usage_metadata["input_tokens"]
            self.tokens_out = piece.usage_metadata["output_tokens"]


def _unheard(_: str) -> None:
    """Nobody listens."""


def _untold(_: float, __: str) -> None:
    """Nobody waits."""


def _nothing_to_close() -> None:
    """A model in this process holds no connection."""


class Model:
    """A chat model at hand; `address` is where it answers ("" for one in this process), `local` whether that is inside
    the house. For any number of threads; `close` lets its connections go."""

    def __init__(
        self,
        chat: BaseChatModel,
        name: str,
        *,
        address: str = "",
        local: bool = True,
        limits: Limits = _USUAL,
        close: Callable[[], None] = _nothing_to_close,
    ):
        self._chat = chat
        self.close = close
        self.name = name
        self.address = address
        self.local = local
        self._limits = limits
        self._counts = True  # whether the service takes the wish to be told the tokens

    def ask(
        self, messages: Messages, hear: Hear = _unheard, *, stop: Event | None = None, waiting: Wait = _untold
    ) -> Reply:
        """The model's reply to `messages`, told to `hear` as it grows. Raises `Fault`, the last one of all tries."""
        halt = stop or Event()
        began = time.monotonic()
        for number in range(1, self._limits.tries + 1):
            try:
                grown = self._once(messages, hear, halt)
            except Fault as fault:
                pause = self._pause(number, fault)
                if pause is None:
                    raise
                waiting(pause, fault.sentence)
                if halt.wait(pause):
                    raise _stopped(fault.written) from fault
            else:
                return Reply(spoken(grown.text), grown.tokens_in, grown.tokens_out, time.monotonic() - began, number)
        raise AssertionError("the last try returns or raises")

    def _pause(self, number: int, fault: Fault) -> float | None:
        """The seconds before the next try; None where there is none."""
        if number >= self._limits.tries or not fault.passing:
            return None
        if fault.wait is not None:
            return fault.wait if fault.wait <= self._limits.longest else None
        doubled: float = self._limits.pause * 2 ** (number - 1)
        return min(doubled * random.uniform(0.8, 1.2), self._limits.longest)

    def _once(self, messages: Messages, hear: Hear, stop: Event) -> _Growing:
        grown = _Growing()
        try:
            self._listen(messages, grown, hear, stop)
        except Fault:
            raise
        except openai.BadRequestError as error:
            if not (self._counts and "stream_options" in str(error)):
                raise fault_of(error, self._asked, spoken(grown.text)) from error
            self._counts = False
            return self._once(messages, hear, stop)
        except Exception as error:  # the libraries' families of errors are many; each becomes a sentence
            raise fault_of(error, self._asked, spoken(grown.text)) from error
        return _whole(grown)

    def _listen(self, messages: Messages, grown: _Growing, hear: Hear, stop: Event) -> None:
        told: list[AnyMessage] = [SystemMessage(messages.system), HumanMessage(messages.user)]
        options: dict[str, Any] = {} if self._counts else {"stream_usage": False}
        shown = ""
        # Closed here and now: a stream left to the collector would hold its connection until who knows when.
        with tracing_context(enabled=False), closing(self._stream(told, options)) as pieces:
            for piece in pieces:
                if stop.is_set():
                    raise _stopped(spoken(grown.text))
                grown.take(piece)
                self._check_bounds(grown)
                words = spoken(grown.text)
                if words != shown:
                    shown = words
                    hear(words)

    def _stream(self, told: list[AnyMessage], options: dict[str, Any]) -> Generator[AIMessageChunk, None, None]:
        yield from self._chat.stream(told, **options)

    def _check_bounds(self, grown: _Growing) -> None:
        late = time.monotonic() - grown.began > self._limits.seconds
        if late or len(grown.text) > self._limits.characters:
            sentence = "模型写个不停，已停下，请重试，或改用沿用往年。"
            raise Fault(FaultKind.ENDLESS, sentence, written=spoken(grown.text))

    @property
    def _asked(self) -> Asked:
        return Asked(self.name, self.address)


def _stopped(written: str) -> Fault:
    return Fault(FaultKind.STOPPED, "已停下，写好的各节都已保存。", written=written)


def _whole(grown: _Growing) -> _Growing:
    """`grown` where it is a reply that came to its end. Raises `Fault`."""
    words = spoken(grown.text)
    if grown.finish == "content_filter":
        raise Fault(
            FaultKind.REFUSED, "模型服务以内容审核为由拦下了答复，请改一改要点，或改用沿用往年。", written=words
        )
    judged = judge(words)
    if judged is not None:
        raise judged
    if grown.finish not in ("stop", "end_turn", "eos"):
        raise Fault(FaultKind.CUT, CUT, written=words)
    return grown
