"""A model is asked with the real client over real HTTP: what it says, and each way in which it can fail."""

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from threading import Event, Timer

import pytest

from prompts.models.asking import Limits, Model
from prompts.models.choice import choose_model
from prompts.models.connection import try_connection
from prompts.models.faults import Fault, FaultKind
from prompts.prompt import Messages
from settings import read_settings
from tests.prompts.endpoint import MODEL, Break, Endless, Endpoint, Garbage, Refuse, Say, Turn

ASKED = Messages("只写正文。", "请写一句。")
TEXT = "全市上下稳扎稳打，经济运行稳中有进。"
QUICK = Limits(characters=2000, seconds=20, tries=3, longest=2, pause=0.01)


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with Endpoint() as served:
        yield served


@pytest.fixture
def model(endpoint: Endpoint) -> Iterator[Model]:
    chosen = choose_model(endpoint.settings(), QUICK)
    assert chosen is not None
    yield chosen
    chosen.close()


def fault(model: Model, endpoint: Endpoint, *turns: Turn) -> Fault:
    """The fault after `turns`, the last of them standing."""
    endpoint.queue(turns[:-1])
    endpoint.standing = turns[-1]
    with pytest.raises(Fault) as caught:
        model.ask(ASKED)
    return caught.value


def test_a_reply_is_heard_as_it_grows_and_its_tokens_are_told(model: Model, endpoint: Endpoint) -> None:
    endpoint.standing = Say(TEXT)
    heard: list[str] = []
    reply = model.ask(ASKED, heard.append)
    assert reply.text == heard[-1] == TEXT
    assert len(heard) > 3 and all(later.startswith(earlier) for earlier, later in pairwise(heard))
    assert reply.tokens_out == len(TEXT) and reply.tokens_in
    assert reply.tries == 1


def test_the_request_is_the_protocols_own(model: Model, endpoint: Endpoint) -> None:
    model.ask(ASKED)
    (asked,) = endpoint.requests
    assert asked["model"] == MODEL and asked["stream"] is True
    assert asked["authorization"] == "Bearer sk-test"
    assert [(message["role"], message["content"]) for message in asked["messages"]] == [
        ("system", "只写正文。"),
        ("user", "请写一句。"),
    ]


def test_a_service_that_does_not_count_tokens_is_asked_without(model: Model, endpoint: Endpoint) -> None:
    endpoint.queue([Refuse(400, "Unknown parameter: stream_options")])
    endpoint.standing = Say(TEXT)
    assert model.ask(ASKED).tokens_out is None
    model.ask(ASKED)
    assert ["stream_options" in asked for asked in endpoint.requests] == [True, False, False]


def test_what_a_model_only_thinks_is_not_heard(model: Model, endpoint: Endpoint) -> None:
    endpoint.standing = Say(f"<think>增长5.3%还是下降？</think>\n\n{TEXT}")
    heard: list[str] = []
    assert model.ask(ASKED, heard.append).text == TEXT
    assert all(TEXT.startswith(words) for words in heard)


def test_no_route_is_told_with_the_variable_to_look_at() -> None:
    with Endpoint() as gone:
        settings = gone.settings()
    model = choose_model(settings, QUICK)
    assert model is not None
    with closing(model), pytest.raises(Fault, match="OPENAI_BASE_URL") as caught:
        model.ask(ASKED)
    assert caught.value.kind is FaultKind.NO_ROUTE


def test_a_bad_key_is_told_at_once(model: Model, endpoint: Endpoint) -> None:
    told = fault(model, endpoint, Refuse(401, "Incorrect API key"))
    assert told.kind is FaultKind.KEY and "OPENAI_API_KEY" in told.sentence
    assert len(endpoint.requests) == 1


@pytest.mark.parametrize(
    ("turn", "kind"),
    [
        (Refuse(403, "not yours"), FaultKind.KEY),
        (Refuse(404, "model not found"), FaultKind.NO_MODEL),
        (Refuse(402, "Insufficient Balance"), FaultKind.BALANCE),
        (Refuse(429, "You exceeded your current quota", code="insufficient_quota"), FaultKind.BALANCE),
        (Refuse(400, "maximum context length is exceeded"), FaultKind.TOO_LONG),
        (Refuse(422, "bad parameter"), FaultKind.CALL),
    ],
)
def test_what_asking_again_cannot_mend_is_asked_once(
    model: Model, endpoint: Endpoint, turn: Turn, kind: FaultKind
) -> None:
    assert fault(model, endpoint, turn).kind is kind
    assert len(endpoint.requests) == 1


