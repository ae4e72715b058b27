"""Trying the connection to a model: one short question, and in plain words what came of it."""

from dataclasses import dataclass
from threading import Event

from prompts.models.asking import Model
from prompts.models.faults import Fault, FaultKind
from prompts.prompt import Messages

_QUESTION = Messages("你在试一试连接是否通畅。只回答两个字。", "请回答：通畅")
# A model that answers, in whatever words, can be reached.
_REACHED = {FaultKind.EMPTY, FaultKind.FOREIGN, FaultKind.REFUSED, FaultKind.CUT, FaultKind.ENDLESS}


@dataclass(frozen=True, slots=True)
class Connection:
    """What came of a trial: whether a model answered, in a sentence, and after how many seconds."""

    reached: bool
    sentence: str
    seconds: float = 0.0


def try_connection(model: Model, stop: Event | None = None) -> Connection:
    """Asks `model` one short question. Never raises for what the model or the way to it does."""
    try:
        reply = model.ask(_QUESTION, stop=stop)
    except Fault as fault:
        if fault.kind in _REACHED and fault.written:
            return Connection(True, f"连上了，但答得不像样：{fault.sentence}")
        return Connection(False, fault.sentence)
    where = "在本单位内" if model.local else "在本单位外，只送可外发的文稿"
    return Connection(True, f"连接正常：模型“{model.name}”{where}，{reply.seconds:.1f} 秒答复。", reply.seconds)
