"""Which model the settings ask for, and whether it answers inside the house. Asks nothing of the network."""

from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from settings import Settings

if TYPE_CHECKING:
    from prompts.models.asking import Limits, Model

OPENAI = "https://api.openai.com/v1"
_SCRIPTED = "scripted:"
_CONNECT, _SILENCE = 10.0, 90.0  # seconds for a connection to stand, and between two pieces of a reply
_HOUSE = (".local", ".lan", ".internal", ".intranet", ".home.arpa", ".localhost")


def why_no_model(settings: Settings) -> str:
    """Why no model writes, and how one would, in a sentence; "" where one is set."""
    if settings.model.startswith(_SCRIPTED):
        return ""
    if not settings.model:
        if settings.openai_base_url or settings.openai_api_key:
            return "模型服务已有地址或密钥，还缺模型名，请设置环境变量 HEGAO_MODEL。"
        return (
            "还没有配置模型，起草一律沿用往年讲话。要用模型，请设置环境变量 HEGAO_MODEL、OPENAI_API_KEY"
            "（自建或其他厂商的服务再加 OPENAI_BASE_URL）。"
        )
    if not settings.openai_api_key and not settings.openai_base_url:
        return "用 OpenAI 的服务需要密钥，请设置环境变量 OPENAI_API_KEY；用自建服务请设置 OPENAI_BASE_URL。"
    return ""


def choose_model(settings: Settings, limits: "Limits | None" = None) -> "Model | None":
    """The model of `settings.model` at its endpoint, or `scripted:FILE`; None where `why_no_model` says why."""
    if why_no_model(settings):
        return None
    from prompts.models.asking import Limits, Model
    from prompts.models.scripted import ScriptedModel

    limits = limits or Limits()
    if settings.model.startswith(_SCRIPTED):
        path = Path(settings.model.removeprefix(_SCRIPTED)).expanduser()
        return Model(ScriptedModel.from_file(path), f"台词 {path.name}", limits=limits)
    address = settings.openai_base_url or OPENAI
    return _at_endpoint(settings.model, address, settings.openai_api_key or "none", limits)


def _at_endpoint(name: str, address: str, key: str, limits: "Limits") -> "Model":
    import httpx  # noqa: F401  # whole, before any stream: a broken one, collected while httpx loads, would stumble
    import openai
    from langchain_openai import ChatOpenAI

    from prompts.models.asking import Model

    local = is_local(address)
    # A proxy of the machine leads out of the house; what answers inside is asked directly.
    client = openai.DefaultHttpxClient(trust_env=not local)
    chat = ChatOpenAI(
        model=name,
        base_url=address,
        api_key=key,  # type: ignore[arg-type]  # a plain string is taken
        max_retries=0,  # asked again by `Model`, which can be stopped meanwhile
        timeout=openai.Timeout(_SILENCE, connect=_CONNECT),
        stream_usage=True,
        use_responses_api=False,
        http_client=client,
        openai_proxy="",
    )
    return Model(chat, name, address=address, local=local, limits=limits, close=client.close)


def is_local(address: str) -> bool:
    """Whether an address is inside the house: this machine, a private network, a name without a public ending.

    Told from the address as written; no name is looked up.
    """
    host = (urlsplit(address).hostname or "").rstrip(".").lower()
    try:
        number = ip_address(host)
    except ValueError:
        return bool(host) and ("." not in host or host.endswith(_HOUSE))
    return number.is_loopback or number.is_private or number.is_link_local