@pytest.mark.parametrize(
    ("turn", "kind"),
    [
        (Refuse(429, "slow down"), FaultKind.RATE),
        (Refuse(500, "oops"), FaultKind.SERVER),
        (Refuse(503, "busy"), FaultKind.SERVER),
        (Break(TEXT), FaultKind.CUT),
        (Break(TEXT, politely=True), FaultKind.CUT),
        (Break(TEXT, telling=True), FaultKind.CUT),
        (Say(TEXT, finish="length"), FaultKind.CUT),
        (Say(""), FaultKind.EMPTY),
        (Garbage(), FaultKind.EMPTY),
        (Say(" \n"), FaultKind.EMPTY),
        (Endless(), FaultKind.ENDLESS),
        (Say("很抱歉，我无法协助撰写此类内容。"), FaultKind.REFUSED),
        (Say("I'm sorry, but I can't help with that."), FaultKind.REFUSED),
        (Say(TEXT, finish="content_filter"), FaultKind.REFUSED),
        (Say("The city's economy has been stable and is improving steadily."), FaultKind.FOREIGN),
    ],
)
def test_what_may_pass_is_asked_again_a_bounded_number_of_times(
    model: Model, endpoint: Endpoint, turn: Turn, kind: FaultKind
) -> None:
    told = fault(model, endpoint, turn)
    assert told.kind is kind
    assert ("节数" if kind is FaultKind.RATE else "沿用往年") in told.sentence
    assert len(endpoint.requests) == 3


@pytest.mark.parametrize(
    "turn", [Refuse(429), Refuse(502), Break(TEXT[:7]), Say(""), Endless(), Say("I cannot do that.")]
)
def test_a_failure_that_passes_is_got_over(model: Model, endpoint: Endpoint, turn: Turn) -> None:
    endpoint.queue([turn])
    endpoint.standing = Say(TEXT)
    reply = model.ask(ASKED)
    assert (reply.text, reply.tries) == (TEXT, 2)


def test_what_had_come_before_a_break_is_kept(model: Model, endpoint: Endpoint) -> None:
    assert fault(model, endpoint, Break(TEXT)).written == TEXT


def test_retry_after_is_heeded(model: Model, endpoint: Endpoint) -> None:
    endpoint.queue([Refuse(429, headers={"Retry-After": "1"})])
    endpoint.standing = Say(TEXT)
    waits: list[float] = []
    began = time.monotonic()
    model.ask(ASKED, waiting=lambda seconds, _: waits.append(seconds))
    assert waits == [1.0]
    assert time.monotonic() - began >= 1


def test_a_date_says_when_to_ask_again_too(model: Model, endpoint: Endpoint) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    told = fault(model, endpoint, Refuse(429, headers={"Retry-After": later}))
    assert told.wait is not None and 80 < told.wait <= 90
    assert len(endpoint.requests) == 1, "longer than anybody waits"


def test_a_person_may_stop_a_reply_and_keeps_what_was_written(model: Model, endpoint: Endpoint) -> None:
    endpoint.standing = Say(TEXT * 20, pause=0.02)
    stop = Event()
    heard: list[str] = []

    def hear(words: str) -> None:
        heard.append(words)
        if len(words) > 20:
            stop.set()

    with pytest.raises(Fault) as caught:
        model.ask(ASKED, hear, stop=stop)
    assert caught.value.kind is FaultKind.STOPPED
    assert caught.value.written == heard[-1]


def test_a_person_may_stop_the_waiting(model: Model, endpoint: Endpoint) -> None:
    endpoint.standing = Refuse(429, headers={"Retry-After": "2"})
    stop = Event()
    timer = Timer(0.2, stop.set)
    timer.start()
    began = time.monotonic()
    with pytest.raises(Fault, match="已停下"):
        model.ask(ASKED, stop=stop)
    timer.join()
    assert time.monotonic() - began < 1.9


def test_a_trial_of_the_connection_says_what_came_of_it(model: Model, endpoint: Endpoint) -> None:
    told = try_connection(model)
    assert told.reached and MODEL in told.sentence
    endpoint.standing = Refuse(401)
    told = try_connection(model)
    assert not told.reached and "OPENAI_API_KEY" in told.sentence


def test_nothing_goes_out_but_to_the_endpoint(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tracing that the environment asks for, a gateway, a proxy, a tokenizer to be fetched: none is followed."""
    import socket

    with Endpoint() as trap:
        for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2", "LANGSMITH_GATEWAY"):
            monkeypatch.setenv(name, "true")
        for name in (
            "LANGSMITH_ENDPOINT",
            "LANGSMITH_GATEWAY_URL",
            "OPENAI_API_BASE",
            "OPENAI_PROXY",
            "HTTP_PROXY",
            "ALL_PROXY",
        ):
            monkeypatch.setenv(name, trap.url)
        monkeypatch.setenv("LANGSMITH_API_KEY", "lsv2_x")
        reached: list[object] = []
        connect = socket.socket.connect

        def watched(self: socket.socket, address: object) -> None:
            reached.append(address)
            connect(self, address)  # type: ignore[arg-type]

        monkeypatch.setattr(socket.socket, "connect", watched)
        endpoint.standing = Say(TEXT)
        chosen = choose_model(endpoint.settings(), QUICK)
        assert chosen is not None
        with closing(chosen):
            assert chosen.ask(ASKED).text == TEXT
        time.sleep(0.3)
        port = int(endpoint.url.removesuffix("/v1").rpartition(":")[2])
        assert reached and set(reached) == {("127.0.0.1", port)}
        assert trap.requests == []


def test_no_model_is_set_by_itself() -> None:
    assert choose_model(read_settings({})) is None
