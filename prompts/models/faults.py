"""What can go wrong with a model, told in one Chinese sentence each, and whether asking again may help."""

import email.utils
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import openai

from errors import ModelFault


class FaultKind(StrEnum):
    """Why there is no usable reply."""

    NO_ROUTE = "no_route"  # nothing answers at the address
    TIMEOUT = "timeout"
    KEY = "key"
    BALANCE = "balance"  # the account has nothing left
    NO_MODEL = "no_model"
    RATE = "rate"  # too many requests
    SERVER = "server"
    CALL = "call"  # the service does not take the request
    TOO_LONG = "too_long"  # the prompt does not fit
    CUT = "cut"  # the reply broke off
    EMPTY = "empty"
    ENDLESS = "endless"
    REFUSED = "refused"
    FOREIGN = "foreign"  # not in Chinese
    STOPPED = "stopped"  # by the person


_PASSING = {
    FaultKind.NO_ROUTE,
    FaultKind.TIMEOUT,
    FaultKind.RATE,
    FaultKind.SERVER,
    FaultKind.CUT,
    FaultKind.EMPTY,
    FaultKind.ENDLESS,
    FaultKind.REFUSED,
    FaultKind.FOREIGN,
}


_OF_THE_REPLY = {FaultKind.CUT, FaultKind.EMPTY, FaultKind.ENDLESS, FaultKind.REFUSED, FaultKind.FOREIGN}


class Fault(ModelFault):
    """A reply that failed. `written` is what of it had come; `wait` the seconds the service asks to be left alone."""

    def __init__(self, kind: FaultKind, sentence: str, *, written: str = "", wait: float | None = None):
        super().__init__(sentence)
        self.kind = kind
        self.written = written
        self.wait = wait

    @property
    def of_the_reply(self) -> bool:
        """Whether the service is there and only this reply was none: the next question may fare better."""
        return self.kind in _OF_THE_REPLY

    @property
    def passing(self) -> bool:
        """Whether asking again may help."""
        return self.kind in _PASSING


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a failure is told of: the model's name and its address."""

    model: str
    address: str


def fault_of(error: Exception, asked: Asked, written: str = "") -> Fault:
    """The fault that `error`, raised while a model was asked, stands for; `written` is what had come by then."""
    kind, sentence = _told(error, asked)
    # A connection that breaks after the first words is a reply cut short, whatever the library calls it.
    if written and kind in (FaultKind.NO_ROUTE, FaultKind.SERVER, FaultKind.TIMEOUT):
        kind, sentence = FaultKind.CUT, CUT
    return Fault(kind, sentence, written=written, wait=_wait(error) if kind is FaultKind.RATE else None)


CUT = "模型的答复中途断了，已写的文字保留，可重试，或改用沿用往年。"


def _told(error: Exception, asked: Asked) -> tuple[FaultKind, str]:
    match error:
        case openai.APITimeoutError():
            return FaultKind.TIMEOUT, f"模型服务 {asked.address} 迟迟没有应答，请稍后重试，或改用沿用往年。"
        case openai.APIConnectionError():
            return FaultKind.NO_ROUTE, f"连不上模型服务 {asked.address}，请检查 OPENAI_BASE_URL、网络和服务是否已启动。"
        case openai.AuthenticationError():
            return FaultKind.KEY, "模型服务不认这把密钥，请检查 OPENAI_API_KEY。"
        case openai.PermissionDeniedError():
            return FaultKind.KEY, f"这把密钥不能使用模型“{asked.model}”，请换密钥，或换 HEGAO_MODEL。"
        case openai.NotFoundError():
            return (
                FaultKind.NO_MODEL,
                f"{asked.address} 上没有模型“{asked.model}”或没有对话接口，请检查 HEGAO_MODEL 和 OPENAI_BASE_URL"
                "（地址多半以 /v1 结尾）。",
            )
        case openai.RateLimitError() if "quota" in _words_of(error):
            return FaultKind.BALANCE, "模型服务的额度已用完，请充值或换密钥，或改用沿用往年。"
        case openai.RateLimitError():
            return FaultKind.RATE, "模型服务说请求太多，请稍后重试，或把同时起草的节数调小。"
        case openai.APIStatusError(status_code=402):
            return FaultKind.BALANCE, "模型服务的余额不足，请充值或换密钥，或改用沿用往年。"
        case openai.APIStatusError() if _too_long(error):
            return FaultKind.TOO_LONG, f"资料太长，超出模型“{asked.model}”能读的长度，请换能读更长文字的模型。"
        case openai.APIStatusError(status_code=code) if code >= 500:
            return FaultKind.SERVER, f"模型服务出错（{code}），请稍后重试，或改用沿用往年。"
        case openai.APIStatusError(status_code=code):
            return (
                FaultKind.CALL,
                f"模型服务不接受这个请求（{code}：{_message(error)}），请检查 HEGAO_MODEL 是否为对话模型。",
            )
        case openai.APIError():
            return FaultKind.SERVER, "模型服务在答复中报错，请稍后重试，或改用沿用往年。"
        case json.JSONDecodeError() | openai.APIResponseValidationError() | TypeError() | KeyError() | AttributeError():
            return (
                FaultKind.CALL,
                f"{asked.address} 的答复不是对话接口的格式，请检查 OPENAI_BASE_URL（地址多半以 /v1 结尾）。",
            )
        case ValueError():  # LangChain's word for a stream without a single piece
            return FaultKind.EMPTY, (
                f"{asked.address} 没有给出任何答复，请检查 OPENAI_BASE_URL（地址多半以 /v1 结尾），或改用沿用往年。"
            )
        case _:
            return FaultKind.CUT, CUT


EMPTY = "模型没有写出文字，请重试，或改用沿用往年。"


def _words_of(error: openai.APIStatusError) -> str:
    return f"{error.message} {error.body}".lower()


def _too_long(error: openai.APIStatusError) -> bool:
    words = _words_of(error)
    return error.status_code in (400, 413, 422) and any(
        told in words for told in ("context_length", "context length", "maximum context", "too long", "max_model_len")
    )


def _message(error: openai.APIStatusError) -> str:
    body = error.body
    told = body.get("message") if isinstance(body, dict) else None
    return str(told or error.message).replace("\n", " ")[:120]


def _wait(error: Exception) -> float | None:
    """The seconds of a Retry-After header, in either of its forms; None where there is none to be read."""
    if not isinstance(error, openai.APIStatusError):
        return None
    headers = error.response.headers
    try:
        if "retry-after-ms" in headers:
            return max(0.0, float(headers["retry-after-ms"]) / 1000)
        return max(0.0, float(headers["retry-after"]))
    except KeyError:
        return None
    except ValueError:
        when = email.utils.parsedate_tz(headers["retry-after"])
        return max(0.0, email.utils.mktime_tz(when) - datetime.now(UTC).timestamp()) if when else None
