"""The scripted model is a chat model like any other: it says what is queued and records what it was asked."""

import pytest
from langchain.messages import HumanMessage

from prompts.models.asking import Limits, Model
from prompts.models.faults import Fault, FaultKind
from prompts.models.scripted import Failure, ScriptedModel
from prompts.prompt import Messages

QUICK = Limits(pause=0.01)


def test_it_gives_its_replies_in_order_and_records_what_it_was_asked() -> None:
    chat = ScriptedModel.of("稳住工业。", "扩大消费。")
    model = Model(chat, "台词")
    assert [model.ask(Messages("规矩", ask)).text for ask in ("甲", "乙")] == ["稳住工业。", "扩大消费。"]
    assert [[message.content for message in asked] for asked in chat.asked] == [["规矩", "甲"], ["规矩", "乙"]]


def test_it_is_asked_as_any_chat_model_is() -> None:
    chat = ScriptedModel.of("稳住工业。", "扩大消费。")
    assert chat.invoke([HumanMessage("请写")]).content == "稳住工业。"
    assert "".join(str(piece.content) for piece in chat.stream("请写")) == "扩大消费。"


def test_it_has_nothing_to_say_when_its_replies_are_over() -> None:
    with pytest.raises(Fault) as caught:
        Model(ScriptedModel.of(), "台词", limits=QUICK).ask(Messages("", ""))
    assert caught.value.kind is FaultKind.EMPTY


def test_it_can_fail_in_the_middle_as_a_real_one_does() -> None:
    chat = ScriptedModel.of(Failure(ConnectionError("gone"), after="稳住工业"), "稳住工业。")
    reply = Model(chat, "台词", limits=QUICK).ask(Messages("", ""))
    assert (reply.text, reply.tries) == ("稳住工业。", 2)
